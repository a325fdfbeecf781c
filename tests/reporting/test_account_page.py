"""The page of an account code: names, years, owners, budget, and how sure the table is."""

import pytest

from generator.kept import library
from generator.packs import classification
from generator.reporting import account_page

SEEN = "见于公开的预算、决算文件"


def page(code: str) -> list[str]:
    tables = classification.load_all(library.installed() / "schemas" / "classification")
    return (account_page.page(code, tables.values()) or "").split("\n")


def test_an_account_is_shown_with_its_owners_and_how_well_each_is_known() -> None:
    expected = [
        "2100401：功能分类，项级，一般公共预算",
        "  名称：疾病预防控制机构（未经核对）",
        "  上级 210：医疗卫生与计划生育支出（2018 年度止；未经核对）",
        f"  上级 210：卫生健康支出（2019 年度起；{SEEN}）",
        "  上级 21004：公共卫生（未经核对）",
    ]
    assert expected == page("2100401")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "2080804",
            "  名称：优抚事业单位支出（2021 年度止；改列 2080807 光荣院；未经核对）",
        ),
        ("2040607", f"  名称：公共法律服务（2021 年度起；{SEEN}）"),
        ("30213", f"  名称：维修（护）费（{SEEN}）"),
        ("2120801", "2120801：功能分类，项级，政府性基金预算"),
        ("50101", "50101：政府经济分类，款级"),
    ],
)
def test_a_name_is_shown_with_its_years_and_heir(code: str, expected: str) -> None:
    assert expected in page(code)


def test_a_code_that_no_table_has_has_no_page() -> None:
    assert [""] == page("2019850")
