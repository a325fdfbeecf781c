"""The word across every page of a draft: in each header, or the draft is refused."""

from pathlib import Path

import pytest

from generator.filling import watermark
from generator.filling.document import Filled, Form
from generator.word import archive, ooxml

SPACE = f'xmlns:w="{ooxml.W[1:-1]}"'
HEADER = f"<w:hdr {SPACE}><w:p/></w:hdr>".encode()
EMPTY = f"<w:hdr {SPACE}/>".encode()


def form(**headers: bytes) -> Form:
    """A form with these header parts."""
    fixed = {f"word/{name}.xml": archive.deflate(xml) for name, xml in headers.items()}
    return Form("表样.docx", Path("表样.docx"), {}, fixed)


def test_every_header_carries_the_word_once() -> None:
    filled = Filled({"word/header2.xml": HEADER})
    marked, parts, faults = watermark.watermark(form(header1=HEADER), filled, "草稿<1>")
    assert ([], {}) == (faults, marked.fixed)
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
