"""The workbook behind a chart, which programs open to edit its data: one sheet that is filled.

A sheet is a program of its own (`parts` says how it is named).
"""

from collections.abc import Mapping
from functools import cache
from html import escape

from generator.charts.drawing import (
    DATA,
    KNOWN,
    LEGEND,
    MISSING,
    NAME,
    POINTS,
    ROW,
    VALUE,
    path,
)
from generator.charts.parts import SHEET
from generator.packs.charts import Chart
from generator.word import archive, opc
from generator.word.archive import Packed

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATED = f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
_FIXED = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/{SHEET}" ContentType="{_KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'{_RELATED} Type="{opc.OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/_rels/workbook.xml.rels": f'{_RELATED} Type="{opc.OFFICE}/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SPACE}" xmlns:r="{opc.OFFICE}"><sheets>'
    '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
}


def write_sheet(chart: Chart) -> str:
    """The text of a chart's sheet as a form would have it."""
    count = range(len(chart.series))
    head = _text("A1", "") + "".join(_text(f"{_column(n)}1", _called(chart, n)) for n in count)
    name = LEGEND if chart.round else NAME
    row = f"{{{{ 点.{ROW} }}}}"
    cells = _text(f"A{row}", f"{{{{ 点.{name} }}}}") + "".join(_figure(n, row) for n in count)
    rows = f'{{% for 点 in {path(chart, POINTS)} %}}<row r="{row}">{cells}</row>{{% endfor %}}'
    return (
        f'{_HEAD}<worksheet xmlns="{_SPACE}"><sheetData><row r="1">{head}</row>{rows}'
        "</sheetData></worksheet>"
    )


def _called(chart: Chart, n: int) -> str:
    return escape(chart.series[n].shown)


def _column(n: int) -> str:
    return chr(ord("B") + n)


def _text(cell: str, text: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is>\n<t xml:space="preserve">{text}</t></is></c>'


def _figure(n: int, row: str) -> str:
    """A cell with a figure; with its sign where it is missing, of nothing where there is none."""
    cell, figure = f"{_column(n)}{row}", f"{{{{ 点.{VALUE}{n} | {DATA} }}}}"
    known = f'<c r="{cell}">\n<v>{figure}</v></c>'
    missing = f"{{% if 点.{MISSING}{n} %}}{_text(cell, figure)}{{% endif %}}"
    return f"{{% if 点.{KNOWN}{n} %}}{known}{{% else %}}{missing}{{% endif %}}"


def list_parts() -> list[str]:
    """The parts that a workbook is made of."""
    return [*_FIXED, SHEET]


@cache
def _frame() -> Mapping[str, Packed]:
    """What is the same in the workbook of every chart."""
    return {name: archive.deflate(f"{_HEAD}{text}".encode()) for name, text in _FIXED.items()}


def pack(sheet: bytes) -> bytes:
    """The workbook around a filled sheet: its bytes are a function of the sheet's."""
    return archive.write({**_frame(), SHEET: archive.deflate(sheet)})
