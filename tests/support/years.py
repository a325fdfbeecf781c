"""Years that follow each other: a home with their packs, a filing for the next one."""

import shutil
from pathlib import Path

import pytest

from support.examples import EXAMPLE, ROOT


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A home of one's own with the packs of every year: tests change what they say."""
    for folder in ("schemas", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def without_bases(text: str) -> str:
    """The example without the section that states last year's figures."""
    head, rest = text.split("上年数:\n")
    return head + "全年预算数:" + rest.split("\n全年预算数:")[1]


def next_year(folder: Path, extra: str) -> Path:
    """A filing for 2025 that says the same as the 2024 example, with its bases replaced."""
    (folder / "2024").mkdir(exist_ok=True)
    shutil.copy(EXAMPLE, folder / "2024" / "126.yaml")
    text = without_bases(EXAMPLE.read_text("utf-8")).replace("年度: 2024", "年度: 2025")
    path = folder / "126.yaml"
    path.write_text(text + extra, "utf-8")
    return path
