"""A unit's entries and typed figures: sums, places, and what is wrong with codes."""

from decimal import Decimal
from pathlib import Path

import pytest
from support.examples import EXAMPLE, Edit

from generator.diagnostics import Fault, Severity
from generator.figures import ledger
from generator.figures.entries import Leaf
from generator.figures.ledger import Ledger
from generator.filing import schema, source
from generator.kept import library
from generator.packs import finding
from generator.packs.definitions import Selection

FIRST_EXPENDITURE = "  - {科目: 2010350 事业运行, 资金: 一般公共预算财政拨款, 基本支出: 5086823.81}"
FIRST_REVENUE = "  - {科目: 2010350 事业运行, 一般公共预算财政拨款: 5086823.81}"
STILL_TO_BE_STATED = "S204"  # an empty value, with which only a draft goes on
GENERAL = {"资金": ("一般公共预算财政拨款",)}
DISCLOSED = "按规定只公开到款级的，在“公开级次”里写："


def built(path: Path) -> tuple[Ledger, list[Fault]]:
    read, _ = source.load(path)
    assert read is not None
    pack, _ = finding.find(read, library.installed())
    assert pack is not None
    filing, faults = schema.validate(read, pack.rules)
    assert [] == [fault for fault in faults if fault.code != STILL_TO_BE_STATED]
    return ledger.build(filing, pack.definitions, pack.classifications)


@pytest.fixture(scope="module")
def example_ledger() -> Ledger:
    made, faults = built(EXAMPLE)
    assert [] == faults
    return made


# -- entries -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("selection", "code", "expected"),
    [
        pytest.param(Selection("支出"), None, "39820442.33", id="all"),
        pytest.param(Selection("支出"), "201", "14715936.16", id="a 类"),
        pytest.param(Selection("支出"), "2010399", "9629112.35", id="a 项, two funds"),
        pytest.param(Selection("支出", GENERAL), "2010399", "6393104.41", id="one fund of it"),
        pytest.param(
            Selection("支出", {"科目": ("208", "221")}), None, "1939230.47", id="prefixes"
        ),
        pytest.param(Selection("支出"), "205", "0", id="nothing there"),
        pytest.param(Selection("支出", {"资金": ()}), None, "0", id="no value allowed"),
    ],
)
def test_a_selection_is_the_exact_sum_of_the_entries_it_takes(
    selection: Selection, code: str | None, expected: str, example_ledger: Ledger
) -> None:
    assert Decimal(expected) == example_ledger.selected((), selection, code).value


def test_an_amount_still_to_be_stated_makes_its_sum_unknown(edited: Edit) -> None:
    made, _ = built(edited((FIRST_EXPENDITURE, FIRST_EXPENDITURE.replace("5086823.81", ""))))
    assert made.selected((), Selection("支出"), "2010350").value.is_nan()


def test_a_selection_knows_the_places_of_its_entries(example_ledger: Ledger) -> None:
    leaf = example_ledger.selected((), Selection("支出"), "2010399")
    assert (("支出", 1, "项目支出"), ("支出", 2, "项目支出")) == leaf.paths


def test_money_without_an_account_counts_in_the_total_and_under_no_account(
    example_ledger: Ledger,
) -> None:
    carried = Selection("年初结转和结余")
    assert Decimal("3940322.75") == example_ledger.selected((), carried, None).value
    assert Decimal(0) == example_ledger.selected((), carried, "201").value


def test_a_selection_of_nothing_is_an_exact_zero_from_nowhere(example_ledger: Ledger) -> None:
    assert Leaf(Decimal(0)) == example_ledger.selected((), Selection("支出"), "205")


def test_money_without_an_account_makes_no_row(example_ledger: Ledger) -> None:
    assert set() == example_ledger.codes((), [Selection("年初结转和结余")])


