"""A base's stated figures: what a listed table leaves out is zero, all else is unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pytest

from generator.addresses import Steps
from generator.figures import sparse
from generator.figures.book import Book
from generator.figures.entries import Leaf
from generator.figures.ledger import Leaves
from generator.figures.sparse import LayeredLedger, StatedLedger
from generator.filing.kinds import Amount, Stated
from generator.filing.yaml_tree import Path_
from generator.packs.definitions import (
    Count,
    Record,
    Records,
    Selection,
    Share,
    Sum,
    Table,
    Typed,
)

VIEW = ("支出表",)
ANY = Selection(None)


def stated(*items: tuple[Steps, str, Path_]) -> StatedLedger:
    """A base of these addresses and amounts, each typed at its path."""
    pairs = [
        (steps, Stated(steps, Amount(Decimal(text), path), "", path)) for steps, text, path in items
    ]
    sizes: Mapping[Steps, int] = {VIEW: 7}
    return sparse.stated_ledger(pairs, sizes)


def nested(row: str, text: str, column: str = "小计") -> tuple[Steps, str, Path_]:
    """A row as it stands under its table's own key."""
    return (*VIEW, row, column), text, ("上年数", "支出表", row)


def dotted(row: str, text: str) -> tuple[Steps, str, Path_]:
    """A row as it stands under a key that names its table too."""
    return (*VIEW, row, "小计"), text, ("上年数", f"支出表.{row}")


def amount_of(base: StatedLedger, row: str, column: str = "小计") -> Decimal:
    code = None if row == "合计" else row
    return base.selected((*VIEW, row, column), ANY, code).value


BASE = stated(nested("2010350", "10.00"), nested("2010399", "5.00"), nested("2050101", "1.00"))


# -- what is stated ----------------------------------------------------------------------------


def test_a_stated_address_is_what_it_states() -> None:
    expected = Leaf(Decimal("10.00"), (("上年数", "支出表", "2010350"),))
    assert expected == BASE.stated(("支出表", "2010350", "小计"))


def test_an_address_that_is_not_stated_is_nothing_stated() -> None:
    assert BASE.stated(("支出表", "2010301", "小计")) is None


@pytest.mark.parametrize(
    ("row", "expected"), [("合计", "16.00"), ("201", "15.00"), ("20501", "1.00")]
)
def test_a_listed_table_rolls_up_its_rows(row: str, expected: str) -> None:
    assert Decimal(expected) == amount_of(BASE, row)


def test_a_roll_up_knows_the_places_of_its_rows() -> None:
    paths = (("上年数", "支出表", "2010350"), ("上年数", "支出表", "2010399"))
    assert paths == BASE.selected((*VIEW, "201", "小计"), ANY, "201").paths


def test_a_roll_up_stated_beside_its_rows_is_not_added_to_them() -> None:
    base = stated(nested("2010350", "10.00"), nested("201", "10.00"), nested("合计", "10.00"))
    assert Decimal("10.00") == amount_of(base, "合计")


# -- what is not stated ------------------------------------------------------------------------


@pytest.mark.parametrize("row", ["2010301", "20106", "206"])
def test_a_row_absent_from_a_listed_table_is_zero(row: str) -> None:
    assert Decimal(0) == amount_of(BASE, row)


def test_a_column_that_no_row_states_is_unknown() -> None:
    assert amount_of(BASE, "2010350", "基本").is_nan()


def test_a_table_that_is_not_listed_is_unknown() -> None:
    assert BASE.selected(("收入表", "合计", "小计"), ANY, None).value.is_nan()


@pytest.mark.parametrize("row", ["2010350", "201", "合计"])
def test_a_table_listed_as_nothing_has_no_money_under_any_account(row: str) -> None:
    assert Decimal(0) == amount_of(stated(nested("合计", "0")), row)


@pytest.mark.parametrize("row", ["2010350", "201", "合计"])
def test_a_table_listed_with_its_total_alone_says_nothing_of_its_rows(row: str) -> None:
    assert amount_of(stated(nested("合计", "16.00")), row).is_nan()


@pytest.mark.parametrize("row", ["2010399", "201", "合计"])
def test_a_dotted_row_says_nothing_of_the_others(row: str) -> None:
    assert amount_of(stated(dotted("2010350", "10.00")), row).is_nan()


def test_a_dotted_total_of_zero_lists_nothing() -> None:
    assert amount_of(stated(dotted("合计", "0")), "2010350").is_nan()


def test_a_field_left_out_of_a_listed_section_is_zero_and_of_another_is_unknown() -> None:
    base = stated((("三公", "接待费"), "3.00", ("上年数", "三公", "接待费")))
    assert Decimal(0) == base.typed(("三公", "出国费")).value
    assert base.typed(("采购", "货物")).value.is_nan()


def test_a_dotted_key_states_its_figure_and_no_more() -> None:
    base = stated((("三公", "接待费"), "3.00", ("上年数", "三公.接待费")))
    assert base.typed(("三公", "出国费")).value.is_nan()


def test_a_base_lists_the_lowest_codes_with_money() -> None:
    base = stated(
        nested("2010350", "10.00"),
        nested("2010399", "0"),
        nested("201", "10.00"),
        nested("合计", "10.00"),
    )
    assert {"2010350"} == base.codes(VIEW, ())


def test_a_base_lists_no_codes_of_another_table() -> None:
    assert set() == BASE.codes(("收入表",), ())


