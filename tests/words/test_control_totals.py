"""核对数 for what is typed in parts: sums of a section, of a list's items, of what is counted."""

from pathlib import Path

import pytest
from support.small_packs import SmallPack, write_pack

RULES = """核对数: {按地址: 金额}
三公经费: {各项: {公务接待费: 金额, 出国费: 金额}}
车辆: {各项: {机要用车: 个数, 其他用车: 个数}}
采购: {每条: {名称: 文字, 合同金额: 金额}}
"""
TABLES = """  三公经费: {数: {合计: {加: [公务接待费, 出国费]}}}
  车辆: {数: {合计: {加: [机要用车, 其他用车]}}}
  采购情况: {数: {金额: {各条之和: 采购.合同金额}}}
"""
FORM = (
    "“三公”经费{{ 三公经费.合计 | 万元 }}万元，采购{{ 采购情况.金额 | 万元 }}万元，"
    "车辆{{ 车辆.合计 | 个 }}辆。"
)
FILING = """三公经费: {公务接待费: 9500, 出国费: 100}
车辆: {机要用车: 3, 其他用车: 4}
采购:
  - {名称: 甲, 合同金额: 100}
  - {名称: 乙, 合同金额: 200}
核对数:
"""
PARTS = ("三公经费.公务接待费", "三公经费.出国费", "车辆.机要用车", "车辆.其他用车", "采购")


@pytest.fixture
def small(tmp_path: Path) -> SmallPack:
    laws = {"rules": RULES, "tables": TABLES, "styles": "  个: {小数: 0}\n"}
    return write_pack(tmp_path, FORM, **laws, unprinted=("支出表", *PARTS))


@pytest.mark.parametrize("held", ["三公经费.合计: 9600", "采购情况.金额: 300", "车辆.合计: 7"])
def test_a_total_that_agrees_is_not_told(small: SmallPack, held: str) -> None:
    assert ([], []) == (small.judge(), small.judge_form())
    assert ["“三公”经费0.96万元，采购0.03万元，车辆7辆。"] == small.say(f"{FILING}  {held}\n")


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ("三公经费.合计: 9700", "核对数 9700.00元，填报数相加 9600.00元，差 100.00元"),
        ("采购情况.金额: 200", "核对数 200.00元，填报数相加 300.00元，差 100.00元"),
        ("车辆.合计: 8", "核对数 8，填报数相加 7，差 1"),
    ],
)
def test_a_total_that_differs_is_told(small: SmallPack, held: str, told: str) -> None:
    address = held.partition(":")[0]
    assert [f"L406 {address}：{told}"] == small.tell(f"{FILING}  {held}\n")


def test_what_is_counted_is_the_same_where_amounts_are_in_ten_thousands(small: SmallPack) -> None:
    filing = f"金额单位: 万元\n{FILING}"
    assert [] == small.tell(f"{filing}  车辆.合计: 7\n")
    assert ["L406 车辆.合计：核对数 8，填报数相加 7，差 1"] == small.tell(
        f"{filing}  车辆.合计: 8\n"
    )
