"""Workbooks in LibreOffice: they open, compute, keep what they have, and read the same again."""

import re
from pathlib import Path

import pytest
from support import workbooks
from support.calls import run
from support.examples import BUDGET, EXAMPLE, Edit
from support.office import calc_as

from generator import exits
from generator.corrections import due
from generator.filing import marked
from generator.filing import source as sources
from generator.spreadsheets import reading
from generator.workbooks import blank, conversion, yaml_text
from generator.workbooks.blank import Beginning

pytestmark = pytest.mark.office
FORMS = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Workbooks of all sorts: of two filings, blank, begun from a filing."""
    folder = tmp_path_factory.mktemp("填报簿")
    for path in (EXAMPLE, BUDGET):
        content, faults = conversion.convert(path)
        assert content is not None, faults
        (folder / f"{path.stem}.xlsx").write_bytes(content)
    pack, tree = workbooks.pack_of(EXAMPLE), workbooks.tree_of(EXAMPLE)
    (folder / "空.xlsx").write_bytes(blank.write(pack))
    (folder / "续.xlsx").write_bytes(blank.write(pack, Beginning({"单位": tree["单位"]}, tree)))
    drawn = Beginning(
        {"取数文件": "126.xls", "单位": tree["单位"]},
        drawn={"支出": tree["支出"], "三公经费": tree["三公经费"]},
        owed=due.look_ahead(EXAMPLE).owed,
    )
    (folder / "取.xlsx").write_bytes(blank.write(pack, drawn))
    return folder


@pytest.mark.parametrize("form", FORMS)
def test_what_it_saved_again_reads_the_same(form: str, books: Path, tmp_path: Path) -> None:
    for path in books.glob("*.xlsx"):
        saved = calc_as(path, form, FORMS[form], tmp_path)
        assert marked.is_marked(saved)
        before, after = (sources.load(it)[0] for it in (path, saved))
        assert before is not None
        assert after is not None
        assert yaml_text.is_same(before.data, after.data)
        assert () == after.doubts


def test_its_totals_are_computed_anew(books: Path, tmp_path: Path) -> None:
    saved = calc_as(books / f"{EXAMPLE.stem}.xlsx", "ods", FORMS["ods"], tmp_path)
    book, _ = reading.read(saved)
    assert book is not None
    cells = workbooks.sheet_of(book, "支出").cells
    total = sum(
        int(it["基本支出"].replace(".", ""))
        for it in workbooks.tree_of(EXAMPLE)["支出"]
        if "基本支出" in it
    )
    assert cells[4, 4].computed
    assert f"{total / 100:.2f}" == f"{float(cells[4, 4].text):.2f}"


def test_choices_and_locks_are_still_there(books: Path, tmp_path: Path) -> None:
    text = as_flat(books / "取.xlsx", tmp_path)
    assert "科目表里没有这一个" in text
    assert "只写数字，不写“元”" in text
    choices = re.findall(r'table:condition="of:([^"]*)"', text)
    assert any(it.startswith("cell-content-is-in-list(&quot;部门&quot;") for it in choices)
    shown = re.findall(r'<table:table table:name="取数·[^>]*>', text)
    assert 2 == len(shown)
    assert all('table:protected="true"' in it for it in shown)


def test_what_is_said_of_faults_is_still_there(edited: Edit, tmp_path: Path) -> None:
    faulty = edited(("服务: 30887496.30", "服务:"))
    noted = tmp_path / "批注.xlsx"
    assert exits.FAULTY == run("check", faulty, "-o", noted)
    text = as_flat(noted, tmp_path)
    said = re.findall(r"<office:annotation\b.*?</office:annotation>", text, re.DOTALL)
    assert [it for it in said if "S204 “服务”待填" in re.sub("<[^>]*>", "", it)]


def as_flat(book: Path, folder: Path) -> str:
    """What LibreOffice understands of a workbook, as one text."""
    saved = calc_as(book, "fods", "OpenDocument Spreadsheet Flat XML", folder)
    return saved.read_text("utf-8")
