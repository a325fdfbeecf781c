"""How charts look: colours that stay apart in grey and to the colour-blind, fonts, sizes."""

from collections.abc import Mapping
from typing import NamedTuple

from generator.word import ooxml, opc, styles
from generator.word.ooxml import W

# Neighbours differ in lightness first, so that they differ in print and to everybody's eyes; each
# with the colour of what is written on it.
_DARK, _LIGHT = "000000", "FFFFFF"
COLOURS = (
    ("1F3864", _LIGHT),
    ("F4B183", _DARK),
    ("2E75B6", _LIGHT),
    ("FFE699", _DARK),
    ("843C0C", _LIGHT),
    ("9DC3E6", _DARK),
    ("595959", _LIGHT),
    ("D9D9D9", _DARK),
)
BLACK, WHITE, GRID = _DARK, _LIGHT, "D9D9D9"
EDGE = "A6A6A6"  # of slices: seen between two dark ones, and around a light one on white
EMU_PER_MM = 36000
_EMU_PER_TWIP = 635
WIDTH = 150  # mm, where the page is wide enough
# A slice that is smaller has no room for its label: the legend says it.
LEAST_LABELLED = "0.10"
# More bars than this leave no room for figures that lie.
MOST_LEVEL = 6


class ChartFonts(NamedTuple):
    """The fonts of a form's own text: for Latin letters and digits, and for Chinese."""

    latin: str = "Times New Roman"
    east: str = "宋体"


def colour_of(number: int) -> tuple[str, str, bool]:
    """The colour of the n-th series or slice (from 0), of what is written on it, and whether it is
    hatched: so are those for which no colour is left."""
    colour, written = COLOURS[number % len(COLOURS)]
    hatched = number >= len(COLOURS)
    return colour, BLACK if hatched else written, hatched


def read_fonts(parts: Mapping[str, bytes]) -> ChartFonts:
    """The fonts of a form's text that names no style."""
    root = styles.read(parts, opc.main_part(parts))
    if root is None:
        return ChartFonts()
    found = list(root.iterfind(f"{W}docDefaults//{W}rFonts"))
    for style in filter(styles.is_default, styles.by_identifier(root).values()):
        found += style.iterfind(f"{W}rPr/{W}rFonts")
    named = {name: it.get(W + name) for it in found for name in ("ascii", "eastAsia")
             if it.get(W + name)}  # fmt: skip
    plain = ChartFonts()
    return ChartFonts(named.get("ascii", plain.latin), named.get("eastAsia", plain.east))


def read_width(parts: Mapping[str, bytes]) -> int:
    """How wide (in EMU) a chart is in a form: no wider than the text on its narrowest page."""
    root = ooxml.parse(parts[opc.main_part(parts)])
    widths = [WIDTH * EMU_PER_MM]
    for section in root.iter(f"{W}sectPr"):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        if size is not None and margins is not None:
            page = ooxml.number(size, "w") or 0
            left, right = (ooxml.number(margins, side) or 0 for side in ("left", "right"))
            widths += [(page - left - right) * _EMU_PER_TWIP] if page > left + right else []
    return min(widths)
