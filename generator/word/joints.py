"""What stands between the texts of a part: the joints.

They come from a form, again and again in all that is made of it, so each different one is judged
once: that it is XML, what it closes of the elements that are open before it, what it leaves open,
how many paragraphs begin in it. A part is well-formed where each joint closes what is open.
"""

import re
from collections.abc import Iterable
from pyexpat import ExpatError, ParserCreate
from typing import NamedTuple

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# A joint ends in front of the last sign of the tag that begins a text.
TEXT_BEGINS, TEXT_END = (b"<w:t", b'<w:t xml:space="preserve"'), b"</w:t>"
# What a joint is in a row of texts, and each paragraph that begins in it: signs that no text has.
JOINT, PARAGRAPH = b"<", b">"
_DEEPEST = 100  # elements in elements, around a joint and in it; libxml2 takes 256
_LONGEST = 50_000  # bytes of a joint; libxml2 takes no longer name
_MOST_KEPT, _MOST_ROOTS = 1 << 14, 16
_TAG = re.compile(rb"<(/?)([\w:.-]+)(\s[^<>]*[^<>/]|\s?)(/?)>")
_PARAGRAPH_NAME, _TEXT_NAME = b"w:p", b"w:t"
# The end of one (/), whole ones (p/), the beginning of one (p): none in another.
_IN_A_ROW = re.compile(rb"/?(?:p/)*p?")
# An element of nothing but empty ones, as a cell has before what stands in it: many joints differ
# in nothing else.
_FLAT = re.compile(rb"(<(w:(?![pt]>)\w+)>(?:<w:(?![pt][\s/])[^<>]*/>)*</\2>)")
_MARK = b"<a/>"  # no less than an element: what is broken in front of it stays broken
# Names of namespaces that libxml2, too, takes for addresses.
_ADDRESS = re.compile(r"http://[\w.-]+(?:/[\w.-]*)*|urn:[\w.:-]+", re.ASCII)
_OF_XML = re.compile(rb"\sxml:(?!space)")  # xml:id, for one, must be a name that no other has

Elements = tuple[bytes, ...]
Tag = tuple[bytes, bytes, bytes, bytes]  # its end (/), name, attributes, what makes it empty (/)


class NotPlainError(ValueError):
    """A part whose texts only a tree can tell."""


class _Joint(NamedTuple):
    """The elements that a joint closes and leaves open, the outermost first.

    How many paragraphs begin in it; whether a text comes after it, or nothing more.
    """

    closed: Elements
    opened: Elements
    begun: int
    has_text: bool


class OpenElements(dict[bytes, "tuple[OpenElements, bytes, bytes]"]):
    """The elements that are open at a text: by each joint, those after it, its signs, itself.

    Whoever has a joint as it was first met finds soon what else is known of it. `names` are those
    of the elements, the outermost first; none are left at the end of a part.
    """

    def __init__(self, judged: "JudgedJoints", names: Elements) -> None:
        self.judged, self.names = judged, names

    def __missing__(self, xml: bytes) -> "tuple[OpenElements, bytes, bytes]":
        joint = self.judged.joints[xml]
        kept = len(self.names) - len(joint.closed)
        around = self.names[:kept]
        after = around + joint.opened
        nested = joint.begun and _PARAGRAPH_NAME in around
        fits = around and _PARAGRAPH_NAME in after if joint.has_text else not after
        if self.names[kept:] != joint.closed or nested or not fits or len(after) > _DEEPEST:
            raise NotPlainError
        self[xml] = self.judged.find_open(after), JOINT + PARAGRAPH * joint.begun, xml
        return self[xml]


