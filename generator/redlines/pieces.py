"""A paragraph of a Word file as units of change, each with the runs that it is made of."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby
from typing import Any

from generator.compare.thresholds import LONGEST
from generator.compare.tokens import tokens
from generator.redlines import run_format
from generator.redlines.basis import Links
from generator.word import drawings, ooxml
from generator.word.fields import is_page_number
from generator.word.ooxml import W

# What belongs to the program that edited, not to the text.
_TRACES = frozenset(("pPr", "rPr", "proofErr", "lastRenderedPageBreak", "annotationRef"))
# What says of an element around runs what it is.
ABOUT = frozenset(("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"))
_AROUND = ooxml.WRAPPERS | {"hyperlink"}
_MARKERS = frozenset(
    f"{thing}{end}" for thing in ("bookmark", "perm", "commentRange") for end in ("Start", "End")
)
PAGE_BREAK = "\f"
_TAB, _FIELD = "\t", "\x1e"
_SIGNS = {"tab": _TAB, "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_CHART = "\ue020"  # one stands for another: what it shows is told
# What a deleted run may hold, since it means the same in any document.
_PORTABLE = frozenset(("tab", "cr", "br", "noBreakHyphen", "softHyphen", "sym", "ptab"))


class UnmarkableError(ValueError):
    """Something that a tracked change could not hold without losing it."""

    def __init__(self, message: str, node: Any) -> None:
        super().__init__(message)
        self.node = node


class PieceKind(Enum):
    """What a piece is."""

    TEXT = "text"
    THING = "thing"
    FIELD = "field"
    MARKER = "marker"


@dataclass(frozen=True, slots=True, eq=False)
class RunPiece:
    """Part of a run: some text, a thing that is not text (a tab, a picture), a whole field; or a
    marker that takes no room (a bookmark's end, the begin of a field that ends elsewhere).

    `around` are the elements that it stands in (a link, a content control), the outermost first.
    """

    kind: PieceKind
    key: str
    format: Any = None
    around: tuple[Any, ...] = ()
    node: Any = None
    inner: tuple["RunPiece", ...] = ()

    @property
    def look(self) -> bytes:
        """The piece's formatting, to be held against another's."""
        return run_format.serialize(self.format)

    @property
    def beside(self) -> bool:
        """Whether it stands beside runs and not in one."""
        parent = None if self.node is None else self.node.getparent()
        return parent is not None and ooxml.local_name(parent) != "r"


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A unit of change: its pieces, and the markers that stand before it."""

    text: str
    pieces: tuple[RunPiece, ...]
    markers: tuple[RunPiece, ...] = ()

    def key(self, formats: bool) -> tuple[object, ...]:
        """What the unit is compared by: what it says and, if wanted, how it looks."""
        looks = (piece.look for piece in (self.pieces if formats else ()))
        # Runs of one look are one run, however a program cut them.
        return self.text, *(look for look, _ in groupby(looks))


def read(paragraph: Any, links: Links) -> list[RunPiece]:
    """The pieces of a paragraph; `links` tells what a relationship leads to."""
    return _fold_fields(list(_pieces(paragraph, (), links)))


def _pieces(parent: Any, around: tuple[Any, ...], links: Links) -> Iterator[RunPiece]:
    for child in parent.iterchildren("*"):
        name = ooxml.local_name(child)
        if name == "r":
            yield from _read_run(child, around, links)
        elif name in _AROUND:
            yield from _pieces(child, around if name == "sdtContent" else (*around, child), links)
        elif name == "fldSimple":
            yield from _simple_field(child, around, links)
        elif name in _MARKERS:
            yield RunPiece(PieceKind.MARKER, "", None, around, child)
        elif name not in _TRACES and name not in ABOUT:
            # A formula, say: it stands among runs as a run does.
            yield RunPiece(PieceKind.THING, _serialize(child, links), None, around, child)


def _read_run(run: Any, around: tuple[Any, ...], links: Links) -> Iterator[RunPiece]:
    format_ = run.find(f"{W}rPr")
    for child in run.iterchildren("*"):
        name = ooxml.local_name(child)
        if name == "t":
            if child.text:
                yield RunPiece(PieceKind.TEXT, child.text, format_, around)
        elif name in ("fldChar", "instrText", "commentReference"):
            yield RunPiece(PieceKind.MARKER, "", format_, around, child)
        elif name not in _TRACES:
            yield RunPiece(PieceKind.THING, _sign(child, name, links), format_, around, child)


def _sign(thing: Any, name: str, links: Links) -> str:
    """What stands for a thing in comparing: the character that it is, or all that it says."""
    if name in _SIGNS:
        return _SIGNS[name]
    if drawings.holds_chart(thing):
        return _CHART
    if name == "br":
        return "\n" if thing.get(f"{W}type") in (None, "textWrapping") else PAGE_BREAK
    return _serialize(thing, links)


def _serialize(thing: Any, links: Links) -> str:
    copy = ooxml.copy_of(thing)
    for node in copy.iter("*"):
        for attribute, value in node.attrib.items():
            node.set(attribute, links.get(value, value))
    return ooxml.serialize(copy).decode()


def _simple_field(field: Any, around: tuple[Any, ...], links: Links) -> Iterator[RunPiece]:
    """A field of one element as the runs that it stands for."""
    begin, separate, end = (
        ooxml.word("fldChar", fldCharType=step) for step in ("begin", "separate", "end")
    )
    instruction = ooxml.text_node(field.get(f"{W}instr", ""), "instrText")
    for node in (begin, instruction, separate):
        yield RunPiece(PieceKind.MARKER, "", None, around, node)
    yield from _pieces(field, around, links)
    yield RunPiece(PieceKind.MARKER, "", None, around, end)


def _fold_fields(pieces: Sequence[RunPiece]) -> list[RunPiece]:
    """The pieces with every field that begins and ends among them made one piece."""
    whole: list[RunPiece] = []
    begun: list[int] = []
    for piece in pieces:
        step = _field_step(piece)
        if step == "begin":
            begun.append(len(whole))
        whole.append(piece)
        if step == "end" and begun:
            start = begun.pop()
            whole[start:] = [_field(whole[start:])]
    return whole


def _field_step(piece: RunPiece) -> str:
    name = ooxml.local_name(piece.node) if piece.kind is PieceKind.MARKER else ""
    return str(piece.node.get(f"{W}fldCharType")) if name == "fldChar" else ""


def _field(inner: Sequence[RunPiece]) -> RunPiece:
    nodes = [piece.node for piece in inner if piece.kind is PieceKind.MARKER]
    code = "".join(node.text or "" for node in nodes if ooxml.local_name(node) == "instrText")
    shown = "".join(piece.key for piece in list_shown(inner))
    # A page number is not part of what is compared.
    said = code.split()[0].upper() if is_page_number(code) else code.strip() + shown
    key, first = f"{_FIELD}{said}{_FIELD}", inner[0]
    return RunPiece(PieceKind.FIELD, key, first.format, first.around, None, tuple(inner))


def list_shown(inner: Iterable[RunPiece]) -> Iterator[RunPiece]:
    """What a field shows, without the field."""
    shown = False
    for piece in inner:
        shown = shown or _field_step(piece) == "separate"
        if piece.kind is PieceKind.FIELD:
            yield from list_shown(piece.inner)
        elif piece.kind is not PieceKind.MARKER and shown:
            yield piece


def is_portable(piece: RunPiece) -> bool:
    """Whether a piece means the same in another document."""
    return piece.kind is PieceKind.TEXT or ooxml.local_name(piece.node) in _PORTABLE


def cut(pieces: Sequence[RunPiece]) -> tuple[list[Unit], tuple[RunPiece, ...]]:
    """The units of a paragraph, and the markers after the last one."""
    units: list[Unit] = []
    markers: list[RunPiece] = []
    for in_text, group in groupby(pieces, lambda p: p.kind in (PieceKind.TEXT, PieceKind.MARKER)):
        if in_text:
            markers = _cut_text(deque(group), units)
            continue
        for piece in group:
            # Programs keep the tab before a page number in its field, or not.
            tab = units.pop() if units and not markers and _is_paged(units[-1], piece) else None
            before, first = (tab.markers, tab.pieces) if tab else (tuple(markers), ())
            units.append(Unit(piece.key, (*first, piece), before))
            markers = []
    return units, tuple(markers)


def _is_paged(before: Unit, piece: RunPiece) -> bool:
    """Whether a tab stands before a page number."""
    number = piece.kind is PieceKind.FIELD and is_page_number(piece.key.strip(_FIELD))
    return number and before.text == _TAB


def _cut_text(rest: deque[RunPiece], units: list[Unit]) -> list[RunPiece]:
    """Cut a stretch of text and markers into units; the markers that are left over.

    A figure is one unit even where a bookmark or another run begins inside it.
    """
    text, used = "".join(piece.key for piece in rest), 0
    for unit in tokens(text) if len(text) <= LONGEST else [text]:
        markers: list[RunPiece] = []
        parts: list[RunPiece] = []
        wanted = len(unit)
        while wanted:
            piece = rest[0]
            if piece.kind is PieceKind.MARKER:
                markers.append(rest.popleft())
                continue
            parts.append(replace(piece, key=piece.key[used : used + wanted]))
            used, wanted = used + len(parts[-1].key), wanted - len(parts[-1].key)
            if used == len(piece.key):
                rest.popleft()
                used = 0
        units.append(Unit(unit, tuple(parts), tuple(markers)))
    return list(rest)
