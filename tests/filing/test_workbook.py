"""A workbook is read as its officer meant it, or a fault stands at the cell."""

from dataclasses import replace

import pytest
from support import workbooks
from support.examples import EXAMPLE
from support.workbooks import BOOK, change, lay_once, read, sheet_of, tree_of

from generator.diagnostics import Severity
from generator.filing import workbook
from generator.spreadsheets.cells import Area, Holds, SheetCell, Spreadsheet, Worksheet


def book() -> Spreadsheet:
    return lay_once(EXAMPLE)


def faults_of(*lines: str) -> list[tuple[str, str]]:
    return [(it.code, str(it.place)) for it in read(change(book(), *lines))[1]]


def tree_after(*lines: str) -> dict[str, object]:
    tree, faults = read(change(book(), *lines))
    assert tree is not None, faults
    return tree.data


def test_a_spreadsheet_without_the_mark_is_no_filing() -> None:
    plain = Spreadsheet("导出.xlsx", (Worksheet("导出.xlsx", "支出", {}),))
    assert not workbook.is_marked(plain)
    assert workbook.is_marked(book())
    assert ["F131"] == [it.code for it in read(plain)[1]]


def test_what_is_read_has_the_cell_it_stands_in() -> None:
    tree, _ = read(book())
    assert tree is not None
    assert f"{BOOK}!支出!D5" == str(tree.values["支出", 0, "基本支出"])
    assert f"{BOOK}!三公经费!E7" == str(
        tree.values["上年数", "三公经费", "公务用车运行维护费"]
    ) or (f"{BOOK}!三公经费!E7" == str(tree.values["上年数", "三公经费.公务用车运行维护费"]))


# -- what officers do ------------------------------------------------------------------------------


def test_sheets_may_be_renamed_and_moved() -> None:
    moved = [replace(it, name=f"我的{it.name}") for it in book().sheets if it.name != "_填报簿"]
    marker = sheet_of(book(), "_填报簿")
    tree, faults = read(replace(book(), sheets=(*moved[::-1], marker)))
    assert [] == faults
    assert tree is not None
    assert tree_of(EXAMPLE) == tree.data


def test_rows_may_be_inserted_anywhere() -> None:
    sheets = []
    for sheet in book().sheets:
        if sheet.name == "_填报簿":
            sheets.append(sheet)
            continue
        rows = sorted({row for row, _ in sheet.cells})
        sheets.append(workbooks.move_rows(sheet, {row: row * 2 for row in rows}))
    tree, faults = read(replace(book(), sheets=tuple(sheets)))
    assert [] == faults
    assert tree is not None
    assert tree_of(EXAMPLE) == tree.data


def test_rows_of_a_list_may_be_sorted_and_deleted() -> None:
    sheet = sheet_of(book(), "支出")
    last = max(row for row, _ in sheet.cells)
    turned = workbooks.move_rows(sheet, {row: last + 5 - row for row in range(5, last + 1)})
    tree, faults = read(workbooks.exchange(book(), turned))
    assert [] == faults
    assert tree is not None
    assert tree_of(EXAMPLE)["支出"][::-1] == tree.data["支出"]
    short = replace(sheet, cells={at: it for at, it in sheet.cells.items() if at[0] != 5})
    shorter, _ = read(workbooks.exchange(book(), short))
    assert shorter is not None
    assert tree_of(EXAMPLE)["支出"][1:] == shorter.data["支出"]


def test_rows_of_a_form_may_be_sorted() -> None:
    sheet = sheet_of(book(), "其他事项")
    last = max(row for row, _ in sheet.cells)
    turned = workbooks.move_rows(sheet, {row: last + 4 - row for row in range(4, last + 1)})
    tree, faults = read(workbooks.exchange(book(), turned))
    assert [] == faults
    assert tree is not None
    assert tree_of(EXAMPLE) == tree.data


