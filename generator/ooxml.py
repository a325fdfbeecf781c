"""XML of Word parts: read strictly, without entities or network, and written back."""

import itertools
from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


class XmlError(ValueError):
    """A part that is not well-formed XML."""


def parse(xml: bytes) -> Any:
    """The root element of a part; the first slip is an `XmlError`, nothing is forgiven."""
    try:
        return etree.fromstring(xml, _PARSER)
    except etree.XMLSyntaxError as error:
        raise XmlError("XML 不完整") from error


def text_of(root: Any) -> str:
    """A part as text on one line, without its XML declaration."""
    return str(etree.tostring(root, encoding="unicode")).replace("\n", " ")


def bytes_of(root: Any) -> bytes:
    """A part as bytes with its XML declaration."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def shown_text(element: Any) -> str:
    """The text that an element shows: its text runs, in order."""
    return "".join(element.itertext(f"{W}t"))


def paragraphs(root: Any) -> list[Any]:
    """Every paragraph of a part, table cells included, in document order."""
    return list(root.iter(f"{W}p"))


def paragraph_texts(root: Any) -> Iterator[str]:
    """The text of every paragraph, table cells included, in document order."""
    return map(shown_text, paragraphs(root))


def paragraph_text(xml: bytes, number: int) -> str:
    """The text of one paragraph of a part, counted from 1 (nothing where there is none)."""
    return next(itertools.islice(paragraph_texts(parse(xml)), number - 1, None), "")
