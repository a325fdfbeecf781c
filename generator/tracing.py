"""Where a number comes from and where it is printed: from a printed text, an address or a line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from generator import addresses, dossier, kinds
from generator.book import AddressError, Book, Figure, locate, show
from generator.definitions import Table
from generator.dossier import Dossier
from generator.filling import Printed
from generator.ledger import Steps
from generator.marks import Aspect
from generator.money import shown
from generator.outline import Spot
from generator.source import Node, Path_
from generator.vocabulary import (
    CONTROL_TOTALS,
    DIFFERENCE,
    KIND_RATIO,
    KIND_YUAN,
    MISSING_TEXT,
    RATE,
)

_NUMBER = re.compile(r"(-?[0-9][0-9,]*(?:\.[0-9]+)?)(?:%|元|万元)?")
_LINE = re.compile(r"(?P<file>.*?)[:：](?P<line>[0-9]{1,7})")
CHANGES = (Aspect.DIFFERENCE, Aspect.RATE)
MAX_WORD, MAX_WORDS = 16, 3


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
        return _of_number(of, asked, Decimal(number[1].replace(",", "")), "%" in asked)
    if line:
        return _of_line(of, asked, line["file"], int(line["line"]))
    return _of_address(of, asked)


# -- from a printed number ---------------------------------------------------------------------


def _of_number(of: Dossier, asked: str, number: Decimal, percent: bool) -> Findings:
    found = [
        item for item in of.printed if _value(item) == number and (not percent or "%" in item.text)
    ]
    if found:
        return Findings(asked, tuple(_traces(of, found)))
    exact = [steps for steps in addresses.every(of.books.now) if _figure(of, steps).value == number]
    if not exact:
        return Findings(asked, missing=f"成文里没有印“{asked}”，也没有哪个数恰好是它")
    return _of_steps(of, asked, exact, "")


def _value(item: Printed) -> Decimal | None:
    match = _NUMBER.fullmatch(item.text)
    return Decimal(match[1].replace(",", "")) if match else None


def _figure(of: Dossier, steps: Steps) -> Figure:
    return of.books.now.figure(steps)


# -- from an address ---------------------------------------------------------------------------


def _of_address(of: Dossier, asked: str) -> Findings:
    steps = kinds.steps(asked)
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
            made = (_making(of, "", steps, ""),)
            traces.append(Trace((show(steps),), Aspect.VALUE, "", made, ()))
    return Findings(asked, tuple(traces))


def _on_base(of: Dossier, steps: Steps, base: str) -> Trace:
    """A base's figure, with the comparisons that it is printed in."""
    if of.books.bases[base] is None:
        raise AddressError(f"填报文件写的是“{base}”没有可比的数")
    printed = [p for p in of.printed if (p.mark.address, p.mark.base) == (show(steps), base)]
    uses = tuple(_use(of, p) for p in printed if p.mark.aspect in CHANGES)
    return Trace((show(steps),), Aspect.VALUE, base, (_making(of, base, steps, ""),), uses)


def _traces(of: Dossier, printed: Iterable[Printed]) -> Iterator[Trace]:
    """Printed figures gathered by the quantity they are: values first, then changes."""
    groups: dict[tuple[object, ...], list[Printed]] = {}
    for item in printed:
        groups.setdefault(_quantity(of, item), []).append(item)
    for items in sorted(groups.values(), key=lambda group: _rank(of, group[0])):
        mark = items[0].mark
        named = tuple(dict.fromkeys(item.mark.address for item in items))
        makings = tuple(_makings(of, kinds.steps(mark.address), mark.aspect, mark.base))
        uses = tuple(_use(of, item) for item in items)
        yield Trace(named, mark.aspect, mark.base, makings, uses)


def _quantity(of: Dossier, item: Printed) -> tuple[object, ...]:
    """What makes two printed figures the same quantity: the same entries added the same way."""
    figure = _figure(of, kinds.steps(item.mark.address))
    own = figure.paths if figure.paths and not figure.parts else figure.steps
    return item.mark.aspect, item.mark.base, str(figure.value), own


def _rank(of: Dossier, item: Printed) -> tuple[int, int]:
    """Values go before changes, and what few typed figures make before large totals."""
    figure = _figure(of, kinds.steps(item.mark.address))
    return list(Aspect).index(item.mark.aspect), len(figure.paths)


def _use(of: Dossier, item: Printed) -> Use:
    return Use(of.spot_at[item.part, item.paragraph], item.offset, item.text)


# -- from a line -------------------------------------------------------------------------------


def _of_line(of: Dossier, asked: str, file: str, number: int) -> Findings:
    source = of.filing.source
    if file and not _same_file(file, source.file):
        return Findings(asked, missing=f"“{file}”不是这个填报文件（{source.file}）")
    lines = source.text.split("\n")
    if not 0 < number <= len(lines):
        return Findings(asked, missing=f"{source.file} 只有 {len(lines)} 行")
    paths = {path for path, place in source.values.items() if place.line == number and path}
    feeds = {(base, show(steps)) for base, steps in _fed(of, paths)}
    printed = [p for p in of.printed if (p.mark.base, p.mark.address) in feeds]
    unprinted = len({name for _, name in feeds} - {p.mark.address for p in printed})
    told = _line(of, number, lines[number - 1], paths)
    traces = tuple(_traces(of, [*printed, *_reasons(of, paths)]))
    return Findings(asked, traces, told, unprinted)


