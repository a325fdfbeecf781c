"""Spreadsheet files for tests, and what is read from them, in short."""

import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt

from generator.diagnostics import Fault
from generator.spreadsheets import reading
from generator.spreadsheets.cells import Spreadsheet, Worksheet
from generator.word import archive

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"


def written(path: Path, fill: Callable[[Any, Any], None], **options: Any) -> Path:
    """A workbook of one sheet, filled by a function of the workbook and the sheet."""
    with xlsxwriter.Workbook(path, options) as book:
        fill(book, book.add_worksheet("表"))
    return path


def written_old(path: Path, fill: Callable[[Any, Any], None] | None = None) -> Path:
    """An .xls of one sheet, filled by a function of the workbook and the sheet, or with a little of
    everything.
    """
    book = xlwt.Workbook(encoding="utf-8")
    (fill or _fill_old)(book, book.add_sheet("表"))
    book.save(str(path))
    return path


def _fill_old(book: Any, sheet: Any) -> None:
    for row in range(8):
        for column, value in enumerate(("科目", 2010399 + row, 1234.5 * row, 0.1, True)):
            sheet.write(row, column, value)
    sheet.write(9, 0, xlwt.Formula("SUM(B1:B8)"))
    sheet.write(9, 1, date(2024, 12, 31), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    sheet.write_merge(12, 13, 0, 2, "合并")
    sheet.row(3).hidden, sheet.col(5).hidden = True, True
    book.add_sheet("藏").visibility = 1


def locked_workbook() -> bytes:
    """An .xls that says that it is encrypted: the record of its dates becomes that of its key."""
    with tempfile.TemporaryDirectory() as folder:
        raw = written_old(Path(folder, "a.xls")).read_bytes()
    return raw.replace(b"\x22\0\x02\0\0\0", b"\x2f\0\x02\0\0\0", 1)


_OPEN = "urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"


def open_parts(rows: str, styles: str = "") -> dict[str, bytes]:
    """The parts of an .ods of one sheet, whose rows and columns are XML."""
    names = " ".join(
        f'xmlns:{it}="{_OPEN.format(it)}"' for it in ("office", "table", "text", "style")
    )
    own = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    content = (
        f'<office:document-content {names} xmlns:calcext="{own}">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        '<office:spreadsheet><table:table table:name="表" table:style-name="ta1">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return {"mimetype": kind, "content.xml": content.encode()}


def parts(rows: str, **others: str) -> dict[str, bytes]:
    """The parts of a workbook of one sheet, whose rows are XML; `around` follows the rows, `before`
    precedes them; `texts` are the entries of the shared texts, `styles` the part of styles.
    """
    links = {"rId1": ("worksheet", "worksheets/sheet1.xml")}
    made = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">'
        + others.get("properties", "")
        + '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        SHEET: f'<worksheet xmlns="{MAIN}">{others.get("before", "")}'
        + f"<sheetData>{rows}</sheetData>{others.get('around', '')}</worksheet>",
    }
    if "texts" in others:
        links["rId2"] = ("sharedStrings", "sharedStrings.xml")
        made["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{others["texts"]}</sst>'
    if "styles" in others:
        links["rId3"] = ("styles", "styles.xml")
        made["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{others["styles"]}</styleSheet>'
    made["xl/_rels/workbook.xml.rels"] = relations(links)
    made["_rels/.rels"] = relations({"rId1": ("officeDocument", "xl/workbook.xml")})
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    made["[Content_Types].xml"] = f'<Types xmlns="{types}"/>'
    return {name: text.encode() for name, text in made.items()}


def relations(links: Mapping[str, tuple[str, str]]) -> str:
    """The part that holds relationships: kind and target by identifier."""
    entries = "".join(
        f'<Relationship Id="{it}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for it, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{entries}</Relationships>'


def saved(path: Path, made: Mapping[str, bytes]) -> Path:
    """A package on disk."""
    path.write_bytes(archive.pack(made))
    return path


def book_of(path: Path) -> Spreadsheet:
    """What a file holds that can be read."""
    found, faults = reading.read(path)
    assert [] == faults
    assert found is not None
    return found


def sheet_of(path: Path) -> Worksheet:
    """The only sheet of a file."""
    (sheet,) = book_of(path).sheets
    return sheet


def cells_of(path: Path) -> dict[str, str]:
    """What the cells of the only sheet hold: `{"A1": "数 1"}`, computed ones with an `=`."""
    sheet = sheet_of(path)
    return {
        sheet.place(spot).spot.rpartition("!")[2]: " ".join(
            (*("=" * cell.computed), cell.holds.value, cell.text)
        ).strip()
        for spot, cell in sheet.cells.items()
    }


def fault_of(path: Path) -> Fault:
    """The only fault of a file, which is not read."""
    found, faults = reading.read(path)
    assert found is None
    (fault,) = faults
    return fault
