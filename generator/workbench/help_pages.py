"""The pages of the fault codes for the browser: found by words, their little Markdown as blocks."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from generator.checks import explaining

_HEAD, _CODE, _ITEM = re.compile(r"#+ (.*)"), "```", "- "


class HelpBlock(NamedTuple):
    """A piece of a page: `head`, `text`, `code` or `list`, and its lines."""

    kind: str
    lines: tuple[str, ...]


class HelpPage(NamedTuple):
    """The page of a code: what it is called, what it says, all of it folded for searching."""

    code: str
    title: str
    blocks: tuple[HelpBlock, ...]
    words: str


@cache
def list_pages() -> tuple[HelpPage, ...]:
    """Every page there is, in the order of the stages."""
    return tuple(_read(code, explaining.page(code) or "") for code in explaining.codes())


def search(wanted: str) -> list[HelpPage]:
    """The pages that hold every one of some words; those that are called so come first."""
    words = wanted.lower().split()
    found = [page for page in list_pages() if all(word in page.words for word in words)]
    named = [all(word in page.title.lower() for word in words) for page in found]
    return [page for _, page in sorted(zip(named, found, strict=True), key=lambda it: not it[0])]


def find_page(code: str) -> HelpPage | None:
    """The page of a code; None for a code that has none."""
    return next((page for page in list_pages() if page.code == code.upper()), None)


def _read(code: str, page: str) -> HelpPage:
    title, _, rest = page.partition("\n")
    return HelpPage(code, title.removeprefix("# "), tuple(_split(rest)), page.lower())


def _split(page: str) -> Iterator[HelpBlock]:
    """Pieces that a blank line parts, but for those of a stretch of code."""
    for number, stretch in enumerate(re.split(rf"^{_CODE}.*\n", page, flags=re.MULTILINE)):
        if number % 2:
            yield HelpBlock("code", tuple(stretch.rstrip("\n").split("\n")))
        else:
            pieces = (piece.strip("\n") for piece in re.split(r"\n\s*\n", stretch))
            yield from (_classify(piece) for piece in pieces if piece.strip())


def _classify(piece: str) -> HelpBlock:
    head = _HEAD.fullmatch(piece)
    if head is not None:
        return HelpBlock("head", (head[1],))
    if piece.startswith(_ITEM):
        items = re.split(r"^- ", piece, flags=re.MULTILINE)[1:]
        return HelpBlock("list", tuple("".join(item.split("\n")) for item in items))
    return HelpBlock("text", ("".join(piece.split("\n")),))
