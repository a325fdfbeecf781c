"""A paragraph of a Word file as units of change, each with the runs that it is made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from generator.compare.tokens import tokens
from generator.word import ooxml
from generator.word.fields import is_page_number
from generator.word.ooxml import W

# What belongs to the program that edited, not to the text.
_TRACES = frozenset(
    ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "proofErr", "permStart")
) | frozenset(("permEnd", "lastRenderedPageBreak", "commentRangeStart", "commentRangeEnd"))
_COMMENTS = frozenset(("commentReference", "annotationRef"))
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
# What a deleted run may hold, since it means the same in any document.
_PORTABLE = frozenset(("tab", "cr", "br", "noBreakHyphen", "softHyphen", "sym", "ptab"))


class UnmarkableError(ValueError):
    """Something that a tracked change could not hold without losing it."""

    def __init__(self, message: str, node: Any) -> None:
        super().__init__(message)
        self.node = node


class Kind(Enum):
    """What a piece is."""

    TEXT = "text"
    THING = "thing"
    FIELD = "field"
    MARKER = "marker"


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Part of a run: some text, a thing that is not text (a tab, a picture), a whole field; or a
    marker that takes no room (a bookmark's end, the begin of a field that ends elsewhere).
    """

    kind: Kind
    key: str
    format: Any = None
    link: Any = None
    node: Any = None
    inner: tuple["Piece", ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A unit of change: its pieces, and the markers that stand before it."""

    text: str
    pieces: tuple[Piece, ...]
    markers: tuple[Piece, ...] = ()

    def key(self, formats: bool) -> tuple[object, ...]:
        """What the unit is compared by: what it says and, if wanted, how it looks."""
        return (
            (self.text, *(_look(piece.format) for piece in self.pieces))
            if formats
            else (self.text,)
        )


def _look(format_: Any) -> bytes:
    return b"" if format_ is None else ooxml.serialize(format_)


Links = Mapping[str, str]


def read(paragraph: Any, links: Links) -> list[Piece]:
    """The pieces of a paragraph; `links` tells what a relationship leads to."""
    return _fields(list(_pieces(paragraph, None, links)))


def _pieces(parent: Any, link: Any, links: Links) -> Iterator[Piece]:
    for child in ooxml.children(parent):
        name = ooxml.local_name(child)
        if name == "r":
            yield from _of_run(child, link, links)
        elif name == "hyperlink":
            yield from _pieces(child, child, links)
        elif name == "fldSimple":
            yield from _simple_field(child, link, links)
        elif name in ("bookmarkStart", "bookmarkEnd"):
            yield Piece(Kind.MARKER, "", None, link, child)
        elif name not in _TRACES:
            raise UnmarkableError("有公式之类标不出改动的内容", child)


def _of_run(run: Any, link: Any, links: Links) -> Iterator[Piece]:
    format_ = run.find(f"{W}rPr")
    for child in run.iterchildren("*"):
        name = ooxml.local_name(child)
        if name == "t":
            if child.text:
                yield Piece(Kind.TEXT, child.text, format_, link)
        elif name in ("fldChar", "instrText"):
            yield Piece(Kind.MARKER, "", format_, link, child)
        elif name not in _TRACES and name not in _COMMENTS:
            yield Piece(Kind.THING, _sign(child, name, links), format_, link, child)


def _sign(thing: Any, name: str, links: Links) -> str:
    """What stands for a thing in comparing: the character that it is, or all that it says."""
    if name in _SIGNS:
        return _SIGNS[name]
    if name == "br":
        return "\n" if thing.get(f"{W}type") in (None, "textWrapping") else "\f"
    copy = ooxml.copy_of(thing)
    for node in copy.iter("*"):
        for attribute, value in node.attrib.items():
            node.set(attribute, links.get(value, value))
    return ooxml.serialize(copy).decode()


def _simple_field(field: Any, link: Any, links: Links) -> Iterator[Piece]:
    """A field of one element as the runs that it stands for."""

    def marker(node: Any) -> Piece:
        return Piece(Kind.MARKER, "", None, link, node)

    instruction = ooxml.word("instrText")
    instruction.text = field.get(f"{W}instr", "")
    instruction.set(ooxml.SPACE, "preserve")
    yield marker(ooxml.word("fldChar", fldCharType="begin"))
    yield marker(instruction)
    yield marker(ooxml.word("fldChar", fldCharType="separate"))
    yield from _pieces(field, link, links)
    yield marker(ooxml.word("fldChar", fldCharType="end"))


def _fields(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with every field that begins and ends among them made one piece."""
    made: list[Piece] = []
    begun: list[int] = []
    for piece in pieces:
        made.append(piece)
        kind = _field_step(piece)
        if kind == "begin":
            begun.append(len(made) - 1)
        elif kind == "end" and begun:
            start = begun.pop()
            made[start:] = [_field(made[start:])]
    return made


def _field_step(piece: Piece) -> str:
    name = ooxml.local_name(piece.node) if piece.kind is Kind.MARKER else ""
    return str(piece.node.get(f"{W}fldCharType")) if name == "fldChar" else ""


def _field(inner: Sequence[Piece]) -> Piece:
    nodes = [piece.node for piece in inner if piece.kind is Kind.MARKER]
    code = "".join(node.text or "" for node in nodes if ooxml.local_name(node) == "instrText")
    # A page number is not part of what is compared.
    said = code.split()[0].upper() if is_page_number(code) else code.strip() + _shown(inner)
    return Piece(Kind.FIELD, f"\x1e{said}\x1e", inner[0].format, inner[0].link, None, tuple(inner))


def _shown(inner: Iterable[Piece]) -> str:
    return "".join(piece.key for piece in result(inner))


def result(inner: Iterable[Piece]) -> Iterator[Piece]:
    """What a field shows, without the field."""
    shown = [False]
    for piece in inner:
        step = _field_step(piece)
        if step == "begin":
            shown.append(False)
        elif step == "separate":
            shown[-1] = True
        elif step == "end" and len(shown) > 1:
            shown.pop()
        elif piece.kind is Kind.FIELD:
            yield from result(piece.inner)
        elif piece.kind is not Kind.MARKER and shown[-1]:
            yield piece


def portable(piece: Piece) -> bool:
    """Whether a piece means the same in another document."""
    return piece.kind is Kind.TEXT or ooxml.local_name(piece.node) in _PORTABLE


def in_units(pieces: Sequence[Piece]) -> tuple[list[Unit], tuple[Piece, ...]]:
    """The units of a paragraph, and the markers after the last one."""
    made: list[Unit] = []
    waiting: list[Piece] = []
    texts: list[Piece] = []
    for piece in pieces:
        if piece.kind is Kind.TEXT or (piece.kind is Kind.MARKER and texts):
            texts.append(piece)
        elif piece.kind is Kind.MARKER:
            waiting.append(piece)
        else:
            waiting = _flush(texts, waiting, made)
            texts = []
            made.append(Unit(piece.key, (piece,), tuple(waiting)))
            waiting = []
    waiting = _flush(texts, waiting, made)
    return made, tuple(waiting)


def _flush(texts: Sequence[Piece], markers: list[Piece], made: list[Unit]) -> list[Piece]:
    """Cut a stretch of text into units; the markers that are left over stand after it.

    A figure is one unit even where a bookmark or another run begins inside it.
    """
    rest = list(texts)
    for text in tokens("".join(piece.key for piece in texts)):
        own: list[Piece] = []
        wanted = len(text)
        while wanted:
            piece = rest.pop(0)
            if piece.kind is Kind.MARKER:
                markers.append(piece)
                continue
            own.append(replace(piece, key=piece.key[:wanted]))
            if len(piece.key) > wanted:
                rest.insert(0, replace(piece, key=piece.key[wanted:]))
            wanted -= len(own[-1].key)
        made.append(Unit(text, tuple(own), tuple(markers)))
        markers = []
    return [*markers, *rest]
