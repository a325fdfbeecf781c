"""What a document's properties say of the people and machines that made it."""

import re
from collections.abc import Iterator
from typing import Any

from generator.word import ooxml, opc, word_file

_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_APP = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_EXTENDED = f"{opc.OFFICE}/extended-properties"
_CUSTOM = f"{opc.OFFICE}/custom-properties"
_PEOPLE = "http://schemas.microsoft.com/office/2011/relationships/people"
_PREVIEW = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"

CREATOR = "作者"
_NAMES = {
    f"{_CORE}lastModifiedBy": "最后修改者",
    f"{_CORE}keywords": "关键词",
    f"{_CORE}category": "类别",
    f"{_CORE}contentStatus": "状态",
    f"{_DC}description": "说明",
    f"{_APP}Manager": "主管",
    f"{_APP}Company": "单位",
    f"{_APP}Template": "模板",
    f"{_APP}HyperlinkBase": "超链接基础",
}
# What every document may say.
_USUAL = ("Normal", "Normal.dotm", "Normal.dot")


def take_out(parts: opc.Parts, main: str, root: Any) -> list[str]:
    """Take the names of people out of a document's properties; each, with what it was.

    The author stays where it is the unit itself, as its cover names it.
    """
    told: list[str] = []
    cover = word_file.cover(root)
    for kind in (opc.CORE, _EXTENDED):
        part = opc.find_target(parts, "", kind)
        properties = ooxml.parse(parts[part]) if part else ()
        cleared = list(_clear(properties, cover))
        if cleared:
            parts[part] = ooxml.bytes_of(properties)
        told += cleared
    told += _drop(parts, "", _CUSTOM, "自定义属性") + _drop(parts, "", _PREVIEW, "预览图")
    return told + _drop(parts, main, _PEOPLE, "审阅人名单")


def _clear(properties: Any, cover: str) -> Iterator[str]:
    own = re.sub(r"\s+", "", cover)
    for node in list(properties):
        text = re.sub(r"\s+", "", node.text or "")
        if node.tag == f"{_DC}creator" and text not in own:
            node.text = None
            yield f"{CREATOR}“{text}”"
        elif node.tag in _NAMES and text and text not in _USUAL:
            properties.remove(node)
            yield f"{_NAMES[node.tag]}“{text}”"


def _drop(parts: opc.Parts, source: str, kind: str, what: str) -> list[str]:
    names = [name for name in opc.targets(parts, source, kind) if name in parts]
    for name in names:
        opc.drop(parts, name)
        opc.unrelate(parts, source, name)
    return [what] if names else []
