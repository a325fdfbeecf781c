"""Whether the tables of accounts are whole in themselves: codes, levels, owners, years, names."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from generator import vocabulary as term
from generator.filing.yaml_tree import Path_
from generator.packs.classification import Classification
from generator.packs.grammar import Flaw


def find_in_accounts(raw: Mapping[str, Any]) -> Iterator[Flaw]:
    """Codes of a length that no level has, without their owner, or with two names in a year."""
    levels, names = raw[term.ACCOUNT_LEVELS], raw[term.ACCOUNTS]
    sizes = [int(size) for size in levels.values()]
    for (_, above), (level, size) in pairwise(levels.items()):
        if int(size) <= int(above):
            yield Flaw((term.ACCOUNT_LEVELS, level), f"“{level}”的位数不比前面的级次多")
    for code, entry in names.items():
        path = (term.ACCOUNTS, code)
        if not (code.isascii() and code.isdecimal()) or len(code) not in sizes:
            digits = "、".join(map(str, sizes))
            yield Flaw(path, f"“{code}”不是 {digits} 位的编码", "", True)
            continue
        owners = (code[:size] for size in sizes if size < len(code))
        missing = [owner for owner in owners if owner not in names]
        if missing:
            yield Flaw(path, f"没有它的上级科目 {'、'.join(missing)}", "补上上级科目", True)
        if isinstance(entry, list):
            yield from _find_in_dates(entry, path)


def _find_in_dates(entry: Sequence[Mapping[str, str]], path: Path_) -> Iterator[Flaw]:
    last = -1
    for index, dated in enumerate(entry):
        first, end = dated.get(term.VALID_FROM, "0000"), dated.get(term.VALID_TO, "9999")
        if int(first) <= last or int(end) < int(first):
            yield Flaw((*path, index), "起止年度重叠，或者次序颠倒", "按年度先后写，不重叠")
        last = int(end)


def find_twice_named(accounts: Sequence[Classification]) -> Iterator[tuple[int, Flaw]]:
    """Tables of accounts with one name: the later one, by its number."""
    for index, table in enumerate(accounts):
        if table.name in [it.name for it in accounts[:index]]:
            message = f"另一张科目表也叫“{table.name}”"
            yield index, Flaw((term.ACCOUNT_TABLE_NAME,), message, "另起名称")