def test_paragraphs_and_indicators_follow_their_numbers_when_they_are_sorted() -> None:
    sheet = sheet_of(book(), "项目自评")
    last = max(row for row, _ in sheet.cells)
    turned = workbooks.move_rows(sheet, {row: last + 5 - row for row in range(5, last + 1)})
    tree, faults = read(workbooks.exchange(book(), turned))
    assert [] == faults
    assert tree is not None
    before = {it["名称"]: it["指标"] for it in tree_of(EXAMPLE)["项目支出绩效自评"]}
    assert before == {it["名称"]: it["指标"] for it in tree.data["项目支出绩效自评"]}


def test_columns_may_be_moved() -> None:
    sheet = sheet_of(book(), "支出")
    cells = {(row, 9 - col if row > 2 else col): it for (row, col), it in sheet.cells.items()}
    tree, faults = read(workbooks.exchange(book(), replace(sheet, cells=cells)))
    assert [] == faults
    assert tree is not None
    assert tree_of(EXAMPLE)["支出"] == tree.data["支出"]


def test_numbers_may_be_texts_of_any_width() -> None:
    for typed in ("5086823.81", "５０８６８２３．８１", " 5,086,823.81 ", "5086823.81　"):
        said = tree_after(f"支出!D5：{typed}")["支出"]
        assert isinstance(said, list)
        assert "5086823.81" == said[0]["基本支出"].replace(",", "")


def test_what_is_no_number_stays_what_was_typed() -> None:
    said = tree_after("支出!D5：五百万", "收入!C5：—")
    assert isinstance(said["支出"], list)
    assert "五百万" == said["支出"][0]["基本支出"]


def test_codes_may_be_numbers() -> None:
    said = tree_after("支出!A5：〔数〕2010350")["支出"]
    assert isinstance(said, list)
    assert "2010350" == said[0]["科目"]


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("，格式0%〕0.95", "95%"),
        ("，格式0.0%〕0.955", "95.5%"),
        ('，格式0"个"〕12', "12个"),
        ("，格式000000〕126", "000126"),
        ("，格式#,##0.00〕12345", "12345"),
        ("〕12", "12"),
    ],
)
def test_words_are_what_a_cell_shows(stored: str, seen: str) -> None:
    said = tree_after(f"项目自评指标!F4：〔数{stored}")["项目支出绩效自评"]
    assert isinstance(said, list)
    assert seen == said[0]["指标"][0]["完成值"]


@pytest.mark.parametrize(
    ("stored", "amount"),
    [
        ("12345.679999999998", "12345.68"),
        ("0.00000000000005684341886080802", "0"),  # the difference of equal sums
        ("1234567890.1200011", "1234567890.12"),
        ("0.000001", "0.000001"),  # in 万元
        ("123456.789012", "123456.789012"),
    ],
)
def test_what_calculating_leaves_behind_an_amount_is_no_part_of_it(
    stored: str, amount: str
) -> None:
    said = tree_after(f"支出!D5：〔数〕{stored}")["支出"]
    assert isinstance(said, list)
    assert amount == said[0]["基本支出"]


def test_a_cell_that_was_cleared_states_nothing() -> None:
    said = tree_after("支出!D5：")["支出"]
    assert isinstance(said, list)
    assert "基本支出" not in said[0]


# -- what cannot be told ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ("支出!D3：基本", "F133", "支出!A3"),
        ("支出!D3：说明", "F133", "支出!A3"),
        ("支出!I6：〔数〕1", "F133", "支出!I3"),
        ("支出!A1：支", "F132", ""),
        ("删表：支出", "F132", ""),
        ("抄表：支出", "F132", "支出 (2)!A1"),
        ("支出!D5：〔错误值〕#REF!", "F135", "支出!D5"),
        ("支出!D5：〔公式〕", "F135", "支出!D5"),
        ("支出!D5：〔日期〕2024-12-31", "F135", "支出!D5"),
        ("支出!D5：〔真假〕TRUE", "F135", "支出!D5"),
        ("支出!A5：〔日期〕2024-12-31", "F135", "支出!A5"),
        ("支出!D5：〔数〕1234567890123456", "F137", "支出!D5"),
        ("支出!D5：〔数〕0.3333333333333333", "F137", "支出!D5"),
        (f"支出!D5：〔数〕1{'0' * 300}", "F137", "支出!D5"),
        ("项目自评!A5：", "F134", "项目自评!C5"),
        ("项目自评指标!A5：99", "F134", "项目自评指标!A5"),
        ("按地址!A4：", "F134", "按地址!B4"),
        ("支出!D5：五\u200b百", "F104", "支出!D5"),
        ("支出!D5：〔数，格式0%〕0.15", "F137", "支出!D5"),
        ("项目自评指标!H4：〔数，格式0%〕0.15", "F137", "项目自评指标!H4"),
        ("项目自评指标!F4：〔数〕0.30000000000000004", "F137", "项目自评指标!F4"),
    ],
)
def test_what_cannot_be_told_is_a_fault_at_its_cell(line: str, code: str, place: str) -> None:
    tree, faults = read(change(book(), line))
    assert tree is None
    assert {code} == {it.code for it in faults}
    assert str(faults[0].place) == (f"{BOOK}!{place}" if place else f"{BOOK}:1:1")


