"""Documents on disk: safe names, whole or not at all, and never over a person's work."""

import errno
import os
from pathlib import Path
from unittest.mock import Mock

import docx
import pytest
from support.examples import EXAMPLE, Edit, codes

from generator import pipeline
from generator.diagnostics import Fault, Place
from generator.edited import publishing
from generator.kept import fingerprints
from generator.pipeline import Outcome
from generator.redlines import redlining
from generator.word import archive, ooxml, output, pagination

PLACE = Place("126.yaml", 1, 1)
MAIN = "word/document.xml"
OLD, NEW = b"old", b"new"


def names(folder: Path) -> list[str]:
    """What stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A document that stands already."""
    path = tmp_path / "甲.docx"
    path.write_bytes(OLD)
    return path


def write_with(
    monkeypatch: pytest.MonkeyPatch, owner: object, name: str, error: OSError, target: Path
) -> Fault | None:
    """Write a document while one function of the system fails."""

    def fail(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, fail)
        return output.write(target, NEW, PLACE)


# -- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "福州市“智慧福州”管理服务中心2024年度部门决算",
        "中心（本级）2024",
        "R&D 中心",
        "a.b",
        "CONTROL",
        "COM10",
        "福" * 83,
        "a" * 250,
    ],
)
def test_a_usual_name_is_kept(name: str) -> None:
    assert output.name_fault(name, PLACE) is None


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("名称里有不能用作文件名的字符：'/'", "../../x"),
        ("名称里有不能用作文件名的字符：'/'", "/etc/passwd"),
        ("名称里有不能用作文件名的字符：':\\\\'", "C:\\x"),
        ("名称里有不能用作文件名的字符：'\\\\'", "..\\x"),
        ("名称里有不能用作文件名的字符：':'", "a:b"),
        ("名称里有不能用作文件名的字符：'<>'", "<<甲>>"),
        ("名称里有不能用作文件名的字符：'|?*'", "甲|乙?*"),
        ("名称里有不能用作文件名的字符：'\"'", '"甲"'),
        ("名称里有不能用作文件名的字符：'\\x00'", "甲\x00"),
        ("名称里有不能用作文件名的字符：'\\n'", "甲\n乙"),
        ("名称首尾不能是空格或句点", "甲."),
        ("名称首尾不能是空格或句点", "甲 "),
        ("名称首尾不能是空格或句点", " 甲"),
        ("名称首尾不能是空格或句点", "."),
        ("名称首尾不能是空格或句点", ".."),
        ("名称首尾不能是空格或句点", ""),
        ("“CON”是系统保留的名称，不能用作文件名", "CON"),
        ("“nul”是系统保留的名称，不能用作文件名", "nul"),
        ("“Com1”是系统保留的名称，不能用作文件名", "Com1"),
        ("“lpt9.甲”是系统保留的名称，不能用作文件名", "lpt9.甲"),
        ("名称太长，不能用作文件名", "福" * 84),
        ("名称太长，不能用作文件名", "a" * 251),
    ],
)
def test_a_name_that_some_system_cannot_keep_is_a_fault(message: str, name: str) -> None:
    fault = output.name_fault(name, PLACE)
    assert Fault("W703", message, PLACE, help="改正单位名称") == fault


@pytest.mark.parametrize("name", ["../../x", "/etc/x", "a:b", "C:\\x", "甲*"])
def test_a_unit_with_such_a_name_gets_one_fault_and_no_document(name: str, edited: Edit) -> None:
    change = ("名称: 福州市“智慧福州”管理服务中心, 类型", f"名称: '{name}', 类型")
    outcome = pipeline.produce(edited(change))
    assert codes(outcome) == ["W703"]
    assert outcome.document == b""


def test_a_draft_of_a_unit_with_such_a_name_is_no_document_either(edited: Edit) -> None:
    change = ("名称: 福州市“智慧福州”管理服务中心, 类型", "名称: ../../x, 类型")
    assert pipeline.produce(edited(change), draft=True).document == b""


# -- writing ------------------------------------------------------------------------------------


def test_a_document_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "output" / "2024" / "甲.docx"
    assert output.write(path, NEW, PLACE) is None
    assert path.read_bytes() == NEW


