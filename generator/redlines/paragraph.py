"""A paragraph as it stands in a redline: its runs, its properties, what goes and what comes."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.compare.thresholds import LONGEST
from generator.compare.words import Status
from generator.redlines import pieces as reading
from generator.redlines.basis import Basis, Pen
from generator.redlines.marks import Sides
from generator.redlines.pieces import PieceKind, RunPiece, UnmarkableError
from generator.redlines.steps import UnitStatus, read_steps, set_off
from generator.word import ooxml
from generator.word.ooxml import W, word

MARKS = {Status.GONE: "del", Status.CAME: "ins"}
# What a paragraph's properties hold besides its formatting, which a tracked change may not repeat.
_BESIDES = ("rPr", "sectPr", "pPrChange")

# A piece with what becomes of it.
PieceStatus = tuple[Status, RunPiece]
# The elements that a piece stands in, the outermost first.
Around = tuple[Any, ...]


def redline_paragraph(
    content: Sides[Any], mark: Sides[Any], by: Basis, previous: Any = None
) -> Any:
    """A paragraph with the content of both sides and the mark that each side has there.

    `previous` is what stands before it in the redline (None: nothing).
    """
    steps, markers = read_steps(content, by)
    if _is_open(previous):
        steps = set_off(steps)
    before = by.pen.number
    properties = _properties(mark, by)
    runs = list(_runs(steps, markers, by.pen))
    if by.pen.number == before and content.new is not None:
        return content.new
    if by.pen.number > before:
        by.pen.long += (unit.text for _, unit in steps if len(unit.text) > LONGEST)
    return word("p", *([properties] if len(properties) else ()), *runs)


def mark_paragraph(paragraph: Any, step: Status, by: Basis) -> Any:
    """A paragraph that goes or comes as a whole, its mark too."""
    sides = Sides(paragraph, None) if step is Status.GONE else Sides(None, paragraph)
    return redline_paragraph(sides, sides, by)


def _is_open(previous: Any) -> bool:
    """Whether it is a paragraph that ends with what has come, and whose mark stays."""
    if previous is None or previous.tag != f"{W}p":
        return False
    moving = (previous.find(f"{W}pPr/{W}rPr/{W}{mark}") for mark in MARKS.values())
    runs = previous.findall(f".//{W}r")[-1:]
    came = any(True for run in runs for _ in run.iterancestors(f"{W}ins"))
    return came and all(mark is None for mark in moving)


# -- properties ----------------------------------------------------------------------------------


def _properties(mark: Sides[Any], by: Basis) -> Any:
    """A paragraph's properties: those that its mark has in the new version, else in the old one.

    Whether the mark goes or comes, or stays with another formatting, stands in them too.
    """
    goes = mark.new is None
    without = ("pPrChange", "sectPr") if goes else ("pPrChange",)
    properties = _copy_properties(mark.old if goes else mark.new, *without)
    if goes or mark.old is None:
        _note_mark(properties, by.pen.mark("del" if goes else "ins"))
    else:
        _note_formatting(properties, mark, by)
    return properties


def _copy_properties(paragraph: Any, *without: str) -> Any:
    original = paragraph.find(f"{W}pPr")
    properties = word("pPr") if original is None else ooxml.copy_of(original)
    for node in list(properties.iterchildren(*(f"{W}{name}" for name in without))):
        properties.remove(node)
    return properties


def _note_mark(properties: Any, mark: Any) -> None:
    """Say in a paragraph's properties that its mark goes or comes."""
    look = properties.find(f"{W}rPr")
    if look is None:
        look = word("rPr")
        section = properties.find(f"{W}sectPr")
        properties.insert(len(properties) - (section is not None), look)
    look.insert(0, mark)


def _note_formatting(properties: Any, mark: Sides[Any], by: Basis) -> None:
    old, new = (_copy_properties(paragraph, *_BESIDES) for paragraph in (mark.old, mark.new))
    look = _look if by.formats else _style
    if look(old) != look(new):
        properties.append(by.pen.mark("pPrChange", old))


def _look(formatting: Any) -> list[bytes]:
    return [ooxml.serialize(node) for node in formatting]


