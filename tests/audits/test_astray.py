"""Notes of other tables, notes that deny the figures above, titles with a wrong sign."""

from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, OTHER_REGION, ROOT
from support.published_faults import replaced, with_cell
from support.rewritten import rewritten, told, told_of

from generator.published.blocks import ReadTable

_UNIT = OTHER_REGION[2]
_NEW = ROOT / "tests" / "filings" / "budget_new_unit.yaml"
_TWICE = "收入支出决算总体情况说明"


def test_a_note_of_another_table_is_told() -> None:
    said = "“本表反映部门本年度各项支出情况。”写成“本表反映部门本年度取得的各项收入情况。”"
    due = ("A843", "“支出决算表”下面的注是“收入决算表”的")
    assert [due] == [it for it in told(EXAMPLE, said) if it[0] == "A843"]


def test_a_table_that_is_said_to_be_empty_has_no_amount() -> None:
    document = rewritten(_UNIT)
    table = list(document.tables)[5]
    cell = next(it for row in table.rows[::-1] for it in row[::-1] if not it.text)
    codes = {code for code, _ in told_of(with_cell(document, cell, "12.34"), _UNIT)}
    assert "A843" in codes


def test_a_table_of_which_all_money_is_denied_has_no_amount() -> None:
    document = rewritten(_NEW)
    note = next(it for it in document.paragraphs if it.text.endswith("没有部门专项资金。"))
    table = document.blocks[document.blocks.index(note) - 1]
    assert isinstance(table, ReadTable)
    changed = with_cell(document, table.rows[-1][-1], "12.34")
    assert ("A843", "这里说是空表，表里有 12.34") in told_of(changed, _NEW)


def test_of_two_titles_alike_each_is_held_against_the_form() -> None:
    document = rewritten(EXAMPLE)
    old = next(it for it in document.paragraphs if it.text == f"（一）{_TWICE}")
    new = old._replace(text=old.text.replace("支出", "支岀", 1))
    found = told_of(replaced(document, old, new), EXAMPLE)
    assert ("A854", f"“{new.text}”，表样是“{_TWICE}”") in found


@pytest.mark.parametrize(
    ("filing", "said", "meant"),
    [
        (EXAMPLE, "“（三）支出决算情况说明”写成“（三）支岀决算情况说明”", "支出决算情况说明"),
        (EXAMPLE, "“公开01表”写成“公开02表”", "公开01表"),
        (
            BUDGET,
            "“（二）政府采购情况”写成“（二）政府采构情况”",
            "政府采购情况",
        ),
    ],
)
def test_a_title_that_differs_in_a_sign_is_told(filing: Path, said: str, meant: str) -> None:
    [(code, message)] = told(filing, said)
    assert ("A854", f"表样是“{meant}”") == (code, message.partition("，")[2])
