"""Whether the tables of accounts are whole in themselves: codes, levels, owners, years, names."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from generator import vocabulary as term
from generator.filing.yaml_tree import Path_
from generator.packs.classification import FIRST, LAST, Classification
from generator.packs.grammar import Flaw

_PARTS = (term.ACCOUNTS, term.UNCHECKED)


def find_in_accounts(raw: Mapping[str, Any]) -> Iterator[Flaw]:
    """Codes of a length that no level has, without their owner, or with two names in a year."""
    levels, known = (
        raw[term.ACCOUNT_LEVELS],
        {code for part in _PARTS for code in raw.get(part, {})},
    )
    sizes = [int(size) for size in levels.values()]
    for (_, above), (level, size) in pairwise(levels.items()):
        if int(size) <= int(above):
            yield Flaw((term.ACCOUNT_LEVELS, level), f"“{level}”的位数不比前面的级次多")
    for part in _PARTS:
        for code, entry in raw.get(part, {}).items():
            yield from _find_in_code(code, (part, code), sizes, known)
            yield from _find_lost_heirs(entry, (part, code), known)
    yield from _find_in_years(raw)
    for budget, codes in raw.get(term.BUDGETS, {}).items():
        for index, code in enumerate(codes):
            if code not in known:
                yield Flaw((term.BUDGETS, budget, index), f"科目表里没有 {code}", "检查编码")


def _find_in_code(code: str, path: Path_, sizes: list[int], known: set[str]) -> Iterator[Flaw]:
    if not (code.isascii() and code.isdecimal()) or len(code) not in sizes:
        digits = "、".join(map(str, sizes))
        yield Flaw(path, f"“{code}”不是 {digits} 位的编码", "", True)
        return
    owners = (code[:size] for size in sizes if size < len(code))
    missing = [owner for owner in owners if owner not in known]
    if missing:
        yield Flaw(path, f"没有它的上级科目 {'、'.join(missing)}", "补上上级科目", True)


def _find_in_years(raw: Mapping[str, Any]) -> Iterator[Flaw]:
    """Names of a code out of order, or in one year with another of whichever part."""
    for code, entry in raw[term.ACCOUNTS].items():
        spans = _list_years(entry, (term.ACCOUNTS, code))
        yield from _find_out_of_order(spans)
    for code, entry in raw.get(term.UNCHECKED, {}).items():
        spans = _list_years(entry, (term.UNCHECKED, code))
        yield from _find_out_of_order(spans)
        checked = _list_years(raw[term.ACCOUNTS].get(code, []), ())
        for first, last, path in spans:
            if any(first <= end and begin <= last for begin, end, _ in checked):
                message = f"“{term.ACCOUNTS}”里同一年度已经有 {code}"
                yield Flaw(path, message, "删去其中一行，或写明起止年度")


_Span = tuple[int, int, Path_]


def _list_years(entry: str | Sequence[Mapping[str, str]], path: Path_) -> list[_Span]:
    """The first and the last year of each name, with where it stands."""
    if isinstance(entry, str):
        return [(FIRST, LAST, path)]
    return [
        (int(it.get(term.VALID_FROM, FIRST)), int(it.get(term.VALID_TO, LAST)), (*path, index))
        for index, it in enumerate(entry)
    ]


def _find_lost_heirs(
    entry: str | Sequence[Mapping[str, str]], path: Path_, known: set[str]
) -> Iterator[Flaw]:
    """Codes that an account is said to go on under, and that the table does not have."""
    for index, dated in enumerate(() if isinstance(entry, str) else entry):
        heir = dated.get(term.HEIR, "")
        if heir and heir not in known:
            yield Flaw((*path, index, term.HEIR), f"科目表里没有 {heir}", "检查编码")


def _find_out_of_order(spans: Sequence[_Span]) -> Iterator[Flaw]:
    before = -1
    for first, last, path in spans:
        if first <= before or last < first:
            yield Flaw(path, "起止年度重叠，或者次序颠倒", "按年度先后写，不重叠")
        before = last


def find_twice_named(accounts: Sequence[Classification]) -> Iterator[tuple[int, Flaw]]:
    """Tables of accounts with one name: the later one, by its number."""
    for index, table in enumerate(accounts):
        if table.name in [it.name for it in accounts[:index]]:
            message = f"另一张科目表也叫“{table.name}”"
            yield index, Flaw((term.ACCOUNT_TABLE_NAME,), message, "另起名称")
