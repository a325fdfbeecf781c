"""What a reader sees of a document: revisions accepted, nothing hidden, boxes and notes beside."""

import gc
from collections import Counter

import pytest
from support import wordml
from support.wordml import cell, par, row, run, table

from generator.word import archive, ooxml, seen, word_file
from generator.word.looks import Look
from generator.word.run_text import BOUND, STRUCK
from generator.word.seen import Seen
from generator.word.seen_text import PAGE
from generator.word.word_file import WordFile


def read(body: str, **parts: str) -> Seen:
    """What is seen of a body; `parts` are the contents of further parts."""
    others = {
        name: f'<w:{name} xmlns:w="{wordml.W}">{content}</w:{name}>'
        for name, content in parts.items()
    }
    opened = word_file.read(archive.pack(wordml.parts(body, **others)), "a.docx")
    assert isinstance(opened, WordFile)
    return seen.read(opened)


def texts(body: str, **parts: str) -> list[str]:
    return [text.text for line in read(body, **parts).lines for text in line.texts]


_ALTERNATIVES = (
    '<mc:AlternateContent xmlns:mc="{}"><mc:Choice Requires="w16">{}</mc:Choice>'
    "<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
)


def field(instruction: str, result: str) -> str:
    """A field of runs."""
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return begin + code + middle + run(result) + end


def test_revisions_are_read_as_if_they_were_accepted() -> None:
    gone = "<w:del><w:r><w:delText>1</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('2')}</w:moveFrom>"
    assert ["甲3"] == texts(par("甲", gone, moved, f"<w:ins>{run('3')}</w:ins>"))


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert ["支出263.47万元"] == texts(par("支出26", look=gone) + par("3.47万元"))


@pytest.mark.parametrize("how", ["del", "hidden"])
def test_a_row_that_is_deleted_or_hidden_is_not_there(how: str) -> None:
    gone = row("乙", "2").replace("<w:tr>", f"<w:tr><w:trPr><w:{how}/></w:trPr>")
    assert ["甲", "1"] == texts(table(row("甲", "1"), gone))


def test_a_cell_that_a_merge_covers_shows_nothing() -> None:
    top, below = cell(par("甲"), merge="restart"), cell(par("乙"), merge="continue")
    assert ["甲", "1", "2"] == texts(table(row(top, "1"), row(below, "2")))


def test_what_goes_on_with_no_cell_is_not_counted_on() -> None:
    (line,) = read(table(row(cell(par("9.99"), merge="continue"), "1"))).lines
    assert ["看不清的字"] == [flag.why for text in line.texts for flag in text.flags]


def test_hidden_text_is_not_there_by_its_own_look_or_by_its_style() -> None:
    sheet = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    hidden = run("1", "<w:vanish/>") + run("2", '<w:rStyle w:val="H"/>')
    shown = run("3", '<w:rStyle w:val="H"/><w:vanish w:val="0"/>')
    assert ["甲3"] == texts(par("甲", hidden, shown), styles=sheet)


@pytest.mark.parametrize(
    ("look", "why"),
    [
        ("<w:strike/>", STRUCK),
        ("<w:dstrike/>", STRUCK),
        ('<w:color w:val="FFFFFF"/>', "看不清的字"),
        ('<w:color w:val="auto" w:themeColor="background1"/>', "看不清的字"),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="FFFFFF"/>', "看不清的字"),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="auto"/>', "看不清的字"),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="none"/>', "看不清的字"),
        ('<w:color w:val="FF0000"/><w:highlight w:val="red"/>', "看不清的字"),
        ('<w:highlight w:val="black"/>', "看不清的字"),
        ('<w:spacing w:val="-400"/>', "看不清的字"),
        ('<w:fitText w:val="10"/>', "看不清的字"),
        ('<w:sz w:val="2"/>', "看不清的字"),
        ('<w:rFonts w:ascii="Wingdings"/>', "符号字体的字"),
        ('<w:position w:val="200"/>', "看不清的字"),
        ('<w:eastAsianLayout w:combine="1"/>', "看不清的字"),
        ('<w:eastAsianLayout w:vert="1"/>', "看不清的字"),
        ("<w:rtl/>", "看不清的字"),
    ],
)
def test_what_cannot_be_read_on_paper_is_marked(look: str, why: str) -> None:
    (line,) = read(par("支出", run("9.99", look))).lines
    ((start, end, said),) = next(line.texts).flags
    assert (2, 6, why) == (start, end, said)


def test_white_letters_on_a_ground_can_be_read() -> None:
    look = '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>'
    (line,) = read(par("支出", run("9.99", look))).lines
    assert () == next(line.texts).flags


