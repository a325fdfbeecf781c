"""Formats that know no charts have their texts as lines: these are no figures that were added."""

from dataclasses import replace
from pathlib import Path

import pytest
from support import small_packs
from support.charts import FILING, build, write_chart_pack
from support.reading_back import blocks_of

from generator.diagnostics import FormPlace
from generator.edited import agreement
from generator.edited.expected import Expected, expect
from generator.edited.findings import State
from generator.edited.held import of_blocks
from generator.published.blocks import ReadCell, ReadParagraph, ReadTable
from generator.word.outline import FRONT


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Expected:
    return expect(build(write_chart_pack(tmp_path_factory.mktemp("图"))))


def heading_of(expected: Expected, number: int) -> str:
    """What the chart of a number stands below, as a reader of pages sees it."""
    way = expected.wheres[expected.charts[number].paragraph].partition("，")[0]
    return way.rpartition(" › ")[2]


def added(expected: Expected, *texts: str, below: str = "", kind: str = ".pdf") -> list[str]:
    """What of some lines of a page is told to have been added."""
    printed = blocks_of(expected.outcome.document)
    where = below or heading_of(expected, 1)
    place = FormPlace("印.pdf", "", 0, "", "" if where == FRONT else where, 3)
    more = tuple(ReadParagraph(text, place, page=3) for text in texts)
    read = replace(printed, kind=kind, gaps=(), blocks=(*printed.blocks, *more))
    found = agreement.hold(of_blocks(read), expected).findings
    return [it.text for it in found if it.state is State.ADDED]


NOWHERE = FormPlace("页.html", "", 0, "", "第99张表 第1行")
AXIS = "3000 2500 2,000 1500 1000 500 0"


@pytest.mark.parametrize(
    "lines",
    [
        ["2600.00 2619.15"],
        ["支出变动情况", "2023年 2024年", "支出合计 基本支出 项目支出"],
        [AXIS],
        AXIS.split(),
        [*AXIS.split(), "0 1000 2000 3000"],
        ["65.81%", "项目支出34.19%", "基本支出65.81%"],
    ],
)
def test_what_the_charts_show_is_not_added(expected: Expected, lines: list[str]) -> None:
    assert [] == added(expected, *lines)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["2619.51"], ["2619.51"]),
        (["支出2619.15万元"], ["支出2619.15万元"]),
        (["占 43.19%"], ["占 43.19%"]),
        (["2619.151"], ["2619.151"]),
        (["12619.15"], ["12619.15"]),
        (["2620"], ["2620"]),
        ([*AXIS.split(), "2620"], ["2620"]),
        (["0", "500", "1000"], ["0", "500", "1000"]),
        (["0 50000 100000"], ["0 50000 100000"]),
        (["2600.00"] * 3, ["2600.00"]),
        ([f"{'项目支出 ' * 2}" + "基本支出 9999.99"], ["项目支出项目支出基本支出 9999.99"]),
    ],
)
def test_another_figure_is_added_all_the_same(
    expected: Expected, lines: list[str], told: list[str]
) -> None:
    assert [it.replace(" ", "") for it in told] == [
        it.replace(" ", "") for it in added(expected, *lines)
    ]


def test_a_figure_of_a_chart_is_added_where_the_chart_does_not_stand(expected: Expected) -> None:
    assert ["2619.15", "500"] == added(expected, "2619.15", "500", below="别的一节")


def test_a_table_of_a_charts_figures_is_of_the_chart_below_the_text_above_it(
    expected: Expected,
) -> None:
    printed = blocks_of(expected.outcome.document)
    for below, told in ((heading_of(expected, 1), []), ("别的一节", ["支出合计 2600.00 2619.15"])):
        place = FormPlace("页.html", "", 0, "", "" if below == FRONT else below)
        row = ("支出合计", "2600.00", "2619.15")
        cells = tuple(ReadCell(0, at, text, NOWHERE) for at, text in enumerate(row))
        more = (ReadParagraph("支出变动情况", place), ReadTable((cells,), 3, 99, NOWHERE))
        read = replace(printed, kind=".html", gaps=(), blocks=(*printed.blocks, *more))
        found = agreement.hold(of_blocks(read), expected).findings
        assert told == [it.text for it in found if it.state is State.ADDED]


def test_a_long_line_is_read_to_its_end(expected: Expected) -> None:
    (found,) = added(expected, f"支出变动情况 {' ' * 200}8888.88 项目支出")
    assert found.startswith("支出变动情况")


def test_without_charts_every_line_stays(tmp_path: Path) -> None:
    small = small_packs.write_pack(tmp_path, "没有图")
    plain = expect(small.build(FILING.partition("上年数")[0]))
    assert ["2600"] == added(plain, "2600", below="一节")