def _same_file(asked: str, file: str) -> bool:
    """Whether a name, or the end of a path, means a file."""
    wanted, parts = (Path(name.replace("\\", "/")).parts for name in (asked, file))
    return parts[-len(wanted) :] == wanted


def _fed(of: Dossier, paths: set[Path_]) -> Iterator[tuple[str, Steps]]:
    """Every figure that the typed values at some paths go into, with the base it is on.

    What goes into this year's figure goes into each of its comparisons as well.
    """
    bases = [book for book in of.books.bases.values() if book is not None]
    for steps in addresses.every(of.books.now, bases):
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
    wordy = (Aspect.REASON, Aspect.NOTE)
    return (p for p in of.printed if p.mark.aspect in wordy and p.text in words)


def _spoken(of: Dossier, path: Path_) -> bool:
    return str(path[0]) in of.books.notes


def _node(of: Dossier, path: Path_) -> Node:
    node: Node = of.filing.source.data
    for step in path:
        node = node[step]
    return node.rstrip("。；，") if isinstance(node, str) else None


def _line(of: Dossier, number: int, text: str, paths: set[Path_]) -> Line:
    words = {_node(of, path) for path in paths if not _spoken(of, path)}
    sought = sorted(word for word in words if word and len(word) > 1 and not word.isascii())
    uses = [
        Use(spot, spot.text.index(word), word)
        for word in sought
        for spot in of.spots
        if word in spot.text
    ]
    held = tuple(".".join(map(str, p[1:])) for p in sorted(paths) if p[0] == CONTROL_TOTALS)
    return Line(number, text.strip(), tuple(uses), tuple(filter(None, held)))


# -- how a figure is made ----------------------------------------------------------------------


def _makings(of: Dossier, steps: Steps, aspect: Aspect, base: str) -> Iterator[Making]:
    """The figure itself; for a change, this year's and then the base's; words are not made."""
    if aspect in (Aspect.REASON, Aspect.NOTE):
        return
    yield _making(of, "", steps, "")
    if of.books.bases.get(base) is not None and aspect in CHANGES:
        yield _making(of, base, steps, "")


def _making(of: Dossier, base: str, steps: Steps, sign: str) -> Making:
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
        yield _making(of, base, part, sign)


def _subtracted(book: Book, figure: Figure) -> int:
    """How many of a figure's parts, the last ones, are subtracted."""
    found, owner = locate(book.root, figure.steps)
    if not isinstance(found, Table):
        return addresses.taken(found)
    row, column = figure.steps[len(owner) :]
    rule = found.columns[column]
    return addresses.taken(rule) or (addresses.taken(found.rows[row]) if row in found.rows else 0)


def _origins(of: Dossier, base: str, book: Book, figure: Figure) -> Iterator[Origin]:
    source = of.filing.source
    amounts = {path: source.place(path) for path in figure.paths}
    for path, place in amounts.items():
        typed = dossier.typed_amount(of.filing, path)
        value = shown(typed, figure.kind) if typed is not None else ""
        printed = as_printed(of, typed, figure.kind) if typed is not None else ""
        yield Origin(f"{place.file}:{place.line}", label_of(source.data, path), value, printed)
    if not amounts and base:
        yield from (Origin(line, base, "", "") for line in dossier.lines_of(book, figure.steps))


def label_of(data: Node, path: Path_) -> str:
    """What a typed figure stands for: its section, the words beside it, its own name."""
    label, node = "", data
    for step in path:
        node = node[step]
        if isinstance(step, int):
            words = (
                [_short(v) for v in node.values() if _wordy(v)] if isinstance(node, dict) else []
            )
            label += f"[{'，'.join(words[:MAX_WORDS]) or step + 1}]"
        else:
            label += f".{step}" if label else str(step)
    return label


def _wordy(value: Node) -> bool:
    return isinstance(value, str) and not _NUMBER.fullmatch(value)


def _short(word: str) -> str:
    return word if len(word) <= MAX_WORD else f"{word[:MAX_WORD]}…"


def _exact(figure: Figure) -> str:
    return MISSING_TEXT if figure.value.is_nan() else shown(figure.value, figure.kind)


def as_printed(of: Dossier, value: Decimal, kind: str) -> str:
    """A value as the form's own number styles for differences and rates print it."""
    if value.is_nan():
        return MISSING_TEXT
    if kind == KIND_YUAN:
        return of.pack.wording.style_of(DIFFERENCE).show(value)
    if kind == KIND_RATIO:
        return of.pack.wording.style_of(RATE).show(value)
    return f"{value.normalize():f}"
