"""XML of Word parts: read strictly, without entities or network, and written back."""

import itertools
from collections.abc import Iterator
from copy import deepcopy
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


# -- building and comparing ---------------------------------------------------------------------

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def word(name: str, *children: Any, **attributes: str) -> Any:
    """A new element of the w: namespace with its attributes and children."""
    made = etree.Element(f"{W}{name}", {f"{W}{key}": value for key, value in attributes.items()})
    made.extend(children)
    return made


def copied(element: Any) -> Any:
    """A copy of an element without the white space that follows it."""
    made = deepcopy(element)
    made.tail = None
    return made


def serialized(element: Any) -> bytes:
    """An element as bytes, for telling whether two are the same."""
    return bytes(etree.tostring(element, with_tail=False))


def local_name(element: Any) -> str:
    """The name of a w: element without its namespace; nothing for any other node."""
    tag = element.tag
    return tag[len(W) :] if isinstance(tag, str) and tag.startswith(W) else ""