def test_the_codes_of_a_view_are_those_with_money(edited: Edit) -> None:
    more = f"{FIRST_EXPENDITURE}\n  - {{科目: 2010301, 资金: 非财政拨款, 基本支出: 0}}"
    made, _ = built(edited((FIRST_EXPENDITURE, more)))
    codes = made.codes((), [Selection("支出")])
    assert ("2010301" in codes, "2010350" in codes) == (False, True)


def test_a_figure_typed_in_its_section_knows_its_place(example_ledger: Ledger) -> None:
    expected = Leaf(Decimal("20752.84"), (("三公经费", "公务用车运行维护费"),))
    assert expected == example_ledger.typed(("三公经费", "公务用车运行维护费"))


def test_a_figure_left_out_of_a_stated_section_is_zero(example_ledger: Ledger) -> None:
    assert Leaf(Decimal(0)) == example_ledger.typed(("三公经费", "因公出国境费"))


def test_a_figure_of_a_record_is_found_by_its_number(example_ledger: Ledger) -> None:
    score = example_ledger.typed(("项目支出绩效自评", "3", "指标", "1", "得分"))
    assert Decimal("7.5") == score.value


def test_the_records_of_a_list_are_counted(example_ledger: Ledger) -> None:
    assert 4 == example_ledger.records(("项目支出绩效自评",))


def test_the_records_of_a_list_in_a_record_are_counted(example_ledger: Ledger) -> None:
    assert 8 == example_ledger.records(("项目支出绩效自评", "3", "指标"))


# -- coordinates and codes ---------------------------------------------------------------------


def told(faults: list[Fault]) -> list[tuple[str, str]]:
    return [(fault.code, fault.message) for fault in faults]


def test_the_same_coordinates_twice_name_both_lines(edited: Edit) -> None:
    twice = FIRST_EXPENDITURE.replace("5086823.81", "11.00")
    expected = "“支出”里同一项写了两次：2010350、一般公共预算财政拨款、基本支出"
    path = edited((FIRST_EXPENDITURE, f"{FIRST_EXPENDITURE}\n{twice}"))
    lines = path.read_text("utf-8").splitlines()
    first, second = lines.index(FIRST_EXPENDITURE) + 1, lines.index(twice) + 1
    [fault] = built(path)[1]
    assert ("L401", second, (f"第 {first} 行已经写过",)) == (
        fault.code,
        fault.place.line,  # type: ignore[union-attr]
        fault.notes,
    )
    assert [(first, "先写在这里")] == [(place.line, words) for place, words in fault.related]
    assert ("合成一条，或改正其中一条的科目", expected) == (fault.help, fault.message)


def test_one_account_with_two_natures_on_two_lines_is_no_repetition(edited: Edit) -> None:
    other = FIRST_EXPENDITURE.replace("基本支出: 5086823.81", "项目支出: 11.00")
    assert [] == built(edited((FIRST_EXPENDITURE, f"{FIRST_EXPENDITURE}\n{other}")))[1]


def test_an_amount_still_to_be_stated_repeats_nothing(edited: Edit) -> None:
    empty = FIRST_EXPENDITURE.replace("5086823.81", "")
    assert [] == built(edited((FIRST_EXPENDITURE, f"{FIRST_EXPENDITURE}\n{empty}")))[1]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param(
            "2010350 行政运行",
            ("L403", "科目 2010350 写作“行政运行”，科目表是“事业运行”", "改正编码，或改正名称"),
            id="another account's name",
        ),
        pytest.param(
            "20103 事业运行",
            ("L404", "“20103”不是项级科目", f"写 7 位的项级编码；{DISCLOSED}功能分类: 款"),
            id="an account of another level",
        ),
        pytest.param(
            "2019850",
            (
                "L402",
                "科目表里没有 20198、2019850",
                "编码对的，在“科目名称”里写：20198: 名称，2019850: 名称；不对的，改正编码",
            ),
            id="an unknown 款",
        ),
    ],
)
def test_a_wrong_account_is_answered_at_its_line(
    typed: str, expected: tuple[str, str, str], edited: Edit
) -> None:
    path = edited((FIRST_EXPENDITURE, FIRST_EXPENDITURE.replace("2010350 事业运行", typed)))
    [fault] = built(path)[1]
    line = path.read_text("utf-8")[: path.read_text("utf-8").index(f"科目: {typed},")].count("\n")
    assert (expected, line + 1) == (
        (fault.code, fault.message, fault.help),
        fault.place.line,  # type: ignore[union-attr]
    )


