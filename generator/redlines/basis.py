"""What a redline of two Word files goes by: what makes its marks, what they call differently."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.vocabulary import REVISER
from generator.word import opc, styles
from generator.word.ooxml import W, XmlError, word
from generator.word.opc import Relation

Parts = Mapping[str, bytes]
Links = Mapping[str, str]


@dataclass
class Pen:
    """What makes the marks of tracked changes, each with a number of its own in its part."""

    number: int  # of the next mark
    # What was marked as a whole, as it is too long to be compared word by word.
    long: list[str] = field(default_factory=list)

    def mark(self, name: str, *children: Any) -> Any:
        """A mark around its children. It is undated: the same input gives the same bytes."""
        self.number += 1
        return word(name, *children, id=str(self.number - 1), author=REVISER)


class Basis(NamedTuple):
    """What the comparison of two parts goes by."""

    pen: Pen
    # Whether a change of formatting is a change: not so where another program saved the old file.
    formats: bool
    old_links: Links
    new_links: Links


# Stands before what a relationship leads to: a character that XML takes and no address has.
_LED_TO = "\ue01f"


# -- what two files call by different names ------------------------------------------------------


def links(parts: Parts, name: str) -> Links:
    """What each relationship of a part leads to: another part by its content, else its address."""
    try:
        return {link.id: _target(parts, link) for link in opc.relations(parts, name)}
    except XmlError:
        return {}


def _target(parts: Parts, link: Relation) -> str:
    data = None if link.external else parts.get(link.target)
    return f"{_LED_TO}{link.target if data is None else zlib.crc32(data)}"


def fit(root: Any, old: Parts, new: Parts) -> None:
    """Call the styles in a part of the old file as the new file calls them.

    Programs rename styles when they save; the name that they show stays. A style, or a numbering,
    that the new file does not have is left out.
    """
    before, after = _styles(old), _styles(new)
    by_name = {shown: style for style, shown in after.items()}
    for element in list(root.iterdescendants(*(f"{W}{name}" for name in styles.REFERENCES))):
        style, shown = element.get(f"{W}val"), before.get(element.get(f"{W}val"))
        if after.get(style) != shown:
            style = by_name.get(shown) if shown else None
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
    return parts.get(opc.find_target(parts, opc.main_part(parts), opc.NUMBERING))
