"""Commands called as from the command line, and what they leave and say."""

import re
from pathlib import Path

import pytest

from generator import cli
from support.examples import Edit

NAME = "福州市“智慧福州”管理服务中心2024年度部门决算"


def run(*arguments: str | Path) -> int:
    """The exit code of a command."""
    return cli.main([str(argument) for argument in arguments])


def files(folder: Path) -> list[str]:
    """Every file under a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def told_of(text: str) -> set[tuple[str, str]]:
    """How severe, and under which code, every fault is that a text tells of."""
    return set(re.findall(r": (提示|错误) ([A-Z][0-9]+) ", text))


@pytest.fixture
def faulty(edited: Edit) -> Path:
    """The example with one amount to be filled in."""
    return edited(("服务: 30887496.30", "服务:"))
