"""Charts as SVG: what they show is said in words too, and nothing of a unit's becomes markup."""

import math
import re
from xml.etree import ElementTree

import pytest

from generator.charts import pictures
from generator.charts.shown import ShownChart, ShownPoint
from generator.packs.chart_words import BARS, COLUMNS, LINE, PIE, RING

SVG = "{http://www.w3.org/2000/svg}"
YEARS = ("2023年度", "2024年度")
PARTS = {"基本支出": "60.00", "项目支出": "40.00", "经营支出": "0.50"}


def draw(kind: str, heads: tuple[str, ...], *each: ShownPoint) -> ElementTree.Element:
    """The picture of a chart, taken apart."""
    return ElementTree.fromstring(pictures.write(ShownChart("支出", kind, "各数", heads, each)))


def two_years(kind: str, *values: tuple[str, str]) -> ElementTree.Element:
    return draw(kind, YEARS, *(ShownPoint(f"项{n}", it, it) for n, it in enumerate(values)))


def slices(kind: str, parts: dict[str, str]) -> ElementTree.Element:
    each = (ShownPoint(name, (it,), (it,), f"占{it}%") for name, it in parts.items())
    return draw(kind, ("万元",), *each)


def texts(picture: ElementTree.Element) -> list[str]:
    return [it.text or "" for it in picture.iter(f"{SVG}text")]


def bars(picture: ElementTree.Element, length: str, count: int) -> list[float]:
    """How long the bars are; the keys of the legend come behind them."""
    return [float(it.get(length, "")) for it in picture.iter(f"{SVG}rect")][:count]


@pytest.mark.parametrize("kind", [COLUMNS, BARS, LINE, PIE, RING])
def test_a_picture_says_its_title_and_all_its_figures_to_those_who_do_not_see_it(kind: str) -> None:
    picture = slices(kind, PARTS)
    assert "img" == picture.get("role")
    assert ["支出", "各数"] == [picture.findtext(f"{SVG}{it}") for it in ("title", "desc")]


@pytest.mark.parametrize(("kind", "length"), [(COLUMNS, "height"), (BARS, "width")])
def test_bars_are_as_long_as_their_figures_say(kind: str, length: str) -> None:
    one, other = bars(two_years(kind, ("9900", "9800")), length, 2)
    assert math.isclose(one / other, 99 / 98, rel_tol=0.01)


@pytest.mark.parametrize(("kind", "length"), [(COLUMNS, "height"), (BARS, "width")])
def test_negative_figures_lie_on_the_other_side(kind: str, length: str) -> None:
    picture = two_years(kind, ("-50", "100"))
    one, other = bars(picture, length, 2)
    assert math.isclose(other / one, 2, rel_tol=0.01)
    assert {"-50", "100"} <= set(texts(picture))


def test_what_is_missing_is_not_drawn() -> None:
    picture = two_years(LINE, ("", "100"), ("", "50"))
    assert ["项0", "项1", "100", "50", *YEARS] == texts(picture)


def test_figures_of_nothing_are_drawn_without_length() -> None:
    assert [0, 0] == bars(two_years(COLUMNS, ("0.00", "0.00")), "height", 2)


def arcs(picture: ElementTree.Element) -> list[float]:
    """What share of the whole each slice is drawn as."""
    dashes = [it.get("stroke-dasharray", "").split() for it in picture.iter(f"{SVG}circle")]
    return [round(float(it[0]) / float(it[1]), 3) for it in dashes if it]


@pytest.mark.parametrize("kind", [PIE, RING])
def test_slices_are_told_in_the_legend_and_labelled_where_there_is_room(kind: str) -> None:
    picture = slices(kind, PARTS)
    legend = [f"{name} 占{it}%" for name, it in PARTS.items()]
    assert ["占60.00%", "占40.00%", *legend] == texts(picture)
    assert [0.597, 0.398, 0.005] == arcs(picture)


def test_a_ring_has_a_hole() -> None:
    one, other = (slices(it, PARTS).findall(f"{SVG}circle")[0] for it in (PIE, RING))
    said = [(it.get("r"), it.get("stroke-width")) for it in (one, other)]
    assert [("60", "120"), ("90", "60")] == said


def test_a_slice_that_is_all_goes_around() -> None:
    assert [1] == arcs(slices(PIE, {"基本支出": "100.00"}))


def test_slices_for_which_no_colour_is_left_are_pale() -> None:
    picture = slices(PIE, {f"第{n}类": "10.00" for n in range(9)})
    drawn = [it for it in picture.iter(f"{SVG}circle") if it.get("stroke-dasharray")]
    assert [8] == [n for n, it in enumerate(drawn) if it.get("stroke-opacity")]
    assert "#000000" == list(picture.iter(f"{SVG}text"))[8].get("fill")


def test_nothing_that_a_unit_wrote_becomes_markup() -> None:
    name = '<script>"&'
    svg = pictures.write(ShownChart(name, PIE, name, (name,), (ShownPoint(name, ("1",), (name,)),)))
    assert not re.search("<script|&(?!lt;|gt;|amp;|quot;)", svg)
    assert name in ElementTree.fromstring(svg).findtext(f"{SVG}title", "")


def test_the_same_figures_make_the_same_picture() -> None:
    one, other = (two_years(BARS, ("1", "2")) for _ in range(2))
    assert ElementTree.tostring(one) == ElementTree.tostring(other)