@pytest.mark.parametrize(
    "look",
    [
        '<w:ind w:left="-30000"/>',
        '<w:spacing w:line="1" w:lineRule="exact"/>',
        '<w:framePr w:h="10" w:hRule="exact"/>',
        '<w:framePr w:x="-20000"/>',
    ],
)
def test_a_paragraph_that_nobody_sees_on_the_paper_is_marked(look: str) -> None:
    (line,) = read(par("9.99", look=look)).lines
    assert ["看不清的字"] == [flag.why for flag in next(line.texts).flags]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<w:tblW ", '<w:tblInd w:w="40000" w:type="dxa"/><w:tblW '),
        ("<w:tblW ", '<w:tblpPr w:tblpX="40000"/><w:tblW '),
        ("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'),
        ("<w:tr>", '<w:tr><w:trPr><w:trHeight w:val="100" w:hRule="exact"/></w:trPr>'),
        ('<w:tcW w:w="900"', '<w:tcW w:w="1"'),
        (
            "<w:tr>",
            '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent><w:tr>',
        ),
    ],
)
def test_a_row_that_cannot_be_counted_on_is_marked(before: str, after: str) -> None:
    body = table(row("9.99")).replace(before, after)
    body = body.replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>") if "sdt" in after else body
    (line,) = read(body).lines
    assert ["看不清的字"] == [flag.why for flag in next(line.texts).flags]


def test_a_cell_that_a_revision_joins_with_that_above_is_not_there() -> None:
    below = row("2").replace(
        "<w:tcPr>", '<w:tcPr><w:cellMerge w:id="1" w:author="a" w:vMerge="cont"/>'
    )
    assert ["1"] == texts(table(row("1"), below))


def test_what_is_of_no_known_kind_is_not_there() -> None:
    assert ["甲"] == texts(par("甲", f'<z:r xmlns:z="urn:z">{run("9.99")}</z:r>'))


@pytest.mark.parametrize(
    "instruction", ["PAGE", "DATE", "XE 甲", "STYLEREF 1", "=1+1", 'QUOTE "1"', "DOCPROPERTY x"]
)
def test_a_field_that_shows_something_else_than_its_result_is_marked(instruction: str) -> None:
    (line,) = read(par("支出", field(instruction, "9.99"))).lines
    assert [BOUND] == [flag.why for flag in next(line.texts).flags]


@pytest.mark.parametrize(
    ("instruction", "result"),
    [("HYPERLINK a", "9.99"), ("REF _Ref1", "9.99"), ("FORMTEXT", "9.99"), ("DOCPROPERTY x", "甲")],
)
def test_a_field_that_keeps_its_result_or_holds_no_figure_is_text(
    instruction: str, result: str
) -> None:
    (line,) = read(par("支出", field(instruction, result))).lines
    assert () == next(line.texts).flags


@pytest.mark.parametrize(
    "soft", ["<w:r><w:softHyphen/></w:r>", "<w:r><w:t>\u00ad</w:t></w:r>"], ids=["element", "sign"]
)
def test_a_hyphen_that_shows_only_where_a_line_ends_is_marked_beside_a_figure(soft: str) -> None:
    (line,) = read(par("支出", soft, run("9.99"))).lines
    (text,) = line.texts
    assert ("支出9.99", ["行末才显示的连字符"]) == (text.text, [flag.why for flag in text.flags])
    (line,) = read(par("支", soft, run("出"))).lines
    assert () == next(line.texts).flags


def test_alternative_contents_that_differ_are_named() -> None:
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = par("支出", _ALTERNATIVES.format(space, run("1.00"), run("9.99")))
    assert ["别的程序里才显示的内容"] == [item.kind for item in read(body).unread]
    body = par("支出", _ALTERNATIVES.format(space, run("1.00"), run("1.00")))
    assert () == read(body).unread


@pytest.mark.parametrize(
    ("between", "sign"),
    [
        ("<w:br/>", "\n"),
        ("<w:cr/>", "\n"),
        ("<w:tab/>", "\t"),
        ("<w:noBreakHyphen/>", "\u2011"),
        ("<w:softHyphen/>", ""),
        ('<w:sym w:font="Symbol" w:char="F02D"/>', "-"),
    ],
)
def test_breaks_tabs_and_hyphens_stand_in_the_text(between: str, sign: str) -> None:
    assert [f"11{sign}1.15"] == texts(par("11", f"<w:r>{between}</w:r>", run("1.15")))


def test_raised_digits_are_not_those_of_the_line() -> None:
    assert ["111.15¹"] == texts(par("111.15", run("1", '<w:vertAlign w:val="superscript"/>')))


