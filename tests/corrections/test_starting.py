"""`gongkai new`: a year's filing begun, from last year's or empty, and never over a file."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from support.examples import WORKED, copy_inputs
from support.years import root

from generator import cli
from generator.kept import library

__all__ = ["root"]


@pytest.fixture
def here(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the worked examples, and packs for the year after as well."""
    monkeypatch.setattr(library, "current", lambda: root)
    copy_inputs(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


LAST = "inputs/2024/126.yaml"
NEW = "x.yaml"
Captured = pytest.CaptureFixture[str]


def test_next_years_filing_stands_beside_last_years(here: Path, capsys: Captured) -> None:
    assert 0 == cli.main(["new", "部门决算", "2025", "--from", LAST])
    path = Path("inputs/2025/126.yaml")
    assert f"已生成 {path}：待填 330 处，请核对 190 处\n" == capsys.readouterr().out
    assert "\n上年文件: ../2024/126.yaml\n" in path.read_text("utf-8")


def test_check_counts_what_is_to_be_filled_and_reviewed_in_a_line(
    here: Path, capsys: Captured
) -> None:
    assert 0 == cli.main(["new", "部门决算", "2025", "--from", LAST, "-o", "a/b.yaml"])
    assert "\n上年文件: ../inputs/2024/126.yaml\n" in Path("a/b.yaml").read_text("utf-8")
    capsys.readouterr()
    assert 1 == cli.main(["check", "a/b.yaml"])
    assert capsys.readouterr().out.startswith("a/b.yaml：330 个错误，待填 330 处，请核对 190 处（")


def test_a_figure_of_last_year_that_was_restated_is_told(here: Path, capsys: Captured) -> None:
    """The rolled filing, filled as last year's was, with one of last year's figures kept."""
    last = Path(LAST).read_text("utf-8")
    head, rest = last.replace("年度: 2024", "年度: 2025").split("上年数:\n")
    kept = "上年文件: 126.yaml\n上年数: {三公经费.公务接待费: 900.00}\n"
    path = Path("inputs/2024/明年.yaml")
    path.write_text(head + kept + "\n全年预算数:" + rest.split("\n全年预算数:")[1], "utf-8")
    cli.main(["check", str(path)])
    message = "三公经费.公务接待费：这里写 900.00元，126.yaml 是 1800.00元，按这里写的印"
    assert f"提示 L410 {message}" in capsys.readouterr().err


def test_an_empty_filing_is_written_where_it_is_told(here: Path, capsys: Captured) -> None:
    assert 0 == cli.main(["new", "部门决算", "2024", "福建", "-o", "新/空.yaml"])
    expected = "已生成 新/空.yaml：照说明填写，用 gongkai check 新/空.yaml 检查\n"
    assert expected == capsys.readouterr().out
    assert 1 == cli.main(["check", "新/空.yaml"])
    assert "待填 43 处" in capsys.readouterr().out


def test_the_line_ends_of_last_years_file_are_kept(here: Path) -> None:
    path = Path(LAST)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert 0 == cli.main(["new", "部门决算", "2025", "--from", LAST])
    raw = Path("inputs/2025/126.yaml").read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 300


def test_the_region_is_last_years_and_must_be_named_only_where_there_are_several(
    here: Path, root: Path, capsys: Captured
) -> None:
    packs = root / "templates" / "final-accounts" / "2025"
    shutil.copytree(packs / "fujian", packs / "anhui")
    pack = packs / "anhui" / "pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace("地区: 福建", "地区: 安徽"), "utf-8")
    assert 2 == cli.main(["new", "部门决算", "2025", "-o", "x.yaml"])
    asked = "错误：部门决算 2025 有 2 个地区的表样，请写明地区：安徽、福建\n"
    assert capsys.readouterr().err.endswith(asked)
    assert 2 == cli.main(["schema", "部门决算", "2025"])
    assert capsys.readouterr().err.endswith(asked)
    assert 2 == cli.main(["new", "部门决算", "2025", "安徽", "--from", LAST])
    assert "是 部门决算 2024 福建，应是 部门决算 2024 安徽" in capsys.readouterr().err
    assert 0 == cli.main(["new", "部门决算", "2025", "--from", LAST])
    assert "\n地区: 福建\n" in Path("inputs/2025/126.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["部门决算", "2031"], "没有这个表样，现有：部门决算 2024 福建；"),
        (["部门决算", "2025"], "用 -o 写明新文件写到哪里"),
        (["部门决算", "2025", "-o", LAST], f"{LAST} 已经有了，没有覆盖"),
        (["部门决算", "2025", "--from", LAST, "-o", LAST], f"{LAST} 已经有了，没有覆盖"),
        (
            ["部门决算", "2024", "--from", LAST, "-o", NEW],
            "是 部门决算 2024 福建，应是 部门决算 2023 福建",
        ),
        (
            ["部门预算", "2025", "--from", LAST, "-o", NEW],
            "是 部门决算 2024 福建，应是 部门预算 2024 福建",
        ),
        (["部门决算", "2025", "--from", "无.yaml", "-o", NEW], "无.yaml:1:1: 找不到这个文件"),
        (["部门决算", "2025", "--from", "另.yaml"], "上年的文件不在以年度命名的文件夹里"),
        (["部门决算", "2024", "福建", "-o", f"{LAST}/x.yaml"], f"写不进去：{LAST}/x.yaml"),
        (["部门决算", "2024", "福建", "-o", f"{'长' * 200}.yaml"], "写不进去：长长"),
        (["部门决算", "2025", "--from", LAST, "-o", f"{'长' * 200}.yaml"], "写不进去：长长"),
        (
            ["部门决算", "2024", "福建", "-o", "x.txt"],
            "-o 后面要写填报文件（.yaml）或填报簿（.xlsx），不是“x.txt”",
        ),
        (
            ["部门决算", "2025", "--from", LAST, "-o", "x"],
            "-o 后面要写填报文件（.yaml）或填报簿（.xlsx），不是“x”",
        ),
        (["部门决算", "2025", "--from", LAST, "-o", "."], ". 是文件夹，要写明新文件的文件名"),
        (
            ["部门决算", "2025", "--from", "头.yaml", "-o", NEW],
            "头.yaml 没有写文种、年度、地区，应是",
        ),
    ],
)
def test_what_cannot_be_begun_is_refused_and_nothing_is_written(
    here: Path, arguments: list[str], message: str, capsys: Captured
) -> None:
    shutil.copy(WORKED, "另.yaml")
    Path("头.yaml").write_text("金额单位: 元\n", "utf-8")
    before = sorted(here.rglob("*.yaml"))
    assert 2 == cli.main(["new", *arguments])
    assert message in capsys.readouterr().err
    assert before == sorted(here.rglob("*.yaml"))
    assert WORKED.read_bytes() == Path(LAST).read_bytes()


def test_from_within_last_years_folder_the_new_filing_stands_beside_it_too(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("inputs/2024")
    assert 0 == cli.main(["new", "部门决算", "2025", "--from", "126.yaml"])
    assert "\n上年文件: ../2024/126.yaml\n" in (here / "inputs/2025/126.yaml").read_text("utf-8")


def test_nothing_is_written_where_what_the_folder_shares_cannot_be_rolled(
    here: Path, capsys: Captured
) -> None:
    (here / "inputs/2024/_共用.yaml").write_text("{金额单位: 元}\n", "utf-8")
    assert 2 == cli.main(["new", "部门决算", "2025", "--from", LAST])
    assert "_共用.yaml 不是每项一行写的，不能逐行改写" in capsys.readouterr().err
    assert not Path("inputs/2025/126.yaml").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no name can be other than Unicode")
def test_a_name_in_another_encoding_is_refused_since_no_filing_could_say_it(
    here: Path, capsys: Captured
) -> None:
    last = f"inputs/2024/{os.fsdecode('测.yaml'.encode('gbk'))}"
    shutil.copy(LAST, last)
    assert 2 == cli.main(["new", "部门决算", "2025", "--from", last])
    assert "的路径里有认不出的字符，先改名" in capsys.readouterr().err
