"""Styles go by their names: what is brought from the new document looks as it does there."""

import io
from collections.abc import Callable
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE

from generator.word import ooxml, word_file
from generator.word import styles as word_styles
from generator.word.ooxml import W
from generator.word.restyling import Styles
from generator.word.word_file import WordFile


def opened(change: Callable[[Document], object] = lambda document: None) -> WordFile:
    document = docx.Document()
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    found = word_file.read(stream.getvalue(), "文档.docx")
    assert isinstance(found, WordFile)
    return found


def styled(style: str) -> Any:
    return ooxml.word("p", ooxml.word("pPr", ooxml.word("pStyle", val=style)))


def style_of(paragraph: Any) -> str | None:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return None if found is None else found.get(f"{W}val")


def renamed(document: Document) -> None:
    """As LibreOffice does: the identifier is another, the name is the same in another case."""
    style = document.styles["Heading 1"].element
    style.set(f"{W}styleId", "berschrift1")
    style.find(f"{W}name").set(f"{W}val", "Heading 1")


def with_a_style(name: str, base: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles[base]

    return change


def test_a_style_is_known_by_its_name() -> None:
    paragraph = styled("Heading1")
    Styles(opened(renamed), opened()).translate(paragraph)
    assert "berschrift1" == style_of(paragraph)


def test_a_style_that_is_not_there_is_brought_with_its_base() -> None:
    edited, paragraph = opened(renamed), styled("Tablefigure")
    styles = Styles(edited, opened(with_a_style("Tablefigure", "Heading 1")))
    styles.translate(paragraph)
    styles.store()
    root = word_styles.read(edited.parts, edited.main)
    (brought,) = [s for s in root if s.get(f"{W}styleId") == "Tablefigure"]
    assert ("Tablefigure", "berschrift1") == (
        style_of(paragraph),
        brought.find(f"{W}basedOn").get(f"{W}val"),
    )


def test_a_style_does_not_take_the_identifier_of_another() -> None:
    def taken(document: Document) -> None:
        document.styles["Heading 1"].element.set(f"{W}styleId", "Tablefigure")

    paragraph = styled("Tablefigure")
    Styles(opened(taken), opened(with_a_style("Tablefigure", "Normal"))).translate(paragraph)
    assert "TablefigureGongkai" == style_of(paragraph)


def test_a_style_that_nobody_knows_is_left_out() -> None:
    paragraph = styled("Nobody")
    Styles(opened(), opened()).translate(paragraph)
    assert style_of(paragraph) is None


def test_without_styles_nothing_is_named() -> None:
    edited, paragraph = opened(), styled("Heading1")
    edited.parts["word/styles.xml"] = b"<a>"
    styles = Styles(edited, opened())
    styles.translate(paragraph)
    styles.store()
    assert (None, b"<a>") == (style_of(paragraph), edited.parts["word/styles.xml"])
