"""Convert a filing on disk: read it, and give the bytes of its other form."""

from pathlib import Path

from generator.corrections import due, starting
from generator.diagnostics import Fault
from generator.exits import RefusedError
from generator.filing import marked, shared, workbook
from generator.filing import source as sources
from generator.filing.source import Source
from generator.kept import library
from generator.packs import finding
from generator.packs.pack import Pack
from generator.spreadsheets import reading
from generator.units.result import Result
from generator.workbooks import annotating, converting, remarks
from generator.workbooks.remarks import Remark


def convert(path: Path) -> tuple[bytes | None, list[Fault]]:
    """The other form of a filing, and what is to be told; None where the faults forbid it."""
    source, noted, faults = load(path)
    if source is None:
        return None, faults
    if marked.is_workbook(path):
        return converting.write_yaml(source, noted).encode(), list(source.doubts)
    pack, found = find_pack(path)
    if pack is None:
        return None, found
    ahead = due.look_ahead(path)
    laid = converting.lay(pack, source.data, owed=ahead.rows, drawn=ahead.drawn)
    return converting.draw(pack, laid, noted), []


def load(path: Path) -> tuple[Source | None, list[Remark], list[Fault]]:
    """A filing without what its folder shares, its remarks, and the faults that forbid it."""
    if not marked.is_workbook(path):
        source, faults = sources.load(path)
        return source, remarks.find(source) if source else [], faults
    book, faults = reading.read(path)
    if book is None:
        return None, [], faults
    read, found = workbook.read(book)
    if read is None:
        return None, [], found
    return sources.from_cells(book.file, read, faults), converting.read_remarks(book), []


def find_pack(path: Path) -> tuple[Pack | None, list[Fault]]:
    """The pack of a filing on disk, whose folder may say which it is."""
    whole, faults = shared.load(path)
    return finding.find(whole, library.current()) if whole else (None, faults)


def write_annotated(result: Result, target: Path) -> None:
    """Write a copy of a filing with its faults; a `RefusedError` where it cannot be laid out."""
    path = Path(result.file)
    source, noted, _ = load(path)
    pack, _ = find_pack(path)
    if source is None or pack is None:
        raise RefusedError(f"{path} 还读不成，没有写批注：先改好上面的错误")
    ahead = due.look_ahead(path)
    starting.put(target, annotating.annotate(pack, source, noted, result.faults, ahead))
