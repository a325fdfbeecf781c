"""What a reader sees of a Word file, by a simple reader of our own: to hold that an edit shows.

Deleted text, hidden text and rows are not there; struck, white and tiny text is marked, as are
superscripts, pictures and what only Word can show.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STORY = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_GONE = {"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr"}
_MARKS = {"noBreakHyphen": "‑", "br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t"}
_SHAPES = {
    "altChunk": "〔文件〕",
    "blip": "〔图〕",
    "graphicData": "〔图形〕",
    "OLEObject": "〔对象〕",
    "textpath": "〔字〕",
}
_ENDS = {"p": "¶", "tc": "|", "tr": "\n"}
_LOOKS = {"strike": "~", "dstrike": "~", "vertAlign": "^"}
_OFF = ("0", "false", "off")


def seen(raw: bytes) -> str:
    """Everything that a file shows, part by part."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    hidden = _hidden_styles(parts)
    shown: list[str] = []
    for name in sorted(filter(_STORY.fullmatch, parts)):
        shown.append(f"\n◆{name}\n")
        root = etree.fromstring(parts[name])
        body = root.find(f"{W}body")
        for block in root if body is None else body:
            shown.append(_block(etree.tostring(block), hidden))
    return "".join(shown)


@lru_cache(maxsize=10_000)
def _block(xml: bytes, hidden: frozenset[str]) -> str:
    """What one block shows: most are as they were."""
    shown: list[str] = []
    _walk(etree.fromstring(xml), hidden, shown)
    return "".join(shown)


def _hidden_styles(parts: Mapping[str, bytes]) -> frozenset[str]:
    """The styles whose text is not shown, by themselves or by what they are based on."""
    hidden: set[str] = set()
    for style in etree.fromstring(parts["word/styles.xml"]).findall(f"{W}style"):
        above = style.find(f"{W}basedOn")
        inherits = above is not None and above.get(f"{W}val") in hidden
        if inherits or _is_on(style.find(f"{W}rPr/{W}vanish")):
            hidden.add(style.get(f"{W}styleId"))
    return frozenset(hidden)


def _is_on(switch: Any) -> bool:
    return switch is not None and switch.get(f"{W}val") not in _OFF


def _walk(node: Any, hidden: frozenset[str], shown: list[str]) -> None:
    name = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
    if not name or name in _GONE or _is_gone(node, name, hidden):
        return
    shown.append(_sign(node, name))
    for child in node:
        _walk(child, hidden, shown)
    if name in _ENDS and node.find(f"{W}pPr/{W}rPr/{W}del") is None:
        shown.append(_ENDS[name])


def _is_merged(cell: Any) -> bool:
    """Whether a cell only goes on with the one above it."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"


def _sign(node: Any, name: str) -> str:
    """What an element shows before its children."""
    if name == "t":
        return node.text or ""
    if name == "sym":
        return chr(int(node.get(f"{W}char"), 16) & 0xFFF)
    if name == "p":
        return "〔编号〕" if node.find(f"{W}pPr/{W}numPr") is not None else ""
    if name == "tr":
        return "矮" if node.find(f"{W}trPr/{W}trHeight[@{W}hRule='exact']") is not None else ""
    if name == "r" and node.find(f"{W}rPr") is not None:
        return "".join(_looks(node.find(f"{W}rPr")))
    return _MARKS.get(name) or _SHAPES.get(name, "") + (node.get("string") or "")


def _is_gone(node: Any, name: str, hidden: frozenset[str]) -> bool:
    if name == "tr":
        return node.find(f"{W}trPr/{W}del") is not None or _is_on(node.find(f"{W}trPr/{W}hidden"))
    if name == "tc":
        return node.find(f"{W}tcPr/{W}cellDel") is not None or _is_merged(node)
    if name not in ("r", "p"):
        return False
    style = node.find(f"{W}rPr/{W}rStyle" if name == "r" else f"{W}pPr/{W}pStyle")
    own = style is not None and style.get(f"{W}val") in hidden
    return own or (name == "r" and _is_on(node.find(f"{W}rPr/{W}vanish")))


def _looks(look: Any) -> list[str]:
    colour, size = look.find(f"{W}color"), look.find(f"{W}sz")
    marks = [mark for name, mark in _LOOKS.items() if _is_on(look.find(f"{W}{name}"))]
    marks += ["白"] if colour is not None and colour.get(f"{W}val") == "FFFFFF" else []
    return marks + (["小"] if size is not None and int(size.get(f"{W}val")) <= 2 else [])


def sentences(shown: str) -> list[str]:
    """The sentences and cells of what is shown, in no order: what stays when parts are moved."""
    return sorted(filter(None, re.split(r"(?<=。)|[¶|\n]", shown)))


def statements(shown: str) -> list[str]:
    """The sentences of what is shown that end as such."""
    return [sentence for sentence in sentences(shown) if sentence.endswith("。")]


def squeezed(shown: str) -> str:
    """What is shown without blanks, breaks and ends of paragraphs."""
    return re.sub(r"[\s¶]", "", shown)


def figures(shown: str) -> list[str]:
    """The figures of what is shown, each in one notation."""
    plain = unicodedata.normalize("NFKC", shown)
    return re.findall(r"[0-9][0-9.]*%?", re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", plain))
