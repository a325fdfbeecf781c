"""A year's filing begun from last year's, whichever of the two is a workbook."""

from pathlib import Path

from generator.corrections import starting
from generator.corrections.rolling import Rolled, StartError
from generator.corrections.starting import Forms
from generator.filing import marked
from generator.filing import source as sources
from generator.filing.source import Source
from generator.packs.pack import Pack
from generator.workbooks import blank, conversion, converting, remarks
from generator.workbooks.blank import Beginning


def choose_forms(last: Path, new: Path, pack: Pack) -> Forms:
    """How last year's filing is read, and the new one made, after their names."""

    def make(rolled: Rolled, source: Source) -> bytes:
        return _make_workbook(rolled, source, pack)

    return Forms(
        read_as_text if marked.is_workbook(last) else starting.TEXTS.read,
        make if marked.is_workbook(new) else starting.TEXTS.make,
    )


def read_as_text(path: Path) -> Source | None:
    """A workbook as if it had been typed in YAML; None where it cannot be read."""
    source, noted, _ = conversion.load(path)
    if source is None:
        return None
    text = converting.write_yaml(source, noted)
    return sources.parse(text.encode(), str(path))[0]


def _make_workbook(rolled: Rolled, last: Source, pack: Pack) -> bytes:
    source, faults = sources.parse(rolled.text.encode(), last.file)
    if source is None:
        raise StartError(f"{last.file}：{faults[0].message}")
    return blank.write(pack, Beginning(source.data, last.data, remarks.find(source)))
