"""A document's folder: whole when new, only what changed later, nobody else's file touched."""

import hashlib
from pathlib import Path

import pytest

from generator.kept import fingerprints, writing
from generator.outputs import folder, inventory
from generator.outputs.folder import Delivery
from generator.outputs.inventory import Inventory, MadeFile

FIRST = {"甲.docx": b"1", "数据/甲.csv": b"2"}
MADE_FROM = {"来源": "文档"}


def listed(contents: dict[str, bytes]) -> Inventory:
    files = {
        name: MadeFile(name.rpartition(".")[2], len(it), fingerprints.of_bytes(it))
        for name, it in contents.items()
    }
    return Inventory(MADE_FROM, {}, files)


def put(to: Path, contents: dict[str, bytes], overwrite: bool = False) -> Delivery:
    return folder.put(to, listed(contents), contents, overwrite=overwrite)


def codes(done: Delivery) -> list[str]:
    return [fault.code for fault in done.faults]


def held(of: Path) -> dict[str, bytes]:
    found = {it.relative_to(of).as_posix(): it.read_bytes() for it in of.rglob("*") if it.is_file()}
    return {n: it for n, it in found.items() if n not in (inventory.NAME, inventory.SUMS)}


def test_a_new_folder_has_all_files_the_list_and_the_sums(tmp_path: Path) -> None:
    put(tmp_path / "甲", FIRST)
    assert FIRST == held(tmp_path / "甲")
    assert folder.look(tmp_path / "甲").holds(MADE_FROM)
    for line in (tmp_path / "甲" / inventory.SUMS).read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        assert digest == hashlib.sha256((tmp_path / "甲" / name).read_bytes()).hexdigest()


def test_a_folder_that_cannot_be_made_whole_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def write(path: Path, content: bytes, *, new: bool = False) -> None:
        if written:
            raise OSError(28, "full")
        written.append(path.name)

    monkeypatch.setattr(writing, "write", write)
    assert (["W702"], False) == (codes(put(tmp_path / "甲", FIRST)), (tmp_path / "甲").exists())
    assert [] == list(tmp_path.iterdir())


def test_only_what_changed_is_written_again(tmp_path: Path) -> None:
    put(tmp_path, FIRST)
    before = (tmp_path / "甲.docx").stat().st_mtime_ns
    done = put(tmp_path, FIRST | {"数据/甲.csv": b"3"})
    assert ("数据/甲.csv", inventory.SUMS, inventory.NAME) == done.written
    assert before == (tmp_path / "甲.docx").stat().st_mtime_ns


def test_what_is_no_more_made_goes_and_what_others_put_there_stays(tmp_path: Path) -> None:
    put(tmp_path, FIRST)
    (tmp_path / "说明.txt").write_bytes(b"x")
    done = put(tmp_path, {"甲.docx": b"1"})
    assert ((), ("数据/甲.csv",)) == (done.faults, done.removed)
    assert {"甲.docx": b"1", "说明.txt": b"x"} == held(tmp_path)


@pytest.mark.parametrize("name", ["甲.docx", "数据/甲.csv", inventory.NAME, inventory.SUMS])
def test_a_file_that_was_changed_since_is_not_overwritten_unasked(
    tmp_path: Path, name: str
) -> None:
    put(tmp_path, FIRST)
    (tmp_path / name).write_bytes(b"changed")
    before = held(tmp_path)
    again = FIRST | {"甲.docx": b"5", "数据/甲.csv": b"6"}
    assert (["W705"], before) == (codes(put(tmp_path, again)), held(tmp_path))
    assert ([], again) == (codes(put(tmp_path, again, overwrite=True)), held(tmp_path))
    assert folder.look(tmp_path).holds(MADE_FROM)


def test_somebodys_file_of_the_same_name_is_not_overwritten_unasked(tmp_path: Path) -> None:
    (tmp_path / "甲.docx").write_bytes(b"mine")
    assert ["W705"] == codes(put(tmp_path, FIRST))
    assert {"甲.docx": b"mine"} == held(tmp_path)


def test_a_file_in_the_folders_place_stays(tmp_path: Path) -> None:
    (tmp_path / "甲").write_bytes(b"x")
    assert ["W702"] == codes(put(tmp_path / "甲", FIRST))


