"""Filings begun with an export: what it gives is shown, what is left is asked for, both ways."""

from pathlib import Path

import pytest
from support import rosters, workbooks
from support.calls import files, run
from support.examples import EXAMPLE
from support.exports import (
    DRAWN,
    MadeExport,
    Value,
    drawing,
    final_accounts,
    stated_by,
    without,
)

from generator import exits, pipeline
from generator.corrections import due
from generator.filing import shared, workbook
from generator.filing import source as sources
from generator.spreadsheets import reading
from generator.spreadsheets.cells import Holds, SheetCell, Spreadsheet

NEW = ("new", "部门决算", "2024", "福建")
NEXT = ("new", "部门决算", "2025", "福建", "--from", EXAMPLE)
UNIT = "福州市“智慧福州”管理服务中心"
PROVIDENT = "一般公共预算财政拨款支出决算表[2210201]"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's export, after one of its figures has moved."""
    made = final_accounts(stated_by(EXAMPLE))
    more: dict[Value, Value] = {518630.04: 528630.04}
    for sheet in made.sheets.values():
        sheet.cells = {spot: more.get(it, it) for spot, it in sheet.cells.items()}
    return made.write(tmp_path_factory.mktemp("导出") / "126.xls")


@pytest.fixture(scope="module")
def blank(export: Path) -> Path:
    target = export.parent / "填报" / "空.xlsx"
    assert exits.FINE == run(*NEW, "--取数", export, "-o", target)
    return target


@pytest.fixture(scope="module")
def followed(export: Path) -> Path:
    target = export.parent / "2025" / "126.xlsx"
    assert exits.FINE == run(*NEXT, "--取数", export, "-o", target)
    return target


def opened(path: Path) -> Spreadsheet:
    book, faults = reading.read(path)
    assert book is not None, faults
    return book


def rows_of(path: Path, sheet: str) -> list[list[str]]:
    cells = workbooks.sheet_of(opened(path), sheet).cells
    last = max(column for _, column in cells)
    rows = sorted({row for row, _ in cells})
    nothing = SheetCell(Holds.TEXT, "")
    return [[cells.get((row, at), nothing).text for at in range(1, last + 1)] for row in rows]


def test_a_blank_one_states_the_way_to_its_export_and_whose_it_is(blank: Path) -> None:
    source, _ = sources.load(blank)
    assert source is not None
    assert ("../126.xls", {"名称": UNIT}) == (source.data["取数文件"], source.data["单位"])
    assert not {*DRAWN, "部门概况", "三公经费"} & source.data.keys()


def test_what_its_export_gives_is_shown_and_drawn(blank: Path) -> None:
    shown = rows_of(blank, "取数·支出")
    assert ["2010350 事业运行", "", "一般公共预算财政拨款", "5086823.81"] in [
        it[:4] for it in shown
    ]
    asked = rows_of(blank, "支出")
    assert asked[1][0].startswith("“取数·支出”里有的不用填")
    drawn = due.look_ahead(blank).drawn
    assert set(DRAWN) <= drawn.keys()
    assert {"公务用车运行维护费": "20752.84", "公务接待费": "1800"} == drawn["三公经费"]


def test_what_is_written_over_it_wins_and_says_so(blank: Path, tmp_path: Path) -> None:
    whole = without(EXAMPLE.read_text("utf-8"), "收入", "年初结转和结余", "核对数")
    filing, book = tmp_path / "126.yaml", tmp_path / "126.xlsx"
    way = blank.parent.parent / "126.xls"
    text = whole.replace("\n单位:", f"\n取数文件: {way}\n单位:", 1)
    filing.write_text(text.replace("5086823.81", "5086824.81"), "utf-8")
    assert exits.FINE == run("convert", filing, book)
    found = pipeline.produce(book).faults
    [told] = [it for it in found if (it.code, "[2010350]" in it.message) == ("L439", True)]
    assert "这里写 5086824.81元" in told.message
    assert "是 5086823.81元" in told.message
    assert f"{book}!支出!D5" == str(told.place)


def test_last_year_s_reasons_stand_beside_those_that_are_due(followed: Path) -> None:
    source, _ = shared.load(followed)
    assert source is not None
    assert not {*DRAWN, "增减原因", "核对数"} & source.data.keys()
    heads, *rows = rows_of(followed, "按地址")[2:]
    assert ["本年的数", "比较的数", "上年写的原因"] == heads[1:4]
    [row] = [it for it in rows if it[0] == PROVIDENT]
    assert ["528630.04元", "518630.04元", "住房公积金基数调整"] == row[1:4]


def test_both_forms_of_a_beginning_are_the_same_filing(followed: Path, export: Path) -> None:
    text = followed.with_name("127.yaml")
    assert exits.FINE == run(*NEXT, "--取数", export, "-o", text)
    yaml, book = (sources.load(it)[0] for it in (text, followed))
    assert yaml is not None
    assert book is not None
    reasons = yaml.data.pop("增减原因")  # in a workbook they wait in rows of their own
    assert isinstance(reasons, dict)
    assert [*reasons] == [it.address for it in due.look_ahead(followed).owed if it.missing]
    assert yaml.data == book.data


def test_what_its_export_gives_is_locked_and_never_read(followed: Path) -> None:
    read, faults = workbook.read(opened(followed))
    assert read is not None, faults
    assert not [it for it in read.values.values() if (it.sheet or "").startswith("取数·")]


