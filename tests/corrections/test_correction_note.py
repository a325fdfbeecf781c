"""The 更正说明: what it says, that it is whole, and that it is the same every time."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from support import office, ooxml
from support.corrections import pair, texts
from support.examples import BUDGET, EXAMPLE, Edit

from generator import cli
from generator.corrections import correction_note, revision
from generator.corrections.revision import Revision
from generator.word import output

PURCHASE = ("服务: 30887496.30", "服务: 31887496.30")
MONEY = "资金: 非财政拨款, 项目支出: 3236007.94"
UNIT = "福州市“智慧福州”管理服务中心"


def revised(new: Path) -> Revision:
    return revision.compare(*pair(EXAMPLE, new))


@pytest.fixture
def note(edited: Edit) -> bytes:
    """The note of a correction that changes cells and sentences (and would break identities)."""
    return correction_note.document(revised(edited((MONEY, MONEY.replace("3236", "3246")))))


def body(note: bytes) -> list[str]:
    return texts(note)["word/document.xml"]


def test_it_names_the_document_the_unit_and_how_much_changed(note: bytes) -> None:
    found = body(note)
    assert f"关于《{UNIT}2024年度部门决算》的更正说明" == found[0]
    assert f"{UNIT}公开的《{UNIT}2024年度部门决算》中，表格有" in found[1]
    assert [UNIT, "　　　　年　　月　　日"] == found[-2:]


def test_cells_stand_in_tables_before_and_after(note: bytes) -> None:
    tables: Any = docx.Document(io.BytesIO(note)).tables
    rows = [[cell.text for cell in row.cells] for row in tables[0].rows]
    assert [
        ["序号", "项目", "栏目", "更正前", "更正后"],
        ["1", "一、一般公共服务支出", "决算数", "1471.59", "1472.59"],
        ["2", "本年支出合计", "决算数", "3982.04", "3983.04"],
        ["3", "年末结转和结余", "决算数", "70.43", "69.43"],
    ] == rows
    assert "4" == tables[1].rows[1].cells[0].text


def test_sentences_stand_before_and_after_with_their_changed_words_marked(note: bytes) -> None:
    paragraphs: Any = docx.Document(io.BytesIO(note)).paragraphs
    before = next(p for p in paragraphs if p.text.startswith("更正前：2. 项目支出"))
    after = next(p for p in paragraphs if p.text.startswith("更正后：2. 项目支出"))
    assert "更正前：2. 项目支出3279.44万元。" == before.text
    changed = [run for run in after.runs if run.style.name == "更正之处"]
    assert ["3280.44"] == [run.text for run in changed]
    assert [True] == [run.style.font.underline for run in changed]


def test_the_same_correction_gives_the_same_bytes(edited: Edit) -> None:
    made = revised(edited(PURCHASE))
    assert correction_note.document(made) == correction_note.document(made)


@pytest.mark.parametrize("odd", ["<w:p/> & ]]>", "{{ 7 * 7 }}", "{% for %}"])
def test_text_that_means_something_in_xml_or_in_a_form_is_text(edited: Edit, odd: str) -> None:
    words = f"没有机关运行经费 {odd}"
    made = revised(edited(("本单位为事业单位没有机关运行经费", f"本单位{words}")))
    assert any(words in text for text in body(correction_note.document(made)))


def test_it_is_whole(note: bytes) -> None:
    assert [] == ooxml.lint(note)
    assert b"<Application>gongkai</Application>" in note or output.PRODUCER == "gongkai"


@pytest.mark.office
def test_it_is_valid(note: bytes, tmp_path: Path) -> None:
    path = tmp_path / "note.docx"
    path.write_bytes(note)
    assert [] == office.validate(path)
    assert "更正说明" in office.pdf_pages(office.to_pdf(path, tmp_path))[0]


def test_a_row_that_goes_and_one_that_comes_are_told_in_one_line_each(edited: Edit) -> None:
    old, new = "2060503 科技条件专项", "2060599 其他科技条件与服务支出"
    typed = "资金: 一般公共预算财政拨款, 项目支出: 23165275.70"
    change = [
        (f"{old}, {kind}", f"{new}, {kind}") for kind in (typed, f"{typed[4:14]}: 23165275.70")
    ]
    tables: Any = docx.Document(
        io.BytesIO(correction_note.document(revised(edited(*change))))
    ).tables
    rows = [[cell.text for cell in row.cells] for row in tables[0].rows]
    figures = "2316.53 2316.53 0.00 0.00 0.00 0.00 0.00"
    assert [
        ["1", *[f"删去一行：{old} {figures}"] * 4],
        ["2", *[f"增加一行：{new} {figures}"] * 4],
    ] == rows[1:]


# -- the command -------------------------------------------------------------------------------


def test_it_is_written_where_it_is_asked_for_and_never_over_a_file(
    edited: Edit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "更正说明.docx"
    arguments = ["diff", str(EXAMPLE), str(edited(PURCHASE)), "--word", str(target)]
    assert 0 == cli.main(arguments)
    assert f"已生成 {target}\n" == capsys.readouterr().err
    written = target.read_bytes()
    assert 2 == cli.main(arguments)
    assert f"错误：{target} 已经有了，没有覆盖；请换一个文件名\n" == capsys.readouterr().err
    assert written == target.read_bytes()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("合计.项目支出: 32794388.05", "合计.项目支出: 1"), "新的填报文件有错误，没有写更正说明"),
        ((PURCHASE[0], PURCHASE[0]), "两份文档没有不同，没有写更正说明"),
    ],
)
def test_there_is_no_note_of_a_faulty_filing_or_of_no_difference(
    edited: Edit,
    tmp_path: Path,
    change: tuple[str, str],
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = tmp_path / "更正说明.docx"
    arguments = ["diff", str(EXAMPLE), str(edited(change)), "--word", str(target)]
    assert 2 == cli.main(arguments)
    assert f"错误：{message}\n" == capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([('代码: "126", 名称: 福州', '代码: "127", 名称: 榕川')], 2),
        ([('代码: "126", 名称: 福州', '代码: "126", 名称: 榕川')], 0),
        ([('代码: "126", 名称: 福州', '代码: "127", 名称: 福州')], 0),
    ],
)
def test_there_is_no_note_between_two_units_but_of_a_corrected_name(
    edited: Edit,
    tmp_path: Path,
    changes: list[tuple[str, str]],
    told: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = tmp_path / "更正说明.docx"
    assert told == cli.main(["diff", str(EXAMPLE), str(edited(*changes)), "--word", str(target)])
    refused = "错误：两份不是同一单位、同一文种、同一年度的，没有写更正说明\n"
    assert (told == 2) == (refused == capsys.readouterr().err) == (not target.exists())


def test_there_is_no_note_between_two_kinds(tmp_path: Path) -> None:
    target = tmp_path / "更正说明.docx"
    other = BUDGET
    assert 2 == cli.main(["diff", str(EXAMPLE), str(other), "--word", str(target)])
    assert not target.exists()


def test_a_name_that_no_file_can_have_is_refused(
    edited: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    target = f"{'长' * 200}.docx"
    assert 2 == cli.main(["diff", str(EXAMPLE), str(edited(PURCHASE)), "--word", target])
    assert f"错误：写不进去：{target}\n" == capsys.readouterr().err


def test_a_form_that_cannot_be_filled_is_named(
    edited: Edit,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(correction_note, "FORM", Path("templates", "没有.docx"))
    target = tmp_path / "更正说明.docx"
    assert 2 == cli.main(["diff", str(EXAMPLE), str(edited(PURCHASE)), "--word", str(target)])
    assert "错误：表样 没有.docx 读不出来\n" == capsys.readouterr().err
    assert not target.exists()
