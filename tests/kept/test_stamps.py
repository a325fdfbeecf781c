"""A stamp stands for a content only where every later change would be seen in it."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from generator.kept import fingerprints, own_folder, stamps
from generator.kept.stamp import CLEARLY_AFTER, Stamp
from generator.kept.stamps import Stamped

OLD = CLEARLY_AFTER + 10**9


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "甲").write_text("一", "utf-8")
    return str(tmp_path / "甲")


def later(monkeypatch: pytest.MonkeyPatch, nanoseconds: int = OLD) -> None:
    """The clock, so much later than the files of a test were written."""
    now = time.time_ns() + nanoseconds
    monkeypatch.setattr(time, "time_ns", lambda: now)


def test_a_file_that_was_written_long_ago_has_a_stamp(
    file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    assert (fingerprints.of_file(file), stamps.take(file)) == stamps.read(file)


def test_a_file_that_was_written_just_now_has_none(file: str) -> None:
    assert (fingerprints.of_file(file), None) == stamps.read(file)


def test_a_file_from_the_future_has_none(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch)
    ahead = time.time() + 1000
    os.utime(file, (ahead, ahead))
    assert (fingerprints.of_file(file), None) == stamps.read(file)


def test_a_file_that_changes_while_it_is_read_has_none(
    file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    content = Path(file).read_bytes()

    def meddle(path: str) -> str | None:
        Path(path).write_text("二二", "utf-8")
        return fingerprints.of_bytes(content)

    monkeypatch.setattr(fingerprints, "of_export", meddle)
    assert (fingerprints.of_bytes(content), None) == stamps.read(file)


def test_what_is_no_file_has_none(tmp_path: Path) -> None:
    assert (fingerprints.of_export(str(tmp_path)), None) == stamps.read(str(tmp_path))
    assert (None, None) == stamps.read(str(tmp_path / "没有"))
    os.mkfifo(tmp_path / "pipe")
    assert (None, None) == stamps.read(str(tmp_path / "pipe"))


def test_a_time_that_is_set_back_changes_the_stamp(file: str) -> None:
    before, times = stamps.take(file), os.stat(file)
    time.sleep(0.02)  # a tick of the clock
    Path(file).write_text("二", "utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    after = stamps.take(file)
    assert before is not None
    assert after is not None
    assert before._replace(changed=0) == after._replace(changed=0)
    assert before.changed < after.changed


def test_where_a_change_has_a_time_of_its_own_the_device_is_named(tmp_path: Path) -> None:
    assert os.stat(tmp_path).st_dev == stamps.find_telling_device(tmp_path)
    assert [] == os.listdir(tmp_path)


@pytest.mark.parametrize("changed", [0, -1])
def test_where_it_has_none_no_device_is(
    changed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where the time of making stays, and on FAT, where both are set back."""

    class Told:
        st_ctime_ns, st_dev = time.time_ns(), 7

    then = Told.st_ctime_ns + changed
    monkeypatch.setattr(os, "fstat", lambda _: Told)
    monkeypatch.setattr(os, "stat", lambda _: type("", (), {"st_ctime_ns": then}))
    assert None is stamps.find_telling_device(tmp_path)
    monkeypatch.undo()
    assert [] == os.listdir(tmp_path)


def test_where_the_clock_of_a_server_is_behind_no_device_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    assert None is stamps.find_telling_device(tmp_path)
    assert [] == os.listdir(tmp_path)


def test_a_folder_that_takes_no_file_names_no_device(tmp_path: Path) -> None:
    assert None is stamps.find_telling_device(tmp_path / "没有")


SEEN = {
    "../甲": Stamped("a" * 64, Stamp(1, 2, 3, 4, 5)),
    "收\udcb2入": Stamped("", Stamp(*[0] * 5)),
}


def test_stamps_come_back_as_they_were() -> None:
    assert SEEN == stamps.from_data(stamps.as_data(SEEN))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["文件"].update({"../甲": ["b" * 64, 1, 2, 3, 4, 5]}),
        lambda data: data["文件"].update({"../乙": ["a" * 64, 1, 2, 3, 4, 5]}),
        lambda data: data.update(文件印=""),
        lambda data: data.update(文件=[]),
        lambda data: data.pop("文件"),
        lambda data: data.pop("文件印"),
    ],
)
def test_what_another_has_written_is_not_believed(change: Any) -> None:
    data = stamps.as_data(SEEN)
    change(data)
    assert {} == stamps.from_data(data)


def test_where_no_secret_can_be_kept_nothing_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(own_folder.FOLDER, str(tmp_path / "file" / "kept"))
    assert {} == stamps.from_data(stamps.as_data(SEEN))


@pytest.mark.parametrize("row", [["a", 1, 2], [], ["a", 1, 2, 3, 4, 5, 6], 7])
def test_stamps_of_another_version_are_none(row: Any) -> None:
    told = {"../甲": row}
    data = {"文件": told, "文件印": stamps._seal(told)}
    assert {} == stamps.from_data(data)
