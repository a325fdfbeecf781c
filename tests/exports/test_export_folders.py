"""A folder with the files of many units: looked at once, and the same for each as one by one."""

import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from generator.exports import export_folders, record_files
from generator.exports.export_folders import ExportOwner
from generator.exports.record_files import FolderFiles

CODES = ("126", "1260", "126-001", "A126", "0126", "AB", "１２６", "", "126.1")
NAMES = ("甲局", "甲", "", "A局", "126")
PARTS = (*CODES, *NAMES, "2024", "B126", "126B", "导出")
JOINTS = ("", "_", "-", " ", "（", ".", "—")
ENDINGS = (".xls", ".xlsx", ".docx", ".txt", "")


def invent(rng: Random) -> str:
    """A name of a file, or of a folder, that may be a unit's."""
    parts = [rng.choice(PARTS) + rng.choice(JOINTS) for _ in range(rng.randint(1, 3))]
    return "".join(parts).strip(" .") + rng.choice(ENDINGS)


def fill(folder: Path, rng: Random, count: int) -> None:
    for _ in range(count):
        name = invent(rng)
        if name in ("", ".") or (folder / name).exists():
            continue
        if rng.random() < 0.1:
            (folder / name).mkdir()
            (folder / name / "表.xlsx").touch()
        else:
            (folder / name).touch()


def list_one_by_one(folder: str, owner: ExportOwner, is_shared: bool) -> FolderFiles:
    """The same as `record_files.list_files`, every name asked for itself."""
    names = sorted(it for it in os.listdir(folder) if not it.startswith(export_folders.ASIDE))
    paths = sorted((os.path.join(folder, it) for it in names), key=record_files.order_of)
    called = [it for it in paths if owner.is_in(os.path.basename(it))]
    within = [os.path.join(it, "表.xlsx") if os.path.isdir(it) else it for it in called]
    own = [it for it in within if it.endswith(ENDINGS[:3])]
    beside = [it for it in paths if it.endswith(ENDINGS[:3]) and it not in called]
    others = opened = [it for it in beside if not os.path.isdir(it)]
    if len(others) > (record_files.FEW if is_shared else record_files.MOST_OPENED):
        opened = [it for it in others if not record_files.has_other_code(it, owner)]
    if len(opened) > record_files.MOST_OPENED:
        opened = [it for it in opened if it.endswith(".docx")]
    left = [it for it in others if it not in opened]
    first = tuple(left[: record_files.MOST_NAMED + 1])
    return FolderFiles(tuple(own), tuple(opened), record_files.LeftFiles(len(left), first))


@pytest.mark.parametrize(("count", "seed"), [(8, 1), (40, 2), (160, 3), (400, 4)])
def test_each_unit_finds_what_it_would_find_asking_name_by_name(
    count: int, seed: int, tmp_path: Path
) -> None:
    fill(tmp_path, Random(seed), count)
    there = export_folders.look(str(tmp_path))
    for owner in (ExportOwner(name, code) for name in NAMES for code in CODES):
        due = [it for it in there.paths if owner.is_in(os.path.basename(it))]
        assert due == there.list_called(owner), owner
        for is_shared in (True, False):
            found = record_files.list_files(str(tmp_path), owner, is_shared)
            assert list_one_by_one(str(tmp_path), owner, is_shared) == found, owner


class Recalling:
    """A function that knows what it was asked last."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function, self.asked = function, list[object]()

    def __call__(self, *given: object) -> Any:
        self.asked.append(given[-1])
        return self.function(*given)


def test_many_units_ask_few_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.kept.stamp.CLEARLY_AFTER", -(10**9))
    for number in range(300):
        (tmp_path / f"{100000 + number} 决算.xls").touch()
    asked, read = Recalling(ExportOwner.is_in), Recalling(os.listdir)
    monkeypatch.setattr(ExportOwner, "is_in", lambda *it: asked(*it))
    monkeypatch.setattr(os, "listdir", read)
    for number in range(300):
        owner = ExportOwner(f"第{number}局", str(100000 + number))
        own = [str(tmp_path / f"{owner.code} 决算.xls")]
        assert own == export_folders.look(str(tmp_path)).list_called(owner)
        assert tuple(own) == record_files.list_files(str(tmp_path), owner, True).own
    assert (600, [str(tmp_path)]) == (len(asked.asked), read.asked)
