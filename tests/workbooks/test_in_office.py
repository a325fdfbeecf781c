"""Workbooks in LibreOffice: they open, compute, keep what they have, and read the same again."""

import shutil
from pathlib import Path

import pytest
from support import workbooks
from support.examples import BUDGET, EXAMPLE
from support.office import calc_as

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


def test_choices_comments_and_locks_are_still_there(books: Path, tmp_path: Path) -> None:
    noted = tmp_path / "批注.xlsx"
    shutil.copy(books / "空.xlsx", noted)
    saved = calc_as(noted, "fods", "OpenDocument Spreadsheet Flat XML", tmp_path)
    text = saved.read_text("utf-8")
    assert "科目表里没有这一个" in text
    assert "只写数字，不写“元”" in text
    assert 'table:protected="true"' in text
