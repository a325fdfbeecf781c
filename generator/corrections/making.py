"""How a figure is made: down through the figures it is added from to the lines that were typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.addresses import Steps
from generator.corrections import dossier, every_address
from generator.corrections.dossier import Dossier
from generator.corrections.typed import label_of
from generator.figures.book import Book, Figure
from generator.filling.marks import CHANGES, Aspect
from generator.money import as_text
from generator.packs.addressing import locate
from generator.packs.definitions import Table
from generator.vocabulary import DIFFERENCE, KIND_RATIO, KIND_YUAN, MISSING_TEXT, RATE


@dataclass(frozen=True, slots=True)
class Origin:
    """One typed figure: its line, what it stands for, its value as typed (元 for money)."""

    place: str
    label: str
    value: str
    printed: str


@dataclass(frozen=True, slots=True)
class Making:
    """How a figure is made: from typed figures, or from figures that are made in turn."""

    sign: str
    address: str
    value: str
    printed: str
    origins: tuple[Origin, ...] = ()
    parts: tuple["Making", ...] = ()


def makings(of: Dossier, steps: Steps, aspect: Aspect, base: str) -> Iterator[Making]:
    """The figure itself; for a change, this year's and then the base's; words are not made."""
    if aspect in (Aspect.REASON, Aspect.NOTE):
        return
    yield making(of, "", steps)
    if of.books.bases.get(base) is not None and aspect in CHANGES:
        yield making(of, base, steps)


def making(of: Dossier, base: str, steps: Steps, sign: str = "") -> Making:
    """How a figure of this year, or of a base, is made; `sign` is how it goes into another."""
    book = of.book(base)
    assert book is not None
    figure = book.figure(steps)
    name = f"{base}：{figure.address}" if base else figure.address
    said = (sign, name, _exact(figure), as_printed(of, figure.value, figure.kind))
    if figure.parts and not (figure.paths and base and book.leaves.stated(figure.steps)):
        return Making(*said, parts=tuple(_parts(of, base, book, figure)))
    return Making(*said, origins=tuple(_origins(of, base, book, figure)))


def _parts(of: Dossier, base: str, book: Book, figure: Figure) -> Iterator[Making]:
    minus = _subtracted(book, figure)
    if figure.share is not None:
        signs = ["", "÷"]
    else:
        signs = ["＋"] * (len(figure.parts) - minus) + ["－"] * minus
    for part, sign in zip(figure.parts, signs, strict=True):
        yield making(of, base, part, sign)


def _subtracted(book: Book, figure: Figure) -> int:
    """How many of a figure's parts, the last ones, are subtracted."""
    found, owner = locate(book.root, figure.steps)
    if not isinstance(found, Table):
        return every_address.taken(found)
    row, column = figure.steps[len(owner) :]
    rule = found.columns[column]
    return every_address.taken(rule) or (
        every_address.taken(found.rows[row]) if row in found.rows else 0
    )


def _origins(of: Dossier, base: str, book: Book, figure: Figure) -> Iterator[Origin]:
    source = of.filing.source
    amounts = {path: source.place(path) for path in figure.paths}
    for path, place in amounts.items():
        typed = of.typed.get(path)
        value = as_text(typed, figure.kind) if typed is not None else ""
        printed = as_printed(of, typed, figure.kind) if typed is not None else ""
        yield Origin(f"{place.file}:{place.line}", label_of(source, path), value, printed)
    if not amounts and base:
        yield from (Origin(line, base, "", "") for line in dossier.lines_of(book, figure.steps))


def _exact(figure: Figure) -> str:
    return MISSING_TEXT if figure.value.is_nan() else as_text(figure.value, figure.kind)


def as_printed(of: Dossier, value: Decimal, kind: str) -> str:
    """A value as the form's own number styles for differences and rates print it."""
    if value.is_nan():
        return MISSING_TEXT
    if kind == KIND_YUAN:
        return of.pack.wording.style_of(DIFFERENCE).show(value)
    if kind == KIND_RATIO:
        return of.pack.wording.style_of(RATE).show(value)
    return f"{value.normalize():f}"
