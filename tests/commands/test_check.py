"""`gongkai check`: the same faults as `build` finds, and nothing written."""

import json
import os
import re
from pathlib import Path

import pytest
from support import sheets
from support.calls import faulty, files, run, told_of
from support.examples import EXAMPLE, ONLY_TOLD, Edit

from generator import exits

__all__ = ["faulty"]


def test_check_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("check", EXAMPLE) == exits.FINE
    assert files(tmp_path) == []
    told = capsys.readouterr()
    assert re.fullmatch(rf"{re.escape(str(EXAMPLE))}：检查通过（\d+\.\d\d 秒）\n", told.out)
    assert told_of(told.err) == {("提示", ONLY_TOLD)}


def test_check_finds_what_build_finds(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", faulty) == exits.FAULTY
    assert "错误 S204 “服务”待填" in capsys.readouterr().err


def test_a_filing_that_is_not_there_is_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "没有.yaml"
    assert run("check", missing) == exits.FAULTY
    told = f"{missing}:1:1: 错误 F101 找不到这个文件\n"
    help_ = "  = 建议：检查文件名和所在的文件夹；文件开着的，先关闭\n\n"
    assert told + help_ == capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_folder_without_filings_is_a_wrong_call(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command, tmp_path) == exits.WRONG_CALL
    told = capsys.readouterr().err
    assert "错误：没有找到填报文件（.yaml 或填报簿；名称以“_”开头的不算）\n" == told


def test_a_faulty_filing_is_named_by_the_path_that_was_typed(
    faulty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(faulty.parent)
    run("check", faulty.name)
    assert re.match(r"126\.yaml:\d+:3: 错误 S204 ", capsys.readouterr().err)


def test_an_overview_never_takes_the_place_of_a_filing(edited: Edit, tmp_path: Path) -> None:
    filing = edited()
    before = filing.read_bytes()
    assert run("check", EXAMPLE, "--总览", filing) == exits.WRONG_CALL
    assert before == filing.read_bytes()


def test_an_overview_that_cannot_be_written_is_no_success(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "总览.html").mkdir()
    assert run("check", EXAMPLE, "--总览", tmp_path / "总览.html") == exits.FAULTY
    assert "错误 W702 " in capsys.readouterr().err


def test_an_overview_never_takes_the_place_of_what_somebody_else_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, pipe, page = tmp_path / "自己的.html", tmp_path / "管道.html", tmp_path / "总览.html"
    own.write_text("<html>自己写的</html>", "utf-8")
    os.mkfifo(pipe)
    codes = [run("check", EXAMPLE, "--总览", it) for it in (own, pipe, page, page)]
    assert [exits.FAULTY, exits.FAULTY, exits.FINE, exits.FINE] == codes
    assert ("<html>自己写的</html>", True) == (own.read_text("utf-8"), pipe.is_fifo())


# -- what was found, in files to be sent back ------------------------------------------------------


def test_pages_to_send_back_are_one_for_each_unit_and_one_of_all(
    faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "发还"
    assert run("check", faulty, "--format", "html", "-o", folder) == exits.FAULTY
    assert [f"{faulty.stem}.html", "检查报告.html"] == files(folder)
    page = (folder / f"{faulty.stem}.html").read_text("utf-8")
    assert "“服务”待填" in page
    assert capsys.readouterr().out.endswith(f"已写 2 个文件：{folder}\n")


def test_the_data_of_what_was_found_goes_into_a_file(faulty: Path, tmp_path: Path) -> None:
    target = tmp_path / "结果.json"
    assert run("check", faulty, "--format", "json", "-o", target) == exits.FAULTY
    assert "S204" in {fault["代码"] for fault in all_faults(target)}


def all_faults(path: Path) -> list[dict[str, object]]:
    """Every fault in a file of results."""
    data = json.loads(path.read_text("utf-8"))
    return [fault for unit in data["结果"] for fault in unit["问题"]]


def test_pages_never_take_the_place_of_what_somebody_else_wrote(
    faulty: Path, tmp_path: Path
) -> None:
    own = tmp_path / "发还" / "检查报告.html"
    own.parent.mkdir()
    own.write_text("<html>自己写的</html>", "utf-8")
    assert run("check", faulty, "--format", "html", "-o", own.parent) == exits.FAULTY
    assert "<html>自己写的</html>" == own.read_text("utf-8")


@pytest.mark.parametrize("how", [[], ["--format", "text"]])
def test_words_are_for_the_console_and_not_for_a_file(
    how: list[str], faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", faulty, *how, "-o", tmp_path / "结果.txt") == exits.WRONG_CALL
    assert "错误：-o 与 --format html 或 --format json 同用\n" == capsys.readouterr().err


def test_data_goes_into_a_file_that_says_so(faulty: Path, tmp_path: Path) -> None:
    filing = faulty.read_bytes()
    assert run("check", faulty, "--format", "json", "-o", faulty) == exits.WRONG_CALL
    assert filing == faulty.read_bytes()


# -- what a folder and a file of control totals have besides ---------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one filing of its own."""
    made = tmp_path / "各单位"
    made.mkdir()
    (made / EXAMPLE.name).write_bytes(EXAMPLE.read_bytes())
    return made


@pytest.mark.parametrize("name", ["100049.yaml.txt", "100049.yml.txt", "100049.docx"])
def test_what_looks_like_a_filing_and_is_none_is_told_once(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_bytes(b"")
    run("check", folder)
    told = f"提示：1 个文件没有当作填报文件：{folder / name}\n"
    assert 1 == capsys.readouterr().err.count(told)


def test_a_text_that_begins_as_filings_do_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "甲单位.txt").write_bytes(EXAMPLE.read_bytes())
    (folder / "说明.txt").write_text("各单位月底前报送\n", "utf-8")
    run("check", folder)
    told = f"提示：1 个文件没有当作填报文件：{folder / '甲单位.txt'}\n"
    assert told in capsys.readouterr().err


def test_a_document_beside_its_filing_is_nothing_to_tell(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / f"{EXAMPLE.stem}.docx").write_bytes(b"")
    run("check", folder)
    assert "没有当作填报文件" not in capsys.readouterr().err


def test_a_unit_of_the_control_totals_without_a_filing_is_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = tmp_path / "导出.csv"
    rows = "126,支出决算表.合计,39820442.33\n127,支出决算表.合计,1.00\n"
    export.write_text(f"单位,地址,金额\n{rows}", "utf-8")
    assert run("check", folder, "--核对", export) == exits.FINE
    told = f"提示：{export} 里有 1 个单位没有填报文件：127\n"
    assert told in capsys.readouterr().err


def test_a_workbook_that_is_no_filing_is_told_with_the_reason(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheets.written_old(folder / "100049.xls")
    (folder / "财政局.xls").write_bytes(sheets.locked_workbook())
    sheets.written_old(folder / "草稿.xls")
    run("check", folder)
    told = capsys.readouterr().err
    assert f"2 个文件没有当作填报文件：{folder / '100049.xls'}、{folder / '财政局.xls'}\n" in told
    assert "  = 100049.xls：没有填报簿的标记" in told
    assert "  = 财政局.xls：表格文件设了打开密码；在 Excel 或 WPS 里打开，去掉打开密码" in told


def test_exports_in_a_folder_beside_the_filings_are_nothing_to_tell(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "导出").mkdir()
    sheets.written_old(folder / "导出" / f"{EXAMPLE.stem}.xls")
    run("check", folder)
    assert "没有当作填报文件" not in capsys.readouterr().err
