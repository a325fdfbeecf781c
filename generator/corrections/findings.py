"""What a trace finds: printed figures gathered by the quantity they are, and where they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.corrections.dossier import Dossier
from generator.corrections.making import Making, makings
from generator.filling.marks import Aspect
from generator.filling.prints import Printed
from generator.word.outline import Spot


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a figure is printed: the paragraph, and where in it the figure stands."""

    spot: Spot
    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One quantity: the addresses that name it, how it is made, every place that prints it.

    `aspect` and `base` say which side of it: its value, or its change against a base.
    """

    addresses: tuple[str, ...]
    aspect: Aspect
    base: str
    makings: tuple[Making, ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What stands in a line of the filing: the typed texts, and where words are printed."""

    number: int
    text: str
    uses: tuple[Use, ...] = ()
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found for a question, the most relevant first; `unprinted` are only counted."""

    question: str
    traces: tuple[Trace, ...] = ()
    line: Line | None = None
    unprinted: int = 0
    missing: str = ""


def gather(of: Dossier, printed: Iterable[Printed]) -> Iterator[Trace]:
    """Printed figures gathered by the quantity they are: values first, then changes."""
    groups: dict[tuple[object, ...], list[Printed]] = {}
    for item in printed:
        groups.setdefault(_quantity(of, item), []).append(item)
    for items in sorted(groups.values(), key=lambda group: _rank(of, group[0])):
        mark = items[0].mark
        named = tuple(dict.fromkeys(item.mark.address for item in items))
        made = tuple(makings(of, mark.steps, mark.aspect, mark.base))
        uses = tuple(use(of, item) for item in items)
        yield Trace(named, mark.aspect, mark.base, made, uses)


def _quantity(of: Dossier, item: Printed) -> tuple[object, ...]:
    """What makes two printed figures the same quantity: the same entries added the same way."""
    figure = of.books.now.figure(item.mark.steps)
    own = figure.paths if figure.paths and not figure.parts else figure.steps
    return item.mark.aspect, item.mark.base, str(figure.value), own


def _rank(of: Dossier, item: Printed) -> tuple[int, int]:
    """Values go before changes, and what few typed figures make before large totals."""
    figure = of.books.now.figure(item.mark.steps)
    return list(Aspect).index(item.mark.aspect), len(figure.paths)


def use(of: Dossier, item: Printed) -> Use:
    return Use(of.spot_at[item.part, item.paragraph], item.offset, item.text)
