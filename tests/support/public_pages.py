"""What stands on a page, read by lxml alone: the texts of a document, in order."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import html

_BESIDE = {"nav", "sup", "figure", "style", "head", "section", "footer"}
_TEXTS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "td", "th"}


def parse(page: str) -> Any:
    """The root of a page."""
    return html.document_fromstring(page)


def list_texts(page: str) -> list[str]:
    """The texts of a page that are its document's: paragraphs, headings and cells, in order."""
    root = parse(page)
    for line in root.iter("br"):
        line.tail = f"\n{line.tail or ''}"
    return [_text(it) for it in _walk(root.find(".//main"))]


def _walk(element: Any) -> Iterator[Any]:
    for it in element:
        if it.tag in _TEXTS:
            yield it
        elif it.tag not in _BESIDE and it.get("class") != "box":
            yield from _walk(it)


def _text(element: Any) -> str:
    for mark in element.findall(".//sup"):
        mark.drop_tree()
    return str(element.text_content())


def without_blanks(texts: list[str]) -> list[str]:
    """The same without what a line's end or a tab is on a page."""
    return [re.sub(r"\s+", " ", it).strip() for it in texts]
