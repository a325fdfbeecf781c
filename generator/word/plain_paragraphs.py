"""The texts of a part's paragraphs, read without a tree where it is written plainly.

Cut at its texts, a part is a row of joints, which are judged once for all documents (`joints`), and
of texts, which are judged together. What is written in any other way, or is no XML at all, is not
plain: a tree will tell.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from generator.word import joints, ooxml
from generator.word.joints import NotPlainError, OpenElements

_MOST = 10_000_000  # bytes; libxml2, which reads trees, has limits for what is in larger parts
_ROOT = re.compile(
    rb'(?:<\?xml version="1\.0" encoding="UTF-8"(?: standalone="(?:yes|no)")?\?>\s*)?'
    rb"<(w:(?![pt] )\w+) [^<>]*>"
)
_JOINT, _PARAGRAPH = joints.JOINT.decode(), joints.PARAGRAPH.decode()
_STRETCH = 1 << 15  # bytes that are cut at once: what comes of them stays near the processor
_BLANKS = b" \t\r\n"
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


def read(xml: bytes) -> PlainPart:
    """The paragraphs of a plain part; of one that is not, a `NotPlainError`."""
    for known, part in _LAST:
        if known == xml:
            return part
    part = _read(xml)
    _LAST[:] = [(xml, part)]
    return part


def _read(xml: bytes) -> PlainPart:
    root = _ROOT.match(xml)
    if root is None or len(xml) > _MOST:
        raise NotPlainError
    judged, begin = joints.find_judged(root[0], root[1]), root.end()
    try:
        return _follow(judged.first, _cut(xml, begin))
    except KeyError:
        rows = [*_cut(xml, begin)]
        judged.judge(row.rpartition(b">")[0] for row in rows)
        return _follow(judged.first, rows)


def _cut(xml: bytes, begin: int) -> Iterator[bytes]:
    """A joint, the last sign of a tag and a text, again and again."""
    return chain.from_iterable(_cut_stretches(xml, begin))


def _cut_stretches(xml: bytes, begin: int) -> Iterator[Sequence[bytes]]:
    while (end := xml.find(joints.TEXT_END, begin + _STRETCH)) >= 0:
        yield xml[begin:end].split(joints.TEXT_END)
        begin = end + len(joints.TEXT_END)
    yield xml[begin:].split(joints.TEXT_END)


def _follow(now: OpenElements, rows: Iterable[bytes]) -> PlainPart:
    """The joints and texts of rows, as far as all joints were judged; else a `KeyError`."""
    met, signs, texts = list[bytes](), list[bytes](), list[bytes]()
    for row in rows:
        joint, _, text = row.rpartition(b">")
        now, sign, joint = now[joint]
        met.append(joint)
        signs.append(sign)
        texts.append(text)
    if now.names or texts.pop().strip(_BLANKS):
        raise NotPlainError
    return PlainPart(met, _tell(signs, texts))


def _tell(signs: Sequence[bytes], texts: Sequence[bytes]) -> list[str]:
    """The text of each paragraph: the signs keep texts apart until they are known to be whole."""
    pieces = [b""] * (2 * len(signs) - 1)
    pieces[::2], pieces[1::2] = signs, texts
    written = b"".join(pieces)
    try:
        whole = written.decode()
    except UnicodeDecodeError as error:
        raise NotPlainError from error
    references = whole.count("&")
    unfit = len(written.translate(None, _CONTROLS)) < len(written)
    if unfit or whole.count(_JOINT) != len(signs) or any(it in whole for it in _NO_SIGNS):
        raise NotPlainError
    if references and len(_ENTITY.findall(whole)) != references:
        raise NotPlainError
    _, *found = whole.replace(_JOINT, "").split(_PARAGRAPH)
    return [ooxml.unescape(it) if "&" in it else it for it in found] if references else found
