"""A finished document printed by LibreOffice: tags, claims, fonts; every document printed once."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pdfua import validate
from support import wordml
from support.examples import TEXT_FIRST, WORKED
from support.ooxml import paragraphs
from support.wordml import par, run

from generator import pipeline
from generator.outputs import font_choice, laying, pdf
from generator.outputs.pdf import PrintedPdf
from generator.word import archive, free_contents, ooxml, pictures

pytestmark = pytest.mark.office

# In Japan 骨 and 直 are drawn in another way, 门 and 令 too: other signs in one and the same font.
SIGNS = "骨直门令写"
PRINTED, FONTS = {"有许多表的": WORKED, "有图的": TEXT_FIRST}, "字体"
AMOUNTS = "数"
FORMS = ("宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "隶书")
FONT = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{0}"/><w:sz w:val="60"/>'
JAPANESE = '<w:lang w:val="ja-JP" w:eastAsia="ja-JP"/>'


def sample() -> bytes:
    """Each font of our forms on a line, between the fonts that stand in for them by name."""
    stand_ins = font_choice.find_stand_ins(FORMS, font_choice.list_installed() or ())
    used = {it.asked: it.used for it in stand_ins}
    fonts = [font for name in FORMS for font in (name, used.get(name, name))]
    lines = [par("", run(SIGNS, FONT.format(font) + JAPANESE)) for font in fonts]
    digits = [par("", run("0123456789", FONT.format(name))) for name in ("宋体", "Times New Roman")]
    return archive.pack(wordml.parts("".join(lines + digits)))


def amounts() -> bytes:
    """Amounts over many lines, one after the other, some of them marked as Chinese."""
    chinese = '<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>'
    lines = [par("", run(f"{'支' * n}3693.88万元，" * 30, chinese * (n % 2))) for n in range(1, 9)]
    return archive.pack(wordml.parts("".join(lines)))


@pytest.fixture(scope="session")
def documents() -> list[tuple[str, bytes]]:
    return [(name, pipeline.produce(filing).document) for name, filing in PRINTED.items()]


@pytest.fixture(scope="session")
def printed(documents: list[tuple[str, bytes]]) -> dict[str, PrintedPdf]:
    """A document of long tables, one of charts, and the sample of fonts; printed together, once."""
    lay_out, rounds = laying.lay_out, list[int]()

    def count(copies: Any, *how: Any) -> Any:
        rounds.append(len(copies))
        return lay_out(copies, *how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(laying, "lay_out", count)
        every = list(pdf.print_all([*documents, (FONTS, sample()), (AMOUNTS, amounts())]))
    done = {it.name: it for it in every if isinstance(it, PrintedPdf)}
    assert [*PRINTED, FONTS, AMOUNTS] == list(done)
    assert [len(done)] == rounds
    return done


@pytest.fixture(scope="session")
def told(documents: list[tuple[str, bytes]]) -> dict[str, PrintedPdf]:
    """The documents printed as those whose 目录 is filled in for the engine, and not by it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(free_contents, "free", lambda opened: {})
        return {it.name: it for it in pdf.print_all(documents) if isinstance(it, PrintedPdf)}


@pytest.fixture(scope="session", params=PRINTED)
def made(request: pytest.FixtureRequest, printed: dict[str, PrintedPdf]) -> PrintedPdf:
    return printed[request.param]


@pytest.fixture(scope="session")
def opened(made: PrintedPdf) -> Iterator[Any]:
    with pikepdf.open(BytesIO(made.pdf)) as read:
        yield read


@pytest.fixture(scope="session")
def elements(opened: Any) -> list[Any]:
    """The structure elements in order."""
    return list(walk(opened.Root.StructTreeRoot))


