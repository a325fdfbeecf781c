"""The checks of a pack as a form keeper reads them: by folder and by what they are about.

Sentences are those of `check_sentences`, with the names of accounts beside their codes and the unit
of amounts beside limits.
"""

import re
from typing import NamedTuple

from generator import vocabulary as term
from generator.addresses import Steps, is_code, parse
from generator.filing.values import Rules
from generator.packs import check_sentences, demanding, figure_rules
from generator.packs.addressing import AddressError
from generator.packs.check_sentences import ToldCheck
from generator.packs.definitions import Table
from generator.packs.demands import KIND
from generator.packs.law import list_names
from generator.packs.pack import Pack
from generator.packs.sheets import Sheets

_ADDRESS = re.compile(r"“([^“”]+)”")
_OF_WORDS = ("用词", "用途不同", "引数", "写明原因", "原因方向")
_OF_PRINT = ("印全", term.WITHHELD)
_LEFT, _EACH, _LIST = "左", "逐条", "清单"


class CheckSection(NamedTuple):
    """Checks of one file that are about the same: `file` is a folder's checks.yaml."""

    file: str
    about: str
    checks: tuple[ToldCheck, ...]


def list_sections(sheets: Sheets, pack: Pack, word: str = "") -> list[CheckSection]:
    """The checks in which a word occurs, all for none, in the order of their files."""
    groups: dict[tuple[str, str], list[ToldCheck]] = {}
    said = sheets.checks.tree.root
    lists = check_sentences.list_lists(sheets)
    for told in check_sentences.tell_checks(sheets):
        check = said[told.name]
        sentence = check_sentences.say(check, lists, _unit_of(check, pack))
        told = told._replace(sentence=_name_accounts(sentence, pack))
        file = told.places[0].file
        if word in "\n".join((told.name, told.sentence, told.basis, file)):
            groups.setdefault((file, _about(check)), []).append(told)
    files = list(dict.fromkeys(file for file, _ in groups))
    ordered = sorted(groups, key=lambda it: (files.index(it[0]), _ABOUT.index(it[1])))
    return [CheckSection(*key, tuple(groups[key])) for key in ordered]


_ABOUT = ("数与数（不符的是错误）", "数与数（只提示）", "印与不印", "文字")


def _about(check: Rules) -> str:
    kind = check[KIND]
    if kind in (*_OF_PRINT, *_OF_WORDS):
        return _ABOUT[2] if kind in _OF_PRINT else _ABOUT[3]
    return _ABOUT[0] if check_sentences.is_error(check) else _ABOUT[1]


def _unit_of(check: Rules, pack: Pack) -> str:
    """In what the limits of a check are: 元 of amounts, else nothing."""
    root = pack.definitions.root
    home: Steps = ()
    listed = check.get(_EACH) or check.get(_LIST)
    try:
        if listed:
            home = demanding.find_home(parse(listed), root)
        for name in list_names(check.get(_LEFT, ())):
            steps = figure_rules.resolve(root, home, parse(name))
            return term.YUAN if figure_rules.kind_of(root, steps) == term.KIND_YUAN else ""
    except AddressError:
        return ""  # a check of no figures, or of one that another folder has dropped
    return ""


# -- accounts ------------------------------------------------------------------------------------


def _name_accounts(sentence: str, pack: Pack) -> str:
    return _ADDRESS.sub(lambda it: f"“{_name_account(it[1], pack)}”", sentence)


def _name_account(address: str, pack: Pack) -> str:
    """An address with the name of its account, if it has one that is known."""
    steps = parse(address)
    field = pack.definitions.root.fields.get(steps[0]) if steps else None
    if len(steps) < len(("table", "row")) or not is_code(steps[1]) or not isinstance(field, Table):
        return address
    accounts = pack.classifications.get(field.classification or "")
    name = accounts.name_of(steps[1], int(pack.key[1])) if accounts else None
    rest = "".join(f".{step}" for step in steps[2:])
    return f"{steps[0]}[{steps[1]} {name}]{rest}" if name else address
