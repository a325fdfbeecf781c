"""A form as text: everything that a form keeper changes shows in it, at its place."""

from pathlib import Path

import pytest
from support.examples import ROOT
from support.wordml import parts

from generator import cli, exits
from generator.forms import form_package, listing
from generator.word import archive
from generator.word.ooxml import W

FORM = ROOT / "templates" / "final-accounts" / "2024" / "fujian" / "document.docx"
WORD = f'xmlns:w="{W[1:-1]}"'
STYLES = (
    f'<w:styles {WORD}><w:style w:type="paragraph" w:styleId="a"><w:name w:val="正文一"/></w:style>'
    '<w:style w:type="character" w:styleId="c"><w:name w:val="名词"/></w:style>'
    '<w:style w:type="table" w:styleId="t"><w:name w:val="公开表"/></w:style></w:styles>'
)


def lines(body: str) -> list[str]:
    """The listing of a body, without the heading of its part."""
    return listing.write(parts(body, styles=STYLES)).splitlines()[1:-1]


def paragraph(content: str, properties: str = '<w:pStyle w:val="a"/>') -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


# -- paragraphs ---------------------------------------------------------------------------------


def test_a_paragraph_shows_the_name_of_its_style_and_its_tags() -> None:
    assert ["[正文一] 共{{ 总计 | 万元 }}"] == lines(paragraph(run("共{{ 总计 | 万元 }}")))


def test_a_style_that_the_form_does_not_have_is_shown_as_such() -> None:
    assert ["[b?] 字"] == lines(paragraph(run("字"), '<w:pStyle w:val="b"/>'))


def test_a_paragraph_without_a_style_shows_none() -> None:
    assert ["[] 字"] == lines(f"<w:p>{run('字')}</w:p>")


def test_what_is_formatted_by_hand_is_shown_where_it_begins_and_ends() -> None:
    own = '<w:pStyle w:val="a"/><w:jc w:val="right"/><w:ind w:left="20" w:right="30"/><w:rPr/>'
    bold = run("数", "<w:b/>") + run("字", "<w:b/>")
    body = paragraph(run("一") + bold + run("二"), own)
    assert ["[正文一]‹对齐=right 缩进(left=20 right=30)› 一‹加粗›数字‹/›二"] == lines(body)


def test_a_style_of_characters_is_shown_by_its_name() -> None:
    assert ["[正文一] ‹名词›词‹/›"] == lines(paragraph(run("词", '<w:rStyle w:val="c"/>')))


def test_what_word_writes_of_itself_is_no_formatting() -> None:
    noise = '<w:rFonts w:hint="eastAsia"/><w:lang w:val="zh-CN"/><w:noProof/>'
    assert ["[正文一] 字"] == lines(paragraph(run("字", noise)))


def test_fields_tabs_breaks_and_pictures_are_seen() -> None:
    pieces = (
        "<w:r><w:tab/><w:br/><w:br w:type='page'/><w:instrText> TOC \\h </w:instrText></w:r>"
        "<w:fldSimple w:instr=' PAGE '><w:r><w:t>1</w:t></w:r></w:fldSimple>"
        "<w:r><w:drawing/><w:footnoteReference/><w:object/></w:r>"
    )
    assert ["[正文一] →↵⟨分页⟩⟨TOC \\h⟩⟨PAGE⟩1⟨图⟩⟨脚注⟩⟨object⟩"] == lines(paragraph(pieces))


def test_a_line_break_within_a_text_does_not_break_the_line_of_the_listing() -> None:
    assert ["[正文一] 一 二"] == lines(paragraph(run("一\n二")))


def test_nothing_hides_in_a_content_control() -> None:
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('字'))}</w:sdtContent></w:sdt>"
    assert ["[正文一] 字"] == lines(body)


# -- sections -----------------------------------------------------------------------------------


def test_a_section_shows_its_orientation_its_numbering_and_its_headers() -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="first"/><w:pgSz w:orient="landscape"/>'
        '<w:pgNumType w:start="1"/></w:sectPr>'
    )
    shown = "--- 节：横向 页码从1起‹页眉(type=first)›"
    assert [f"[] 末 {shown}", "--- 节：纵向"] == lines(
        paragraph(run("末"), section) + "<w:sectPr/>"
    )


# -- tables -------------------------------------------------------------------------------------


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def table(*rows: str) -> str:
    grid = '<w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="200"/></w:tblGrid>'
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="t"/></w:tblPr>{grid}{"".join(rows)}</w:tbl>'


