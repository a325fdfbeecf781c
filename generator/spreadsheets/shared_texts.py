"""Texts of .xlsx cells: runs of several looks as one text, without readings printed above."""

import re
from typing import Any

from generator.kept import reading

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# How XML keeps characters that it has no other way for: `_x000D_`.
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read(root: Any) -> list[str]:
    """The shared texts of a workbook in their order."""
    return [text_of(item) for item in root.iterchildren(f"{S}si")]


def text_of(item: Any) -> str:
    """The text of an entry, or of a cell that holds its text itself."""
    found: list[str] = []
    for child in item.iterchildren("*"):
        if child.tag == f"{S}t":
            found.append(child.text or "")
        elif child.tag == f"{S}r":
            found += (it.text or "" for it in child.iterchildren(f"{S}t"))
    return unescape("".join(found))


def unescape(text: str) -> str:
    """A text as it was typed, its line ends plain."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return reading.with_plain_line_ends(text)
