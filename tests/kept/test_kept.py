"""What is kept across runs: it is as it was written, or it is not there."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from support.examples import ROOT

from generator.kept import store
from generator.packs import pack_yaml

GROUP, KEY = "forms", "0a1b"
DATA = {"式": ["万元", 2, None, True, {"甲": "乙\n"}]}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for what is kept."""
    monkeypatch.setenv(store.FOLDER, str(tmp_path / "kept"))
    return tmp_path / "kept"


def entries(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def test_what_was_kept_comes_back(folder: Path) -> None:
    before = store.load(GROUP, KEY)
    store.keep(GROUP, KEY, DATA)
    assert (None, DATA, None) == (before, store.load(GROUP, KEY), store.load("packs", KEY))
    assert [f"{GROUP}/{KEY}.json"] == entries(folder)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda raw: b"", id="empty"),
        pytest.param(lambda raw: raw[:-3], id="cut off"),
        pytest.param(lambda raw: raw.replace("万元".encode(), "亿元".encode(), 1), id="altered"),
        pytest.param(lambda raw: b"{}", id="somebody else's"),
        pytest.param(lambda raw: os.urandom(1000), id="noise"),
    ],
)
def test_a_damaged_entry_is_none(spoil: Callable[[bytes], bytes], folder: Path) -> None:
    store.keep(GROUP, KEY, DATA)
    entry = folder / GROUP / f"{KEY}.json"
    entry.write_bytes(spoil(entry.read_bytes()))
    assert None is store.load(GROUP, KEY)
    store.keep(GROUP, KEY, DATA)
    assert DATA == store.load(GROUP, KEY)


@pytest.mark.parametrize("data", [{1: "数作键"}, {"元组": (1, 2)}, {"对象": object()}])
def test_what_would_come_back_otherwise_is_not_kept(data: object, folder: Path) -> None:
    store.keep(GROUP, KEY, data)
    assert [] == entries(folder)


def test_without_a_folder_to_write_in_nothing_is_kept(folder: Path) -> None:
    folder.write_text("no folder", "utf-8")
    store.keep(GROUP, KEY, DATA)
    assert None is store.load(GROUP, KEY)


def test_old_entries_are_forgotten(folder: Path) -> None:
    (folder / GROUP).mkdir(parents=True)
    for number in range(store.MAX_ENTRIES + 5):
        old = folder / GROUP / f"{number}.json"
        old.write_text("{}", "utf-8")
        os.utime(old, (number, number))
    store.keep(GROUP, KEY, DATA)
    left = {path.name for path in (folder / GROUP).glob("*.json")}
    assert (store.MAX_ENTRIES, False, True) == (len(left), "5.json" in left, "6.json" in left)


def test_the_folder_is_the_users_own_unless_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(store.FOLDER)
    assert "gongkai" in store.folder().parts


# -- the packs' own data -------------------------------------------------------------------------


def test_every_file_of_the_packs_is_kept_and_comes_back_the_same(folder: Path) -> None:
    files = [*(ROOT / "schemas").rglob("*.yaml"), *(ROOT / "templates").rglob("*.yaml")]
    read = [pack_yaml.load(path) for path in files]
    assert len(files) == len(entries(folder))
    assert read == [pack_yaml.load(path) for path in files]


def test_a_pack_file_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    read = []
    for text in ("数: 1", "数: 2"):
        path.write_text(text, "utf-8")
        read += [pack_yaml.load(path), pack_yaml.load(path)]
    assert [{"数": "1"}, {"数": "1"}, {"数": "2"}, {"数": "2"}] == read
