"""A paragraph as it stands in a redline: its runs, those that go and those that come; its mark."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.compare.words import Step, compare
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
from generator.vocabulary import REVISER
from generator.word import ooxml
from generator.word.ooxml import W, word

_MARKS = {Step.GONE: "del", Step.CAME: "ins"}
# What a paragraph's properties hold besides its formatting, which a tracked change may not repeat.
_BESIDES = ("rPr", "sectPr", "pPrChange")


@dataclass
class Pen:
    """What makes the marks of tracked changes, each with a number of its own in its part."""

    first: int
    made: int = 0

    def mark(self, name: str, *children: Any) -> Any:
        """A mark around its children. It is undated: the same input gives the same bytes."""
        number = self.first + self.made
        self.made += 1
        return word(name, *children, id=str(number), author=REVISER)


@dataclass(frozen=True)
class Comparison:
    """What the comparison of two parts goes by."""

    pen: Pen
    # Whether a change of formatting is a change: not so where another program saved the old file.
    formats: bool
    old_links: Links = field(default_factory=dict)
    new_links: Links = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sides:
    """Something of the old version and of the new one; either may be missing."""

    old: Any
    new: Any


Written = tuple[Step, Unit]


def redlined(content: Sides, mark: Sides, by: Comparison) -> Any:
    """A paragraph with the content of both sides and the mark that each side has there."""
    steps, markers = _steps(content, by)
    before = by.pen.made
    made = word("p")
    properties = _properties(mark, by)
    if properties is not None:
        made.append(properties)
    made.extend(_runs(steps, markers, by.pen))
    untouched = by.pen.made == before and content.new is not None
    return content.new if untouched else made


def whole(paragraph: Any, step: Step, by: Comparison) -> Any:
    """A paragraph that goes or comes as a whole, its mark too."""
    sides = Sides(paragraph, None) if step is Step.GONE else Sides(None, paragraph)
    return redlined(sides, sides, by)


def _steps(content: Sides, by: Comparison) -> tuple[list[Written], tuple[Piece, ...]]:
    """The units of both sides in the order of the redline; the markers after the last one."""
    old, _ = _units(content.old, by.old_links)
    new, markers = _units(content.new, by.new_links)
    made: list[Written] = []
    left, right = ([unit.key(by.formats) for unit in side] for side in (old, new))
    for step, i, k, j, m in compare(left, right, [unit.text for unit in old]):
        made += [(step, unit) for unit in (old[i:k] if step is Step.GONE else new[j:m])]
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


def _in_order(steps: Sequence[Written], markers: Sequence[Piece]) -> Iterator[tuple[Step, Piece]]:
    """Every piece of the units; the new version's markers where they stand, the old ones' not."""
    for step, unit in steps:
        if step is not Step.GONE:
            yield from ((Step.STAYED, marker) for marker in unit.markers)
        for piece in unit.pieces:
            if step is Step.GONE:
                yield from ((step, shown) for shown in _lasting(piece))
            else:
                yield from ((step, inner) for inner in _flat(piece))
    yield from ((Step.STAYED, marker) for marker in markers)


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


def _linked(pieces: Sequence[tuple[Step, Piece]]) -> Iterator[tuple[Any, Step, Piece]]:
    """Each piece with the link it stands in: what goes, in the new version's link about it."""
    before = _carried(pieces)
    after = _carried(pieces[::-1])[::-1]
    for (step, piece), left, right in zip(pieces, before, after, strict=True):
        around = left if left is right else None
        yield (around if step is Step.GONE else piece.link), step, piece


def _carried(pieces: Sequence[tuple[Step, Piece]]) -> list[Any]:
    """For each piece, the link of the last one up to it that does not go."""
    made: list[Any] = []
    for step, piece in pieces:
        last = made[-1] if made else None
        made.append(last if step is Step.GONE else piece.link)
    return made


def _marked(pieces: Iterable[tuple[Step, Piece]], pen: Pen) -> Iterator[Any]:
    for step, group in itertools.groupby(pieces, key=lambda item: item[0]):
        runs = _in_runs((piece for _, piece in group), "delText" if step is Step.GONE else "t")
        if step is Step.STAYED:
            yield from runs
        else:
            yield pen.mark(_MARKS[step], *runs)


def _in_runs(pieces: Iterable[Piece], text: str) -> Iterator[Any]:
    """Runs of the pieces, one for each stretch of the same formatting; bookmarks between them."""
    for (own, _), group in itertools.groupby(pieces, key=_run_key):
        alike = list(group)
        if own:
            yield from (ooxml.copied(piece.node) for piece in alike)
        else:
            yield _run(alike, text)


def _run_key(piece: Piece) -> tuple[bool, bytes]:
    bookmark = (
        ooxml.local_name(piece.node).startswith("bookmark") if piece.node is not None else False
    )
    return bookmark, b"" if piece.format is None else ooxml.serialized(piece.format)


def _run(pieces: Sequence[Piece], text: str) -> Any:
    run = word("r")
    if pieces[0].format is not None:
        run.append(ooxml.copied(pieces[0].format))
    for is_text, group in itertools.groupby(pieces, key=lambda piece: piece.kind is Kind.TEXT):
        if is_text:
            made = word(text)
            made.text = "".join(piece.key for piece in group)
            made.set(ooxml.SPACE, "preserve")
            run.append(made)
        else:
            run.extend(ooxml.copied(piece.node) for piece in group)
    return run


# -- the mark ------------------------------------------------------------------------------------


def _properties(mark: Sides, by: Comparison) -> Any:
    """A paragraph's properties: those that its mark has in the new version, else in the old one.

    Whether the mark goes or comes, or stays with another formatting, stands in them too.
    """
    paragraph = mark.old if mark.new is None else mark.new
    own = paragraph.find(f"{W}pPr")
    made = word("pPr") if own is None else ooxml.copied(own)
    for change in made.findall(f"{W}pPrChange"):
        made.remove(change)
    if mark.new is None:
        _take_out(made, "sectPr")
        _end(made, by.pen.mark("del"))
    elif mark.old is None:
        _end(made, by.pen.mark("ins"))
    else:
        _note_change(made, _formatting(mark.old), _formatting(mark.new), by)
    return made if len(made) else None


def _take_out(properties: Any, *names: str) -> None:
    for name in names:
        for found in properties.findall(f"{W}{name}"):
            properties.remove(found)


def _end(properties: Any, mark: Any) -> None:
    """Say in a paragraph's properties that its mark goes or comes."""
    own = properties.find(f"{W}rPr")
    if own is None:
        own = word("rPr")
        section = properties.find(f"{W}sectPr")
        properties.insert(len(properties) - (section is not None), own)
    own.insert(0, mark)


def _formatting(paragraph: Any) -> Any:
    own = paragraph.find(f"{W}pPr")
    made = word("pPr") if own is None else ooxml.copied(own)
    _take_out(made, *_BESIDES)
    return made


def _note_change(properties: Any, old: Any, new: Any, by: Comparison) -> None:
    alike = _look(old) == _look(new) if by.formats else _style(old) == _style(new)
    if not alike:
        properties.append(by.pen.mark("pPrChange", old))


def _look(formatting: Any) -> list[bytes]:
    return [ooxml.serialized(node) for node in formatting]


def _style(formatting: Any) -> str:
    style = formatting.find(f"{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))
