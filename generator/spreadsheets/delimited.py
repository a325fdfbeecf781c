"""Tables as text (.csv, .tsv): a line is a row, every cell is text, which part is a number nobody
says.
"""

import csv
import io

from generator.diagnostics import Fault
from generator.spreadsheets import plain_text, refusals
from generator.spreadsheets.allowance import Allowance
from generator.spreadsheets.cells import Holds, SheetCell, Spot, Worksheet
from generator.spreadsheets.limits import MAX_COLUMNS


def read(raw: bytes, file: str, faults: list[Fault]) -> tuple[Worksheet, ...]:
    """The one sheet, without a name; bytes that are no text are an `UnusableError`.

    A row bears the number of the line where it begins, so that it is found in the file.
    """
    text = plain_text.decode(raw)
    if text is None:
        help_ = "用 Excel 或 WPS 打开，另存为 .xlsx；或者另存为 CSV UTF-8"
        raise refusals.foreign("这个文件不是表格文件，或者文字的编码不是 UTF-8、GB18030", help_)
    cells: dict[Spot, SheetCell] = {}
    lengths: dict[int, int] = {}
    allowance = Allowance()
    rows = csv.reader(io.StringIO(text), delimiter=plain_text.find_delimiter(text), strict=True)
    line = 1
    try:
        for row in rows:
            found = {(line, n): it for n, it in enumerate(row, 1) if it}
            allowance.count(len(found))
            if len(row) > MAX_COLUMNS:
                raise refusals.oversize(f"一行超过 {MAX_COLUMNS} 格")
            cells |= {spot: SheetCell(Holds.TEXT, it) for spot, it in found.items()}
            lengths |= {line: len(row)} if row and not row[-1] else {}
            line = rows.line_num + 1
    except csv.Error:
        sheet = Worksheet(file, "")
        refusals.tell(faults, "从这一行起的引号不成对，分不出各格", sheet.place((line, 1)))
    return (Worksheet(file, "", cells, lengths=lengths),)
