"""What a table says that follows from its fields: told where the fields do not make it."""

import re
from collections.abc import Sequence
from decimal import Decimal

from generator.exports import record_rows, record_values
from generator.exports.record_desk import CELL, LAYOUT, SUMS, RecordDesk
from generator.exports.record_grid import GridBox
from generator.filing.legible import fold
from generator.filing.yaml_tree import Path_
from generator.money import HALF_STEP, ZERO, yuan_text
from generator.packs.record_forms import FieldPath, RecordField
from generator.spreadsheets import shown
from generator.spreadsheets.amounts import money_of
from generator.vocabulary import KIND_SCORE, KIND_YUAN, WAN_YUAN, YUAN

MEND_SUM = "改正不对的一格"
_HUNDRED = Decimal(100)
_PERCENT = re.compile(r"(-?\d+(?:\.(\d+))?)(%?)")
_FEW, _MANY = 10_000, 10_000_000_000  # 元 that a record hardly ever has less, or more, of


def hold(desk: RecordDesk) -> None:
    """Tell the sums of the table that its fields do not make, and a unit of money that is hardly
    the right one.
    """
    _doubt_unit(desk)
    for name, parts in desk.form.grid.sums.items():
        if name in desk.grid_rows:
            for column, span in desk.grid_spans.items():
                fields = [desk.form.grid.rows[part][column] for part in parts]
                if all(it and it.kind == KIND_YUAN for it in fields):
                    box = next(iter(record_rows.in_span(desk, desk.grid_rows[name], span)), None)
                    _hold_money(desk, f"{name}.{column}", box, [it.path for it in fields if it])
    _hold_shares(desk)
    for name, paths in desk.form.sums.items():
        box = desk.find_label([name], is_needed=False)
        beside = desk.right_of(box) if box else []
        desk.grid.take(*beside)
        kinds = {it.path: it.kind for it in desk.form.fields}
        if beside and all(kinds.get(path) == KIND_YUAN for path in paths):
            _hold_money(desk, name, beside[-1], paths)
        elif beside:
            _hold_scores(desk, name, beside[-1], sum((_add(desk, it) for it in paths), ZERO))


def _doubt_unit(desk: RecordDesk) -> None:
    paths = {it.path for it in desk.form.fields if it.kind == KIND_YUAN}
    money = [(abs(_number(desk, it)), it) for it in desk.values if it in paths]
    most, path = max(money, default=(ZERO, ()))
    is_odd = most >= _MANY if desk.in_wan else 0 < most < _FEW
    if path and desk.unit and is_odd:
        message = f"金额单位是{WAN_YUAN if desk.in_wan else YUAN}，最大的金额是 {yuan_text(most)}"
        help_ = "检查标签上写的金额单位"
        place = desk.values[path][1]
        desk.remark_at(LAYOUT, message, place, help_)


def _hold_money(
    desk: RecordDesk, name: str, box: GridBox | None, paths: Sequence[FieldPath]
) -> None:
    said = money_of(box.cell, desk.in_wan).amount if box else None
    total = sum((_number(desk, path) for path in paths), ZERO)
    if box is None or said is None or said == total:
        return
    message = f"{name}是 {yuan_text(said)}，各行相加是 {yuan_text(total)}"
    if desk.in_wan and abs(said - total) <= HALF_STEP * (len(paths) + 1):
        desk.remark(SUMS, f"{message}，相差的可能是尾差", box, MEND_SUM)
    else:
        desk.refuse(SUMS, message, box, MEND_SUM)


def _hold_shares(desk: RecordDesk) -> None:
    """Tell shares that the table's own amounts do not make: the document has those that they do."""
    for label, columns in desk.form.grid.shares.items():
        spans = [desk.grid_spans.get(it) for it in (label, *columns)]
        for name, row in desk.grid_rows.items():
            boxes = [next(iter(record_rows.in_span(desk, row, it)), None) for it in spans if it]
            if len(boxes) == len(spans) and boxes[0]:
                _hold_share(desk, f"{name}.{label}", boxes[0], boxes[1:])


def _hold_share(desk: RecordDesk, name: str, box: GridBox, parts: Sequence[GridBox | None]) -> None:
    part, whole = ((it and money_of(it.cell, desk.in_wan).amount) or ZERO for it in parts)
    said = fold(shown.show(box.cell) or box.cell.text)
    number = _PERCENT.fullmatch(said)
    if number is None or whole <= 0:
        return
    share = part / whole
    off = Decimal(1).scaleb(-len(number[2] or "")) / _HUNDRED  # of the last digit that is shown
    off += HALF_STEP * (1 + abs(share)) / whole if desk.in_wan else ZERO
    may_be = [Decimal(number[1]) / _HUNDRED] + ([] if number[3] else [Decimal(number[1])])
    if all(abs(it - share) > off for it in may_be):
        message = f"{name}是 {said}，按表里的金额是 {share * _HUNDRED:.2f}%"
        desk.remark(SUMS, message, box, "改正不对的一格；文档里的照金额算")


def _hold_scores(desk: RecordDesk, name: str, box: GridBox, total: Decimal) -> None:
    field = RecordField((name,), KIND_SCORE)
    said = record_values.read([box.cell], field, in_wan=False)
    if said.fault:
        desk.refuse(CELL, f"“{name}”{said.fault}", box, said.help)
    elif Decimal(said.text) != total:
        message = f"{name}是 {said.text}，各项相加是 {total.normalize():f}"
        desk.refuse(SUMS, message, box, MEND_SUM)


def _add(desk: RecordDesk, path: FieldPath) -> Decimal:
    """A score, or the sum of those of every line."""
    if path[0] != desk.form.lines.into:
        return _number(desk, path)
    return sum((_number(desk, it) for it in desk.values if _is_of(it, path)), ZERO)


def _is_of(found: Path_, path: FieldPath) -> bool:
    return len(found) > 2 and found[0] == path[0] and found[2:] == path[1:]


def _number(desk: RecordDesk, path: Path_) -> Decimal:
    return Decimal(desk.values[path][0].text) if path in desk.values else ZERO
