"""A workbook to be filled: what stands in it beforehand, and what is only shown."""

from pathlib import Path

from support import workbooks
from support.examples import EXAMPLE

from generator.corrections import due
from generator.filing import source as sources
from generator.spreadsheets import reading
from generator.spreadsheets.cells import Spreadsheet
from generator.workbooks import blank
from generator.workbooks.blank import Beginning


def written(folder: Path, begun: Beginning = blank.EMPTY) -> Path:
    path = folder / "填报.xlsx"
    path.write_bytes(blank.write(workbooks.pack_of(EXAMPLE), begun))
    return path


def opened(path: Path) -> Spreadsheet:
    book, faults = reading.read(path)
    assert book is not None, faults
    return book


def test_a_blank_one_states_only_what_it_is_for(tmp_path: Path) -> None:
    source, faults = sources.load(written(tmp_path))
    assert [] == faults
    assert source is not None
    key = {"文种": "部门决算", "年度": "2024", "地区": "福建", "金额单位": "元"}
    assert key == source.data
    assert () == source.doubts


def test_the_same_beginning_gives_the_same_bytes() -> None:
    pack = workbooks.pack_of(EXAMPLE)
    assert blank.write(pack) == blank.write(pack)


def test_what_is_drawn_is_shown_and_not_read(tmp_path: Path) -> None:
    spent = workbooks.tree_of(EXAMPLE)["支出"]
    path = written(tmp_path, Beginning(drawn={"支出": spent, "三公经费": {"公务接待费": "18.00"}}))
    sheets = {it.name: it for it in opened(path).sheets}
    assert "5086823.81" == sheets["取数·支出"].cells[5, 4].text
    assert "18" == sheets["取数·三公经费"].cells[4, 3].text
    source, _ = sources.load(path)
    assert source is not None
    assert "支出" not in source.data
    assert "三公经费" not in source.data


def test_missing_reasons_have_rows_with_both_figures(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8")
    filing = tmp_path / "无原因.yaml"
    filing.write_text(text[: text.index("\n增减原因:") + 1], "utf-8")
    owed = due.look_ahead(filing).owed
    assert owed
    assert all(it.missing for it in owed)
    first = owed[0]
    path = written(tmp_path, Beginning(owed=owed))
    cells = workbooks.sheet_of(opened(path), "按地址").cells
    rows = {cells[row, 1].text: row for row, column in cells if column == 1}
    at = rows[first.address]
    assert (first.now, first.before) == (cells[at, 2].text, cells[at, 3].text)


def test_no_reason_is_owed_where_the_figures_are_not_known(tmp_path: Path) -> None:
    broken = tmp_path / "坏.yaml"
    broken.write_text("文种\n", "utf-8")
    assert ((), {}) == due.look_ahead(broken)
