"""Tables that go on over the end of a page, as one; what is repeated there is left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.published import headings
from generator.published.ink import POINT
from generator.published.page_tables import InkCell, InkTable
from generator.published.paragraphs import InkParagraph

# How far the same column may be shifted on the next page.
_SHIFT = 5 * POINT
# A title, a unit and a form's number: what may be repeated above a table.
_ABOVE = 4
_MOST_HEADS = 8
# Rows that begin alike, as those of a form do.
_SAME_FORM = 3
# So many rows fit on a page.
_MOST_ROWS = 200
_MARK = re.compile(r"[（(]?(?:续表?|接上页)[）)]?[一二三四五六七八九十\d]*")
_BLANK = re.compile(r"\s+")
_FIGURE = re.compile(r"\d")

InkBlock = InkParagraph | InkTable
Row = tuple[InkCell, ...]


def join(blocks: Sequence[InkBlock]) -> list[InkBlock]:
    """The blocks of all pages, in order, tables that go on joined."""
    joined: list[InkBlock] = []
    for block in blocks:
        at = _find_last(joined) if isinstance(block, InkTable) else None
        if isinstance(block, InkTable) and at is not None:
            table, above = joined[at], joined[at - _ABOVE : at] if at >= _ABOVE else joined[:at]
            whole = _continue(table, joined[at + 1 :], above, block)
            if whole is not None:
                joined[at:] = [whole]
                continue
        joined.append(block)
    return joined


def _find_last(blocks: Sequence[InkBlock]) -> int | None:
    """Where the last table is, no more than a few paragraphs back."""
    back = range(len(blocks) - 1, max(len(blocks) - _ABOVE - 2, -1), -1)
    return next((at for at in back if isinstance(blocks[at], InkTable)), None)


def _continue(
    table: InkBlock, between: Sequence[InkBlock], above: Sequence[InkBlock], more: InkTable
) -> InkTable | None:
    """The table with what stands of it on the next page; None where it is another table."""
    if not isinstance(table, InkTable) or more.pages[0] != table.pages[-1] + 1:
        return None
    known = {_plain(it.text) for it in above if isinstance(it, InkParagraph)}
    for it in between:
        repeated = isinstance(it, InkParagraph) and it.page == more.pages[0]
        if not (repeated and _is_repeated(it, known)):
            return None
    if (columns := _find_columns(table.edges, more.edges)) is not None:
        more = _renumber(more, columns)
    elif (columns := _find_columns(more.edges, table.edges)) is not None:  # drawn finer there
        table = replace(_renumber(table, columns), edges=more.edges)
    else:
        return None
    heads = _count_heads(table, more)
    # Below a title that is repeated the head is too; another table of the same title has its own.
    if (between and not heads) or _is_another(table.rows[heads:], more.rows[heads:]):
        return None
    return _append(table, more, heads)


def _is_repeated(it: InkBlock, known: set[str]) -> bool:
    return isinstance(it, InkParagraph) and (_plain(it.text) in known or not _plain(it.text))


def _plain(text: str) -> str:
    """A text without blanks and without the mark that it goes on."""
    return _MARK.sub("", _BLANK.sub("", text))


def _find_columns(edges: Sequence[int], more: Sequence[int]) -> list[int] | None:
    """For each side of a column of `more` the same of the first; None where one has none."""
    shift = more[0] - edges[0]
    columns: list[int] = []
    for edge in more:
        near = min(range(len(edges)), key=lambda n: abs(edges[n] + shift - edge))
        if abs(edges[near] + shift - edge) > _SHIFT:
            return None
        columns.append(near)
    whole = columns[0] == 0 and columns[-1] == len(edges) - 1
    return columns if whole and len(set(columns)) == len(columns) else None


def _renumber(table: InkTable, columns: Sequence[int]) -> InkTable:
    """A table whose columns are numbered as those that they continue."""
    rows = tuple(
        tuple(
            cell._replace(
                column=columns[cell.column],
                columns=columns[cell.column + cell.columns] - columns[cell.column],
            )
            for cell in row
        )
        for row in table.rows
    )
    full = frozenset((row, columns[column]) for row, column in table.full)
    return replace(table, rows=rows, full=full)


def _is_another(rows: Sequence[Row], more: Sequence[Row]) -> bool:
    """Whether rows below the same head begin another table: with a title of its own that reaches
    over all columns, or as the same form filled in anew.
    """
    titled = [len(it[0]) == 1 and it[0][0].columns > 1 for it in (rows, more) if it and it[0]]
    if titled == [True, True]:
        return True
    labels, others = _labels(rows), _labels(more)
    distinct = len(set(labels)) == len(labels) == _SAME_FORM
    return distinct and labels == others and not any(map(_FIGURE.search, labels))


def _labels(rows: Sequence[Row]) -> list[str]:
    shown = ([_plain(cell.text) for cell in row if cell.text] for row in rows[:_SAME_FORM])
    return [texts[0] for texts in shown if texts]


def _append(table: InkTable, more: InkTable, heads: int) -> InkTable:
    """The table with the rows of the next page, without the `heads` that are repeated there."""
    rows, left = list(table.rows), list(more.rows[heads:])
    if left and _is_same_row(table, rows[-1], left[0]):
        rows[-1] = tuple(_merge(rows[-1], left.pop(0)))
    moved = len(rows) - len(more.rows) + len(left)
    rows += [tuple(cell._replace(row=cell.row + moved) for cell in row) for row in left]
    first = len(more.rows) - len(left)
    full = {(row + moved, column) for row, column in more.full if row >= first}
    return replace(
        table,
        rows=tuple(_reach_over(rows, len(rows) - len(left))),
        pages=(*table.pages, *more.pages),
        heads=max(table.heads, heads),
        doubts=(*table.doubts, *more.doubts),
        full=frozenset(table.full | full),
    )


def _reach_over(rows: list[Row], at: int) -> list[Row]:
    """Rows where cells that reached down to a page's end take the empty ones below them there."""
    if not 0 < at < len(rows):
        return rows
    taken: set[int] = set()
    for number in range(max(at - _MOST_ROWS, 0), at):
        changed = []
        for cell in rows[number]:
            below = next((it for it in rows[at] if it.column == cell.column), None)
            reaches = cell.rows > 1 and cell.row + cell.rows == at
            if reaches and below and not below.text and below.columns == cell.columns:
                taken.add(cell.column)
                changed.append(cell._replace(rows=cell.rows + below.rows))
            else:
                changed.append(cell)
        rows[number] = tuple(changed)
    rows[at] = tuple(it for it in rows[at] if it.column not in taken)
    return rows


