"""What makes a document reach outside of itself: links to other files and pages, codes that fetch.

All of it is taken out of a copy that leaves the house, or that a layout engine gets; the words and
pictures that the document itself holds stay.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.word import fields, ooxml, opc
from generator.word.ooxml import R, W
from generator.word.opc import Relation

LINKS, FETCHED = "外部链接", "取外部内容的域"

_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# Field codes that get their result from elsewhere, or that run something.
_FETCHING = frozenset(
    (
        *("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "DATABASE", "RD"),
        *("HYPERLINK", "MACROBUTTON", "MERGEFIELD", "NEXT", "NEXTIF", "ASK", "FILLIN"),
        *("AUTOTEXT", "AUTOTEXTLIST", "ADDIN", "CONTROL", "EMBED"),
    )
)
# A link to a place in the same document: HYPERLINK \l "_Toc1".
_INSIDE = re.compile(r"\s*HYPERLINK\s+\\l\s", re.IGNORECASE)
_COMMAND = re.compile(r"\s*([A-Za-z]+)")
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
    links += _take_out_relations(parts, "")
    return {kind: n for kind, n in ((LINKS, links), (FETCHED, fetched)) if n}


def fetches(instruction: str) -> bool:
    """Whether a field's instruction gets its result from outside of the document."""
    command = _COMMAND.match(instruction)
    if command is None or _INSIDE.match(instruction):
        return False
    return command[1].upper() in _FETCHING


def _may_reach_out(parts: Mapping[str, bytes], name: str) -> bool:
    """Whether a part has external relations, or words that such a field or shape would have."""
    upper = parts[name].upper()
    held = parts.get(opc.relations_part(name), b"")
    return b"EXTERNAL" in held.upper() or b"FLD" in upper or b":VML" in upper


def _list_external(parts: Mapping[str, bytes], source: str) -> list[Relation]:
    return [link for link in opc.relations(parts, source) if link.external]


def _take_out_relations(parts: opc.Parts, source: str) -> int:
    external = _list_external(parts, source)
    opc.cut(parts, source, {link.id for link in external})
    return len(external)


def _take_out_links(parts: opc.Parts, source: str, root: Any) -> int:
    """Take out a part's external relations, and what in it depends on each."""
    identifiers = {link.id for link in _list_external(parts, source)}
    for node, attribute in list(_references(root, identifiers)):
        if node.getroottree().getroot() is root:  # not inside of what has gone already
            _detach(node, attribute)
    return _take_out_relations(parts, source)


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