def _style(formatting: Any) -> str:
    style = formatting.find(f"{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


# -- runs ----------------------------------------------------------------------------------------


def _runs(steps: Sequence[UnitStatus], markers: Sequence[RunPiece], pen: Pen) -> Iterator[Any]:
    """The runs of a paragraph in what is around them, those that go or come in their marks."""
    pieces = list(_order_pieces(steps, markers))
    yield from _nest(list(zip(_surround(pieces), pieces, strict=True)), 0, pen)


def _nest(pieces: Sequence[tuple[Around, PieceStatus]], deep: int, pen: Pen) -> Iterator[Any]:
    """The runs of pieces that stand in the same elements, so many of them deep."""
    for holder, group in itertools.groupby(pieces, lambda item: (*item[0][deep:], None)[0]):
        if holder is None:
            yield from _mark_runs((piece for _, piece in group), pen)
        else:
            yield _copy_holder(holder, _nest(list(group), deep + 1, pen))


def _copy_holder(holder: Any, inner: Iterable[Any]) -> Any:
    """A link, or a content control, around other runs."""
    name = ooxml.local_name(holder)
    about = [ooxml.copy_of(node) for node in holder if ooxml.local_name(node) in reading.ABOUT]
    inner = [word("sdtContent", *inner)] if name == "sdt" else inner
    copy = word(name, *about, *inner)
    copy.attrib.update(holder.attrib)
    return copy


def _order_pieces(
    steps: Sequence[UnitStatus], markers: Sequence[RunPiece]
) -> Iterator[PieceStatus]:
    """Every piece of the units; the new version's markers where they stand, the old ones' not."""
    for step, unit in steps:
        gone = step is Status.GONE
        yield from ((Status.STAYED, marker) for marker in (() if gone else unit.markers))
        for piece in unit.pieces:
            yield from (
                (step, inner) for inner in (_list_lasting(piece) if gone else _flatten(piece))
            )
    yield from ((Status.STAYED, marker) for marker in markers)


def _list_lasting(piece: RunPiece) -> Iterator[RunPiece]:
    """What of a piece of the old version can stand in the new file: of a field, what it shows."""
    for shown in reading.list_shown(piece.inner) if piece.kind is PieceKind.FIELD else (piece,):
        if not reading.is_portable(shown):
            raise UnmarkableError("这里有图片、脚注之类，改动标不出来", shown.node)
        yield shown


def _flatten(piece: RunPiece) -> Iterator[RunPiece]:
    if piece.kind is not PieceKind.FIELD:
        yield piece
    for inner in piece.inner:
        yield from _flatten(inner)


def _surround(pieces: Sequence[PieceStatus]) -> list[Around]:
    """What each piece stands in: what goes, in that of the new version which is about it."""
    before, after = _last_around(pieces), _last_around(pieces[::-1])[::-1]
    return [_common(left, right) for left, right in zip(before, after, strict=True)]


def _last_around(pieces: Sequence[PieceStatus]) -> list[Around]:
    """For each piece, what the last one up to it that does not go stands in."""
    around: list[Around] = [()]
    for step, piece in pieces:
        around.append(around[-1] if step is Status.GONE else piece.around)
    return around[1:]


def _common(left: Around, right: Around) -> Around:
    same = itertools.takewhile(lambda pair: pair[0] is pair[1], zip(left, right, strict=False))
    return tuple(holder for holder, _ in same)


def _mark_runs(pieces: Iterable[PieceStatus], pen: Pen) -> Iterator[Any]:
    for step, group in itertools.groupby(pieces, key=lambda item: item[0]):
        runs = _write_runs((piece for _, piece in group), "delText" if step is Status.GONE else "t")
        yield from runs if step is Status.STAYED else [pen.mark(MARKS[step], *runs)]


def _write_runs(pieces: Iterable[RunPiece], text: str) -> Iterator[Any]:
    """Runs of the pieces, one for each stretch of the same formatting; bookmarks between them."""
    for (beside, _), group in itertools.groupby(pieces, lambda piece: (piece.beside, piece.look)):
        if beside:
            yield from (ooxml.copy_of(piece.node) for piece in group)
        else:
            yield _run(list(group), text)


def _run(pieces: Sequence[RunPiece], text: str) -> Any:
    run = word("r")
    if pieces[0].format is not None:
        run.append(ooxml.copy_of(pieces[0].format))
    for is_text, group in itertools.groupby(pieces, key=lambda piece: piece.kind is PieceKind.TEXT):
        if is_text:
            run.append(ooxml.text_node("".join(piece.key for piece in group), text))
        else:
            run.extend(ooxml.copy_of(piece.node) for piece in group)
    return run
