"""Where a number comes from and where it is printed: from a printed text, an address or a line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from generator import addresses
from generator.addresses import Steps, show
from generator.compare import tokens
from generator.compare.tokens import FIGURE
from generator.corrections import every_address
from generator.corrections.dossier import Dossier
from generator.corrections.making import CHANGES, Making, making, makings
from generator.diagnostics import Place
from generator.figures import statements
from generator.figures.book import Figure
from generator.filing.source import Source
from generator.filing.yaml_tree import Node, Path_
from generator.filling.marks import Aspect
from generator.filling.prints import Printed
from generator.packs.addressing import AddressError
from generator.vocabulary import CONTROL_TOTALS, KIND_RATIO
from generator.word.outline import Spot

HUNDRED = Decimal(100)
WORDY = (Aspect.REASON, Aspect.NOTE)

_NUMBER = re.compile(rf"({FIGURE.pattern})\s?(%|％|元|万元)?")
_LINE = re.compile(r"(?P<file>.*?)[:：](?P<line>[0-9]{1,7})")


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


def trace(of: Dossier, question: str) -> Findings:
    """What a printed number, an address or a line (file:line) of the filing stands for."""
    asked = question.strip()
    number, line = _NUMBER.fullmatch(asked), _LINE.fullmatch(asked)
    if number:
        return _of_number(of, asked, tokens.value(number[1]), _percent(asked))
    if line:
        return _of_line(of, asked, line["file"], int(line["line"]))
    return _of_address(of, asked)


# -- from a printed number ---------------------------------------------------------------------


def _of_number(of: Dossier, asked: str, number: Decimal, percent: bool) -> Findings:
    found = [
        item
        for item in of.printed
        if _value(item) == number and (not percent or _percent(item.text))
    ]
    if found:
        return Findings(asked, tuple(_traces(of, found)))
    every = (_figure(of, steps) for steps in every_address.every(of.books.now))
    exact = [figure.steps for figure in every if _exact(figure, percent) == number]
    if not exact:
        return Findings(asked, missing=f"成文里没有印“{asked}”，也没有哪个数恰好是它")
    return _of_steps(of, asked, exact, "")


def _exact(figure: Figure, percent: bool) -> Decimal | None:
    """A figure's value as a question may state it; a percentage is that of a share only."""
    if percent:
        return figure.value * HUNDRED if figure.kind == KIND_RATIO else None
    return figure.value


def _value(item: Printed) -> Decimal | None:
    match = _NUMBER.fullmatch(item.text)
    return tokens.value(match[1]) if match else None


def _percent(text: str) -> bool:
    return text.endswith(("%", "％"))


def _figure(of: Dossier, steps: Steps) -> Figure:
    return of.books.now.figure(steps)


# -- from an address ---------------------------------------------------------------------------


def _of_address(of: Dossier, asked: str) -> Findings:
    steps = addresses.parse(asked)
    base = steps[0] if len(steps) > 1 and steps[0] in of.books.bases else ""
    steps = steps[1:] if base else steps
    try:
        if not steps:
            raise AddressError(f"“{asked}”不是数、地址或行号")
        steps = of.books.now.canonical(steps)
        _figure(of, steps)
        return _of_steps(of, asked, [steps], base)
    except AddressError as error:
        help_ = f"（{error.help}）" if error.help else ""
        return Findings(asked, missing=f"{error.message}{help_}")


def _of_steps(of: Dossier, asked: str, wanted: Sequence[Steps], base: str) -> Findings:
    """The traces of addresses, each printed or not; a base prints only in comparisons."""
    if base:
        return Findings(asked, tuple(_on_base(of, steps, base) for steps in wanted))
    names = {show(steps) for steps in wanted}
    traces = list(_traces(of, [p for p in of.printed if p.mark.address in names]))
    told = {address for item in traces for address in item.addresses}
    for steps in wanted:
        if show(steps) not in told:
            made = (making(of, "", steps),)
            traces.append(Trace((show(steps),), Aspect.VALUE, "", made, ()))
    return Findings(asked, tuple(traces))


def _on_base(of: Dossier, steps: Steps, base: str) -> Trace:
    """A base's figure, with the comparisons that it is printed in."""
    if of.books.bases[base] is None:
        raise AddressError(f"填报文件写的是“{base}”没有可比的数")
    printed = [p for p in of.printed if (p.mark.address, p.mark.base) == (show(steps), base)]
    uses = tuple(_use(of, p) for p in printed if p.mark.aspect in CHANGES)
    return Trace((show(steps),), Aspect.VALUE, base, (making(of, base, steps),), uses)


def _traces(of: Dossier, printed: Iterable[Printed]) -> Iterator[Trace]:
    """Printed figures gathered by the quantity they are: values first, then changes."""
    groups: dict[tuple[object, ...], list[Printed]] = {}
    for item in printed:
        groups.setdefault(_quantity(of, item), []).append(item)
    for items in sorted(groups.values(), key=lambda group: _rank(of, group[0])):
        mark = items[0].mark
        named = tuple(dict.fromkeys(item.mark.address for item in items))
        made = tuple(makings(of, addresses.parse(mark.address), mark.aspect, mark.base))
        uses = tuple(_use(of, item) for item in items)
        yield Trace(named, mark.aspect, mark.base, made, uses)


