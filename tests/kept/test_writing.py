"""Files are written whole or not at all; a new one never over what is there."""

import os
from pathlib import Path

import pytest

from generator.kept import writing


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "甲" / "乙.txt"
    writing.write(path, b"1")
    writing.write(path, b"2")
    assert (b"2", [path]) == (path.read_bytes(), list(path.parent.iterdir()))


def test_a_new_file_is_written_over_none(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    writing.write(path, b"1", new=True)
    with pytest.raises(FileExistsError):
        writing.write(path, b"2", new=True)
    assert (b"1", [path]) == (path.read_bytes(), list(tmp_path.iterdir()))


def test_a_new_file_is_written_over_no_link_that_leads_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    path.symlink_to(tmp_path / "没有")
    with pytest.raises(FileExistsError):
        writing.write(path, b"1", new=True)
    assert path.is_symlink()


def test_a_new_file_that_cannot_be_put_in_place_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="no space"):
        writing.write(tmp_path / "甲.txt", b"1", new=True)
    assert [] == list(tmp_path.iterdir())
