"""What a document fetches from outside is taken out; its own words and pictures stay."""

import pytest
from support import wordml
from support.wordml import DOCUMENT, par, run

from generator.word import ooxml, opc, outside

RELATIONS = "word/_rels/document.xml.rels"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def linked(content: str, kind: str) -> dict[str, bytes]:
    """A document with a content that refers to rId9, which leads to a page of the network."""
    parts = wordml.parts(content.replace("<w:p>", f"<w:p {NAMES}>", 1))
    link = (
        f'<Relationship Id="rId9" Type="{wordml.R}/{kind}" Target="https://x.example/y" '
        f'TargetMode="External"/>'
    )
    parts[RELATIONS] = f'<Relationships xmlns="{PACKAGE}">{link}</Relationships>'.encode()
    return parts


def shown(parts: dict[str, bytes]) -> str:
    return ooxml.shown_text(ooxml.parse(parts[DOCUMENT]))


def held(parts: dict[str, bytes]) -> bytes:
    return parts[DOCUMENT] + parts[RELATIONS]


BLIP = '<w:r><w:drawing><a:blip r:link="rId9"{}/></w:drawing></w:r>'


@pytest.mark.parametrize(
    ("content", "kind", "gone", "stays"),
    [
        (f'<w:hyperlink r:id="rId9">{run("网站")}</w:hyperlink>', "hyperlink", "w:hyperlink",
         "网站"),
        (BLIP.format(""), "image", "w:drawing", ""),
        (BLIP.format(' r:embed="rId8"'), "image", "r:link", "w:drawing"),
        ('<w:r><w:pict><v:imagedata r:href="rId9"/></w:pict></w:r>', "image", "w:pict", ""),
        ('<w:r><w:object><v:shape/><o:OLEObject r:id="rId9"/></w:object></w:r>', "oleObject",
         "OLEObject", "v:shape"),
    ],
)  # fmt: skip
def test_a_link_goes_and_what_the_document_holds_itself_stays(
    content: str, kind: str, gone: str, stays: str
) -> None:
    parts = linked(par("见", content), kind)
    assert {outside.LINKS: 1} == outside.take_out(parts)
    text = held(parts).decode()
    assert (False, False, True) == (gone in text, "x.example" in text, stays in text)
    assert shown(parts).startswith("见")


def test_an_address_without_a_relationship_goes() -> None:
    shape = '<w:r><w:pict><v:imagedata src="\\\\server\\a.png" o:title="图"/></w:pict></w:r>'
    parts = wordml.parts(par("见", shape).replace("<w:p>", f"<w:p {NAMES}>", 1))
    assert {outside.LINKS: 1} == outside.take_out(parts)
    assert (False, True) == (b"server" in parts[DOCUMENT], b"o:title" in parts[DOCUMENT])


def field(instruction: str, text: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end")]
    code = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    return f"{marks[0]}{code}{marks[1]}{run(text)}{marks[2]}"


@pytest.mark.parametrize(
    "instruction",
    [
        "DDEAUTO excel a.xls r1c1",
        " includetext c:/a.docx ",
        "INCLUDEPICTURE x",
        "HYPERLINK http://x",
        r"HYPERLINK \l a http://x",
        "INCLUDE a.doc",
        "PRINT 27",
        "LASTSAVEDBY",
        "USERNAME",
        "DOCPROPERTY 经办人",
        "甲DDEAUTO x",
        "",
    ],
)
def test_a_field_that_fetches_leaves_what_it_shows(instruction: str) -> None:
    simple = f'<w:fldSimple w:instr="{instruction}">{run("5.00")}</w:fldSimple>'
    parts = wordml.parts(par("共", field(instruction, "3.00")), par("计", simple))
    assert {outside.FETCHED: 2} == outside.take_out(parts)
    assert "共3.00计5.00" == shown(parts)
    assert (False, False) == (b"fld" in parts[DOCUMENT], b"instr" in parts[DOCUMENT])


@pytest.mark.parametrize(
    "instruction",
    [r'HYPERLINK \l "_Toc1"', r"HYPERLINK \l _Toc1 \h", r"PAGEREF _Toc1 \h", "TOC", "=1+2"],
)
def test_a_field_within_the_document_stays_byte_for_byte(instruction: str) -> None:
    parts = wordml.parts(par("目", field(instruction, "3")))
    before = dict(parts)
    assert {} == outside.take_out(parts)
    assert before == parts


def test_what_a_field_nested_in_a_code_shows_goes_with_the_code() -> None:
    begin, end = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>',) * 2
    inner = field("DATE", "2024")
    separate, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("separate", "end"))
    code = "<w:r><w:instrText>INCLUDETEXT </w:instrText></w:r>"
    parts = wordml.parts(par("甲", begin + code + inner + separate + run("乙") + end))
    assert {outside.FETCHED: 1} == outside.take_out(parts)
    assert "甲乙" == shown(parts)


def test_a_link_of_the_package_itself_goes() -> None:
    parts = wordml.parts(par("甲"))
    link = f'<Relationship Id="r7" Type="{wordml.R}/x" Target="//s/x" TargetMode="External"/>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</R", link.encode() + b"</R")
    assert {outside.LINKS: 1} == outside.take_out(parts)
    assert [] == [link for link in opc.relations(parts, "") if link.external]


def test_a_field_that_never_ends_stays_for_nobody_knows_how_far_it_goes() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    parts = wordml.parts(
        par("甲", f"{begin}<w:r><w:instrText>DDE x</w:instrText></w:r>", run("乙"))
    )
    before = dict(parts)
    assert {} == outside.take_out(parts)
    assert before == parts
