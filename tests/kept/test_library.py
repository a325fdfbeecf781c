"""Which forms and rules are used: those that are named, those at hand, those installed."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.exits import RefusedError
from generator.kept import library


@pytest.fixture(autouse=True)
def installed() -> Iterator[Path]:
    """The installed library, which is used again when a test is over."""
    yield library.installed()
    library.use(library.installed())


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A folder with a pack and with rules."""
    (tmp_path / "schemas").mkdir()
    pack = tmp_path / "templates" / "甲" / "2025" / "乙" / library.PACK_FILE
    pack.parent.mkdir(parents=True)
    pack.touch()
    return tmp_path


def test_without_more_the_installed_one_is_used(installed: Path, tmp_path: Path) -> None:
    assert ("", installed) == (library.settle("", tmp_path), library.current())


def test_the_one_at_hand_goes_before_and_is_told(other: Path) -> None:
    told = library.settle("", other)
    assert (f"用的是当前文件夹的表样库：{other}", other) == (told, library.current())


def test_a_named_one_goes_before_the_one_at_hand(other: Path, installed: Path) -> None:
    assert ("", installed) == (library.settle(str(installed), other), library.current())


def test_where_the_installed_one_is_at_hand_nothing_is_told(installed: Path) -> None:
    assert ("", installed) == (library.settle("", installed), library.current())


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("schemas", "当前文件夹的 templates 没有用：旁边没有 schemas"),
        ("templates/甲/2025/乙/pack.yaml", ""),
    ],
)
def test_half_a_library_is_none_and_forms_without_rules_are_told(
    missing: str, told: str, other: Path, installed: Path
) -> None:
    path = other / missing
    path.rmdir() if path.is_dir() else path.unlink()
    assert (told, installed) == (library.settle("", other), library.current())
    with pytest.raises(RefusedError, match="--表样库 后面要写装着 templates、schemas 的文件夹"):
        library.settle(str(other), other)


def test_a_named_one_may_be_named_from_where_one_stands(
    other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(other.parent)
    library.settle(other.name, other.parent)
    assert os.path.samefile(other, library.current())
    assert library.current().is_absolute()
