"""A table of one record, read: the value of each field at its cell, and what does not fit."""

from collections.abc import Iterable, Mapping

from generator.diagnostics import Fault
from generator.exports import labels, record_grid, record_lines, record_rows, record_sums
from generator.exports.record_desk import CELL, LAYOUT, OWNER, WHOSE, FoundRecord, RecordDesk
from generator.exports.record_grid import GridBox, RecordGrid
from generator.exports.record_sheets import RecordTable
from generator.exports.record_values import CellValue
from generator.packs.record_forms import RecordField, RecordForm
from generator.spreadsheets.cells import Worksheet
from generator.vocabulary import KIND_TEXT, KIND_YUAN, WAN_YUAN, YUAN

MOST_LISTED, MOST_SHOWN = 6, 20


def read_all(tables: Iterable[RecordTable], year: int) -> tuple[list[FoundRecord], list[Fault]]:
    """What some tables say, each by its form; of another year none may be."""
    found, faults = list[FoundRecord](), list[Fault]()
    for table in tables:
        made = read(table.sheet, table.rows, table.form, table.title, faults)
        years = [it for _, it in table.years]
        if made and years and year not in years:
            message = f"{table.form.name}：表上是 {years[0]} 年度，填报是 {year} 年度"
            place = table.sheet.place(table.years[0][0])
            help_ = f"换成 {year} 年度的表；确是 {year} 年度的，改正表上的年度"
            faults.append(Fault(WHOSE, message, place, help=help_))
        found += [made] if made else []
    return found, faults


def read(
    sheet: Worksheet, rows: tuple[int, int], form: RecordForm, title: str, faults: list[Fault]
) -> FoundRecord | None:
    """What a table in some rows of a sheet says, by its form; None where it is empty.

    `title` is what stands over it; what is wrong with it is added to `faults`.
    """
    found: list[Fault] = []
    desk = RecordDesk(form, RecordGrid(sheet, *rows), found)
    if form.before and (said := _before(title, form)):
        place = sheet.place((rows[0], 1))
        desk.values[form.before.path] = CellValue(said), place
    record_lines.read(desk)
    record_rows.find(desk)
    desk.unit = _find_unit(desk)
    record_rows.read(desk)
    _read_beside(desk)
    _read_below(desk)
    record_sums.hold(desk)
    if not desk.values:
        desk.faults.clear()
        desk.remark(CELL, "空表，没有取", None, "不用的，删去这张表")
        faults += found
        return None
    _tell_left(desk)
    _tell_hidden(desk)
    faults += found
    return FoundRecord(form, sheet, desk.values, desk.place(None))


def _before(title: str, form: RecordForm) -> str:
    ends = [it for it in form.titles if title.endswith(it)]
    return title.removesuffix(max(ends, key=len)).strip() if ends else ""


# -- the unit of money -----------------------------------------------------------------------------


def _find_unit(desk: RecordDesk) -> str:
    """The unit of money that the table says, beside or in its labels; nothing where it is told."""
    said: dict[str, GridBox] = {}
    if not any(it.kind == KIND_YUAN for it in desk.form.fields):
        return YUAN
    for box in desk.grid.boxes:
        text = box.cell.text
        stated = labels.read_money(text)
        unit = stated or labels.unit_behind(text)
        if unit and box.area.top not in desk.line_rows:
            said.setdefault(unit.removeprefix("人民币"), box)
            desk.grid.take(*((box,) if stated else ()))
    if not said and desk.form.unit:
        return desk.form.unit
    if len(said) > 1:
        desk.refuse(LAYOUT, f"写了几种金额单位：{'、'.join(said)}", [*said.values()][1], "留下一种")
    elif not said or next(iter(said)) not in (YUAN, WAN_YUAN):
        what = f"金额单位是{next(iter(said))}" if said else "没有写金额单位"
        help_ = f"在标签后面写上（{WAN_YUAN}）或（{YUAN}）"
        desk.refuse(LAYOUT, what, next(iter(said.values()), None), help_)
    else:
        return next(iter(said))
    return ""


# -- labels with one field -------------------------------------------------------------------------


def _by_field(said: Mapping[str, RecordField]) -> dict[RecordField, list[str]]:
    """The labels of each field."""
    made: dict[RecordField, list[str]] = {}
    for name, field in said.items():
        made.setdefault(field, []).append(name)
    return made


def _read_beside(desk: RecordDesk) -> None:
    for field, names in _by_field(desk.form.beside).items():
        is_needed = None if field.path in desk.values else field.required
        box = desk.find_label(names, is_needed)
        if box is not None:
            desk.take(field, field.path, desk.right_of(box), box)
    for name, path in desk.form.owner.items():
        box = desk.find_label([name], is_needed=False)
        if box is not None:
            desk.take(RecordField(path, KIND_TEXT), (OWNER, *path), desk.right_of(box), box)


def _read_below(desk: RecordDesk) -> None:
    for field, names in _by_field(desk.form.below).items():
        box = desk.find_label(names, field.required)
        if box is not None:
            desk.take(field, field.path, _below(desk, box), box)


def _below(desk: RecordDesk, box: GridBox) -> list[GridBox]:
    """The boxes under a label, down to the next row that has a label or belongs to a band."""
    beside = (it.area.left for it in desk.grid.own(box.area.top) if it.area.left > box.area.right)
    end = min(beside, default=desk.grid.width + 1)
    below: list[GridBox] = []
    for row in range(box.area.bottom + 1, desk.grid.last + 1):
        own = desk.grid.own(row)
        if row in desk.banded or any(it.label in desk.known for it in own):
            break
        below += [it for it in own if box.area.left <= it.area.left < end]
    return below


# -- what is left ----------------------------------------------------------------------------------


def _tell_left(desk: RecordDesk) -> None:
    """What stands in the table and was not read."""
    grid, aside = desk.grid, set(map(record_grid.label, desk.form.aside))
    for box in grid.boxes:
        if box.label in aside or record_grid.label(box.cell.text.partition("：")[0]) in aside:
            grid.take(box, *desk.right_of(box)[:1])
    first = min((it.area.top for it in grid.boxes if it.label in desk.known), default=1)
    left = [it for it in grid.boxes if it.spot not in grid.taken and it.area.top >= first]
    if left:
        texts = [" ".join(it.cell.text.split())[:MOST_SHOWN] for it in left]
        more = "等" if len(texts) > MOST_LISTED else ""
        message = f"没有取“{'”“'.join(texts[:MOST_LISTED])}”{more}"
        desk.remark(LAYOUT, message, left[0], "该取的，照原来的表样改回来")


def _tell_hidden(desk: RecordDesk) -> None:
    sheet = desk.grid.sheet
    found = [
        it
        for it in desk.grid.boxes
        if it.spot in desk.grid.taken
        and (
            sheet.hidden or it.area.top in sheet.hidden_rows or it.area.left in sheet.hidden_columns
        )
    ]
    if found:
        message = f"隐藏的行、列、表里有 {len(found)} 格，也取了"
        desk.remark(CELL, message, found[0], "取消隐藏，看一看；不要的，删去")
