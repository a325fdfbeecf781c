"""The texts of a preview: every figure leads somewhere, every change is marked, nothing is lost."""

import re
from html import unescape
from pathlib import Path

import pytest
from support.examples import EXAMPLE, OF_EVERY_PACK

from generator.corrections import dossier, passages
from generator.diagnostics import FormPlace
from generator.kept import reading
from generator.outputs import document, page, pages
from generator.outputs.text_markup import WovenPart
from generator.word import ooxml, word_file
from generator.workbench.preview_weaving import BodyTexts, Weaving

PART = "word/document.xml"
OLD, NEW = "服务: 30887496.30", "服务: 31887496.30"


def weave(of: dossier.Dossier, changes: tuple[passages.Passage, ...] = ()) -> tuple[Weaving, str]:
    opened = word_file.read(of.outcome.document, "x")
    assert isinstance(opened, word_file.WordFile)
    weaving = Weaving(of, BodyTexts(PART, ooxml.paragraph_texts(opened.root)), "/f/", changes)
    laid = page.lay_out(document.read(opened, placed=False), weaving)
    return weaving, pages.render("document.html", title="", **laid)


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"<del.*?</del>", "", html)))


@pytest.mark.parametrize("path", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_every_figure_of_the_body_is_led_from_and_no_text_changes(path: Path) -> None:
    of, _ = dossier.open_filing(path)
    assert of is not None
    weaving, html = weave(of)
    led = {int(number) for number in re.findall(r'id="f([0-9]+)"', html)}
    assert set(weaving.numbers.values()) == led
    for number, text in re.findall(r'href="/f/([0-9]+)">([^<]*)</a>', html):
        assert of.outcome.printed[int(number)].text == unescape(text)
    opened = word_file.read(of.outcome.document, "x")
    assert isinstance(opened, word_file.WordFile)
    shown = document.read(opened, placed=False)
    bare = pages.render("document.html", title="", **page.lay_out(shown))
    assert plain(bare) == plain(html)


def test_what_a_correction_changes_is_marked_where_it_stands() -> None:
    old, _ = dossier.open_filing(EXAMPLE)
    content = EXAMPLE.read_text("utf-8").replace(OLD, NEW).encode()
    with reading.instead(EXAMPLE, content):
        new, _ = dossier.open_filing(EXAMPLE)
    assert old is not None
    assert new is not None
    _, html = weave(new, passages.compare(old, new))
    marked = [(a, b) for a, b in re.findall(r"<(ins|del)[^>]*>(.*?)</\1>", html)]
    assert ("del", "3088.75") in marked
    assert ("ins", "3188.75") in marked
    assert 1 == html.count('id="c0"')
    assert plain(weave(new)[1]) == plain(html)


def test_a_text_that_stands_elsewhere_is_left_alone() -> None:
    of, _ = dossier.open_filing(EXAMPLE)
    assert of is not None
    place, (weaving, _) = FormPlace("x", PART, 1, ""), weave(of)
    assert [WovenPart("别的话 12.00")] == list(weaving(place, 0, "别的话 12.00"))
    assert [WovenPart("x")] == list(weaving(None, 0, "x"))
