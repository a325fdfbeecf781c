"""What no page shows goes out of a copy that leaves; what pages show stays as it is."""

import pytest
from support import wordml
from support.wordml import DOCUMENT, par, run

from generator.word import baggage, ooxml, opc

MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"


def holding(content: str, source: str, kind: str, name: str) -> dict[str, bytes]:
    """A document with a part more, which one of its parts leads to."""
    parts = wordml.parts(content) | {name: "<内部/>".encode()}
    opc.relate(parts, source, kind, name)
    return parts


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        (DOCUMENT, f"{wordml.R}/customXml", "customXml/item7.xml"),
        (DOCUMENT, f"{wordml.R}/printerSettings", "word/printerSettings1.bin"),
        (DOCUMENT, f"{wordml.R}/glossaryDocument", "word/glossary/document.xml"),
        (DOCUMENT, f"{MICROSOFT}/commentsExtended", "word/commentsExtended.xml"),
        ("", f"{MICROSOFT}/ui/extensibility", "customUI/customUI.xml"),
    ],
)
def test_a_part_that_no_page_shows_goes(source: str, kind: str, name: str) -> None:
    parts = holding(par("甲"), source, kind, name)
    assert {baggage.BAGGAGE: 1} == baggage.take_out(parts)
    left = [link.target for link in opc.relations(parts, source)]
    assert (False, False) == (name in parts, name in left)


def test_a_part_that_nothing_leads_to_goes() -> None:
    parts = wordml.parts(par("甲")) | {"word/comments.xml": b"<a/>", "word/x/y.bin": b"1"}
    assert {baggage.BAGGAGE: 2} == baggage.take_out(parts)
    assert [] == [name for name in parts if name in ("word/comments.xml", "word/x/y.bin")]


def test_what_refers_to_a_part_that_goes_goes_with_it() -> None:
    content = par("甲", '<w:r><w:object><w:control r:id="rId1"/></w:object></w:r>')
    parts = wordml.parts(content)
    parts.pop(opc.relations_part(DOCUMENT), None)
    parts["word/x.bin"] = b"1"
    opc.relate(parts, DOCUMENT, f"{wordml.R}/xmlMaps", "word/x.bin")
    assert {baggage.BAGGAGE: 1} == baggage.take_out(parts)
    assert (False, "甲") == (
        b"rId1" in parts[DOCUMENT],
        ooxml.shown_text(ooxml.parse(parts[DOCUMENT])),
    )


@pytest.mark.parametrize("kind", ["image", "theme", "footnotes", "comments", "oleObject"])
def test_what_pages_show_or_somebody_let_pass_stays_byte_for_byte(kind: str) -> None:
    parts = holding(par("甲", run("乙")), DOCUMENT, f"{wordml.R}/{kind}", "word/part.xml")
    before = dict(parts)
    assert {} == baggage.take_out(parts)
    assert before == parts


def test_what_settings_keep_of_people_and_sources_goes() -> None:
    parts = wordml.parts(par("甲"))
    kept = '<w:docVars><w:docVar w:name="经办" w:val="张三"/></w:docVars><w:zoom w:percent="90"/>'
    settings = f'<w:settings xmlns:w="{ooxml.W[1:-1]}">{kept}</w:settings>'
    parts["word/settings.xml"] = settings.encode()
    opc.relate(parts, DOCUMENT, opc.SETTINGS, "word/settings.xml")
    assert {baggage.VARIABLES: 1} == baggage.take_out(parts)
    text = parts["word/settings.xml"].decode()
    assert (False, True) == ("张三" in text, "zoom" in text)
