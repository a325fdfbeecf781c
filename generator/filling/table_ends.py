"""The last rows of a table stay on one page: none of its pages has only one to three of them.

Word and WPS have no widow control for rows. A form cannot say it either: which rows are the last is
known only when it is filled. Its pieces are the same in every document, so what becomes of each is
kept.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

LEAST = 4  # rows that stay together
TABLE_END = b"</w:tbl>"
_TABLE = b"<w:tbl>"
_BORDER = re.compile(rb"<w:tbl>|</w:tr>")
# A paragraph's beginning, up to where it says whether it is kept with the next one.
_BEGINNING = re.compile(
    rb"(<w:p(?:\s[^>]*)?(?<!/)>\s*)"
    rb"(?:<w:pPr\s*/>|(<w:pPr>\s*(?:<w:pStyle\b[^>]*/>\s*)?))?"
    rb"(<w:keepNext\b)?"
)
_PARAGRAPH = re.compile(rb"<w:p(?=[\s>])")
_KEPT = b"<w:keepNext/>"
# The pieces of the forms that are in use; no more are remembered.
_MOST_PIECES = 1 << 13
# Pieces that end a table, and ways to come to one: rows that differ, choices in them.
_MOST_ENDS, _MOST_WAYS = 1 << 9, 8

_Spot = tuple[int, int]  # a piece, and where in it


def keep_together(pieces: list[bytes], ends: Sequence[int]) -> None:
    """Keep the last rows of each table with the next one, in the pieces that make a part.

    Every second piece, from the first, is the form's own; `ends` are those that end tables.
    """
    done = (len(pieces), 0)  # from there on
    for at in reversed(ends):
        while (end := _find_end(pieces, at, done)) >= 0:
            done = _keep_table(pieces, at, end)


def _find_end(pieces: Sequence[bytes], at: int, before: _Spot) -> int:
    """Where the last table of a piece ends that does so before a spot; -1 where none does."""
    if at > before[0]:
        return -1
    return pieces[at].rfind(TABLE_END, 0, before[1] if at == before[0] else None)


class _TableEnd(NamedTuple):
    """A form's own pieces from the one on that a table's last rows begin in, and as they are kept.

    These rows begin at `offset` of the first piece.
    """

    own: Sequence[bytes]
    kept: Sequence[bytes]
    offset: int


@lru_cache(maxsize=_MOST_ENDS)
def _list_known(_end: bytes, _at: int) -> list[_TableEnd]:
    """What was done to tables that a piece ends there, the latest first."""
    return []


def _keep_table(pieces: list[bytes], at: int, end: int) -> _Spot:
    """Keep the last rows of the table that ends at a spot; says where they begin."""
    known = _list_known(pieces[at], end)
    for own, kept, offset in known:
        first = at + 2 - 2 * len(own)
        if first >= 0 and pieces[first : at + 1 : 2] == own:
            pieces[first : at + 1 : 2] = kept
            return first, offset
    rows = _find_rows(pieces, at, end)
    if len(rows) <= 2:
        return at, end
    first, offset = rows[-1]
    own = pieces[first : at + 1 : 2]
    if _keep_rows(pieces, rows[-1], rows[1]):
        known.insert(0, _TableEnd(own, pieces[first : at + 1 : 2], offset))
        del known[_MOST_WAYS:]
    return rows[-1]


def _find_rows(pieces: Sequence[bytes], last: int, end: int) -> list[_Spot]:
    """Where the last rows of a table end, from its end on; at last where they or it begin."""
    found: list[_Spot] = []
    for at in range(last, -1, -2):
        for offset, begins_table in _find_borders(pieces[at]):
            if at == last and offset > end:
                continue
            found.append((at, offset))
            if begins_table or len(found) > LEAST:
                return found
    return []


@lru_cache(maxsize=_MOST_PIECES)
def _find_borders(piece: bytes) -> Sequence[tuple[int, bool]]:
    """Where rows end and tables begin in a piece, from its end on."""
    return [(it.start(), it[0] == _TABLE) for it in _BORDER.finditer(piece)][::-1]


def _keep_rows(pieces: list[bytes], first: _Spot, last: _Spot) -> bool:
    """Keep with the next one whatever paragraph begins between two spots.

    Says whether that can be told from the form's own pieces alone.
    """
    (begin, before), (end, after) = first, last
    inside = pieces[begin : end + 1]
    head, tail = inside[0][:before], inside[-1][after:]
    inside[-1] = inside[-1][:after]
    inside[0] = inside[0][before:]
    kept = [it for it in map(_keep_piece, inside[::2]) if it is not None]
    alone = len(kept) == len(inside[::2])
    if alone:
        inside[::2] = kept
    else:
        inside = [_BEGINNING.sub(_keep, b"".join(inside)), *[b""] * (end - begin)]
    inside[0] = head + inside[0]
    inside[-1] += tail
    pieces[begin : end + 1] = inside
    return alone


@lru_cache(maxsize=_MOST_PIECES)
def _keep_piece(piece: bytes) -> bytes | None:
    """A piece with every paragraph kept; None if a print or a choice may stand in a beginning."""
    *whole, begun = _PARAGRAPH.split(piece)
    if whole and not (b"<w:t" in begun or b"</w:p>" in begun):
        return None
    return _BEGINNING.sub(_keep, piece)


def _keep(match: re.Match[bytes]) -> bytes:
    paragraph, properties, said = match.groups()
    if said:
        return match[0]
    if properties:
        return paragraph + properties + _KEPT
    return paragraph + b"<w:pPr>" + _KEPT + b"</w:pPr>"