def _quantity(of: Dossier, item: Printed) -> tuple[object, ...]:
    """What makes two printed figures the same quantity: the same entries added the same way."""
    figure = _figure(of, addresses.parse(item.mark.address))
    own = figure.paths if figure.paths and not figure.parts else figure.steps
    return item.mark.aspect, item.mark.base, str(figure.value), own


def _rank(of: Dossier, item: Printed) -> tuple[int, int]:
    """Values go before changes, and what few typed figures make before large totals."""
    figure = _figure(of, addresses.parse(item.mark.address))
    return list(Aspect).index(item.mark.aspect), len(figure.paths)


def _use(of: Dossier, item: Printed) -> Use:
    return Use(of.spot_at[item.part, item.paragraph], item.offset, item.text)


# -- from a line -------------------------------------------------------------------------------


def _of_line(of: Dossier, asked: str, file: str, number: int) -> Findings:
    source = _source_of(of.filing.source, file)
    if source is None:
        return Findings(asked, missing=f"“{file}”不是这个填报文件（{of.filing.source.file}）")
    lines = source.text.split("\n")
    if not 0 < number <= len(lines):
        return Findings(asked, missing=f"{source.file} 只有 {len(lines)} 行")
    here = (source.file, number)
    paths = {path for path, p in _placed(of.filing.source) if (p.file, p.line) == here}
    feeds = {(base, show(steps)) for base, steps in _fed(of, paths)}
    printed = [p for p in of.printed if (p.mark.base, p.mark.address) in feeds]
    unprinted = len({name for _, name in feeds} - {p.mark.address for p in printed})
    told = _line(of, number, lines[number - 1], paths)
    traces = tuple(_traces(of, [*printed, *_reasons(of, paths)]))
    return Findings(asked, traces, told, unprinted)


def _source_of(source: Source, file: str) -> Source | None:
    """The file that a name means among those that a filing was read from; none is its own."""
    if not file or _same_file(file, source.file):
        return source
    found = (_source_of(other, file) for other in source.others)
    return next((other for other in found if other is not None), None)


def _placed(source: Source, before: Path_ = ()) -> Iterator[tuple[Path_, Place]]:
    """Every value of a filing and of the files that it was read from, with its place."""
    yield from (((*before, *path), place) for path, place in source.values.items() if path)
    for number, other in enumerate(source.others):
        yield from _placed(other, (*before, number))


def _same_file(asked: str, file: str) -> bool:
    """Whether a name, or the end of a path, means a file."""
    wanted, parts = (Path(name.replace("\\", "/")).parts for name in (asked, file))
    return parts[-len(wanted) :] == wanted


def _fed(of: Dossier, paths: set[Path_]) -> Iterator[tuple[str, Steps]]:
    """Every figure that the typed values at some paths go into, with the base it is on.

    What goes into this year's figure goes into each of its comparisons as well.
    """
    bases = [book for book in of.books.bases.values() if book is not None]
    for steps in every_address.every(of.books.now, bases):
        if paths.intersection(_figure(of, steps).paths):
            yield "", steps
            yield from ((base, steps) for base in of.books.bases)
        else:
            for base, book in of.books.bases.items():
                if book is not None and paths.intersection(book.figure(steps).paths):
                    yield base, steps


def _reasons(of: Dossier, paths: set[Path_]) -> Iterator[Printed]:
    """The words about figures that stand in a line, where they are printed."""
    words = {_node(of, path) for path in paths if _spoken(of, path)}
    about = set(_spoken_of(of, paths))
    return (p for p in of.printed if p.mark.aspect in WORDY and _said(p, words, about))


def _said(item: Printed, words: set[Node], about: set[Steps]) -> bool:
    """Whether a print is one of some words; others may say the same of another figure."""
    return item.text in words and addresses.parse(item.mark.address) in about


def _spoken_of(of: Dossier, paths: set[Path_]) -> Iterator[Steps]:
    """The figures that the words at some paths are about."""
    for section in of.books.notes:
        stated, _ = statements.resolve(of.filing.data[section], of.filing, of.books.now)
        yield from (steps for steps, item in stated if item.path in paths)


def _spoken(of: Dossier, path: Path_) -> bool:
    _, inner = of.filing.source.leading(path)
    return bool(inner) and str(inner[0]) in of.books.notes


def _entry(of: Dossier, path: Path_) -> bool:
    """Whether a text says which entry of a list this is: the form prints such words by itself."""
    _, inner = of.filing.source.leading(path)
    return bool(inner) and inner[0] in of.pack.definitions.lists


def _node(of: Dossier, path: Path_) -> Node:
    source, path = of.filing.source.leading(path)
    node: Node = source.data
    for step in path:
        node = node[step]
    return node.rstrip("。；，") if isinstance(node, str) else None


def _line(of: Dossier, number: int, text: str, paths: set[Path_]) -> Line:
    words = {_node(of, path) for path in paths if not (_spoken(of, path) or _entry(of, path))}
    sought = sorted(word for word in words if word and len(word) > 1 and not word.isascii())
    uses = [
        Use(spot, spot.text.index(word), word)
        for word in sought
        for spot in of.spots
        if word in spot.text
    ]
    inner = {of.filing.source.leading(path)[1] for path in paths}
    held = sorted(".".join(map(str, p[1:])) for p in inner if p[0] == CONTROL_TOTALS and p[1:])
    return Line(number, text.strip(), tuple(uses), tuple(held))
