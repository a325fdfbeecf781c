"""Small pieces of Word's XML: made, found and cut; for edits made in it."""

from copy import deepcopy
from itertools import pairwise
from typing import Any

from lxml import etree

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NS}}}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def style(paragraph: Any) -> str:
    """The id of a paragraph's style."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return found.get(f"{W}val") if found is not None else ""


def words(node: Any) -> str:
    """The texts of an element, joined."""
    return "".join(text.text or "" for text in node.iter(f"{W}t"))


def runs(paragraph: Any) -> list[Any]:
    """A paragraph's own runs."""
    return list(paragraph.findall(f"{W}r"))


def cells(row: Any) -> list[Any]:
    """A row's cells."""
    return list(row.findall(f"{W}tc"))


def xml(text: str) -> Any:
    """An element written with the prefixes of Word's parts."""
    return etree.fromstring(f"<x {_PREFIXES}>{text}</x>")[0]


_SCHEMAS = "http://schemas.openxmlformats.org"
_PREFIXES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": NS,
        "r": OFFICE,
        "m": f"{_SCHEMAS}/officeDocument/2006/math",
        "mc": f"{_SCHEMAS}/markup-compatibility/2006",
        "wp": f"{_SCHEMAS}/drawingml/2006/wordprocessingDrawing",
        "a": f"{_SCHEMAS}/drawingml/2006/main",
        "pic": f"{_SCHEMAS}/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)


def run(text: str, look: str = "") -> str:
    """A run as XML; `look` is what its properties hold."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cut(text: Any, *offsets: int) -> list[Any]:
    """Cut a w:t's run at offsets within its text; the runs, in order, each with one w:t."""
    own, words_ = text.getparent(), text.text
    bounds = [0, *offsets, len(words_)]
    made = []
    for start, end in pairwise(bounds[1:]):
        copy = deepcopy(own)
        for other in copy.findall(f"{W}t")[1:]:
            copy.remove(other)
        put(copy.find(f"{W}t"), words_[start:end])
        made.append(copy)
    put(text, words_[: bounds[1]])
    for copy in reversed(made):
        own.addnext(copy)
    return [own, *made]


def put(text: Any, words_: str) -> None:
    """Let a w:t hold a text, with its blanks."""
    text.text = words_
    text.set(SPACE, "preserve")


def properties(holder: Any, name: str) -> Any:
    """The properties of a run (rPr) or a row (trPr); it gets some if it has none."""
    found = holder.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        holder.insert(0, found)
    return found


def state(properties: Any, text: str) -> None:
    """Let properties state something, in the place of what they state of it."""
    made = xml(text)
    for other in properties.findall(made.tag):
        properties.remove(other)
    properties.append(made)
