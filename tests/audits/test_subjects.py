"""Sentences that say nothing: about what their title is, with the word that says so."""

from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, OTHER_REGION
from support.rewritten import told

SHANGHAI, _, UNIT = OTHER_REGION
_FUND, _CAPITAL = "政府性基金", "国有资本经营"
_THERE = "2024年度没有使用政府性基金预算拨款安排的"


@pytest.mark.parametrize(
    ("filing", "said", "title", "own", "other"),
    [
        # The note of a table, in no sentence's own words.
        (
            EXAMPLE,
            f"“{_THERE}收支”写成“2024年度没有使用国有资本经营预算拨款安排的收支”",
            "八、政府性基金预算财政拨款收入支出决算表",
            _FUND,
            _CAPITAL,
        ),
        # The text below a heading.
        (
            EXAMPLE,
            f"“{_THERE}支出”写成“2024年度没有使用国有资本经营预算财政拨款安排的支出”",
            "四、政府性基金预算财政拨款支出决算情况说明",
            _FUND,
            _CAPITAL,
        ),
        (
            BUDGET,
            "“本部门2025年度没有使用国有资本经营预算拨款安排的支出。”写成"
            "“本部门2025年度没有使用政府性基金预算拨款安排的支出。”",
            "四、国有资本经营预算拨款支出情况",
            _CAPITAL,
            _FUND,
        ),
        (
            SHANGHAI,
            "“2024年度无政府性基金预算财政拨款收入和支出”写成"
            "“2024年度无国有资本经营预算财政拨款收入和支出”",
            "八、政府性基金预算财政拨款收入支出决算情况说明",
            _FUND,
            _CAPITAL,
        ),
    ],
)
def test_a_sentence_about_another_thing_than_its_title_is_told(
    filing: Path, said: str, title: str, own: str, other: str
) -> None:
    due = ("A843", f"“{title}”下面说的是{other}，不是{own}")
    assert [due] == told(filing, said)


@pytest.mark.parametrize(
    ("filing", "said", "table"),
    [
        (
            EXAMPLE,
            f"“{_THERE}支出”写成“2024年度使用政府性基金预算拨款安排的支出”",
            "政府性基金预算财政拨款收入支出决算表",
        ),
        (
            UNIT,
            "“无政府性基金预算财政拨款安排的预算”写成“有政府性基金预算财政拨款安排的预算”",
            "政府性基金预算拨款支出预算表",
        ),
        (
            SHANGHAI,
            "“年度无“三公”经费财政拨款支出”写成“年度有“三公”经费财政拨款支出”",
            "三公经费.合计",
        ),
    ],
)
def test_what_is_stated_where_there_is_nothing_is_told(filing: Path, said: str, table: str) -> None:
    assert [("A843", f"这里说有，{table}没有数")] == told(filing, said)


@pytest.mark.parametrize(
    ("filing", "said", "table"),
    [
        (
            SHANGHAI,
            "“本年度没有政府性基金预算财政拨款收入和支出”写成"
            "“本年度有政府性基金预算财政拨款收入和支出”",
            "政府性基金预算财政拨款收入支出决算表",
        ),
        (
            SHANGHAI,
            "“没有政府性基金预算财政拨款收入和支出，故本表无数据”写成"
            "“没有政府性基金预算财政拨款收入和支出，故本表有数据”",
            "政府性基金预算财政拨款收入支出决算表",
        ),
        (
            EXAMPLE,
            f"“{_THERE}收支”写成“2024年度使用政府性基金预算拨款安排的收支”",
            "政府性基金预算财政拨款收入支出决算表",
        ),
    ],
)
def test_a_note_that_states_and_denies_is_told_once(filing: Path, said: str, table: str) -> None:
    assert [("A843", f"这里说有，{table}没有数")] == told(filing, said)


def test_a_sentence_that_names_both_things_is_let_be() -> None:
    both = "没有使用政府性基金预算拨款、国有资本经营预算拨款安排的支出"
    assert [] == told(EXAMPLE, f"“{_THERE}支出”写成“2024年度{both}”")
