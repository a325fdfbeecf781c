"""Published documents that a filing names as its bases: read, and handed to its books."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.filing import marked
from generator.filing.filing import Filing
from generator.packs.pack import BaseFile, Pack
from generator.vocabulary import FILING_SUFFIXES

if TYPE_CHECKING:
    from generator.books.printed import PrintedBase


def take(filing: Filing, pack: Pack) -> "tuple[Mapping[str, PrintedBase | None], list[Fault]]":
    """The bases that documents supply, by the base's name; None for one that cannot be read."""
    named = {base: file for base, file in pack.base_files.items() if _names_document(filing, file)}
    if not named:
        return {}, []
    from generator.published import kept_bases  # most filings name none

    read = {base: kept_bases.read(base, file, filing, pack) for base, file in named.items()}
    return {base: it for base, (it, _) in read.items()}, [
        fault for _, faults in read.values() for fault in faults
    ]


def _names_document(filing: Filing, file: BaseFile) -> bool:
    name = filing.data.get(file.key)
    return isinstance(name, str) and is_document(Path(filing.source.file).parent / name)


def is_document(path: Path) -> bool:
    """Whether a file is there and is no filing by its name, or of cells and not marked as one."""
    if not path.is_file() or path.suffix.lower() in FILING_SUFFIXES:
        return False
    return not (marked.is_workbook(path) and marked.is_marked(path))
