"""Whether files are as they were: seen without reading them, and never missed."""

import os
from pathlib import Path

import pytest

from generator.kept import fingerprints
from generator.workbench.sight import SeenFiles, sign

LONG_AGO = 1_700_000_000_000_000_000


def write(path: Path, text: str) -> None:
    """Write a file as if a while ago; the moment of the last change stays the system's own."""
    path.write_text(text, "utf-8")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own moments cannot be set back: the clock goes forward instead."""
    monkeypatch.setattr("generator.kept.stamp.CLEARLY_AFTER", -(10**18))


def test_a_file_is_read_once_until_it_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, sight, read = tmp_path / "126.yaml", SeenFiles(), list[str]()
    of_export = fingerprints.of_export

    def note(file: str) -> str | None:
        read.append(file)
        return of_export(file)

    monkeypatch.setattr(fingerprints, "of_export", note)
    write(path, "甲")
    first = [sight.of(str(path)) for _ in range(3)]
    write(path, "乙")  # of the same size, and as old as before
    second = [sight.of(str(path)) for _ in range(3)]
    assert (1, 1, 2) == (len(set(first)), len(set(second)), len(read))
    assert fingerprints.of_bytes("乙".encode()) == second[0] != first[0]


def test_what_has_just_changed_is_read_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.kept.stamp.CLEARLY_AFTER", 10**18)
    path, sight = tmp_path / "126.yaml", SeenFiles()
    write(path, "甲")
    sight.of(str(path))
    assert {} == sight._known
    assert "" == sign(str(tmp_path))


def test_a_folder_is_another_when_anything_in_it_or_named_beside_is(tmp_path: Path) -> None:
    folder, beside = tmp_path / "单位", tmp_path / "上年.yaml"
    (folder / "下面").mkdir(parents=True)
    seen = [sign(str(folder), [str(beside)])]
    for path in (folder / "甲.yaml", folder / "下面" / "乙.yaml", beside):
        for text in ("一", "二"):
            write(path, text)
            seen.append(sign(str(folder), [str(beside)]))
    (folder / "甲.yaml").rename(folder / "丙.yaml")
    seen.append(sign(str(folder), [str(beside)]))
    beside.unlink()
    seen.append(sign(str(folder), [str(beside)]))
    assert len(seen) == len(set(seen))
    assert seen[-1] == sign(str(folder), [str(beside)])