def test_a_table_shows_its_grid_its_headings_and_what_is_merged() -> None:
    down = '<w:vMerge w:val="restart"/>'
    body = table(
        row(cell("头", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"),
        row(cell("甲", down), cell("{{ 乙 | 元 }}")),
        row(cell("", "<w:vMerge/>"), cell("丙")),
    )
    assert [
        "<表 公开表‹列 100 200›>",
        "# ⟷2 [正文一] 头",
        "  ↓ [正文一] 甲 │ [正文一] {{ 乙 | 元 }}",
        "  ⁝ [正文一] │ [正文一] 丙",
        "</表>",
    ] == lines(body)


def test_of_rows_and_cells_only_those_show_how_they_are_formatted_that_differ() -> None:
    usual, top = '<w:vAlign w:val="center"/>', '<w:vAlign w:val="top"/>'
    body = table(
        row(cell("甲", usual), cell("乙", usual), properties="<w:cantSplit/>"),
        row(cell("丙", usual), cell("丁", top), properties="<w:cantSplit/>"),
        row(cell("戊", usual), cell("己", usual)),
    )
    assert [
        "<表 公开表‹列 100 200；行 不跨页；格 竖向=center›>",
        "  [正文一] 甲 │ [正文一] 乙",
        "  [正文一] 丙 │ ‹竖向=top›[正文一] 丁",
        " ‹› [正文一] 戊 │ [正文一] 己",
        "</表>",
    ] == lines(body)


def test_a_table_in_a_cell_and_several_paragraphs_are_seen() -> None:
    inner = table(row(cell("里")))
    body = table(row(f"<w:tc>{paragraph(run('一'))}{inner}{paragraph(run('二'))}</w:tc>"))
    head = "<表 公开表‹列 100 200›>"
    nested = f"  [正文一] 一 ¶ {head} ¶   [正文一] 里 ¶ </表> ¶ [正文一] 二"
    assert nested == lines(body)[1]


# -- the command --------------------------------------------------------------------------------


def test_the_listing_is_written_where_it_is_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "document.txt"
    assert exits.FINE == cli.main(["template", "show", str(FORM), "-o", str(target)])
    assert ("", FORM.with_name("document.txt").read_text("utf-8")) == (
        capsys.readouterr().out,
        target.read_text("utf-8"),
    )


def test_no_form_is_overwritten_by_its_listing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "document.docx"
    form.write_bytes(FORM.read_bytes())
    assert exits.WRONG_CALL == cli.main(["template", "show", str(form), "-o", str(form)])
    assert FORM.read_bytes() == form.read_bytes()
    assert capsys.readouterr().err.startswith("错误：-o 后面要写文本文件（.txt），")


def test_a_listing_takes_the_place_of_a_listing_only(tmp_path: Path) -> None:
    own, listing = tmp_path / "笔记.txt", tmp_path / "document.txt"
    own.write_text("自己写的", "utf-8")
    calls = [["template", "show", str(FORM), "-o", str(it)] for it in (own, listing, listing)]
    assert [exits.FAULTY, exits.FINE, exits.FINE] == [cli.main(call) for call in calls]
    assert "自己写的" == own.read_text("utf-8")


DEEP = b"<a>" * 300 + b"</a>" * 300


@pytest.mark.parametrize("document", [None, b"", b"<a>", DEEP], ids=["none", "no", "half", "deep"])
def test_a_damaged_form_gives_the_faults_that_its_check_gives(
    document: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = archive.read(FORM.read_bytes())
    kept = {name: part for name, part in parts.items() if name != "word/document.xml"}
    changed = kept if document is None else {**kept, "word/document.xml": document}
    form = tmp_path / "document.docx"
    form.write_bytes(archive.write({name: archive.deflate(p) for name, p in changed.items()}))
    assert ("", checked(form, capsys)) == shown(form, capsys)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04"])
def test_what_is_no_container_gives_the_fault_that_its_check_gives(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "document.docx"
    form.write_bytes(content)
    assert ("", checked(form, capsys)) == shown(form, capsys)


def shown(form: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """What `template show` prints of a form that it cannot show."""
    assert exits.FAULTY == cli.main(["template", "show", str(form)])
    told = capsys.readouterr()
    assert "D501" in told.err
    return told.out, told.err


EXAMPLE_PACK = ("部门决算", "2024", "福建")


def checked(form: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What `template check` says is wrong with a form."""
    assert exits.FAULTY == cli.main(["template", "check", str(form), *EXAMPLE_PACK])
    return capsys.readouterr().err


def test_deeply_nested_tables_are_listed_without_a_crash() -> None:
    body = f"<w:tbl><w:tr><w:tc>{'<w:tbl><w:tr><w:tc>' * 80}<w:p/>{'</w:tc></w:tr></w:tbl>' * 81}"
    assert "[]" in lines(body)[1]


def test_an_unreadable_form_is_told(tmp_path: Path) -> None:
    package, faults = form_package.unpack(tmp_path / "没有.docx", "没有.docx")
    assert (None, ["D501"]) == (package, [fault.code for fault in faults])
