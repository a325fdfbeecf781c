"""What becomes of each unit of a paragraph: it stays, goes or comes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from generator.compare.thresholds import MOST_PIECES
from generator.compare.words import Status, compare
from generator.redlines import pieces as reading
from generator.redlines.basis import Basis, Links
from generator.redlines.marks import Sides
from generator.redlines.pieces import PieceKind, RunPiece, Unit, UnmarkableError

# A unit with what becomes of it.
UnitStatus = tuple[Status, Unit]


def read_steps(content: Sides[Any], by: Basis) -> tuple[list[UnitStatus], tuple[RunPiece, ...]]:
    """The units of both sides in the order of the redline; the markers after the last one."""
    old, _ = _units(content.old, by.old_links, by)
    new, markers = _units(content.new, by.new_links, by)
    left, right = ([unit.key(by.formats) for unit in side] for side in (old, new))
    steps = [
        (step, unit)
        for step, i, k, j, m in compare(left, right, [unit.text for unit in old])
        for unit in (old[i:k] if step is Status.GONE else new[j:m])
    ]
    return steps, markers


def _units(paragraph: Any, links: Links, by: Basis) -> tuple[list[Unit], tuple[RunPiece, ...]]:
    if paragraph is None:
        return [], ()
    pieces = reading.read(paragraph, links)
    own = (piece.kind is PieceKind.THING or piece.format is not None for piece in pieces)
    if sum(own) > MOST_PIECES:
        message = f"这一段由 {MOST_PIECES} 截以上的文字、换行之类拼成，改动标不出来"
        raise UnmarkableError(message, paragraph)
    return reading.cut(pieces if by.formats else list(map(_pass_over_break, pieces)))


def _pass_over_break(piece: RunPiece) -> RunPiece:
    """The break of a page takes no room: programs write one, or say so of the next paragraph."""
    broken = piece.key == reading.PAGE_BREAK
    return replace(piece, kind=PieceKind.MARKER, key="") if broken else piece


def is_grown(content: Sides[Any], by: Basis) -> bool:
    """Whether a paragraph ends with what has come."""
    steps, _ = read_steps(content, by)
    return bool(steps) and steps[-1][0] is Status.CAME


def set_off(steps: Sequence[UnitStatus]) -> list[UnitStatus]:
    """The same so that they begin with what goes: the first text that stays goes and comes again.

    So what comes here is not taken for one with what comes at the end of the paragraph before it:
    LibreOffice does so, and rejects the mark between the two with them.
    """
    at = next((at for at, (step, _) in enumerate(steps) if step is not Status.CAME), 0)
    if not at or not _is_text_that_stays(*steps[at]):
        return list(steps)
    stays = steps[at][1]
    return [(Status.GONE, stays), *steps[:at], (Status.CAME, stays), *steps[at + 1 :]]


def _is_text_that_stays(step: Status, unit: Unit) -> bool:
    return step is Status.STAYED and all(piece.kind is PieceKind.TEXT for piece in unit.pieces)
