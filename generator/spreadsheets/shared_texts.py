"""Texts of .xlsx cells: runs of several looks as one text, without readings printed above."""

import re
from typing import Any

from generator.kept import reading

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# How XML keeps characters that it has no other way for: `_x000D_`.
STRUCK, RAISED = "划去的字", "上标、下标的数字"
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


def find_struck(root: Any) -> dict[int, str]:
    """The shared texts that are struck through or raised in part, with what is there."""
    found = ((number, say_struck(it)) for number, it in enumerate(root.iterchildren(f"{S}si")))
    return {number: said for number, said in found if said}


def say_struck(item: Any) -> str:
    """What of an entry is not read as it looks: struck text, figures above or below the line."""
    for run in item.iterchildren(f"{S}r"):
        look, text = run.find(f"{S}rPr"), "".join(it.text or "" for it in run.iterchildren(f"{S}t"))
        if look is not None and text.strip():
            if is_struck(look):
                return STRUCK
            if look.find(f"{S}vertAlign") is not None and re.search("[0-9]", text):
                return RAISED
    return ""


def is_struck(look: Any) -> bool:
    """Whether a font strikes its text through."""
    strike = look.find(f"{S}strike")
    return strike is not None and strike.get("val", "1") in ("1", "true")


def unescape(text: str) -> str:
    """A text as it was typed, its line ends plain."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return reading.with_plain_line_ends(text)
