"""The tables of a document by the title that they stand under: texts, with how cells are merged."""

import re
import zipfile
from io import BytesIO
from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLES = ("Heading2", "Heading2NewPage")
_NUMBER = re.compile("^[一二三四五六七八九十]+、")


class CellSeen(NamedTuple):
    """A cell: its text, how many columns it takes, how it is merged with those above or below."""

    text: str
    columns: int
    merged: str


TableSeen = list[list[CellSeen]]


def read(docx: bytes) -> dict[str, TableSeen]:
    """The first table under each title of the second level."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))[0]
    found: dict[str, TableSeen] = {}
    title = ""
    for block in body:
        style = block.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in _TITLES:
            title = _NUMBER.sub("", _text(block))
        elif block.tag == f"{W}tbl":
            found.setdefault(title, [_row(row) for row in block.iter(f"{W}tr")])
    return found


def _row(row: etree._Element) -> list[CellSeen]:
    return [_cell(cell) for cell in row.iter(f"{W}tc")]


def _cell(cell: etree._Element) -> CellSeen:
    span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
    columns = 1 if span is None else int(str(span.get(f"{W}val")))
    down = "" if merge is None else str(merge.get(f"{W}val", "continue"))
    # A bracket is one whatever its width.
    text = _text(cell).replace("(", "（").replace(")", "）")
    return CellSeen(text, columns, down)


def _text(block: etree._Element) -> str:
    return "".join(node.text or "" for node in block.iter(f"{W}t"))
