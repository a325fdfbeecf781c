"""What a form keeper leaves behind is told, and none of it gets into a unit's document."""

from pathlib import Path

import pytest
from support.forms import BODY, body, linted, p, said, table

from generator.diagnostics import Severity

RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
ACCEPT = "在“审阅”里接受或拒绝全部修订，关掉修订，再保存"
TRACKED = "表样里还有没接受也没拒绝的修订"
WHO = 'w:id="1" w:author="甲"'


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param(f"<w:p><w:ins {WHO}>{RUN.format('甲')}</w:ins></w:p>", id="insertion"),
        pytest.param(
            f"<w:p><w:del {WHO}><w:r><w:delText>{{{{ 年度 }}}}</w:delText></w:r></w:del></w:p>",
            id="deleted tag",
        ),
        pytest.param(f"<w:p><w:moveFrom {WHO}/></w:p>", id="move"),
        pytest.param(
            f"<w:p><w:r><w:rPr><w:rPrChange {WHO}/></w:rPr><w:t>甲</w:t></w:r></w:p>",
            id="formatting",
        ),
        pytest.param(f"<w:p><w:pPr><w:rPr><w:del {WHO}/></w:rPr></w:pPr></w:p>", id="mark"),
        pytest.param(
            table(f"<w:tr><w:trPr><w:ins {WHO}/></w:trPr><w:tc><w:p/></w:tc></w:tr>"), id="row"
        ),
        pytest.param(
            table(f"<w:tr><w:tc><w:tcPr><w:cellDel {WHO}/></w:tcPr><w:p/></w:tc></w:tr>"),
            id="cell",
        ),
    ],
)
def test_an_open_revision_is_an_error_at_its_paragraph(tmp_path: Path, blocks: str) -> None:
    faults = linted(tmp_path, {BODY: body(blocks)})
    assert [("D533", 1, TRACKED, ACCEPT)] == said(faults)
    assert {Severity.ERROR} == {fault.severity for fault in faults}


def test_a_revision_in_a_header_is_an_error_too(tmp_path: Path) -> None:
    header = (
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:p><w:ins {WHO}>{RUN.format('甲')}</w:ins></w:p></w:hdr>"
    )
    [fault] = linted(tmp_path, {"word/header1.xml": header})
    assert ("D533", "word/header1.xml") == (fault.code, getattr(fault.place, "part", ""))


def test_a_comment_is_only_told(tmp_path: Path) -> None:
    anchor = '<w:r><w:commentReference w:id="0"/></w:r>'
    [fault] = linted(tmp_path, {BODY: body(p("甲", anchor))})
    assert ("D534", Severity.WARNING) == (fault.code, fault.severity)


@pytest.mark.parametrize(
    ("part", "xml"),
    [
        ("word/charts/chart1.xml", "<c><v>{{ 单位.名称 }}</v></c>"),
        ("customXml/item1.xml", '<a title="{% if 甲 %}"/>'),
        ("word/glossary/document.xml", "<a><b>{{ 年度 }}</b></a>"),
    ],
)
def test_a_tag_in_a_part_that_nothing_fills_is_an_error(
    part: str, xml: str, tmp_path: Path
) -> None:
    [fault] = linted(tmp_path, {part: xml})
    assert ("D535", part) == (fault.code, getattr(fault.place, "part", ""))


PICTURE = '<w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" id="1" descr="{}"/></w:drawing></w:r>'


def test_a_name_in_the_words_of_a_picture_is_judged_like_any_other(tmp_path: Path) -> None:
    right = linted(tmp_path, {BODY: body(p(PICTURE.format("{{ 单位.名称 }}")))})
    wrong = linted(tmp_path, {BODY: body(p(PICTURE.format("{{ 单位.全称 }}")))})
    assert ([], [("D515", "没有“单位.全称”这个名称")]) == (
        right,
        [(fault.code, fault.message) for fault in wrong],
    )


def test_a_condition_in_the_words_of_a_picture_is_an_error(tmp_path: Path) -> None:
    words = "{% if 三公经费.合计.有数 %}甲{% endif %}"
    faults = linted(tmp_path, {BODY: body(p(PICTURE.format(words)))})
    assert {"D535"} == {fault.code for fault in faults}


FOR, END = p("{%p for 段 in 部门概况.主要职责 %}"), p("{%p endfor %}")
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def test_a_note_in_a_loop_is_an_error(tmp_path: Path) -> None:
    faults = linted(tmp_path, {BODY: body(FOR, p("{{ 段 }}", NOTE), END)})
    assert [("D536", 2)] == [fault[:2] for fault in said(faults)]


def test_a_note_after_a_loop_is_none(tmp_path: Path) -> None:
    assert [] == linted(tmp_path, {BODY: body(FOR, p("{{ 段 }}"), END, p("甲", NOTE))})


def test_fonts_set_by_hand_are_told_once_for_each(tmp_path: Path) -> None:
    by_hand = '<w:r><w:rPr><w:rFonts w:eastAsia="{}"/></w:rPr><w:t>甲</w:t></w:r>'
    blocks = [p(by_hand.format("黑体")), p(by_hand.format("黑体")), p(by_hand.format("方正舒体"))]
    faults = linted(tmp_path, {BODY: body(*blocks)})
    assert [
        ("D537", 1, "有 2 处文字直接设了字体“黑体”，没有用样式"),
        ("D537", 3, "有 1 处文字直接设了字体“方正舒体”，没有用样式，而且不在规定之列"),
    ] == [fault[:3] for fault in said(faults)]
    assert {Severity.WARNING} == {fault.severity for fault in faults}


def test_a_run_that_only_says_which_kind_of_character_it_is_sets_no_font(tmp_path: Path) -> None:
    hint = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>甲</w:t></w:r>'
    assert [] == linted(tmp_path, {BODY: body(p(hint))})
