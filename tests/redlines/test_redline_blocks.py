"""Paragraphs and tables in a redline: which is which, and what stands around them."""

import random

import pytest
from support.redlines import redlined, told
from support.wordml import DOCUMENT, par, parts, row, run, table

from generator.redlines import redline
from generator.word import archive, ooxml
from generator.word.ooxml import W

END = par("完")
SECTION = '<w:sectPr><w:pgSz w:w="{}" w:h="9"/></w:sectPr>'


def test_a_paragraph_comes_and_goes_with_its_mark() -> None:
    old = [par("一、收入情况"), par("二、支出情况"), END]
    assert "一、收入情况¶\n[-二、支出情况-]-¶\n完¶" == told(old, [old[0], END])
    assert "一、收入情况¶\n{+二、支出情况+}+¶\n完¶" == told([old[0], END], old)


def test_a_paragraph_that_is_rewritten_in_part_stays_one_paragraph() -> None:
    old, new = par("主要职责是协调各单位推进项目"), par("主要职责是督促各单位推进项目")
    assert "主要职责是[-协调-]{+督促+}各单位推进项目¶\n完¶" == told([old, END], [new, END])


def test_a_sentence_that_is_another_takes_the_place_of_the_old_one() -> None:
    old, new = par("本部门没有车辆。"), par("注：涉密信息不予公开，详见附件。")
    assert "[-本部门没有车辆。-]-¶\n{+注：涉密信息不予公开，详见附件。+}+¶\n完¶" == told(
        [old, END], [new, END]
    )


def test_what_comes_after_a_sentence_that_grows_is_typed_on() -> None:
    old, grown = [par("本部门没有车辆"), END], par("本部门没有车辆，详见：")
    note = par("注：涉密信息不予公开")
    assert "本部门没有车辆{+，详见：+}+¶\n{+注：涉密信息不予公开+}¶\n完¶" == told(
        old, [grown, note, END]
    )
    assert "本部门没有车辆[-，详见：-]¶\n[-注：涉密信息不予公开-]-¶\n完¶" == told(
        [grown, note, END], old
    )


def test_no_paragraph_begins_with_what_comes_where_the_one_before_it_ends_so() -> None:
    old, new = [par("共有车辆"), par("领导用车"), END], par("其中领导用车")
    assert "共有车辆¶\n{+其中+}领导用车¶\n完¶" == told(old, [old[0], new, END])
    assert "共有车辆{+二辆+}¶\n[-领-]{+其中领+}导用车¶\n完¶" == told(
        old, [par("共有车辆二辆"), new, END]
    )


def test_what_is_no_text_does_not_go_and_come_for_that() -> None:
    tab = "<w:r><w:tab/></w:r>"
    old = [par("共有车辆"), par("", tab, run("领导用车")), END]
    new = [par("共有车辆二辆"), par("其中", tab, run("领导用车")), END]
    assert "共有车辆{+二辆+}¶\n{+其中+}领导用车¶\n完¶" == told(old, new)


def test_the_paragraph_that_ends_a_section_ends_it_in_both_versions() -> None:
    old, new = (par(text, look=SECTION.format(7)) for text in ("注：没有安排。", "备注，略"))
    made = redlined(parts(par("甲"), old, END), parts(par("甲"), new, END))
    body = ooxml.parse(archive.read(made)[DOCUMENT]).find(f"{W}body")
    assert 1 == len(body.findall(f"{W}p/{W}pPr/{W}sectPr"))
    assert 3 == len(body.findall(f"{W}p"))


def test_sections_that_somebody_added_are_not_carried_over() -> None:
    old = [par("甲"), par("乙", look=SECTION.format(7)), END]
    made, faults = redline.redline(parts(*old), parts(par("甲"), END), "", formats=True)
    assert [] == faults
    assert made is not None
    body = ooxml.parse(archive.read(made)[DOCUMENT]).find(f"{W}body")
    assert [] == body.findall(f"{W}p/{W}pPr/{W}sectPr")


def test_bookmarks_between_paragraphs_stay() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="a"/>{}<w:bookmarkEnd w:id="1"/>'
    old, new = (mark.format(par(f"共{figure}元")) + END for figure in ("1", "2"))
    made = archive.read(redlined(parts(old), parts(new)))[DOCUMENT]
    assert [1, 1] == [made.count(b"<w:bookmarkStart"), made.count(b"<w:bookmarkEnd")]


def test_a_bookmark_may_end_after_the_last_paragraph() -> None:
    start, end = '<w:bookmarkStart w:id="1" w:name="a"/>', '<w:bookmarkEnd w:id="1"/>'
    old, new = (parts(start, par(f"共{figure}元"), end) for figure in "12")
    body = ooxml.parse(archive.read(redlined(old, new))[DOCUMENT]).find(f"{W}body")
    names = [ooxml.local_name(node) for node in body]
    assert ["bookmarkStart", "p", "bookmarkEnd", "sectPr"] == names


def test_content_controls_around_paragraphs_are_looked_through() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{par('共1元')}</w:sdtContent></w:sdt>"
    assert "共[-1-]{+2+}元¶\n完¶" == told([control, END], [par("共2元"), END])


def test_an_inserted_file_cannot_be_marked() -> None:
    old = parts('<w:altChunk r:id="rId1"/>', END)
    _, [fault] = redline.redline(old, parts(END), "", formats=True)
    assert "X803" == fault.code


def test_a_table_is_known_by_its_words_wherever_it_stands() -> None:
    one, other = (
        table(row(name, "1.00"), row("合计", "1.00")) for name in ("事业运行", "购房补贴")
    )
    lines = told([par("表"), one, par("表"), other, END], [par("表"), other, END]).split("\n")
    assert ["-|[-事业运行-]-|[-1.00-]-|", "|购房补贴|1.00|"] == [
        line for line in lines if "事业运行" in line or "购房补贴" in line
    ]


TEXTS = ("表格", "注：没有安排。", "说明一二三", "共1,234.56元", "共7.36%", "", "本部门没有车辆")


def anything(chance: random.Random) -> list[str]:
    """A body of paragraphs and tables in any order; the last is a paragraph."""
    made = []
    for _ in range(chance.randint(0, 7)):
        text = chance.choice(TEXTS)
        if chance.random() < 0.35:
            made.append(table(*(row(text, f"{chance.randint(1, 3)}.00") for _ in range(2))))
            made.append(par(chance.choice(TEXTS)))
        else:
            made.append(par(text, look=chance.choice(("", "<w:keepNext/>"))))
    return [par("一、题目"), *made, par(chance.choice(TEXTS)), END]


@pytest.mark.parametrize("seed", range(120))
def test_any_two_bodies_are_given_back(seed: int) -> None:
    chance = random.Random(seed)
    old, new = anything(chance), anything(chance)
    if old != new:
        redlined(parts(*old), parts(*new))