def test_fields_show_their_results_and_pages_a_sign() -> None:
    simple = f'<w:fldSimple w:instr=" PAGEREF a ">{run("12")}</w:fldSimple>'
    locked = field(" DOCPROPERTY x ", "9.99").replace("begin", 'begin" w:fldLock="1', 1)
    assert [f"甲{PAGE}", f"乙{PAGE}", "丙9.99"] == texts(
        par("甲", simple) + par("乙", field(" PAGE ", "3")) + par("丙", locked)
    )


def test_a_page_number_that_is_none_is_text() -> None:
    assert ["甲99.9万元"] == texts(par("甲", field(" PAGE ", "99.9万元")))


def test_a_text_box_is_read_once_and_stands_aside() -> None:
    box = f"<w:txbxContent>{par('999.99')}</w:txbxContent>"
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = (
        f'<w:r><mc:AlternateContent xmlns:mc="{space}">'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = read(par("甲", both))
    assert [("文本框", "999.99")] == [(aside.kind, aside.text.text) for aside in found.asides]
    assert ["甲"] == [text.text for line in found.lines for text in line.texts]


def test_what_cannot_be_read_is_named() -> None:
    picture = '<w:r><w:drawing><a:blip xmlns:a="a"/></w:drawing></w:r>'
    found = read(par("甲", picture, "<w:r><w:object/></w:r>") + "<w:altChunk/>")
    assert ["图片", "嵌入的对象", "插入的文件"] == [item.kind for item in found.unread]


@pytest.mark.parametrize(
    "shape",
    [
        '<w:pict><v:line from="0,0" to="400pt,0"/></w:pict>',
        '<w:pict><v:rect fillcolor="white"><v:textbox><w:txbxContent><w:p/></w:txbxContent>'
        "</v:textbox></v:rect></w:pict>",
        "<w:pict><v:group><v:oval/></v:group></w:pict>",
        "<w:drawing><s:wsp><s:spPr/></s:wsp></w:drawing>",
    ],
    ids=["a line", "an empty box", "a group", "DrawingML"],
)
def test_a_shape_without_text_may_lie_over_it_and_is_named(shape: str) -> None:
    vector, drawn = "urn:schemas-microsoft-com:vml", "urn:wordprocessingShape"
    found = read(par("甲", f'<w:r xmlns:v="{vector}" xmlns:s="{drawn}">{shape}</w:r>'))
    assert ["图形"] == [item.kind for item in found.unread]


def test_a_field_without_a_result_is_named() -> None:
    assert ["域"] == [item.kind for item in read(par("甲", field(" EQ \\o(9) ", ""))).unread]


def test_math_is_text() -> None:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    math = f'<m:oMath xmlns:m="{space}"><m:r><m:t>9.99</m:t></m:r></m:oMath>'
    assert ["支出9.99"] == texts(par("支出", math))


def test_a_lines_automatic_number_is_known() -> None:
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    lists = (
        f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    )
    look = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    (line,) = read(par("甲", look=look), numbering=lists).lines
    assert "%1." == next(line.texts).automatic


def test_what_was_looked_at_is_counted() -> None:
    found = read(par("甲") + table(row("乙", "1")) + par("丙"))
    assert Counter(段=2, 表=1) == found.looked


def test_a_look_states_only_what_it_states() -> None:
    below = Look(hidden=True, struck=False)
    assert Look(hidden=False, struck=False) == Look(hidden=False).over(below)


def test_what_word_writes_over_when_it_opens_a_file_is_marked() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="a"/></w:sdtPr>'
        f"<w:sdtContent>{run('9.99')}</w:sdtContent></w:sdt>"
    )
    (line,) = read(par("支出", control)).lines
    assert [(2, 6, BOUND)] == [tuple(flag) for flag in next(line.texts).flags]


def test_a_size_of_thousands_of_digits_is_no_size() -> None:
    endless = "9" * 5000
    sized = f'<w:r><w:rPr><w:sz w:val="{endless}"/></w:rPr><w:t>甲</w:t></w:r>'
    high = f'<w:tr><w:trPr><w:trHeight w:hRule="exact" w:val="{endless}"/></w:trPr>'
    tall = row("乙", "1").replace("<w:tr>", high)
    assert ["甲", "乙", "1"] == texts(f"<w:p>{sized}</w:p>" + table(tall))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("7", 7), ("0", 0), ("", None), ("-1", -1), ("７", 7), ("9" * 10, None)],
)
def test_a_whole_number_has_few_digits(text: str, expected: int | None) -> None:
    assert expected == ooxml.whole_number(text)


def test_the_tree_of_a_document_goes_with_what_was_read_of_it() -> None:
    """It weighs much more than the collector knows, which comes by seldom."""
    read(par(run("甲")))
    gc.collect()
    gc.disable()
    try:
        read(par(run("甲")))
        assert gc.collect() == 0
    finally:
        gc.enable()
