"""A form: an item a row, its value beside it, and beside that the figures of bases."""

from collections.abc import Iterator, Mapping, Sequence

from generator.filing import sheet_map
from generator.filing.sheet_map import SheetColumn, SheetMap, SheetRow
from generator.filing.yaml_tree import Node, Path_
from generator.spreadsheets.cells import Spot
from generator.vocabulary import FIGURE_KINDS
from generator.workbooks import tree_paths
from generator.workbooks.laying import LaidTree, empty
from generator.workbooks.planning import FieldPlan, SheetPlan
from generator.workbooks.sheets import HINT, SHOWN, FilledCell, LaidSheet

SPARE_PARAGRAPHS = 2
PRIOR = "上年填报（参考）"
_NOTE = "在“填写”一栏填。一项要写几段的，一段一行；不够时插入行，左边两格照上一行写。"


def lay(laying: LaidTree, plan: SheetPlan) -> LaidSheet:
    """The sheet of a form."""
    prior = any(_has_prior(laying, field) for field in plan.fields)
    rows = tuple(row for field in plan.fields for row in _lay_item(laying, plan, field, prior))
    needed = tuple(_find_needed(plan, rows))
    named = tuple(SheetRow(*_name(it), it.path, it.kind) for it in plan.fields)
    heads = (sheet_map.SECTION, sheet_map.ITEM, sheet_map.CONTENT)
    columns = (
        *(SheetColumn(label, (), "") for label in heads),
        *(SheetColumn(base, (base,), laying.kinds.get(base, "")) for base in plan.beside),
        *([SheetColumn(PRIOR, (), sheet_map.ASIDE)] if prior else []),
        SheetColumn(sheet_map.HOW, (), sheet_map.ASIDE),
    )
    beside = (19 if laying.kinds.get(base) in FIGURE_KINDS else 40 for base in plan.beside)
    told = SheetMap(plan.title, sheet_map.FORM, (), columns, named)
    return LaidSheet(
        told,
        plan.note or _NOTE,
        (18, 28, 46, *beside, *([19] if prior else []), 50),
        rows,
        freeze=2,
        needed=needed,
        due=bool(needed),
    )


def _find_needed(plan: SheetPlan, rows: Sequence[tuple[FilledCell, ...]]) -> Iterator[Spot]:
    """The first cell of every value that no filing is without."""
    first = dict[tuple[str | None, ...], int]()
    for number, row in enumerate(rows):
        first.setdefault((row[0].text, row[1].text), number)
    yield from ((first[_name(field)], 2) for field in plan.fields if field.due)


def _has_prior(laying: LaidTree, field: FieldPlan) -> bool:
    return field.kind in FIGURE_KINDS and field.path in laying.prior_kinds


def _name(field: FieldPlan) -> tuple[str, str]:
    return ".".join(map(str, field.path[:-1])), str(field.path[-1])


def _lay_item(
    laying: LaidTree, plan: SheetPlan, field: FieldPlan, prior: bool
) -> Iterator[tuple[FilledCell, ...]]:
    labels = tuple(map(FilledCell, _name(field)))
    beside = [_lay_beside(laying, base, field) for base in plan.beside]
    beside += [laying.show_prior(field.path, field)] if prior else []
    how = FilledCell("；".join(filter(None, (explain(field), *_ask(laying, plan, field)))), HINT)
    for number, cell in enumerate(_lay_values(laying, field)):
        if number:
            beside, how = [FilledCell(None, SHOWN) for _ in beside], FilledCell(None, HINT)
        yield (*labels, cell, *beside, how)


def _ask(laying: LaidTree, plan: SheetPlan, field: FieldPlan) -> Iterator[str]:
    """Which reasons an item owes that are written beside it, with both figures."""
    address = ".".join(map(str, field.path))
    for it in laying.due:
        if it.missing and it.address == address and it.section in plan.beside:
            said = f"，上年写的是“{it.said}”" if it.said else ""
            yield f"要写{it.section}：{it.now}，{it.base} {it.before}{said}"


def _lay_values(laying: LaidTree, field: FieldPlan) -> list[FilledCell]:
    cells = laying.take_all(field.path, field)
    many = field.kind.endswith(sheet_map.MANY)
    spare = SPARE_PARAGRAPHS if laying.blank and many else 0
    return cells + [empty(field)] * (spare if cells else 1 + spare)


def _lay_beside(laying: LaidTree, base: str, field: FieldPlan) -> FilledCell:
    """The cell of a base's figure; one without a figure is only there."""
    if len(field.path) != 2 or field.kind not in FIGURE_KINDS:
        return FilledCell(None, SHOWN)
    path = find_beside(laying.tree, base, field.path)
    if len(path) > 2:
        laying.nested.add(path[:2])
    laying.offered.add((base, ".".join(map(str, field.path))))
    of = laying.base_field(base)
    fitting = tree_paths.is_text(tree_paths.find(laying.tree, path))
    return laying.take(path, of) if fitting and tree_paths.has(laying.tree, path) else empty(of)


def find_beside(tree: Mapping[str, Node], base: str, path: Path_) -> Path_:
    """Where a base has its figure: in a list of the section's, or by itself."""
    section, item = map(str, path)
    if isinstance(tree_paths.find(tree, (base, section)), dict):
        return base, section, item
    return base, f"{section}.{item}"


def explain(field: FieldPlan) -> str:
    """How a field is filled, in words."""
    words = [str(field.rule.get("meaning", ""))]
    if "allowed" in field.rule:
        words.append(f"可以写：{'、'.join(map(str, field.rule['allowed']))}")
    if field.rule.get("required"):
        words.append("必填" if field.due else "填这一节的，必填")
    return "；".join(filter(None, words))
