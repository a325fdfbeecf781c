"""A workbook to be filled: what stands in it beforehand, and what is only shown."""

import re
import zipfile
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
    asked = "\n".join(it.text for it in workbooks.sheet_of(opened(path), "三公经费").cells.values())
    assert "要写增减原因：1800.00元，上年数 900.00元" in asked
    everywhere = [*rows, *("三公经费." + it for it in ("公务接待费", "公务用车运行维护费"))]
    assert {it.address for it in owed} <= {*everywhere}


def test_no_reason_is_owed_where_the_figures_are_not_known(tmp_path: Path) -> None:
    broken = tmp_path / "坏.yaml"
    broken.write_text("文种\n", "utf-8")
    assert ((), {}, ()) == due.look_ahead(broken)


def test_figures_with_nothing_to_compare_them_with_have_rows(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8")
    filing = tmp_path / "无上年数.yaml"
    address = "收入支出决算总表.本年收入合计"
    lines = [it for it in text.split("\n") if address not in it.partition("#")[0]]
    assert len(lines) < len(text.split("\n"))
    filing.write_text("\n".join(lines), "utf-8")
    ahead = due.look_ahead(filing)
    assert [("上年数", address)] == [it[:2] for it in ahead.uncompared]
    path = written(tmp_path, Beginning(owed=ahead.rows))
    cells = workbooks.sheet_of(opened(path), "按地址").cells
    rows = {cells[row, 1].text: row for row, column in cells if column == 1}
    assert ahead.uncompared[0].now == cells[rows[address], 2].text


# -- what is seen at once --------------------------------------------------------------------------


def part_of(path: Path, title: str) -> str:
    """The part of a sheet, as it is in the file."""
    names = [it.name for it in opened(path).sheets]
    with zipfile.ZipFile(path) as package:
        return package.read(f"xl/worksheets/sheet{names.index(title) + 1}.xml").decode()


def test_cells_that_have_to_be_filled_are_coloured_while_they_are_empty(tmp_path: Path) -> None:
    coloured = re.findall(
        r'<conditionalFormatting sqref="(\w+)"', part_of(written(tmp_path), "单位")
    )
    assert ["C4", "C5", "C6", "C7", "C8", "C9", "C10", "C11"] == coloured


def test_a_section_that_not_every_unit_has_is_not_coloured(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert "conditionalFormatting" not in part_of(path, "整体自评")
    hints = {it.text for it in workbooks.sheet_of(opened(path), "整体自评").cells.values()}
    assert "填这一节的，必填" in hints
    assert "必填" not in hints


def test_the_guide_leads_to_every_sheet_and_says_whether_it_has_to_be_filled(
    tmp_path: Path,
) -> None:
    spent = workbooks.tree_of(EXAMPLE)["支出"]
    path = written(tmp_path, Beginning(drawn={"支出": spent}))
    sheets = opened(path).sheets
    said = [it.text for it in workbooks.sheet_of(opened(path), "填报说明").cells.values()]
    ways = dict(it[2:-1].split("（", 1) for it in said if it.startswith("→"))
    titles = [it.name for it in sheets if not it.hidden and it.name != "填报说明"]
    assert titles == list(ways)
    some = {"单位": "必填", "收入": "必填", "支出": "有才填", "取数·支出": "不用填"}
    assert some == {title: ways[title] for title in some}


def test_headings_that_take_two_lines_are_shown_whole(tmp_path: Path) -> None:
    [height] = re.findall(
        r'<row r="3"[^>]* ht="(\d+)"', part_of(written(tmp_path), "年初结转和结余")
    )
    assert 36 == int(height)