def test_a_base_has_no_records() -> None:
    assert BASE.records(("项目支出绩效自评",)) is None


# -- apart from one of its figures ---------------------------------------------------------------


def test_a_stated_figure_is_derived_from_all_others_that_are_stated() -> None:
    base = stated(nested("2010350", "10.00"), nested("201", "9.00"), nested("合计", "7.00"))
    table = Table("功能分类", {"合计": ANY}, {"小计": ANY}, "小计", ANY, (3, 5, 7))
    book = Book(Record({"支出表": table}), base)
    for row, as_stated in (("201", "9.00"), ("合计", "7.00")):
        found = (book.figure((*VIEW, row)).value, book.derive((*VIEW, row)).value)
        assert (Decimal(as_stated), Decimal("10.00")) == found


@pytest.mark.parametrize(
    ("code", "rows"),
    [
        (None, ["2010350", "2010399", "2050101"]),
        ("201", ["2010350", "2010399"]),
        ("20103", ["2010350", "2010399"]),
        ("2010350", ["2010350"]),
        ("202", []),
        ("209", []),
    ],
)
def test_the_rows_under_a_code_are_those_that_begin_with_it(
    code: str | None, rows: list[str]
) -> None:
    assert rows == [row for row, _ in BASE.rows_under((*VIEW, "合计", "小计"), code)]


# -- on top of another filing ------------------------------------------------------------------


@dataclass(frozen=True)
class OtherFiling(Leaves):
    """Another filing, of which every figure is 7.00 and every record counts."""

    def typed(self, steps: Steps) -> Leaf:
        return Leaf(Decimal("7.00"))

    def selected(self, steps: Steps, selection: Selection, code: str | None) -> Leaf:
        return Leaf(Decimal("7.00"))

    def codes(self, table: Steps, selections: Sequence[Selection]) -> set[str]:
        return {"2010350", "2060503"}

    def records(self, steps: Steps) -> int | None:
        return 7


LAYERED = LayeredLedger(BASE, OtherFiling())


def test_what_is_stated_goes_before_the_other_filing() -> None:
    leaf = LAYERED.stated((*VIEW, "2010350", "小计"))
    assert Leaf(Decimal("10.00"), (("上年数", "支出表", "2010350"),)) == leaf


def test_a_row_left_out_of_a_listed_table_is_the_other_filings() -> None:
    assert Decimal("7.00") == LAYERED.selected((*VIEW, "2060503", "小计"), ANY, "2060503").value


def test_a_stated_row_stands_in_a_total_in_the_place_of_the_other_filings() -> None:
    # Two rows of class 201 (10.00 and 5.00) instead of two of 7.00 in a total of 7.00.
    leaf = LAYERED.selected((*VIEW, "201", "小计"), ANY, "201")
    paths = (("上年数", "支出表", "2010350"), ("上年数", "支出表", "2010399"))
    assert Leaf(Decimal("8.00"), paths) == leaf


def test_a_field_that_is_not_stated_is_the_other_filings() -> None:
    assert Decimal("7.00") == LAYERED.typed(("三公", "接待费")).value


def test_the_codes_are_those_of_both() -> None:
    expected = {"2010350", "2010399", "2050101", "2060503"}
    assert expected == LAYERED.codes(VIEW, ())


def test_a_base_on_top_of_another_filing_has_no_records_either() -> None:
    assert LAYERED.records(("项目支出绩效自评",)) is None


# -- lists that a base does not have ------------------------------------------------------------

SUMMED = Record(
    {
        "项目": Records(Record({"拨款": Typed("元"), "其他": Typed("元")})),
        "项目合计": Record(
            {
                "拨款": Sum(items="项目.拨款"),
                "其他": Sum(items="项目.其他"),
                "合计": Sum(("拨款", "其他")),
                "条数": Count("项目"),
                "占比": Share("拨款", "合计"),
            }
        ),
    }
)
ADDED_UP = ("拨款", "其他", "合计", "条数", "占比")


@pytest.mark.parametrize("name", ADDED_UP)
def test_what_is_made_of_a_list_is_unknown_in_a_base_that_does_not_state_it(name: str) -> None:
    assert Book(SUMMED, stated()).figure(("项目合计", name)).value.is_nan()


@pytest.mark.parametrize("name", ADDED_UP)
def test_what_is_made_of_a_list_is_unknown_on_top_of_another_filing_too(name: str) -> None:
    book = Book(SUMMED, LayeredLedger(stated(), stated()))
    assert book.figure(("项目合计", name)).value.is_nan()


@pytest.mark.parametrize("path", [("上年数", "项目合计.合计"), ("上年数", "项目合计", "合计")])
def test_a_stated_total_over_a_list_is_used_and_says_nothing_of_its_parts(path: Path_) -> None:
    book = Book(SUMMED, stated((("项目合计", "合计"), "30.00", path)))
    assert Decimal("30.00") == book.figure(("项目合计", "合计")).value
    assert book.derive(("项目合计", "合计")).value.is_nan()
    assert book.figure(("项目合计", "拨款")).value.is_nan()


def test_stated_sums_over_a_list_are_added_up() -> None:
    items = ((name, ("上年数", f"项目合计.{name}")) for name in ("拨款", "其他"))
    book = Book(SUMMED, stated(*((("项目合计", name), "30.00", path) for name, path in items)))
    assert Decimal("60.00") == book.figure(("项目合计", "合计")).value
