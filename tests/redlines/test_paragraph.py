"""A paragraph in a redline: what stays, goes and comes, each in its own formatting."""

from typing import Any

import pytest
from support.redlines import redlined, told
from support.wordml import DOCUMENT, par, parts, row, run, table

from generator.redlines import redline
from generator.vocabulary import REVISER
from generator.word import archive, ooxml
from generator.word.ooxml import W

BOLD, RED = "<w:b/>", '<w:color w:val="FF0000"/>'


def written(old: str, new: str) -> Any:
    """The first paragraph of the redline of two documents of one paragraph (and an end)."""
    made = redlined(parts(old, par("完")), parts(new, par("完")))
    return ooxml.parse(archive.read(made)[DOCUMENT]).find(f"{W}body/{W}p")


def test_a_whole_figure_goes_and_comes() -> None:
    assert "共[-1,234.56-]{+1,243.56+}元¶" == told([par("共1,234.56元")], [par("共1,243.56元")])


def test_every_mark_has_an_author_a_number_of_its_own_and_no_date() -> None:
    paragraph = written(par("共1万元，增长2%"), par("共3万元，增长4%"))
    marks = list(paragraph.iter(f"{W}ins", f"{W}del"))
    assert [{f"{W}id": str(n), f"{W}author": REVISER} for n in range(1, 5)] == [
        dict(mark.attrib) for mark in marks
    ]


def test_what_goes_and_what_comes_each_have_their_formatting() -> None:
    paragraph = written(par("共计", run("1", BOLD)), par("共计", run("2", RED)))
    looks = [[ooxml.local_name(node) for node in look] for look in paragraph.iter(f"{W}rPr")]
    assert [["b"], ["color"]] == looks


def test_a_figure_that_only_looks_otherwise_is_a_change_if_formatting_counts() -> None:
    old, new = parts(par("", run("5.00", BOLD))), parts(par("5.00"))
    assert redline.redline(old, new, "", formats=True)[0] is not None
    assert (None, []) == redline.redline(old, new, "", formats=False)


def test_what_a_root_declares_is_no_formatting() -> None:
    look = "<w:keepNext/>"
    old, new = (parts(par("共", run(n, BOLD), look=look), table(row(n))) for n in ("1元", "2元"))
    declared = old[DOCUMENT].replace(b"<w:document ", b'<w:document xmlns:v="urn:v" ')
    made, plain = (redlined({**old, DOCUMENT: xml}, new) for xml in (declared, old[DOCUMENT]))
    assert plain == made


def test_properties_that_say_nothing_are_as_good_as_none() -> None:
    old = parts(par("共1元", look="<w:rPr><w:b/></w:rPr>"))
    assert b"pPrChange" not in archive.read(redlined(old, parts(par("共2元"))))[DOCUMENT]


def test_another_style_is_a_change_of_the_paragraph() -> None:
    styles = '<w:styles xmlns:w="{}">{}</w:styles>'.format(
        W[1:-1],
        "".join(
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
            for name in "AB"
        ),
    )
    old, new = (par("甲", look=f'<w:pStyle w:val="{name}"/>') for name in "AB")
    made = redlined(parts(old, styles=styles), parts(new, styles=styles))
    [change] = ooxml.parse(archive.read(made)[DOCUMENT]).iter(f"{W}pPrChange")
    style = f"{W}pPr/{W}pStyle"
    assert ("A", "B") == (
        change.find(style).get(f"{W}val"),
        change.getparent().find(f"{W}pStyle").get(f"{W}val"),
    )


def test_a_mark_that_goes_is_said_so_before_how_it_looks() -> None:
    old = [par("甲"), par("乙丙丁", look="<w:rPr><w:b/></w:rPr>"), par("完")]
    made = redlined(parts(*old), parts(old[0], old[2]))
    [look] = ooxml.parse(archive.read(made)[DOCUMENT]).iter(f"{W}pPr")
    assert [["del", "b"]] == [[ooxml.local_name(node) for node in own] for own in look]


def test_bookmarks_of_the_new_version_stay_where_they_are() -> None:
    mark = '<w:bookmarkStart w:id="7" w:name="a"/>{}<w:bookmarkEnd w:id="7"/>'
    old, new = (par("第二部分", mark.format(run(year))) for year in ("2023", "2024"))
    paragraph = written(old, new)
    names = [ooxml.local_name(node) for node in paragraph]
    assert ["r", "del", "bookmarkStart", "ins", "bookmarkEnd"] == names
    assert "8" == paragraph.find(f"{W}del").get(f"{W}id")


def test_a_link_stays_one_link_around_what_changes_in_it() -> None:
    link = '<w:hyperlink w:anchor="a">{}</w:hyperlink>'
    paragraph = written(par("见", link.format(run("第3条"))), par("见", link.format(run("第4条"))))
    [found] = paragraph.findall(f"{W}hyperlink")
    assert ["r", "del", "ins", "r"] == [ooxml.local_name(node) for node in found]


def test_of_a_field_that_goes_what_it_shows_is_left() -> None:
    old = f'<w:p><w:fldSimple w:instr="REF a">{run("甲")}</w:fldSimple></w:p>'
    assert "[-甲-]-¶\n{+乙+}+¶\n完¶" == told([old, par("完")], [par("乙"), par("完")])


def test_a_field_that_comes_is_one_of_runs() -> None:
    new = par("参见附件", f'<w:fldSimple w:instr="REF a">{run("一")}</w:fldSimple>')
    paragraph = written(par("参见附件"), new)
    [come] = paragraph.findall(f"{W}ins")
    kinds = [node.get(f"{W}fldCharType") for node in come.iter(f"{W}fldChar")]
    assert ["begin", "separate", "end"] == kinds


def test_a_picture_that_the_new_version_has_not_is_not_lost() -> None:
    picture = "<w:r><w:drawing/></w:r>"
    old, new = parts(par("甲"), par("乙", picture), par("丙")), parts(par("甲"), par("丙"))
    made, [fault] = redline.redline(old, new, "上一版.docx", formats=True)
    assert (None, "X803", "上一版.docx:第2段", "乙") == (
        made,
        fault.code,
        str(fault.place),
        getattr(fault.place, "text", ""),
    )


def test_a_picture_that_both_versions_have_stays() -> None:
    picture = "<w:r><w:drawing/></w:r>"
    assert "[-甲-]{+乙+}¶" == told([par("甲", picture)], [par("乙", picture)])


@pytest.mark.parametrize("note", ["本部门没有车辆。", "本部门有车辆2辆，全部为业务用车。"])
def test_a_note_that_switches_before_a_table_leaves_no_empty_paragraph(note: str) -> None:
    old = [par("一、车辆"), par("没有使用政府性基金安排的支出"), table("<w:tr/>"), par("完")]
    lines = told(old, [old[0], par(note), *old[2:]]).split("\n")
    assert not any("-¶" in line or "+¶" in line for line in lines[:2])
