"""`gongkai explain`: the page of a fault code, of an account code, or the codes of a name."""

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from generator.commands.options import take
from generator.exits import FINE, RefusedError
from generator.reporting import console

if TYPE_CHECKING:
    from generator.packs.classification import Classification


class ExplainOptions(NamedTuple):
    """What may be typed after `explain`."""

    code: str = take(metavar="代码", help="错误里的代码，如 S203；科目编码，如 2100401；或科目名称")


def explain(options: ExplainOptions) -> int:
    """Show the page of a fault code, or what the tables of accounts say of an account code."""
    code = unicodedata.normalize("NFKC", options.code).strip()
    account = re.match("[0-9]+", code)  # its name may stand behind it, as in a filing
    if account:
        console.say(_account(account[0]))
    else:
        console.say(_named(code) if re.search("[㐀-鿿]", code) else _fault(code))
    return FINE


def _fault(code: str) -> str:
    from generator.checks import explaining

    page = explaining.page(code)
    if page is None:
        raise RefusedError(f"没有“{code}”这个代码。{explaining.suggest(code)}")
    return page


def _load() -> "list[Classification]":
    from generator.kept import library
    from generator.packs import classification

    folder = library.current() / "schemas" / "classification"
    return list(classification.load_all(folder).values())


def _named(name: str) -> str:
    from generator.reporting import account_page

    listed = account_page.list_named(name, _load())
    if not listed:
        raise RefusedError(f"科目表里没有名称里有“{name}”的科目")
    return listed


def _account(code: str) -> str:
    from generator.reporting import account_page

    page = account_page.page(code, _load())
    if page is None:
        raise RefusedError(f"科目表里没有 {code}")
    return page
