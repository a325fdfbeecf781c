"""The redline of two finished documents: the new one, with tracked changes against the old one.

Accepting all of them gives the new document, rejecting all of them the old one (ECMA-376 part 1
§17.13.5). What is not text stays as the new document has it: styles, sections, properties.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.diagnostics import Fault, FormPlace
from generator.redlines.blocks import woven
from generator.redlines.package import fit, links
from generator.redlines.pen import Comparison, Pen
from generator.redlines.pieces import Links, UnmarkableError
from generator.word import archive, ooxml, opc
from generator.word.ooxml import W, XmlError

Parts = Mapping[str, bytes]

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
    for names in _parts(old, new):
        part, fault = _part(names, old, new, file, formats)
        if part is not None:
            changed[names.new] = part
        elif fault is not None:
            return None, [fault]
    return (archive.pack({**new, **changed}) if changed else None), []


class _Names(NamedTuple):
    """What a part is called in the old file and in the new one; `beside` the main part or not."""

    old: str
    new: str
    beside: bool = False


def _parts(old: Parts, new: Parts) -> Iterator[_Names]:
    """The main parts, and the headers and footers that both files have."""
    mains = _Names(opc.main_part(old), opc.main_part(new))
    yield mains
    before = opc.targets(old, mains.old, opc.HEADER, opc.FOOTER)
    for name in opc.targets(new, mains.new, opc.HEADER, opc.FOOTER):
        if name in before:
            yield _Names(name, name, beside=True)


def _part(
    names: _Names, old: Parts, new: Parts, file: str, formats: bool
) -> tuple[bytes | None, Fault | None]:
    """One part's redline, if anything in it changed, or what is in the way of it."""
    try:
        left, right = ooxml.parse(old[names.old]), ooxml.parse(new[names.new])
    except (KeyError, XmlError):
        place = FormPlace(file, names.old, 0, "")
        return None, Fault("X801", "不是完好的 Word 文件（.docx）", place)
    if names.beside and any(_pictures(root) for root in (left, right)):
        return None, None
    # Held here, so that a paragraph can still be found when it has been moved.
    paragraphs = [ooxml.paragraphs(root) for root in (left, right)]
    try:
        _refuse_revisions(left)
        fit(left, old, new)
        by = _comparison(right, links(old, names.old), links(new, names.new), formats)
        return _woven(left, right, by), None
    except UnmarkableError as error:
        return None, _fault(error, paragraphs, file, names)


def _pictures(root: Any) -> list[Any]:
    """The pictures of a header: a watermark, say, which says that a draft is one."""
    return list(root.iter(*(f"{W}{name}" for name in _PICTURES)))


def _comparison(root: Any, old: Links, new: Links, formats: bool) -> Comparison:
    taken = (node.get(f"{W}id", "") for node in root.iter(*(f"{W}{own}" for own in _NUMBERED)))
    first = max((int(number) for number in taken if number.isdecimal()), default=0) + 1
    return Comparison(Pen(first), formats, old, new)


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


def _fault(error: UnmarkableError, paragraphs: list[list[Any]], file: str, part: _Names) -> Fault:
    own = next((n for n in (error.node, *error.node.iterancestors()) if n.tag == f"{W}p"), None)
    number = next((side.index(own) + 1 for side in paragraphs if own in side), 0)
    text = "" if own is None else ooxml.shown_text(own)[:200]
    where = "的页眉或页脚里，" if part.beside else ""
    return Fault("X803", f"上一版{where}{error}", FormPlace(file, part.old, number, text))
