"""The account of a row: a code in one cell or in parts, as a text or as a number."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.exports import labels
from generator.exports.heads import HeadGrid, SheetBlock
from generator.filing.legible import fold
from generator.packs.classification import Classification
from generator.spreadsheets.cells import Holds
from generator.vocabulary import TOTAL_ROW

_CODE = re.compile(r"(\d+)(?:\.0+)?(?!\d)(.*)")


class AccountRow(NamedTuple):
    """Whose a row is: the code, or `TOTAL_ROW`, and the name beside it; else why it is nobody's.

    A row of words alone, or the sum of some others (`sums`), has none of them.
    """

    code: str = ""
    name: str = ""
    fault: str = ""
    sums: bool = False


def read_row(
    grid: HeadGrid, row: int, block: SheetBlock, table: Classification, owner: str
) -> AccountRow:
    """Whose a row is; `owner` is the code of the row before it, whose first parts it may share."""
    cells = grid.sheet.cells
    parts = [cells.get((row, column)) for column in block.codes]
    if any(it and it.holds in (Holds.DATE, Holds.ERROR, Holds.UNCOMPUTED) for it in parts):
        wrong = next(it for it in parts if it and it.holds not in (Holds.TEXT, Holds.NUMBER))
        return AccountRow(fault=f"科目编码是{wrong.holds.value}")
    texts = [fold(it.text) if it else "" for it in parts]
    name = "".join(grid.text(row, block.name).split()) if block.name else ""
    if any(map(labels.is_numbering, (*texts, name))):
        return AccountRow()
    if any(map(labels.is_total, (*texts, name))):
        return AccountRow(TOTAL_ROW)
    if any(map(labels.sums_some, (*texts, name))):
        return AccountRow(sums=True)
    found = [_CODE.fullmatch(it) for it in texts if it]
    if not found or not all(found):
        return AccountRow(name=name)
    code = _join(texts, table.levels, owner)
    beside = "".join(it[2].strip() for it in found if it)
    name = (name or beside) if not (name or beside).isdecimal() else ""
    return _check(code, name, table)


def _join(texts: Sequence[str], levels: Mapping[str, int], owner: str) -> str:
    """The code that parts make: each as long as its level is deep, lost zeros put back."""
    digits = [it[1] if (it := _CODE.fullmatch(text)) else "" for text in texts]
    sizes = sorted(levels.values())
    if len(digits) == 1 or len(digits[0]) > sizes[0]:
        return digits[0]
    code, done = "", 0
    for number, (part, size) in enumerate(zip(digits, sizes, strict=False)):
        if not any(digits[number:]):
            break
        code += part.zfill(size - done) if part else owner[done:size]
        done = size
    return code


def _check(code: str, name: str, table: Classification) -> AccountRow:
    if len(code) not in table.levels.values():
        return AccountRow(code, name, f"“{code}”不是{table.name}科目的编码")
    return AccountRow(code, name)
