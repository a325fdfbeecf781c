"""The page of a document: its text, nothing else, in an order and a form that all can read."""

import base64
import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from support.examples import EXAMPLE, FILINGS, OF_EVERY_PACK, TEXT_FIRST
from support.public_documents import edited_by_hand, open_word, public, public_of, texts_on_page
from support.public_pages import list_texts, parse
from support.wordml import cell, par, parts, row, table

from generator.outputs import document, page

_HOSTILE = "</p><script>alert(1)</script>\"'&amp;<!-- ]]> {{ x }} {% raw %}"
_SCOPES = {"col", "row", "colgroup", "rowgroup"}
_HEADED = "<w:tr><w:trPr><w:tblHeader/></w:trPr>"


def heading(text: str, level: int) -> str:
    return par(text, look=f'<w:outlineLvl w:val="{level - 1}"/>')


@pytest.mark.parametrize("filing", FILINGS, ids=lambda path: path.stem)
def test_a_page_says_what_its_document_says(filing: Path) -> None:
    shown = public(filing)
    assert list_texts(page.render(shown)) == texts_on_page(shown)


@pytest.mark.parametrize("seed", range(10))
def test_a_page_says_what_an_edited_document_says(seed: int) -> None:
    filing = [EXAMPLE, TEXT_FIRST][seed % 2]
    shown = document.read(open_word(edited_by_hand(filing, seed)))
    assert list_texts(page.render(shown)) == texts_on_page(shown)


def test_a_page_is_a_function_of_its_document() -> None:
    assert page.render(public(EXAMPLE)) == page.render(public(EXAMPLE))


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_nothing_on_a_page_runs_or_is_fetched(filing: Path) -> None:
    shown = page.render(public(filing))
    assert "script" not in {it.tag for it in parse(shown).iter()}
    assert not re.search(r'\s(?:src|srcset|on\w+)=|url\(|@import|href="[^#]', shown)
    assert "default-src 'none'; style-src 'unsafe-inline'\"" in shown


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_no_level_of_headings_is_left_out(filing: Path) -> None:
    levels = [int(it.tag[1]) for it in parse(page.render(public(filing))).iter() if is_heading(it)]
    assert levels[:2] == [1, 2]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert levels.count(1) == 1


def is_heading(element: html.HtmlElement) -> bool:
    return bool(re.fullmatch("h[1-6]", str(element.tag)))


def test_headings_of_one_level_stay_of_one_level() -> None:
    body = (heading("甲", 1), heading("乙", 3), heading("丙", 3), heading("丁", 2))
    made = parse(page.render(public_of(parts(*body, par("正文。")))))
    assert [(it.tag, it.text) for it in made.iter("h2", "h3", "h4")][1:] == [
        ("h2", "甲"), ("h3", "乙"), ("h3", "丙"), ("h3", "丁"),
    ]  # fmt: skip


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_the_contents_lead_to_every_heading_that_the_document_lists(filing: Path) -> None:
    shown = public(filing)
    made = parse(page.render(shown))
    links = made.findall(".//nav[@class='contents']//a")
    named = {it.get("id"): "".join(it.itertext()) for it in made.iter() if it.get("id")}
    said = ["".join("".join(it.itertext()).split()) for it in links]
    assert said == ["".join(named[it.get("href")[1:]].split()) for it in links]
    listed = ["".join(it.text.split()) for it in shown.contents[1:]]
    assert [it for it in said if it in listed] == listed


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_every_cell_lies_where_it_lies_in_the_document(filing: Path) -> None:
    shown = public(filing)
    made = parse(page.render(shown))
    for due in shown.tables:
        found = made.find(f".//table[@id='t{due.grid.number}']")
        assert lay_out(found) == {
            (cell.row + down, cell.column + across): cell.text
            for cell in due.grid.cells
            for down in range(cell.rows)
            for across in range(cell.columns)
        }


def lay_out(element: html.HtmlElement) -> dict[tuple[int, int], str]:
    """The text at each place of a table's grid, as browsers lay cells out."""
    taken: dict[tuple[int, int], str] = {}
    for row_number, line in enumerate(element.iter("tr")):
        column = 0
        for it in line:
            while (row_number, column) in taken:
                column += 1
            lines = [it.text or "", *(br.tail or "" for br in it.iter("br"))]
            for down in range(int(it.get("rowspan", "1"))):
                for across in range(int(it.get("colspan", "1"))):
                    taken[row_number + down, column + across] = "\n".join(lines)
    return taken


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_cells_name_headers_that_are_there(filing: Path) -> None:
    made = parse(page.render(public(filing)))
    for found in made.iter("table"):
        heads = {it.get("id") for it in found.iter("th")}
        named = {one for it in found.iter("td", "th") for one in it.get("headers", "").split()}
        assert named <= heads
        assert found.find("caption") is not None
        assert {it.get("scope") for it in found.iter("th")} <= {
            "col",
            "row",
            "colgroup",
            "rowgroup",
        }


def test_a_figure_is_named_by_its_column_and_its_row() -> None:
    made = parse(page.render(public(EXAMPLE)))
    found = made.find(".//table[@id='t2']")
    texts = {it.get("id"): it.text for it in found.iter("th")}
    figures = [it for it in found.iter("td") if it.get("headers")]
    said = [[texts[one] for one in it.get("headers").split()] for it in figures[:2]]
    assert said == [
        ["收入", "决算数", "一、一般公共预算财政拨款收入"],
        ["支出", "决算数", "一、一般公共服务支出"],
    ]
    assert {it.get("class") for it in figures} == {"right"}