def test_an_economic_account_has_a_lowest_level_of_its_own(edited: Edit) -> None:
    path = edited(("{科目: 30201 办公费,", "{科目: 302,"))
    [fault] = built(path)[1]
    assert "“302”不是款级科目" == fault.message
    help_ = f"写 5 位的款级编码；{DISCLOSED.replace('款级', '类级')}经济分类: 类"
    assert help_ == fault.help


def test_an_account_may_stand_without_its_name(edited: Edit) -> None:
    assert [] == built(edited((FIRST_EXPENDITURE, FIRST_EXPENDITURE.replace(" 事业运行", ""))))[1]


def test_an_account_that_only_the_filing_names_is_a_warning(edited: Edit) -> None:
    path = edited(
        (FIRST_EXPENDITURE, FIRST_EXPENDITURE.replace("2010350 事业运行", "2010388 新设科目")),
    )
    _, faults = built(path)
    assert [("L405", Severity.WARNING)] == [(fault.code, fault.severity) for fault in faults]


def test_the_filings_own_names_serve_unknown_accounts_and_their_owners(edited: Edit) -> None:
    path = edited(
        (FIRST_EXPENDITURE, FIRST_EXPENDITURE.replace("2010350 事业运行", "2019801")),
        ("# 十、上年决算数", '科目名称: {"20198": 其他事务, "2019801": 其他事务支出}\n# 十、上年'),
    )
    _, faults = built(path)
    assert [] == told(faults)


def test_an_unknown_account_and_its_unknown_owner_are_one_fault(edited: Edit) -> None:
    path = edited((FIRST_EXPENDITURE, FIRST_EXPENDITURE.replace("2010350 事业运行", "2019850")))
    assert [("L402", "科目表里没有 20198、2019850")] == told(built(path)[1])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("2010388", ("L402", "科目表里没有 2010388"), id="that nobody names"),
        pytest.param(
            "2010388 新设科目",
            ("L405", "科目表里没有 2010388，按填报的名称印"),
            id="that the filing names",
        ),
    ],
)
def test_an_unknown_account_is_told_once_however_often_it_stands(
    typed: str, expected: tuple[str, str], edited: Edit
) -> None:
    path = edited(
        (FIRST_EXPENDITURE, FIRST_EXPENDITURE.replace("2010350 事业运行", typed)),
        (FIRST_REVENUE, FIRST_REVENUE.replace("2010350 事业运行", typed)),
    )
    assert [expected] == told(built(path)[1])


def test_a_second_account_of_an_unknown_owner_tells_only_itself(edited: Edit) -> None:
    path = edited(
        (FIRST_EXPENDITURE, FIRST_EXPENDITURE.replace("2010350 事业运行", "2019850")),
        (FIRST_REVENUE, FIRST_REVENUE.replace("2010350 事业运行", "2019851")),
    )
    expected = [
        ("L402", "科目表里没有 20198、2019851"),
        ("L402", "科目表里没有 2019850"),
    ]
    assert expected == told(built(path)[1])


def test_a_name_in_one_entry_serves_the_others(edited: Edit) -> None:
    path = edited(
        (FIRST_EXPENDITURE, FIRST_EXPENDITURE.replace("2010350 事业运行", "2010388")),
        (FIRST_REVENUE, FIRST_REVENUE.replace("2010350 事业运行", "2010388 新设科目")),
    )
    assert [("L405", "科目表里没有 2010388，按填报的名称印")] == told(built(path)[1])
