"""The redline of two finished documents: the new one, with tracked changes against the old one.

Accepting all of them gives the new document, rejecting all of them the old one (ECMA-376 part 1
§17.13.5). What is not text stays as the new document has it: styles, sections, properties.
"""

import re
from collections.abc import Mapping
from typing import Any

from generator.diagnostics import Fault, FormPlace
from generator.redlines.blocks import woven
from generator.redlines.package import fit, links
from generator.redlines.pen import Comparison, Pen
from generator.redlines.pieces import UnmarkableError
from generator.word import archive, ooxml
from generator.word.ooxml import DOCUMENT, W, XmlError

Parts = Mapping[str, bytes]

_BESIDE = re.compile(r"word/(?:header|footer)\d*\.xml")
_REVISIONS = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
# What is numbered in the same row as tracked changes.
_NUMBERED = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart")
_PICTURES = ("drawing", "pict", "object")
_FORMATTING = ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx")


def redline(
    old: Parts, new: Parts, file: str, *, formats: bool
) -> tuple[bytes | None, list[Fault]]:
    """The redline's bytes; none where the two say the same, or where something is in the way.

    `file` is what faults call the old document; `formats` tells whether another formatting is a
    change as well.
    """
    changed: dict[str, bytes] = {}
    names = [DOCUMENT, *(name for name in new if _BESIDE.fullmatch(name) and name in old)]
    for name in names:
        part, fault = _part(name, old, new, file, formats)
        if part is not None:
            changed[name] = part
        elif fault is not None:
            return None, [fault]
    if not changed:
        return None, []
    packed = {name: archive.deflate(data) for name, data in {**new, **changed}.items()}
    return archive.write(packed), []


def _part(
    name: str, old: Parts, new: Parts, file: str, formats: bool
) -> tuple[bytes | None, Fault | None]:
    """One part's redline, if anything in it changed, or what is in the way of it."""
    try:
        left, right = ooxml.parse(old[name]), ooxml.parse(new[name])
    except (KeyError, XmlError):
        return None, Fault("X801", "不是完好的 Word 文件（.docx）", FormPlace(file, name, 0, ""))
    if name != DOCUMENT and any(_pictures(root) for root in (left, right)):
        return None, None
    # Held here, so that a paragraph can still be found when it has been moved.
    paragraphs = [ooxml.paragraphs(root) for root in (left, right)]
    try:
        _refuse_revisions(left)
        fit(left, old, new)
        return _woven(left, right, _comparison(name, right, old, new, formats)), None
    except UnmarkableError as error:
        return None, _fault(error, paragraphs, file, name)


def _pictures(root: Any) -> list[Any]:
    """The pictures of a header: a watermark, say, which says that a draft is one."""
    return list(root.iter(*(f"{W}{name}" for name in _PICTURES)))


def _comparison(name: str, root: Any, old: Parts, new: Parts, formats: bool) -> Comparison:
    taken = (node.get(f"{W}id", "") for node in root.iter(*(f"{W}{own}" for own in _NUMBERED)))
    first = max((int(number) for number in taken if number.isdecimal()), default=0) + 1
    return Comparison(Pen(first), formats, links(old, name), links(new, name))


def _woven(old: Any, new: Any, by: Comparison) -> bytes | None:
    body = f"{W}body"
    left, right = (root if root.find(body) is None else root.find(body) for root in (old, new))
    last = [node for node in right.iterchildren(f"{W}sectPr")]
    right[:] = [*woven(left, right, by), *last]
    return ooxml.bytes_of(new) if by.pen.made else None


def _refuse_revisions(root: Any) -> None:
    """Nobody knows which of two versions was published while changes in it are undecided."""
    for node in root.iter(*(f"{W}{name}" for name in _REVISIONS)):
        raise UnmarkableError("还有没接受也没拒绝的修订", node)
    for node in list(root.iter(*(f"{W}{name}Change" for name in _FORMATTING))):
        node.getparent().remove(node)


def _fault(error: UnmarkableError, paragraphs: list[list[Any]], file: str, part: str) -> Fault:
    own = next((n for n in (error.node, *error.node.iterancestors()) if n.tag == f"{W}p"), None)
    number = next((side.index(own) + 1 for side in paragraphs if own in side), 0)
    text = "" if own is None else ooxml.shown_text(own)[:200]
    where = "" if part == DOCUMENT else "的页眉或页脚里，"
    return Fault("X803", f"上一版{where}{error}", FormPlace(file, part, number, text))
