"""The README and its pages are true: their commands run, and show what is really printed."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from support import rosters
from support.calls import told_of
from support.examples import EXAMPLE, ROOT, WORKED, Edit, copy_inputs
from support.exports import DRAWN, drawing, final_accounts, stated_by
from support.pictures import BOOK, DOCUMENT, MAX_BYTES, SIDE_BY_SIDE
from support.reading_back import produced

from generator import cli
from generator.outputs import printing
from generator.outputs.printing import LayoutEngine

README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCKS = [
    block
    for page in PAGES
    for block in re.findall(r"```sh\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
]
COMMANDS = [
    line.split("#")[0].strip()
    for block in BLOCKS
    for line in block.splitlines()
    if line.startswith("gongkai ")
]


def test_it_opens_with_the_two_commands_that_matter() -> None:
    first = [line.split("#")[0].strip() for line in BLOCKS[0].splitlines()]
    assert ["make demo", "make test"] == first


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_inputs(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in re.findall(r"\S+\.xls", command):
        final_accounts(stated_by(WORKED)).write(tmp_path / name)
    for name in re.findall(r"公开\.(?:pdf|docx)|各单位公开(?= )", command):  # read by its content
        path = tmp_path / name / "甲.docx" if name == "各单位公开" else tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(produced(EXAMPLE).document)
    if "audit" in command and "单位名录.csv" in command:
        rosters.write(tmp_path, "126,福州市“智慧福州”管理服务中心,事业单位,,2025-08-01,2025-08-12,")
    assert cli.main(shlex.split(command)[1:]) == 0


def test_the_fault_it_shows_is_the_fault_that_is_printed(
    edited: Edit,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (shown,) = re.findall(r"```\n(inputs/2024/126.yaml:.*?)```", README, re.DOTALL)
    wrong = edited(("基本支出: 5086823.81}", "基本支出: 5O86823.81}"))
    (tmp_path / "inputs" / "2024").mkdir(parents=True)
    wrong.rename(tmp_path / "inputs" / "2024" / "126.yaml")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check", "inputs/2024/126.yaml"]) == 1
    error, *hints = capsys.readouterr().err.strip().split("\n\n")
    assert shown.strip() == error
    assert [] == [hint for hint in hints if ": 提示 " not in hint]


def test_the_walk_through_a_correction_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy_inputs(tmp_path)
    monkeypatch.chdir(tmp_path)
    section = (ROOT / "docs" / "改数.md").read_text("utf-8").partition("\n## 生成以后")[0]
    (old, new) = re.findall(r"政府采购的服务由 ([0-9.]+) 改为 ([0-9.]+)", section)[0]
    filing = Path("inputs/2024/126.yaml")
    shutil.copy(filing, "更正前.yaml")
    filing.write_text(filing.read_text("utf-8").replace(old, new), "utf-8")
    steps = re.findall(r"```text\n(gongkai .*?)\n(.*?)```", section, re.DOTALL)
    assert ["diff", "build", "build"] == [command.split()[1] for command, _ in steps]
    for command, shown in steps:
        assert cli.main(shlex.split(command)[1:]) == 0
        printed = capsys.readouterr().out
        assert _compared(shown, shown) == _compared(printed, shown)


def test_the_ten_steps_lead_from_an_export_to_what_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    section = README.partition("，十步\n")[2].partition("\n## ")[0]
    assert [str(n) for n in range(1, 11)] == re.findall(r"^(\d+)\. ", section, re.MULTILINE)
    monkeypatch.chdir(tmp_path)
    final_accounts(stated_by(WORKED)).write(tmp_path / "126决算.xls")
    new, check, annotate, build, publish = re.findall(r"```text\n +(gongkai .*)\n", section)
    assert [0, 1, 1] == [cli.main(shlex.split(it)[1:]) for it in (new, check, annotate)]
    assert "填报.xlsx!三公经费!C13: 错误" in capsys.readouterr().err
    fill_in(tmp_path / "填报.xlsx")
    publish = publish.replace("某单位", "福州市“智慧福州”管理服务中心")
    assert [0, 0] == [cli.main(shlex.split(it)[1:]) for it in (check, build)]
    capsys.readouterr()
    without = LayoutEngine(why=printing.NO_ENGINE)
    monkeypatch.setattr(printing, "find_layout", lambda: without)
    assert 1 == cli.main(shlex.split(publish)[1:])  # that the contents have no pages yet is all
    assert {("错误", "R815")} == {it for it in told_of(capsys.readouterr().err) if it[0] == "错误"}
    assert 0 == cli.main([*shlex.split(publish)[1:], "--仍要公开"])
    made = {it.suffix for it in Path("公开").rglob("*.*")}
    assert {".docx", ".html", ".xlsx", ".csv", ".json"} == made


def fill_in(book: Path) -> None:
    """Put a workbook in its place in which everything is filled that its export does not give."""
    book.unlink()
    filled = drawing(WORKED, book.with_name("填好.yaml"), "126决算.xls", *DRAWN)
    assert cli.main(["convert", str(filled), str(book)]) == 0
    filled.unlink()


def test_its_pictures_are_small() -> None:
    assert all(0 < it.stat().st_size < MAX_BYTES for it in (BOOK, DOCUMENT, SIDE_BY_SIDE))


def _compared(text: str, shown: str) -> list[str]:
    """Lines without times; those that are cut off where they are shown, cut off alike."""
    lines = re.sub(r"（[0-9.]+ 秒）", "（秒）", text).splitlines()
    ends = [line.index("…") if line.endswith("…") else None for line in shown.splitlines()]
    return [line[:end] for line, end in zip(lines, [*ends, *[None] * len(lines)], strict=False)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_file_it_points_to_exists(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [] == [link for link in links if not (page.parent / link).exists()]