def test_a_run_that_was_ended_between_two_files_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, FIRST)
    second = {"甲.docx": b"7", "数据/甲.csv": b"8"}
    write = writing.write

    def end(path: Path, content: bytes, *, new: bool = False) -> None:
        if path.name == "甲.csv":
            raise KeyboardInterrupt
        write(path, content, new=new)

    monkeypatch.setattr(writing, "write", end)
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path, second)
    monkeypatch.undo()
    assert not folder.look(tmp_path).holds(MADE_FROM)
    assert ([], second) == (codes(put(tmp_path, second)), held(tmp_path))


@pytest.mark.parametrize(
    ("part", "value"),
    [("版本", 99), ("文件", [{"名称": "../外.txt"}]), ("印", "0"), ("来源", "别的")],
)
def test_a_list_that_is_not_as_it_was_written_is_not_believed(
    tmp_path: Path, part: str, value: object
) -> None:
    import json

    put(tmp_path, FIRST)
    path = tmp_path / inventory.NAME
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {part: value}), "utf-8")
    assert not folder.look(tmp_path).holds(MADE_FROM)


def test_a_list_of_somebody_else_neither_removes_nor_reads_what_has_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import json

    to = tmp_path / "甲"
    put(to, FIRST)
    (to / "私人.txt").write_bytes(b"mine")
    path = to / inventory.NAME
    said = json.loads(path.read_text("utf-8"))
    more = {"名称": "私人.txt", "格式": "x", "字节": 4, "SHA-256": fingerprints.of_bytes(b"mine")}
    path.write_text(json.dumps(said | {"文件": [*said["文件"], more]}), "utf-8")
    read: list[str] = []
    of_file = fingerprints.of_file

    def watch(name: str) -> str | None:
        read.append(Path(name).name)
        return of_file(name)

    monkeypatch.setattr(fingerprints, "of_file", watch)
    folder.look(to)
    assert ("私人.txt" in read, "甲.docx" in read) == (False, True)
    put(to, {"甲.docx": b"2"}, overwrite=True)
    assert b"mine" == (to / "私人.txt").read_bytes()


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b'{"x": 1}', b"[" * 100_000, b"\xff"])
def test_what_is_no_list_of_ours_is_none(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / inventory.NAME).write_bytes(raw)
    assert (False, {}) == (folder.is_published(tmp_path), folder.look(tmp_path).digests)


def test_who_comes_second_finds_the_same_standing_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder = writing.write_folder

    def come_second(to: Path, files: dict[str, bytes]) -> None:
        write_folder(to, files)
        raise OSError(39, "not empty")

    monkeypatch.setattr(writing, "write_folder", come_second)
    assert Delivery() == put(tmp_path / "甲", FIRST)
    assert folder.look(tmp_path / "甲").holds(MADE_FROM)


def test_what_is_no_more_made_and_cannot_be_removed_is_told_until_it_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(path)

    put(tmp_path, FIRST)
    less = {"甲.docx": b"1"}
    monkeypatch.setattr(Path, "unlink", refuse)
    for _ in range(2):
        done = put(tmp_path, less)
        assert (["W701"], FIRST) == (codes(done), held(tmp_path))
        assert "数据/甲.csv" in done.faults[0].message
    monkeypatch.undo()
    assert ([], less) == (codes(put(tmp_path, less)), held(tmp_path))


@pytest.mark.parametrize("at", [inventory.NAME, inventory.SUMS])
def test_a_run_that_was_ended_at_the_list_or_the_sums_is_done_again(
    at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, FIRST)
    second = {"甲.docx": b"7", "数据/甲.csv": b"8"}
    write = writing.write

    def end(path: Path, content: bytes, *, new: bool = False) -> None:
        if path.name == at:
            raise OSError(28, "full")
        write(path, content, new=new)

    monkeypatch.setattr(writing, "write", end)
    assert ["W702"] == codes(put(tmp_path, second))
    monkeypatch.undo()
    assert ([], second) == (codes(put(tmp_path, second)), held(tmp_path))
    assert folder.look(tmp_path).holds(MADE_FROM)


def test_a_name_with_a_colon_is_known_again(tmp_path: Path) -> None:
    for _ in range(2):
        assert [] == codes(put(tmp_path, {"甲:2024.docx": b"1"}))
    assert folder.look(tmp_path).holds(MADE_FROM)


def test_nothing_is_written_through_a_folder_that_is_a_link(tmp_path: Path) -> None:
    elsewhere, to = tmp_path / "别处", tmp_path / "甲"
    for it in (elsewhere, to):
        it.mkdir()
    (to / "数据").symlink_to(elsewhere)
    assert ["W705"] == codes(put(to, FIRST))
    assert [] == list(elsewhere.iterdir())


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    assert ["W702"] == codes(put(tmp_path / ("甲" * 300), FIRST))
