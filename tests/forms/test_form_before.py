"""The words before a tag, or at the left of its cell, name the figure that is printed."""

from pathlib import Path

import pytest
from support.forms import BODY, body, linted, p, row, said, table

GOODS, SERVICES = "{{ 政府采购.货物 | 万元 }}", "{{ 政府采购.服务 | 万元 }}"
LEFT_OVER = "{{ 收入支出决算总表.年末结转和结余 | 万元 }}"


def found(folder: Path, *parts: str) -> list[str]:
    faults = said(linted(folder, {BODY: body(*parts)}))
    return [message for code, _, message, _ in faults if code == "D551"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"政府采购货物支出{SERVICES}万元", f"“{SERVICES}”印的是“服务”，前面却是“货物”"),
        (
            f"政府采购货物支出{GOODS}万元、政府采购服务支出{GOODS}万元",
            f"“{GOODS}”印的是“货物”，前面却是“服务”",
        ),
        (
            f"年初结转和结余{LEFT_OVER}万元",
            f"“{LEFT_OVER}”印的是“年末结转和结余”，前面却是“年初结转和结余”",
        ),
        (f"政府采购货物支出{GOODS}万元", ""),
        (f"货物、服务分别为{SERVICES}万元", ""),
        (f"采购支出{SERVICES}万元", ""),
        (f"货物支出以外，另有{SERVICES}万元", ""),
        ("收入支出总计{{ 收入支出决算总表.收入总计 | 万元 }}万元", ""),
    ],
)
def test_another_name_before_a_figure_is_told(tmp_path: Path, text: str, message: str) -> None:
    assert ([message] if message else []) == found(tmp_path, p(text))


def test_the_row_of_a_table_is_named_at_the_left_of_the_cell(tmp_path: Path) -> None:
    told = found(tmp_path, table(row("年初结转和结余", "12", LEFT_OVER)))
    assert [f"“{LEFT_OVER}”印的是“年末结转和结余”，前面却是“年初结转和结余”"] == told
    assert [] == found(tmp_path, table(row("年末结转和结余", "12", LEFT_OVER)))
    assert [] == found(tmp_path, table(row("合计", SERVICES)))
