"""The rows of one sheet of a filing: each belongs where its headings, or its own words, say."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Fault
from generator.filing import path_text, sheet_map
from generator.filing.growing import Growing
from generator.filing.sheet_grid import RESTORE, SheetGrid, fold
from generator.filing.sheet_map import SheetColumn, SheetMap, SheetRow
from generator.filing.yaml_tree import Node, Path_
from generator.spreadsheets.cells import Worksheet
from generator.vocabulary import FIGURE_KINDS

_HOLLOW: Mapping[str, Callable[[], Node]] = {
    sheet_map.EMPTY: lambda: None,
    sheet_map.NO_ITEMS: list,
    sheet_map.NO_FIELDS: dict,
}


def read(sheet: Worksheet, told: SheetMap, tree: Growing) -> None:
    """Put what a sheet states into the tree, and what is wrong with it among its faults."""
    if told.shape not in _READERS:
        return
    grid = SheetGrid(sheet, told, tree)
    if grid.head is None:
        message = f"找不到“{told.title}”的标题行"
        tree.faults.append(Fault("F133", message, sheet.place((1, 1)), help=RESTORE))
        return
    grid.judge_heads()
    _READERS[told.shape](grid)


# -- forms: an item a row ----------------------------------------------------------------------


def _read_form(grid: SheetGrid) -> None:
    known = {(fold(it.section), fold(it.label)): it for it in grid.told.rows}
    content, beside = grid.number_of(sheet_map.CONTENT), grid.fields
    for row, numbers in grid.rows.items():
        words = (grid.text(row, sheet_map.SECTION), grid.text(row, sheet_map.ITEM))
        item = known.get((fold(words[0]), fold(words[1])))
        filled = [n for n in (content, *beside) if n in numbers]
        if item is not None:
            _read_item(grid, row, item, content)
        elif filled:
            named = f"没有“{words[1]}”这一项" if words[1] else "这一行没有写是哪一项"
            help_ = "在“节”和“项目”两栏写上与别的行一样的名称；多出的行删去"
            grid.refuse("F134", named, (row, filled[0]), help_)


def _read_item(grid: SheetGrid, row: int, item: SheetRow, content: int) -> None:
    place = grid.sheet.place((row, content))
    for size in range(1, len(item.path) + 1):
        grid.tree.awaits(item.path[:size], place)
    grid.state(item.path, row, content, item.kind)
    for number, column in grid.fields.items():
        path = _lead_beside(grid.tree, column.path, item.path)
        if column.kind in FIGURE_KINDS or item.kind in FIGURE_KINDS:
            grid.tree.awaits(path, grid.sheet.place((row, number)))
        grid.state(path, row, number, column.kind)


def _lead_beside(tree: Growing, base: Path_, path: Path_) -> Path_:
    """Where a base states a figure that is typed in a section: as a line of it, or by itself."""
    section, *steps = map(str, path)
    if (*base, section) in tree.told.nested:
        return (*base, section, *steps)
    return (*base, ".".join((section, *steps)))


# -- tables: an entry a row ----------------------------------------------------------------------


def _read_table(grid: SheetGrid) -> None:
    numbering = _EntryNumbers(grid)
    if -1 not in grid.told.path:
        place = grid.sheet.place((grid.head or 1, min(grid.columns, default=1)))
        grid.tree.awaits(grid.told.path, place)
    for row, numbers in grid.rows.items():
        filled = [number for number in grid.fields if number in numbers]
        path = numbering.find(row, filled[0]) if filled else None
        if path is not None:
            _read_entry(grid, row, path, grid.fields)


def _read_entry(grid: SheetGrid, row: int, path: Path_, fields: Mapping[int, SheetColumn]) -> None:
    for number, column in fields.items():
        grid.tree.awaits((*path, *column.path), grid.sheet.place((row, number)))
        grid.state((*path, *column.path), row, number, column.kind)


@dataclass
class _EntryNumbers:
    """Which entry a row belongs to: by its own number, in the entry that its owner's says."""

    grid: SheetGrid
    strange: set[str] = field(default_factory=set)  # numbers that no owner has

    def find(self, row: int, filled: int) -> Path_ | None:
        """The path of a row's entry; None, with a fault, where it cannot be told."""
        told, tree = self.grid.told, self.grid.tree
        if not self.grid.number_of(sheet_map.OWN_NUMBER):
            return self._append(self._find_owner(row))
        own = self.grid.text(row, sheet_map.OWN_NUMBER)
        if not own:
            help_ = "写上序号；同一条的几行写同一个序号"
            self.grid.refuse("F134", "这一行没有序号，不知道是哪一条", (row, filled), help_)
            return None
        known = tree.numbered.setdefault(told.path, {})
        if own not in known:
            path = self._append(self._find_owner(row))
            if path is None:
                return None
            known[own] = path
        return known[own]

    def _find_owner(self, row: int) -> Path_ | None:
        """The path of the list that a row's entry stands in."""
        path = self.grid.told.path
        if -1 not in path:
            return path
        last = len(path) - 1 - path[::-1].index(-1)
        number = self.grid.text(row, sheet_map.OWNERS_NUMBER)
        owners = self.grid.tree.numbered.get(path[:last], {})
        if number in owners:
            return (*owners[number], *path[last + 1 :])
        if number and number in self.strange:  # told at the first row of the same
            return None
        self.strange.add(number)
        message = f"没有序号是“{number}”的" if number else "没有写是哪一条的（所属序号）"
        help_ = f"“{sheet_map.OWNERS_NUMBER}”写前面那张表里的序号"
        spot = (row, self.grid.number_of(sheet_map.OWNERS_NUMBER) or 1)
        self.grid.refuse("F134", message, spot, help_)
        return None

    def _append(self, owner: Path_ | None) -> Path_ | None:
        if owner is None:
            return None
        there = self.grid.tree.at(owner)
        return (*owner, len(there) if isinstance(there, list) else 0)


