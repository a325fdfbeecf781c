"""Codes and names of accounts in tables: a misprint is told once, and read as it is meant."""

from dataclasses import replace

import pytest
from support.examples import OTHER_REGION
from support.reading_back import blocks_of, pack_of, produced

from generator.audits.accounts import Accounts
from generator.diagnostics import FormPlace
from generator.published.blocks import ReadCell, ReadDocument, ReadParagraph, ReadTable

YEAR = 2025
PLACE = FormPlace("公开.docx", "", 0, "")


def table(number: int, *rows: str) -> ReadTable:
    """A table of accounts: in each row a code, perhaps in pieces, a name, an amount."""
    cells = [
        tuple(
            ReadCell(at, column, text, PLACE._replace(paragraph=100 * number + 10 * at + column))
            for column, text in enumerate(row.split())
        )
        for at, row in enumerate(rows)
    ]
    return ReadTable(tuple(cells), 5, number, PLACE)


ONE = table(1, "208 社会保障和就业支出 3.00", "208 05 行政事业单位养老支出 3.00")
OTHER = table(
    2, "2080505 机关事业单位基本养老保险缴费支出 2.00", "2080506 机关事业单位职业年金缴费支出 1.00"
)


def accounts(*tables: ReadTable) -> Accounts:
    document = ReadDocument("公开.docx", ".docx", tables)
    return Accounts(document, pack_of(produced(OTHER_REGION[2])), YEAR)


def told(*tables: ReadTable) -> list[str]:
    return [it.message for it in accounts(*tables).find()]


def test_of_the_official_codes_and_names_nothing_is_told() -> None:
    assert [] == told(ONE, OTHER)


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("308 05 行政事业单位养老支出 3.00", "20805"),
        ("208 50 行政事业单位养老支出 3.00", "20805"),
        ("208 06 行政事业单位养老支出 3.00", "20805"),
    ],
)
def test_a_code_that_is_nearly_the_one_of_its_name_is_read_as_that(wrong: str, meant: str) -> None:
    code = "".join(wrong.split()[:2])
    found = accounts(table(1, wrong), OTHER)
    assert [f"“行政事业单位养老支出”的编码印作 {code}，应是 {meant}"] == [
        it.message for it in found.find()
    ]
    assert [meant] == ["".join(cell.text for cell in next(found.mend().tables).rows[0][:2])]


def test_a_code_of_another_classification_that_has_the_name_too_is_read_as_the_tables() -> None:
    rows = ("399 其他支出 2.00", "39907 国家赔偿费用支出 2.00", "59909 经常性赠与 3.00")
    assert ["39909"] == [it.meant for it in accounts(table(1, *rows)).misprints.values()]
    others = ("599 其他支出 2.00", "59909 经常性赠与 3.00")
    assert {} == accounts(table(1, *others)).misprints


def test_a_code_whose_own_row_stands_there_too_is_not_guessed() -> None:
    rows = ("208 05 行政事业单位养老支出 3.00", "208 06 行政事业单位养老支出 3.00")
    assert {} == accounts(table(1, *rows)).misprints


def test_a_name_that_is_not_the_accounts_is_told() -> None:
    changed = replace(ONE, rows=table(1, "208 其他杂项补贴 3.00").rows)
    assert ["208 印作“其他杂项补贴”，2025 年度的名称是“社会保障和就业支出”"] == told(changed)


def test_of_an_account_that_nobody_knows_the_tables_must_agree() -> None:
    named = [f"2089955 {it} 3.00" for it in ("帮扶中心", "帮扶中心", "帮助中心")]
    tables = [table(number, it) for number, it in enumerate(named, start=1)]
    assert ["2089955 印作“帮助中心”，别的表里是“帮扶中心”"] == told(*tables)


def test_a_name_beside_a_code_in_a_sentence_is_held_to_the_same() -> None:
    said = ("2080505-事业单位养老 3.00万元。", "208-社会保障和就业支出3.00万元。")
    blocks = tuple(ReadParagraph(it, PLACE) for it in said)
    document = ReadDocument("公开.docx", ".docx", blocks)
    found = Accounts(document, pack_of(produced(OTHER_REGION[2])), YEAR).find()
    assert [True] == [it.message.startswith("2080505 印作“事业单位养老”") for it in found]


def test_every_account_of_a_made_document_is_in_order() -> None:
    outcome = produced(OTHER_REGION[2])
    assert [] == list(Accounts(blocks_of(outcome.document), pack_of(outcome), YEAR).find())
