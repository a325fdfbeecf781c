"""Packages of parts (ZIP): a workbook of Office or of OpenDocument, or of something else."""

from collections.abc import Callable, Mapping

from generator.diagnostics import Fault
from generator.spreadsheets import ods, refusals, xlsx
from generator.spreadsheets.allowance import Allowance
from generator.spreadsheets.cells import Worksheet
from generator.word import ooxml, opc
from generator.word.archive import ArchiveError, BulkyArchiveError
from generator.word.ooxml import XmlError

Reader = Callable[[Mapping[str, bytes], str, Allowance, list[Fault]], tuple[Worksheet, ...]]

_MIMETYPE, _OPEN_SHEET = "mimetype", b"application/vnd.oasis.opendocument.spreadsheet"
_LINKS = ".rels"
_BINARY_WORKBOOK = ".bin"
_WORKBOOK = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}workbook"


def read(raw: bytes, file: str, faults: list[Fault]) -> tuple[Worksheet, ...]:
    """The sheets of a package; one without any, or not whole, is a `UnusableError`."""
    try:
        parts, allowance = opc.read(raw), Allowance()
        return _find_reader(parts, allowance)(parts, file, allowance, faults)
    except BulkyArchiveError as error:
        raise refusals.oversize("解开后超过能读的大小") from error
    except ArchiveError as error:
        raise refusals.damaged("打不开，可能没有下载完") from error
    except XmlError as error:
        raise refusals.damaged(str(error)) from error


def _find_reader(parts: Mapping[str, bytes], allowance: Allowance) -> Reader:
    if parts.get(_MIMETYPE, b"").startswith(_OPEN_SHEET) and ods.CONTENT in parts:
        return ods.read
    for name in parts:
        if name.endswith(_LINKS):
            allowance.weigh(parts[name])
    main = opc.main_part(parts)
    if main.endswith(_BINARY_WORKBOOK):
        raise refusals.outdated("这是 Excel 的二进制工作簿（.xlsb），不能直接读")
    if not main or ooxml.parse(allowance.weigh(parts[main])).tag != _WORKBOOK:
        raise refusals.foreign("这个文件不是表格文件（里面没有工作表）")
    return xlsx.read