# -- by address, by name, and what fits nowhere ---------------------------------------------------


def _read_addresses(grid: SheetGrid) -> None:
    for number, column in grid.fields.items():  # what more there is of a base goes here
        grid.tree.keys[column.path] = grid.sheet.place((grid.head or 1, number))
    for row, path, numbers in _list_paths(grid):
        for number, column in grid.fields.items():
            grid.tree.awaits((*column.path, *path), grid.sheet.place((row, number)))
        for number in (n for n in grid.fields if n in numbers):
            base, whole = grid.fields[number], path == (sheet_map.WHOLE,)
            inner, kind = ((), "") if whole else (path, base.kind)
            grid.state((*base.path, *inner), row, number, kind)


def _list_paths(grid: SheetGrid) -> Iterator[tuple[int, Path_, list[int]]]:
    """The rows with a path, which is what their first column says."""
    own = grid.number_of(sheet_map.PATH)
    for row, numbers in grid.rows.items():
        text = grid.text(row, sheet_map.PATH)
        path, others = path_text.parse(text), [it for it in numbers if it != own]
        if path:
            yield row, path, others
        elif others:
            message = "这一行没有写地址" if not text else f"“{text}”不是地址"
            grid.refuse("F134", message, (row, others[0]), "在“地址”一栏写上是哪个数")


def _read_names(grid: SheetGrid) -> None:
    for row, numbers in grid.rows.items():
        key = grid.text(row, grid.told.columns[0].label)
        for number, column in grid.fields.items():
            if key:
                grid.state((*grid.told.path, key), row, number, column.kind)
            elif number in numbers:
                grid.refuse("F134", "这一行没有写编码", (row, number), "在“编码”一栏写上科目编码")


def _read_loose(grid: SheetGrid) -> None:
    number = grid.number_of(sheet_map.CONTENT)
    for row, path, _ in _list_paths(grid):
        cell = grid.sheet.cells.get((row, number))
        said = cell.text.strip() if cell else ""
        if said not in _HOLLOW:
            grid.state(path, row, number, "")
        elif not grid.tree.holds(path):  # else it has been filled since
            grid.tree.put(path, _HOLLOW[said](), grid.sheet.place((row, number)))


_READERS = {
    sheet_map.FORM: _read_form,
    sheet_map.TABLE: _read_table,
    sheet_map.BY_ADDRESS: _read_addresses,
    sheet_map.NAMED: _read_names,
    sheet_map.LOOSE: _read_loose,
}
