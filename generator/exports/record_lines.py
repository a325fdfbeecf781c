"""The rows of a table that are records of a list, below a head of their own."""

from collections.abc import Mapping, Sequence

from generator.exports import record_grid
from generator.exports.record_desk import CELL, LAYOUT, LEAST_HEADS, RecordDesk
from generator.exports.record_grid import GridBox, GridSpan
from generator.filing.yaml_tree import Path_
from generator.packs.record_forms import RecordField

_SEVERAL = 4  # lines of which one stands out


def read(desk: RecordDesk) -> None:
    """The rows below the head of lines, each a record of a list."""
    lines, grid = desk.form.lines, desk.grid
    if not lines.into:
        return
    keys = record_grid.keyed(lines.columns)
    top = grid.find_head(keys, range(1, grid.last + 1), LEAST_HEADS)
    if not top:
        desk.refuse(LAYOUT, f"没有找到表头（{'、'.join(lines.columns)}）", None)
        return
    heads = [it for it in grid.boxes if it.is_in(top) and it.label not in desk.known]
    spans = _spans_of(desk, heads, keys)
    bottom = max((it.head.area.bottom for it in spans.values()), default=top)
    last = _find_end(desk, bottom, min(it.left for it in spans.values()))
    desk.line_rows = set(range(top, last + 1))
    desk.banded |= desk.line_rows
    carried, blanks = dict[Path_, GridBox](), list[GridBox]()
    number = 0
    for row in range(bottom + 1, last + 1):
        if _repeats(desk, row, spans):
            continue
        if _read_line(desk, row, number, spans, carried, blanks):
            number += 1
    if any(_is_tall(it) for row in desk.line_rows for it in grid.own(row)):
        _tell_carried(desk, blanks)
    _tell_lonely(desk, number, spans)


def _spans_of(
    desk: RecordDesk, heads: Sequence[GridBox], keys: Mapping[str, str]
) -> dict[RecordField, GridSpan]:
    """The columns of each field; one that lacks, or stands twice, is told."""
    columns, found = desk.form.lines.columns, dict[RecordField, GridSpan]()
    for span in desk.grid.spans(heads, keys):
        if span.head.label not in keys:
            continue
        field = columns[keys[span.head.label]]
        if field in found:
            desk.refuse(LAYOUT, f"“{field.path[-1]}”有两栏", span.head, "留下一栏")
        desk.grid.take(span.head)
        found.setdefault(field, span)
    for field in dict.fromkeys(columns.values()):
        if field not in found:
            names = [name for name, of in columns.items() if of == field]
            tell = desk.refuse if field.required else desk.remark
            tell(LAYOUT, f"没有“{'”或“'.join(names)}”这一栏", heads[0])
    return found


def _find_end(desk: RecordDesk, bottom: int, left: int) -> int:
    """The last row of the lines: before the next label, or the table's last."""
    for row in range(bottom + 1, desk.grid.last + 1):
        own = desk.grid.own(row)
        if any(it.label in desk.known and it.area.left <= left for it in own):
            return row - 1
    return desk.grid.last


def _repeats(desk: RecordDesk, row: int, spans: Mapping[RecordField, GridSpan]) -> bool:
    """Whether a row is the head once more, as at the top of every page."""
    own = {it.area.left: it.label for it in desk.grid.own(row)}
    same = [own.get(it.left) == it.head.label for it in spans.values()]
    if all(same):
        desk.grid.take(*desk.grid.own(row))
    return all(same)


def _read_line(
    desk: RecordDesk,
    row: int,
    number: int,
    spans: Mapping[RecordField, GridSpan],
    carried: dict[Path_, GridBox],
    blanks: list[GridBox],
) -> bool:
    """One row; whether there is anything in it. `blanks` are the first boxes of those in which
    what stands above was taken though it does not reach down to them.
    """
    own = desk.grid.own(row)
    boxes = {field: [it for it in own if span.holds(it)] for field, span in spans.items()}
    if not any(boxes.values()):
        return False
    into, is_new = desk.form.lines.into, False
    first = next(box for found in boxes.values() for box in found)
    for field, found in boxes.items():
        name = field.path[-1]
        path: Path_ = (into, number, *field.path)
        if name in desk.form.lines.carried:
            above = carried.get(field.path)
            if found:
                is_new = is_new or above is None or above.label != found[0].label
                carried[field.path] = found[0]
            elif above and (above.is_in(row) or not (is_new or _ended(above, row))):
                desk.take(field, path, [above], first)
                blanks += [] if above.is_in(row) else [first]
                continue
        desk.check_area(found, spans[field], name in desk.form.lines.carried)
        desk.take(field, path, found, first)
    return True


def _ended(above: GridBox, row: int) -> bool:
    """Whether a merged cell says down to which row it holds, and that is above."""
    return _is_tall(above) and above.area.bottom < row


def _is_tall(box: GridBox) -> bool:
    return box.area.bottom > box.area.top


def _tell_carried(desk: RecordDesk, blanks: Sequence[GridBox]) -> None:
    """Tell cells that hold nothing though others of the table are merged, as they should be."""
    if blanks:
        message = f"“{'”“'.join(desk.form.lines.carried)}”有 {len(blanks)} 格空着，照上面的一格取"
        desk.remark(CELL, message, blanks[0], "与上面不同的，填上这一格")


def _tell_lonely(desk: RecordDesk, count: int, spans: Mapping[RecordField, GridSpan]) -> None:
    """Tell the one cell that is empty in a column that is filled everywhere else."""
    into = desk.form.lines.into
    for field, span in spans.items():
        there = [(into, number, *field.path) in desk.values for number in range(count)]
        if not field.required and count >= _SEVERAL and there.count(False) == 1:
            message = f"“{field.path[-1]}”只有第 {there.index(False) + 1} 条空着"
            desk.remark(CELL, message, span.head, "漏了的，填上；本来没有的，不用管")
