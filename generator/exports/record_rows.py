"""The rows of a table that cross columns with heads: which cell is which field."""

from collections.abc import Mapping

from generator.exports import record_grid
from generator.exports.record_desk import LAYOUT, LEAST_HEADS, RecordDesk
from generator.exports.record_grid import GridBox, GridSpan
from generator.packs.record_forms import RecordField


def find(desk: RecordDesk) -> None:
    """Where the heads of the grid and its rows stand."""
    form, grid = desk.form.grid, desk.grid
    if not form.rows:
        return
    columns, rows = record_grid.keyed(dict.fromkeys(form.columns)), record_grid.keyed(form.rows)
    free = [row for row in range(1, grid.last + 1) if row not in desk.banded]
    top = grid.find_head(columns, free, LEAST_HEADS)
    if not top:
        desk.refuse(LAYOUT, f"没有找到表头（{'、'.join(form.columns)}）", None)
        return
    left = min(it.area.left for it in grid.boxes if it.is_in(top) and it.label in columns)
    body = [
        it
        for it in grid.boxes
        if it.label in rows and it.area.left < left and it.area.top > top and it.area.top in free
    ]
    first = min((it.area.top for it in body), default=top + 1)
    above = (top - 1,) if any(it.label in columns for it in grid.own(top - 1)) else ()
    zone = [row for row in (*above, *range(top, first)) if row in free]
    heads = [it for it in grid.boxes if any(map(it.is_in, zone)) and it.area.left >= left]
    for span in grid.spans(heads, columns):
        if span.head.label in columns:
            name = columns[span.head.label]
            if name in desk.grid_spans:
                desk.refuse(LAYOUT, f"“{name}”有两栏", span.head, "留下一栏")
            desk.grid_spans.setdefault(name, span)
            grid.take(span.head)
    last = max((it.area.top for it in body), default=top)
    for box in body:
        name = rows[box.label]
        if name in desk.grid_rows:
            desk.refuse(LAYOUT, f"“{name}”有两行", box, "留下一行")
        desk.grid_rows.setdefault(name, box)
        grid.take(box)
    desk.banded |= {row for row in zone if any(it.label in columns for it in grid.own(row))}
    desk.banded |= set(range(top, last + 1))


def read(desk: RecordDesk) -> None:
    """The fields of the grid's rows; a row or a column that lacks is told."""
    form = desk.form.grid
    if not desk.grid_spans:
        return
    for name, fields in form.rows.items():
        box = desk.grid_rows.get(name)
        if box is not None:
            _read_row(desk, fields, box)
        elif any(fields.values()):
            desk.refuse(LAYOUT, f"没有“{name}”这一行", None)
    wanted = {column for of in form.rows.values() for column, field in of.items() if field}
    for column in form.columns:
        if column in wanted and column not in desk.grid_spans:
            desk.refuse(LAYOUT, f"没有“{column}”这一栏", None)


def _read_row(desk: RecordDesk, fields: Mapping[str, RecordField | None], box: GridBox) -> None:
    for column, field in fields.items():
        span = desk.grid_spans.get(column)
        if span is not None:
            found = in_span(desk, box, span)
            desk.grid.take(*found)
            if field:
                desk.check_area(found, span)
                desk.take(field, field.path, found, box)


def in_span(desk: RecordDesk, row: GridBox, span: GridSpan) -> list[GridBox]:
    """The boxes of a row under a head."""
    return [it for it in desk.grid.own(row.area.top) if span.holds(it)]
