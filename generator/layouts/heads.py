"""The headings of a table: rows of cells, merged across groups of columns and down to leaves."""

from collections.abc import Sequence

from generator import vocabulary as term
from generator.layouts.pieces import CellLook, LaidCell, Merge
from generator.layouts.widths import Column
from generator.packs.layout import LaidBlock, LaidHead
from generator.packs.layout_words import ROW_LABEL, ROW_NUMBER

HeadRows = list[list[LaidCell]]


def code_columns(block: LaidBlock) -> int:
    """Over how many columns a code goes: the total's row has words in each, and one more."""
    return max(1, len(block.total) - 1)


def across(block: LaidBlock, head: LaidHead) -> int:
    """How many columns a heading takes."""
    if head.below:
        return sum(across(block, it) for it in head.below)
    return code_columns(block) if head.holds == term.CODE else 1


def columns_of(block: LaidBlock, worded: Sequence[str]) -> list[Column]:
    """What each column of a block holds; `worded` are the names that hold words."""
    found: list[Column] = []
    for leaf in block.leaves:
        if leaf.holds == term.CODE:
            parts = code_columns(block)
            found += [Column.CODE] if parts == 1 else [Column.DIGITS] * parts
        elif leaf.holds == ROW_NUMBER:
            found.append(Column.NUMBER)
        elif leaf.holds in (term.NAME, ROW_LABEL, *worded):
            found.append(Column.WORDS)
        else:
            found.append(Column.FIGURE)
    return found


def is_label(leaf: LaidHead, worded: Sequence[str] = ()) -> bool:
    """Whether a column says what a row is, and is no figure of it."""
    return leaf.holds in (term.CODE, term.NAME, ROW_LABEL, ROW_NUMBER, *worded)


def depth_of(heads: Sequence[LaidHead]) -> int:
    """How many rows headings take."""
    return max((1 + depth_of(it.below) if it.below else 1 for it in heads), default=0)


def head_rows(block: LaidBlock, depth: int) -> HeadRows:
    """The rows of a block's headings, so many as all blocks beside it have."""
    heads = (LaidHead(block.title, "", block.heads),) if block.title else block.heads
    rows: HeadRows = [[] for _ in range(depth)]
    for head in heads:
        _put(block, head, rows, 0)
    return rows


def _put(block: LaidBlock, head: LaidHead, rows: HeadRows, at: int) -> None:
    wide = across(block, head)
    if head.below:
        rows[at].append(LaidCell(head.label, CellLook.HEAD, wide))
        for inner in head.below:
            _put(block, inner, rows, at + 1)
        return
    merged = at + 1 < len(rows)
    rows[at].append(
        LaidCell(head.label, CellLook.HEAD, wide, Merge.BEGINS if merged else Merge.NONE)
    )
    for row in rows[at + 1 :]:
        row.append(LaidCell("", CellLook.HEAD, wide, Merge.GOES_ON))
