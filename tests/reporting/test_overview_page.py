"""总览: every unit on one page, those that need it first, and no text taken for markup."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.properties import examples
from test_results_html import HOSTILE, Page

from generator.diagnostics import Fault, Place, Severity
from generator.reporting import overview_page
from generator.units.result import KeyFigure, Result

PLACE = Place("a.yaml", 1, 1)
ERROR, NO_REASON = Fault("S203", "", PLACE), Fault("C306", "", PLACE)
WARNING = Fault("L405", "", PLACE, Severity.WARNING)
FOLDER = Path("output")


def result(
    unit: str,
    *faults: Fault,
    figures: tuple[KeyFigure, ...] = (),
    written: Path | None = None,
    recorded: int | None = None,
) -> Result:
    made = Result(f"inputs/{unit}.yaml", faults, unit, figures=figures, wanted=True)
    return replace(made, written=written, recorded=recorded)


def html(*results: Result, folder: Path = FOLDER) -> str:
    return overview_page.as_page(map(overview_page.keep, results), folder)


def rows(*results: Result) -> list[list[str]]:
    """The cells of every row but the first."""
    found = re.findall(r"<tr>(.*?)</tr>", html(*results).split("<tbody>")[1])
    return [re.sub("<[^>]+>", "\t", row).strip("\t").split("\t\t") for row in found]


def test_a_row_says_the_unit_its_state_and_its_faults() -> None:
    faults = (ERROR, NO_REASON, NO_REASON, WARNING)
    assert [["甲", "inputs/甲.yaml", "有错误", "3", "1", "2"]] == rows(result("甲", *faults))


def test_units_with_errors_come_first_then_those_that_stand_out_then_warnings() -> None:
    calm = KeyFigure("收入", "1.00", "+1.00%")
    wild = KeyFigure("收入", "1.00", "+99.00%", True)
    results = [
        result("无事", figures=(calm,)),
        result("提示", WARNING),
        result("未变", recorded=4),
        result("异常", figures=(wild,)),
        result("错误", ERROR),
        result("又错", ERROR, figures=(wild,)),
    ]
    names = [row[0] for row in rows(*results)]
    assert ["又错", "错误", "异常", "未变", "提示", "无事"] == names


def test_figures_stand_in_columns_and_outliers_are_marked() -> None:
    figures = (KeyFigure("收入", "4.00", "+40.00%", True), KeyFigure("支出", "3.00", "持平"))
    first, second = rows(
        result("甲", figures=figures), result("乙", figures=(KeyFigure("三公", "2.00"),))
    )
    assert ["【4.00（+40.00%）】", "3.00（持平）"] == first[6:8]
    assert ["2.00"] == second[-1:]
    heads = re.findall('<th scope="col">(.*?)</th>', html(result("甲", figures=figures)))
    assert ["单位", "填报文件", "结论", "错误", "提示", "缺原因", "收入", "支出"] == heads


def test_the_states_are_counted() -> None:
    page = html(result("甲", ERROR), result("乙", WARNING), result("丙"), result("丁", recorded=0))
    assert "共 4 个填报文件：1 个无错误，1 个有提示，1 个有错误，1 个未变" in page


@pytest.mark.parametrize(
    ("expected", "folder"),
    [
        ("2024/%E7%94%B2%20%23.docx", FOLDER),
        ("../output/2024/%E7%94%B2%20%23.docx", Path("reports")),
    ],
)
def test_a_document_is_linked_from_where_the_page_lies(expected: str, folder: Path) -> None:
    page = html(result("甲", written=FOLDER / "2024" / "甲 #.docx"), folder=folder)
    assert [f'<a href="{expected}">甲</a>'] == re.findall("<a .*?</a>", page)


def test_a_unit_without_a_document_is_not_linked() -> None:
    assert "<a " not in html(result("甲", ERROR))


def test_a_unit_that_could_not_be_read_is_named_so() -> None:
    assert "（未读出）" == rows(result("", ERROR))[0][0]


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = html(result("甲", written=FOLDER / "甲.docx"))
    assert [] == re.findall(r"<(?:script|link|img|iframe)|url\(|@import|https?:", page)
    assert "default-src 'none'" in page


def test_thousands_of_units_make_a_page_of_moderate_size() -> None:
    figures = tuple(KeyFigure(name, "12345.67", "+12.34%") for name in ("甲", "乙", "丙", "丁"))
    units = [result(f"单位{n}", figures=figures) for n in range(2000)]
    assert len(html(*units)) < 1_500_000


@given(st.lists(HOSTILE | st.text(max_size=8), min_size=1, max_size=4).map("".join))
@examples(100)
def test_no_text_comes_out_as_markup(text: str) -> None:
    def everywhere(text: str) -> str:
        figure = KeyFigure(text, text, text, True)
        return html(result(text, ERROR, figures=(figure,), written=FOLDER / f"甲{text}"))

    expected, made = Page(everywhere("甲")), Page(everywhere(f"甲{text}"))
    assert [] == made.open
    assert expected.tags == made.tags
    assert [name for name, _ in expected.attributes] == [name for name, _ in made.attributes]
    everywhere(text).encode("utf-8")
