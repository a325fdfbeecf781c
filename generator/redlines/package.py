"""What two Word files call by different names: their styles, and what their parts lead to."""

import zlib
from collections.abc import Mapping
from typing import Any

from generator.word import opc, styles
from generator.word.ooxml import W, XmlError
from generator.word.opc import Relation

Parts = Mapping[str, bytes]


def links(parts: Parts, name: str) -> dict[str, str]:
    """What each relationship of a part leads to: another part by its content, else its address."""
    try:
        return {link.id: _target(parts, link) for link in opc.relations(parts, name)}
    except XmlError:
        return {}


def _target(parts: Parts, link: Relation) -> str:
    data = None if link.external else parts.get(link.target)
    return f"\x1f{link.target if data is None else zlib.crc32(data)}"


def fit(root: Any, old: Parts, new: Parts) -> None:
    """Call the styles in a part of the old file as the new file calls them.

    Programs rename styles when they save; the name that they show stays. A style, or a numbering,
    that the new file does not have is left out.
    """
    by_name = {shown: style for style, shown in _styles(new).items()}
    renamed = {style: by_name.get(shown) for style, shown in _styles(old).items()}
    for element in list(root.iterdescendants(*(f"{W}{name}" for name in styles.REFERENCES))):
        style = renamed.get(element.get(f"{W}val"))
        if style is None:
            element.getparent().remove(element)
        else:
            element.set(f"{W}val", style)
    if _numbering(new) != _numbering(old):
        for element in list(root.iterdescendants(f"{W}numPr")):
            element.getparent().remove(element)


def _styles(parts: Parts) -> dict[str, tuple[str, str]]:
    return styles.names(styles.read(parts, opc.main_part(parts)))


def _numbering(parts: Parts) -> bytes | None:
    return parts.get(opc.first(parts, opc.main_part(parts), opc.NUMBERING))
