"""A finished document as a portal shows it: nothing lost, everything in its place."""

from itertools import chain
from pathlib import Path

import pytest
from support.edits import judging
from support.examples import EXAMPLE, OF_EVERY_PACK, ROOT, TEXT_FIRST
from support.public_documents import (
    boxes_of,
    edited_by_hand,
    open_word,
    public,
    public_of,
    texts_of,
    texts_shown,
)
from support.reading_back import produced
from support.wordml import cell, par, parts, row, run, table

from generator.outputs import document, page
from generator.outputs.public_blocks import PublicChart, PublicDocument, PublicParagraph
from generator.published import word_blocks

_CENTRED = '<w:jc w:val="center"/>'
_HEADING = '<w:outlineLvl w:val="{level}"/>'
_HEADED = "<w:tr><w:trPr><w:tblHeader/></w:trPr>"


def heading(text: str, level: int = 1) -> str:
    return par(text, look=_HEADING.format(level=level - 1))


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_every_text_of_an_example_stands_in_its_order(filing: Path) -> None:
    read = word_blocks.read(open_word(produced(filing).document))
    assert texts_shown(public(filing)) == texts_of(read)
    assert public(filing).gaps == ()


@pytest.mark.parametrize("seed", range(5))
def test_every_text_of_an_edited_document_stands_in_its_order(seed: int) -> None:
    opened = open_word(edited_by_hand(EXAMPLE, seed))
    assert texts_shown(document.read(opened)) == texts_of(word_blocks.read(opened))


def test_a_table_has_the_lines_that_belong_to_it() -> None:
    shown = next(it for it in public(EXAMPLE).tables if it.grid.width > 3)
    assert [it.text.partition("：")[0] for it in shown.above][:2] == [shown.caption, "公开01表"]
    assert [it.align for it in shown.above] == ["center", "right", "left"]
    assert shown.below[0].text.startswith("注：")
    assert (shown.heads, shown.names) == (2, (0, 2))


def test_figures_stand_to_the_right_and_landscape_tables_are_known() -> None:
    tables = [it for it in public(EXAMPLE).tables if it.grid.width > 3]
    rows = zip(tables[0].grid.rows[2:], tables[0].aligns[2:], strict=True)
    cells = (pair for row in rows for pair in zip(*row, strict=True))
    sides = {align for cell, align in cells if cell.column in (1, 3) and cell.text}
    assert sides == {"right"}
    assert [it.landscape for it in tables[:3]] == [False, True, True]


def test_a_chart_stands_where_it_hangs() -> None:
    blocks = public(TEXT_FIRST).blocks
    charts = [n for n, it in enumerate(blocks) if isinstance(it, PublicChart)]
    below = [blocks[n + 1] for n in charts]
    assert len(charts) > 3
    titles = [(it.text if isinstance(it, PublicParagraph) else "")[:2] for it in below]
    assert titles.count("（图") == len(charts)


def test_a_cover_says_the_title_in_its_own_order() -> None:
    shown = public(EXAMPLE)
    assert shown.title == "".join(
        it.text for it in (*shown.cover[1:2], shown.cover[0], shown.cover[2])
    )


def test_a_document_without_properties_is_called_what_its_cover_says() -> None:
    made = public_of(parts(par("某局"), par("2024年度"), heading("一、概况"), par("正文。")))
    assert (made.title, [it.text for it in made.cover]) == ("某局 2024年度", ["某局", "2024年度"])


def test_a_document_that_begins_with_text_has_no_cover() -> None:
    made = public_of(parts(par("这是一段话，没有封面。"), heading("一、概况")))
    assert (made.title, made.cover) == ("a", ())


def test_a_typed_table_of_contents_is_none_of_the_text() -> None:
    made = public_of(parts(par("一、概况……………3"), heading("一、概况"), par("正文。")))
    assert [it.text for it in made.contents] == ["一、概况……………3"]
    assert ([it.text for it in made.headings], made.gaps) == (["一、概况"], ())


def test_a_line_of_the_contents_that_is_no_heading_is_told() -> None:
    made = public_of(parts(par("二、别的……………3"), heading("一、概况"), par("正文。")))
    assert [it.what.partition("：")[0] for it in made.gaps] == ["目录里的这一行，正文没有这个标题"]


