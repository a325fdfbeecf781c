"""Page numbers of the 目录: headings are found as they are laid out, fonts that are not there are
named, and what cannot have any is refused (`test_office` lays documents out).
"""

from pathlib import Path
from typing import Any

import pytest
from support import wordml
from support.wordml import par, run

from generator.compare.thresholds import LONGEST
from generator.outputs import contents_pages, font_choice, laying, made_pdf, office
from generator.outputs.contents_pages import SeenPages
from generator.outputs.made_pdf import HeadingPages
from generator.outputs.office import Unmade
from generator.pipeline import Outcome
from generator.published.blocks import ReadDocument
from generator.published.pdf_file import PdfInk
from generator.word import archive, ooxml, pagination, word_file
from generator.word.pagination import PaginationError
from generator.word.word_file import WordFile

MAIN = "word/document.xml"
PAGES = ReadDocument("", ".pdf", (), pages=2, numbers={2: "7"})


def packed(parts: dict[str, bytes]) -> bytes:
    return archive.write({name: archive.deflate(part) for name, part in parts.items()})


@pytest.mark.parametrize("damage", ["a table of another program", "cut short", "no container"])
def test_what_is_no_document_is_refused(damage: str, example: Outcome, tmp_path: Path) -> None:
    parts = archive.read(example.document)
    main = parts.pop(MAIN)
    if damage == "cut short":
        parts[MAIN] = main[:-20]
    path = tmp_path / "文档.docx"
    content = b"PK" if damage == "no container" else packed(parts)
    path.write_bytes(content)
    with pytest.raises(PaginationError, match="不是完好的 Word 文档"):
        contents_pages.paginate(path)
    assert content == path.read_bytes()


def test_a_paragraph_that_no_engine_could_lay_out_is_told(example: Outcome, tmp_path: Path) -> None:
    parts = dict(archive.read(example.document))
    long = b"<w:p><w:r><w:t>" + b"1 " * LONGEST + b"</w:t></w:r></w:p></w:body>"
    parts[MAIN] = parts[MAIN].replace(b"</w:body>", long)
    path = tmp_path / "文档.docx"
    path.write_bytes(packed(parts))
    with pytest.raises(PaginationError, match=f"里有一段长 {2 * LONGEST} 字，排不了版"):
        contents_pages.paginate(path)


