"""What exports give stands in the tables of 填报, with the cells that it is from."""

import re
from html import unescape
from pathlib import Path

import pytest
from support import exports
from support.examples import EXAMPLE
from support.sent_forms import read_form
from support.workbench import Visit, folder, inside

from generator.diagnostics import Place
from generator.workbench import form_entries
from generator.workbench.form_drawn import Given
from generator.workbooks import drawn_cells

__all__ = ["folder", "inside"]
FILE = "取数.yaml"


@pytest.fixture
def drawing(inside: Visit, tmp_path: Path) -> Visit:
    """A filing that draws on an export in the folder."""
    export = exports.final_accounts(exports.stated_by(EXAMPLE)).write(tmp_path / "126决算.xls")
    inside.send("/import", export, key="部门决算 2024 福建")
    assert 200 == inside.change(f"{inside.wait()}/make", name=FILE)[0]
    return inside


def way_of(inside: Visit, title: str) -> str:
    page = inside.get(f"/units/{inside.name(FILE)}/form/1")
    found = re.findall(r'<a href="([^"]*/form/\d+)"[^>]*>([^<]*)', page)
    return str({unescape(label).strip(): way for way, label in found}[title])


def list_drawn(page: str) -> list[list[str]]:
    rows = re.findall(r'<tr class="drawn">.*?</tr>', page, re.DOTALL)
    found = (re.findall(r'"(?:value|origin)">(.*?)<', row) for row in rows)
    return [[unescape(it) for it in row] for row in found]


def test_rows_of_exports_stand_behind_those_that_are_typed(drawing: Visit) -> None:
    way = way_of(drawing, "收入")
    page = drawing.get(way)
    first, *_ = list_drawn(page)
    assert ["2010350 事业运行", "5086823.81"] == [first[0], *filter(None, first[2:])]
    assert re.fullmatch(r"取自 126决算\.xls!\S.*![A-Z]+\d+(、[A-Z]+\d+)*", first[1])
    assert not [it for it in read_form(page) if it.startswith("r|收入|")]


def test_a_page_that_is_sent_as_it_came_states_nothing_that_is_drawn(drawing: Visit) -> None:
    path = drawing.folder / FILE
    text = path.read_text("utf-8")
    for title in ("收入", "支出"):
        way = way_of(drawing, title)
        assert 200 == drawing.change(way, **read_form(drawing.get(way)))[0]
    assert text == path.read_text("utf-8")


def test_a_row_that_is_typed_goes_before_the_drawn_one_and_says_so(drawing: Visit) -> None:
    way = way_of(drawing, "收入")
    page = drawing.get(way)
    code = list_drawn(page)[0][0]
    new = {"r|收入|n1|科目": code, "r|收入|n1|一般公共预算财政拨款": "7.00"}
    fields = read_form(page)
    _, told = drawing.change(f"{way}/draft", **fields, **new)
    assert 'data-at="r|收入|n1|一般公共预算财政拨款"' in told
    assert ("这里写 7.00" in told, "按这里写的印" in told) == (True, True)
    assert code not in [row[0] for row in list_drawn(drawing.get(way))]


def test_a_single_figure_says_which_cell_it_is_from(drawing: Visit) -> None:
    page = drawing.get(way_of(drawing, "三公经费"))
    name = form_entries.name_value(("三公经费", "公务接待费"))
    found = re.search(rf'name="{re.escape(name)}".*?</div>', page, re.DOTALL)
    assert found is not None
    assert "取自 126决算.xls!F03 机构运行信息表" in found[0]


def test_amounts_are_shown_in_the_unit_of_the_filing() -> None:
    path = ("收入", 0, "其他收入")
    whole = {"收入": [{"其他收入": "12345600"}]}
    given = Given(whole, {path: ((Place("a.xls", 3, 2, sheet="表"), ""),)})
    assert ("1234.56", "12345600") == (given.find(path, "万元"), given.find(path, "元"))
    assert "a.xls!表!B3" == given.say_origin(("收入", 0))


def test_what_is_no_amount_in_a_cell_is_shown_as_it_is() -> None:
    path = ("收入", 0, "其他收入")
    given = Given({"收入": [{"其他收入": "—"}]}, {path: ((Place("a.xls", 3, 2, sheet="表"), ""),)})
    assert "—" == given.find(path, "万元")


def test_cells_of_one_sheet_are_told_together() -> None:
    cells = [((Place("a/a.xls", 3, 2, sheet="表"), "-"), (Place("a/a.xls", 4, 2, sheet="表"), ""))]
    assert "a.xls!表!B3、B4" == drawn_cells.say_together([*cells, *cells])
