"""Where a number comes from and where it is printed: from a printed text, an address or a line."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from generator.addresses import Steps, parse, show
from generator.compare import tokens
from generator.compare.tokens import FIGURE
from generator.corrections.dossier import Dossier, list_addresses
from generator.corrections.findings import Findings, Trace, TracedLine, Use, explain, gather, use_of
from generator.corrections.flips import HUNDRED
from generator.diagnostics import Place
from generator.figures import statements
from generator.figures.book import Figure
from generator.filing.source import Source
from generator.filing.yaml_tree import Path_
from generator.filling.marks import CHANGES, Aspect
from generator.filling.prints import Printed
from generator.packs.addressing import AddressError
from generator.vocabulary import CONTROL_TOTALS, KIND_RATIO

ON_BASE = (Aspect.VALUE, *CHANGES)
WORDY = (Aspect.REASON, Aspect.NOTE)

_NUMBER = re.compile(rf"({FIGURE})\s?(%|％|元|万元)?")
_SPOT = r"[A-Z]{1,3}[0-9]{1,7}|第[0-9]+行第[0-9]+格"
_CELL = re.compile(rf"(?:(?P<file>[^!]*)!)?(?P<sheet>[^!]*)!(?P<spot>{_SPOT})")
_LINE = re.compile(r"(?P<file>.*?)[:：](?P<line>[0-9]{1,7})")


def trace(of: Dossier, question: str) -> Findings:
    """What a printed number, an address or a line (file:line) of the filing stands for."""
    asked = question.strip()
    number, line = _NUMBER.fullmatch(asked), _LINE.fullmatch(asked)
    cell = _CELL.fullmatch(asked)
    if number:
        return _trace_number(of, asked, tokens.value(number[1]), _is_percentage(asked))
    if cell:
        return _trace_cell(of, asked, cell)
    if line:
        return _trace_line(of, asked, line["file"], int(line["line"]))
    return _trace_address(of, asked)


# -- from a printed number ---------------------------------------------------------------------


def _trace_number(of: Dossier, asked: str, number: Decimal, percent: bool) -> Findings:
    printed = [item for item in of.outcome.printed if _says(item.text, number, percent)]
    if printed:
        return Findings(asked, tuple(gather(of, printed)))
    every = (of.books.now.figure(steps) for steps in list_addresses(of.books.now))
    exact = [figure.steps for figure in every if _exact(figure, percent) == number]
    if not exact:
        return Findings(asked, missing=f"成文里没有印“{asked}”，也没有哪个数恰好是它")
    return _trace_steps(of, asked, exact)


def _exact(figure: Figure, percent: bool) -> Decimal | None:
    """A figure's value as a question may state it; a percentage is that of a share only."""
    if percent:
        return figure.value * HUNDRED if figure.kind == KIND_RATIO else None
    return figure.value


def _says(text: str, number: Decimal, percent: bool) -> bool:
    match = _NUMBER.fullmatch(text) if _is_percentage(text) or not percent else None
    return match is not None and tokens.value(match[1]) == number


def _is_percentage(text: str) -> bool:
    return text.endswith(("%", "％"))


# -- from an address ---------------------------------------------------------------------------


def _trace_address(of: Dossier, asked: str) -> Findings:
    steps = parse(asked)
    base = steps[0] if len(steps) > 1 and steps[0] in of.books.bases else ""
    steps = steps[1:] if base else steps
    try:
        if not steps:
            raise AddressError(f"“{asked}”不是数、地址或行号")
        steps = of.books.now.canonical(steps)
        of.books.now.figure(steps)
        if base:
            return Findings(asked, (_trace_on_base(of, steps, base),))
        return _trace_steps(of, asked, [steps])
    except AddressError as error:
        help_ = f"（{error.help}）" if error.help else ""
        return Findings(asked, missing=f"{error.message}{help_}")


def _trace_steps(of: Dossier, asked: str, wanted: Sequence[Steps]) -> Findings:
    """The traces of addresses, each printed or not."""
    printed = [p for p in of.outcome.printed if p.mark.steps in set(wanted)]
    gathered = {p.mark.steps for p in printed}
    unprinted = (_trace_figure(of, "", steps, ()) for steps in wanted if steps not in gathered)
    return Findings(asked, (*gather(of, printed), *unprinted))


def _trace_on_base(of: Dossier, steps: Steps, base: str) -> Trace:
    """A base's figure, with the comparisons that it is printed in."""
    if of.books.bases[base] is None:
        raise AddressError(f"填报文件写的是“{base}”没有可比的数")
    printed = [p for p in of.outcome.printed if (p.mark.steps, p.mark.base) == (steps, base)]
    return _trace_figure(of, base, steps, [p for p in printed if p.mark.aspect in ON_BASE])


def _trace_figure(of: Dossier, base: str, steps: Steps, printed: Sequence[Printed]) -> Trace:
    uses = tuple(use_of(of, item) for item in printed)
    return Trace((show(steps),), Aspect.VALUE, base, (explain(of, base, steps),), uses)


# -- from a line -------------------------------------------------------------------------------


def _trace_line(of: Dossier, asked: str, file: str, number: int) -> Findings:
    files = list(_files(of.filing.source))
    source = next((s for _, s in files if not file or _is_same_file(file, s.file)), None)
    if source is None:
        return Findings(asked, missing=f"“{file}”不是这个填报文件（{of.filing.source.file}）")
    lines = source.text.split("\n")
    if not 0 < number <= len(lines):
        return Findings(asked, missing=f"{source.file} 只有 {len(lines)} 行")
    here = (source.file, number)
    paths = {
        (*before, *path)
        for before, other in files
        for path, place in other.values.items()
        if path and (place.file, place.line) == here
    }
    return _trace_paths(of, asked, paths, _line(of, number, lines[number - 1], paths))


