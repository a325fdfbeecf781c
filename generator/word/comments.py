"""Comments in a Word document: those of this program are set and taken out, all others stay."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.word import ooxml, opc
from generator.word.ooxml import W

AUTHOR = "gongkai"
_PART = "word/comments.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_ID = f"{W}id"
_KINDS = ("comments", "people")
_ANCHORS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def _find(parts: opc.Parts, main: str) -> tuple[str, Any]:
    """The part that holds the comments and its XML; nothing where there are none."""
    name = opc.find_target(parts, main, opc.COMMENTS)
    return name, ooxml.parse(parts[name]) if name else None


def authors(parts: opc.Parts, main: str) -> list[str]:
    """Who wrote each comment of a document, in their order."""
    _, root = _find(parts, main)
    found = () if root is None else root.findall(f"{W}comment")
    return [comment.get(f"{W}author", "") for comment in found]


def parts_of(parts: Mapping[str, bytes]) -> list[str]:
    """The parts that hold comments, what programs note beside them, and who wrote them."""
    links = opc.relations(parts, opc.main_part(parts))
    names = (it.target for it in links if it.kind.rpartition("/")[2].startswith(_KINDS))
    return [name for name in dict.fromkeys(names) if name in parts]


def clear(parts: opc.Parts) -> opc.Parts:
    """The parts of a document without its comments, whoever wrote them."""
    names = parts_of(parts)
    if not names:
        return parts
    left = dict(parts)
    for name in names:
        opc.drop(left, name)
        opc.unrelate(left, opc.main_part(left), name)
    for name in [name for name, xml in left.items() if b"comment" in xml]:
        if name.endswith(".xml") and name != opc.TYPES_PART:
            root = ooxml.parse(left[name])
            for anchor in list(_anchors(root)):
                _remove(anchor)
            left[name] = ooxml.bytes_of(root)
    return left


def take_out(parts: opc.Parts, main: str, document: Any, settled: Iterable[Any]) -> None:
    """Take out what this program remarked before at paragraphs that have been seen to.

    A remark whose paragraph is no longer in the document goes as well.
    """
    name, root = _find(parts, main)
    if root is None:
        return
    seen_to = {a.get(_ID) for paragraph in settled for a in _anchors(paragraph)}
    open_ = {anchor.get(_ID) for anchor in _anchors(document)} - seen_to
    ours = [c for c in root.findall(f"{W}comment") if c.get(f"{W}author") == AUTHOR]
    numbers = {comment.get(_ID) for comment in ours} - open_
    for comment in ours:
        if comment.get(_ID) in numbers:
            root.remove(comment)
    for anchor in list(_anchors(document)):
        if anchor.get(_ID) in numbers:
            _remove(anchor)
    parts[name] = ooxml.bytes_of(root)


def _anchors(element: Any) -> Iterator[Any]:
    return iter(element.iter(*(f"{W}{tag}" for tag in _ANCHORS)))


def _remove(anchor: Any) -> None:
    """Take out an anchor, with the run that held nothing else."""
    parent = anchor.getparent()
    parent.remove(anchor)
    if parent.tag == f"{W}r" and all(rest.tag == f"{W}rPr" for rest in parent):
        parent.getparent().remove(parent)


def add(parts: opc.Parts, main: str, document: Any, remarks: Sequence[tuple[Any, str]]) -> None:
    """Set a comment at each paragraph element."""
    if not remarks:
        return
    name, root = _find(parts, main)
    if root is None:
        name, root = _PART, ooxml.root_of(f"{W}comments", "w")
        opc.declare(parts, name, _TYPE)
        opc.relate(parts, main, opc.COMMENTS, name)
    numbers = (c.get(_ID, "") for c in root.findall(f"{W}comment"))
    taken = [known for n in numbers if (known := ooxml.whole_number(n)) is not None]
    for number, (paragraph, text) in enumerate(remarks, start=max(taken, default=-1) + 1):
        root.append(_comment(number, text))
        _anchor(paragraph, number)
    parts[name] = ooxml.bytes_of(root)


def _comment(number: int, text: str) -> Any:
    body = ooxml.word("p", ooxml.word("r", ooxml.text_node(text)))
    return ooxml.word("comment", body, id=str(number), author=AUTHOR, initials="GK")


def _anchor(paragraph: Any, number: int) -> None:
    start, end = (ooxml.word(f"commentRange{side}", id=str(number)) for side in ("Start", "End"))
    paragraph.insert(int(paragraph.find(f"{W}pPr") is not None), start)
    reference = ooxml.word("commentReference", id=str(number))
    paragraph.extend((end, ooxml.word("r", reference)))
