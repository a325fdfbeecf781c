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


@pytest.mark.parametrize("since", [True, False])
def test_a_filing_that_is_a_link_to_itself_is_told(
    since: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loop = tmp_path / "圈.yaml"
    loop.symlink_to(loop)
    call = (loop, "--since", "HEAD") if since else (EXAMPLE, loop)
    assert run("diff", *call) in (exits.FAULTY, exits.WRONG_CALL)
    assert "圈.yaml" in (told := capsys.readouterr().err) or "git" in told


def test_a_link_that_leads_nowhere_is_not_replaced_by_the_note(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, link = tmp_path / "旧.yaml", tmp_path / "说明.docx"
    old.write_text(EXAMPLE.read_text("utf-8").replace("接待批次: 1", "接待批次: 2"), "utf-8")
    link.symlink_to(tmp_path / "没有.docx")
    run("diff", old, EXAMPLE, "--word", link)
    assert (True, True) == (link.is_symlink(), f"{link} 已经有了" in capsys.readouterr().err)
