"""What was read is what is recorded, whatever stands there afterwards."""

import os
from pathlib import Path

import pytest

from generator.kept import fingerprints, listings, noted, reading

MOST = 1000
ONE, TWO = (fingerprints.of_bytes(it) for it in (b"1", b"2"))


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that holds 1, named from the folder that one stands in."""
    monkeypatch.chdir(tmp_path)
    Path("甲").write_bytes(b"1")
    return Path("甲")


def test_what_was_read_is_noted_whatever_the_file_holds_by_then(file: Path) -> None:
    with noted.noting() as read:
        reading.read(file, MOST)
        file.write_bytes(b"2")
    assert ({"甲": ONE}, ONE) == (read, fingerprints.of_read("甲", read))


def test_a_file_that_was_read_in_two_ways_is_unsettled_even_if_it_changes_back(file: Path) -> None:
    with noted.noting() as read:
        for content in (b"1", b"2", b"1"):
            file.write_bytes(content)
            reading.read(file, MOST)
    assert {"甲": noted.UNSETTLED} == read


def test_a_file_that_goes_or_comes_meanwhile_is_unsettled(file: Path) -> None:
    with noted.noting() as read:
        reading.read(file, MOST)
        file.unlink()
        assert not noted.is_there(file)
        assert not noted.is_there("乙")
        Path("乙").write_bytes(b"2")
        reading.read("乙", MOST)
    assert {"甲": noted.UNSETTLED, "乙": noted.UNSETTLED} == read


def test_what_was_not_there_stays_so_though_it_comes_before_it_is_recorded(file: Path) -> None:
    with noted.noting() as read:
        with pytest.raises(FileNotFoundError):
            reading.read("乙", MOST)
        assert not noted.is_there("丙")
    for name in "乙丙":
        Path(name).write_bytes(b"2")
    assert [None, None] == [fingerprints.of_read(name, read) for name in "乙丙"]


def test_what_may_not_be_read_is_like_what_is_not_there(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program has it open just now, as Excel does on Windows."""

    def refuse(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)
    with noted.noting() as read, pytest.raises(PermissionError):
        reading.read(file, MOST)
    assert {"甲": None} == read


def test_what_nobody_opened_is_looked_at_as_it_is(file: Path) -> None:
    with noted.noting() as read, pytest.raises(reading.OversizeError):
        reading.read(file, 0)  # beyond the bound: what it holds is not known
    file.write_bytes(b"2")
    assert ({}, TWO) == (read, fingerprints.of_read("甲", read))


def test_a_file_has_one_note_however_its_name_is_written(file: Path) -> None:
    with noted.noting() as read:
        for name in ("甲", "./甲", Path("甲")):
            reading.read(name, MOST)
    assert ({"甲": ONE}, ONE) == (read, fingerprints.of_read("./甲", read))


def test_two_files_are_never_taken_for_one(file: Path) -> None:
    """What `..` means behind a link only the system knows."""
    Path("夹/里").mkdir(parents=True)
    Path("夹/甲").write_bytes(b"2")
    Path("链接").symlink_to("夹/里")
    with noted.noting() as read:
        for name in ("甲", "链接/../甲"):
            reading.read(name, MOST)
    assert [ONE, TWO] == [fingerprints.of_read(name, read) for name in ("甲", "链接/../甲")]


def test_a_folder_is_noted_by_the_names_that_were_seen(file: Path) -> None:
    with noted.noting() as read:
        seen = listings.read(".").fingerprint
        Path("乙").write_bytes(b"2")
    assert [seen] == [*read.values()] == [fingerprints.of_read(".", read)]
    assert seen != fingerprints.of_export(".")


def test_a_folder_that_changes_while_it_is_looked_at_is_unsettled(file: Path) -> None:
    with noted.noting() as read:
        listings.read(".")
        Path("乙").write_bytes(b"2")
        listings.read(".")
    assert [noted.UNSETTLED] == [*read.values()]


def test_what_stands_in_for_a_file_is_never_noted_as_what_it_holds(file: Path) -> None:
    with noted.noting() as read, reading.instead(file, b"1"):
        reading.read(file, MOST)
    assert {"甲": noted.UNSETTLED} == read


def test_what_is_held_was_noted_when_it_was_read(file: Path) -> None:
    with noted.noting() as read:
        content = reading.read(file, MOST)
        with reading.held("甲", content):
            file.write_bytes(b"2")
            assert b"1" == reading.read(file, MOST)
    assert {"甲": ONE} == read


def test_a_file_is_held_beside_what_stands_in_for_another(file: Path) -> None:
    with reading.instead(Path("乙"), b"2"), reading.held("甲", b"1"):
        assert (b"1", b"2") == (reading.read("甲", MOST), reading.read("乙", MOST))
    with pytest.raises(FileNotFoundError):
        reading.read("乙", MOST)


def test_notes_end_with_what_they_are_of(file: Path) -> None:
    with noted.noting() as outer:
        with noted.noting() as inner:
            reading.read(file, MOST)
        assert noted.find("甲") is None
    reading.read(file, MOST)
    assert ({}, {"甲": ONE}) == (outer, inner)


def test_the_programs_own_files_are_not_noted() -> None:
    from generator.kept import library, own_folder

    own = own_folder.folder() / "组"
    own.mkdir(parents=True)
    (own / "项").write_bytes(b"1")
    pack = next((library.current() / "templates").glob("*/*/*/pack.yaml"))
    with noted.noting() as read:
        for path in (own / "项", pack):
            reading.read(path, 1_000_000)
    assert {} == read
