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

_BEGINNING = re.compile(r"[-−(¥]*\d{1,3}")
_THOUSANDS = re.compile(r"\d{3}(?:\.\d*)?\)?(?:万?元)?")


def tell(grid: HeadGrid, head: SheetHead, teller: Teller) -> None:
    """Tell amounts that have fallen apart, and numbers in columns without a head."""
    sheet = grid.sheet
    named = sorted({it.number for block in head.blocks for it in block.columns})
    leading = {it for block in head.blocks for it in (*block.codes, block.name)}
    known = leading.union(named)
    beyond = [at for at in sheet.cells if at[0] >= head.first and at[1] not in known]
    longer = set(_find_longer(sheet, head))
    torn, within = set[int](), known if sheet.name else named
    for row in sorted({row for row, _ in beyond} | longer):
        for parts in _find_torn(sheet, row, named, () if row in longer else within):
            _tell_torn([sheet.cells[at].text.strip() for at in parts], parts[0], teller)
            torn.add(row)
    rows = [row for row in {row for row, _ in beyond} - torn if _has_account(grid, row, leading)]
    for column in sorted({column for _, column in beyond}):
        found = [at for at in matching.list_money(sheet, column) if at[0] in rows]
        if found:
            message = f"{spell_column(column)} 列没有栏名，没有取里面的数"
            help_ = "要用的，在表头写上栏名；用不着的，删去"
            teller.remark(NOT_KNOWN, message, found[0], help_)


def _find_longer(sheet: Worksheet, head: SheetHead) -> Iterator[int]:
    """The rows of a text that have more cells than the head, were they empty."""
    rows = range(head.top, head.first)
    filled = (column for row, column in sheet.cells if row in rows)
    width = max((*filled, *(sheet.lengths.get(row, 0) for row in rows)), default=0)
    return (row for row, length in sheet.lengths.items() if row >= head.first and length > width)


def _find_torn(
    sheet: Worksheet, row: int, named: Sequence[int], within: Collection[int]
) -> Iterator[list[Spot]]:
    """The cells that read together as an amount with commas and do not all stand `within`."""
    done = 0
    for column in named:
        if column <= done or not _BEGINNING.fullmatch(_text_at(sheet, (row, column))):
            continue
        right = ((row, column + step) for step in count(1))
        parts = [*takewhile(lambda at: _THOUSANDS.fullmatch(_text_at(sheet, at)), right)]
        if parts and not all(at[1] in within for at in parts):
            done = parts[-1][1]
            yield [(row, column), *parts]


def _text_at(sheet: Worksheet, spot: Spot) -> str:
    return fold(sheet.cells[spot].text) if spot in sheet.cells else ""


def _tell_torn(texts: Sequence[str], spot: Spot, teller: Teller) -> None:
    message = f"这一行比表头多出几格，“{'”“'.join(texts)}”像是 {','.join(texts)} 被逗号分成了几格"
    help_ = "原来的软件里把数改成没有逗号的，重新导出；或者导出成 .xlsx"
    teller.refuse(NOT_READ, message, spot, help_)


def _has_account(grid: HeadGrid, row: int, leading: Collection[int]) -> bool:
    """Whether a row is an account's or a total's, not a note's; of sheets without any, always."""
    texts = [fold(grid.text(row, column)) for column in leading if column]
    return not texts or any(it[:1].isdecimal() or labels.is_total(it) for it in texts)
