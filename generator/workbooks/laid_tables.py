"""A table: an entry of a list a row, or several rows where it has several paragraphs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.filing import sheet_map
from generator.filing.sheet_map import SheetColumn, SheetMap
from generator.filing.yaml_tree import Node, Path_
from generator.vocabulary import FIGURE_KINDS, KIND_YUAN
from generator.workbooks import laying as cells_of
from generator.workbooks import tree_paths
from generator.workbooks.laying import LaidTree, empty
from generator.workbooks.planning import FieldPlan, SheetPlan
from generator.workbooks.sheets import FILL, SHOWN, FilledCell, LaidSheet

SPARE, MORE = 30, 5
_NUMBERED = "一条要写几段的，一段一行，几行写同一个序号"
_OWNED = "所属序号写前面那张表里的序号"


class TableColumn(NamedTuple):
    """A column of a field, or one that only shows what last year's filing had in it."""

    field: FieldPlan
    aside: bool = False

    def blank(self) -> FilledCell:
        """What stands in it where nothing is stated."""
        return FilledCell(None, SHOWN) if self.aside else empty(self.field)


def lay(laying: LaidTree, plan: SheetPlan) -> LaidSheet:
    """The sheet of a list, or of the lists in all entries of another."""
    slots, heads = _list_slots(laying, plan), _list_heads(plan)
    rows: list[tuple[FilledCell, ...]] = []
    for number, path in enumerate(_list_entries(laying, plan), 1):
        laying.numbers[path] = number
        rows += _lay_entry(laying, plan, slots, path)
    columns = (*(SheetColumn(label, (), "") for label in heads), *_name_columns(slots))
    notes = (plan.note, _NUMBERED * plan.numbered, _OWNED * (-1 in plan.path))
    return LaidSheet(
        SheetMap(plan.title, sheet_map.TABLE, plan.path, columns),
        "；".join(filter(None, notes)),
        (*(10 for _ in heads), *(cells_of.width(it.field) for it in slots)),
        tuple(rows),
        _list_totals(slots, len(heads)),
        SPARE if laying.blank else MORE,
        (*(FilledCell(None, FILL) for _ in heads), *(it.blank() for it in slots)),
        max(len(heads), 1),
        due=plan.due,
    )


def _list_slots(laying: LaidTree, plan: SheetPlan) -> list[TableColumn]:
    """The columns: last year's figures beside those to be filled, where there are any."""
    slots = []
    for field in plan.fields:
        slots.append(TableColumn(field))
        if field.kind in FIGURE_KINDS and (*plan.path, -1, *field.path) in laying.prior_kinds:
            slots.append(TableColumn(field, aside=True))
    return slots


def _list_heads(plan: SheetPlan) -> list[str]:
    owned = [sheet_map.OWNERS_NUMBER] if -1 in plan.path else []
    return owned + ([sheet_map.OWN_NUMBER] if plan.numbered else [])


def _name_columns(slots: Sequence[TableColumn]) -> Iterator[SheetColumn]:
    """A heading for each column: the last of its names, unless another has the same."""
    last = Counter(slot.field.path[-1] for slot in slots if not slot.aside)
    for field, aside in slots:
        path = field.path
        label = str(path[-1]) if last[path[-1]] == 1 else "\n".join(map(str, path))
        own = SheetColumn(label, path, field.kind)
        yield SheetColumn(f"上年\n{label}", (), sheet_map.ASIDE) if aside else own


def _list_totals(slots: Sequence[TableColumn], heads: int) -> tuple[int, ...]:
    """The columns with amounts, if there is one before them for the words."""
    money = [n for n, it in enumerate(slots, heads) if it.field.kind == KIND_YUAN]
    return tuple(money) if money and min(money) > 0 else ()


def _list_entries(laying: LaidTree, plan: SheetPlan) -> Iterator[Path_]:
    """The entries of a list, or of the lists in all entries of its owner one after another.

    A list with an entry of which nothing could stand in a row is left out as a whole.
    """
    for path in _list_owners(laying, plan.path):
        items = tree_paths.find(laying.tree, path)
        if isinstance(items, list) and items and all(_fits(item, plan) for item in items):
            yield from ((*path, number) for number in range(len(items)))


def _list_owners(laying: LaidTree, path: Path_) -> list[Path_]:
    size = owner_size(path)
    if not size:
        return [path]
    owners = (it for it in laying.numbers if tree_paths.generalize(it) == path[:size])
    return [(*owner, *path[size:]) for owner in owners]


def owner_size(path: Path_) -> int:
    """How long the path of an entry is in which such a list stands; 0 where it stands in none."""
    return len(path) - path[::-1].index(-1) if -1 in path else 0


def _fits(item: Node, plan: SheetPlan) -> bool:
    if not isinstance(item, dict):
        return False
    there = (field for field in plan.fields if tree_paths.has(item, field.path))
    return any(cells_of.fits(tree_paths.find(item, it.path), it) for it in there)


def _lay_entry(
    laying: LaidTree, plan: SheetPlan, slots: Sequence[TableColumn], path: Path_
) -> Iterator[tuple[FilledCell, ...]]:
    """The rows of an entry: one, or as many as it has paragraphs."""
    columns = [_lay_slot(laying, slot, (*path, *slot.field.path)) for slot in slots]
    size = owner_size(plan.path)
    numbers = [laying.numbers[path[:size]]] if size else []
    numbers += [laying.numbers[path]] if plan.numbered else []
    own = [cells for cells, slot in zip(columns, slots, strict=True) if not slot.aside]
    for row in range(max(map(len, own))):
        yield (
            *(FilledCell(str(number), FILL, number=True) for number in numbers),
            *(_pick(cells, row, it) for cells, it in zip(columns, slots, strict=True)),
        )


def _lay_slot(laying: LaidTree, slot: TableColumn, path: Path_) -> list[FilledCell]:
    if slot.aside:
        return [laying.show_prior(path, slot.field)]
    return laying.take_all(path, slot.field)


def _pick(cells: list[FilledCell], row: int, slot: TableColumn) -> FilledCell:
    return cells[row] if row < len(cells) else slot.blank()