def test_a_head_that_reaches_into_the_body_breaks_nothing() -> None:
    first = row(cell(par("名称"), merge="restart"), "数").replace("<w:tr>", _HEADED)
    body = table(first, row(cell(par(), merge="continue"), "1.00"), row("某", "2.00"))
    made = parse(page.render(public_of(parts(body))))
    assert made.find(".//thead") is None
    assert lay_out(made.find(".//table"))[1, 0] == "名称"


def test_what_is_written_is_never_markup() -> None:
    body = par(_HOSTILE), heading(_HOSTILE, 1), table(row(_HOSTILE, "乙"), row("1", _HOSTILE))
    shown = public_of(parts(*body, par("末。")))
    made = page.render(shown)
    assert list_texts(made).count(_HOSTILE) == 4
    assert "<script" not in made
    assert [*parse(made).iter("script")] == []


def test_signs_that_turn_text_around_are_replaced() -> None:
    made = page.render(public_of(parts(par("正文。"), par("甲\u202e乙"), par("末。"))))
    assert "甲\ufffd乙" in made


def test_tables_of_one_name_are_told_apart() -> None:
    one = par("某表"), par("单位：元"), table(row("甲", "乙"), row("某", "2.00"))
    made = parse(page.render(public_of(parts(par("正文。"), *one, par("中。"), *one))))
    assert [it.get("aria-label") for it in made.iter("table")] == [
        "某表（第1张）", "某表（第2张）",
    ]  # fmt: skip


def test_a_wide_table_moves_in_a_frame_that_the_keyboard_reaches() -> None:
    made = parse(page.render(public(EXAMPLE)))
    frames = made.findall(".//div[@class='scroll']")
    assert {(it.get("tabindex"), it.get("role")) for it in frames} == {("0", "region")}
    names = [it.get("aria-label") for it in frames]
    assert len(set(names)) == len(names) > 5


def test_a_chart_is_drawn_and_its_figures_stand_beside() -> None:
    shown = public(TEXT_FIRST)
    made = parse(page.render(shown))
    first = made.find(".//figure")
    assert first.find(".//svg/desc").text.startswith("收、支决算总计变动情况图")
    rows = [[it.text for it in line] for line in first.find(".//table").iter("tr")]
    assert rows == [
        ["项目", "2023年度", "2024年度"],
        ["本年收入合计", "685.42", "719.93"],
        ["本年支出合计", "679.02", "723.25"],
    ]


def test_notes_lead_there_and_back() -> None:
    mark = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = f'<w:footnotes {space}><w:footnote w:id="3">{par("注里的话")}</w:footnote></w:footnotes>'
    body = par("正文。"), table(row("甲", cell(par("乙", mark))), row("丙", "1.00"))
    made = parse(page.render(public_of(parts(*body, footnotes=note))))
    link = made.find(".//th//sup/a")
    assert (link.get("href"), link.get("id")) == ("#n1", "r1")
    there = made.find(".//li[@id='n1']")
    assert there.find("p").text == "注里的话"
    assert there.find("a").get("href") == "#r1"


def test_heads_and_feet_of_pages_and_boxes_are_shown() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{par('框里的字')}</w:txbxContent></w:pict></w:r>"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    head = f"<w:hdr {space}>{par('某局文件')}</w:hdr>"
    made = parse(page.render(public_of(parts(par("甲。", box), par("乙。"), header=head))))
    assert made.find(".//div[@class='box']/p").text == "框里的字"
    assert made.find(".//footer/p").text == "某局文件"


def test_a_picture_stands_in_the_page_itself() -> None:
    data = b"\x89PNG\r\n\x1a\n" + b"x" * 20
    made = page.render(public_of(pictured(data, "单位大门")))
    image = parse(made).find(".//img")
    assert image.get("alt") == "单位大门"
    assert base64.b64decode(image.get("src").partition(",")[2]) == data
    assert "img-src data:" in made


def test_a_picture_that_no_browser_shows_is_told() -> None:
    shown = public_of(pictured(b"\x01\x00\x00\x00 emf", "图"))
    assert [it.what for it in shown.gaps] == ["图片"]


def test_of_a_picture_that_is_cropped_nothing_is_shown_that_was_cut_off() -> None:
    cropped = pictured(b"\x89PNG\r\n\x1a\nx", "图")
    body = cropped["word/document.xml"]
    blip = body[body.index(b"<a:blip") : body.index(b"</wp:inline>")]
    cut = b'<a:srcRect xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r="20000"/>'
    shown = public_of(cropped | {"word/document.xml": body.replace(blip, blip + cut)})
    assert [it.what for it in shown.gaps] == ["图片"]


def pictured(data: bytes, alt: str) -> dict[str, bytes]:
    """A document with a picture."""
    drawn = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        f'wordprocessingDrawing"><wp:docPr id="1" name="a" descr="{alt}"/><a:blip xmlns:a='
        '"http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="rId9"/></wp:inline>'
        "</w:drawing></w:r>"
    )
    made = parts(par("甲。", drawn), par("乙。"))
    relation = (
        b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/image" Target="media/image1.png"/></Relationships>'
    )
    name = "word/_rels/document.xml.rels"
    made[name] = made[name].replace(b"</Relationships>", relation)
    return made | {"word/media/image1.png": data}
