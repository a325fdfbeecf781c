"""The figures that a bureau sees first: those that the pack names, and what stands out in them."""

from decimal import Decimal

import pytest
from support.examples import EXAMPLE, ROOT, Edit

from generator import pipeline
from generator.packs import finding, reading
from generator.packs.pack import Overview
from generator.pipeline import Outcome
from generator.units import overview, work
from generator.units.result import KeyFigure
from generator.units.work import Options


def figures(outcome: Outcome) -> dict[str, KeyFigure]:
    return {figure.label: figure for figure in overview.list_figures(outcome.pack, outcome.books)}


def test_the_figures_are_those_of_the_document(example: Outcome) -> None:
    assert list(figures(example).values()) == [
        KeyFigure("收入总计", "4052.48", "-15.89%"),
        KeyFigure("本年支出合计", "3982.04"),
        KeyFigure("一般公共预算支出", "3658.44", "-14.83%"),
        KeyFigure("“三公”经费", "2.26", "-18.70%"),
    ]


@pytest.mark.parametrize(
    ("expected", "base"),
    [
        (("+30.00%", False), "17348.34"),
        (("+30.01%", True), "17347.00"),
        (("-30.00%", False), "32218.34"),
        (("-30.01%", True), "32223.00"),
        (("持平", False), "22552.84"),
        (("上年为零", True), "0"),
    ],
)
def test_a_movement_beyond_the_packs_limit_stands_out(
    expected: tuple[str, bool], base: str, edited: Edit
) -> None:
    stated = "公务用车运行维护费: 26840.47, 公务接待费: 900.00"
    path = edited((stated, f"公务用车运行维护费: {base}, 公务接待费: 0"))
    figure = figures(pipeline.produce(path))["“三公”经费"]
    assert expected == (figure.movement, figure.outlying)


def test_without_a_base_nothing_moves(edited: Edit) -> None:
    text = EXAMPLE.read_text("utf-8")
    section = text[text.index("\n上年数:\n") : text.index("\n全年预算数:\n")]
    found = figures(pipeline.produce(edited((section, "\n上年数: 无\n"))))
    assert {("", False)} == {(figure.movement, figure.outlying) for figure in found.values()}


def test_what_is_to_be_filled_in_has_no_value(edited: Edit) -> None:
    path = edited(("公务接待费: 1800.00\n", "公务接待费:\n"))
    outcome = pipeline.produce(path, draft=True)
    assert KeyFigure("“三公”经费", "") == figures(outcome)["“三公”经费"]


def test_a_filing_that_cannot_be_read_has_no_figures() -> None:
    assert () == overview.list_figures(None, None)
    assert () == work.make("没有.yaml", Options()).figures


def test_every_pack_names_figures_and_a_base_that_it_has() -> None:
    for path in finding.list_available(ROOT).values():
        pack = reading.read(path, ROOT)
        assert 3 <= len(pack.overview.figures) <= 4
        assert pack.overview.base in pack.bases
        assert Decimal("0.3") == pack.overview.limit


def test_a_pack_without_an_overview_shows_none(example: Outcome) -> None:
    from dataclasses import replace

    assert example.pack is not None
    pack = replace(example.pack, overview=Overview())
    assert () == overview.list_figures(pack, example.books)
