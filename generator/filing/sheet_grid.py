"""One sheet of a filing as a grid: its headings found and judged, its cells taken one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.diagnostics import Fault
from generator.filing import cell_texts, legible, sheet_map
from generator.filing.growing import Growing
from generator.filing.sheet_map import SheetColumn, SheetMap
from generator.filing.yaml_tree import Path_
from generator.spreadsheets.cells import Spot, Worksheet

MAX_HEAD_ROW = 40
RESTORE = "把标题行改回原样；删去的栏要从原来的填报簿再填"


def fold(text: str) -> str:
    """A title or heading as it is compared: without blanks and line breaks."""
    return "".join(text.split())


def is_total(sheet: Worksheet, row: int) -> bool:
    """Whether a row is one of the totals that the workbook makes itself."""
    cells = (sheet.cells.get((row, column)) for column in (1, 2, 3))
    return any(cell is not None and fold(cell.text) == sheet_map.TOTAL for cell in cells)


@dataclass
class SheetGrid:
    """A sheet with its headings found."""

    sheet: Worksheet
    told: SheetMap
    tree: Growing

    @cached_property
    def labels(self) -> Mapping[str, SheetColumn]:
        """The columns by their headings as they are compared."""
        return {fold(column.label): column for column in self.told.columns}

    @cached_property
    def head(self) -> int | None:
        """The row with the headings; None where there is none."""
        counts: dict[int, int] = {}
        for (row, _), cell in self.sheet.cells.items():
            if row <= MAX_HEAD_ROW and fold(cell.text) in self.labels:
                counts[row] = counts.get(row, 0) + 1
        best = max(counts, key=lambda row: (counts[row], -row), default=None)
        return best if best and counts[best] * 2 >= len(self.labels) else None

    @cached_property
    def columns(self) -> dict[int, SheetColumn]:
        """The columns that are known by their headings, by their numbers."""
        cells = sorted((c, it) for (r, c), it in self.sheet.cells.items() if r == self.head)
        known = ((number, self.labels.get(fold(cell.text))) for number, cell in cells)
        return {number: column for number, column in known if column is not None}

    @cached_property
    def fields(self) -> dict[int, SheetColumn]:
        """The columns whose values belong somewhere, by their numbers."""
        return {n: it for n, it in self.columns.items() if it.path and it.kind != sheet_map.ASIDE}

    @cached_property
    def rows(self) -> dict[int, list[int]]:
        """The numbers of the columns with anything in them, by the rows below the headings."""
        rows: dict[int, list[int]] = {}
        for row, column in sorted(self.sheet.cells):
            if self.head is not None and row > self.head and not is_total(self.sheet, row):
                rows.setdefault(row, []).append(column)
        return rows

    def judge_heads(self) -> None:
        """Find headings that are gone, there twice, or of nothing that is known."""
        seen: dict[str, int] = {}
        for number, column in self.columns.items():
            if column.label in seen:
                self.refuse("F133", f"“{fold(column.label)}”这一栏有两个", (self.head or 1, number))
            seen[column.label] = number
        for column in self.labels.values():
            if column.label not in seen and column.kind != sheet_map.ASIDE:
                self.refuse("F133", f"少了“{fold(column.label)}”这一栏", (self.head or 1, 1))
        for area in self.sheet.merged:
            shared = [it for it in self.fields if area.left <= it <= area.right]
            if area.bottom > (self.head or 0) and shared:
                spot, help_ = (area.top, area.left), "取消合并，每一格写自己的内容"
                self.refuse("F134", "这几格合并了，不知道算在哪一格", spot, help_)
        strange = {c for numbers in self.rows.values() for c in numbers} - set(self.columns)
        for number in sorted(strange):
            cell = self.sheet.cells.get((self.head or 1, number))
            named = f"“{cell.text}”" if cell else "没有标题"
            self.refuse("F133", f"{named}的这一栏不是填报簿里的", (self.head or 1, number))

    def refuse(self, code: str, message: str, spot: Spot, help_: str = RESTORE) -> None:
        """Add a fault at a cell."""
        self.tree.faults.append(Fault(code, message, self.sheet.place(spot), help=help_))

    def take(self, row: int, number: int, kind: str) -> cell_texts.Stating:
        """What a cell states; one that cannot be taken is a fault and states nothing."""
        place = self.sheet.place((row, number))
        plain = kind.removesuffix(sheet_map.MANY)
        stating = cell_texts.read(self.sheet.cells.get((row, number)), plain, place)
        if isinstance(stating, Fault):
            self.tree.faults.append(stating)
            return cell_texts.NOTHING
        self.tree.doubts += legible.find_alike(stating.text or "", place)
        return stating

    def text(self, row: int, label: str) -> str:
        """What is written in a row under a heading; nothing where nothing is."""
        number = self.number_of(label)
        return self.take(row, number, "").text or "" if number else ""

    def number_of(self, label: str) -> int:
        """The number of the column with a heading; 0 where there is none."""
        wanted = fold(label)
        found = (number for number, it in self.columns.items() if fold(it.label) == wanted)
        return next(found, 0)

    def state(self, path: Path_, row: int, number: int, kind: str) -> bool:
        """Put what a cell states at a path; whether it states anything."""
        stating = self.take(row, number, kind)
        if not stating.stated:
            return False
        place = self.sheet.place((row, number))
        if kind.endswith(sheet_map.MANY):
            self.tree.add(path, stating.text, place)
        else:
            self.tree.put(path, stating.text, place)
        return True
