"""What a drawing holds: text boxes, and what cannot be read as text."""

from collections.abc import Iterator
from typing import Any

from generator.word import ooxml
from generator.word.ooxml import W

BOX = "文本框"
OBJECT, FILE, FIELD, CHART = "嵌入的对象", "插入的文件", "域", "图表"
# A shape without text: it may lie over a figure, or strike it out.
SHAPE = "图形"
OTHER = "别的程序里才显示的内容"
# What cannot be read as text, by the names of the elements that stand for it.
_CHARTS = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_KINDS = {
    "blip": "图片",
    "imagedata": "图片",
    "chart": CHART,
    "relIds": "SmartArt 图形",
    "OLEObject": OBJECT,
    "control": "控件",
    "contentPart": "墨迹",
    "model3d": "三维模型",
}
_SHAPES = {"shape", "rect", "line", "oval", "roundrect", "polyline", "curve", "arc", "wsp", "cxnSp"}
_DRAWINGS = tuple(f"{W}{name}" for name in ("drawing", "pict", "object", "sym", "fldSimple"))
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVE = f"{_COMPATIBILITY}AlternateContent"
_CHOICE, _FALLBACK = f"{_COMPATIBILITY}Choice", f"{_COMPATIBILITY}Fallback"
# The prefixes of what Word knows and a choice may require.
_KNOWN = {"wps", "wpc", "wpg", "wpi", "wp14", "a14", "aink", "am3d", "v", "o", "c14", "c16"}
_NEWER = ("w14", "w15", "w16", "cx")


def choose(alternatives: Any) -> Any:
    """Of alternative contents the one that Word shows: the first that it knows, or the last."""
    for one in alternatives.iterchildren(_CHOICE):
        names = one.get("Requires", "").split()
        if names and all(name in _KNOWN or name.startswith(_NEWER) for name in names):
            return one
    fallback = alternatives.find(_FALLBACK)
    return ooxml.word("r") if fallback is None else fallback


def contents(node: Any) -> Iterator[tuple[str, Any]]:
    """What a drawing holds, in order: `BOX` with the text in it, or a kind of what is unread."""
    if node.tag == f"{W}object":
        yield OBJECT, None
        return
    for child in choose(node) if node.tag == ALTERNATIVE else node:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if child.tag == f"{W}txbxContent":
            if _holds(child):
                yield BOX, child
        elif name in _KINDS:
            yield _KINDS[name], None
        elif name == "textpath":
            yield BOX, as_content(child.get("string", ""))
        elif child.tag == ALTERNATIVE or len(child) or name in _SHAPES:
            inner = list(contents(child))
            yield from inner or [(SHAPE, None)] * (name in _SHAPES)


def holds_chart(node: Any) -> bool:
    """Whether a chart is drawn in a node."""
    return any(True for _ in node.iter(f"{_CHARTS}chart"))


def _holds(content: Any) -> bool:
    """Whether a text box holds any text or drawing."""
    return any(node.text for node in content.iter(f"{W}t")) or any(
        True for _ in content.iter(*_DRAWINGS)
    )


def as_content(text: str) -> Any:
    """Words that stand elsewhere, as the content of a text box."""
    return ooxml.word("txbxContent", ooxml.word("p", ooxml.word("r", ooxml.text_node(text))))