class JudgedJoints:
    """The joints that were met after a root: the same names mean the same in all that have it."""

    def __init__(self, root: bytes, name: bytes) -> None:
        self.root, self.end = root, b"</%b>" % name
        self.joints: dict[bytes, _Joint] = {}
        self.open: dict[Elements, OpenElements] = {}
        self.first = self.find_open((name,))

    @property
    def size(self) -> int:
        # Of a copy: other threads add to it meanwhile.
        return len(self.joints) + sum(map(len, tuple(self.open.values())))

    def find_open(self, names: Elements) -> OpenElements:
        return self.open.setdefault(names, OpenElements(self, names))

    def judge(self, joints: Iterable[bytes]) -> None:
        """Judge those that are new, together: none can make good what another lacks."""
        new = set(joints).difference(self.joints)
        if not new:
            return
        if len(new) > _MOST_KEPT or max(map(len, new)) > _LONGEST:
            raise NotPlainError
        parted = {it: _FLAT.split(it) for it in new}
        flat = {element for parts in parted.values() for element in parts[1::3]}
        bare = {it: _MARK.join(parts[::3]) for it, parts in parted.items()}
        scanned = {it: _scan(it) for it in set(bare.values())}
        whole = [_complete(xml, joint) for xml, joint in scanned.items()]
        _judge(b"".join((self.root, *flat, *whole, self.end)))
        self.joints.update({it: scanned[bare[it]] for it in new})


_KEPT: dict[bytes, JudgedJoints] = {}


def find_judged(root: bytes, name: bytes) -> JudgedJoints:
    """What is known of joints after a root, in any document."""
    if len(root) > _LONGEST:
        raise NotPlainError
    judged = _KEPT.get(root)
    if judged is None or judged.size > _MOST_KEPT:
        if len(_KEPT) >= _MOST_ROOTS:
            _KEPT.clear()
        judged = _KEPT[root] = JudgedJoints(root, name)
    return judged


def _scan(xml: bytes) -> _Joint:
    """What the tags of a joint do, if it is XML.

    Each of its brackets is that of a tag: what only looks like elements, in a comment, is refused.
    """
    tags = _TAG.findall(xml + b">")
    closed, opened, outer = _follow(tags)
    paragraphs = [(end or b"p") + empty for end, name, _, empty in tags if name == _PARAGRAPH_NAME]
    texts = [name for _, name, _, empty in tags if name == _TEXT_NAME and not empty]
    has_text = xml.endswith(TEXT_BEGINS)
    if (
        not len(tags) == xml.count(b"<") == xml.count(b">") + 1
        or not _IN_A_ROW.fullmatch(b"".join(paragraphs))
        or len(texts) != has_text
        or not (has_text or outer)
        or any(b"xmlns" in more for _, more in opened)
    ):
        raise NotPlainError
    names = [name for name, _ in opened]
    begun = len(paragraphs) - paragraphs.count(b"/")
    return _Joint(tuple(closed[::-1]), tuple(names[: len(names) - has_text]), begun, has_text)


def _follow(tags: Iterable[Tag]) -> tuple[list[bytes], list[tuple[bytes, bytes]], bool]:
    """The elements that tags close and leave open; whether the last closes one from before them."""
    closed, opened, outer = list[bytes](), list[tuple[bytes, bytes]](), False
    for end, name, more, empty in tags:
        outer = bool(end) and not opened
        if outer:
            closed.append(name)
        elif end:
            opened.pop()
        elif not empty:
            opened.append((name, more))
            if len(opened) > _DEEPEST:
                raise NotPlainError
    return closed, opened, outer


def _complete(xml: bytes, joint: _Joint) -> bytes:
    """A joint as what can be judged by itself: what it closes begun, what it leaves open ended."""
    before = b"".join([b"<%b>" % name for name in joint.closed])
    after = b"".join([b"</%b>" % name for name in reversed(joint.opened)])
    return b"".join((before, xml, b">", TEXT_END if joint.has_text else b"", after))


def _judge(xml: bytes) -> None:
    """Refuse what is no XML, and other names for those of Word."""
    parser, spaces = ParserCreate(namespace_separator=" "), list[tuple[str | None, str | None]]()
    parser.StartNamespaceDeclHandler = lambda prefix, name: spaces.append((prefix, name))
    try:
        parser.Parse(xml, True)
    except ExpatError as error:
        raise NotPlainError from error
    named = [it for it in spaces if it[0] == "w" or it[1] == _WORD]
    known = all(name and _ADDRESS.fullmatch(name) for _, name in spaces)
    if named != [("w", _WORD)] or not known or _OF_XML.search(xml):
        raise NotPlainError
