"""Which rows of the overview a page shows: those with some words, of a stage, in an order, a part.

What is wanted stands in the address, so that it can be kept, gone back to and sent on.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode

from generator.reporting import overview_rows
from generator.reporting.overview_rows import KIND, STAGE, UNIT, WORDS, OverviewColumn, UnitRow
from generator.units import stages
from generator.units.result import FAULTY
from generator.workbench.told_rows import PENDING

MOST_SHOWN, _MOST_WORDS, _MOST_DIGITS = 100, 100, 6
ORDER = {stage: number for number, stage in enumerate((PENDING, *stages.STAGES))}
_UP, _DOWN = "up", "down"


class Wish(NamedTuple):
    """What somebody wants to see; `by` is the head of a column, "" those first that need it."""

    words: str = ""
    stage: str = ""
    by: str = ""
    down: bool = False
    page: int = 1

    def query(self, **other: Any) -> str:
        """The same as the end of an address, with something of it replaced."""
        of = self._replace(**other)
        told = {"q": of.words, "stage": of.stage, "by": of.by}
        told |= {"order": _DOWN if of.down else _UP} if of.by else {}
        told |= {"page": str(of.page)} if of.page > 1 else {}
        return "?" + urlencode({name: text for name, text in told.items() if text})


class SortedHead(NamedTuple):
    """The head of a column: how it is sorted by now, and the address that sorts by it."""

    name: str
    numeric: bool
    sorted: str
    query: str


def read_wanted(asked: Mapping[str, str]) -> Wish:
    """What an address asks for; what makes no sense asks for nothing."""
    page = asked.get("page", "")[:_MOST_DIGITS]
    number = int(page) if page.isascii() and page.isdecimal() else 1
    words, by = (asked.get(name, "")[:_MOST_WORDS] for name in ("q", "by"))
    stage = asked.get("stage", "")
    down = asked.get("order") == _DOWN
    return Wish(words, stage if stage in ORDER else "", by, down, max(1, number))


def lay_out(
    rows: Sequence[UnitRow],
    wanted: Wish,
    lead: Callable[[UnitRow], str],
    lead_on: Callable[[UnitRow], str],
) -> dict[str, Any]:
    """What the page shows: a part of the rows, and the addresses of the others."""
    columns = overview_rows.list_columns(rows)
    found = [row for row in rows if _holds(row, columns, wanted.words)]
    counts = [(stage, sum(row.stage == stage for row in found)) for stage in ORDER]
    chosen = [row for row in found if wanted.stage in ("", row.stage)]
    ordered = _put_in_order(chosen, columns, wanted)
    pages = max(1, -(-len(ordered) // MOST_SHOWN))
    page = min(wanted.page, pages)
    shown = ordered[(page - 1) * MOST_SHOWN : page * MOST_SHOWN]
    return {
        "wanted": wanted._replace(page=page),
        "pages": pages,
        "first": (page - 1) * MOST_SHOWN + 1,
        "whole": len(rows),
        "found": len(found),
        "chosen": len(chosen),
        "counts": [(stage, number) for stage, number in counts if number],
        "heads": [_head(column, wanted) for column in columns],
        "columns": columns,
        "sums": [overview_rows.sum_up(it, chosen) if it.added else None for it in columns],
        "rows": [(row, lead(row), lead_on(row), [it.tell(row) for it in columns]) for row in shown],
        "roles": {UNIT: "unit", STAGE: "stage", WORDS: "words", KIND: "kind"},
        "order": ORDER,
        "faulty": FAULTY,
        "missing": stages.MISSING,
    }


def _head(column: OverviewColumn, wanted: Wish) -> SortedHead:
    """Numbers begin with the largest; asked again, it is the other way round."""
    ours = wanted.by == column.head
    down = not wanted.down if ours else column.numeric
    way = ("descending" if wanted.down else "ascending") if ours else ""
    return SortedHead(
        column.head, column.numeric, way, wanted.query(by=column.head, down=down, page=1)
    )


def _holds(row: UnitRow, columns: Sequence[OverviewColumn], words: str) -> bool:
    """Whether every one of some words stands somewhere in a row."""
    if not words.strip():
        return True
    text = "\n".join(f"{cell.text} {cell.aside}" for cell in (it.tell(row) for it in columns))
    folded = text.casefold()
    return all(word in folded for word in words.casefold().split())


def _put_in_order(
    rows: Sequence[UnitRow], columns: Sequence[OverviewColumn], wanted: Wish
) -> list[UnitRow]:
    """As wanted; what says nothing in the column comes last, either way."""
    by_need = sorted(rows, key=lambda row: row.rank)
    column = next((it for it in columns if it.head == wanted.by), None)
    if column is None:
        return by_need
    keyed = [(_key(column, row), row) for row in by_need]
    told = [pair for pair in keyed if pair[0] is not None]
    told.sort(key=lambda pair: pair[0], reverse=wanted.down)
    return [row for _, row in told] + [row for key, row in keyed if key is None]


def _key(column: OverviewColumn, row: UnitRow) -> Any:
    if column.head == STAGE:
        return ORDER[row.stage]
    cell = column.tell(row)
    if column.numeric:
        return Decimal(cell.number) if cell.number else None
    # In this code the common signs stand in the order of their sounds, as people look them up.
    return cell.text.encode("gb18030", "replace") if cell.text else None
