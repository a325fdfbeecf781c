"""A copy of a filing as a workbook in which every fault stands at its cell, and in a list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.corrections.due import Ahead
from generator.diagnostics import Fault, FormPlace, Place, Severity, spell_column
from generator.filing import workbook
from generator.filing.source import Source
from generator.filing.yaml_tree import Path_
from generator.packs.pack import Pack
from generator.spreadsheets.cells import Spot
from generator.workbooks import converting, sheets
from generator.workbooks.annotations import Annotations, CellNote, ListedFault
from generator.workbooks.laid_filing import LaidFiling
from generator.workbooks.remarks import Remark

Places = Mapping[Path_, Place]


def annotate(
    pack: Pack,
    source: Source,
    noted: Sequence[Remark],
    faults: Sequence[Fault],
    ahead: Ahead,
) -> bytes:
    """The bytes of a copy of a filing with its faults; of one in YAML, of what it converts to."""
    laid = converting.lay(pack, source.data, owed=ahead.rows, drawn=ahead.drawn)
    return converting.draw(pack, laid, noted, _place(laid, source, faults))


def _place(laid: LaidFiling, source: Source, faults: Sequence[Fault]) -> Annotations:
    read, _ = workbook.read(sheets.as_spreadsheet(laid.sheets, laid.book, ""))
    cells: Places = {**read.values, **read.keys} if read else {}
    typed = TypedPlaces(source)
    notes: dict[tuple[str, Spot], CellNote] = {}
    listed = []
    for fault in sorted(faults, key=lambda it: it.severity is not Severity.ERROR):
        path = typed.find(fault.place)
        cell = _find_cell(path, cells) if path else None
        listed.append(_list(fault, cell))
        if cell is not None:
            at = (cell.sheet, (cell.line, cell.column))
            notes[at] = _join(notes.get(at), fault)
    return Annotations(notes, tuple(listed))


def _find_cell(path: Path_, cells: Places) -> Place | None:
    """The cell of what stands at a path, or of its nearest owner."""
    sizes = range(len(path), 0, -1)
    return next((cells[path[:size]] for size in sizes if path[:size] in cells), None)


def _join(there: CellNote | None, fault: Fault) -> CellNote:
    text = "\n".join(filter(None, (f"{fault.code} {fault.message}", *fault.notes, fault.help)))
    if there is None:
        return CellNote(fault.severity, text)
    return CellNote(there.severity, f"{there.text}\n\n{text}")


def _list(fault: Fault, cell: Place | None) -> ListedFault:
    spot = f"{cell.sheet}!{spell_column(cell.column)}{cell.line}" if cell else ""
    own = isinstance(fault.place, Place) and fault.place.sheet
    where = spot if own or not spot else f"{spot}（{fault.place}）"
    return ListedFault(
        fault.severity, fault.code, where or str(fault.place), fault.message, fault.help
    )


class TypedPlaces:
    """What was typed in which line or cell, for finding the paths that faults are about."""

    def __init__(self, source: Source) -> None:
        self.file = source.file
        self.by_line: dict[tuple[str, int], list[tuple[Place, Path_]]] = {}
        for path, place in _list_places(source):
            self.by_line.setdefault((place.sheet, place.line), []).append((place, path))

    def find(self, place: Place | FormPlace) -> Path_ | None:
        """The path of what stands at a place, the innermost; None where nothing of this file."""
        if isinstance(place, FormPlace) or place.file != self.file:
            return None
        near = [
            (typed.column, len(path), path)
            for typed, path in self.by_line.get((place.sheet, place.line), ())
            if typed.column <= place.column and (not place.sheet or typed.column == place.column)
        ]
        return max(near, key=lambda it: it[:2])[2] if near else None


def _list_places(source: Source) -> Iterator[tuple[Path_, Place]]:
    both: Iterable[tuple[Path_, Place]] = (*source.keys.items(), *source.values.items())
    return ((path, place) for path, place in both if path and place.file == source.file)