def test_a_document_takes_the_place_of_the_old_one(target: Path) -> None:
    assert output.write(target, NEW, PLACE) is None
    assert target.read_bytes() == NEW


def test_nothing_but_the_document_is_left_in_its_folder(target: Path) -> None:
    output.write(target, NEW, PLACE)
    assert names(target.parent) == ["甲.docx"]


def test_the_whole_document_is_on_the_disk_before_it_takes_its_name(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda file: sizes.append(os.fstat(file).st_size))
        output.write(target, NEW * 100, PLACE)
    assert sizes[0] == len(NEW * 100)


def test_a_document_is_on_the_disk_before_it_takes_its_name(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = Mock(fsync=Mock(wraps=os.fsync), replace=Mock(wraps=os.replace))
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", system.fsync)
        patch.setattr(os, "replace", system.replace)
        output.write(target, NEW, PLACE)
    assert [call[0] for call in system.method_calls] == ["fsync", "replace", "fsync"]


def test_two_machines_that_write_at_once_do_not_take_each_others_document(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their processes may have one number: in containers they mostly do."""
    other, begun = target.with_name("乙.docx"), list[None]()

    def meanwhile(_: int) -> None:
        if not begun:
            begun.append(None)
            assert output.write(other, b"other", PLACE) is None

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", meanwhile)
        assert output.write(target, NEW, PLACE) is None
    assert (NEW, b"other") == (target.read_bytes(), other.read_bytes())


@pytest.mark.parametrize(
    ("owner", "name"), [(os, "replace"), (os, "fsync"), (Path, "open"), (Path, "mkdir")]
)
@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES, errno.ENOSPC, errno.EROFS])
def test_a_failure_leaves_the_old_document_and_nothing_else(
    owner: object, name: str, number: int, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = write_with(monkeypatch, owner, name, OSError(number, ""), target)
    assert fault is not None
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["甲.docx"]


@pytest.mark.parametrize(("owner", "name"), [(os, "replace"), (os, "fsync"), (Path, "open")])
def test_a_failure_leaves_no_document_where_there_was_none(
    owner: object, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = OSError(errno.EIO, "")
    assert write_with(monkeypatch, owner, name, error, tmp_path / "甲.docx") is not None
    assert names(tmp_path) == []


WHAT_TO_DO = {
    "文件正被打开": "关闭它后再运行一次",
    "磁盘空间不足": "腾出空间后再运行一次",
    "写不进去": output.ELSEWHERE,
}


@pytest.mark.parametrize(
    ("code", "message", "owner", "name", "number"),
    [
        ("W701", "文件正被打开，请关闭后重试：{target}", os, "replace", errno.EACCES),
        ("W701", "文件正被打开，请关闭后重试：{target}", os, "replace", errno.EPERM),
        ("W702", "磁盘空间不足，没有写成：{target}", os, "fsync", errno.ENOSPC),
        ("W702", "磁盘空间不足，没有写成：{target}", Path, "open", errno.ENOSPC),
        ("W702", "磁盘空间不足，没有写成：{target}", os, "fsync", errno.EDQUOT),
        ("W702", "写不进去：{target}", os, "replace", errno.EIO),
    ],
)
def test_a_failure_is_said_in_the_words_of_the_officer(
    code: str,
    message: str,
    owner: object,
    name: str,
    number: int,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fault = write_with(monkeypatch, owner, name, OSError(number, ""), target)
    help_ = next(help_ for start, help_ in WHAT_TO_DO.items() if message.startswith(start))
    assert Fault(code, message.format(target=target), PLACE, help=help_) == fault


def test_a_folder_that_may_not_be_written_to_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = PermissionError(errno.EACCES, "")
    fault = write_with(monkeypatch, Path, "open", error, tmp_path / "甲.docx")
    assert Fault("W702", f"没有写入的权限：{tmp_path}", PLACE, help=output.ELSEWHERE) == fault


def test_a_closed_folder_is_not_taken_for_an_open_document(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = PermissionError(errno.EACCES, "")
    fault = write_with(monkeypatch, Path, "open", error, target)
    assert Fault("W702", f"没有写入的权限：{target.parent}", PLACE, help=output.ELSEWHERE) == fault
    assert target.read_bytes() == OLD


def test_a_file_where_the_folder_should_be_is_a_fault(target: Path) -> None:
    below = target / "2024" / "甲.docx"
    assert output.write(below, NEW, PLACE) == Fault(
        "W702", f"写不进去：{below}", PLACE, help=output.ELSEWHERE
    )
    assert target.read_bytes() == OLD


def test_a_link_in_the_folder_is_replaced_and_never_followed(target: Path) -> None:
    link = target.with_name("乙.docx")
    link.symlink_to(target)
    assert output.write(link, NEW, PLACE) is None
    assert (OLD, NEW, False) == (target.read_bytes(), link.read_bytes(), link.is_symlink())


# -- a person's work ----------------------------------------------------------------------------


def test_a_document_of_ours_is_not_hand_edited(example: Outcome, target: Path) -> None:
    target.write_bytes(example.document)
    assert not output.is_hand_edited(target)


def test_a_draft_of_ours_is_not_hand_edited(target: Path) -> None:
    target.write_bytes(pipeline.produce(EXAMPLE, draft=True).document)
    assert not output.is_hand_edited(target)


def test_a_document_that_is_not_there_is_not_hand_edited(tmp_path: Path) -> None:
    assert not output.is_hand_edited(tmp_path / "没有.docx")


@pytest.mark.parametrize(
    "properties",
    [b"<Properties><Application>Microsoft Office Word</Application></Properties>", b""],
)
def test_a_document_saved_by_another_program_is_hand_edited(
    properties: bytes, example: Outcome, target: Path
) -> None:
    parts = archive.read(example.document) | {output.PROPERTIES_PART: properties}
    packed = {name: archive.deflate(data) for name, data in parts.items()}
    target.write_bytes(archive.write(packed))
    assert output.is_hand_edited(target)


def test_a_document_without_properties_is_hand_edited(target: Path) -> None:
    target.write_bytes(archive.write({"word/document.xml": archive.deflate(b"<w/>")}))
    assert output.is_hand_edited(target)


def test_a_document_that_a_library_edited_is_hand_edited(example: Outcome, target: Path) -> None:
    target.write_bytes(example.document)
    opened = docx.Document(str(target))
    opened.paragraphs[-1].add_run("（人工补充一句）")
    opened.save(str(target))
    assert output.is_own(archive.read(target.read_bytes()))
    assert output.is_hand_edited(target)


def test_a_document_that_a_library_only_saved_is_hand_edited(
    example: Outcome, target: Path
) -> None:
    target.write_bytes(example.document)
    docx.Document(str(target)).save(str(target))
    assert output.is_hand_edited(target)


def test_a_text_that_was_changed_and_packed_as_we_pack_is_hand_edited(
    example: Outcome, target: Path
) -> None:
    parts = archive.read(example.document)
    parts[MAIN] = parts[MAIN].replace("部门".encode(), "单位".encode(), 1)
    target.write_bytes(archive.pack(parts))
    assert output.is_hand_edited(target)


def test_a_clean_copy_is_hand_edited(example: Outcome, target: Path) -> None:
    target.write_bytes(example.document)
    target.write_bytes(publishing.publish(target, anyway=True).document)
    assert output.is_hand_edited(target)


def test_page_numbers_and_tracked_changes_of_ours_are_not_hand_edited(
    example: Outcome, edited: Edit, target: Path
) -> None:
    parts = archive.read(example.document)
    root = ooxml.parse(parts[MAIN])
    entries = list(pagination.list_entries(root))
    for _, field in entries:
        field.show("77")
    parts[MAIN] = ooxml.bytes_of(root)
    target.write_bytes(archive.pack(parts))
    other = pipeline.produce(edited(("公务接待人数增加", "公务接待人数增多")))
    revised, _ = redlining.redline_against(other, target)
    assert revised is not None
    states = [output.is_hand_edited(target)]
    target.write_bytes(revised.document)
    assert (True, [False, False]) == (entries != [], [*states, output.is_hand_edited(target)])


def test_what_a_record_knows_is_not_hand_edited(target: Path) -> None:
    found = fingerprints.of_file(str(target)) or ""
    assert [False, True] == [output.is_hand_edited(target, it) for it in (found, "0" * 64)]


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04 torn"])
def test_what_we_cannot_read_may_be_a_persons_work(content: bytes, target: Path) -> None:
    target.write_bytes(content)
    assert output.is_hand_edited(target)
