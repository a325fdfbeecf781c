"""`gongkai check`: the same faults as `build` finds, and nothing written."""

import re
from pathlib import Path

import pytest
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
    assert capsys.readouterr().err == "错误：没有找到填报文件（.yaml；名称以“_”开头的不算）\n"


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
