"""XML of Word parts: read strictly, without entities or network, and written back.

lxml takes longer to load than a document takes to make, and making one needs no tree.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# What stands around paragraphs, rows, cells or runs without being any, so that every reading goes
# on inside it.
WRAPPERS = frozenset(
    (
        "sdt",  # a content control: what a form asks for, a cover, a whole 目录
        "sdtContent",
        "customXml",  # what a program or a schema recognised, once
        "smartTag",
        "dir",  # text that runs the other way
        "bdo",
        "ins",  # a tracked change that adds: in the document as Word shows it
        "moveTo",
    )
)

_WRAPPERS = {f"{W}{name}" for name in WRAPPERS}
# As XML and Jinja escape them.
_SIGNS = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#34;": '"', "&#39;": "'"}


class XmlError(ValueError):
    """A part that is not well-formed XML."""


def unescape(text: str) -> str:
    """What a text of XML says."""
    if "&" not in text:
        return text
    return re.sub("&[^&;]*;", _refer, text)


def _refer(reference: re.Match[str]) -> str:
    """The sign that is referred to; `html` knows all, and takes long to load."""
    sign = _SIGNS.get(reference[0])
    if sign is None:
        import html

        sign = html.unescape(reference[0])
    return sign


@cache
def _etree() -> Any:
    from lxml import etree

    return etree


@cache
def _parser() -> Any:
    return _etree().XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def parse(xml: bytes) -> Any:
    """The root element of a part; the first slip is an `XmlError`, nothing is forgiven.

    A document type, with which a part could draw in other files, Word does not take either.
    """
    try:
        root = _etree().fromstring(xml, _parser())
    except _etree().XMLSyntaxError as error:
        raise XmlError("XML 不完整") from error
    if root.getroottree().docinfo.doctype:
        raise XmlError("XML 里写着 DOCTYPE")
    return root


def text_of(root: Any) -> str:
    """A part as text on one line, without its XML declaration."""
    return str(_etree().tostring(root, encoding="unicode")).replace("\n", " ")


def bytes_of(root: Any) -> bytes:
    """A part as bytes with its XML declaration."""
    return bytes(_etree().tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def shown_text(element: Any) -> str:
    """The text that an element shows: its text runs, in order."""
    return "".join(element.itertext(f"{W}t", with_tail=False))


def shown_texts(root: Any) -> Iterator[str]:
    """The text that every paragraph shows, table cells included, in document order."""
    return (shown_text(paragraph) for paragraph in root.iter(f"{W}p"))


def spaced_text(paragraph: Any) -> str:
    """The text that a paragraph shows, on one line, its line breaks and tabs as blanks."""
    nodes = paragraph.iter(f"{W}t", f"{W}br", f"{W}cr", f"{W}tab")
    shown = ((node.text or "") if node.tag == f"{W}t" else " " for node in nodes)
    return " ".join("".join(shown).split())


def children(parent: Any, *names: str) -> Iterator[Any]:
    """The children of an element (of these names, if any), looked for through `WRAPPERS`."""
    wanted = {f"{W}{name}" for name in names}
    for child in parent.iterchildren("*"):
        if child.tag in _WRAPPERS:
            yield from children(child, *names)
        elif not wanted or child.tag in wanted:
            yield child


# Every element that records a change which nobody has accepted or rejected (17.13.5).
REVISIONS = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
_DIGITS = 10
_FORMERLY = ("PrChange", "PrExChange", "tblGridChange", "numberingChange")


def is_on(switch: Any) -> bool:
    """Whether a property that is on or off (ST_OnOff) is there and on."""
    return switch is not None and switch.get(f"{W}val") not in ("0", "false", "off")


def whole_number(text: str) -> int | None:
    """The whole number that a text states; None where it states none, or one of no 32 bits.

    Python refuses to read numbers of thousands of digits.
    """
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < _DIGITS else None


def number(element: Any, attribute: str) -> int | None:
    """The whole number that an attribute states, None where there is none (or no element)."""
    return None if element is None else whole_number(element.get(f"{W}{attribute}", ""))


def is_revision(element: Any) -> bool:
    """Whether an element records a tracked change that is still open."""
    name = local_name(element)
    return name in REVISIONS or name.endswith(_FORMERLY)


def paragraphs(root: Any) -> list[Any]:
    """Every paragraph of a part, table cells included, in document order."""
    return list(root.iter(f"{W}p"))


# A line for each paragraph: put together by libxslt, many times as fast as node by node.
_TEXTS = f"""
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:w="{W[1:-1]}">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:template match="/">
    <xsl:for-each select="//w:p">
      <xsl:for-each select=".//w:t">
        <xsl:value-of select="translate(., '&#10;&#13;', '  ')"/>
      </xsl:for-each>
      <xsl:text>&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
"""


@cache
def _texts() -> Any:
    return _etree().XSLT(_etree().XML(_TEXTS))


def paragraph_texts(root: Any) -> list[str]:
    """The text of every paragraph, table cells included, in document order.

    A line break in a text is a space here, as Word shows it.
    """
    return str(_texts()(root)).split("\n")[:-1]


def paragraph_text(xml: bytes, number: int) -> str:
    """The text of one paragraph of a part, counted from 1 (nothing where there is none)."""
    return "".join(paragraph_texts(parse(xml))[number - 1 : number])


# -- building and comparing ---------------------------------------------------------------------


def element(tag: str, /, **attributes: str) -> Any:
    """A new element; attribute names are taken as they are."""
    return _etree().Element(tag, attributes)


def word(name: str, *children: Any, **attributes: str) -> Any:
    """A new element of the w: namespace with its attributes and children."""
    parent = _etree().Element(
        f"{W}{name}", {f"{W}{key}": value for key, value in attributes.items()}
    )
    parent.extend(children)
    return parent


def text_node(text: str = "", name: str = "t") -> Any:
    """A new text of a run (or another element that holds text), whose blanks count."""
    node = _etree().Element(f"{W}{name}", {SPACE: "preserve"})
    node.text = text
    return node


def copy_of(element: Any) -> Any:
    """A copy of an element without the white space that follows it."""
    from copy import deepcopy

    copied = deepcopy(element)
    copied.tail = None
    return copied


def serialize(element: Any) -> bytes:
    """An element as bytes, for telling whether two are the same, whatever their roots declare."""
    # A copy declares no more namespaces than it uses; in its place it would declare them all.
    return bytes(_etree().tostring(copy_of(element)))


def local_name(element: Any) -> str:
    """The name of a w: element without its namespace; nothing for any other node."""
    tag = element.tag
    return tag[len(W) :] if isinstance(tag, str) and tag.startswith(W) else ""


def root_of(tag: str, prefix: str | None = None) -> Any:
    """A new root element whose namespace has the prefix, or is the default."""
    return _etree().Element(tag, nsmap={prefix: _etree().QName(tag).namespace})
