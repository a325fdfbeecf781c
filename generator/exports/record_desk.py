"""A table of one record at work: its boxes, the labels that are known, what was found, what is
wrong.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.diagnostics import Fault, Place, Severity
from generator.exports import record_grid, record_values
from generator.exports.record_grid import GridBox, GridSpan, RecordGrid
from generator.exports.record_values import CellValue
from generator.exports.telling import UNSEEN
from generator.filing.yaml_tree import Path_
from generator.packs.record_forms import RecordField, RecordForm
from generator.spreadsheets.cells import Worksheet
from generator.vocabulary import KIND_PARAGRAPHS, WAN_YUAN

LAYOUT, CELL, SUMS, WHOSE = "L462", "L463", "L464", "L465"
OWNER = ""  # what the paths of what must be the filing's own begin with
LEAST_HEADS = 3  # of a row that heads columns
MEND_LAYOUT = "照原来的表样改回来，或者在填报文件里写"


class FoundRecord(NamedTuple):
    """What a table says of one record: values by their paths in it, each with its cell.

    `spot` is where the table begins.
    """

    form: RecordForm
    sheet: Worksheet
    values: Mapping[Path_, tuple[CellValue, Place]]
    place: Place

    @property
    def key(self) -> str:
        """What tells the record from others of its list; nothing where it does not say."""
        found = self.values.get((self.form.key,))
        return found[0].text if found else ""


class RecordDesk:
    """A table at work: its boxes, the labels that are known, what was found and what is wrong."""

    def __init__(self, form: RecordForm, grid: RecordGrid, faults: list[Fault]) -> None:
        self.form, self.grid, self.faults = form, grid, faults
        self.values: dict[Path_, tuple[CellValue, Place]] = {}
        self.unit = ""  # of money, as far as it is known
        said = (form.beside, form.below, form.owner, form.sums, form.grid.rows)
        self.known = {record_grid.label(it) for of in said for it in of}
        self.known |= set(map(record_grid.label, form.aside))
        self.banded: set[int] = set()  # rows that lines or the grid take
        self.line_rows: set[int] = set()
        self.grid_spans: dict[str, GridSpan] = {}
        self.grid_rows: dict[str, GridBox] = {}

    @property
    def in_wan(self) -> bool:
        """Whether amounts are in 万元."""
        return self.unit == WAN_YUAN

    # -- telling -----------------------------------------------------------------------------------

    def refuse(
        self, code: str, message: str, box: GridBox | None, help_: str = MEND_LAYOUT
    ) -> None:
        """An error at a box, or at the table."""
        self._tell(code, message, self.place(box), help_, Severity.ERROR)

    def remark(
        self, code: str, message: str, box: GridBox | None, help_: str = MEND_LAYOUT
    ) -> None:
        """What is worth a look at a box, or at the table."""
        self._tell(code, message, self.place(box), help_, Severity.WARNING)

    def remark_at(self, code: str, message: str, place: Place, help_: str) -> None:
        """What is worth a look at a cell that was read."""
        self._tell(code, message, place, help_, Severity.WARNING)

    def _tell(self, code: str, message: str, place: Place, help_: str, severity: Severity) -> None:
        notes, text = (UNSEEN,) if self.form.unseen else (), f"{self.form.name}：{message}"
        self.faults.append(Fault(code, text, place, severity, notes, help=help_))

    def place(self, box: GridBox | None) -> Place:
        """Where a box stands; without one, the table's first."""
        spot = box.spot if box else next((it.spot for it in self.grid.boxes), (1, 1))
        return self.grid.sheet.place(spot)

    # -- taking ------------------------------------------------------------------------------------

    def take(
        self, field: RecordField, path: Path_, boxes: Sequence[GridBox], at: GridBox | None
    ) -> None:
        """Take a field from its boxes; `at` is where it is told that it lacks."""
        self.grid.take(*boxes)
        if len(boxes) > 1 and field.kind != KIND_PARAGRAPHS:
            self.refuse(CELL, f"“{path[-1]}”有 {len(boxes)} 格，不知道是哪一格", boxes[1])
            return
        cells = [it.cell for it in boxes]
        said = record_values.read(cells, field, self.in_wan) if cells else CellValue()
        if said.fault:
            self.refuse(CELL, f"“{path[-1]}”{said.fault}", boxes[0], said.help)
        elif said.is_there:
            if said.doubt:
                self.remark(CELL, said.doubt, boxes[0], said.help)
            self.values[path] = said, self.place(boxes[0])
        elif field.required:
            self.refuse(CELL, f"“{path[-1]}”空着", boxes[0] if boxes else at, "填上这一格")

    def check_area(
        self, boxes: Sequence[GridBox], span: GridSpan, is_carried: bool = False
    ) -> None:
        """Tell boxes under a head that are merged with others; what is carried may reach down."""
        for box in boxes:
            if box.area.right > span.right:
                help_ = "取消合并，各栏分别填"
                self.refuse(CELL, "几栏合并成一格，不知道是哪一栏的", box, help_)
            elif box.area.bottom > box.area.top and not is_carried:
                help_ = "取消合并，各行分别填"
                self.refuse(CELL, "几行合并成一格，不知道是哪一行的", box, help_)

    def find_label(self, names: Iterable[str], is_needed: bool | None) -> GridBox | None:
        """The only box outside of the bands that says one of some labels.

        That there is none is an error where it `is_needed`; None: nobody misses it.
        """
        wanted = {record_grid.label(it): it for it in names}
        rows = set(range(1, self.grid.last + 1)) - self.banded
        found = list(self.grid.labelled(wanted, rows))
        if len(found) > 1:
            first = found[0]
            self.refuse(LAYOUT, f"有两个“{wanted[first.label]}”", found[1], "留下一个")
        if not found and is_needed is not None:
            tell = self.refuse if is_needed else self.remark
            tell(LAYOUT, f"没有找到“{'”或“'.join(wanted.values())}”", None)
        self.grid.take(*found)
        return found[0] if len(found) == 1 else None

    def right_of(self, box: GridBox) -> list[GridBox]:
        """The boxes right of a label, up to the next label."""
        beside = []
        for it in self.grid.own(box.area.top):
            if it.area.left > box.area.right:
                if it.label in self.known:
                    break
                beside.append(it)
        return beside
