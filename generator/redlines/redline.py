"""The redline of two finished documents: the new one, with tracked changes against the old one.

Accepting all of them gives the new document, rejecting all of them the old one (ECMA-376 part 1
§17.13.5). What is not text stays as the new document has it: styles, sections, properties.
"""

from typing import Any, NamedTuple

from generator.diagnostics import Fault, FormPlace
from generator.redlines.basis import Basis, Parts, Pen, fit, links
from generator.redlines.blocks import weave
from generator.redlines.pieces import UnmarkableError
from generator.word import archive, ooxml, opc
from generator.word.ooxml import W, XmlError

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
    for part in _parts(old, new):
        xml = _redline_part(part, old, new, file, formats)
        if isinstance(xml, Fault):
            return None, [xml]
        if xml is not None:
            changed[part.new] = xml
    return (archive.pack({**new, **changed}) if changed else None), []


class _PartNames(NamedTuple):
    """What a part is called in the old file and in the new one; `beside` the main part or not."""

    old: str
    new: str
    beside: bool = False


def _parts(old: Parts, new: Parts) -> list[_PartNames]:
    """The main parts, and the headers and footers that both files have."""
    mains = _PartNames(opc.main_part(old), opc.main_part(new))
    before = opc.targets(old, mains.old, opc.HEADER, opc.FOOTER)
    after = opc.targets(new, mains.new, opc.HEADER, opc.FOOTER)
    return [mains, *(_PartNames(name, name, beside=True) for name in after if name in before)]


def _redline_part(
    part: _PartNames, old: Parts, new: Parts, file: str, formats: bool
) -> bytes | Fault | None:
    """One part's redline, if anything in it changed, or what is in the way of it."""
    try:
        roots = ooxml.parse(old[part.old]), ooxml.parse(new[part.new])
    except (KeyError, XmlError):
        return Fault("X801", "不是完好的 Word 文件（.docx）", FormPlace(file, part.old, 0, ""))
    # The pictures of a header: a watermark, say, which says that a draft is one.
    if part.beside and any(_find(root, *_PICTURES) for root in roots):
        return None
    # Held here, so that a paragraph can still be found when it has been moved.
    paragraphs = [ooxml.paragraphs(root) for root in roots]
    left, right = roots
    try:
        _refuse_revisions(left)
        fit(left, old, new)
        first = _first_number(right)
        by = Basis(Pen(first), formats, links(old, part.old), links(new, part.new))
        _weave_body(left, right, by)
    except UnmarkableError as error:
        return _fault(error, paragraphs, file, part)
    return ooxml.bytes_of(right) if by.pen.number > first else None


def _find(root: Any, *names: str) -> list[Any]:
    return list(root.iter(*(f"{W}{name}" for name in names)))


def _first_number(root: Any) -> int:
    """The first number that no mark of a part has yet."""
    numbers = (node.get(f"{W}id", "") for node in _find(root, *_NUMBERED))
    return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1


def _weave_body(old: Any, new: Any, by: Basis) -> None:
    body = f"{W}body"
    weave(*(root if root.find(body) is None else root.find(body) for root in (old, new)), by)


def _refuse_revisions(root: Any) -> None:
    """Nobody knows which of two versions was published while changes in it are undecided."""
    for node in _find(root, *_REVISIONS):
        raise UnmarkableError("还有没接受也没拒绝的修订", node)
    for node in _find(root, *(f"{name}Change" for name in _FORMATTING)):
        node.getparent().remove(node)


def _fault(
    error: UnmarkableError, paragraphs: list[list[Any]], file: str, part: _PartNames
) -> Fault:
    tag = f"{W}p"
    holder = next((n for n in (error.node, *error.node.iterancestors()) if n.tag == tag), None)
    number = next((side.index(holder) + 1 for side in paragraphs if holder in side), 0)
    text = "" if holder is None else ooxml.shown_text(holder)[:200]
    where = "的页眉或页脚里，" if part.beside else ""
    return Fault("X803", f"上一版{where}{error}", FormPlace(file, part.old, number, text))
