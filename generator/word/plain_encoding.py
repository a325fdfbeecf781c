"""What `encoding` gives for a part that is written plainly, of its joints and its texts.

Most of either were met in documents before: what each gives is made once.
"""

import re
from collections.abc import Callable
from itertools import chain
from typing import TypeVar

from generator.compare import pieces
from generator.word import fields, joints
from generator.word.joints import NotPlainError
from generator.word.plain_paragraphs import PlainPart

# What may hold texts that are not the paragraph's own, or are read otherwise.
_INTRICATE = re.compile(rb"<(?:w:(?:moveFrom|txbxContent|fldSimple)|(?:[\w.-]+:)?Fallback)\b")
_PARAGRAPH = re.compile(rb"<w:p(?=[\s>/])")
# What begins, parts and ends a field; what it says.
_FIELD = re.compile(
    rb'<w:fldChar w:fldCharType="(begin|separate|end)"(?: w:\w+="\w*")*/>'
    rb'|<w:instrText(?: xml:space="preserve")?>([^<&]*)</w:instrText>'
)
_IN_FIELDS = re.compile(rb"<w:(?:fldChar|instrText)\b")
_STRUCTURE = re.compile(rb"<(/?)w:(body|tbl|tr|tc|p)(?=[\s/>])[^<>]*?(/?)>")
# What begins, and what ends: a small letter.
_LETTERS = {b"body": "B", b"tbl": "T", b"tr": "R", b"tc": "C", b"p": "P"}
# Where blocks are not looked for: one in another element, or before or after the body.
_ASTRAY = re.compile("x|(?<![BCpt])[PT]|(?<![Tr])R|(?<![Rc])C|(?<!^)B|b(?!$)")
_BODY = " B"
_ENCODED = {**{it: f" {it}" for it in "BTRCP"}, "t": " /"}

# The texts of some documents of a kind, most of which are in the next one; no more are kept.
_MOST_KEPT = 1 << 13

Key = TypeVar("Key")
Value = TypeVar("Value")


class _Encoded(dict[Key, Value]):
    """What is made of something, by it: found without a call where it was made before."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        self._make = make

    def __missing__(self, key: Key) -> Value:
        if len(self) >= _MOST_KEPT:
            self.clear()
        made = self[key] = self._make(key)
        return made


def encode(part: PlainPart) -> str:
    """The fingerprints of its texts in the body's structure; else a `NotPlainError`."""
    structure = [*chain.from_iterable(map(_JOINTS.__getitem__, part.joints))]
    encoded = [""] * (2 * len(structure) - 1)
    encoded[::2], encoded[1::2] = structure, map(_TEXTS.__getitem__, part.texts)
    whole = "".join(encoded)
    if whole.find(_BODY) or whole.count(_BODY) > 1:
        raise NotPlainError
    return whole[len(_BODY) + 1 :]


def _encode_text(text: str) -> str:
    return " ".join(("", *pieces.list_words(text)))


def _encode_joint(joint: bytes) -> tuple[str, ...]:
    """The structure up to each paragraph that begins in a joint; at the end, what follows, too."""
    letters, has_text = _list_letters(joint), joint.endswith(joints.TEXT_BEGINS)
    if _ASTRAY.search(letters) or _INTRICATE.search(joint) or (has_text and _is_numbered(joint)):
        raise NotPlainError
    *before, after = letters.split("P")
    structure = [_encode_letters(f"{it}P") for it in before]
    return tuple(structure if has_text else (*structure, _encode_letters(after)))


def _list_letters(joint: bytes) -> str:
    """The structure that begins and ends in a joint, with an x before what stands in all else."""
    letters, parts = "", iter(_STRUCTURE.split(joint))
    for before, end, name, empty in zip(parts, parts, parts, parts, strict=False):
        letter = _LETTERS[name]
        if not end:
            letters += letter if _is_whole(before) else f"x{letter}"
        if end or empty:
            letters += letter.lower()
    return letters


def _is_whole(xml: bytes) -> bool:
    """Whether all that begins in a piece of a joint ends there."""
    return xml.count(b"<") == 2 * xml.count(b"</") + xml.count(b"/>")


def _encode_letters(letters: str) -> str:
    return "".join([_ENCODED.get(it, "") for it in letters])


def _is_numbered(joint: bytes) -> bool:
    """Whether a text after a joint may be the number of a page: its field is still open."""
    paragraph = _PARAGRAPH.split(joint)[-1]
    marks = _IN_FIELDS.findall(paragraph)
    if not marks:
        return False
    found, codes = _FIELD.findall(paragraph), list[bytes]()
    for border, code in found:
        if border == b"begin":
            codes.append(b"")
        elif border == b"end":
            codes = codes[:-1]
        elif not border and not codes:  # of one that has begun before
            return True
        elif not border:
            codes[-1] += code
    return len(found) != len(marks) or any(fields.is_page_number(it.decode()) for it in codes)


_TEXTS, _JOINTS = _Encoded(_encode_text), _Encoded(_encode_joint)
