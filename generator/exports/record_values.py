"""The cells of a table of records as the values of fields: each as it is shown, or why not."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from generator import money
from generator.exports import joining
from generator.filing.legible import INVISIBLE, fold
from generator.packs.record_forms import RecordField
from generator.spreadsheets import shown
from generator.spreadsheets.amounts import money_of
from generator.spreadsheets.cells import Holds, SheetCell
from generator.vocabulary import KIND_COUNT, KIND_PARAGRAPHS, KIND_YUAN

_BREAK = re.compile(r"[\t\n\r\v\f]+")
_SCORE = re.compile(r"(\d{1,3}(?:\.\d+)?)分?")
_YEAR = re.compile(r"\d{4}|\d\d年")
_OFF = Decimal("0.0000001")  # by so much a double differs from what it stands for
_NOT_SHOWN = {
    Holds.NUMBER: "这一格的数（{}）显示成什么说不准",
    Holds.DATE: "这一格存的是日期（{}），显示成什么说不准",
    Holds.TRUTH: "这一格是真假值（{}），不是文字",
    Holds.ERROR: "这一格读不出来（{}）",
    Holds.UNCOMPUTED: "这一格的公式没有算出结果",
}
MEND_TEXT = "改成文字（单元格格式选“文本”，再写一遍）"
MEND_NUMBER = "改正这一格，只写一个数"


class CellValue(NamedTuple):
    """What a cell says of a field, as one would type it; nothing where it is empty.

    `fault` is why it is not read, `doubt` what may be meant otherwise, `help` what to do.
    """

    text: str = ""
    paragraphs: tuple[str, ...] = ()
    fault: str = ""
    doubt: str = ""
    help: str = ""

    @property
    def is_there(self) -> bool:
        """Whether it says anything."""
        return bool(self.text or self.paragraphs)


def read(cells: Sequence[SheetCell], field: RecordField, in_wan: bool) -> CellValue:
    """What some cells say of a field, one below the other; only paragraphs stand in several."""
    if field.is_text:
        return _read_text(cells, field)
    (cell,) = cells
    return _read_money(cell, in_wan) if field.kind == KIND_YUAN else _read_score(cell, field)


def _read_text(cells: Sequence[SheetCell], field: RecordField) -> CellValue:
    said, doubt = [shown.show(cell) for cell in cells], ""
    for cell, text in zip(cells, said, strict=True):
        if text is None:
            return CellValue(fault=_NOT_SHOWN[cell.holds].format(cell.text), help=MEND_TEXT)
        if INVISIBLE.search(_BREAK.sub("", text)):
            return CellValue(fault="这一格里有看不见的字符", help="删去，重新写这一格")
        if cell.holds is Holds.DATE and not _YEAR.search(text):
            doubt = f"这一格存的是日期（{cell.text}），显示“{text}”，照显示的取"
    lines = [it.strip() for text in said for it in _BREAK.split(text or "") if it.strip()]
    if field.kind == KIND_PARAGRAPHS:
        return CellValue(paragraphs=tuple(lines), doubt=doubt, help=MEND_TEXT)
    line = _join(lines)
    if line is None:
        what = "”“".join(lines)
        return CellValue(fault=f"这一格换了行：“{what}”，不知道怎样连", help="改成一行")
    return CellValue(line, doubt=doubt, help=MEND_TEXT)


def _join(lines: Sequence[str]) -> str | None:
    """Lines of one cell as one; None where two words or numbers would run together."""
    text = ""
    for line in lines:
        if text and _is_word(text[-1]) and _is_word(line[0]):
            return None
        text += line
    return text


def _is_word(sign: str) -> bool:
    return sign.isascii() and (sign.isalnum() or sign in ".,-")


def _read_money(cell: SheetCell, in_wan: bool) -> CellValue:
    said = money_of(cell, in_wan)
    if said.reason:
        return CellValue(fault=said.reason, help=MEND_NUMBER)
    return CellValue("" if said.amount is None else joining.write(said.amount))


def _read_score(cell: SheetCell, field: RecordField) -> CellValue:
    if cell.holds not in (Holds.TEXT, Holds.NUMBER):
        return CellValue(fault=_NOT_SHOWN[cell.holds].format(cell.text), help=MEND_NUMBER)
    bare = fold(cell.text) if cell.holds is Holds.TEXT else cell.text
    found = _SCORE.fullmatch(bare)
    if found is None:
        return CellValue(fault=f"“{' '.join(cell.text.split())}”不是分数", help=MEND_NUMBER)
    value = Decimal(found[1])
    rounded = money.half_up(value, 0 if field.kind == KIND_COUNT else 2)
    if abs(value - rounded) > (_OFF if cell.holds is Holds.NUMBER else 0):
        return CellValue(fault=f"{found[1]} 多于两位小数，不知道印哪个", help="写到两位小数")
    seen = shown.show(cell) if cell.look.code or cell.look.text else None
    if seen is not None and _number(seen) != rounded:
        what = f"这一格存的是 {found[1]}，显示“{seen}”，不知道印哪个"
        return CellValue(fault=what, help="改成一样的")
    return CellValue(
        joining.write(rounded).rstrip("0").rstrip(".") if rounded % 1 else f"{rounded:.0f}"
    )


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(fold(text).removesuffix("分").replace(",", ""))
    except InvalidOperation:
        return None
