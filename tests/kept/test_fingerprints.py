"""Fingerprints: the same for the same content, another for any other; nothing for what is none."""

import os
from pathlib import Path

import pytest

from generator.kept import fingerprints


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of modules that stands for the engine's own."""
    (tmp_path / "edited").mkdir()
    for name in ("book.py", "edited/pieces.py", "notes.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    monkeypatch.setattr(fingerprints, "__file__", str(tmp_path / "kept" / "fingerprints.py"))
    return tmp_path


def of_engine() -> str:
    """The fingerprint of the engine as a new process finds it."""
    fingerprints.of_engine.cache_clear()
    found = fingerprints.of_engine()
    fingerprints.of_engine.cache_clear()
    return found


@pytest.mark.parametrize("changed", ["book.py", "edited/pieces.py"])
def test_any_change_of_a_module_makes_another_engine(changed: str, engine: Path) -> None:
    before = of_engine()
    (engine / changed).write_text("改了", "utf-8")
    assert before != of_engine()


def test_a_module_more_or_under_another_name_makes_another_engine(engine: Path) -> None:
    found = {of_engine()}
    (engine / "edited" / "new.py").write_text("", "utf-8")
    found.add(of_engine())
    os.rename(engine / "book.py", engine / "edited" / "book.py")
    found.add(of_engine())
    assert 3 == len(found)


def test_what_is_no_module_does_not_matter(engine: Path) -> None:
    before = of_engine()
    (engine / "notes.txt").write_text("改了", "utf-8")
    assert before == of_engine()


def test_what_is_not_there_or_no_plain_file_has_none(tmp_path: Path) -> None:
    assert [None, None, None] == [
        fingerprints.of_file(path) for path in (str(tmp_path / "没有"), str(tmp_path), "\0")
    ]


def test_a_file_has_the_fingerprint_of_its_content(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    path.write_bytes(b"1")
    assert fingerprints.of_bytes(b"1") == fingerprints.of_file(str(path))
