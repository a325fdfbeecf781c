"""A spreadsheet file, read: what kind it is tells its content, never its name."""

from pathlib import Path

from generator.diagnostics import Fault, has_errors
from generator.kept import reading
from generator.spreadsheets import limits, packages, refusals
from generator.spreadsheets.cells import Spreadsheet, Worksheet
from generator.spreadsheets.refusals import UnusableError

_PACKAGE = b"PK"


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
    raise refusals.foreign("这个文件不是表格文件")
