"""What a correction turns round, on the worked example."""

from pathlib import Path

import pytest
from support.corrections import pair
from support.examples import EXAMPLE, Edit

from generator.addresses import parse
from generator.corrections import flips
from generator.corrections.flips import BEYOND, WITHIN, Flip

TABLE = "一般公共预算财政拨款支出决算表"


def turned(path: Path) -> list[Flip]:
    return list(flips.compare(*pair(EXAMPLE, path)))


def test_a_trend_that_turns_is_told_with_the_reason_that_stayed(edited: Edit) -> None:
    path = edited(("2210202: 97122.44", "2210202: 90000.00"))
    assert Flip(
        parse(f"{TABLE}[2210202].小计"), "上年数", "减少", "增加", "人员变动", True
    ) in turned(path)


def test_a_new_reason_is_not_told_as_stale(edited: Edit) -> None:
    path = edited(
        ("2210202: 97122.44", "2210202: 90000.00"), ("2210202: 人员变动", "2210202: 加人")
    )
    (flip,) = (f for f in turned(path) if f.address == f"{TABLE}[2210202].小计")
    assert (True, "", False) == (flip.turned, flip.reason, flip.stale)


@pytest.mark.parametrize(
    ("prior", "case"), [("94928.74", "持平"), ("0.00", "上年为零"), ("94958.74", "持平")]
)
def test_what_becomes_flat_or_loses_its_base_is_told(edited: Edit, prior: str, case: str) -> None:
    path = edited(("2210202: 97122.44", f"2210202: {prior}"))
    (flip,) = (f for f in turned(path) if f.address == f"{TABLE}[2210202].小计")
    assert ("减少", case, True) == (flip.old, flip.new, flip.stale)


def test_a_movement_that_stays_as_it_is_leaves_its_reason_alone(edited: Edit) -> None:
    path = edited(("2010350: 4916502.22", "2010350: 0.00"))
    (flip,) = (f for f in turned(path) if f.address == f"{TABLE}[2010350].小计")
    assert ("增加", "上年为零", False) == (flip.old, flip.new, flip.stale)


def test_a_budget_that_is_exceeded_is_told_once_although_its_rate_passes_one_hundred(
    edited: Edit, tmp_path: Path
) -> None:
    budget = ", 公务接待费: 1800.00}"
    old = tmp_path / "旧.yaml"
    edited((budget, ", 公务接待费: 3000.00}")).rename(old)
    found = flips.compare(*pair(old, edited((budget, ", 公务接待费: 900.00}"))))
    assert [("低于", "高于")] * 2 == [(flip.old, flip.new) for flip in found]


def test_a_budget_that_is_no_longer_met_is_told_once(edited: Edit) -> None:
    path = edited(
        (
            "公务用车运行维护费: 20752.84, 公务接待费: 1800.00}",
            "公务用车运行维护费: 20752.84, 公务接待费: 3000.00}",
        )
    )
    assert [
        ("三公经费.合计", "全年预算数", "等于", "低于"),
        ("三公经费.公务接待费", "全年预算数", "等于", "低于"),
    ] == [(f.address, f.base, f.old, f.new) for f in turned(path)]


def test_a_rate_that_passes_one_hundred_is_told(edited: Edit) -> None:
    path = edited(("公务接待费: 900.00}", "公务接待费: 800.00}"))
    assert [] == turned(path)  # 100.00% became 125.00%: it was there before
    path = edited(("公务接待费: 900.00}", "公务接待费: 950.00}"))
    assert [Flip(parse("三公经费.公务接待费"), "上年数", BEYOND, WITHIN)] == turned(path)


def test_a_share_that_passes_one_hundred_is_told(edited: Edit) -> None:
    path = edited(("全年执行数: 358000.00", "全年执行数: 300000.00"))
    found = [(f.address, f.old, f.new) for f in turned(path)]
    assert ("项目支出绩效自评[2].资金.年度资金总额.执行率", BEYOND, WITHIN) in found


def test_a_share_of_nothing_is_told(edited: Edit) -> None:
    path = edited(
        ("  货物: 57628.50\n", ""),
        ("  货物授予中小企业: 57628.50\n", ""),
        ("  授予小微企业: 57628.50", "  授予小微企业: 0"),
    )
    assert ("政府采购.货物占比", "有", "分母为零") in [
        (f.address, f.old, f.new) for f in turned(path)
    ]


def test_a_base_that_is_given_up_is_told(edited: Edit) -> None:
    text = EXAMPLE.read_text("utf-8")
    section = text[text.index("上年数:\n") : text.index("\n# 十一")]
    found = turned(edited((section, "上年数: 无\n")))
    assert {"无上年数"} == {f.new for f in found if f.base == "上年数"}


def test_nothing_turns_where_nothing_changed() -> None:
    assert [] == turned(EXAMPLE)
