"""A public table is laid out as the layout says: headings, blocks side by side, rows, notes."""

from collections.abc import Mapping
from typing import Any

import pytest
from support.packs import example_pack

from generator.addresses import parse
from generator.layouts import tables
from generator.layouts.pieces import CellLook, Grid, LaidLine, LaidRow, Merge
from generator.layouts.tables import PublicTable
from generator.layouts.tags import Tags
from generator.packs.layout import LaidBlock, LaidTable, Layout, read_heads

EXPENSES = "支出决算表"
SPENT = "按功能分类支出"


def laid(said: LaidTable | None, *listed: str, layout: Layout | None = None) -> PublicTable:
    """The table that a layout says, under a title with these addresses."""
    layout = layout or Layout(style="万元")
    known: Mapping[str, LaidTable] = {} if said is None else {"表": said}
    steps = [parse(it) for it in listed]
    return tables.lay_table(Tags(example_pack()), layout._replace(tables=known), "表", steps)


def grid(said: LaidTable | None, *listed: str) -> Grid:
    return next(it for it in laid(said, *listed).pieces if isinstance(it, Grid))


def block(heads: Any, **said: Any) -> LaidBlock:
    return LaidBlock(read_heads(heads), **said)


def table(heads: Any, **said: Any) -> LaidTable:
    return LaidTable((block(heads, **said),))


def texts(row: LaidRow) -> list[str]:
    return [cell.text for cell in row.cells]


def spans(row: LaidRow) -> list[tuple[str, int, Merge]]:
    return [(cell.text, cell.across, cell.down) for cell in row.cells]


def test_headings_are_merged_across_groups_and_down_to_their_columns() -> None:
    heads = {"项目": {"编码": "编码", "名称": "名称"}, "合计": "本年支出合计"}
    first, second, *_ = grid(table(heads), EXPENSES).rows
    assert [("项目", 2, Merge.NONE), ("合计", 1, Merge.BEGINS)] == spans(first)
    assert [("编码", 1, Merge.NONE), ("名称", 1, Merge.NONE), ("", 1, Merge.GOES_ON)] == spans(
        second
    )
    assert (True, True) == (first.heading, second.heading)


def test_a_loop_prints_the_total_and_a_row_for_each_account() -> None:
    heads = {"编码": "编码", "名称": "名称", "合计": "本年支出合计"}
    _, total, begin, row, end = grid(table(heads), EXPENSES).rows
    assert ["合计", "{{ 支出决算表.合计.本年支出合计 | 万元 }}"] == texts(total)
    assert [2, 1] == [cell.across for cell in total.cells]
    assert [["{%tr for 行 in 支出决算表.全部 %}"], ["{%tr endfor %}"]] == [texts(begin), texts(end)]
    assert ["{{ 行.编码 }}", "{{ 行.名称 }}", "{{ 行.本年支出合计 | 万元 }}"] == texts(row)
    assert CellLook.FIGURE is row.cells[-1].look


def test_a_code_goes_over_as_many_columns_as_the_total_s_row_has_words_before_its_last() -> None:
    heads = {"编码": "编码", "名称": "名称", "合计": "本年支出合计"}
    heading, total, _, row, _ = grid(table(heads, total=("类", "款", "项", "合计")), EXPENSES).rows
    assert [3, 1, 1] == [cell.across for cell in heading.cells]
    assert ["类", "款", "项", "合计"] == texts(total)[:4]
    assert [3, 1, 1] == [cell.across for cell in row.cells]


def test_numbers_of_all_columns_are_a_heading_and_those_of_figures_stand_above_the_total() -> None:
    heads = {"编码": "编码", "名称": "名称", "合计": "本年支出合计"}
    of_all = grid(table(heads, numbers=("1", "2", "3")), EXPENSES).rows[1]
    assert (["1", "2", "3"], True) == (texts(of_all), of_all.heading)
    said = table(heads, numbers=("1",), total=("", "合计"))
    numbers, total = grid(said, EXPENSES).rows[1:3]
    assert [("", 1, Merge.BEGINS), ("栏次", 1, Merge.NONE), ("1", 1, Merge.NONE)] == spans(numbers)
    assert [("", 1, Merge.GOES_ON), ("合计", 1, Merge.NONE)] == spans(total)[:2]


def beside(rows: int, feet: int) -> LaidTable:
    """Two blocks: accounts with one last row, and rows that are written out."""
    income = "收入支出决算总表.事业收入"
    left = block(
        {"项目": "行名", "数": "数"},
        title="收",
        rows={f"行{n}": income for n in range(rows)},
        feet={f"末{n}": income for n in range(feet)},
        numbered=True,
    )
    right = block(
        {"项目": "行名", "数": "决算数"},
        title="支",
        source=SPENT,
        level="类",
        feet={"合计": "收入支出决算总表.支出总计"},
    )
    return LaidTable((left, right))


