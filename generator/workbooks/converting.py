"""A filing turned from YAML into a workbook, or back: nothing of it is lost."""

from collections.abc import Mapping, Sequence

from generator.corrections.due import Due
from generator.filing import sheet_map, workbook
from generator.filing.source import Source
from generator.filing.yaml_tree import Node
from generator.packs import workbook_layout
from generator.packs.pack import Pack
from generator.spreadsheets.cells import Spreadsheet
from generator.workbooks import annotations, guide, laid_drawn, laid_filing, planning, yaml_text
from generator.workbooks.annotations import Annotations
from generator.workbooks.drawing import Drawing
from generator.workbooks.laid_filing import LaidFiling
from generator.workbooks.laying import LaidTree
from generator.workbooks.remarks import Remark

NONE: Mapping[str, Node] = {}


def lay(
    pack: Pack,
    tree: Mapping[str, Node],
    *,
    begun: bool = False,
    prior: Mapping[str, Node] = NONE,
    owed: Sequence[Due] = (),
    drawn: Mapping[str, Node] = NONE,
) -> LaidFiling:
    """A filing's tree over the sheets of its pack; of a `prior` one the figures stand beside.

    For reasons that are `owed` there are rows; what is `drawn` from an export, as a tree of the
    same kind, is shown on sheets of its own.
    """
    plans = planning.plan(pack, workbook_layout.read(pack.files))
    kinds = {name: it["addresses"] for name, it in pack.rules.items() if "addresses" in it}
    laying = LaidTree(dict(tree), kinds, begun, prior)
    laying.due, laying.drawn = owed, guide.name_accounts(pack, drawn)
    return laid_filing.lay(laying, plans)


def draw(
    pack: Pack, laid: LaidFiling, noted: Sequence[Remark] = (), said: Annotations = annotations.NONE
) -> bytes:
    """The file of laid sheets, with what is said of their faults if it has been checked."""
    drawing = Drawing(guide.list_accounts(pack), said.notes)
    if said.faults:
        drawing.draw_faults(said.faults)
    drawn = any(map(laid_drawn.shows_drawn, laid.sheets))
    drawing.draw_guide("填报说明", guide.explain(pack, drawn=drawn))
    for sheet in laid.sheets:
        drawing.draw(sheet)
    drawing.list_sheets(laid.sheets)
    if noted:
        drawing.draw_remarks(noted)
    return drawing.finish(laid.book)


def write_yaml(source: Source, noted: Sequence[Remark]) -> str:
    """The YAML of a filing, with its remarks where they belong."""
    return yaml_text.write(source.data, noted)


def read_remarks(book: Spreadsheet) -> list[Remark]:
    """The remarks that a workbook has."""
    sheet = workbook.find_titled(book, sheet_map.REMARKS)
    if sheet is None:
        return []
    rows: dict[int, list[str]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if column <= 3:
            rows.setdefault(row, ["", "", ""])[column - 1] = cell.text
    noted = [Remark(*texts) for texts in rows.values()]
    heads = [n for n, it in enumerate(noted) if it.path == sheet_map.PATH]
    return [it for it in noted[heads[0] + 1 if heads else 0 :] if it.text or it.where]
