"""What a file's content gave is given again, for that content alone."""

import os
from pathlib import Path

import pytest

from generator.kept import by_content, fingerprints, noted, reading
from generator.kept.by_content import KeptByContent

MOST = 1000


@pytest.fixture
def made() -> list[str]:
    """What was worked out, one by one."""
    return []


@pytest.fixture
def shout(made: list[str]) -> KeptByContent[[int], str]:
    """A function of a file whose last two answers are kept."""

    @by_content.keep(2)
    def repeat(path: str, times: int) -> str:
        made.append(Path(path).name)
        return reading.read(path, MOST).decode() * times

    return repeat


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "甲").write_text("一")
    return tmp_path / "甲"


def rewrite(file: Path, text: str) -> None:
    """Another text of the same size at the same time, as far as a file can tell."""
    before = file.stat()
    file.write_text(text)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_the_same_content_gives_the_same_again(
    shout: KeptByContent[[int], str], made: list[str], file: Path
) -> None:
    assert ["一一", "一一"] == [shout(str(file), 2) for _ in range(2)]
    os.utime(file, (1, 1))
    assert (["甲"], "一一") == (made, shout(str(file), 2))
    assert ("一一一", ["甲", "甲"]) == (shout(str(file), 3), made)


def test_another_content_gives_another_whatever_the_times_say(
    shout: KeptByContent[[int], str], file: Path
) -> None:
    found = [shout(str(file), 1)]
    rewrite(file, "二")
    assert ["一", "二"] == [*found, shout(str(file), 1)]


def test_for_one_filing_a_file_is_read_once(
    shout: KeptByContent[[int], str], made: list[str], file: Path
) -> None:
    with noted.noting() as read:
        found = [shout(str(file), 1)]
        rewrite(file, "二")
        found.append(shout(str(file), 1))
    assert (["一", "一"], ["甲"]) == (found, made)
    assert {str(file): read[str(file)]} == read
    assert "二" == shout(str(file), 1)


def test_what_is_kept_of_a_content_was_made_of_it(file: Path) -> None:
    """A file that changes while it is being read reads as it did."""

    @by_content.keep(2)
    def meddle(path: str) -> tuple[str, str]:
        before = reading.read(path, MOST).decode()
        rewrite(file, "二")
        return before, reading.read(path, MOST).decode()

    assert ("一", "一") == meddle(str(file))


def test_what_one_filing_was_given_is_noted_for_the_next_as_well(
    shout: KeptByContent[[int], str], file: Path
) -> None:
    notes = []
    for _ in range(2):
        with noted.noting() as read:
            shout(str(file), 1)
        notes.append(dict(read))
    assert [{str(file): fingerprints.of_file(str(file))}] * 2 == notes


def test_what_cannot_be_read_is_asked_for_again(made: list[str], tmp_path: Path) -> None:
    @by_content.keep(2)
    def ask(path: str) -> str:
        made.append(path)
        return "没有"

    assert ["没有", "没有"] == [ask(str(tmp_path / "甲")) for _ in range(2)]
    assert 2 == len(made)


def test_so_many_are_kept_as_is_said(
    shout: KeptByContent[[int], str], made: list[str], tmp_path: Path
) -> None:
    for name in "甲乙丙":
        (tmp_path / name).write_text(name)
    for name in "甲乙甲丙甲乙":
        shout(str(tmp_path / name), 1)
    assert [*"甲乙丙乙"] == made
    shout.cache_clear()
    shout(str(tmp_path / "乙"), 1)
    assert [*"甲乙丙乙乙"] == made
