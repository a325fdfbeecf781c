"""The charts of a pack, as 图.yaml defines them: what is drawn, of which addresses, in which words.

A chart has either items of its own, each with an address for every series, or the rows of a table,
whose columns are its series.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from generator.addresses import Steps, parse
from generator.packs import chart_words
from generator.packs.chart_words import ROUND


class Series(NamedTuple):
    """What is drawn in one colour: a column (of rows), on a base (empty: of this year).

    `shown` is what the legend calls it, with fields for years.
    """

    name: str
    shown: str
    column: str = ""
    base: str = ""


class Item(NamedTuple):
    """A category: its name, the figure of each series, and what share it is (of nothing: ())."""

    name: str
    figures: tuple[Steps, ...]
    share: Steps = ()


class Chart(NamedTuple):
    """One chart; `rows` is the address of a list of rows, where it has no items of its own.

    `title`, `nothing` (what stands there where nothing is to be drawn), `alt` and `each` (the
    alternative text, and what it says of each category) are wordings. `share` is a column.
    """

    name: str
    kind: str
    title: str
    style: str
    nothing: str
    alt: str
    each: str
    series: tuple[Series, ...]
    items: tuple[Item, ...] = ()
    rows: Steps = ()
    share: str = ""

    @property
    def round(self) -> bool:
        """Whether it shows parts of a whole."""
        return self.kind in ROUND

    @property
    def shares(self) -> bool:
        """Whether it says what share of the whole each category is."""
        return bool(self.share) or any(item.share for item in self.items)


def read(raw: Mapping[str, Any]) -> dict[str, Chart]:
    """The charts of a 图.yaml that `chart_flaws` has found right, by name."""
    return {name: _read_chart(name, said) for name, said in chart_words.read(raw).items()}


def _read_chart(name: str, said: Mapping[str, Any]) -> Chart:
    listed = said.get("series") or {said["title"]: {}}
    series = tuple(
        Series(it, own.get("shown", it), own.get("column", ""), own.get("base", ""))
        for it, own in listed.items()
    )
    items = tuple(_read_item(it, own, series) for it, own in said.get("items", {}).items())
    return Chart(
        name,
        said["kind"],
        said["title"],
        said["style"],
        said["nothing"],
        said["alt"],
        said["each"],
        series,
        items,
        parse(said["rows"]) if "rows" in said else (),
        said.get("share", ""),
    )


def _read_item(name: str, said: str | Mapping[str, Any], series: tuple[Series, ...]) -> Item:
    if isinstance(said, str):
        said = {"figure": said}
    one, each = said.get("figure", ""), said.get("figures", {})
    share = parse(said["share"]) if "share" in said else ()
    return Item(name, tuple(parse(each.get(it.name, one)) for it in series), share)
