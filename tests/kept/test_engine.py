"""The fingerprint of the engine: another for every change of a module, however it is known."""

import os
import shutil
from pathlib import Path

import pytest

from generator.kept import engine, fingerprints, own_folder

LONG_AGO = 1_000_000_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of modules that stands for the engine's own."""
    (tmp_path / "edited").mkdir()
    for name in ("book.py", "edited/pieces.py", "notes.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    monkeypatch.setattr(engine, "__file__", str(tmp_path / "kept" / "engine.py"))
    return tmp_path


def of_engine() -> str:
    """The fingerprint of the engine as a new process finds it."""
    engine.fingerprint.cache_clear()
    found = engine.fingerprint()
    engine.fingerprint.cache_clear()
    return found


@pytest.mark.parametrize("changed", ["book.py", "edited/pieces.py"])
def test_any_change_of_a_module_makes_another_engine(changed: str, folder: Path) -> None:
    before = of_engine()
    (folder / changed).write_text("改了", "utf-8")
    assert before != of_engine()


def test_a_module_more_or_under_another_name_makes_another_engine(folder: Path) -> None:
    found = {of_engine()}
    (folder / "edited" / "new.py").write_text("", "utf-8")
    found.add(of_engine())
    os.rename(folder / "book.py", folder / "edited" / "book.py")
    found.add(of_engine())
    assert 3 == len(found)


def test_what_is_no_module_does_not_matter(folder: Path) -> None:
    before = of_engine()
    (folder / "notes.txt").write_text("改了", "utf-8")
    assert before == of_engine()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read for their fingerprints from here on."""
    found: list[str] = []
    whole = fingerprints.of_file

    def of_file(path: str) -> str | None:
        found.append(os.path.basename(path))
        return whole(path)

    monkeypatch.setattr(fingerprints, "of_file", of_file)
    return found


@pytest.fixture
def settled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same folder as it is when a while has gone by."""
    monkeypatch.setattr("generator.kept.stamp.CLEARLY_AFTER", -(10**12))
    return folder


def test_modules_that_stay_as_they_are_are_read_once(settled: Path, read: list[str]) -> None:
    first = of_engine()
    before = len(read)
    assert (first, before) == (of_engine(), len(read))
    assert ["book.py", "pieces.py"] == sorted(read)


def test_modules_written_just_now_are_read_again(folder: Path, read: list[str]) -> None:
    of_engine()
    of_engine()
    assert 4 == len(read)


def test_a_change_that_hides_behind_size_and_time_is_seen(settled: Path) -> None:
    book = settled / "book.py"
    os.utime(book, (LONG_AGO, LONG_AGO))
    before = of_engine()
    book.write_text("BOOK.PY"[: book.stat().st_size], "utf-8")
    os.utime(book, (LONG_AGO, LONG_AGO))
    assert before != of_engine()


def test_another_file_in_a_modules_place_is_seen(settled: Path) -> None:
    before = of_engine()
    other = settled / "other"
    other.write_text("BOOK.PY", "utf-8")
    shutil.copystat(settled / "book.py", other)
    os.replace(other, settled / "book.py")
    assert before != of_engine()


def test_what_was_kept_and_spoilt_counts_for_nothing(settled: Path, read: list[str]) -> None:
    before = of_engine()
    for kept in (own_folder.folder() / engine.ENGINES).iterdir():
        kept.write_bytes(kept.read_bytes().replace(before.encode(), b"0" * 64))
    assert (before, 4) == (of_engine(), len(read))


def test_a_link_that_leads_nowhere_stops_nothing(settled: Path) -> None:
    (settled / ".#book.py").symlink_to("nowhere")
    assert of_engine() == of_engine()


def test_a_program_without_a_folder_of_modules_has_a_fingerprint(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "__file__", str(folder / "没有" / "kept" / "engine.py"))
    assert fingerprints.of_files([]) == of_engine()