def test_nothing_is_left_where_an_export_is_of_no_use(tmp_path: Path, capsys: Captured) -> None:
    bad = tmp_path / "坏.xls"
    bad.write_bytes(b"no sheet")
    for call in (NEW, NEXT):
        for name in ("新.yaml", "新.xlsx"):
            target = tmp_path / "2025" / name
            assert exits.WRONG_CALL == run(*call, "--取数", bad, "-o", target)
            assert not target.exists()
            assert str(bad) in capsys.readouterr().err


def test_a_filing_with_exports_keeps_them_there_and_back(blank: Path, tmp_path: Path) -> None:
    way = blank.parent.parent / "126.xls"
    first, book, back = (tmp_path / it for it in ("一.yaml", "二.xlsx", "三.yaml"))
    text = without(EXAMPLE.read_text("utf-8"), *DRAWN)
    first.write_text(text.replace("\n单位:", f"\n取数文件: {way}\n单位:", 1), "utf-8")
    assert exits.FINE == run("convert", first, book)
    assert exits.FINE == run("convert", book, back)
    trees = [sources.load(it)[0] for it in (first, back)]
    assert [trees[0] and trees[0].data] == [trees[1] and trees[1].data]
    assert "取数·支出" in [it.name for it in opened(book).sheets]


# -- a filing for every unit ----------------------------------------------------------------------


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    """A list of three units, exports of two of them, two of the second."""
    rosters.write(tmp_path, rosters.OWN, "127,甲中心,事业单位,,,,", "128,乙中心,事业单位,,,,")
    made = final_accounts(stated_by(EXAMPLE))
    few = MadeExport({name: made.sheets[name] for name in ("Z03", "Z04", "Z07", "Z09", "Z11")})
    few.write(tmp_path / "导出" / "126.xls")
    other = few.copy()
    for sheet in other.sheets.values():
        sheet.cells[3, 1] = "编制单位：乙中心"
    other.write(tmp_path / "导出" / "128.xls")
    other.write(tmp_path / "导出" / "128 副本.xls")
    return tmp_path


@pytest.mark.parametrize("last", [(), ("--from", EXAMPLE.parent)])
def test_every_unit_gets_what_its_export_gives(
    last: tuple[str | Path, ...], bureau: Path, capsys: Captured
) -> None:
    year, sent = "2025" if last else "2024", bureau / "下发"
    call = ("new", "部门决算", year, "福建", "--单位名录", bureau / "单位名录.csv", *last)
    assert exits.FAULTY == run(*call, "--取数", bureau / "导出", "-o", sent)
    assert ["126.xlsx", "127.xlsx", "单位名录.csv"] == files(sent)
    said = capsys.readouterr().err
    assert f"{bureau / '导出'} 里没有它的导出文件，数要自己填" in said
    assert "没有生成 乙中心：" in said
    assert "里有 2 个文件是这个单位的：128 副本.xls、128.xls" in said
    own, without_ = (shared.load(sent / f"{it}.xlsx")[0] for it in ("126", "127"))
    assert own is not None
    assert without_ is not None
    assert ("../导出", False) == (own.data["取数文件"], "取数文件" in without_.data)
    assert "支出" in due.look_ahead(sent / "126.xlsx").drawn


def test_one_file_with_some_units_sheets_is_drawn_on_by_these(
    bureau: Path, capsys: Captured
) -> None:
    sent, export = bureau / "下发", bureau / "导出" / "126.xls"
    call = (*NEW, "--单位名录", bureau / "单位名录.csv", "--取数", export, "-o", sent)
    assert exits.FINE == run(*call)
    assert 2 == capsys.readouterr().err.count(f"{export} 里没有它的导出文件，数要自己填")
    assert ["126.xlsx", "127.xlsx", "128.xlsx", "单位名录.csv"] == files(sent)


def test_filings_that_lie_among_exports_are_none_of_them(bureau: Path) -> None:
    sent = bureau / "导出"
    call = (*NEW, "--单位名录", bureau / "单位名录.csv", "--取数", sent, "-o", sent)
    assert exits.FAULTY == run(*call)
    assert (sent / "126.xlsx").exists()
    assert "支出" in due.look_ahead(sent / "126.xlsx").drawn


def test_a_folder_without_a_unit_is_nobody_s(tmp_path: Path, capsys: Captured) -> None:
    assert exits.WRONG_CALL == run(*NEW, "--取数", tmp_path, "-o", tmp_path / "新.xlsx")
    assert f"{tmp_path} 是文件夹，不知道是哪个单位的" in capsys.readouterr().err


def test_what_comes_back_is_built_as_it_is(bureau: Path, tmp_path: Path) -> None:
    sent = bureau / "下发"
    run(*NEW, "--单位名录", bureau / "单位名录.csv", "--取数", bureau / "导出", "-o", sent)
    filled = drawing(EXAMPLE, sent / "填好.yaml", "../导出", "收入", "支出", "核对数")
    assert exits.FINE == run("convert", filled, sent / "126.xlsx", "--overwrite")
    filled.unlink()
    (sent / "127.xlsx").unlink()
    assert exits.FINE == run("build", sent, "-o", tmp_path / "成文")
    assert [it for it in files(tmp_path / "成文") if it.endswith("2024年度部门决算.docx")]