def walk(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for it in node:
            yield from walk(it)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from walk(node["/K"])


def test_no_number_is_broken_over_two_lines(printed: dict[str, PrintedPdf]) -> None:
    with pypdfium2.PdfDocument(printed[AMOUNTS].pdf) as read:
        texts = "\n".join(page.get_textpage().get_text_range() for page in read)
    assert 240 == len(re.findall(r"\d{4}\.\d{2}", texts))


def test_no_sign_at_the_end_of_a_line_is_lost(made: PrintedPdf) -> None:
    root = ooxml.parse(archive.read(made.document)["word/document.xml"])
    with pypdfium2.PdfDocument(made.pdf) as read:
        texts = "".join(page.get_textpage().get_text_range() for page in read)
    written = "".join(map(ooxml.shown_text, ooxml.paragraphs(root)))
    assert {it: written.count(it) for it in "，。；"} == {it: texts.count(it) for it in "，。；"}


def test_it_is_as_if_the_engine_had_been_told_its_pages(
    made: PrintedPdf, told: dict[str, PrintedPdf]
) -> None:
    other = told[made.name]
    assert made.document == other.document
    assert list(look(made.pdf)) == list(look(other.pdf))
    with pikepdf.open(BytesIO(made.pdf)) as one, pikepdf.open(BytesIO(other.pdf)) as another:
        for read in (list_links, list_bookmarks, list_kinds):
            assert list(read(one)) == list(read(another))


def look(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """The text of each page, and a digest of its picture."""
    with pypdfium2.PdfDocument(raw) as read:
        for page in read:
            drawn = bytes(page.render().buffer)
            yield page.get_textpage().get_text_range(), hashlib.sha256(drawn).digest()


def list_links(read: Any) -> list[Any]:
    """Where each link is, what it says, to which place it leads, and whether the tags know it."""
    pages = {page.objgen: number for number, page in enumerate(read.pages)}
    return sorted(
        (pages[page.objgen], [round(float(side)) for side in it.Rect], str(it.Contents),
         pages[it.Dest[0].objgen], [str(one) for one in it.Dest[1:]], "/StructParent" in it)
        for page in read.pages
        for it in page.get("/Annots", ())
    )  # fmt: skip


def list_bookmarks(read: Any) -> Iterator[str]:
    with read.open_outline() as outline:
        yield from (str(it.title) for top in outline.root for it in (top, *top.children))


def list_kinds(read: Any) -> Iterator[tuple[str, str]]:
    """The kind of each structure element, in order, and of what it is in; but of paragraphs that
    nothing stands in.
    """
    for it in walk(read.Root.StructTreeRoot):
        if str(it.S) != "/分节" and str(it.P.get("/S")) != "/分节":
            yield str(it.S), str(it.P.get("/S"))


def test_pdfua_finds_nothing(made: PrintedPdf, tmp_path: Path) -> None:
    path = tmp_path / "例.pdf"
    path.write_bytes(made.pdf)
    report = validate(str(path))
    assert [] == [f"{it.rule_id} {it.message}" for it in report.findings]


def test_it_claims_what_it_is(opened: Any, made: PrintedPdf) -> None:
    said = opened.Root.Metadata.read_bytes().decode()
    root = ooxml.parse(said.encode())
    texts = {it.tag.rpartition("}")[2]: it.text for it in root.iter() if (it.text or "").strip()}
    claims = re.findall(r"<(pdfu?aid):(\w+)>(\w+)</", said)
    assert [
        ("pdfaid", "part", "2"),
        ("pdfaid", "conformance", "B"),
        ("pdfuaid", "part", "1"),
    ] == claims
    assert ("http://www.aiim.org/pdfua/ns/id/", "zh-CN") == (
        texts["namespaceURI"],
        re.findall(r"<dc:language><rdf:Bag><rdf:li>(.*?)</", said)[0],
    )
    assert str(opened.docinfo["/Title"]) in said
    assert str(opened.docinfo["/Author"]) in said
    assert () == made.lacks


def test_its_colours_are_said(opened: Any) -> None:
    [intent] = opened.Root.OutputIntents
    assert ("/GTS_PDFA1", 3) == (str(intent.S), int(intent.DestOutputProfile.N))


def test_every_font_is_in_the_file_and_says_what_its_signs_mean(opened: Any) -> None:
    fonts = [
        it
        for it in opened.objects
        if isinstance(it, pikepdf.Dictionary) and it.get("/Type") == "/Font"
    ]
    assert fonts
    for font in fonts:
        described = font.FontDescriptor
        assert any(f"/FontFile{it}" in described for it in ("", "2", "3"))
        assert "/ToUnicode" in font


def test_all_of_it_is_in_chinese(opened: Any, elements: list[Any]) -> None:
    languages = {str(it.Lang) for it in elements if "/Lang" in it}
    assert ("zh-CN", set()) == (str(opened.Root.Lang), languages - {"zh-CN"})


def test_its_title_is_shown_and_its_bookmarks_are_the_contents(
    opened: Any, made: PrintedPdf
) -> None:
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
    matches = [re.fullmatch(r"(.+)\t\d+", it) for it in paragraphs(made.document)]
    listed = [it[1] for it in matches if it]
    with opened.open_outline() as outline:
        titles = [str(it.title) for top in outline.root for it in (top, *top.children)]
    marked = [re.sub(r"\s", "", it) for it in titles]
    entries = [re.sub(r"\s", "", it) for it in listed]
    assert entries == [it for it in marked if it in entries]  # a heading need not be an entry


def test_headings_are_tagged_and_no_level_is_left_out(elements: list[Any]) -> None:
    levels = [int(str(it.S)[2:]) for it in elements if re.fullmatch(r"/H[1-6]", str(it.S))]
    steps = {after - before for before, after in pairwise(levels)}
    assert (1, True) == (levels[0], max(steps) <= 1)


def test_every_table_has_header_cells_for_its_columns(elements: list[Any]) -> None:
    tables = [it for it in elements if str(it.S) == "/Table"]
    heads = [[cell for cell in walk(it) if str(cell.S) == "/TH"] for it in tables]
    assert tables
    assert [] == [number for number, it in enumerate(heads) if not it]
    scopes = Counter(
        str(own.Scope) for it in heads for cell in it for own in cell.A if "/Scope" in own
    )
    assert {"/Column"} == set(scopes)


def test_every_figure_says_what_it_shows(elements: list[Any], made: PrintedPdf) -> None:
    said = [str(it.Alt) for it in elements if str(it.S) == "/Figure"]
    root = ooxml.parse(archive.read(made.document)["word/document.xml"])
    assert pictures.list_descriptions(root) == said
    assert all(said)


def test_it_is_small_and_says_no_time(opened: Any, made: PrintedPdf) -> None:
    assert len(made.pdf) <= 800_000
    assert not {"/CreationDate", "/ModDate"} & set(opened.docinfo.keys())
    assert b"Date>" not in opened.Root.Metadata.read_bytes()


def test_it_is_the_same_when_it_is_printed_again(printed: dict[str, PrintedPdf]) -> None:
    made = printed["有图的"]
    [again] = pdf.print_all([("有图的", made.document)])
    assert isinstance(again, PrintedPdf)
    assert made.document == again.document
    assert hashlib.sha256(made.pdf).digest() == hashlib.sha256(again.pdf).digest()


def test_what_stands_in_is_drawn_as_it_is_in_china(printed: dict[str, PrintedPdf]) -> None:
    lines = list_lines(printed[FONTS].pdf)[: 2 * len(FORMS)]
    asked, stood_in = lines[::2], lines[1::2]
    assert asked == stood_in
    assert 2 == len({font for font, _ in asked})  # 黑体 is another than 宋体


def test_digits_are_as_wide_as_in_the_fonts_of_the_forms(printed: dict[str, PrintedPdf]) -> None:
    ours, theirs = list_lines(printed[FONTS].pdf)[2 * len(FORMS) :]
    assert ours == theirs


def list_lines(raw: bytes) -> list[tuple[str, bytes]]:
    """The font of each line of a .pdf, and its signs by their numbers in that font."""
    lines, font = list[tuple[str, bytes]](), ""
    with pikepdf.open(BytesIO(raw)) as read:
        for page in read.pages:
            steps: Any = pikepdf.parse_content_stream(page)
            for operands, operator in steps:
                font = str(operands[0]) if str(operator) == "Tf" else font
                if str(operator) == "Tj":
                    lines.append((font, bytes(operands[0])))
    return lines
