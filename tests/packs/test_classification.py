"""Account codes: what a code was called in a fiscal year, and that the tables are whole."""

from functools import cache
from itertools import pairwise

import pytest
from support.examples import ROOT

from generator.packs import classification
from generator.packs.classification import Classification

FOLDER = ROOT / "schemas" / "classification"


@cache
def tables() -> dict[str, Classification]:
    return classification.load_all(FOLDER)


@pytest.fixture
def function() -> Classification:
    return tables()["功能分类"]


@pytest.fixture
def economic() -> Classification:
    return tables()["经济分类"]


@pytest.fixture(params=["功能分类", "经济分类", "政府经济分类"])
def table(request: pytest.FixtureRequest) -> Classification:
    return tables()[request.param]


def test_there_are_no_other_tables() -> None:
    assert ["功能分类", "政府经济分类", "经济分类"] == sorted(tables())


@pytest.mark.parametrize(
    ("expected", "code", "year"),
    [
        ("医疗卫生与计划生育支出", "210", 2018),
        ("卫生健康支出", "210", 2019),
        ("卫生健康支出", "210", 2024),
        ("国土海洋气象等支出", "220", 2018),
        ("自然资源海洋气象等支出", "220", 2019),
        ("资源勘探信息等支出", "215", 2019),
        ("资源勘探工业信息等支出", "215", 2020),
        ("文化体育与传媒支出", "207", 2018),
        ("文化旅游体育与传媒支出", "207", 2024),
        (None, "224", 2018),
        ("灾害防治及应急管理支出", "224", 2019),
        ("事业运行", "2010350", 2024),
    ],
)
def test_a_code_has_the_name_of_its_year(
    expected: str | None, code: str, year: int, function: Classification
) -> None:
    assert expected == function.name_of(code, year)


@pytest.mark.parametrize("code", ["2010398", "20", "", "事业运行", "2010350 "])
def test_an_unknown_code_has_no_name(code: str, function: Classification) -> None:
    assert function.name_of(code, 2024) is None


def test_the_tables_keep_their_codes_apart(
    function: Classification, economic: Classification
) -> None:
    assert (function.name_of("30101", 2024), economic.name_of("30101", 2024)) == (None, "基本工资")


@pytest.mark.parametrize(
    ("expected", "code"),
    [("类", "201"), ("款", "20103"), ("项", "2010350"), ("项", "9999999"), (None, "2010")],
)
def test_the_length_of_a_code_is_its_level(
    expected: str | None, code: str, function: Classification
) -> None:
    assert expected == function.level_of(code)


def test_a_table_knows_the_length_of_its_lowest_codes(
    function: Classification, economic: Classification
) -> None:
    assert (function.leaf_size, economic.leaf_size) == (7, 5)


@pytest.mark.parametrize(
    ("expected", "code"),
    [(["201", "20103", "2010350"], "2010350"), (["201", "20103"], "20103"), (["201"], "201")],
)
def test_a_code_stands_under_its_owners(
    expected: list[str], code: str, function: Classification
) -> None:
    assert expected == list(function.ancestors(code))


def test_every_code_has_the_length_of_a_level(table: Classification) -> None:
    assert {len(code) for code in table.terms} == set(table.levels.values())


def test_every_code_has_its_parents(table: Classification) -> None:
    owners = {owner for code in table.terms for owner in table.ancestors(code)}
    assert owners - set(table.terms) == set()


def test_every_code_has_digits_only(table: Classification) -> None:
    assert [code for code in table.terms if not (code.isascii() and code.isdigit())] == []


def test_every_name_is_words_without_blanks_around_them(table: Classification) -> None:
    names = [term.name for terms in table.terms.values() for term in terms]
    assert [name for name in names if not name or name != name.strip()] == []


def test_a_code_never_has_two_names_in_one_year(table: Classification) -> None:
    pairs = [pair for terms in table.terms.values() for pair in pairwise(terms)]
    assert [pair for pair in pairs if pair[0].last >= pair[1].first] == []


def test_the_codes_stand_in_order(table: Classification) -> None:
    assert list(table.terms) == sorted(table.terms)


YEARS = range(2023, 2027)


@pytest.mark.parametrize("year", YEARS)
def test_every_code_has_its_parents_in_each_of_its_years(table: Classification, year: int) -> None:
    held = [code for code in table.terms if table.term_of(code, year)]
    owners = {owner for code in held for owner in table.ancestors(code)}
    assert owners - set(held) == set()


def test_no_name_has_brackets_of_half_width(table: Classification) -> None:
    names = [term.name for terms in table.terms.values() for term in terms]
    assert [name for name in names if set(name) & set("() 　")] == []


def test_every_code_belongs_to_a_budget(function: Classification) -> None:
    assert [code for code in function.terms if not function.budget_of(code)] == []


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        ("一般公共预算", [27, 211, 1202]),
        ("政府性基金预算", [1, 64, 277]),
        ("国有资本经营预算", [1, 5, 25]),
    ],
)
def test_each_budget_has_its_accounts_of_2025(
    budget: str, expected: list[int], function: Classification
) -> None:
    held = [
        c for c in function.terms if function.term_of(c, 2025) and function.budget_of(c) == budget
    ]
    assert expected == [sum(len(code) == size for code in held) for size in (3, 5, 7)]


@pytest.mark.parametrize(("name", "expected"), [("经济分类", 110), ("政府经济分类", 81)])
def test_each_economic_table_has_its_accounts_of_2025(name: str, expected: int) -> None:
    table = tables()[name]
    assert expected == sum(table.term_of(code, 2025) is not None for code in table.terms)


@pytest.mark.parametrize(
    ("code", "expected"), [("2080505", True), ("22198", False), ("20101", False)]
)
def test_only_what_was_seen_is_checked(code: str, expected: bool, function: Classification) -> None:
    dated = function.term_of(code, 2024)
    assert dated is not None
    assert expected == dated.checked


def test_a_table_knows_what_a_code_that_ended_was_called(function: Classification) -> None:
    dated = function.nearest_term("2140401", 2024)
    assert dated is not None
    assert ("对城市公交的补贴", "2021 年度止") == (dated.name, dated.years)


# -- from one year to the next -------------------------------------------------------------------

CHANGING = classification.from_data(
    {
        "名称": "功能分类",
        "级次": {"类": "3"},
        "科目": {
            "201": "照旧",
            "202": [{"名称": "旧名", "止": "2024"}, {"名称": "新名", "起": "2025"}],
            "203": [{"名称": "停了", "止": "2024", "改列": "205"}],
            "205": [{"名称": "新设", "起": "2025"}],
        },
        "未经核对": {"204": [{"名称": "停了", "止": "2024"}]},
    }
)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("202", "改称“新名”"),
        ("203", "停用，改列 205"),
        ("204", "停用（未经核对）"),
        *((code, None) for code in ("201", "205", "299")),
    ],
)
def test_what_became_of_a_code_is_told_for_the_year_that_it_changed_in(
    code: str, expected: str | None
) -> None:
    change = CHANGING.change_of(code, 2025)
    assert expected == (change and change.say())
    assert [None, None] == [CHANGING.change_of(code, year) for year in (2024, 2026)]


def test_the_heirs_that_others_know_are_named_with_the_tables_own() -> None:
    change = CHANGING.change_of("203", 2025)
    assert change is not None
    assert "停用，改列 204、205" == change.say(["204"])
