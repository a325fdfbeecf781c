"""How figures are made is worked out once for all addresses that are made alike."""

import pytest

from generator.addresses import Steps, parse
from generator.figures.derivations import Derivations, OfEntries, OfParts
from generator.packs.addressing import AddressError
from generator.packs.definitions import Record, Records, Rule, Selection, Sum, Table, Typed

NAMED = "2019999"
OWN_ROW = Selection(None, {"资金": ("其他",)})


def view() -> Table:
    """Rows by code, one of which the definitions name themselves."""
    columns: dict[str, Rule] = {
        "合计": Sum(("甲", "乙")),
        "甲": Selection("支出"),
        "乙": Selection("支出"),
    }
    return Table("功能", {NAMED: OWN_ROW}, columns, "合计", Selection("支出"), (3, 5, 7))


@pytest.fixture
def derivations() -> Derivations:
    score = Record({"得分": Typed("分数"), "总分": Sum(("得分",))})
    return Derivations(Record({"表": view(), "项目": Records(score)}))


def parts_of(derivations: Derivations, address: str) -> list[Steps]:
    steps = parse(address)
    way = derivations.find(steps).way
    assert isinstance(way, OfParts)
    return [part.seen_from(steps) for part in way.plus]


def test_rows_of_all_accounts_of_a_level_are_made_alike(derivations: Derivations) -> None:
    one, other = (derivations.find(("表", code, "甲")) for code in ("2010350", "2120803"))
    assert one is other


def test_each_row_is_the_sum_of_its_own_columns(derivations: Derivations) -> None:
    for code in ("2010350", "2120803"):
        expected = [("表", code, "甲"), ("表", code, "乙")]
        assert expected == parts_of(derivations, f"表[{code}].合计")


def test_each_record_is_made_of_its_own_fields(derivations: Derivations) -> None:
    for number in ("1", "2", "12"):
        assert [("项目", number, "得分")] == parts_of(derivations, f"项目[{number}].总分")


def test_a_row_alone_means_its_total(derivations: Derivations) -> None:
    for code in ("2010350", "2120803"):
        steps = ("表", code)
        assert (*steps, "合计") == derivations.find(steps).complete(steps)


def test_a_row_that_the_definitions_name_is_made_in_its_own_way(derivations: Derivations) -> None:
    of_any, own = (derivations.find(("表", code, "甲")).way for code in ("2010350", NAMED))
    assert isinstance(of_any, OfEntries)
    assert isinstance(own, OfEntries)
    assert {} == dict(of_any.selection.where)
    assert OWN_ROW.where == own.selection.where


@pytest.mark.parametrize("row", ["20103501", "２０１０３５０", "丙"])
def test_what_is_no_row_is_none_beside_rows_that_are(derivations: Derivations, row: str) -> None:
    derivations.find(("表", "2010350", "甲"))
    with pytest.raises(AddressError, match=f"没有“{row}”这一行"):
        derivations.find(("表", row, "甲"))


def test_a_name_means_what_stands_in_its_home_before_the_top(derivations: Derivations) -> None:
    home = ("项目", "2")
    assert ("项目", "2", "得分") == derivations.find_meant(home, "得分")
    assert ("表", NAMED, "合计") == derivations.find_meant(home, f"表[{NAMED}]")
