"""Charts of two documents: no tracked change can hold one, so the new ones stand and it is told."""

from collections.abc import Iterator
from typing import Any

from generator.edited import charted
from generator.redlines.basis import Parts
from generator.word import chart_spots, drawn_charts, opc

_MOST_TOLD = 6


def settle(old: Parts, new: Parts, left: Any, right: Any) -> Iterator[str]:
    """What is to be told of the charts of two documents, in words.

    Those that only the old one has are taken out of it, so that they are not compared.
    """
    stands = drawn_charts.read(old, opc.main_part(old), left)
    pairs = charted.pair(drawn_charts.read(new, opc.main_part(new), right), stands)
    taken = [it.stands.drawing for it in pairs if it.stands]
    for due, before in pairs:
        name = chart_spots.name(due)
        if before is None:
            yield f"上一版没有{name}"
        elif not charted.says_same(due, before) or due.kind != before.kind:
            figures = charted.list_changes(due, before)[:_MOST_TOLD]
            yield f"{name}里的数或字变了" + (f"（{'、'.join(figures)}）" if figures else "")
    for chart in stands:
        if chart.drawing not in taken:
            chart.drawing.getparent().remove(chart.drawing)
            yield f"上一版的{chart_spots.name(chart)}，这一版没有"
