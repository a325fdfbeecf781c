"""Charts of two documents: no tracked change can hold one, so the new ones stand and it is told."""

from collections.abc import Iterator
from typing import Any

from generator.edited import charted
from generator.redlines.basis import Parts
from generator.word import chart_spots, drawn_charts, opc


def settle(old: Parts, new: Parts, left: Any, right: Any) -> Iterator[str]:
    """What is to be told of the charts of two documents, in words.

    Those that only the old one has are taken out of it, so that they are not compared.
    """
    stands = drawn_charts.read(old, opc.main_part(old), left)
    pairs = charted.pair(drawn_charts.read(new, opc.main_part(new), right), stands)
    for due, before in pairs:
        name = chart_spots.name(due)
        if before is None:
            yield f"上一版没有{name}"
        elif not charted.says_same(due, before):
            figures = charted.list_changes(due, before)
            yield f"{name}里的数或字变了" + (f"（{'、'.join(figures)}）" if figures else "")
    for chart in charted.list_unpaired(pairs, stands):
        run = chart.drawing.getparent()
        if run is not None:  # two charts in one drawing: it went with the first
            run.remove(chart.drawing)
        yield f"上一版的{chart_spots.name(chart)}，这一版没有"
