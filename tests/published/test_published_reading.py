"""A published document is opened by its content; what is none is said in the officer's words."""

from pathlib import Path

import pytest
from support import wordml
from support.pdfs import Page, make
from support.wordml import par

from generator.published import reading
from generator.word import archive


def test_a_word_document_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "公开"
    path.write_bytes(archive.pack(wordml.parts(par("甲"))))
    document, faults = reading.read(path, "公开")
    assert document is not None
    assert ([], ".docx", "公开") == (faults, document.kind, document.file)


def test_a_word_document_that_holds_a_workbook_is_a_word_document(tmp_path: Path) -> None:
    made = wordml.parts(par("甲"))
    named = b'<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-'
    default = named + b'officedocument.spreadsheetml.sheet"/></Types>'
    types = made["[Content_Types].xml"].replace(b"</Types>", default)
    path = tmp_path / "公开.docx"
    path.write_bytes(archive.pack({**made, "[Content_Types].xml": types}))
    document, faults = reading.read(path)
    assert document is not None
    assert ([], ".docx") == (faults, document.kind)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    document, faults = reading.read(tmp_path / "没有.docx")
    assert (None, ["R811"]) == (document, [fault.code for fault in faults])
    assert "找不到这个文件" in faults[0].message


def test_a_pdf_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "公开.docx"
    path.write_bytes(b"\r\n" + make(Page().text(60, 60, "甲")))
    document, faults = reading.read(path)
    assert document is not None
    assert ([], ".pdf", ["甲"]) == (faults, document.kind, [it.text for it in document.paragraphs])


def test_a_pdf_of_scanned_pages_alone_is_refused_as_such(tmp_path: Path) -> None:
    path = tmp_path / "公开.pdf"
    path.write_bytes(make(Page().picture(0, 0, 595, 842)))
    document, faults = reading.read(path)
    assert (None, ["R811"]) == (document, [fault.code for fault in faults])
    assert ("扫描的一页，没有文字", str(path)) == (faults[0].message, faults[0].place.file)


@pytest.mark.parametrize("name", ["公开.pdf", "公开.docx"])
def test_an_empty_file_is_said_to_be_empty(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"")
    _, [fault] = reading.read(tmp_path / name)
    assert "文件是空的" == fault.message
