"""All figures under their addresses: how they are named, added up, divided, and left unknown."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import EXAMPLE, OF_EVERY_PACK
from support.packs import example_pack
from support.properties import examples

from generator import pipeline
from generator.addresses import parse
from generator.books import bases
from generator.books.books import Books
from generator.figures.book import Amounts, Book, Figure, rounding
from generator.figures.entries import Entry
from generator.figures.ledger import Ledger
from generator.filing import schema, source
from generator.filing.filing import Filing
from generator.filing.kinds import NOT_STATED, Amount
from generator.filing.source import Source
from generator.filling.marks import Aspect
from generator.packs.addressing import AddressError
from generator.packs.definitions import Record, Selection, Table
from generator.vocabulary import TOTAL_ROW

ACCOUNTS = ("2010350", "2010399", "2010601", "2050101", "2120803", "2120899")
FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款", "非财政拨款")
NATURES = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
Item = tuple[str, str, str, int]


def opened() -> Books:
    read, _ = source.load(EXAMPLE)
    assert read is not None
    filing, _ = schema.validate(read, example_pack().rules)
    books, faults = bases.open_books(filing, example_pack())
    assert [] == faults
    return books


@pytest.fixture(scope="module")
def now() -> Book:
    return opened().now


def book_of(items: Iterable[tuple[str, str, str, Amount]], **sections: Any) -> Book:
    """A book of these expenditures (account, fund, nature, amount), all other lists empty."""
    entries = {name: () for name in example_pack().definitions.lists} | {
        "支出": tuple(
            Entry("支出", code, {"资金": fund, "性质": nature}, amount)
            for code, fund, nature, amount in items
        )
    }
    filing = Filing(Source("填报.yaml", ""), sections)
    return Book(example_pack().definitions.root, Ledger(filing, entries))


def yuan(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def value(book: Book, address: str) -> Decimal:
    return book.figure(book.canonical(parse(address))).value


class AskedOneByOne(Ledger):
    """A ledger of which every figure is asked for by itself."""

    def sums(self, selection: Selection, size: int) -> None:
        return None


def apart(book: Book) -> Book:
    """The same figures, each asked for by itself."""
    leaves = book.leaves
    assert isinstance(leaves, Ledger)
    return Book(book.root, AskedOneByOne(leaves.filing, leaves.entries, leaves.adjusted))


@pytest.mark.parametrize("path", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_a_column_at_once_gives_the_figures_asked_for_one_by_one(path: Path) -> None:
    made = pipeline.produce(path)
    assert made.books
    now, alone = made.books.now, apart(made.books.now)
    asked = [it.mark.steps for it in made.printed if it.mark.aspect is Aspect.VALUE]
    expected = {steps: alone.figure(steps) for steps in (*now.known, *asked)}
    assert expected == {steps: now.figure(steps) for steps in expected}


@pytest.mark.parametrize("path", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_the_amounts_of_a_column_are_those_of_its_figures(path: Path) -> None:
    books = pipeline.produce(path).books
    assert books
    alone, tables = apart(books.now), [it for it in books.now.root.fields.items()]
    for name, table in tables:
        if isinstance(table, Table) and table.classification:
            sizes = sorted(books.levels[table.classification].values())
            codes = sorted(it[:size] for it in books.now.codes((name,)) for size in sizes)
            rows = [TOTAL_ROW, *codes, "999"]
            found = Amounts(books.now, (name,), rows)
            for column in table.columns:
                values = {row: alone.figure((name, row, column)).value for row in rows}
                assert {row: it for row, it in values.items() if it} == found[column]


@pytest.mark.parametrize("asked", [("2010350", "2010399"), ("2010399", "2010350")])
def test_a_row_that_is_named_like_an_account_has_a_sum_of_its_own(asked: tuple[str, str]) -> None:
    every, basic = Selection("支出"), Selection("支出", {"性质": ("基本支出",)})
    table = Table("功能分类", {"2010350": basic}, {"合计": every}, "合计", every, (7,))
    spent = [("2010350", 5, 7), ("2010399", 3, 4)]
    entries = [
        (code, FUNDS[0], nature, Amount(Decimal(it)))
        for code, *amounts in spent
        for nature, it in zip(NATURES, amounts, strict=False)
    ]
    now = Book(Record({"表": table}), book_of(entries).leaves)
    found = {code: now.figure(("表", code, "合计")).value for code in asked}
    assert {"2010350": 5, "2010399": 7} == found


def test_the_columns_of_a_row_are_asked_for_together_where_all_are_sums(now: Book) -> None:
    sums = now.sums(("支出决算表", "2010350"))
    own, total = (("基本支出",), ("本年支出合计",))
    together = [sums.list(it) for it in ((own, total), (own, ("没有这一栏",)), ((*own, "多一步"),))]
    assert [[(sums["基本支出"], own), (sums["本年支出合计"], total)], (), ()] == together
    assert sums is now.sums(("支出决算表", "2010399"))


def test_the_rows_of_a_level_are_its_codes_in_order(now: Book) -> None:
    found = [now.rows(("支出决算表",), size) for size in (3, 7)]
    codes = now.codes(("支出决算表",))
    assert [sorted({it[:3] for it in codes}), sorted(codes)] == found


# -- addresses ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "支出决算表.2010399.项目支出",
        "支出决算表[2010399].项目支出",
        "支出决算表[2010399 其他政府办公厅（室）及相关机构事务支出].项目支出",
    ],
)
def test_a_row_may_be_written_in_any_of_the_three_ways(address: str, now: Book) -> None:
    assert Decimal("9629112.35") == value(now, address)


def test_a_row_alone_is_its_total_column(now: Book) -> None:
    assert ("支出决算表", "2010350", "本年支出合计") == now.canonical(parse("支出决算表.2010350"))


def test_a_figure_is_the_same_by_its_short_and_its_full_address() -> None:
    now = opened().now
    short, full = ("支出决算表", "2010350"), ("支出决算表", "2010350", "本年支出合计")
    first = now.figure(short)
    assert first is now.figure(short) is now.figure(full)
    assert (full, False) == (first.steps, short in now.known)


def test_an_implied_total_column_is_left_out_again(now: Book) -> None:
    assert ("支出决算表", "2010350") == now.short(("支出决算表", "2010350", "本年支出合计"))
    assert ("支出决算表", "2010350", "基本支出") == now.short(("支出决算表", "2010350", "基本支出"))


def test_people_read_an_address_with_the_account_in_brackets(now: Book) -> None:
    figure = now.figure(("支出决算表", "2010399", "项目支出"))
    assert "支出决算表[2010399].项目支出" == figure.address


@pytest.mark.parametrize(
    ("address", "message", "help_"),
    [
        ("支出决算", "没有“支出决算”", "是否应为“支出决算表”？"),
        ("三公经费.接待费", "“三公经费”里没有“接待费”", "是否应为“公务接待费”？"),
        ("支出决算表.合计数", "“支出决算表”里没有“合计数”这一行", "是否应为“合计”？"),
        ("支出决算表.合计.项目", "“支出决算表”里没有“项目”这一栏", "是否应为“项目支出”？"),
        ("支出决算表.201.项目支出.甲", "“支出决算表[201]”下面写得太多", ""),
        ("三公经费.合计.甲", "“三公经费.合计”下面没有“甲”", ""),
        ("支出", "没有“支出”", None),
        ("支出决算表", "“支出决算表”是一张表，要写到它的行", "如：表名.合计"),
        ("支出决算表.2", "“支出决算表”里没有“2”这一行", ""),
        ("支出决算表.2010", "“支出决算表”里没有“2010”这一行", ""),
        ("支出决算表.20103501", "“支出决算表”里没有“20103501”这一行", ""),
        ("支出决算表.２０１", "“支出决算表”里没有“２０１”这一行", ""),
        ("财政拨款收入支出决算总表.201", "“财政拨款收入支出决算总表”里没有“201”这一行", ""),
        ("项目支出绩效自评.5.总分", "“项目支出绩效自评”只有 4 条", ""),
        ("项目支出绩效自评.0.总分", "“项目支出绩效自评”只有 4 条", ""),
        (
            "项目支出绩效自评.总分",
            "“项目支出绩效自评”要写明第几条，如 项目支出绩效自评[1]",
            "",
        ),
    ],
)
def test_an_address_that_names_nothing_is_answered_with_the_nearest(
    address: str, message: str, help_: str | None, now: Book
) -> None:
    with pytest.raises(AddressError) as caught:
        now.figure(now.canonical(parse(address)))
    assert message == caught.value.message
    assert help_ in (None, caught.value.help)


@pytest.mark.parametrize("address", ["支出决算表.201", "支出决算表.20103", "支出决算表.2010350"])
def test_an_account_is_a_row_on_each_of_its_levels(address: str, now: Book) -> None:
    assert not value(now, address).is_nan()


def test_the_last_record_of_a_list_has_its_figures(now: Book) -> None:
    assert Decimal(100) == value(now, "项目支出绩效自评.4.总分")


@pytest.mark.parametrize("address", ["单位.名称", "三公经费", "项目支出绩效自评"])
def test_what_is_no_figure_is_not_taken_for_one(address: str, now: Book) -> None:
    with pytest.raises(AddressError):
        now.figure(parse(address))


# -- sums --------------------------------------------------------------------------------------

ITEMS = st.lists(
    st.tuples(
        st.sampled_from(ACCOUNTS),
        st.sampled_from(FUNDS),
        st.sampled_from(NATURES),
        st.integers(-(10**13), 10**13),
    ),
    max_size=25,
)


@given(items=ITEMS, row=st.sampled_from(("合计", "201", "212", "20103", "20106", *ACCOUNTS)))
@examples(60)
def test_every_row_is_the_exact_sum_of_the_entries_under_it(items: list[Item], row: str) -> None:
    book = book_of([(code, fund, nature, Amount(yuan(n))) for code, fund, nature, n in items])
    prefix = "" if row == "合计" else row
    expected = sum(n for code, _, _, n in items if code.startswith(prefix))
    assert yuan(expected) == value(book, f"支出决算表.{row}")


@given(items=ITEMS, nature=st.sampled_from(NATURES), fund=st.sampled_from(FUNDS[:3]))
@examples(60)
def test_every_column_is_the_exact_sum_of_its_entries(
    items: list[Item], nature: str, fund: str
) -> None:
    book = book_of([(code, f, kind, Amount(yuan(n))) for code, f, kind, n in items])
    of_nature = sum(n for _, _, kind, n in items if kind == nature)
    of_fund = sum(n for _, f, _, n in items if f == fund)
    assert yuan(of_nature) == value(book, f"支出决算表.合计.{nature}")
    assert yuan(of_fund) == value(book, f"财政拨款按功能分类支出.合计.{fund}")


@given(items=ITEMS)
@examples(40)
def test_the_order_of_the_entries_changes_nothing(items: list[Item]) -> None:
    entries = [(code, fund, nature, Amount(yuan(n))) for code, fund, nature, n in items]
    forth, back = book_of(entries), book_of(reversed(entries))
    assert value(forth, "支出决算表.合计") == value(back, "支出决算表.合计")


def test_a_sum_is_exact_beyond_the_digits_of_ordinary_decimals() -> None:
    huge = Decimal("999999999999999.99")
    items = [("2010350", FUNDS[0], "基本支出", Amount(huge)) for _ in range(10)]
    book = book_of([*items, ("2010350", FUNDS[0], "基本支出", Amount(Decimal("0.01")))])
    assert Decimal("9999999999999999.91") == value(book, "支出决算表.合计")


def test_a_derived_row_adds_and_subtracts_in_every_column(now: Book) -> None:
    table = "财政拨款收入支出决算总表"
    for column, expected in (("合计", "354345.80"), ("政府性基金预算财政拨款", "0")):
        assert Decimal(expected) == value(now, f"{table}.年末结转和结余.{column}")


def test_a_sum_over_records_adds_their_field(now: Book) -> None:
    assert Decimal("86.88") == value(now, "项目支出绩效自评.3.总分")


def test_a_count_is_the_number_of_records(now: Book) -> None:
    assert Decimal(4) == value(now, "绩效自评.项目数")


def test_a_figure_knows_the_places_that_make_it(now: Book) -> None:
    figure = now.figure(("三公经费", "合计"))
    assert (("三公经费", "公务用车运行维护费"), ("三公经费", "公务接待费")) == figure.paths


def test_a_derived_figure_knows_its_parts(now: Book) -> None:
    expected = (("三公经费", "公务用车购置费"), ("三公经费", "公务用车运行维护费"))
    assert expected == now.figure(("三公经费", "公务用车购置及运行维护费")).parts


# -- rounding ----------------------------------------------------------------------------------


def figure_of(leaves: int, *, wan: bool) -> Figure:
    """A figure that was typed in this many places."""
    paths = tuple(("支出", number, "基本支出") for number in range(leaves))
    return Figure(("支出决算表", "合计", "基本支出"), "元", Decimal(5), paths, wan)


@pytest.mark.parametrize(
    ("expected", "figures"),
    [
        pytest.param("0", [], id="no figure"),
        pytest.param("0", [figure_of(9, wan=False)], id="元 is exact"),
        pytest.param("50", [figure_of(0, wan=True)], id="the printed digit itself"),
        pytest.param("500", [figure_of(9, wan=True)], id="nine leaves"),
        pytest.param("300", [figure_of(3, wan=True), figure_of(2, wan=False)], id="two figures"),
        pytest.param(
            "150", [figure_of(2, wan=False), Amount(Decimal(5), wan=True)], id="a stated total"
        ),
        pytest.param("0", [figure_of(2, wan=False), Amount(Decimal(5))], id="a total in 元"),
    ],
)
def test_rounding_moves_figures_in_ten_thousands_by_half_a_digit_for_each_leaf(
    expected: str, figures: list[Figure | Amount]
) -> None:
    assert Decimal(expected) == rounding(*figures)


# -- accounts with money -----------------------------------------------------------------------


def test_a_view_lists_the_accounts_with_money_in_any_of_its_columns() -> None:
    book = book_of(
        [
            ("2010350", FUNDS[0], "基本支出", Amount(Decimal(5))),
            ("2010399", FUNDS[1], "项目支出", Amount(Decimal(5))),
            ("2010601", FUNDS[0], "基本支出", Amount(Decimal(0))),
        ]
    )
    assert {"2010350", "2010399"} == book.codes(("支出决算表",))
    assert {"2010399"} == book.codes(("政府性基金预算财政拨款收入支出决算表",))


@pytest.mark.parametrize("name", ["三公经费", "财政拨款收入支出决算总表"])
def test_what_has_no_accounts_lists_none(name: str, now: Book) -> None:
    assert set() == now.codes((name,))


# -- shares ------------------------------------------------------------------------------------


def test_a_share_is_the_ratio_of_the_exact_amounts(now: Book) -> None:
    figure = now.figure(("政府采购", "小微企业占比"))
    assert (Decimal("57628.50"), Decimal("11957596.80")) == figure.share
    assert Decimal("0.00482") == figure.value.quantize(Decimal("0.00001"))


def test_a_share_of_nothing_is_void(now: Book) -> None:
    figure = now.figure(("政府采购", "工程占比"))
    assert (True, True) == (figure.void, figure.value.is_nan())


def test_a_share_of_something_unknown_is_missing_and_not_void() -> None:
    purchase = {name: Amount(Decimal(0)) for name in ("工程", "工程授予中小企业")}
    figure = book_of([], 政府采购={**purchase, "工程": NOT_STATED}).figure(("政府采购", "工程占比"))
    assert (False, True) == (figure.void, figure.value.is_nan())


# -- what nobody has stated yet ----------------------------------------------------------------


@pytest.mark.parametrize("address", ["支出决算表.2010350", "支出决算表.201", "支出决算表.合计"])
def test_a_missing_amount_makes_every_sum_above_it_missing(address: str) -> None:
    book = book_of(
        [
            ("2010350", FUNDS[0], "基本支出", NOT_STATED),
            ("2010399", FUNDS[0], "基本支出", Amount(Decimal(5))),
        ]
    )
    assert value(book, address).is_nan()


@pytest.mark.parametrize("address", ["支出决算表.2010399", "支出决算表.合计.项目支出"])
def test_a_missing_amount_leaves_the_figures_beside_it_alone(address: str) -> None:
    book = book_of(
        [
            ("2010350", FUNDS[0], "基本支出", NOT_STATED),
            ("2010399", FUNDS[0], "项目支出", Amount(Decimal(5))),
        ]
    )
    assert Decimal(5) == value(book, address)
