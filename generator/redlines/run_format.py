"""How a run looks, for telling whether two look the same."""

from typing import Any

from generator.word import ooxml
from generator.word.ooxml import W

# What programs note of a run: languages, hints, and the look of scripts that nobody writes here.
_UNSEEN, _HINT = frozenset(("lang", "noProof", "szCs", "bCs", "iCs")), f"{W}hint"


def serialize(properties: Any) -> bytes:
    """What the properties of a run (None: it has none) state of its look."""
    stated = () if properties is None else properties
    return b"".join(_serialize(node) for node in stated if _is_look(node))


def _is_look(node: Any) -> bool:
    name = ooxml.local_name(node)
    return name not in _UNSEEN and not (name == "rFonts" and {*node.attrib} <= {_HINT})


def _serialize(node: Any) -> bytes:
    if _HINT in node.attrib:
        node = ooxml.copy_of(node)
        del node.attrib[_HINT]
    return ooxml.serialize(node)
