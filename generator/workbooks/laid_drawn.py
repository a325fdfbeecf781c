"""What a filing draws from an accounting system's export: to be seen, locked, and never read back.

A cell that a filing fills itself goes before what is drawn, so that what is drawn stands on sheets
of its own.
"""

from collections.abc import Iterator, Mapping, Sequence

from generator.filing import sheet_map
from generator.filing.sheet_map import SheetColumn
from generator.filing.yaml_tree import Node
from generator.workbooks import laid_forms, laid_tables
from generator.workbooks.laying import LaidTree
from generator.workbooks.planning import SheetPlan
from generator.workbooks.sheets import FILL, SHOWN, FilledCell, LaidSheet

_PREFIX = "取数·"
_WAYS = {sheet_map.FORM: laid_forms.lay, sheet_map.TABLE: laid_tables.lay}


def lay(
    drawn: Mapping[str, Node], plans: Sequence[SheetPlan], kinds: Mapping[str, str]
) -> Iterator[LaidSheet]:
    """A grey sheet for each that would hold something of the drawn tree."""
    laying = LaidTree(dict(drawn), kinds, False, {})
    for plan in plans if drawn else ():
        if plan.shape in _WAYS:
            sheet = _WAYS[plan.shape](laying, plan._replace(beside=()))
            rows = tuple(_grey(row) for row in sheet.rows if any(map(_is_drawn, row)))
            if rows:
                yield _show(sheet, plan, rows)


def name(title: str) -> str:
    """The name of the sheet that shows what is drawn for another."""
    return _PREFIX + title


def shows_drawn(sheet: LaidSheet) -> bool:
    """Whether a sheet only shows what is drawn."""
    return sheet.map.title.startswith(_PREFIX) and sheet.map.shape == sheet_map.GUIDE


def _is_drawn(cell: FilledCell) -> bool:
    return cell.look == FILL and cell.text is not None


def _grey(row: tuple[FilledCell, ...]) -> tuple[FilledCell, ...]:
    return tuple(cell._replace(look=SHOWN) for cell in row)


def _show(sheet: LaidSheet, plan: SheetPlan, rows: tuple[tuple[FilledCell, ...], ...]) -> LaidSheet:
    columns = tuple(SheetColumn(it.label, (), sheet_map.ASIDE) for it in sheet.map.columns)
    told = sheet_map.SheetMap(name(plan.title), sheet_map.GUIDE, (), columns)
    note = f"取数文件里的数，单位是元，不用填。确要改的，写到“{plan.title}”里，以写的为准。"
    return sheet._replace(map=told, note=note, rows=rows, spare=0, needed=(), due=False)
