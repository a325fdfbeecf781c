"""`gongkai diff`: what it refuses (what it finds is tested with `corrections`)."""

from pathlib import Path

import pytest
from support.calls import run
from support.examples import EXAMPLE

from generator import exits


def test_a_search_in_a_folder_that_is_not_there_does_not_find_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "没有"
    assert run("diff", EXAMPLE, EXAMPLE, "--in", missing) == exits.WRONG_CALL
    assert capsys.readouterr().err == f"错误：--in 后面要写文件夹，没有这个文件夹：{missing}\n"


def test_a_file_is_not_compared_with_itself(capsys: pytest.CaptureFixture[str]) -> None:
    again = EXAMPLE.parent / ".." / EXAMPLE.parent.name / EXAMPLE.name
    assert run("diff", EXAMPLE, again) == exits.WRONG_CALL
    assert capsys.readouterr().err == f"错误：两个是同一个文件：{again}\n"
