"""Only plain files within their bound are read; all else is told, and never waited for."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.kept import reading

LONG = 3 * reading._CHUNK + 1


@pytest.mark.parametrize("size", [0, 1, LONG])
def test_a_plain_file_is_read_whole(size: int, tmp_path: Path) -> None:
    path = tmp_path / "甲"
    path.write_bytes(b"x" * size)
    assert b"x" * size == reading.read(path, size)


def test_a_file_that_states_no_size_is_read_to_its_end() -> None:
    assert b"\n" in reading.read("/proc/self/status", 1024 * 1024)


def test_one_byte_beyond_the_bound_is_too_much(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    path.write_bytes(bytes(1024 * 1024 + 1))
    with pytest.raises(reading.OversizeError, match="文件超过 1 MB"):
        reading.read(path, 1024 * 1024)


def test_a_file_whose_size_is_only_stated_is_not_begun(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    with path.open("wb") as stream:
        stream.truncate(20 * 1024**3)
    with pytest.raises(reading.OversizeError, match="文件超过 64 MB"):
        reading.read(path, 64 * 1024 * 1024)


def test_a_file_that_grows_while_it_is_read_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "甲"
    path.write_bytes(b"12345")
    given: list[int] = []

    def grow(_: int, size: int) -> bytes:
        given.append(size)
        return bytes(size)

    monkeypatch.setattr(reading, "os", system(read=grow))
    with pytest.raises(reading.OversizeError):
        reading.read(path, LONG)
    assert sum(given) <= LONG + reading._CHUNK


def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "socket"))
    places = ("pipe", "link", "socket", "/dev/zero", "")
    expected = ["这是管道、设备之类，不是文件"] * 4 + ["这是文件夹，不是文件"]
    assert expected == [why(tmp_path / place) for place in places]


def test_a_pipe_that_takes_a_files_place_meanwhile_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "甲"
    path.touch()
    kind = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(reading, "os", system(stat=lambda _: kind))
    assert "这是管道、设备之类，不是文件" == why(path)


def test_a_file_that_another_program_has_to_give_back_first_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "甲"
    path.write_bytes(b"1")

    def lend(name: Path, flags: int) -> int:
        if flags & os.O_NONBLOCK:
            raise BlockingIOError
        return os.open(name, flags)

    monkeypatch.setattr(reading, "os", system(open=lend))
    assert b"1" == reading.read(path, 1)


@pytest.mark.parametrize("name", ["没有", "a\0b", "长" * 300 + "\0", "\ud800\0"])
def test_a_name_that_no_file_has_or_can_have_is_not_found(name: str) -> None:
    with pytest.raises(FileNotFoundError) as raised:
        reading.read(name, 1)
    assert "找不到这个文件" == reading.reason(raised.value)


def system(**other: Callable[..., object]) -> SimpleNamespace:
    """What `os` offers, some of it otherwise."""
    return SimpleNamespace(**{**vars(os), **other})


def why(path: Path) -> str:
    """Why something is not read."""
    with pytest.raises(reading.UnfitError) as raised:
        reading.read(path, 1024)
    return reading.reason(raised.value)


def test_links_in_a_circle_lead_nowhere(tmp_path: Path) -> None:
    one, other = tmp_path / "甲", tmp_path / "乙"
    one.symlink_to(other)
    other.symlink_to(one)
    assert one.name == reading.follow(one).name


def test_what_stands_in_for_a_file_is_read_here_and_only_meanwhile(tmp_path: Path) -> None:
    path, other = tmp_path / "甲", tmp_path / "乙"
    path.write_bytes(b"there")
    other.write_bytes(b"other")
    with reading.instead(path, b"typed"):
        assert (b"typed", b"other") == (reading.read(path, 9), reading.read(other, 9))
        with pytest.raises(reading.OversizeError):
            reading.read(path, 2)
    assert b"there" == reading.read(path, 9)