def test_a_line_of_text_above_a_table_is_none_of_its_own() -> None:
    made = public_of(parts(par("详见下表："), table(row("甲", "乙"), row("1", "2"))))
    assert [it.above for it in made.tables] == [()]


def test_lines_above_a_table_are_known_without_styles() -> None:
    lines = par("某表", look=_CENTRED), par("某局　金额单位：万元")
    made = public_of(parts(par("正文。"), *lines, table(row("甲", "乙"), row("某", "2.00"))))
    shown = next(made.tables)
    assert ([it.text for it in shown.above], shown.caption) == (
        ["某表", "某局　金额单位：万元"],
        "某表",
    )


def test_a_table_is_called_after_its_heading_where_it_has_no_title() -> None:
    made = public_of(parts(heading("一、概况"), table(row("甲", "乙"), row("某", "2.00"))))
    assert [it.caption for it in made.tables] == ["一、概况"]


def test_rows_that_are_marked_are_heads_and_columns_behind_codes_name_rows() -> None:
    head = row("编码", "名称", "数").replace("<w:tr>", _HEADED)
    rows = [row("201", "某", "1.00"), row("20103", "某某", "2.00")]
    shown = next(public_of(parts(table(head, *rows, columns=3))).tables)
    assert (shown.heads, shown.names) == (1, (0, 1))


def test_a_list_whose_head_nobody_marked_has_one() -> None:
    shown = next(public_of(parts(table(row("名称", "数"), row("某", "2.00")))).tables)
    assert shown.heads == 1


def test_a_form_to_be_filled_in_has_no_heads() -> None:
    shown = next(public_of(parts(table(row("名称", "某项目"), row("单位", "某局")))).tables)
    assert (shown.heads, shown.names) == (0, (0,))


def test_notes_are_numbered_in_the_order_of_the_text() -> None:
    space = f'xmlns:w="{"http://schemas.openxmlformats.org/wordprocessingml/2006/main"}"'
    notes = "".join(
        f'<w:footnote w:id="{n}">{par(text)}</w:footnote>' for n, text in ((3, "后"), (7, "先"))
    )
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = (
        par("甲。", mark.format(7)),
        table(row("乙", cell(par("丙"), par("丁", mark.format(3)))), row("戊", "1.00")),
    )
    footnotes = f"<w:footnotes {space}>{notes}</w:footnotes>"
    made = public_of(parts(*body, footnotes=footnotes))
    told = [(it.number, it.paragraphs[0].text, it.anchor) for it in made.notes]
    assert told == [(1, "先", 1), (2, "后", 3)]


def test_a_text_box_stands_where_it_hangs() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{par('框里的字')}</w:txbxContent></w:pict></w:r>"
    made = public_of(parts(par("甲。", box), par("乙。")))
    assert boxes_of(made) == ["框里的字"]
    assert [type(it).__name__ for it in made.blocks] == [
        "PublicParagraph",
        "PublicBox",
        "PublicParagraph",
    ]


def test_what_cannot_be_shown_is_told() -> None:
    made = public_of(parts(par("甲。", "<w:r><w:object/></w:r>"), par("乙。", run("丙"))))
    assert [it.what for it in made.gaps] == ["嵌入的对象"]


def test_a_form_whose_first_row_is_marked_stays_a_form() -> None:
    head = row(cell(par("名称"), span=2), cell(par("某项目"), span=4)).replace("<w:tr>", _HEADED)
    body = [row("得分", "1.00", "满分", "2.00", "说明", "3.00"), row("甲", "4.00", "乙", "5.00")]
    shown = next(public_of(parts(table(head, *body, columns=6))).tables)
    assert (shown.heads, shown.names) == (1, (0,))


def test_no_edit_that_shows_is_lost_in_silence() -> None:
    bench = judging.set_up(ROOT / "tests" / "filings" / "budget_new_unit.yaml")
    edits = chain.from_iterable(list_edits(bench.origin) for list_edits in judging.HARMFUL)
    before = document.read(open_word(bench.untouched))
    lost = [
        edit.kind
        for edit in judging.sample(bench.origin, edits, 1, every=23)
        if told(document.read(open_word(judging.carry_out(bench, edit)))) == told(before)
    ]
    assert lost == []


def told(public: PublicDocument) -> tuple[str, list[str]]:
    """All that a portal shows of a document, and what of it is told not to be shown."""
    return page.render(public), [it.what for it in public.gaps]