@pytest.mark.parametrize(("raw", "why"), [(b"%PDF-1.7 torn", "不是完好的 PDF 文件"), (b"", "")])
def test_an_engines_pdf_that_is_torn_is_told(
    raw: bytes, why: str, example: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = word_file.read(example.document, "文档.docx")
    assert isinstance(opened, WordFile)
    monkeypatch.setattr(laying, "lay_out", lambda copies, processes: [raw])
    (told,) = contents_pages.fill([opened])
    assert isinstance(told, Unmade)
    assert f"LibreOffice 印出的 PDF 读不出来（{why}" in told.why


# -- with pages that are as if an engine had laid them out ----------------------------------------

_STYLE = '<w:style w:type="paragraph" w:styleId="{}"><w:rPr>{}</w:rPr></w:style>'
_FONT = '<w:rFonts w:eastAsia="{}"/>'
_STYLED = "".join(_STYLE.format(k, _FONT.format(f)) for k, f in (("A", "仿宋"), ("B", "隶书")))
STYLES = f'<w:styles xmlns:w="{wordml.W}">{_STYLED}</w:styles>'
LISTED = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'


def code(*pieces: str) -> str:
    return "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)


def shown(path: Path) -> list[str]:
    """The page numbers that a document's 目录 shows."""
    root = ooxml.parse(archive.read(path.read_bytes())[MAIN])
    return [field.shown for _, field in pagination.list_entries(root)]


@pytest.fixture
def paginate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Paginates a document of one entry and one heading, of which the engine shows a title."""

    def paginate(entry: str, heading: str, title: str, used: tuple[str, ...] = ()) -> Any:
        laid = SeenPages(HeadingPages(((title, 2),), 2), PdfInk(()), PAGES)
        monkeypatch.setattr(laying, "lay_out", lambda copies, *_: [b"%PDF-"] * len(copies))
        monkeypatch.setattr(contents_pages, "_look", lambda pdf, before: laid)
        monkeypatch.setattr(made_pdf, "list_fonts", lambda pdf: used)
        monkeypatch.setattr(office, "version", lambda: "LibreOffice 24")
        mark = '<w:bookmarkStart w:id="1" w:name="_Toc1"/>'
        heading = par("", mark, heading, look='<w:pStyle w:val="A"/>')
        path = tmp_path / "文档.docx"
        path.write_bytes(archive.pack(wordml.parts(par("", entry) + heading, styles=STYLES)))
        return contents_pages.paginate(path), shown(path)

    return paginate


@pytest.mark.parametrize(
    "entry",
    [
        LISTED.format(code(" PAGEREF _Toc1 \\h ") + SEPARATE + run("1")),
        LISTED.format(code(" PAGE", "REF _T", "oc1 ") + SEPARATE + run("1")),
        LISTED.format(code(" PAGEREF _Toc1 ") + SEPARATE),
        LISTED.format(code(" PAGEREF _Toc1 ")),
        LISTED.format(code(' pageref "_Toc1" \\h ') + SEPARATE + run("1")),
        LISTED.format(code(" PAGEREF \\h _Toc1 ") + SEPARATE + run("1")),
        '<w:fldSimple w:instr=" PAGEREF _Toc1 "/>',
    ],
    ids=["whole", "split", "no result", "no separator", "quoted", "switch first", "one element"],
)
def test_an_entry_is_filled_however_a_program_writes_its_field(entry: str, paginate: Any) -> None:
    assert ["7"] == paginate(entry, run("一、收支"), "一、收支")[1]


BY = 'w:id="1" w:author="a"'
REVISED = f"<w:del {BY}><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins {BY}>{run('新')}</w:ins>"
RUBY = f"<w:r><w:ruby><w:rt>{run('zh')}</w:rt><w:rubyBase>{run('支')}</w:rubyBase></w:ruby></w:r>"
BOX = f"<w:r><w:pict><w:txbxContent>{par('框')}</w:txbxContent></w:pict></w:r>"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        (run("一、收") + "<w:r><w:noBreakHyphen/></w:r>" + run("支"), "一、收-支"),
        (run("一、收") + "<w:r><w:softHyphen/></w:r>" + run("支"), "一、收支"),
        (run("一、收支") + REVISED, "一、收支新"),
        (run("一、收支") + REVISED, "一、收支旧新"),
        (run("一、收") + RUBY, "一、收支"),
        (run("一、收支") + BOX, "一、收支"),
    ],
    ids=["hyphen", "soft hyphen", "accepted", "shown revised", "ruby", "a box"],
)
def test_a_heading_is_known_as_it_is_laid_out(heading: str, title: str, paginate: Any) -> None:
    entry = LISTED.format(code(" PAGEREF _Toc1 ") + SEPARATE + run("1"))
    assert ["7"] == paginate(entry, heading, title)[1]


def test_the_fonts_that_others_stood_in_for_are_named(
    paginate: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = LISTED.format(code(" PAGEREF _Toc1 ") + SEPARATE)
    heading = run("一", _FONT.format("宋体")) + run("二", _FONT.format("黑体"))
    monkeypatch.setattr(font_choice, "list_installed", lambda: None)
    seen, _ = paginate(entry, heading, "一二", ("NotoSansCJK", "SimSun"))
    assert (("仿宋", ""), ("黑体", "")) == seen.stand_ins
    monkeypatch.setattr(font_choice, "list_installed", lambda: {"SimSun", "Noto Serif CJK SC"})
    known, _ = paginate(entry, heading, "一二")
    assert (("仿宋", "SimSun"), ("黑体", "Noto Serif CJK SC")) == known.stand_ins
