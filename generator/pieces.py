"""A text cut into pieces: whole numbers, and the words between them, each with a fingerprint.

A fingerprint is called a *word*. It tells whether two pieces are the same without saying what they
are; its first character says what kind of piece it is of.
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

NUMBER, END, PLAIN = "#", ".", "~"
Words = tuple[str, ...]

_NUMBER = re.compile(r"(?<![0-9A-Za-z.])-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[%％]?")
_PHRASE = re.compile(r"[^，。；：、！？]*[，。；：、！？]|[^，。；：、！？]+")
_ORDINAL = re.compile("(（[一二三四五六七八九十百]+）)")
_COUNTED = re.compile("（?[一二三四五六七八九十百]+[）、]")
_ENDS = ("。", "；", "！", "？")
_BYTES = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text and its fingerprint."""

    text: str
    word: str

    @property
    def number(self) -> bool:
        """Whether this is a whole number, with its sign, commas, decimals and percent sign."""
        return is_number(self.word)

    @property
    def ordinal(self) -> bool:
        """Whether this only counts paragraphs: （一） or 一、."""
        return _COUNTED.fullmatch(self.text) is not None


def fingerprint(text: str) -> str:
    """What is the same for the same text, and says nothing else of it."""
    return urlsafe_b64encode(blake2b(text.encode(), digest_size=_BYTES).digest()).decode()


@lru_cache(maxsize=1 << 14)
def cut(text: str) -> tuple[Piece, ...]:
    """The pieces of a text; together they are the text again."""
    return tuple(_cut(text))


def _cut(text: str) -> Iterator[Piece]:
    end = 0
    for match in _NUMBER.finditer(text):
        yield from _phrases(text[end : match.start()])
        yield Piece(match[0], NUMBER + fingerprint(match[0]))
        end = match.end()
    yield from _phrases(text[end:])


def _phrases(text: str) -> Iterator[Piece]:
    for phrase in (p for part in _ORDINAL.split(text) for p in _PHRASE.findall(part)):
        kind = END if phrase.endswith(_ENDS) else PLAIN
        yield Piece(phrase, kind + fingerprint(phrase))


def words(text: str) -> Words:
    """The fingerprints of a text's pieces, in order."""
    return tuple(piece.word for piece in cut(text))


def is_number(word: str) -> bool:
    """Whether a fingerprint is that of a number."""
    return word.startswith(NUMBER)


def skeleton(line: Iterable[str]) -> Words:
    """The fingerprints with every number made equal: what stays when only figures change."""
    return tuple(NUMBER if is_number(word) else word for word in line)


def sentences(line: Sequence[str]) -> list[slice]:
    """Where each sentence of a text stands among its pieces."""
    found, start = [], 0
    for index, word in enumerate(line, start=1):
        if word.startswith(END) or index == len(line):
            found.append(slice(start, index))
            start = index
    return found


def text_of(pieces: Iterable[Piece]) -> str:
    """The text that pieces make."""
    return "".join(piece.text for piece in pieces)
