"""What stands in a table's rows where its head has no column: it is not taken, so it is told.

An amount with commas that a program wrote between commas falls apart, and its end stands there:
what is left of it in its own column would be read as another amount.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import count, takewhile

from generator.diagnostics import spell_column
from generator.exports import labels, matching
from generator.exports.heads import HeadGrid, SheetHead
from generator.exports.telling import NOT_KNOWN, NOT_READ, Teller
from generator.filing.legible import fold
from generator.spreadsheets.cells import Spot, Worksheet
from generator.vocabulary import YUAN

_MEND = "原来的软件里把数改成没有逗号的，重新导出；或者导出成 .xlsx"
_BEGINNING = re.compile(r"[-−(¥]*\d{1,3}")
_THOUSANDS = re.compile(r"\d{3}(?:\.\d*)?\)?(?:万?元)?")


def tell(grid: HeadGrid, head: SheetHead, unit: str, teller: Teller) -> None:
    """Tell amounts that have fallen apart, and numbers in columns without a head."""
    columns = [it for block in head.blocks for it in block.columns]
    leading = {it for block in head.blocks for it in (*block.codes, block.name)}
    known = leading.union(it.number for it in columns)
    beyond = [at for at in grid.sheet.cells if at[0] >= head.first and at[1] not in known]
    begun = sorted(it.number for it in columns if not labels.is_numbering(it.shown))
    torn = _tell_torn(grid, head, begun, known, unit, teller)
    rows = {row for row, _ in beyond if row not in torn and _has_account(grid, row, leading)}
    for column in sorted({column for row, column in beyond if row in rows}):
        found = [at for at in matching.list_money(grid.sheet, column) if at[0] in rows]
        if found:
            message = f"{spell_column(column)} 列没有栏名，没有取里面的数"
            help_ = "要用的，在表头写上栏名；用不着的，删去"
            teller.remark(NOT_KNOWN, message, found[0], help_)


def _tell_torn(
    grid: HeadGrid,
    head: SheetHead,
    begun: Sequence[int],
    known: Collection[int],
    unit: str,
    teller: Teller,
) -> set[int]:
    """Tell the amounts that have fallen apart; the rows in which there are such.

    In a row of a text that is no longer than the head they may be amounts of 元 side by side.
    """
    sheet, torn = grid.sheet, set[int]()
    longer = set(_find_longer(sheet, head))
    within: Collection[int] = begun
    rows: Collection[int] = range(head.first, grid.rows + 1)
    if sheet.name:  # not a text
        within = known
        rows = {at for at, column in sheet.cells if at >= head.first and column not in known}
    for row in sorted(rows):
        for parts in _find_torn(sheet, row, begun):
            texts = [sheet.cells[at].text.strip() for at in parts]
            said = f"“{'”“'.join(texts)}”像是 {','.join(texts)} 被逗号分成了几格"
            if row in longer or not all(column in within for _, column in parts):
                torn.add(row)
                teller.refuse(NOT_READ, f"这一行比表头多出几格，{said}", parts[0], _MEND)
            elif not sheet.name and unit == YUAN:
                teller.remark(NOT_READ, said, parts[0], f"是两个数的，不用管；{_MEND}")
    return torn


def _find_longer(sheet: Worksheet, head: SheetHead) -> Iterator[int]:
    """The rows of a text that have more cells than the head, were they empty."""
    rows = range(head.top, head.first)
    filled = (column for row, column in sheet.cells if row in rows)
    width = max((*filled, *(sheet.lengths.get(row, 0) for row in rows)), default=0)
    return (row for row, length in sheet.lengths.items() if row >= head.first and length > width)


def _find_torn(sheet: Worksheet, row: int, begun: Sequence[int]) -> Iterator[list[Spot]]:
    """The cells of a row that read together as an amount with commas."""
    done = 0
    for column in begun:
        if column <= done or not _BEGINNING.fullmatch(_text_at(sheet, (row, column))):
            continue
        right = ((row, column + step) for step in count(1))
        parts = [*takewhile(lambda at: _THOUSANDS.fullmatch(_text_at(sheet, at)), right)]
        if parts:
            done = parts[-1][1]
            yield [(row, column), *parts]


def _text_at(sheet: Worksheet, spot: Spot) -> str:
    return fold(sheet.cells[spot].text) if spot in sheet.cells else ""


def _has_account(grid: HeadGrid, row: int, leading: Collection[int]) -> bool:
    """Whether a row is an account's or a total's, not a note's; of sheets without any, always."""
    texts = [fold(grid.text(row, column)) for column in leading if column]
    return not texts or any(it[:1].isdecimal() or labels.is_total(it) for it in texts)
