"""What a trace finds: figures gathered by what they are, how each is made, where it is printed.

A figure is made down through the figures that it is added from to the lines that were typed.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from generator.addresses import Steps
from generator.corrections.dossier import Dossier, lines_of
from generator.corrections.typed import label_of
from generator.figures.book import Book, Figure
from generator.filling.marks import CHANGES, Aspect, Mark
from generator.filling.prints import Printed, figure_behind
from generator.money import as_text
from generator.packs.addressing import locate
from generator.packs.definitions import Field, Rule, Sum, Table
from generator.vocabulary import DIFFERENCE, KIND_RATIO, KIND_YUAN, MISSING_TEXT, RATE
from generator.word.outline import Spot


class Origin(NamedTuple):
    """One typed figure: its line, what it stands for, its value as typed (元 for money)."""

    place: str
    label: str
    value: str
    printed: str
    cells: tuple[str, ...] = ()  # that make it besides its place, with their signs


class Making(NamedTuple):
    """How a figure is made: from typed figures, or from figures that are made in turn."""

    sign: str
    address: str
    value: str
    printed: str
    origins: tuple[Origin, ...] = ()
    parts: tuple["Making", ...] = ()


class Use(NamedTuple):
    """One place where a figure is printed: the paragraph, and where in it the figure stands."""

    spot: Spot
    offset: int
    text: str


class Trace(NamedTuple):
    """One quantity: the addresses that name it, how it is made, every place that prints it.

    `aspect` and `base` say which side of it: its value, or its change against a base.
    """

    addresses: tuple[str, ...]
    aspect: Aspect
    base: str
    makings: tuple[Making, ...]
    uses: tuple[Use, ...]


class TracedLine(NamedTuple):
    """What stands in a line of the filing: the typed texts, and where words are printed.

    With a `cell`, it is that of a spreadsheet, and has no number.
    """

    number: int
    text: str
    uses: tuple[Use, ...] = ()
    held: tuple[str, ...] = ()
    cell: str = ""


class Findings(NamedTuple):
    """All that was found for a question, the most relevant first; `unprinted` are only counted."""

    question: str
    traces: tuple[Trace, ...] = ()
    line: TracedLine | None = None
    unprinted: int = 0
    missing: str = ""


def gather_alike(of: Dossier, printed: Printed) -> Findings:
    """What one print stands for, and everywhere else that the same quantity is printed."""
    side, wanted = (printed.mark.aspect, printed.mark.base), _quantity(of, printed)
    alike = (it for it in of.outcome.printed if (it.mark.aspect, it.mark.base) == side)
    same = [it for it in alike if _quantity(of, it) == wanted]
    return Findings(printed.text, tuple(gather(of, same)))


def gather(of: Dossier, printed: Iterable[Printed]) -> Iterator[Trace]:
    """Printed figures gathered by the quantity they are: values first, then changes."""
    groups: dict[tuple[object, ...], list[Printed]] = {}
    for item in printed:
        groups.setdefault(_quantity(of, item), []).append(item)
    for items in sorted(groups.values(), key=lambda group: _rank(of, group[0])):
        mark = items[0].mark
        names = tuple(dict.fromkeys(item.mark.address for item in items))
        uses = tuple(use_of(of, item) for item in items)
        yield Trace(names, mark.aspect, mark.base, tuple(_explain_sides(of, mark)), uses)


def _quantity(of: Dossier, item: Printed) -> tuple[object, ...]:
    """What makes two printed figures the same quantity: the same entries added the same way."""
    figure = figure_behind(of.books, item.mark)
    origin = figure.paths if figure.paths and not figure.parts else figure.steps
    return item.mark.aspect, item.mark.base, str(figure.value), origin


def _rank(of: Dossier, item: Printed) -> tuple[int, int]:
    """Values go before changes, and what few typed figures make before large totals."""
    figure = figure_behind(of.books, item.mark)
    return list(Aspect).index(item.mark.aspect), len(figure.paths)


def use_of(of: Dossier, item: Printed) -> Use:
    """The place where a figure is printed."""
    return Use(of.spot_at[item.part, item.paragraph], item.offset, item.text)


# -- how a figure is made ----------------------------------------------------------------------


def _explain_sides(of: Dossier, mark: Mark) -> Iterator[Making]:
    """The figure itself; for a change, this year's and then the base's; words are not made."""
    if mark.aspect is Aspect.VALUE:
        yield explain(of, mark.base, mark.steps)
    elif mark.aspect not in (Aspect.REASON, Aspect.NOTE):
        yield explain(of, "", mark.steps)
        if of.books.bases.get(mark.base) is not None and mark.aspect in CHANGES:
            yield explain(of, mark.base, mark.steps)


def explain(of: Dossier, base: str, steps: Steps, sign: str = "") -> Making:
    """How a figure of this year, or of a base, is made; `sign` is how it goes into another."""
    book = of.book(base)
    assert book is not None
    figure = book.figure(steps)
    name = f"{base}：{figure.address}" if base else figure.address
    said = (sign, name, exact_text(figure), _as_printed(of, figure.value, figure.kind))
    if figure.parts and not (base and book.leaves.stated(figure.steps)):
        return Making(*said, parts=tuple(_parts(of, base, book, figure)))
    return Making(*said, origins=tuple(_origins(of, base, book, figure)))


def _parts(of: Dossier, base: str, book: Book, figure: Figure) -> Iterator[Making]:
    minus = _count_subtracted(book, figure)
    signs = ["＋"] * (len(figure.parts) - minus) + ["－"] * minus
    for part, sign in zip(figure.parts, ("", "÷") if figure.share else signs, strict=True):
        yield explain(of, base, part, sign)


def _count_subtracted(book: Book, figure: Figure) -> int:
    """How many of a figure's parts, the last ones, are subtracted from the others."""
    found, owner = locate(book.root, figure.steps)
    rules: list[Rule | Field | None] = [found]
    if isinstance(found, Table):
        row, column = figure.steps[len(owner) :]
        rules = [found.columns[column], found.rows.get(row)]
    return next((len(rule.minus) for rule in rules if isinstance(rule, Sum) and rule.minus), 0)


def _origins(of: Dossier, base: str, book: Book, figure: Figure) -> Iterator[Origin]:
    source = of.filing.source
    for path in dict.fromkeys(figure.paths):
        place, typed, amount = source.place(path), of.typed.get(path), ("", "")
        if typed is not None:
            amount = as_text(typed, figure.kind), _as_printed(of, typed, figure.kind)
        holding, inner = source.lead(path)
        cells = tuple(f"{sign} {cell}" for cell, sign in holding.drawn.get(inner, ())[1:])
        yield Origin(place.line_name, label_of(source, path), *amount, cells)
    if base and not figure.paths:
        yield from (Origin(line, base, "", "") for line in lines_of(book, figure.steps))


def exact_text(figure: Figure) -> str:
    """A figure's exact value, money in 元; a missing one's sign."""
    return MISSING_TEXT if figure.value.is_nan() else as_text(figure.value, figure.kind)


def _as_printed(of: Dossier, value: Decimal, kind: str) -> str:
    """A value as the form's own number styles for differences and rates print it."""
    if value.is_nan():
        return MISSING_TEXT
    phrase = {KIND_YUAN: DIFFERENCE, KIND_RATIO: RATE}.get(kind)
    return of.pack.wording.style_of(phrase).show(value) if phrase else as_text(value, kind)
