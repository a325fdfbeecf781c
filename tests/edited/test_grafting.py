"""A plan is carried out on the XML of an edited document; what is not meant stays as it is."""

import io
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from support import ooxml as look

from generator.edited import grafting, merging
from generator.word import archive, blocks, ooxml, word_file
from generator.word.ooxml import W
from generator.word.word_file import WordFile

MAIN = "word/document.xml"
Change = Callable[[Document], object]


def made(change: Change = lambda document: None) -> WordFile:
    """A small document with three paragraphs and a table of four rows, changed."""
    document = docx.Document()
    for text in ("甲1.00万元。", "乙2.00万元。", "丙3.00万元。"):
        document.add_paragraph(text)
    table = document.add_table(4, 2)
    for number, row in enumerate(table.rows):
        row.cells[0].text, row.cells[1].text = f"{'子丑寅卯'[number]}科目", f"{number}.50"
    document.add_paragraph("完。")
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    opened = word_file.read(stream.getvalue(), "文档.docx")
    assert isinstance(opened, WordFile)
    return opened


def grafted(edited: WordFile, new: WordFile) -> Any:
    """The edited document's root as a refresh leaves it, generated as `made` makes it."""
    grafting.apply(merging.merge(made().blocks, edited, new), edited, new)
    whole = {**edited.parts, MAIN: ooxml.bytes_of(edited.root)}
    slips = look.lint(archive.write({n: archive.deflate(part) for n, part in whole.items()}))
    before = look.lint(archive.write({n: archive.deflate(p) for n, p in edited.parts.items()}))
    assert set(slips) <= set(before)
    return edited.root


def texts(root: Any) -> list[str]:
    return [paragraph.text for paragraph in blocks.paragraphs(blocks.read(root)) if paragraph.text]


def add_a_row(document: Document) -> None:
    table = document.tables[0]
    table.rows[1]._tr.addnext(deepcopy(table.rows[1]._tr))
    added = table.rows[2].cells
    added[0].text, added[1].text = "新科目", "9.50"


def drop_the_table(document: Document) -> None:
    document.tables[0]._tbl.getparent().remove(document.tables[0]._tbl)


def drop_a_paragraph(document: Document) -> None:
    document.paragraphs[1]._p.getparent().remove(document.paragraphs[1]._p)


def add_paragraphs(document: Document) -> None:
    for text in ("新一5.00。", "新二6.00。"):
        document.paragraphs[0].insert_paragraph_before(text)


@pytest.mark.parametrize("change", [add_a_row, drop_the_table, drop_a_paragraph, add_paragraphs])
def test_an_untouched_document_becomes_the_new_one(change: Change) -> None:
    new = made(change)
    assert texts(new.root) == texts(grafted(made(), new))


def tracked(name: str) -> Change:
    """The row before which one is to come is put in, or taken out, as a tracked change."""

    def change(document: Document) -> None:
        row = document.tables[0].rows[1]._tr
        row.get_or_add_trPr().append(ooxml.word(name, id="7", author="张三"))

    return change


@pytest.mark.parametrize("name", ["ins", "del"])
def test_a_row_that_comes_is_no_tracked_change_as_its_neighbour_is(name: str) -> None:
    """Who rejects or accepts the changes would lose it."""
    edited = made(tracked(name))
    root = grafted(edited, made(add_a_row))
    (row,) = [r for r in root.iter(f"{W}tr") if "新科目" in "".join(r.itertext())]
    assert [] == list(row.iter(f"{W}ins", f"{W}del"))
    assert 1 == len(list(root.iter(f"{W}{name}")))


def test_a_row_that_comes_is_formatted_as_its_neighbour_was_by_hand() -> None:
    def bold(document: Document) -> None:
        for cell in document.tables[0].rows[1].cells:
            cell.paragraphs[0].runs[0].font.bold = True

    root = grafted(made(bold), made(add_a_row))
    (row,) = [r for r in root.iter(f"{W}tr") if "新科目" in "".join(r.itertext())]
    assert 2 == len(list(row.iter(qn("w:b"))))


def test_a_paragraph_that_ends_a_section_is_emptied_and_stays() -> None:
    def section(document: Document) -> None:
        mark = ooxml.word("sectPr")
        document.paragraphs[1]._p.get_or_add_pPr().append(mark)

    root = grafted(made(section), made(drop_a_paragraph))
    assert "乙2.00万元。" not in texts(root)
    assert 2 == len(list(root.iter(f"{W}sectPr")))


def test_a_cell_keeps_the_paragraph_that_must_end_it() -> None:
    root = grafted(made(), made(lambda d: setattr(d.tables[0].rows[0].cells[0], "text", "")))
    assert all(cell[-1].tag == f"{W}p" for cell in root.iter(f"{W}tc"))