def _trace_paths(of: Dossier, asked: str, paths: set[Path_], line: TracedLine) -> Findings:
    """Where the typed values at some paths, which stand in a line or a cell, are printed."""
    feeds = set(_find_fed(of, paths))
    printed = [p for p in of.outcome.printed if (p.mark.base, p.mark.steps) in feeds]
    unprinted = len({steps for _, steps in feeds} - {p.mark.steps for p in printed})
    traces = tuple(gather(of, [*printed, *_reasons(of, paths)]))
    return Findings(asked, traces, line, unprinted)


def _trace_cell(of: Dossier, asked: str, cell: re.Match[str]) -> Findings:
    """What a cell of a spreadsheet goes into; a sheet may be named by its first word alone."""
    cells = {
        (*before, *path): place
        for before, other in _files(of.filing.source)
        for path, place in _list_cells(other)
        if _is_cell(place, cell)
    }
    totals = [it for it in of.filing.source.totals if it.place and _is_cell(it.place, cell)]
    held = tuple(show(it.steps) for it in totals)
    if not cells and not held:
        return Findings(asked, missing=f"没有从“{asked}”取数")
    shown = next((str(place) for place in (*cells.values(), *(it.place for it in totals))), "")
    texts = dict.fromkeys(_text(of, path) for path in cells)
    line = TracedLine(0, "、".join(filter(None, texts)), held=held, cell=shown)
    return _trace_paths(of, asked, set(cells), line)


def _list_cells(source: Source) -> Iterator[tuple[Path_, Place]]:
    """Every path that a cell goes into: where a figure is drawn, or typed in a workbook."""
    yield from ((path, place) for path, place in source.values.items() if place.sheet)
    yield from ((path, place) for path, cells in source.drawn.items() for place, _ in cells)


def _is_cell(place: Place, cell: re.Match[str]) -> bool:
    *_, spot = place.spot.rpartition("!")
    same = cell["sheet"] in (place.sheet, place.sheet.split(" ")[0]) and spot == cell["spot"]
    return same and (not cell["file"] or _is_same_file(cell["file"], place.file))


def _files(source: Source, before: Path_ = ()) -> Iterator[tuple[Path_, Source]]:
    """A filing and the files that it was read from, each with what leads into it."""
    yield before, source
    for number, other in enumerate(source.others):
        yield from _files(other, (*before, number))


def _is_same_file(asked: str, file: str) -> bool:
    """Whether a name, or the end of a path, means a file."""
    wanted, parts = (Path(name.replace("\\", "/")).parts for name in (asked, file))
    return parts[-len(wanted) :] == wanted


def _find_fed(of: Dossier, paths: set[Path_]) -> Iterator[tuple[str, Steps]]:
    """Every figure that the typed values at some paths go into, with the base it is on.

    What goes into this year's figure goes into each of its comparisons as well.
    """
    bases = {base: book for base, book in of.books.bases.items() if book is not None}
    for steps in list_addresses(of.books.now, bases.values()):
        if paths.intersection(of.books.now.figure(steps).paths):
            yield from ((base, steps) for base in ("", *of.books.bases))
        else:
            for base, book in bases.items():
                if paths.intersection(book.figure(steps).paths):
                    yield base, steps


def _reasons(of: Dossier, paths: set[Path_]) -> Iterator[Printed]:
    """The words about figures that stand in a line, where they are printed."""
    words = {_text(of, path) for path in paths if _section(of, path) in of.books.notes} - {""}
    about = set(_find_spoken_of(of, paths))
    for item in of.outcome.printed:
        # The same words may be said of another figure.
        if item.mark.aspect in WORDY and item.text in words and item.mark.steps in about:
            yield item


def _find_spoken_of(of: Dossier, paths: set[Path_]) -> Iterator[Steps]:
    """The figures that the words at some paths are about."""
    for section in of.books.notes:
        stated, _ = statements.resolve(of.filing.data[section], of.filing, of.books.now)
        yield from (steps for steps, item in stated if item.path in paths)


def _section(of: Dossier, path: Path_) -> str:
    """The section of a filing that a path leads into."""
    _, inner = of.filing.source.lead(path)
    return str(inner[0]) if inner else ""


def _text(of: Dossier, path: Path_) -> str:
    """The text at a path as a form prints it in a sentence of its own; nothing for other nodes."""
    node = of.filing.source.at(path)
    return node.rstrip("。；，") if isinstance(node, str) else ""


def _line(of: Dossier, number: int, text: str, paths: set[Path_]) -> TracedLine:
    # What is said of a figure is traced with it; which entry this is, the form prints by itself.
    apart = {*of.books.notes, *of.pack.definitions.lists}
    words = {_text(of, path) for path in paths if _section(of, path) not in apart}
    uses = tuple(
        Use(spot, spot.text.index(word), word)
        for word in sorted(word for word in words if len(word) > 1 and not word.isascii())
        for spot in of.spots
        if word in spot.text
    )
    inner = {of.filing.source.lead(path)[1] for path in paths}
    held = sorted(".".join(map(str, p[1:])) for p in inner if p[0] == CONTROL_TOTALS and p[1:])
    return TracedLine(number, text.strip(), uses, tuple(held))
