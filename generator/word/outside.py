"""What makes a document reach outside of itself: links to other files and pages, codes that fetch.

All of it is taken out of a copy that leaves the house, or that a layout engine gets; the words and
pictures that the document itself holds stay.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from generator.word import fields, ooxml, opc
from generator.word.ooxml import R, W

LINKS, FETCHED = "外部链接", "取外部内容的域"

_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# Field codes that need nothing but the document's own words and pages; all others may get their
# result from elsewhere, say who is at work, or run something.
_WITHIN = frozenset(
    (
        *("PAGE", "PAGEREF", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "TC", "TOA", "TA", "XE"),
        *("INDEX", "REF", "NOTEREF", "STYLEREF", "SEQ", "EQ", "SYMBOL", "ADVANCE", "QUOTE", "IF"),
        *("LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "COMPARE", "DATE", "TIME", "NUMWORDS"),
        *("NUMCHARS", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"),
    )
)
# A link to a place in the same document, and no address beside: HYPERLINK \l "_Toc1" \h.
_INSIDE = re.compile(
    r"""(?i)\s*HYPERLINK\s+\\l\s+("[^"]*"|[^\s"]+)(\s+\\([hmn]|[ot]\s+"[^"]*"))*\s*"""
)
_COMMAND = re.compile(r"\s*([A-Za-z]+)(?!\w)|\s*=")
# An address that a shape of the old kind fetches by itself, without any relationship.
_ELSEWHERE = re.compile(r"(?i)\s*([a-z][a-z0-9+.-]+:|//|\\\\)")
_OLD_ADDRESSES = ("href", "src", f"{_O}href", f"{_O}src")


def take_out(parts: opc.Parts) -> Mapping[str, int]:
    """Take out of every part what reaches outside; how many there were of each kind."""
    links = fetched = 0
    for name in [name for name in parts if name.endswith(".xml") and _may_reach_out(parts, name)]:
        root = ooxml.parse(parts[name])
        linked = _take_out_links(parts, name, root) + _take_out_addresses(root)
        unlinked = fields.unlink(root, fetches)
        if linked + unlinked:
            parts[name] = ooxml.bytes_of(root)
        links, fetched = links + linked, fetched + unlinked
    links += len(_take_out_relations(parts, ""))
    return {kind: n for kind, n in ((LINKS, links), (FETCHED, fetched)) if n}


def fetches(instruction: str) -> bool:
    """Whether a field's instruction may get its result from outside of the document."""
    command = _COMMAND.match(instruction)
    if command is None:
        return True
    within = command[1] is None or command[1].upper() in _WITHIN
    return not within and _INSIDE.fullmatch(instruction) is None


def _may_reach_out(parts: Mapping[str, bytes], name: str) -> bool:
    """Whether a part has external relations, or words that such a field or shape would have."""
    upper = parts[name].upper()
    held = parts.get(opc.relations_part(name), b"")
    return b"EXTERNAL" in held.upper() or b"FLD" in upper or b":VML" in upper


def _take_out_relations(parts: opc.Parts, source: str) -> list[str]:
    """Take out the external relations of a part; the identifier of each."""
    identifiers = [link.id for link in opc.relations(parts, source) if link.external]
    opc.cut(parts, source, identifiers)
    return identifiers


def _take_out_links(parts: opc.Parts, source: str, root: Any) -> int:
    """Take out a part's external relations, and what in it depends on each."""
    identifiers = _take_out_relations(parts, source)
    detach(root, identifiers)
    return len(identifiers)


def detach(root: Any, identifiers: Collection[str]) -> bool:
    """Take out of a part what depends on relations of it that have gone; whether anything does."""
    depending = list(_references(root, set(identifiers)))
    for node, attribute in depending:
        if node.getroottree().getroot() is root:  # not inside of what has gone already
            _detach(node, attribute)
    return bool(depending)


def _references(root: Any, identifiers: set[str]) -> Iterator[tuple[Any, str]]:
    for node in root.iter("*") if identifiers else ():
        for attribute, value in node.attrib.items():
            if attribute.startswith(R) and value in identifiers:
                yield node, attribute


def _detach(node: Any, attribute: str) -> None:
    """Let a node no longer refer to what is outside; what shows nothing without it goes."""
    if node.tag == f"{W}hyperlink":
        _unwrap(node)
    elif node.tag == f"{_A}blip" and not node.get(f"{R}embed"):
        _remove(next(node.iterancestors(f"{W}drawing"), node))
    elif node.tag == f"{_V}imagedata" and not node.get(f"{R}id"):
        _remove(next(node.iterancestors(f"{W}pict", f"{W}object"), node))
    elif node.tag in (f"{_A}blip", f"{_V}imagedata"):
        del node.attrib[attribute]
    elif next(node.iterancestors(f"{W}mailMerge"), None) is not None:
        _remove(next(node.iterancestors(f"{W}mailMerge")))
    else:
        _remove(node)


def _unwrap(node: Any) -> None:
    """Put what a node holds in its place."""
    for child in list(node):
        node.addprevious(child)
    _remove(node)


def _remove(node: Any) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _take_out_addresses(root: Any) -> int:
    """Take out the addresses that shapes of the old kind fetch without a relationship."""
    found = [
        (node, name)
        for node in root.iter(f"{_V}*")
        for name in _OLD_ADDRESSES
        if _ELSEWHERE.match(node.get(name, ""))
    ]
    for node, name in found:
        del node.attrib[name]
    return len(found)
