"""A spreadsheet file, read: what kind it is tells its content, never its name."""

from pathlib import Path

from generator.diagnostics import Fault, has_errors
from generator.kept import reading
from generator.spreadsheets import compound, delimited, limits, packages, refusals, xls
from generator.spreadsheets.cells import Spreadsheet, Worksheet
from generator.spreadsheets.refusals import UnusableError

_PACKAGE = b"PK\x03\x04"
_HEAD = 4096
_BLANK = b" \t\r\n\xef\xbb\xbf\xff\xfe"
# Workbooks of Excel 2 to 4, and of 5 without the file around them: they begin with a record.
_OLD_BOOKS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
# Accounting systems write web pages and call them .xls; Excel 2003 wrote XML.
_MARKUP = (b"<", b"mime-version:")
_DOCUMENTS = (b"%pdf-", b"{\\rtf", b"rar!", b"7z\xbc\xaf")


def read(path: Path, shown: str | None = None) -> tuple[Spreadsheet | None, list[Fault]]:
    """What a file of cells holds (.xlsx, .xls, .et, .csv, .ods), and what is wrong with it.

    None where there is an error. Faults stand at the file or at a cell of it, under the name
    `shown`, or the path. Nothing in the file is followed, run or computed.
    """
    file = str(path) if shown is None else shown
    faults: list[Fault] = []
    try:
        sheets = _read(_load(path), file, faults)
    except UnusableError as error:
        return None, [error.fault(file)]
    return (None if has_errors(faults) else Spreadsheet(file, sheets)), faults


def _load(path: Path) -> bytes:
    try:
        return reading.read(path, limits.MAX_BYTES)
    except reading.OversizeError as error:
        raise refusals.oversize(reading.reason(error)) from error
    except OSError as error:
        raise refusals.unread(reading.reason(error)) from error


def _read(raw: bytes, file: str, faults: list[Fault]) -> tuple[Worksheet, ...]:
    if raw.startswith(_PACKAGE):
        return packages.read(raw, file, faults)
    if raw.startswith(compound.MARK):
        return xls.read(raw, file, faults)
    _refuse_others(raw)
    return delimited.read(raw, file, faults)


def _refuse_others(raw: bytes) -> None:
    """What has the look of a table in Excel, or of nothing, and is no table of cells."""
    if raw.startswith(_OLD_BOOKS):
        raise refusals.outdated(xls.OLD)
    head = raw[:_HEAD].replace(b"\x00", b"").lstrip(_BLANK).lower()
    if head.startswith(_MARKUP):
        raise refusals.outdated("这是网页或 XML，只是改了扩展名，不能直接读")
    if head.startswith(_DOCUMENTS):
        raise refusals.foreign("这是 PDF、Word 之类的文件，不是表格文件")
    if not raw.strip(_BLANK):
        raise refusals.foreign("这个文件是空的")
