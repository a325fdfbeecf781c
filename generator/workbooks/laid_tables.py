"""A table: an entry of a list a row, or several rows where it has several paragraphs."""

from collections import Counter
from collections.abc import Iterator

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


def lay(laying: LaidTree, plan: SheetPlan) -> LaidSheet:
    """The sheet of a list, or of the lists in all entries of another."""
    rows: list[tuple[FilledCell, ...]] = []
    for number, path in enumerate(_list_entries(laying, plan), 1):
        laying.numbers[path] = number
        rows += _lay_entry(laying, plan, path)
    heads = [SheetColumn(label, (), "") for label in _list_heads(plan)]
    labels = _name_columns(plan)
    fields = [SheetColumn(labels[it.path], it.path, it.kind) for it in plan.fields]
    shown = _list_shown(laying, plan)
    aside = [SheetColumn(f"上年\n{labels[it.path]}", (), sheet_map.ASIDE) for it in shown]
    told = SheetMap(plan.title, sheet_map.TABLE, plan.path, (*heads, *fields, *aside))
    notes = (plan.note, _NUMBERED * plan.numbered, _OWNED * (-1 in plan.path))
    return LaidSheet(
        told,
        "；".join(filter(None, notes)),
        (*(10 for _ in heads), *map(cells_of.width, (*plan.fields, *shown))),
        tuple(rows),
        _list_totals(plan, len(heads)),
        SPARE if laying.blank else MORE,
        (
            *(FilledCell(None, FILL) for _ in heads),
            *map(empty, plan.fields),
            *(FilledCell(None, SHOWN) for _ in shown),
        ),
        max(len(heads), 1),
    )


def _list_shown(laying: LaidTree, plan: SheetPlan) -> list[FieldPlan]:
    """The columns of which last year's figures are shown beside."""
    return [it for it in plan.fields if it.kind in FIGURE_KINDS] if laying.prior else []


def _list_heads(plan: SheetPlan) -> list[str]:
    owned = [sheet_map.OWNERS_NUMBER] if -1 in plan.path else []
    return owned + ([sheet_map.OWN_NUMBER] if plan.numbered else [])


def _name_columns(plan: SheetPlan) -> dict[Path_, str]:
    """A heading for each column: the last of its names, unless another has the same."""
    last = Counter(field.path[-1] for field in plan.fields)
    return {
        it.path: str(it.path[-1]) if last[it.path[-1]] == 1 else "\n".join(map(str, it.path))
        for it in plan.fields
    }


def _list_totals(plan: SheetPlan, heads: int) -> tuple[int, ...]:
    """The columns with amounts, if there is one before them for the words."""
    money = [n for n, field in enumerate(plan.fields, heads) if field.kind == KIND_YUAN]
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


def _lay_entry(laying: LaidTree, plan: SheetPlan, path: Path_) -> Iterator[tuple[FilledCell, ...]]:
    """The rows of an entry: one, or as many as it has paragraphs."""
    columns = [laying.take_all((*path, *field.path), field) for field in plan.fields]
    size = owner_size(plan.path)
    numbers = [laying.numbers[path[:size]]] if size else []
    numbers += [laying.numbers[path]] if plan.numbered else []
    for row in range(max(map(len, columns))):
        yield (
            *(FilledCell(str(number), FILL, number=True) for number in numbers),
            *(_pick(cells, row, it) for cells, it in zip(columns, plan.fields, strict=True)),
            *(_show(laying, (*path, *it.path), it, row) for it in _list_shown(laying, plan)),
        )


def _show(laying: LaidTree, path: Path_, field: FieldPlan, row: int) -> FilledCell:
    return FilledCell(None, SHOWN) if row else laying.show_prior(path, field)


def _pick(cells: list[FilledCell], row: int, field: FieldPlan) -> FilledCell:
    return cells[row] if row < len(cells) else empty(field)
