"""The formats in which a document is published: what each is called, and what makes it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import offer_near
from generator.exits import RefusedError
from generator.word.word_file import WordFile

Files = Mapping[str, bytes]
_BETWEEN = re.compile(r"[,，、;；\s]+")


@dataclass(frozen=True)
class Subject:
    """What is published: a clean document under its name, and its filing, if it has one.

    `bytes` are those of the document as it was opened.
    """

    name: str
    content: bytes
    opened: WordFile
    filing: Path | None = None


class PublicFormat(NamedTuple):
    """A format: the word for it, what else it may be called, and what makes its files.

    The files go by their names in the document's folder. What an engine lays out (`printed`) is
    made of many documents at once, and not here.
    """

    word: str
    title: str
    make: Callable[[Subject], Files]
    also: tuple[str, ...] = ()
    printed: bool = False


def _copy(subject: Subject) -> Files:
    return {f"{subject.name}.docx": subject.content}


def _make_nothing(subject: Subject) -> Files:
    return {}


WORD, PDF = "docx", "pdf"
FORMATS = (
    PublicFormat(WORD, "Word 文档", _copy, ("word", "文档")),
    PublicFormat(PDF, "PDF", _make_nothing, printed=True),
)


def choose(text: str | None) -> tuple[str, ...]:
    """The formats that words name, in our order; None means all. Another word is refused."""
    if text is None:
        return tuple(it.word for it in FORMATS)
    wanted = {_find(word) for word in _BETWEEN.split(text) if word}
    if not wanted:
        raise RefusedError(f"--只要 后面要写格式：{_list_words()}")
    return tuple(it.word for it in FORMATS if it.word in wanted)


def _find(word: str) -> str:
    for it in FORMATS:
        if word.lower() in _names(it):
            return it.word
    near = offer_near(word.lower(), [name for it in FORMATS for name in _names(it)])
    raise RefusedError(f"没有“{word}”这种格式{f'（{near}）' if near else ''}；有：{_list_words()}")


def _names(it: PublicFormat) -> tuple[str, ...]:
    return tuple(dict.fromkeys((it.word, it.title.lower(), *it.also)))


def _list_words() -> str:
    return "、".join(f"{it.word}（{it.title}）" if it.title.lower() != it.word else it.word
                    for it in FORMATS)  # fmt: skip


def make(subject: Subject, choice: tuple[str, ...]) -> Iterator[tuple[str, str, bytes]]:
    """The chosen formats of a document: of each file the format, the name, the content."""
    for it in FORMATS:
        if it.word in choice:
            for name, content in it.make(subject).items():
                yield it.word, name, content
