"""A spreadsheet against a document: only the tables that it has can be held against anything.

A cell holds a number, not its digits: on both sides numbers are written alike.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from generator import money
from generator.edited.keyed_lines import KeyedLine
from generator.word.seen_text import SeenCell, SeenText

# So many lines above and below a table are its title, its unit, its notes.
_AROUND = 4
# A table is there where so many in a thousand of its rows have the names of some row there.
_LEAST = 500
_MOST_DIGITS = 40


class Narrowed(NamedTuple):
    """The lines that a spreadsheet can be held against, and its own; which tables they are."""

    due: list[KeyedLine]
    stands: list[KeyedLine]
    tables: frozenset[int]


def narrow(due: Sequence[KeyedLine], stands: Sequence[KeyedLine]) -> Narrowed:
    """What is due of the tables that stand in a spreadsheet, in the order in which they do."""
    decimals = max((_decimals(text) for line in due for text in line.texts), default=0)
    plain = [_spell(line, at, decimals) for at, line in enumerate(due)]
    there = [_spell(line, at, decimals) for at, line in enumerate(stands)]
    tables = _by_table(plain)
    paired = _pair(tables, _by_table(there))
    lines = [line for table in paired for line in _with_around(plain, tables[table])]
    held = [replace(line, at=at) for at, line in enumerate(dict.fromkeys(lines))]
    return Narrowed(held, there, frozenset(paired))


def _by_table(lines: Iterable[KeyedLine]) -> Mapping[int, list[KeyedLine]]:
    found: defaultdict[int, list[KeyedLine]] = defaultdict(list)
    for line in lines:
        if line.line.table is not None:
            found[line.line.table].append(line)
    return found


def _pair(
    due: Mapping[int, Sequence[KeyedLine]], stands: Mapping[int, Sequence[KeyedLine]]
) -> list[int]:
    """The tables that are due and there, in the order of those that stand there."""
    scores = [
        (_score(lines, others), -one, -other)
        for one, lines in due.items()
        for other, others in stands.items()
    ]
    found: dict[int, int] = {}
    for score, one, other in sorted(scores, reverse=True):
        if score and -one not in found.values() and -other not in found:
            found[-other] = -one
    return [found[other] for other in sorted(found)]


def _score(due: Sequence[KeyedLine], stands: Sequence[KeyedLine]) -> int:
    """How much of a table stands in another: rows of the same names, then the same rows."""
    names, others = (Counter(line.name or line.key for line in side) for side in (due, stands))
    alike = (names & others).total()
    if alike * 1000 < _LEAST * max(min(len(due), len(stands)), 1):
        return 0
    keys, own = (Counter(line.key for line in side) for side in (due, stands))
    return alike + 2 * (keys & own).total()


def _with_around(lines: Sequence[KeyedLine], rows: Sequence[KeyedLine]) -> Iterator[KeyedLine]:
    """The rows of a table with the lines around it, up to other tables."""
    first, last = rows[0].at, rows[-1].at
    yield from _beside(lines[max(first - _AROUND, 0) : first][::-1])[::-1]
    yield from rows
    yield from _beside(lines[last + 1 : last + 1 + _AROUND])


def _beside(lines: Sequence[KeyedLine]) -> list[KeyedLine]:
    end = next((n for n, line in enumerate(lines) if line.in_table), len(lines))
    return list(lines[:end])


# -- numbers -------------------------------------------------------------------------------------


def _spell(line: KeyedLine, at: int, decimals: int) -> KeyedLine:
    """A line whose cells write their numbers in one way."""
    if not line.in_table:
        return replace(line, at=at)
    cells = tuple(_spell_cell(cell, decimals) for cell in line.line.cells)
    return replace(line, at=at, line=line.line._replace(cells=cells))


def _spell_cell(cell: SeenCell, decimals: int) -> SeenCell:
    return cell._replace(texts=tuple(_spell_text(text, decimals) for text in cell.texts))


def _spell_text(text: SeenText, decimals: int) -> SeenText:
    value = _value(text.text)
    if value is None:
        return text
    plain = format(money.half_up(value, decimals), "f")
    return text._replace(text=plain.rstrip("0").rstrip(".") if "." in plain else plain)


def _value(text: str) -> Decimal | None:
    """The number that a text is; None where it is none, or has no bounds."""
    bare = text.strip().replace(",", "")
    percent = bare.endswith("%")
    if len(bare) > _MOST_DIGITS or not bare.isascii():
        return None
    try:
        value = Decimal(bare.rstrip("%"))
    except InvalidOperation:
        return None
    if not value.is_finite() or "e" in bare.casefold() or _is_code(bare):
        return None
    return value / 100 if percent else value


def _is_code(bare: str) -> bool:
    """Whether digits are a code, whose zeros in front count."""
    return len(bare) > 1 and bare[0] == "0" and bare.isdecimal()


def _decimals(text: str) -> int:
    """How many decimals a number has, as a share of one where it is a percentage."""
    value = _value(text)
    exponent = value.as_tuple().exponent if value is not None else 0
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
