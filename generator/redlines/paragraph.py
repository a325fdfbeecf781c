"""A paragraph as it stands in a redline: its runs, those that go and those that come."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.compare.words import Status, compare
from generator.redlines.pen import Comparison, Pen, Sides
from generator.redlines.pieces import (
    Kind,
    Links,
    Piece,
    Unit,
    UnmarkableError,
    in_units,
    portable,
    read,
)
from generator.redlines.pieces import result as shown_by
from generator.redlines.properties import properties
from generator.word import ooxml
from generator.word.ooxml import word

_MARKS = {Status.GONE: "del", Status.CAME: "ins"}


Written = tuple[Status, Unit]


def redlined(content: Sides, mark: Sides, by: Comparison) -> Any:
    """A paragraph with the content of both sides and the mark that each side has there."""
    steps, markers = _steps(content, by)
    before = by.pen.made
    made = word("p")
    own = properties(mark, by)
    if own is not None:
        made.append(own)
    made.extend(_runs(steps, markers, by.pen))
    untouched = by.pen.made == before and content.new is not None
    return content.new if untouched else made


def whole(paragraph: Any, step: Status, by: Comparison) -> Any:
    """A paragraph that goes or comes as a whole, its mark too."""
    sides = Sides(paragraph, None) if step is Status.GONE else Sides(None, paragraph)
    return redlined(sides, sides, by)


def _steps(content: Sides, by: Comparison) -> tuple[list[Written], tuple[Piece, ...]]:
    """The units of both sides in the order of the redline; the markers after the last one."""
    old, _ = _units(content.old, by.old_links)
    new, markers = _units(content.new, by.new_links)
    made: list[Written] = []
    left, right = ([unit.key(by.formats) for unit in side] for side in (old, new))
    for step, i, k, j, m in compare(left, right, [unit.text for unit in old]):
        made += [(step, unit) for unit in (old[i:k] if step is Status.GONE else new[j:m])]
    return made, markers


def _units(paragraph: Any, links: Links) -> tuple[list[Unit], tuple[Piece, ...]]:
    return ([], ()) if paragraph is None else in_units(read(paragraph, links))


# -- runs ----------------------------------------------------------------------------------------


def _runs(steps: Sequence[Written], markers: Sequence[Piece], pen: Pen) -> Iterator[Any]:
    """The runs of a paragraph, in their links, those that go or come in their marks."""
    pieces = list(_in_order(steps, markers))
    for link, linked in itertools.groupby(_linked(pieces), key=lambda item: item[0]):
        inner = _marked(((step, piece) for _, step, piece in linked), pen)
        yield from inner if link is None else [_link(link, inner)]


def _link(link: Any, inner: Iterable[Any]) -> Any:
    made = word("hyperlink", *inner)
    for name, value in link.attrib.items():
        made.set(name, value)
    return made


def _in_order(steps: Sequence[Written], markers: Sequence[Piece]) -> Iterator[tuple[Status, Piece]]:
    """Every piece of the units; the new version's markers where they stand, the old ones' not."""
    for step, unit in steps:
        if step is not Status.GONE:
            yield from ((Status.STAYED, marker) for marker in unit.markers)
        for piece in unit.pieces:
            if step is Status.GONE:
                yield from ((step, shown) for shown in _lasting(piece))
            else:
                yield from ((step, inner) for inner in _flat(piece))
    yield from ((Status.STAYED, marker) for marker in markers)


def _lasting(piece: Piece) -> Iterator[Piece]:
    """What of a piece of the old version can stand in the new file: of a field, what it shows."""
    for shown in shown_by(piece.inner) if piece.kind is Kind.FIELD else (piece,):
        if not portable(shown):
            raise UnmarkableError("这里有图片、脚注之类，改动标不出来", shown.node)
        yield shown


def _flat(piece: Piece) -> Iterator[Piece]:
    if piece.kind is not Kind.FIELD:
        yield piece
        return
    for inner in piece.inner:
        yield from _flat(inner)


def _linked(pieces: Sequence[tuple[Status, Piece]]) -> Iterator[tuple[Any, Status, Piece]]:
    """Each piece with the link it stands in: what goes, in the new version's link about it."""
    before = _carried(pieces)
    after = _carried(pieces[::-1])[::-1]
    for (step, piece), left, right in zip(pieces, before, after, strict=True):
        around = left if left is right else None
        yield (around if step is Status.GONE else piece.link), step, piece


def _carried(pieces: Sequence[tuple[Status, Piece]]) -> list[Any]:
    """For each piece, the link of the last one up to it that does not go."""
    made: list[Any] = []
    for step, piece in pieces:
        last = made[-1] if made else None
        made.append(last if step is Status.GONE else piece.link)
    return made


def _marked(pieces: Iterable[tuple[Status, Piece]], pen: Pen) -> Iterator[Any]:
    for step, group in itertools.groupby(pieces, key=lambda item: item[0]):
        runs = _in_runs((piece for _, piece in group), "delText" if step is Status.GONE else "t")
        if step is Status.STAYED:
            yield from runs
        else:
            yield pen.mark(_MARKS[step], *runs)


def _in_runs(pieces: Iterable[Piece], text: str) -> Iterator[Any]:
    """Runs of the pieces, one for each stretch of the same formatting; bookmarks between them."""
    for (own, _), group in itertools.groupby(pieces, key=_run_key):
        alike = list(group)
        if own:
            yield from (ooxml.copy_of(piece.node) for piece in alike)
        else:
            yield _run(alike, text)


def _run_key(piece: Piece) -> tuple[bool, bytes]:
    bookmark = (
        ooxml.local_name(piece.node).startswith("bookmark") if piece.node is not None else False
    )
    return bookmark, b"" if piece.format is None else ooxml.serialize(piece.format)


def _run(pieces: Sequence[Piece], text: str) -> Any:
    run = word("r")
    if pieces[0].format is not None:
        run.append(ooxml.copy_of(pieces[0].format))
    for is_text, group in itertools.groupby(pieces, key=lambda piece: piece.kind is Kind.TEXT):
        if is_text:
            made = word(text)
            made.text = "".join(piece.key for piece in group)
            made.set(ooxml.SPACE, "preserve")
            run.append(made)
        else:
            run.extend(ooxml.copy_of(piece.node) for piece in group)
    return run
