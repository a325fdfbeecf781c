"""Figures that an export gives: traced to their cells, compared with a new export's, begun with."""

from pathlib import Path

import pytest
from support import records
from support.calls import run
from support.examples import EXAMPLE
from support.exports import DRAWN, Value, drawing, final_accounts, stated_by, without

from generator.books import control_totals
from generator.corrections import dossier, tracing
from generator.corrections.dossier import Dossier
from generator.filing import control_file
from generator.filing import source as sources

ADDRESS = "支出决算表[2010399].项目支出"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filing with its export, and the export as it is after a correction."""
    folder = tmp_path_factory.mktemp("导出")
    made = final_accounts(stated_by(EXAMPLE))
    made.write(folder / "导出.xlsx")
    moved: dict[Value, Value] = {12519.13: 11519.13, 639.91: 1639.91}
    for sheet in made.sheets.values():
        sheet.cells = {spot: moved.get(it, it) for spot, it in sheet.cells.items()}
    made.write(folder / "新.xlsx")
    drawing(EXAMPLE, folder / "126.yaml", "导出.xlsx", *DRAWN)
    return folder


@pytest.fixture(scope="module")
def of(folder: Path) -> Dossier:
    found, faults = dossier.open_filing(folder / "126.yaml")
    assert found is not None, faults
    return found


def test_a_figure_leads_to_its_cells(of: Dossier) -> None:
    found = tracing.trace(of, ADDRESS)
    origins = found.traces[0].makings[0].origins
    spots = [it.place.rpartition("/")[2] for it in origins]
    assert ["导出.xlsx!Z04 支出决算表(财决04表)!G14"] == spots[:1]
    [other] = origins[0].cells
    assert other.startswith("－ ")
    assert other.endswith("(财决07表)!K14")


@pytest.mark.parametrize("asked", ["Z04!G14", "导出.xlsx!Z04 支出决算表(财决04表)!G14"])
def test_a_cell_leads_to_where_its_figure_is_printed(of: Dossier, asked: str) -> None:
    found = tracing.trace(of, asked)
    assert any(ADDRESS in trace.addresses for trace in found.traces)
    assert found.line is not None
    assert found.line.cell.endswith("!G14")


def test_a_total_s_cell_leads_to_what_it_controls(of: Dossier) -> None:
    line = tracing.trace(of, "Z04!G10").line
    assert line is not None
    assert ("支出决算表.合计.项目支出",) == line.held


def test_a_cell_that_nobody_drew_is_none(of: Dossier) -> None:
    assert "没有从“Z04!Z99”取数" == tracing.trace(of, "Z04!Z99").missing


def test_a_new_export_is_compared_in_the_document(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run("diff", folder / "126.yaml", "--取数", folder / "新.xlsx")
    said = capsys.readouterr().out
    assert "!U13）：12519.13 → 11519.13" in said
    assert "1.25 → 1.15" in said


def test_of_several_only_that_is_exchanged_which_holds_the_like(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records.write_each(records.tables_of(EXAMPLE), tmp_path / "自评")
    (tmp_path / "导出.xlsx").write_bytes((folder / "导出.xlsx").read_bytes())
    path = tmp_path / "126.yaml"
    text = (folder / "126.yaml").read_text("utf-8")
    text = without(text, records.PROJECTS, records.WHOLE)
    path.write_text(text.replace("导出.xlsx", "[导出.xlsx, 自评]", 1), "utf-8")
    assert 0 == run("diff", path, "--取数", folder / "新.xlsx")
    said = capsys.readouterr().out
    assert "填报的改动（3）" in said
    assert "取数文件[1]：导出.xlsx → 新.xlsx" in said


def test_a_filing_may_begin_with_several_exports(tmp_path: Path) -> None:
    records.write_each(records.tables_of(EXAMPLE), tmp_path / "自评")
    final_accounts(stated_by(EXAMPLE)).write(tmp_path / "导出.xlsx")
    named = ("--取数", tmp_path / "导出.xlsx", "--取数", tmp_path / "自评")
    for new in (tmp_path / "新.yaml", tmp_path / "新.xlsx"):
        assert 0 == run("new", "部门决算", "2024", "福建", *named, "-o", new)
        read, _ = sources.load(new)
        assert read is not None
        assert ["导出.xlsx", "自评"] == read.data["取数文件"]
        assert records.PROJECTS not in read.data


def test_the_same_export_holds_what_is_typed(folder: Path, of: Dossier) -> None:
    for name, codes in (("导出.xlsx", []), ("新.xlsx", ["30201", "30204"])):
        exported, _ = control_file.load(folder / name)
        totals, faults = control_totals.take(exported, of.filing, of.pack)
        assert [] == faults
        wrong = [
            it.steps[1]
            for it in totals
            if it.steps[0] == "一般公共预算财政拨款基本支出决算表"
            and of.books.now.figure(of.books.now.canonical(it.steps)).value != it.amount.value
        ]
        assert codes == sorted(wrong)


def test_a_new_filing_asks_only_for_the_rest(folder: Path, tmp_path: Path) -> None:
    new, export = tmp_path / "新.yaml", folder / "导出.xlsx"
    assert 0 == run("new", "部门决算", "2024", "福建", "--取数", export, "-o", new)
    text = new.read_text("utf-8")
    assert "  名称: 福州市“智慧福州”管理服务中心" in text
    assert "取数文件: " in text
    for section in (*DRAWN, "  公务接待费", "  # 公务接待费"):
        assert f"\n{section}:" not in text
    assert "\n部门概况:" in text


def test_next_year_s_filing_lists_the_reasons_that_are_due(folder: Path, tmp_path: Path) -> None:
    made, new = final_accounts(stated_by(EXAMPLE)), tmp_path / "2025" / "126.yaml"
    more: dict[Value, Value] = {518630.04: 528630.04}
    for sheet in made.sheets.values():
        sheet.cells = {spot: more.get(it, it) for spot, it in sheet.cells.items()}
    made.write(tmp_path / "导出.xlsx")
    words = ("new", "部门决算", "2025", "福建", "--from", EXAMPLE, "-o", new)
    assert 0 == run(*words, "--取数", tmp_path / "导出.xlsx")
    figures = "528630.04元，上年数 518630.04元；原来写的：住房公积金基数调整"
    due = f"  一般公共预算财政拨款支出决算表[2210201]:   # {figures}"
    assert due in new.read_text("utf-8")


def test_tables_of_single_records_hold_no_control_totals(of: Dossier, tmp_path: Path) -> None:
    records.tables_of(EXAMPLE).write(tmp_path / "自评.xlsx")
    (tmp_path / "自评.docx").write_bytes(records.as_word(records.tables_of(EXAMPLE)))
    exported, _ = control_file.load(tmp_path / "自评.xlsx")
    totals, [fault] = control_totals.take(exported, of.filing, of.pack)
    assert ((), "L413") == (totals, fault.code)
    none, [fault] = control_file.load(tmp_path / "自评.docx")
    assert (None, "L412") == (none, fault.code)


def test_tables_of_single_records_beside_an_export_are_not_taken_for_another(
    folder: Path, of: Dossier, tmp_path: Path
) -> None:
    records.tables_of(EXAMPLE).write(tmp_path / "126自评.xlsx")
    (tmp_path / "126决算.xlsx").write_bytes((folder / "导出.xlsx").read_bytes())
    exported, _ = control_file.load(tmp_path)
    totals, faults = control_totals.take(exported, of.filing, of.pack)
    assert [] == faults
    assert len(totals) > 30
