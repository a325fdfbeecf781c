"""Page numbers of the 目录: its entries, and on which page what each refers to is laid out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from generator.exits import RefusedError
from generator.word import fields, ooxml, opc
from generator.word.fields import WordField
from generator.word.ooxml import W

# The bookmark may stand in quotation marks, or behind the switches.
_TARGET = re.compile(r'\s*PAGEREF\s+(?:\\\S+\s+)*"?([^\s"\\]+)', re.IGNORECASE)
_ASIDE = (f"{W}txbxContent", f"{W}rt")


class PaginationError(RefusedError):
    """Why the page numbers could not be filled in, in the officer's words."""


class LaidOut(NamedTuple):
    """Where a document's headings came to stand: titles with their pages, in order, from 1.

    `numbers` are the page numbers as they are printed, by page.
    """

    outline: Sequence[tuple[str, int]]
    numbers: Mapping[int, str]


def list_entries(root: Any) -> Iterator[tuple[str, WordField]]:
    """Each entry of the 目录, in order: the bookmark that it refers to, and its page's number."""
    for field in fields.read(root):
        match = _TARGET.match(field.instruction)
        if match:
            yield match[1], field


def number(laid: LaidOut, root: Any, targets: Iterable[str]) -> dict[str, str]:
    """The page number that is printed on the page of each bookmark's heading.

    One that is not found, or bears no number, is a `PaginationError`.
    """
    numbers: dict[str, str] = {}
    # Headings come in the order of the 目录; each entry is looked for after the one before.
    left = ((letters(title), page) for title, page in laid.outline)
    for name in targets:
        heading = _find_heading(root, name)
        texts = {letters(text) for text in _read_heading(heading)}
        page = next((page for title, page in left if title in texts), None)
        if page is None:
            raise PaginationError(f"排版后找不到标题“{ooxml.spaced_text(heading)}”")
        if page not in laid.numbers:
            raise PaginationError(f"“{ooxml.spaced_text(heading)}”所在的页没有页码")
        numbers[name] = laid.numbers[page]
    return numbers


def _find_heading(root: Any, bookmark: str) -> Any:
    """The paragraph that a bookmark marks."""
    start = next((s for s in root.iter(f"{W}bookmarkStart") if s.get(f"{W}name") == bookmark), None)
    if start is None:
        raise PaginationError(f"目录所指的标题不在文中：{bookmark}")
    # Programs put a bookmark that reaches over paragraphs before the first of them.
    paragraphs = chain(start.iterancestors(f"{W}p"), start.itersiblings(f"{W}p"))
    return next(paragraphs, start)


def _read_heading(paragraph: Any) -> tuple[str, str]:
    """A heading's text without and (as engines may show) with what a tracked change deletes."""
    pieces = paragraph.iter(f"{W}t", f"{W}delText")
    own = [piece for piece in pieces if next(piece.iterancestors(*_ASIDE), None) is None]
    shown = (piece for piece in own if piece.tag == f"{W}t")
    return "".join(piece.text or "" for piece in shown), "".join(piece.text or "" for piece in own)


def letters(text: str) -> str:
    """A heading's letters: blanks and hyphens are laid out in many ways."""
    return re.sub(r"[\W_]+", "", text)


def copy_page_numbers(parts: Mapping[str, bytes], other: Mapping[str, bytes]) -> dict[str, bytes]:
    """A document's parts with the page numbers that another one's 目录 shows, and only numbers."""
    main, others = opc.main_part(parts), opc.main_part(other)
    root, shown = ooxml.parse(parts[main]), ooxml.parse(other[others])
    for (_, own), (_, theirs) in zip(list_entries(root), list_entries(shown), strict=True):
        if theirs.shown.isdecimal():
            own.show(theirs.shown)
    return {**parts, main: ooxml.bytes_of(root)}
