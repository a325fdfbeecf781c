"""The README is true: its commands run, and the fault it shows is the one that is printed."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Edit

from generator import cli

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
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
    shutil.copytree(ROOT / "inputs", tmp_path / "inputs")
    monkeypatch.chdir(tmp_path)
    assert cli.main(shlex.split(command)[1:]) == 0


def test_the_fault_it_shows_is_the_fault_that_is_printed(
    edited: Edit,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (shown,) = re.findall(r"```\n(inputs/2024/126.yaml:.*?)```", README, re.DOTALL)
    wrong = edited(("基本支出: 5086823.81}", "基本支出: 5O8.68}"))
    (tmp_path / "inputs" / "2024").mkdir(parents=True)
    wrong.rename(tmp_path / "inputs" / "2024" / "126.yaml")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check", "inputs/2024/126.yaml"]) == 1
    assert shown.strip() == capsys.readouterr().err.strip()


def test_every_file_it_points_to_exists() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [] == [link for link in links if not (ROOT / link).exists()]
