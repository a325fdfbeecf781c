"""Rows in a redline: inserted and deleted as rows, merges kept whole in both versions."""

import random
from collections.abc import Iterator

import pytest
from support import ooxml as lint
from support import settling
from support.redlines import packed, redlined, said, told
from support.wordml import DOCUMENT, cell, par, parts, row, table

from generator.redlines import redline
from generator.word import archive, ooxml
from generator.word.ooxml import W

END = par("完")


def tables(old: str, new: str) -> list[str]:
    """The rows of the redline of two tables."""
    return told([old, END], [new, END]).split("\n")[:-1]


def test_a_figure_changes_in_its_cell() -> None:
    old, new = table(row("合计", "1.00")), table(row("合计", "2.00"))
    assert ["|合计|[-1.00-]{+2.00+}|"] == tables(old, new)


def test_a_row_that_comes_is_a_row_with_all_its_cells() -> None:
    rows = [row("事业运行", "1.00"), row("购房补贴", "3.00")]
    new = table(rows[0], row("提租补贴", "2.00"), rows[1])
    expected = ["|事业运行|1.00|", "+|{+提租补贴+}+|{+2.00+}+|", "|购房补贴|3.00|"]
    assert expected == tables(table(*rows), new)


def test_a_row_that_goes_is_a_row_too() -> None:
    rows = [row("事业运行", "1.00"), row("购房补贴", "3.00")]
    assert ["|事业运行|1.00|", "-|[-购房补贴-]-|[-3.00-]-|"] == tables(table(*rows), table(rows[0]))


def test_a_row_that_goes_leaves_its_program_s_numbers_behind() -> None:
    numbered = row("购房补贴", "3.00").replace("<w:tr>", '<w:tr w:rsidR="00AB12CD">')
    old = table(row("事业运行", "1.00"), numbered)
    made = redlined(parts(old, END), parts(table(row("事业运行", "1.00")), END))
    assert b"rsid" not in archive.read(made)[DOCUMENT]


def test_a_row_that_goes_leaves_the_old_file_s_bookmarks_and_comments_behind() -> None:
    numbered = '<w:commentRangeStart w:id="1"/><w:bookmarkStart w:id="1" w:name="a"/>'
    ended = '<w:bookmarkEnd w:id="1"/><w:commentRangeEnd w:id="1"/>'
    gone = row(cell(numbered, par("购房补贴"), ended), "3.00")
    old = parts(table(row("事业运行", "1.00"), gone), END)
    made = redlined(old, parts(table(row("事业运行", "1.00")), END))
    assert b"Range" not in archive.read(made)[DOCUMENT]
    assert b"bookmark" not in archive.read(made)[DOCUMENT]


def test_a_row_is_known_by_its_words_whatever_its_figures() -> None:
    old = table(row("甲类", "1.00"), row("乙类", "2.00"))
    new = table(row("乙类", "7.00"))
    assert ["-|[-甲类-]-|[-1.00-]-|", "|乙类|[-2.00-]{+7.00+}|"] == tables(old, new)


def test_a_table_that_goes_goes_row_by_row_with_its_heading() -> None:
    one, other = (table(row(name, "1.00")) for name in ("甲项目", "乙项目"))
    title = par("自评表")
    lines = told([title, one, title, other, END], [title, one, END]).split("\n")
    assert "-|[-乙项目-]-|[-1.00-]-|" in lines


def test_a_table_on_another_grid_takes_the_place_of_the_old_one() -> None:
    old, new = table(row("甲", "乙")), table(row("甲", "乙", "丙"), columns=3)
    assert ["-|[-甲-]-|[-乙-]-|", "+|{+甲+}+|{+乙+}+|{+丙+}+|"] == tables(old, new)


def merged(*names: str) -> str:
    """A table whose first column is merged over the rows of one name."""
    rows = []
    for at, name in enumerate(names):
        group, own = name.split("-")
        goes_on = at and names[at - 1].split("-")[0] == group
        first = cell(par("" if goes_on else group), merge="continue" if goes_on else "restart")
        rows.append(row(first, own))
    return table(*rows)


