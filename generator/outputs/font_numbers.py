"""The numbers of the Type 1 fonts in a .pdf: counted in each file, not since LibreOffice started.

Such a font says its number twice, once in the part of it that is enciphered, where each sign
depends on all before it (Adobe Type 1 Font Format, chapter 7).
"""

import re
from typing import Any

_FIRST = 4_100_001  # where LibreOffice begins
_NUMBER = re.compile(rb"/UniqueID (\d+) def")
_KEY, _TIMES, _PLUS, _MOST = 55665, 52845, 22719, 0xFFFF
_HEAD = 4096  # how much of the enciphered part is looked at: its number stands near its beginning


def count_anew(pdf: Any, library: Any) -> None:
    """Number the fonts of a file in their order; all are packed in the same way then."""
    found = (it for it in pdf.objects if isinstance(it, library.Dictionary) and "/FontFile" in it)
    for number, font in enumerate(found, start=_FIRST):
        stream = font["/FontFile"]
        lengths = (int(stream.get(name, 0)) for name in ("/Length1", "/Length2"))
        stream.write(renumber(stream.read_bytes(), *lengths, number=number))


def renumber(font: bytes, plain: int, secret: int, *, number: int) -> bytes:
    """A font with another number; `plain` and `secret` are how long its first parts are."""
    head, hidden, rest = font[:plain], font[plain : plain + secret], font[plain + secret :]
    shown, kept = _NUMBER.search(head), _NUMBER.search(_decipher(hidden[:_HEAD]))
    digits = str(number).encode()
    if not shown or not kept or not len(shown[1]) == len(kept[1]) == len(digits):
        return font
    head = head[: shown.start(1)] + digits + head[shown.end(1) :]
    return head + (hidden if kept[1] == digits else _change(hidden, kept.start(1), digits)) + rest


def _decipher(secret: bytes) -> bytes:
    key, out = _KEY, bytearray()
    for sign in secret:
        out.append(sign ^ key >> 8)
        key = (sign + key) * _TIMES + _PLUS & _MOST
    return bytes(out)


def _change(secret: bytes, at: int, signs: bytes) -> bytes:
    """What is enciphered with other signs at a place: all that follows is enciphered anew."""
    key = _KEY
    for sign in secret[:at]:
        key = (sign + key) * _TIMES + _PLUS & _MOST
    out, own = bytearray(secret[:at]), key
    was = _decipher(secret[: at + len(signs)])[at:]
    apart = bytes(one ^ other for one, other in zip(was, signs, strict=True))
    for sign, change in zip(secret[at:], apart + bytes(len(secret) - at - len(signs)), strict=True):
        new = sign ^ key >> 8 ^ own >> 8 ^ change
        key = (sign + key) * _TIMES + _PLUS & _MOST
        own = (new + own) * _TIMES + _PLUS & _MOST
        out.append(new)
    return bytes(out)
