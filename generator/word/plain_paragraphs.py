"""The texts of a part's paragraphs, read without a tree where it is written plainly.

Cut at its texts, a part is a row of joints, which are judged once for all documents (`joints`), and
of texts, which are judged together. What is written in any other way, or is no XML at all, is not
plain: a tree will tell.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.word import joints, ooxml
from generator.word.joints import NotPlainError

_MOST = 10_000_000  # bytes; libxml2, which reads trees, has limits for what is in larger parts
_ROOT = re.compile(
    rb'(?:<\?xml version="1\.0" encoding="UTF-8"(?: standalone="(?:yes|no)")?\?>\s*)?'
    rb"<(w:(?![pt] )\w+) [^<>]*>"
)
_SIGNS = joints.JOINT, joints.PARAGRAPH
_JOINT, _PARAGRAPH = [it.decode() for it in _SIGNS]
# What XML does not allow in a text; a return would be another sign in a tree.
_CONTROLS = bytes({*range(32)}.difference(b"\t\n"))
_NO_SIGNS = "\ufffe", "\uffff"
_ENTITY = re.compile("&(?:amp|lt|gt|quot|apos|#34|#39);")


class PlainPart(NamedTuple):
    """What stands between the texts of a part, and the text of each of its paragraphs, in order."""

    joints: Sequence[bytes]
    texts: Sequence[str]


# What was read last, by its bytes: a document is read for what it carries, and when it stands.
_LAST: list[tuple[bytes, PlainPart]] = []


def read(xml: bytes, pieces: Sequence[bytes] = ()) -> PlainPart:
    """The paragraphs of a plain part; of one that is not, a `NotPlainError`.

    `pieces` are what its writer joined, every second one a text: a hint and no more.
    """
    for known, part in _LAST:
        if known == xml:
            return part
    part = _follow(xml, pieces) or _read(xml)
    _LAST[:] = [(xml, part)]
    return part


def _follow(xml: bytes, pieces: Sequence[bytes]) -> PlainPart | None:
    """The same along its pieces, if they are it; the first part after a root is cut all the same.

    So all its joints are judged at once.
    """
    root = _ROOT.match(pieces[0]) if pieces else None
    if not (root and joints.is_known(root[0]) and len(xml) <= _MOST and b"".join(pieces) == xml):
        return None
    from generator.word import along  # a single document is not followed

    judged, own, texts = joints.find_judged(root[0], root[1]), pieces[::2], pieces[1::2]
    try:
        found = along.follow(judged.first, [own[0][root.end() :], *own[1:]], texts)
        return PlainPart(found.joints, _tell(found.signs, found.texts))
    except NotPlainError:
        return None


def _read(xml: bytes) -> PlainPart:
    root = _ROOT.match(xml)
    if root is None or len(xml) > _MOST:
        raise NotPlainError
    cut, texts = list[bytes](), list[bytes]()
    for row in xml[root.end() :].split(joints.TEXT_END):
        joint, _, text = row.rpartition(b">")
        cut.append(joint)
        texts.append(text)
    judged = joints.find_judged(root[0], root[1])
    judged.judge(cut)
    now, signs = judged.first, list[bytes]()
    for joint in cut:
        now, sign = now[joint]
        signs.append(sign)
    if now.names or texts.pop().strip(joints.BLANKS):
        raise NotPlainError
    return PlainPart(cut, _tell(signs, texts))


def _tell(signs: Sequence[bytes], texts: Sequence[bytes]) -> list[str]:
    """The text of each paragraph: the signs keep texts apart until they are known to be whole."""
    row = [b""] * (len(signs) + len(texts))
    row[::2], row[1::2] = signs, texts
    written = b"".join(row)
    try:
        whole = written.decode()
    except UnicodeDecodeError as error:
        raise NotPlainError from error
    references, due = whole.count("&"), b"".join(signs)
    unfit = len(written.translate(None, _CONTROLS)) < len(written)
    if unfit or any(it in whole for it in _NO_SIGNS):
        raise NotPlainError
    if any(written.count(it) != due.count(it) for it in _SIGNS):
        raise NotPlainError
    if references and len(_ENTITY.findall(whole)) != references:
        raise NotPlainError
    _, *found = whole.replace(_JOINT, "").split(_PARAGRAPH)
    return [ooxml.unescape(it) if "&" in it else it for it in found] if references else found
