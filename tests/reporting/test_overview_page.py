"""总览: every unit on one page, those that need it first, and no text taken for markup."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.properties import examples
from test_results_html import HOSTILE, Page

from generator.diagnostics import Fault, Place, Severity
from generator.filing.roster import ListedUnit
from generator.filing.roster_table import RosterRow
from generator.reporting import overview_page, overview_rows
from generator.reporting.overview_rows import UnitRow
from generator.units.result import Identity, KeyFigure, Result

PLACE = Place("a.yaml", 1, 1)
ERROR, NO_REASON = Fault("S203", "金额不是数字", PLACE), Fault("C306", "", PLACE)
WARNING = Fault("L405", "", PLACE, Severity.WARNING)
EMPTY = Fault("S204", "“服务”待填", PLACE)
FOLDER = Path("output")
NOW = datetime(2025, 9, 1, 8, 30)
HELD = ListedUnit(
    "357", "甲", "", "", date(2025, 8, 1), None, "张三", RosterRow(Place("名录.csv", 2, 1), {})
)


def result(
    unit: str,
    *faults: Fault,
    figures: tuple[KeyFigure, ...] = (),
    written: Path | None = None,
    recorded: int | None = None,
) -> Result:
    identity = Identity("357", kind="部门决算", year="2024")
    made = Result(f"inputs/{unit}.yaml", faults, unit, figures=figures, identity=identity)
    return replace(made, wanted=True, written=written, recorded=recorded)


def keep(result: Result, page: Path | None = None) -> UnitRow:
    return overview_rows.keep(result, None, NOW.date(), page)


def html(*results: Result, folder: Path = FOLDER, page: Path | None = None) -> str:
    return overview_page.as_page([keep(it, page) for it in results], folder, NOW)


def table(page: str) -> list[dict[str, str]]:
    """The rows of the page, by the heads of their columns."""
    heads = re.findall('<th scope="col".*?>(.*?)</th>', page)
    rows = re.findall(r"<tr data-stage.*?>(.*?)</tr>", page, re.DOTALL)
    cells = [re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [
        dict(zip(heads, (re.sub("<[^>]+>", "", it) for it in row), strict=True)) for row in cells
    ]


def test_a_row_says_the_unit_its_state_and_its_faults() -> None:
    (row,) = table(html(result("甲", ERROR, NO_REASON, NO_REASON, WARNING)))
    expected = {"单位": "甲", "代码": "357", "文种": "2024 部门决算", "状态": "有错误"}
    expected |= {"错误": "3", "提示": "1", "缺原因": "2", "填报文件": "inputs/甲.yaml"}
    assert expected == {head: text for head, text in row.items() if head != "问题"}
    assert row["问题"].startswith("第 1 行：金额不是数字")


def test_all_that_was_found_is_a_link_away() -> None:
    page = html(result("甲", ERROR, WARNING), page=FOLDER / "各单位" / "甲.html")
    (link,) = re.findall("<a [^>]*>.*?</a>", page)
    expected = '<a href="%E5%90%84%E5%8D%95%E4%BD%8D/%E7%94%B2.html" aria-label="甲：全部 2 处">'
    assert f"{expected}全部 2 处</a>" == link


def test_what_needs_somebody_comes_first_then_what_stands_out_then_warnings() -> None:
    calm = KeyFigure("收入", "1.00", "+1.00%")
    wild = KeyFigure("收入", "1.00", "+99.00%", True)
    results = [
        result("无事", figures=(calm,)),
        result("提示", WARNING),
        result("未变", recorded=4),
        result("异常", figures=(wild,)),
        result("待填", EMPTY),
        result("错误", ERROR),
        result("又错", ERROR, figures=(wild,)),
    ]
    missing = overview_rows.keep_missing(("部门决算", "2024"), HELD, NOW.date())
    page = overview_page.as_page([missing, *map(keep, results)], FOLDER, NOW)
    names = [row["单位"] for row in table(page)]
    assert ["又错", "错误", "甲", "待填", "异常", "未变", "提示", "无事"] == names


def test_figures_stand_in_columns_and_outliers_are_marked() -> None:
    figures = (KeyFigure("收入", "4.00", "+40.00%", True), KeyFigure("支出", "3.00", "持平"))
    first, second = table(
        html(result("甲", figures=figures), result("乙", figures=(KeyFigure("三公", "2.00"),)))
    )
    assert ["【4.00（+40.00%）】", "3.00（持平）"] == [first["收入"], first["支出"]]
    assert ("", "2.00") == (second["收入"], second["三公"])


def test_a_column_that_says_nothing_of_anybody_is_left_out() -> None:
    heads = set(table(html(result("甲")))[0])
    assert {"单位", "代码", "文种", "状态", "错误", "提示", "填报文件"} == heads


def test_the_states_are_counted_and_the_day_is_told() -> None:
    built = result("丁", recorded=0, written=FOLDER / "丁.docx")
    page = html(result("甲", ERROR), result("乙", WARNING), result("丙", EMPTY), built)
    assert "2025-09-01 08:30　共 4 个：填报中 1，有错误 1，无错误 1，已生成 1" in page


def test_counts_are_added_up_and_amounts_are_not() -> None:
    figure = KeyFigure("收入", "4.00")
    page = html(result("甲", ERROR, WARNING, figures=(figure,)), result("乙", ERROR))
    foot = re.findall("<tfoot>(.*?)</tfoot>", page, re.DOTALL)[0]
    cells = [re.sub("<[^>]+>", "", it) for it in re.findall("<t[hd].*?</t[hd]>", foot)]
    heads = list(table(page)[0])
    assert ("2", "1", "") == tuple(cells[heads.index(it)] for it in ("错误", "提示", "收入"))


def test_a_unit_without_a_filing_is_told_with_what_the_list_says_of_it() -> None:
    row = overview_rows.keep_missing(("部门决算", "2024"), HELD, NOW.date())
    (told,) = table(overview_page.as_page([row], FOLDER, NOW))
    expected = {"状态": "未报", "批复日期": "2025-08-01", "公开日期": "未公开，过期 11 天"}
    assert expected == {head: told[head] for head in expected}
    assert ("甲", "2024 部门决算", "张三") == (told["单位"], told["文种"], told["联系人"])


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
    assert "（未读出）" == table(html(result("", ERROR)))[0]["单位"]


def test_nothing_is_fetched_and_nothing_runs_but_the_pages_own_script() -> None:
    page = html(result("甲", written=FOLDER / "甲.docx"))
    assert [] == re.findall(r"<(?:link|img|iframe)|url\(|@import|https?:|\son\w+=", page)
    (script,) = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    assert f'content="{policy}"' in page
    assert 1 == page.count("<script")


def test_thousands_of_units_make_a_page_of_moderate_size() -> None:
    figures = tuple(KeyFigure(name, "12345.67", "+12.34%") for name in ("甲", "乙", "丙", "丁"))
    units = [result(f"单位{n}", figures=figures) for n in range(2000)]
    assert len(html(*units)) < 1_500_000


@given(st.lists(HOSTILE | st.text(max_size=8), min_size=1, max_size=4).map("".join))
@examples(100)
def test_no_text_comes_out_as_markup(text: str) -> None:
    def everywhere(text: str) -> str:
        figure = KeyFigure(text, "1.00", text, True)
        error = Fault("S203", text, PLACE)
        made = result(text, error, figures=(figure,), written=FOLDER / f"甲{text}")
        return html(made, page=FOLDER / f"乙{text}")

    expected, made = Page(everywhere("甲")), Page(everywhere(f"甲{text}"))
    assert [] == made.open
    assert expected.tags == made.tags
    assert [name for name, _ in expected.attributes] == [name for name, _ in made.attributes]
    everywhere(text).encode("utf-8")
