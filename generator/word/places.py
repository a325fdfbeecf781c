"""Where properties push what they belong to: off the paper, or into no room."""

from typing import Any

from generator.word import ooxml
from generator.word.ooxml import W

# Twentieths of a point. No paper that these documents are printed on is as wide as twice this.
_FAR = 9_000
# Letters in so little room show nothing.
_FLAT = 120
# Positions on the paper may be larger than indents.
_PUSHES = {
    f"{W}ind": (("left", "start", "right", "end", "firstLine", "hanging"), _FAR),
    f"{W}framePr": (("x", "y"), 2 * _FAR),
    f"{W}tblInd": (("w",), _FAR),
    f"{W}tblpPr": (("tblpX", "tblpY"), 2 * _FAR),
}
_SPACING, _FRAME = f"{W}spacing", f"{W}framePr"
PUSHING = frozenset((*_PUSHES, _SPACING))  # the properties that can do so


def is_out_of_sight(properties: Any) -> bool:
    """Whether the properties of a paragraph or a table leave nothing of it to be seen."""
    for tag, (attributes, far) in _PUSHES.items():
        node = properties.find(tag)
        if node is not None and any(
            abs(ooxml.number(node, attribute) or 0) >= far for attribute in attributes
        ):
            return True
    return _is_flat(properties.find(_SPACING), "lineRule", "line") or _is_flat(
        properties.find(_FRAME), "hRule", "h"
    )


def is_flat_row(row: Any) -> bool:
    """Whether a row is of exactly so little height that it shows no letter."""
    return any(_is_flat(one, "hRule", "val") for one in row.iterfind(f"{W}trPr/{W}trHeight"))


def is_narrow(cell: Any) -> bool:
    """Whether a cell is too narrow for a letter."""
    width = cell.find(f"{W}tcPr/{W}tcW")
    return width is not None and is_narrow_width(width)


def is_narrow_width(width: Any) -> bool:
    """Whether a width that a cell states is too little for a letter."""
    stated = ooxml.number(width, "w") if width.get(f"{W}type") == "dxa" else None
    return 0 < (stated or 0) <= _FLAT


def _is_flat(node: Any, rule: str, attribute: str) -> bool:
    if node is None or node.get(f"{W}{rule}") != "exact":
        return False
    size = ooxml.number(node, attribute)
    return size is not None and size <= _FLAT
