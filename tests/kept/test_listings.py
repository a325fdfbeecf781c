"""The names in a folder: read once while nothing changes, and never as they were before."""

import os
from pathlib import Path

import pytest

from generator.kept import fingerprints, listings


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that were read."""
    found, read = list[str](), os.listdir

    def read_on(path: str) -> list[str]:
        found.append(path)
        return read(path)

    monkeypatch.setattr(os, "listdir", read_on)
    return found


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if whatever is there had been there for long."""
    monkeypatch.setattr("generator.kept.stamp.CLEARLY_AFTER", -(10**9))


def names(folder: Path) -> tuple[str, ...]:
    return listings.read(str(folder)).names


def test_a_folder_is_read_once(settled: None, listed: list[str], tmp_path: Path) -> None:
    (tmp_path / "乙").touch()
    (tmp_path / "甲").touch()
    assert [("乙", "甲")] * 3 == [names(tmp_path) for _ in range(3)]
    assert [str(tmp_path)] == listed


def test_what_comes_and_goes_is_seen(settled: None, tmp_path: Path) -> None:
    assert () == names(tmp_path)
    (tmp_path / "甲").touch()
    assert ("甲",) == names(tmp_path)
    (tmp_path / "甲").rename(tmp_path / "乙")
    assert ("乙",) == names(tmp_path)
    (tmp_path / "乙").unlink()
    assert () == names(tmp_path)


def test_what_changed_just_now_is_read_again(listed: list[str], tmp_path: Path) -> None:
    """Another change in the same tick of the clock would leave the time as it is."""
    assert [()] * 2 == [names(tmp_path) for _ in range(2)]
    assert [str(tmp_path)] * 2 == listed


def test_a_time_that_is_set_back_hides_nothing(settled: None, tmp_path: Path) -> None:
    names(tmp_path)
    before = tmp_path.stat()
    (tmp_path / "甲").touch()
    os.utime(tmp_path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert ("甲",) == names(tmp_path)


def test_a_folder_is_fingerprinted_by_all_its_names(settled: None, tmp_path: Path) -> None:
    (tmp_path / "甲").touch()
    first = fingerprints.of_export(str(tmp_path))
    assert fingerprints.of_bytes("甲".encode()) == first
    (tmp_path / ".乙").touch()
    assert fingerprints.of_bytes(".乙\n甲".encode()) == fingerprints.of_export(str(tmp_path))


def test_what_is_no_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="没有"):
        names(tmp_path / "没有")
