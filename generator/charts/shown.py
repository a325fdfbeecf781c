"""A chart as plain values: what a page draws and says of it, light enough to be recorded."""

from typing import NamedTuple


class ShownPoint(NamedTuple):
    """A category: for each series the figure as digits (nothing: there is none) and as printed.

    `share` is what it is of the whole, as printed; nothing where the chart says none.
    """

    name: str
    values: tuple[str, ...]
    texts: tuple[str, ...]
    share: str = ""

    @property
    def label(self) -> str:
        """What a slice is labelled with."""
        return self.share or self.texts[0]


class ShownChart(NamedTuple):
    """A chart that a document holds; `kind` is how it is drawn there, `alt` says all of it.

    `heads` are what its series are called, or what its only one is measured in.
    """

    title: str
    kind: str
    alt: str
    heads: tuple[str, ...]
    points: tuple[ShownPoint, ...]
