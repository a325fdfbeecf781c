"""`gongkai explain`: the page of a fault code, or of an account code."""

import re
import unicodedata
from typing import NamedTuple

from generator.commands.options import take
from generator.exits import FINE, RefusedError
from generator.reporting import console


class ExplainOptions(NamedTuple):
    """What may be typed after `explain`."""

    code: str = take(metavar="代码", help="错误里的代码，如 S203；或科目编码，如 2100401")


def explain(options: ExplainOptions) -> int:
    """Show the page of a fault code, or what the tables of accounts say of an account code."""
    code = unicodedata.normalize("NFKC", options.code).strip()
    account = re.match("[0-9]+", code)  # its name may stand behind it, as in a filing
    console.say(_account(account[0]) if account else _fault(code))
    return FINE


def _fault(code: str) -> str:
    from generator.checks import explaining

    page = explaining.page(code)
    if page is None:
        raise RefusedError(f"没有“{code}”这个代码。{explaining.suggest(code)}")
    return page


def _account(code: str) -> str:
    from generator.kept import library
    from generator.packs import classification
    from generator.reporting import account_page

    tables = classification.load_all(library.current() / "schemas" / "classification")
    page = account_page.page(code, tables.values())
    if page is None:
        raise RefusedError(f"科目表里没有 {code}")
    return page
