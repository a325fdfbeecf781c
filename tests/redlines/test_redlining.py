"""Building with a redline: both documents or neither, and what may be compared with what."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from support import office, settling
from support.calls import files, run
from support.examples import BUDGET, EXAMPLE, ROOT, Edit
from support.redlines import packed
from support.wordml import DOCUMENT

from generator.diagnostics import Severity
from generator.edited import publishing
from generator.pipeline import Outcome
from generator.redlines import redlining
from generator.redlines.redlining import Redlined
from generator.units import batch
from generator.units.batch import Job
from generator.word import archive, output

Saved = Callable[[bytes], bytes]
NAME = "福州市“智慧福州”管理服务中心2024年度部门决算"
# 事业运行 and one 款 of it, a yuan more each: every identity still holds.
MORE = (
    ("一般公共预算财政拨款: 5086823.81}", "一般公共预算财政拨款: 5087823.81}"),
    ("基本支出: 5086823.81}", "基本支出: 5087823.81}"),
)


@pytest.fixture
def corrected(edited: Edit) -> Path:
    return edited(*MORE)


def built(filing: Path, old: Path, folder: Path, *, draft: bool = True) -> Redlined:
    return redlining.build(filing, old, Job(folder, draft=draft), folder)


def codes(made: Redlined) -> set[str]:
    return {fault.code for fault in made.result.faults if fault.code.startswith("X")}


def messages(made: Redlined) -> list[str]:
    found = made.result.faults
    return [fault.message for fault in found if fault.code.startswith("X")]


def saved(document: bytes, path: Path) -> Path:
    path.write_bytes(document)
    return path


def changed(document: bytes, part: str, old: str, new: str) -> bytes:
    """A document with a text replaced in one of its parts."""
    parts = archive.read(document)
    assert old.encode() in parts[part]
    return packed({**parts, part: parts[part].replace(old.encode(), new.encode())})


def test_the_redline_stands_beside_the_document(corrected: Path, tmp_path: Path) -> None:
    made = built(corrected, EXAMPLE, tmp_path / "out")
    name = f"{NAME}（草稿）"
    assert [f"2024/{name}.docx", f"2024/{name}（修订稿）.docx"] == files(tmp_path / "out")
    assert (True, f"{name}（修订稿）.docx") == (made.differs, made.redline and made.redline.name)


@pytest.mark.parametrize("published", [True, False])
def test_the_previous_version_is_a_filing_or_what_was_published(
    published: bool, corrected: Path, example: Outcome, tmp_path: Path
) -> None:
    old = saved(example.document, tmp_path / "公布.docx") if published else EXAMPLE
    made = built(corrected, old, tmp_path / "out")
    assert made.redline is not None
    assert made.result.written is not None
    both = made.redline.read_bytes()
    assert settling.shape(made.result.written.read_bytes()) == settling.shape(
        settling.accepted(both)
    )
    assert settling.shape(example.document) == settling.shape(settling.rejected(both))


def test_where_nothing_differs_there_is_no_redline(tmp_path: Path) -> None:
    made = built(EXAMPLE, EXAMPLE, tmp_path, draft=False)
    assert ([f"2024/{NAME}.docx"], None, False) == (files(tmp_path), made.redline, made.differs)


def test_a_filing_with_errors_is_not_compared(edited: Edit, tmp_path: Path) -> None:
    made = built(edited(("服务: 30887496.30", "服务:")), EXAMPLE, tmp_path / "out", draft=False)
    assert ([], None) == (files(tmp_path / "out"), made.redline)


def test_a_redline_that_somebody_edited_is_not_written_over(
    corrected: Path, tmp_path: Path
) -> None:
    first = built(corrected, EXAMPLE, tmp_path / "out")
    assert first.redline is not None
    first.redline.write_bytes(
        changed(first.redline.read_bytes(), output.PROPERTIES_PART, "gongkai", "Word")
    )
    again = built(corrected, EXAMPLE, tmp_path / "out")
    assert None is again.redline
    assert "W705" in {fault.code for fault in again.result.faults}


def test_a_name_that_grows_too_long_is_cut(example: Outcome) -> None:
    long = replace(
        example, name="长" * 80, document=changed(example.document, DOCUMENT, "年度", "年")
    )
    revised, faults = redlining.redline_against(long, EXAMPLE)
    assert revised is not None
    assert [] == faults
    assert None is output.name_fault(revised.name, long.place)
    assert revised.name.endswith("（修订稿）")


def test_a_previous_filing_may_have_a_name_as_long_as_any_that_is_built(
    edited: Edit, tmp_path: Path
) -> None:
    coded = '{代码: "126", 名称: '
    name = (f"{coded}福州市“智慧福州”管理服务中心", f"{coded}{'子' * 74}")
    old = edited(name).rename(tmp_path / "旧.yaml")
    new = edited(name, ("服务: 30887496.30", "服务: 31887496.30"))
    made = built(new, old, tmp_path / "out", draft=False)
    assert (set(), True) == (codes(made), made.redline is not None)


# -- what may be compared --------------------------------------------------------------------------


def refused(old: Path, tmp_path: Path) -> tuple[set[str], str, list[str]]:
    """What a previous version is refused with; nothing is written then."""
    made = built(EXAMPLE, old, tmp_path / "out", draft=False)
    return codes(made), "".join(messages(made)), files(tmp_path / "out")


def test_a_version_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert ({"X801"}, "找不到这个文件", []) == refused(tmp_path / "没有.docx", tmp_path)


def test_what_concerns_the_whole_file_names_no_paragraph(tmp_path: Path) -> None:
    made = built(EXAMPLE, tmp_path / "没有.docx", tmp_path / "out", draft=False)
    [fault] = [fault for fault in made.result.faults if fault.code == "X801"]
    assert str(tmp_path / "没有.docx") == str(fault.place)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_word_file_is_refused(content: bytes, tmp_path: Path) -> None:
    old = saved(content, tmp_path / "旧.docx")
    assert ({"X801"}, "不是完好的 Word 文件（.docx）", []) == refused(old, tmp_path)


def test_a_word_file_with_a_password_is_said_to_have_one(tmp_path: Path) -> None:
    old = saved(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), tmp_path / "旧.docx")
    found, message, written = refused(old, tmp_path)
    assert ({"X801"}, True, []) == (found, "密码" in message, written)


def test_a_torn_word_file_is_refused(example: Outcome, tmp_path: Path) -> None:
    old = saved(example.document[: len(example.document) // 2], tmp_path / "旧.docx")
    assert ({"X801"}, []) == refused(old, tmp_path)[::2]


def test_a_zip_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    old = tmp_path / "旧.docx"
    with zipfile.ZipFile(old, "w") as file:
        file.writestr("a.txt", "甲")
    assert ({"X801"}, []) == refused(old, tmp_path)[::2]


def test_a_part_that_is_torn_is_refused(example: Outcome, tmp_path: Path) -> None:
    torn = changed(example.document, DOCUMENT, "</w:body>", "")
    assert ({"X801"}, []) == refused(saved(torn, tmp_path / "旧.docx"), tmp_path)[::2]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert ({"X801"}, []) == refused(tmp_path, tmp_path)[::2]


def test_a_version_that_would_be_written_over_is_refused_and_left_alone(
    corrected: Path, tmp_path: Path
) -> None:
    list(batch.run([EXAMPLE], Job(tmp_path / "out", draft=True)))
    [old] = (tmp_path / "out").rglob("*.docx")
    before = old.read_bytes()
    assert {"X805"} == codes(built(corrected, old, tmp_path / "out"))
    assert before == old.read_bytes()
    assert 1 == len(list((tmp_path / "out").rglob("*.docx")))


def test_the_document_of_another_unit_is_refused_and_both_are_named(
    example: Outcome, tmp_path: Path
) -> None:
    other = changed(example.document, "docProps/core.xml", "福州市", "厦门市")
    found, message, written = refused(saved(other, tmp_path / "旧.docx"), tmp_path)
    assert ({"X802"}, []) == (found, written)
    assert ["厦门市“智慧福州”管理服务中心2024年度部门决算", NAME] == re.findall(
        "是“(.*?决算)”", message
    )


def test_a_document_without_a_title_is_known_by_its_cover(
    corrected: Path, example: Outcome, tmp_path: Path
) -> None:
    bare = changed(example.document, "docProps/core.xml", "dc:title", "dc:note")
    made = built(corrected, saved(bare, tmp_path / "旧.docx"), tmp_path / "out")
    assert (set(), True) == (codes(made), made.redline is not None)
    other = saved(changed(bare, DOCUMENT, "福州市“", "厦门市“"), tmp_path / "别的.docx")
    assert {"X802"} == codes(built(corrected, other, tmp_path / "out"))


def test_a_filing_of_another_kind_is_refused(tmp_path: Path) -> None:
    found, message, written = refused(BUDGET, tmp_path)
    assert ({"X802"}, []) == (found, written)
    assert "部门预算" in message


def test_the_filing_of_another_unit_is_refused(edited: Edit, tmp_path: Path) -> None:
    old = edited(('单位: {代码: "126"', '单位: {代码: "127"'))
    assert ({"X802"}, []) == refused(old, tmp_path)[::2]


def test_a_unit_whose_name_is_corrected_is_known_by_its_code(edited: Edit, tmp_path: Path) -> None:
    filing = edited(
        (
            '单位: {代码: "126", 名称: 福州市“智慧福州”管',
            '单位: {代码: "126", 名称: 福州“智慧福州”管',
        )
    )
    made = built(filing, EXAMPLE, tmp_path / "out")
    assert (set(), True) == (codes(made), made.redline is not None)


def test_a_unit_whose_code_was_not_stated_is_known_by_its_name(
    edited: Edit, tmp_path: Path
) -> None:
    made = built(EXAMPLE, edited(('代码: "126", ', "")), tmp_path / "out")
    assert set() == codes(made)


def test_a_filing_that_is_none_is_refused_with_its_own_faults(tmp_path: Path) -> None:
    old = tmp_path / "旧.yaml"
    old.write_text("年度: [2024", "utf-8")
    made = built(EXAMPLE, old, tmp_path / "out", draft=False)
    assert ({"X804"}, []) == (codes(made), files(tmp_path / "out"))
    assert any(fault.place.file == str(old) for fault in made.result.faults)


def test_a_filing_that_had_errors_may_be_what_was_corrected(edited: Edit, tmp_path: Path) -> None:
    old = edited(("服务: 30887496.30", "服务:"))
    made = built(EXAMPLE, old, tmp_path / "out", draft=False)
    assert (set(), True) == (codes(made), made.redline is not None)


def test_the_contents_with_page_numbers_are_no_difference(example: Outcome, tmp_path: Path) -> None:
    paged = changed(example.document, DOCUMENT, "<w:t/>", "<w:t>12</w:t>")
    made = built(EXAMPLE, saved(paged, tmp_path / "旧.docx"), tmp_path / "out", draft=False)
    assert (False, set()) == (made.differs, codes(made))


# -- what was written by hand ----------------------------------------------------------------------


def typed_over(document: bytes, folder: Path, *, save: Saved = bytes) -> Path:
    """A document in which two paragraphs were written in and one was put in, as it was saved."""
    found = Document(BytesIO(document))
    mine = [p for p in found.paragraphs if p.runs and len(p.text) > 40][:2]
    for paragraph in mine:
        paragraph.runs[0].text = f"☆{paragraph.runs[0].text}"
    mine[1].insert_paragraph_before("另加的一段。")
    made = BytesIO()
    found.save(made)
    return saved(save(made.getvalue()), folder / "公布.docx")


def test_hand_edits_that_a_redline_strikes_out_are_told(
    corrected: Path, example: Outcome, tmp_path: Path
) -> None:
    old = typed_over(example.document, tmp_path)
    assert output.is_own(archive.read(old.read_bytes()))
    made = built(corrected, old, tmp_path / "out", draft=True)
    [fault] = [fault for fault in made.result.faults if fault.code == "X807"]
    assert fault.message == "上一版有 3 处人工改动，新的文档里没有，修订稿把它们标为去掉"
    assert (Severity.WARNING, 3) == (fault.severity, len(fault.notes))
    assert f"gongkai refresh {old} {corrected} -o 新.docx --修订稿 修订.docx" in fault.help
    assert made.redline is not None


def test_where_nothing_was_written_by_hand_nothing_is_told(
    corrected: Path, example: Outcome, tmp_path: Path
) -> None:
    made = built(corrected, saved(example.document, tmp_path / "旧.docx"), tmp_path / "out")
    assert set() == codes(made)


def test_without_fingerprints_it_is_said_that_nobody_can_tell(
    corrected: Path, example: Outcome, tmp_path: Path
) -> None:
    old = saved(example.document, tmp_path / "旧.docx")
    saved(publishing.publish(old, anyway=True).document, tmp_path / "公开.docx")
    [message] = messages(built(corrected, tmp_path / "公开.docx", tmp_path / "out"))
    assert "上一版不带底稿，分不清哪些文字是人工改的" in message


@pytest.mark.office
def test_what_libreoffice_saved_is_no_hand_edit_and_no_difference(
    example: Outcome, tmp_path: Path
) -> None:
    def save(document: bytes) -> bytes:
        return office.settled([(document, office.SAVE)], tmp_path)[0]

    old = saved(save(example.document), tmp_path / "旧.docx")
    made = built(EXAMPLE, old, tmp_path / "out", draft=False)
    assert (set(), None) == (codes(made), made.redline)
    old = typed_over(example.document, tmp_path, save=save)
    [message] = messages(built(EXAMPLE, old, tmp_path / "other", draft=False))
    assert "上一版有 3 处人工改动" in message


# -- the command -----------------------------------------------------------------------------------


def test_the_command_says_where_the_redline_is(
    corrected: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("build", corrected, "--redline", EXAMPLE, "-o", tmp_path / "out", "--draft")
    path = tmp_path / "out" / "2024" / f"{NAME}（草稿）（修订稿）.docx"
    assert f"修订稿：{path}" in capsys.readouterr().out


def test_the_command_says_that_nothing_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run("build", EXAMPLE, "--redline", EXAMPLE, "-o", tmp_path)
    assert "与上一版没有不同，没有写修订稿" in capsys.readouterr().out


def test_the_command_takes_one_filing_at_a_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 2 == run("build", ROOT / "inputs", "--redline", EXAMPLE, "-o", tmp_path)
    several = len([*(ROOT / "inputs").glob("*/*.yaml")])
    assert f"--redline 一次写一个填报文件，这里有 {several} 个" in capsys.readouterr().err


def test_the_command_fails_where_the_versions_cannot_be_compared(tmp_path: Path) -> None:
    assert 1 == run("build", EXAMPLE, "--redline", tmp_path / "没有.docx", "-o", tmp_path)
    assert [] == files(tmp_path)


def test_the_page_and_the_overview_are_written_too(
    corrected: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "总览.html"
    given = ("--draft", "--format", "html", "--总览", page)
    run("build", corrected, "--redline", EXAMPLE, "-o", tmp_path / "out", *given)
    assert (True, True) == ("<html" in capsys.readouterr().out, page.exists())


def test_a_redline_is_not_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == run("build", EXAMPLE, "--redline", EXAMPLE, "--verify", "-o", tmp_path)
    assert "--redline" in capsys.readouterr().err


def test_a_previous_version_without_a_name_is_none_at_all(tmp_path: Path) -> None:
    assert 1 == run("build", EXAMPLE, "--redline", "", "-o", tmp_path)
    assert [] == files(tmp_path)


def test_totals_are_held_against_the_filing_as_ever(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "没有.csv"
    arguments = ("--redline", EXAMPLE, "--核对", missing, "-o", tmp_path)
    assert 1 == run("build", EXAMPLE, *arguments)
    assert ([], True) == (files(tmp_path), "没有.csv" in capsys.readouterr().err)


def test_an_own_document_is_known_by_its_producer(example: Outcome) -> None:
    parts = archive.read(example.document)
    assert (True, False) == (output.is_own(parts), output.is_own({}))
