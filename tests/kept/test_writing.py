"""Files are written whole or not at all; a new one never over what is there."""

import os
import time
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


def test_a_name_that_the_system_cannot_spell_is_an_error_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spell(path: Path) -> bytes:
        return str(path).encode("ascii")

    monkeypatch.setattr(os, "fsencode", spell)
    with pytest.raises(OSError, match="no name here"):
        writing.write(tmp_path / "甲.txt", b"1")
    assert [] == list(tmp_path.iterdir())


# -- what a writer left that was ended ------------------------------------------------------------

ORPHAN = ".gongkai-0123456789abcdef.tmp"
TWO_DAYS_AGO = time.time() - 2 * 24 * 60 * 60


def left(path: Path, when: float = TWO_DAYS_AGO) -> Path:
    """A file that was last written then."""
    path.write_bytes(b"1")
    os.utime(path, (when, when))
    return path


def test_what_an_ended_writer_left_is_removed_after_a_day(tmp_path: Path) -> None:
    left(tmp_path / ORPHAN)
    writing.write(tmp_path / "甲.txt", b"1")
    assert ["甲.txt"] == os.listdir(tmp_path)


@pytest.mark.parametrize(
    "name", ["甲.tmp", ".gongkai-.tmp", f"甲{ORPHAN}", f"{ORPHAN}.docx", ORPHAN.upper()]
)
def test_what_bears_another_name_stays(name: str, tmp_path: Path) -> None:
    orphan = left(tmp_path / name)
    writing.write(tmp_path / "甲.txt", b"1")
    assert orphan.exists()


def test_what_another_writer_may_be_at_work_on_stays(tmp_path: Path) -> None:
    orphan = left(tmp_path / ORPHAN, time.time() - 23 * 60 * 60)
    writing.write(tmp_path / "甲.txt", b"1")
    assert orphan.exists()


def test_a_link_and_a_folder_of_the_name_stay(tmp_path: Path) -> None:
    kept = left(tmp_path / "留")
    link, folder = tmp_path / ORPHAN, tmp_path / ORPHAN.replace("0", "f")
    link.symlink_to(kept)
    os.utime(link, (TWO_DAYS_AGO, TWO_DAYS_AGO), follow_symlinks=False)
    folder.mkdir()
    os.utime(folder, (TWO_DAYS_AGO, TWO_DAYS_AGO))
    writing.write(tmp_path / "甲.txt", b"1")
    assert (True, True, True) == (kept.exists(), link.is_symlink(), folder.is_dir())


def test_what_is_staged_stands_only_once_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "新" / "a.csv"
    with writing.stage(file) as stream:
        stream.write(b"1\n")
        assert not file.exists()
    assert file.read_bytes() == b"1\n"
    with writing.stage(file) as stream:
        stream.write(b"2\n")
    assert file.read_bytes() == b"2\n"
    assert [it.name for it in file.parent.iterdir()] == ["a.csv"]


def test_what_is_staged_and_fails_leaves_all_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"old")

    def stop() -> None:
        with writing.stage(file) as stream:
            stream.write(b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert [(it.name, it.read_bytes()) for it in tmp_path.iterdir()] == [("a.csv", b"old")]
