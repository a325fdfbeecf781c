"""What two Word files call by different names: their styles, and what their parts lead to."""

import posixpath
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from generator.word import ooxml
from generator.word.ooxml import W, XmlError

Parts = Mapping[str, bytes]

_STYLES = "word/styles.xml"
_NUMBERING = "word/numbering.xml"
_REFERENCES = ("pStyle", "rStyle", "tblStyle")


def links(parts: Parts, name: str) -> dict[str, str]:
    """What each relationship of a part leads to: another part by its content, else its address."""
    folder, own = posixpath.split(name)
    relations = _root(parts, f"{folder}/_rels/{own}.rels")
    if relations is None:
        return {}
    return {link.get("Id", ""): _end(parts, folder, link) for link in relations.iterchildren("*")}


def _end(parts: Parts, folder: str, link: Any) -> str:
    target = str(link.get("Target", ""))
    data = parts.get(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
    return f"\x1f{target if data is None else zlib.crc32(data)}"


def fit(root: Any, old: Parts, new: Parts) -> None:
    """Call the styles in a part of the old file as the new file calls them.

    Programs rename styles when they save; the name that they show stays. A style, or a numbering,
    that the new file does not have is left out.
    """
    names = {shown: own for own, shown in _styles(new)}
    known = {own: names[shown] for own, shown in _styles(old) if shown in names}
    for element in list(root.iter(*(f"{W}{name}" for name in _REFERENCES))):
        own = known.get(element.get(f"{W}val"))
        if own is None:
            element.getparent().remove(element)
        else:
            element.set(f"{W}val", own)
    if new.get(_NUMBERING) != old.get(_NUMBERING):
        for element in list(root.iter(f"{W}numPr")):
            element.getparent().remove(element)


def _styles(parts: Parts) -> Iterator[tuple[str, str]]:
    """Every style's own name and the name that is shown (with its kind)."""
    root = _root(parts, _STYLES)
    for style in () if root is None else root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        shown = "" if name is None else str(name.get(f"{W}val")).lower()
        yield str(style.get(f"{W}styleId")), f"{style.get(f'{W}type')} {shown}"


def _root(parts: Parts, name: str) -> Any:
    try:
        return ooxml.parse(parts[name]) if name in parts else None
    except XmlError:
        return None