def test_blocks_stand_beside_each_other_and_their_last_rows_meet() -> None:
    rows = grid(beside(2, 3), "收入支出决算总表", SPENT).rows
    assert [("收", 2, Merge.NONE), ("支", 2, Merge.NONE)] == spans(rows[0])
    assert ["一、行0", "二、行1", ""] == [row.cells[0].text for row in rows[2:5]]
    assert "一般公共服务支出" == rows[2].cells[2].text
    assert [("末0", ""), ("末1", ""), ("末2", "合计")] == [
        (row.cells[0].text, row.cells[2].text) for row in rows[-3:]
    ]
    looks = [row.cells[0].look for row in rows[-3:]]
    assert [CellLook.HEAD, CellLook.TEXT, CellLook.HEAD] == looks


def test_accounts_that_the_pack_leaves_out_have_no_row() -> None:
    rows = grid(beside(1, 1), "收入支出决算总表", SPENT).rows
    printed = {cell.text for row in rows for cell in row.cells}
    assert "{{ 按功能分类支出[232].决算数 | 万元 }}" in printed
    assert "{{ 按功能分类支出[233].决算数 | 万元 }}" not in printed


def test_accounts_below_a_level_are_printed_unless_the_unit_stops_above() -> None:
    name = "一般公共预算财政拨款基本支出决算表"
    heads = {"编码": "编码", "名称": "名称", "数": "决算数"}
    said = table(heads, codes=("303",), level="款", spread=2, feet={"合": f"{name}.303"})
    rows = grid(said, name).rows
    marks = [texts(row)[0] for row in rows if "{%" in texts(row)[0]]
    assert ["{%tr if 公开级次.经济分类 %}", "{%tr else %}", "{%tr endif %}"] == marks
    assert ["303", "对个人和家庭的补助"] == texts(rows[2])[:2]
    both = texts(rows[4])
    assert (6, "303") == (len(both), both[0])  # the codes go on in the second group
    assert both[3].startswith("303")
    assert [5, 1] == [cell.across for cell in rows[-1].cells]


def test_a_row_may_be_of_a_table_and_then_fills_every_column() -> None:
    funds = ["合计", "一般公共预算财政拨款"]
    name = "财政拨款收入支出决算总表"
    said = table({"项目": "行名", **{it: it for it in funds}}, rows={"总": f"{name}.收入总计"})
    assert texts(grid(said, name).rows[1]) == [
        "总",
        *(f"{{{{ {name}.收入总计.{it} | 万元 }}}}" for it in funds),
    ]


def test_rows_have_numbers_and_stand_in_as_they_are_told() -> None:
    said = table(
        {"项目": "行名", "行次": "行次", "数": "数"},
        rows={"合计": "三公经费.合计", "其中": "三公经费.公务接待费"},
        indents={"其中": "2"},
    )
    _, total, part = grid(said, "三公经费.合计").rows
    assert ["合计", "1", "{{ 三公经费.合计 | 万元 }}"] == texts(total)
    assert ["　　其中", "2"] == texts(part)[:2]


def test_below_it_stand_what_it_shows_and_what_may_be_wrong_or_missing() -> None:
    said = table({"编码": "编码", "名称": "名称", "合计": "本年支出合计"})
    said = said._replace(number="公开03表", note="反映支出。", nothing="没有支出。")
    pieces = laid(said, EXPENSES, layout=Layout(remainder="有尾差。", unit=("左", "右"))).pieces
    lines = [it.text for it in pieces if isinstance(it, LaidLine)]
    assert lines == [
        "表",
        "公开03表",
        "左\t右",
        "注：反映支出。",
        "{%p if 支出决算表.有尾差 %}",
        "注：有尾差。",
        "{%p endif %}",
        "{%p if not 支出决算表.有数 %}",
        "注：没有支出。",
        "{%p endif %}",
    ]


@pytest.mark.parametrize(
    ("wide", "listed"), [(True, "收入决算表"), (False, "一般公共预算财政拨款支出决算表")]
)
def test_many_columns_want_a_wide_page_and_fill_it(wide: bool, listed: str) -> None:
    made = laid(None, listed)
    shown = next(it for it in made.pieces if isinstance(it, Grid))
    assert (wide, 12756 if wide else 8844) == (made.wide, sum(shown.widths))
    assert all(width > 0 for width in shown.widths)


def test_every_row_fills_the_grid() -> None:
    for said in (None, beside(2, 3)):
        shown = grid(said, "收入支出决算总表", SPENT)
        assert {len(shown.widths)} == {sum(cell.across for cell in row.cells) for row in shown.rows}
