"""What is stated for addresses or codes, a row each; and what fits nowhere, by its path."""

from collections.abc import Mapping

from generator import addresses
from generator.filing import path_text, sheet_map
from generator.filing.sheet_map import SheetColumn, SheetMap
from generator.filing.yaml_tree import Node, Path_
from generator.vocabulary import CODE, FIGURE_KINDS, NAME
from generator.workbooks import laying as cells_of
from generator.workbooks import tree_paths
from generator.workbooks.laying import LaidTree, empty
from generator.workbooks.planning import FieldPlan, SheetPlan
from generator.workbooks.sheets import FILL, SHOWN, FilledCell, LaidSheet

SPARE, FEW = 30, 10
_MOVED = ("本年的数", "比较的数")
_SAID = "上年写的原因"
_NOTE = "一个数一行；地址写法如 表名.行.栏。不够时接着往下加。"
_LISTED = "列出的各行填上年数等和增减原因；没有列的另加一行，地址写法如 表名.行.栏。"
_LOOSE_NOTE = "填报簿各张表里没有位置的内容，原样放在这里。"


def lay_addresses(laying: LaidTree, plan: SheetPlan) -> LaidSheet:
    """The sheet of all that is stated, or owed, for addresses and stands nowhere else."""
    fields = {base: laying.base_field(base) for base in plan.beside}
    found = _gather(laying, fields)
    for due in laying.due:
        if due.missing and (due.section, due.address) not in laying.offered:
            found.setdefault((due.address,), {})
    said = any(due.said for due in laying.due)
    moved = {it.address: (it.now, it.before, it.said)[: 2 + said] for it in laying.due[::-1]}
    aside = (*_MOVED, *[_SAID][:said]) if moved else ()
    rows = [
        (
            FilledCell(path_text.show(where), FILL),
            *(FilledCell(it or None, SHOWN) for it in _show_moved(where, moved)),
            *(cells.get(base, empty(field)) for base, field in fields.items()),
        )
        for where, cells in found.items()
    ]
    columns = (
        SheetColumn(sheet_map.PATH, (), ""),
        *(SheetColumn(label, (), sheet_map.ASIDE) for label in aside),
        *(SheetColumn(base, (base,), field.kind) for base, field in fields.items()),
    )
    bases = (19 if field.kind in FIGURE_KINDS else 44 for field in fields.values())
    told = SheetMap(plan.title, sheet_map.BY_ADDRESS, (), columns)
    waiting = (FilledCell(None, SHOWN) for _ in aside)
    blank = (FilledCell(None, FILL), *waiting, *map(empty, fields.values()))
    widths = (50, *(20 for _ in aside), *bases)
    note = plan.note or (_LISTED if moved else _NOTE)
    owed = any(it.missing for it in laying.due)
    return LaidSheet(told, note, widths, tuple(rows), (), SPARE, blank, due=owed)


def _show_moved(where: Path_, moved: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """This year's figure at an address and the one that it is compared with, where it is known."""
    steps = tuple(step for key in where for step in addresses.parse(str(key)))
    nothing = next(((("",) * len(it)) for it in moved.values()), ())
    return moved.get(addresses.show(steps), nothing)


def _gather(laying: LaidTree, fields: dict[str, FieldPlan]) -> dict[Path_, dict[str, FilledCell]]:
    """For each address what the bases state, in the order in which it is first spoken of."""
    found: dict[Path_, dict[str, FilledCell]] = {}
    for base, field in fields.items():
        for path, node in tree_paths.list_leaves(laying.tree.get(base), (base,)):
            fitting = isinstance(node, str) or (node is None and len(path) > 1)
            if fitting and path not in laying.placed:
                where = path[1:] or (sheet_map.WHOLE,)
                found.setdefault(where, {})[base] = laying.take(path, field)
    return found


def lay_names(laying: LaidTree, plan: SheetPlan) -> LaidSheet:
    """The sheet of names by their codes."""
    node, field = tree_paths.find(laying.tree, plan.path), FieldPlan((), {})
    keys = [key for key, it in node.items() if _is_named(key, it)] if isinstance(node, dict) else []
    rows = [(FilledCell(key, FILL), laying.take((*plan.path, key), field)) for key in keys]
    columns = (SheetColumn(CODE, (), ""), SheetColumn(NAME, (NAME,), ""))
    told = SheetMap(plan.title, sheet_map.NAMED, plan.path, columns)
    blank = (FilledCell(None, FILL), FilledCell(None, FILL))
    return LaidSheet(told, plan.note, (18, 60), tuple(rows), (), FEW, blank)


def _is_named(key: str, node: Node) -> bool:
    return bool(key) and key.lstrip("'") not in sheet_map.HOLLOW and tree_paths.is_text(node)


def lay_rest(laying: LaidTree, title: str) -> LaidSheet | None:
    """What fits no sheet, by its path; None where everything has its place."""
    left = tree_paths.list_leaves(laying.tree, ())
    rows = [
        (FilledCell(path_text.show(path), FILL), FilledCell(_say(node), FILL))
        for path, node in left
        if path not in laying.placed
    ]
    if not rows or not laying.tree:
        return None
    columns = (SheetColumn(sheet_map.PATH, (), ""), SheetColumn(sheet_map.CONTENT, (), ""))
    told = SheetMap(title, sheet_map.LOOSE, (), columns)
    return LaidSheet(told, _LOOSE_NOTE, (50, 60), tuple(rows))


def _say(node: Node) -> str | None:
    if isinstance(node, dict):
        return sheet_map.NO_FIELDS
    return sheet_map.NO_ITEMS if isinstance(node, list) else cells_of.quote(node)