def _count_heads(table: InkTable, more: InkTable) -> int:
    """How many rows at the head of a page are those at the head of the table again."""
    count = 0
    for one, other in zip(table.rows[:_MOST_HEADS], more.rows, strict=False):
        if _says(one) != _says(other):
            break
        count += 1
    while count and not any(cell.text for cell in more.rows[count - 1]):
        count -= 1
    return count


def _says(row: Sequence[InkCell]) -> list[tuple[int, str]]:
    return [(cell.column, _plain(cell.text)) for cell in row]


def _is_same_row(table: InkTable, last: Sequence[InkCell], first: Sequence[InkCell]) -> bool:
    """Whether the first row on a page is the rest of the last one on the page before.

    Then it has no figure, and only goes on with texts that had no room left.
    """
    texts = {cell.column: cell.text for cell in last}
    more = [cell for cell in first if cell.text]
    return bool(more) and all(
        texts.get(cell.column)
        and (last[0].row, cell.column) in table.full
        and not _FIGURE.search(cell.text)
        and not headings.begins(cell.text)
        for cell in more
    )


def _merge(last: Sequence[InkCell], first: Sequence[InkCell]) -> Iterator[InkCell]:
    more = {cell.column: cell.text for cell in first}
    return (cell._replace(text=cell.text + more.get(cell.column, "")) for cell in last)
