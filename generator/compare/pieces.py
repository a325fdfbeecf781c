"""A text cut into pieces: whole numbers, and the words between them, each with a fingerprint.

A fingerprint is called a *word*. It tells whether two pieces are the same without saying what they
are; its first character says what kind of piece it is of.
"""

import re
from binascii import b2a_base64
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from generator.compare.thresholds import LONGEST
from generator.compare.tokens import FIGURE

NUMBER, END, PLAIN = "#", ".", "~"
Words = tuple[str, ...]

_FIGURES = re.compile(f"({FIGURE})")
_PHRASE = re.compile(r"[^，。；：、！？]*[，。；：、！？]|[^，。；：、！？]+")
_ORDINAL = re.compile("(（[一二三四五六七八九十百]+）)")
_COUNTED = re.compile("（?[一二三四五六七八九十百]+[）、]")
_ENDS = ("。", "；", "！", "？")
_BYTES = 6
# A longer text is one piece: no paragraph that people read is as long, and millions of pieces would
# fill memory.
_FOR_NAMES = bytes.maketrans(b"+/", b"-_")


class TextPiece(NamedTuple):
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
    digest = b2a_base64(blake2b(text.encode(), digest_size=_BYTES).digest(), newline=False)
    return digest.translate(_FOR_NAMES).decode()


@lru_cache(maxsize=1 << 14)
def cut(text: str) -> tuple[TextPiece, ...]:
    """The pieces of a text; together they are the text again."""
    return tuple(_cut(text))


@lru_cache(maxsize=1 << 14)
def words(text: str) -> Words:
    """The fingerprints of a text's pieces, in order."""
    return list_words(text)


def list_words(text: str) -> Words:
    """The same for a text that is not asked for again."""
    if len(text) <= LONGEST and _FIGURES.fullmatch(text):
        return (NUMBER + fingerprint(text),)  # as most cells of a table are
    return tuple([word for _, word in _cut(text)])


def _cut(text: str) -> Sequence[TextPiece]:
    """The pieces of a text; one that is too long is a piece."""
    if len(text) > LONGEST:
        return [_mark(PLAIN, text)]
    words, *more = _FIGURES.split(text)
    cut = [*_cut_words(words)]
    for figure, words in zip(more[::2], more[1::2], strict=True):
        cut.append(_mark(NUMBER, figure))
        cut += _cut_words(words)
    return cut


@lru_cache(maxsize=1 << 13)
def _cut_words(text: str) -> Sequence[TextPiece]:
    """The pieces between two figures: a form says them again and again around other figures."""
    parts = _ORDINAL.split(text) if "（" in text else (text,)
    phrases = [phrase for part in parts for phrase in _PHRASE.findall(part)]
    return tuple(_mark(END if it.endswith(_ENDS) else PLAIN, it) for it in phrases)


def _mark(kind: str, text: str) -> TextPiece:
    return TextPiece(text, kind + fingerprint(text))


def is_number(word: str) -> bool:
    """Whether a fingerprint is that of a number."""
    return word.startswith(NUMBER)


def skeleton(line: Iterable[str]) -> Words:
    """The fingerprints with every number made equal: what stays when only figures change."""
    return tuple(NUMBER if is_number(word) else word for word in line)


def sentences(line: Sequence[str]) -> list[slice]:
    """Where each sentence of a text stands among its pieces."""
    parts, start = [], 0
    for index, word in enumerate(line, start=1):
        if word.startswith(END) or index == len(line):
            parts.append(slice(start, index))
            start = index
    return parts


def is_closed(text: str) -> bool:
    """Whether a sentence may come after a text without becoming part of its last one."""
    return not text or text.endswith(_ENDS)


def text_of(pieces: Iterable[TextPiece]) -> str:
    """The text that pieces make."""
    return "".join(piece.text for piece in pieces)
