"""The word across every page of a draft: in each header, or the draft is refused."""

from pathlib import Path

import pytest
from support.wordml import DOCUMENT, relations

from generator.filling import watermark
from generator.filling.document import Filled, Form
from generator.filling.filling import link
from generator.word import archive, ooxml

SPACE = f'xmlns:w="{ooxml.W[1:-1]}"'
HEADER = f"<w:hdr {SPACE}><w:p/></w:hdr>".encode()
RELATIONS = "word/_rels/document.xml.rels"
EMPTY = f"<w:hdr {SPACE}/>".encode()


def form(*filled: str, **headers: bytes) -> Form:
    """A form with these header parts; those filled have a program instead."""
    names = {name: f"{name}.xml" for name in (*filled, *headers)}
    fixed = {f"word/{name}.xml": archive.deflate(xml) for name, xml in headers.items()}
    links = {"_rels/.rels": relations(officeDocument=DOCUMENT), RELATIONS: relations(**names)}
    fixed |= {name: archive.deflate(xml.encode()) for name, xml in links.items()}
    programs = {name: link((), {}) for name in (DOCUMENT, *(f"word/{n}.xml" for n in filled))}
    return Form("表样.docx", Path("表样.docx"), programs, fixed)


def test_every_header_carries_the_word_once() -> None:
    filled = Filled({"word/header2.xml": HEADER})
    marked, parts, faults = watermark.watermark(form("header2", header1=HEADER), filled, "草稿<1>")
    assert ([], {"_rels/.rels", RELATIONS}) == (faults, set(marked.fixed))
    assert ["word/header1.xml", "word/header2.xml"] == sorted(parts.parts)
    for xml in parts.parts.values():
        assert 1 == xml.count('string="草稿&lt;1&gt;"'.encode())
        ooxml.parse(xml)


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({}, "表样没有页眉，加不上“草稿”水印"),
        ({"header1": HEADER, "header2": EMPTY}, "表样的页眉里加不上“草稿”水印"),
    ],
)
def test_a_form_that_cannot_carry_it_gives_no_draft(
    headers: dict[str, bytes], message: str
) -> None:
    _, _, faults = watermark.watermark(form(**headers), Filled({}), "草稿")
    assert [("D507", message)] == [(fault.code, fault.message) for fault in faults]
