"""What is kept across runs: it is as it was written, or it is not there."""

import hashlib
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from support.examples import ROOT

from generator.kept import own_folder, store
from generator.packs import pack_yaml

GROUP, KEY = "forms", "0a1b"
DATA = {"式": ["万元", 2, None, True, {"甲": "乙\n"}]}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for what is kept."""
    monkeypatch.setenv(own_folder.FOLDER, str(tmp_path / "kept"))
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


def test_an_entry_under_another_name_is_none(folder: Path) -> None:
    store.keep(GROUP, KEY, DATA)
    entry = folder / GROUP / f"{KEY}.json"
    other = folder / "packs" / entry.name
    other.parent.mkdir(mode=0o700)
    for taken in (other, entry.with_name("ffff.json")):
        shutil.copyfile(entry, taken)
    assert [None, None] == [store.load("packs", KEY), store.load(GROUP, "ffff")]


@pytest.mark.parametrize("of", [b"", f"{GROUP}/{KEY}.json\n".encode()], ids=["bare", "named"])
@pytest.mark.parametrize("digest", [hashlib.sha256, hashlib.blake2b, hashlib.md5])
def test_a_digest_that_anybody_can_make_is_no_seal(
    of: bytes, digest: Callable[[bytes], Any], folder: Path
) -> None:
    store.keep(GROUP, KEY, DATA)
    content = b'{"a":1}'
    entry = folder / GROUP / f"{KEY}.json"
    for sealed in (digest(of + content).hexdigest().encode(), b""):
        entry.write_bytes(sealed + b"\n" + content)
        assert None is store.load(GROUP, KEY)


def test_an_entry_of_another_secret_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep(GROUP, KEY, DATA)
    entry = (folder / GROUP / f"{KEY}.json").read_bytes()
    monkeypatch.setenv(own_folder.FOLDER, str(folder.with_name("another")))
    store.keep(GROUP, KEY, [])
    (folder.with_name("another") / GROUP / f"{KEY}.json").write_bytes(entry)
    assert None is store.load(GROUP, KEY)


@pytest.mark.parametrize("content", [b"{", b"[" * 100_000, b"\xff"])
def test_what_is_no_data_under_a_right_seal_is_none(content: bytes, folder: Path) -> None:
    store.keep(GROUP, KEY, DATA)
    entry = folder / GROUP / f"{KEY}.json"
    entry.write_bytes(store._seal(entry, content) + b"\n" + content)
    assert None is store.load(GROUP, KEY)


# -- whose folder it is ---------------------------------------------------------------------------


def test_the_folder_is_made_for_this_user_alone(folder: Path) -> None:
    before = os.umask(0)
    try:
        store.keep(GROUP, KEY, DATA)
    finally:
        os.umask(before)
    assert [0o700, 0o700] == [stat.S_IMODE(it.stat().st_mode) for it in (folder, folder / GROUP)]


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702, 0o1777])
@pytest.mark.parametrize("inner", ["", GROUP])
def test_a_folder_that_others_can_write_in_is_not_used(mode: int, inner: str, folder: Path) -> None:
    store.keep(GROUP, KEY, DATA)
    (folder / inner).chmod(mode)
    store.keep(GROUP, "ffff", DATA)
    assert (None, [f"{GROUP}/{KEY}.json"]) == (store.load(GROUP, KEY), entries(folder))


def test_a_folder_of_somebody_else_is_not_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep(GROUP, KEY, DATA)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    store.keep(GROUP, "ffff", DATA)
    assert (None, [f"{GROUP}/{KEY}.json"]) == (store.load(GROUP, KEY), entries(folder))


@pytest.mark.parametrize("inner", ["", GROUP])
def test_a_link_to_a_folder_is_not_used(inner: str, folder: Path, tmp_path: Path) -> None:
    store.keep(GROUP, KEY, DATA)
    (folder / inner).rename(tmp_path / "elsewhere")
    (folder / inner).symlink_to(tmp_path / "elsewhere")
    store.keep(GROUP, "ffff", DATA)
    assert None is store.load(GROUP, KEY)
    assert [] == list((tmp_path / "elsewhere").rglob("ffff*"))


def test_no_link_is_read_or_written_through(folder: Path, tmp_path: Path) -> None:
    store.keep(GROUP, KEY, DATA)
    entry, other = folder / GROUP / f"{KEY}.json", tmp_path / "other.json"
    entry.rename(other)
    entry.symlink_to(other)
    before = other.read_bytes()
    assert None is store.load(GROUP, KEY)
    store.keep(GROUP, KEY, [1])
    assert ([1], before) == (store.load(GROUP, KEY), other.read_bytes())


@pytest.mark.parametrize("data", [{1: "数作键"}, {"元组": (1, 2)}, {"对象": object()}])
def test_what_would_come_back_otherwise_is_not_kept(data: object, folder: Path) -> None:
    store.keep(GROUP, KEY, data)
    assert [] == entries(folder)


def test_without_a_folder_to_write_in_nothing_is_kept(folder: Path) -> None:
    folder.write_text("no folder", "utf-8")
    store.keep(GROUP, KEY, DATA)
    assert None is store.load(GROUP, KEY)


def test_old_entries_are_forgotten(folder: Path) -> None:
    store.keep(GROUP, KEY, DATA)
    for number in range(store.MAX_ENTRIES + 5):
        old = folder / GROUP / f"{number}.json"
        old.write_text("{}", "utf-8")
        os.utime(old, (number, number))
    store.keep(GROUP, KEY, DATA)
    left = {path.name for path in (folder / GROUP).glob("*.json")}
    assert (store.MAX_ENTRIES, False, True) == (len(left), "5.json" in left, "6.json" in left)


def test_the_folder_is_the_users_own_unless_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(own_folder.FOLDER)
    assert "gongkai" in own_folder.folder().parts


@pytest.mark.parametrize("caches", [None, "", " ", "/var/caches"])
def test_the_folder_is_where_programs_of_the_system_have_theirs(
    caches: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(own_folder.FOLDER)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if caches is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", caches)
    expected = platformdirs.user_cache_dir("gongkai", appauthor=False)
    assert Path(expected) == own_folder.folder()


# -- the packs' own data -------------------------------------------------------------------------


def test_every_file_of_the_packs_is_kept_and_comes_back_the_same(folder: Path) -> None:
    files = [*(ROOT / "schemas").rglob("*.yaml"), *(ROOT / "templates").rglob("*.yaml")]
    read = [pack_yaml.load(path) for path in files]
    assert len({path.read_bytes() for path in files}) == len(entries(folder))
    assert read == [pack_yaml.load(path) for path in files]


@pytest.mark.parametrize("data", [{}, [], None, 1, "x", True])
def test_a_pack_that_is_kept_in_another_form_is_read_anew(data: object, tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text("数: 1", "utf-8")
    pack_yaml.load(path)
    [entry] = (tmp_path / "kept" / pack_yaml.KEPT).iterdir()
    whole = entry.read_bytes()
    store.keep(pack_yaml.KEPT, entry.stem, data)
    assert whole != entry.read_bytes()
    assert ({"数": "1"}, whole) == (pack_yaml.load(path), entry.read_bytes())


def test_a_pack_file_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    read = []
    for text in ("数: 1", "数: 2"):
        path.write_text(text, "utf-8")
        read += [pack_yaml.load(path), pack_yaml.load(path)]
    assert [{"数": "1"}, {"数": "1"}, {"数": "2"}, {"数": "2"}] == read