def test_merged_cells_are_a_fault_for_nobody_knows_which_of_them_is_meant() -> None:
    sheet = replace(sheet_of(book(), "支出"), merged=(Area(5, 4, 6, 4),))
    tree, faults = read(workbooks.exchange(book(), sheet))
    assert tree is None
    assert [("F134", f"{BOOK}!支出!D5")] == [(it.code, str(it.place)) for it in faults]
    title = replace(sheet, merged=(Area(1, 1, 1, 8),))
    assert read(workbooks.exchange(book(), title))[0] is not None


def test_the_same_stated_twice_is_a_fault_that_names_the_first() -> None:
    lines = ("三公经费!A5：三公经费", "三公经费!B5：公务接待费", "三公经费!C5：〔数〕100")
    faults = read(change(book(), *lines))[1]
    assert {"F136"} == {it.code for it in faults}
    assert "“三公经费 / 公务接待费”在 三公经费!C5 已经写过" in [it.message for it in faults]


def test_a_formula_with_a_result_is_taken_and_told_of() -> None:
    tree, faults = read(change(book(), "支出!D5：〔数，有结果〕12.5"))
    assert tree is not None
    assert "12.50" == tree.data["支出"][0]["基本支出"]
    assert [("F139", Severity.WARNING)] == [(it.code, it.severity) for it in faults]


def test_a_sheet_of_its_own_is_told_of_and_not_read() -> None:
    assert [("F138", f"{BOOK}!草稿!A1")] == faults_of("加表：草稿")


def test_a_damaged_mark_is_a_fault() -> None:
    assert [("F131", f"{BOOK}!_填报簿!A1")] == faults_of("_填报簿!A3：乱")
    assert [("F131", f"{BOOK}!_填报簿!A1")] == faults_of("_填报簿!B1：99")


def test_a_total_of_the_workbook_is_no_entry() -> None:
    sheet = sheet_of(book(), "支出")
    total = {(4, 1): SheetCell(Holds.TEXT, "合计（自动）"), (4, 4): SheetCell(Holds.ERROR, "#REF!")}
    tree, faults = read(workbooks.exchange(book(), replace(sheet, cells={**sheet.cells, **total})))
    assert [] == faults
    assert tree is not None
    assert tree_of(EXAMPLE)["支出"] == tree.data["支出"]


def test_a_character_that_only_looks_like_the_one_that_is_meant_is_told_at_its_cell() -> None:
    tree, faults = read(change(book(), "支出!A5：2010350 事业运⾏", "支出!A6：\ue000"))
    assert tree is not None
    told = {(it.code, str(it.place), it.severity) for it in faults}
    at = [f"{BOOK}!支出!A{row}" for row in (5, 6)]
    assert {("F112", it, Severity.WARNING) for it in at} <= told


def test_a_cell_that_is_struck_through_is_told() -> None:
    tree, faults = read(change(book(), "项目自评指标!F4：〔划去〕5"))
    assert tree is not None, faults
    [doubt] = tree.doubts
    message = "项目自评指标!F4里有划去的字，当作普通的字读了"
    assert ("F140", Severity.WARNING, message) == (doubt.code, doubt.severity, doubt.message)