def test_a_row_inside_a_merge_comes_and_goes_alone() -> None:
    old, new = merged("产出-一", "产出-二", "产出-三"), merged("产出-一", "产出-四", "产出-三")
    expected = ["|产出|一|", "-|-|[-二-]-|", "+|+|{+四+}+|", "||三|"]
    assert expected == tables(old, new)


def test_with_the_row_that_begins_a_merge_the_rows_that_continue_it_are_set_anew() -> None:
    names = ("产出-建设子平台数量", "产出-项目验收合格率", "效益-发放证书个数")
    lines = tables(merged(*names), merged(*names[1:]))
    assert ["-", "-", "+", "|"] == [line[0] for line in lines]


def test_a_row_that_begins_a_merge_may_come_before_one_that_is_left_alone() -> None:
    old, new = merged("产出-一", "效益-二"), merged("产出-一", "成本-三", "成本-四", "效益-二")
    assert ["|", "+", "+", "|"] == [line[0] for line in tables(old, new)]


@pytest.mark.parametrize("seed", range(60))
def test_merges_of_any_kind_are_whole_in_both_versions(seed: int) -> None:
    chance = random.Random(seed)

    def names() -> list[str]:
        return [f"{chance.choice('甲乙丙')}-{chance.choice('一二三四五')}" for _ in range(6)]

    old, new = names(), names()
    if old != new:
        made = redlined(parts(merged(*old), END), parts(merged(*new), END))
        assert [] == list(stranded(made))


def stranded(docx: bytes) -> Iterator[str]:
    """Every cell that continues one which goes (or was not there) while its own row stays."""
    begun, sign = "", ""
    for line in ooxml.parse(archive.read(docx)[DOCUMENT]).iter(f"{W}tr"):
        marks = [child.tag.removeprefix(W) for child in line.findall(f"{W}trPr/*")]
        sign = marks[0] if marks else ""
        merge = line.find(f"{W}tc/{W}tcPr/{W}vMerge")
        if merge.get(f"{W}val") == "restart":
            begun = sign
        elif begun not in ("", sign):
            yield f"{sign} continues {begun}: {ooxml.shown_text(line)}"


def test_rows_that_come_into_a_merge_stand_before_those_that_go_with_one_of_their_own() -> None:
    old = merged("产出-建设子平台数量", "效益-发放证书个数", "效益-项目受益人数")
    new = merged("产出-建设子平台数量", "产出-项目通过验收率", "产出-故障响应及时性")
    assert ["|", "+", "+", "-", "-"] == [line[0] for line in tables(old, new)]


def test_a_row_that_goes_may_continue_a_cell_that_is_alone_now() -> None:
    old = merged("产出-建设子平台数量", "产出-项目通过验收率")
    new = table(row("产出", "建设子平台数量"))
    before, after = parts(old, END), parts(new, END)
    made, _ = redline.redline(before, after, "", formats=True)
    assert made is not None
    assert said(packed(before)) == said(settling.rejected(made))
    # Accepted, the cell begins a merge that nothing continues: it looks as the new one does.
    assert lint.tables(packed(after)) == lint.tables(settling.accepted(made))


def test_a_merge_that_nothing_continues_is_no_other_shape() -> None:
    alone = table(row(cell(par("甲"), merge="restart"), "1.00"))
    plain = table(row(cell(par("甲")), "2.00"))
    made = told([alone, END], [alone.replace("1.00", "2.00"), END])
    assert made == told([alone.replace('<w:vMerge w:val="restart"/>', ""), END], [plain, END])


def test_the_lines_of_a_cell_come_and_go_and_its_last_mark_stays() -> None:
    old = table(row("年度目标", cell(par("目标一"), par("目标二"), par("目标三"))))
    new = table(row("年度目标", cell(par("目标一"))))
    assert ["|年度目标|目标一-¶/[-目标二-]-¶/[-目标三-]|"] == tables(old, new)
    assert ["|年度目标|目标一+¶/{+目标二+}+¶/{+目标三+}|"] == tables(new, old)


def test_a_table_inside_a_cell_is_compared_like_any_other() -> None:
    inner = table(row("内", "{}"))
    old, new = (table(row(cell(inner.format(n), par()), "外")) for n in ("1.00", "2.00"))
    assert any("[-1.00-]{+2.00+}" in line for line in tables(old, new))
