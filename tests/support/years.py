"""Years that follow each other: a home with packs for them, a filing for the next one."""

import shutil
from pathlib import Path

import pytest

from support.examples import EXAMPLE, ROOT

SHORT = {"accounts": "final-accounts", "budget": "budget"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A home with the accounts form for 2025 and the budget form for 2024 besides the real ones."""
    for folder in ("schemas", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    copy_year(tmp_path, SHORT["accounts"], "2024", "2025")
    copy_year(tmp_path, SHORT["budget"], "2025", "2024")
    return tmp_path


def copy_year(home: Path, kind: str, old: str, new: str) -> None:
    for folder in ("schemas", "templates"):
        shutil.copytree(home / folder / kind / old, home / folder / kind / new)
    pack = home / "templates" / kind / new / "fujian" / "pack.yaml"
    text = pack.read_text("utf-8").replace(f'年度: "{old}"', f'年度: "{new}"')
    pack.write_text(text.replace(f"{kind}/{old}", f"{kind}/{new}"), "utf-8")


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
