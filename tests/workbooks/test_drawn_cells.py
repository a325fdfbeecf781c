"""Which cell goes where, in words that an officer knows; what another export would change."""

from dataclasses import replace

from generator.diagnostics import Place
from generator.filing.source import Source
from generator.workbooks import drawn_cells
from generator.workbooks.drawn_cells import CellChange, DrawnCell


def cell(line: int) -> tuple[tuple[Place, str], ...]:
    return ((Place("/x/决算.xls", line, 7, sheet="Z07"), ""),)


DRAWN = Source(
    "126.yaml",
    "",
    {
        "收入": [{"科目": "2010350", "拨款": "1.00"}, {"科目": "2010399", "拨款": "2.00"}],
        "三公": {"接待费": "3.00"},
        "项目": [{"名称": "甲", "得分": "9"}],
    },
    drawn={
        ("收入", 0, "拨款"): cell(13),
        ("收入", 1, "拨款"): (*cell(14), (Place("/x/决算.xls", 15, 7, sheet="Z07"), "-")),
        ("三公", "接待费"): cell(16),
        ("项目", 0, "得分"): cell(17),
    },
)


def test_every_figure_is_named_with_its_cells() -> None:
    assert [
        DrawnCell("收入", "2010350 › 拨款", "1.00", "决算.xls!Z07!G13"),
        DrawnCell("收入", "2010399 › 拨款", "2.00", "决算.xls!Z07!G14 -决算.xls!Z07!G15"),
        DrawnCell("三公", "接待费", "3.00", "决算.xls!Z07!G16"),
        DrawnCell("项目", "甲 › 得分", "9", "决算.xls!Z07!G17"),
    ] == list(drawn_cells.list_cells(DRAWN))


def test_what_differs_is_found_whatever_the_order_of_entries() -> None:
    data = {
        **DRAWN.data,
        "收入": [{"科目": "2010399", "拨款": "2.00"}, {"科目": "2010350", "拨款": "5.00"}],
    }
    drawn = {at: it for at, it in DRAWN.drawn.items() if at[0] != "三公"}
    old = {(it.section, it.field): it for it in drawn_cells.list_cells(DRAWN)}
    new = replace(DRAWN, data=data, drawn=drawn)
    first = DrawnCell("收入", "2010350 › 拨款", "5.00", "决算.xls!Z07!G14 -决算.xls!Z07!G15")
    assert [
        CellChange("收入", "2010350 › 拨款", old["收入", "2010350 › 拨款"], first),
        CellChange("三公", "接待费", old["三公", "接待费"], None),
    ] == drawn_cells.compare(DRAWN, new)
    assert [] == drawn_cells.compare(DRAWN, DRAWN)
