"""Signs that are drawn so that nobody sees them: white where nothing is behind them, or as dust."""

from collections.abc import Sequence

from generator.published.ink import InkBox
from generator.published.pdf_signs import Sign

# Points: no print is as small; and smaller than the rest of its page by so much.
_DUST, _SMALLER = 2, 3

Placed = tuple[Sign, InkBox]


def part(placed: Sequence[Placed], behind: Sequence[InkBox]) -> tuple[list[Placed], list[Placed]]:
    """The signs that one sees, and those that one does not; `behind` are shades and pictures."""
    sizes = sorted(sign.size for sign, _ in placed)
    usual = sizes[len(sizes) // 2] if sizes else 0
    parted: tuple[list[Placed], list[Placed]] = ([], [])
    for sign, box in placed:
        bare = sign.white and not any(_holds(it, box) for it in behind)
        dust = sign.size <= _DUST and sign.size * _SMALLER <= usual
        parted[bare or dust].append((sign, box))
    return parted


def _holds(outer: InkBox, box: InkBox) -> bool:
    x, y = (box.x0 + box.x1) // 2, (box.y0 + box.y1) // 2
    return outer.x0 <= x <= outer.x1 and outer.y0 <= y <= outer.y1
