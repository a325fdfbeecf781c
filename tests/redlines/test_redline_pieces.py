"""A paragraph as units: figures whole across runs, fields as one, markers beside them."""

from typing import Any

import pytest
from support.wordml import W, par, run

from generator.compare.thresholds import LONGEST
from generator.redlines.pieces import (
    PieceKind,
    Unit,
    cut,
    is_portable,
    list_shown,
    read,
)
from generator.word import ooxml

BOLD = "<w:b/>"


def element(xml: str) -> Any:
    return ooxml.parse(f'<w:x xmlns:w="{W}" xmlns:r="urn:r">{xml}</w:x>'.encode())[0]


def units_of(xml: str) -> list[Unit]:
    return cut(read(element(xml), {}))[0]


def field(code: str, shown: str) -> str:
    step = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    inner = [step.format("begin"), instruction, step.format("separate"), run(shown)]
    return "".join(inner) + step.format("end")


def test_a_figure_is_one_unit_though_runs_and_bookmarks_split_it() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="a"/>'
    found = units_of(par("支出1,2", mark, run("34.5", BOLD), run("6万元")))
    assert ["支", "出", "1,234.56", "万", "元"] == [unit.text for unit in found]
    assert ["1,2", "34.5", "6"] == [piece.key for piece in found[2].pieces]


def test_units_are_compared_by_their_formatting_only_if_wanted() -> None:
    plain, bold = units_of(par("甲"))[0], units_of(par("", run("甲", BOLD)))[0]
    assert plain.key(formats=False) == bold.key(formats=False)
    assert plain.key(formats=True) != bold.key(formats=True)


def test_tabs_and_breaks_are_units_of_their_own() -> None:
    found = units_of(par("", "<w:r><w:t>甲</w:t><w:tab/><w:br/><w:br w:type='page'/></w:r>"))
    assert ["甲", "\t", "\n", "\f"] == [unit.text for unit in found]


def test_a_field_is_one_unit_and_its_page_number_is_not_compared() -> None:
    three, four = (units_of(par("见", field("PAGEREF a", page))) for page in "34")
    assert [unit.text for unit in three] == [unit.text for unit in four]
    assert [PieceKind.TEXT, PieceKind.FIELD] == [unit.pieces[0].kind for unit in three]


def test_the_result_of_any_other_field_is_compared() -> None:
    one, other = (units_of(par("", field("REF a", text)))[0].text for text in ("甲", "乙"))
    assert one != other


def test_a_field_of_one_element_is_read_like_any_other() -> None:
    simple = f'<w:p><w:fldSimple w:instr="REF a">{run("甲")}</w:fldSimple></w:p>'
    [unit] = units_of(simple)
    assert units_of(par("", field("REF a", "甲")))[0].text == unit.text
    assert ["甲"] == [piece.key for piece in list_shown(unit.pieces[0].inner)]


def test_a_field_that_ends_in_another_paragraph_takes_no_room() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    found = units_of(par("", begun, run("甲")))
    assert ["甲"] == [unit.text for unit in found]
    assert 2 == len(found[0].markers)


def test_a_nested_field_shows_only_its_result() -> None:
    [outer] = units_of(par("", field("IF 1", "甲").replace("IF 1", "IF")))
    assert ["甲"] == [piece.key for piece in list_shown(outer.pieces[0].inner)]


def test_the_markers_after_the_last_unit_are_kept() -> None:
    _, markers = cut(read(element(par("甲", '<w:bookmarkEnd w:id="1"/>')), {}))
    assert ["bookmarkEnd"] == [ooxml.local_name(marker.node) for marker in markers]


def test_content_controls_links_and_traces_of_editing_are_looked_through() -> None:
    xml = (
        f'<w:p><w:proofErr w:type="a"/><w:sdt><w:sdtPr/><w:sdtContent>{run("甲")}</w:sdtContent>'
        f'</w:sdt><w:hyperlink w:anchor="a">{run("乙")}</w:hyperlink><w:r>'
        "<w:lastRenderedPageBreak/><w:commentReference w:id='1'/></w:r></w:p>"
    )
    assert ["甲", "乙"] == [unit.text for unit in units_of(xml)]


def test_pictures_are_the_same_if_what_they_lead_to_is() -> None:
    def picture(target: str) -> str:
        xml = par("", '<w:r><w:drawing><w:x r:embed="rId7"/></w:drawing></w:r>')
        return cut(read(element(xml), {"rId7": target}))[0][0].text

    assert picture("a") == picture("a")
    assert picture("a") != picture("b")


def test_a_picture_means_nothing_in_another_document_a_tab_does() -> None:
    picture, tab = units_of(par("", "<w:r><w:drawing/><w:tab/></w:r>"))
    assert [False, True] == [is_portable(unit.pieces[0]) for unit in (picture, tab)]


def test_a_formula_stands_among_runs_as_a_run_does() -> None:
    [text, formula] = units_of(par("甲", '<m:oMath xmlns:m="urn:m"/>'))
    assert [False, True] == [unit.pieces[0].beside for unit in (text, formula)]
    assert not is_portable(formula.pieces[0])


def test_a_text_cut_into_runs_of_one_look_is_no_other_text() -> None:
    whole = units_of(par("", run("12.34万", BOLD)))
    cut_up = units_of(par("", run("1", BOLD), run("2.3", BOLD), run("4万", BOLD)))
    assert [u.key(formats=True) for u in whole] == [u.key(formats=True) for u in cut_up]
    bare = par("", "<w:r><w:rPr/><w:t>甲</w:t></w:r>")
    assert units_of(par("甲"))[0].key(formats=True) == units_of(bare)[0].key(formats=True)


@pytest.mark.parametrize(
    "traces",
    [
        '<w:rFonts w:hint="eastAsia"/>',
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>',
        "<w:noProof/>",
        '<w:szCs w:val="32"/>',
    ],
)
def test_what_a_program_notes_of_a_text_is_not_its_look(traces: str) -> None:
    plain, noted = units_of(par("甲"))[0], units_of(par("", run("甲", traces)))[0]
    assert plain.key(formats=True) == noted.key(formats=True)
    bold, both = (units_of(par("", run("甲", look)))[0] for look in (BOLD, BOLD + traces))
    assert bold.key(formats=True) == both.key(formats=True)


def test_another_font_is_another_look() -> None:
    fonts = ('<w:rFonts w:hint="eastAsia"/>', '<w:rFonts w:eastAsia="黑体" w:hint="eastAsia"/>')
    plain, other = (units_of(par("", run("甲", look)))[0] for look in fonts)
    assert plain.key(formats=True) != other.key(formats=True)


def test_the_tab_before_a_page_number_may_stand_in_its_field() -> None:
    tab = "<w:r><w:tab/></w:r>"
    before, within = par("甲", tab, field("PAGEREF a", "3")), par("甲", field("PAGEREF a", ""))
    within = within.replace(run(""), tab)
    assert [u.text for u in units_of(before)] == [u.text for u in units_of(within)]


def test_a_text_that_is_too_long_is_one_unit() -> None:
    long = "1 " * LONGEST
    assert [long] == [unit.text for unit in units_of(par(long))]
