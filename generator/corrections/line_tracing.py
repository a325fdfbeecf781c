"""What a line of a filing, or of a file that it draws on, goes into."""

from collections.abc import Iterator
from pathlib import Path

from generator.addresses import Steps
from generator.corrections import every_address
from generator.corrections.dossier import Dossier
from generator.corrections.findings import Findings, Line, Use, gather
from generator.diagnostics import Place
from generator.figures import statements
from generator.filing.source import Source
from generator.filing.yaml_tree import Node, Path_
from generator.filling.marks import Aspect
from generator.filling.prints import Printed
from generator.vocabulary import CONTROL_TOTALS

WORDY = (Aspect.REASON, Aspect.NOTE)


def of_line(of: Dossier, asked: str, file: str, number: int) -> Findings:
    source = _source_of(of.filing.source, file)
    if source is None:
        return Findings(asked, missing=f"“{file}”不是这个填报文件（{of.filing.source.file}）")
    lines = source.text.split("\n")
    if not 0 < number <= len(lines):
        return Findings(asked, missing=f"{source.file} 只有 {len(lines)} 行")
    here = (source.file, number)
    paths = {path for path, p in _placed(of.filing.source) if (p.file, p.line) == here}
    feeds = set(_fed(of, paths))
    printed = [p for p in of.printed if (p.mark.base, p.mark.steps) in feeds]
    unprinted = len({steps for _, steps in feeds} - {p.mark.steps for p in printed})
    told = _line(of, number, lines[number - 1], paths)
    traces = tuple(gather(of, [*printed, *_reasons(of, paths)]))
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
        if paths.intersection(of.books.now.figure(steps).paths):
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
    return item.text in words and item.mark.steps in about


def _spoken_of(of: Dossier, paths: set[Path_]) -> Iterator[Steps]:
    """The figures that the words at some paths are about."""
    for section in of.books.notes:
        stated, _ = statements.resolve(of.filing.data[section], of.filing, of.books.now)
        yield from (steps for steps, item in stated if item.path in paths)


def _spoken(of: Dossier, path: Path_) -> bool:
    _, inner = of.filing.source.lead(path)
    return bool(inner) and str(inner[0]) in of.books.notes


def _entry(of: Dossier, path: Path_) -> bool:
    """Whether a text says which entry of a list this is: the form prints such words by itself."""
    _, inner = of.filing.source.lead(path)
    return bool(inner) and inner[0] in of.pack.definitions.lists


def _node(of: Dossier, path: Path_) -> Node:
    node = of.filing.source.at(path)
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
    inner = {of.filing.source.lead(path)[1] for path in paths}
    held = sorted(".".join(map(str, p[1:])) for p in inner if p[0] == CONTROL_TOTALS and p[1:])
    return Line(number, text.strip(), tuple(uses), tuple(held))
