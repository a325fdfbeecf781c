"""The invented units that benchmarks build: plausible, all different, a function of the seed."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from benchmarks import fleet
from benchmarks.invent import accounts as listed
from benchmarks.invent import names
from generator import pipeline
from generator.diagnostics import Severity
from generator.pipeline import Outcome

MANY = 10_000


@cache
def texts() -> list[str]:
    """A hundred units that file final accounts."""
    return [fleet.unit(1, index).text for index in range(0, 200, 2)]


def built(folder: Path, made: fleet.Unit) -> Outcome:
    path = folder / made.file
    path.write_text(made.text, encoding="utf-8")
    return pipeline.produce(path)


def filing(made: fleet.Unit) -> dict[str, Any]:
    """What a unit states, every value as the text that was written."""
    read: dict[str, Any] = yaml.load(made.text, Loader=yaml.CBaseLoader)
    return read


def accounts(made: fleet.Unit) -> set[str]:
    return {line["科目"].split()[0] for line in filing(made)["支出"]}


def worse(outcome: Outcome) -> list[str]:
    """The errors: invented words and figures of other years are not always plausible."""
    return [fault.message for fault in outcome.faults if fault.severity is Severity.ERROR]


@pytest.mark.parametrize("index", range(12))
def test_every_unit_passes_without_an_error_and_is_built(index: int, tmp_path: Path) -> None:
    outcome = built(tmp_path, fleet.unit(1, index))
    assert ([], True) == (worse(outcome), bool(outcome.document))


def test_even_units_file_final_accounts_and_odd_ones_a_budget() -> None:
    kinds = [(filing(fleet.unit(1, n))["文种"], filing(fleet.unit(1, n))["年度"]) for n in (0, 1)]
    assert [("部门决算", "2024"), ("部门预算", "2025")] == kinds


def test_the_same_seed_and_index_give_the_same_text() -> None:
    assert fleet.unit(7, 4) == fleet.unit(7, 4)
    assert filing(fleet.unit(7, 4))["支出"] != filing(fleet.unit(8, 4))["支出"]


def test_a_unit_does_not_depend_on_how_many_there_are(tmp_path: Path) -> None:
    few, more = fleet.write(tmp_path / "few", 2, 7), fleet.write(tmp_path / "more", 5, 7)
    assert [path.read_bytes() for path in few] == [path.read_bytes() for path in more[:2]]


def test_no_two_units_have_the_same_name_or_the_same_file() -> None:
    called = {names.unit_name(index) for index in range(MANY)}
    files = {fleet.unit(1, index).file for index in range(100)}
    assert (MANY, 100) == (len(called), len(files))


@pytest.mark.parametrize("rows", [10, 120, 1000])
def test_a_unit_spends_under_as_many_accounts_as_it_is_told(rows: int) -> None:
    assert {rows} == {len(accounts(fleet.unit(5, index, rows))) for index in (0, 1, 2)}


def test_left_to_themselves_units_have_ten_to_a_hundred_and_twenty_accounts() -> None:
    counts = [len(accounts(fleet.unit(1, index))) for index in range(60)]
    assert 10 <= min(counts) <= 20
    assert 60 <= max(counts) <= 120


def test_units_that_differ_in_rows_have_as_many_projects_to_judge() -> None:
    short, long = (filing(fleet.unit(6, 0, rows)) for rows in (10, 300))
    judged = "项目支出绩效自评"
    assert len(short.get(judged, ())) == len(long.get(judged, ()))


def test_a_unit_with_many_accounts_passes_too(tmp_path: Path) -> None:
    assert [] == worse(built(tmp_path, fleet.unit(5, 0, 200)))


@pytest.mark.parametrize(
    "mark",
    [
        "资金: 政府性基金预算",
        "资金: 国有资本经营预算",
        "项目支出绩效自评:",
        "上年数: 无",
        "事业收入:",
    ],
)
def test_some_units_have_it_and_some_have_not(mark: str) -> None:
    assert {True, False} == {mark in text for text in texts()}


# -- departments ---------------------------------------------------------------------------------


def test_departments_name_the_files_of_their_units_once_and_all_of_one_kind(tmp_path: Path) -> None:
    paths = fleet.write(tmp_path, 9, 4, departments_of=2)
    summed = [filing(fleet.department(4, number, 2))["汇总"] for number in range(2)]
    assert [["100001.yaml", "100003.yaml"], ["100005.yaml", "100007.yaml"]] == summed
    assert ["900001.yaml", "900002.yaml"] == [path.name for path in paths[9:]]


def test_a_departments_budget_of_an_expense_is_the_sum_of_its_units() -> None:
    def spent(made: fleet.Unit) -> Decimal:
        return Decimal(filing(made)["全年预算数"]["三公经费"]["公务接待费"])

    whole = fleet.department(4, 1, 2)
    assert sum(spent(fleet.unit(4, index)) for index in (4, 6)) == spent(whole)


def test_a_department_passes_without_an_error_and_is_built(tmp_path: Path) -> None:
    outcome = pipeline.produce(fleet.write(tmp_path, 8, 4, departments_of=3)[-1])
    assert ([], True) == (worse(outcome), bool(outcome.document))


def test_there_are_no_departments_unless_they_are_asked_for(tmp_path: Path) -> None:
    assert 5 == len(fleet.write(tmp_path, 5, 4))


def test_no_department_is_called_like_a_unit() -> None:
    called = {names.unit_name(index) for index in range(MANY)}
    assert set() == called & {names.department_name(number) for number in range(1000)}


@pytest.mark.parametrize("seed", range(40))
def test_an_invented_account_of_a_fund_has_no_code_of_another(seed: int) -> None:
    first, *others = listed.for_funds(Random(seed), 8)
    known = listed.known()
    assert known[first.code] == first.name
    assert [] == [it for it in others if it.code in known]
