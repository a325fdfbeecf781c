"""The formats in which a document is published: what each is called, and what makes it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.diagnostics import offer_near
from generator.exits import RefusedError
from generator.outputs import document, page, published_data, workbook
from generator.outputs.public_blocks import PublicDocument
from generator.pipeline import Outcome
from generator.published.blocks import Gap
from generator.word.seen import Seen
from generator.word.word_file import WordFile

_BETWEEN = re.compile(r"[,，、;；\s]+")


@dataclass(frozen=True)
class Subject:
    """What is published: a clean document under its name, and what its filing gave, if it has one.

    `content` are the bytes that were opened; they are `proved` to say what the filing says, or not.
    `seen` is what is seen of it, where that was read already.
    """

    name: str
    content: bytes
    opened: WordFile
    outcome: Outcome | None = None
    proved: bool = False
    seen: Seen | None = None

    @cached_property
    def shown(self) -> PublicDocument:
        """The document as a portal shows it."""
        return document.read(self.opened, self.seen)


class Rendered(NamedTuple):
    """A document in one format: its files by their names, and what of the document they lack."""

    files: Mapping[str, bytes]
    gaps: Sequence[Gap] = ()


class PublicFormat(NamedTuple):
    """A format: the word for it, what else it may be called, what makes its files, and what one
    can do about what of a document is not in them.

    What an engine lays out is made of many documents at once, and not here.
    """

    word: str
    title: str
    render: Callable[[Subject], Rendered]
    also: tuple[str, ...] = ()
    remedy: str = ""


def _copy(subject: Subject) -> Rendered:
    return Rendered({f"{subject.name}.docx": subject.content})


def _leave_to_engine(subject: Subject) -> Rendered:
    return Rendered({})


def _render_page(subject: Subject) -> Rendered:
    text = page.render(subject.shown)
    return Rendered({f"{subject.name}.html": text.encode()}, subject.shown.gaps)


def _draw_workbook(subject: Subject) -> Rendered:
    filing = subject.outcome.filing if subject.outcome else None
    author = filing.unit_name if filing else ""
    drawn = workbook.draw(subject.shown, author)
    return Rendered({f"{subject.name}.xlsx": drawn}, workbook.list_cut(subject.shown))


def _list_data(subject: Subject) -> Rendered:
    opened, shown, outcome = subject.opened, subject.shown, subject.outcome
    return Rendered(*published_data.write(opened, shown, outcome, proved=subject.proved))


_DRAWN = "要让网页里也有，在 Word 里改成文字、表或普通的图片"
_TOO_LONG = "在 Word 里把这一格的文字分到几行、几格"
_UNPROVED = "数据里只有认得出是哪个数的；文档与填报文件核对一致的，各表的数都有"
WORD, PDF, PAGE, BOOK, DATA = "docx", "pdf", "html", "xlsx", "data"
FORMATS = (
    PublicFormat(WORD, "Word 文档", _copy, ("word", "文档")),
    PublicFormat(PDF, "PDF", _leave_to_engine),
    PublicFormat(PAGE, "网页", _render_page, ("htm",), _DRAWN),
    PublicFormat(BOOK, "表格", _draw_workbook, ("excel", "表"), _TOO_LONG),
    PublicFormat(DATA, "数据", _list_data, ("csv",), _UNPROVED),
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
    titled = (f"（{it.title}）" if it.title.lower() != it.word else "" for it in FORMATS)
    return "、".join(f"{it.word}{title}" for it, title in zip(FORMATS, titled, strict=True))


def remedy_of(word: str) -> str:
    """What one can do about what of a document a format lacks."""
    return next(it.remedy for it in FORMATS if it.word == word)


def render(subject: Subject, choice: tuple[str, ...]) -> Iterator[tuple[str, Rendered]]:
    """A document in each chosen format."""
    for it in FORMATS:
        if it.word in choice:
            yield it.word, it.render(subject)
