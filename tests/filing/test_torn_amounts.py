"""An amount with commas between braces is one fault at the amount, and nothing follows from it."""

import pytest
from support.examples import Edit

from generator import pipeline
from generator.filing import torn_amounts

OFFICE = "科目: 2010399 其他政府办公厅（室）及相关机构事务支出, 一般公共预算财政拨款: "
DINNERS = "公务用车运行维护费: 26840.47, 公务接待费: 900.00}"


@pytest.mark.parametrize("typed", ["6,393,104.41", "6, 393, 104.41", "6,393,104.41元"])
def test_an_amount_that_commas_tear_is_told_once(edited: Edit, typed: str) -> None:
    path = edited((f"{OFFICE}6393104.41", OFFICE + typed))
    [fault] = [it for it in pipeline.produce(path).faults if it.code != "C313"]
    shown = typed.replace(" ", "")
    assert ("S203", f"“{shown}”里的逗号把这个数分成了几项") == (fault.code, fault.message)
    assert "花括号里的金额不写逗号，写作 6393104.41" == fault.help


def test_so_is_one_of_last_year(edited: Edit) -> None:
    path = edited((DINNERS, DINNERS.replace("26840", "26,840")))
    assert ["S203"] == [it.code for it in pipeline.produce(path).faults if it.code != "C313"]


def test_what_is_empty_behind_a_small_number_is_still_to_be_filled() -> None:
    assert ({}, set()) == torn_amounts.find({"甲": "1234", "567": None})
    assert ({}, set()) == torn_amounts.find({"甲": "12", "乙": None, "567": None})
    assert ({"甲": "12,567"}, {"567"}) == torn_amounts.find({"甲": "12", "567": None})


def test_parts_that_two_amounts_share_are_told_as_what_they_are(edited: Edit) -> None:
    spent = "资金: 非财政拨款, 项目支出: 3236007.94"
    both = "资金: 非财政拨款, 基本支出: 1,236,007.94, 项目支出: 3,236,007.94"
    faults = pipeline.produce(edited((spent, both))).faults
    helps = {it.code: it.help for it in faults}
    assert "像是金额里逗号后面的几位：花括号里的金额不写逗号" == helps["F109"]
    assert "花括号里的金额不写逗号，写作 1236007.94" == helps["S203"]
