"""Addresses: what they name, how people write them, and the nearest of what names nothing."""

import pytest

from generator import diagnostics
from generator.addresses import is_code, show
from generator.packs.addressing import AddressError, complete, leaf_sizes, locate
from generator.packs.definitions import Record, Records, Selection, Sum, Table, Text, Typed

WHOLE = Selection("支出")
ACCOUNTS = Table("功能", {"合计": WHOLE}, {"小计": WHOLE, "项目": WHOLE}, "小计", WHOLE, (3, 5))
TRAVEL = Table(None, {"合计": Sum(("接待",)), "接待": WHOLE}, {"数": Typed("元")}, "数", WHOLE)
ITEM = Record({"名称": Text(), "得分": Typed("分")})
ROOT = Record(
    {
        "支出表": ACCOUNTS,
        "三公": TRAVEL,
        "自评": Records(ITEM),
        "单位": Record({"人数": Typed("个"), "支出表": ACCOUNTS}),
    }
)


@pytest.mark.parametrize(
    ("steps", "found", "owner"),
    [
        (("支出表", "201", "项目"), ACCOUNTS, ("支出表",)),
        (("支出表", "20103"), ACCOUNTS, ("支出表",)),
        (("支出表",), ACCOUNTS, ("支出表",)),
        (("三公", "接待", "数"), TRAVEL, ("三公",)),
        (("自评", "2", "得分"), Typed("分"), ("自评", "2", "得分")),
        (("自评", "2"), ITEM, ("自评", "2")),
        (("单位", "人数"), Typed("个"), ("单位", "人数")),
        (("单位", "支出表", "201", "项目"), ACCOUNTS, ("单位", "支出表")),
        ((), ROOT, ()),
    ],
)
def test_an_address_leads_to_its_field(
    steps: tuple[str, ...], found: object, owner: tuple[str, ...]
) -> None:
    assert (found, owner) == locate(ROOT, steps)


@pytest.mark.parametrize(
    ("steps", "message", "help_"),
    [
        (("支出",), "没有“支出”", "是否应为“支出表”？"),
        (("单位", "人员数"), "“单位”里没有“人员数”", "是否应为“人数”？"),
        (("支出表", "合", "小计"), "“支出表”里没有“合”这一行", "是否应为“合计”？"),
        (
            ("支出表", "项目"),
            "“支出表”里没有“项目”这一行",
            "“项目”是栏，前面要写行，如 支出表.合计.项目",
        ),
        (("支出表", "2010", "小计"), "“支出表”里没有“2010”这一行", ""),
        (("支出表", "201", "项"), "“支出表”里没有“项”这一栏", "是否应为“项目”？"),
        (("三公", "201", "数"), "“三公”里没有“201”这一行", ""),
        (("支出表", "201", "项目", "甲"), "“支出表[201]”下面写得太多", ""),
        (("自评", "得分"), "“自评”要写明第几条，如 自评[1]", ""),
        (("单位", "人数", "甲"), "“单位.人数”下面没有“甲”", ""),
    ],
)
def test_what_names_nothing_is_answered_with_the_nearest(
    steps: tuple[str, ...], message: str, help_: str
) -> None:
    with pytest.raises(AddressError) as caught:
        locate(ROOT, steps)
    assert (message, help_) == (caught.value.message, caught.value.help)


def test_the_nearest_is_looked_for_only_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(diagnostics, "nearest", lambda word, known: asked.append(word))
    with pytest.raises(AddressError) as caught:
        locate(ROOT, ("支出",))
    before = list(asked)
    assert ([], "", ["支出"]) == (before, caught.value.help, asked)


def test_a_row_alone_is_completed_by_its_total_column() -> None:
    found, owner = locate(ROOT, ("支出表", "201"))
    assert ("支出表", "201", "小计") == complete(found, owner, ("支出表", "201"))
    for steps in (("支出表", "201", "项目"), ("自评", "1", "得分")):
        assert steps == complete(*locate(ROOT, steps), steps)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (("支出表", "201", "项目"), "支出表[201].项目"),
        (("自评", "12", "得分"), "自评[12].得分"),
        (("三公",), "三公"),
        ((), ""),
    ],
)
def test_people_read_codes_and_numbers_in_brackets(steps: tuple[str, ...], expected: str) -> None:
    assert expected == show(steps)


@pytest.mark.parametrize(
    ("expected", "step"),
    [(True, "201"), (True, "1"), (False, "２０１"), (False, "合计"), (False, "201a"), (False, "")],
)
def test_a_code_is_written_in_plain_digits(expected: bool, step: str) -> None:
    assert expected == is_code(step)


def test_only_views_at_the_top_have_rows_of_accounts() -> None:
    assert {("支出表",): 7} == leaf_sizes(ROOT, {"功能": 7})
