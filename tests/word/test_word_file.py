"""A finished document is opened whole, or the fault says in the officer's words that it is none."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from generator.diagnostics import Fault
from generator.pipeline import Outcome
from generator.word import archive, blocks, word_file
from generator.word.word_file import WordFile

Parts = dict[str, bytes]
MAIN = "word/document.xml"


def packed(parts: Parts) -> bytes:
    return archive.write({name: archive.deflate(part) for name, part in parts.items()})


@pytest.fixture
def opened(example: Outcome) -> WordFile:
    found = word_file.read(example.document, "文档.docx")
    assert isinstance(found, WordFile)
    return found


def test_every_paragraph_has_a_place(opened: WordFile) -> None:
    assert set(blocks.paragraphs(opened.blocks)) == set(opened.places)
    shown = {place.text: place.where for place in opened.places.values()}
    assert shown["508.68"].endswith("支出决算表：2010350 事业运行，基本支出")


def test_it_is_known_by_its_title_and_its_cover(opened: WordFile, example: Outcome) -> None:
    assert example.name == word_file.title(opened.parts)
    assert "2024年度福州市“智慧福州”管理服务中心部门决算" == word_file.cover(opened.root)
    assert "" == word_file.title({})


def _renamed_comments(parts: Parts) -> None:
    """Comments in a part of another name, as some programs write them, cut short."""
    document = docx.Document(io.BytesIO(packed(parts)))
    document.add_comment(document.paragraphs[60].runs, text="请核对", author="张三")
    stream = io.BytesIO()
    document.save(stream)
    parts.update(archive.read(stream.getvalue()))
    parts["word/remarks.xml"] = parts.pop("word/comments.xml")[:-9]
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        parts[name] = parts[name].replace(b"comments.xml", b"remarks.xml")


def _cut(name: str) -> Callable[[Parts], object]:
    return lambda parts: parts.update({name: parts[name][:-9]})


def _typed(said: str) -> Callable[[Parts], object]:
    """The main part with a document type, as no program that makes documents writes it."""
    return lambda parts: parts.update(
        {MAIN: parts[MAIN].replace(b"?>", f"?><!DOCTYPE a {said}>".encode(), 1)}
    )


DAMAGE: dict[str, Callable[[Parts], object]] = {
    "no main part": lambda parts: parts.pop(MAIN),
    "main part cut": lambda parts: parts.update({MAIN: parts[MAIN][:-9]}),
    "no body": lambda parts: parts.update({MAIN: b"<worksheet/>"}),
    "no content types": lambda parts: parts.pop("[Content_Types].xml"),
    "no relationships": lambda parts: parts.pop("_rels/.rels"),
    "relationships cut": lambda parts: parts.update({"_rels/.rels": b"<a>"}),
    "comments cut": _renamed_comments,
    "styles cut": _cut("word/styles.xml"),
    "settings cut": _cut("word/settings.xml"),
    "properties cut": _cut("docProps/core.xml"),
    "footer cut": _cut("word/footer1.xml"),
    "entities": _typed('[<!ENTITY a "x">]'),
    "an entity of another file": _typed('[<!ENTITY a SYSTEM "file:///etc/hostname">]'),
    "a document type": _typed('SYSTEM "http://a.b/c.dtd"'),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_refused(damage: Callable[[Parts], object], example: Outcome) -> None:
    parts = archive.read(example.document)
    damage(parts)
    fault = word_file.read(packed(parts), "文档.docx")
    assert isinstance(fault, Fault)
    assert ("R811", "文档.docx") == (fault.code, fault.place.file)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "无.docx"):
        fault = word_file.load(path)
        assert isinstance(fault, Fault)
        assert "读不出来" in fault.message


def test_an_excerpt_shows_the_place_it_is_about() -> None:
    text = "".join(map(str, range(100)))
    assert text[:40] + "…" == word_file.excerpt(text)
    assert f"…{text[80:120]}…" == word_file.excerpt(text, 100)
    assert "短" == word_file.excerpt("短")


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, " OpenDocument 文件（.odt）"),
        ({"OFD.xml": b"<OFD/>"}, " OFD 版式文件"),
        ({"a.docx": b"PK"}, "压缩包，或者别的程序的文件"),
    ],
)
def test_what_another_program_packed_is_called_by_its_kind(
    parts: dict[str, bytes], kind: str
) -> None:
    found = word_file.read(archive.pack(parts), "甲")
    assert isinstance(found, Fault)
    assert f"不是 Word 文件（.docx），是{kind}" == found.message


def test_a_filing_in_the_place_of_a_document_is_told_as_that(tmp_path: Path) -> None:
    filing = tmp_path / "填报.YAML"
    filing.write_text("文种: 部门决算\n", "utf-8")
    found = word_file.load(filing)
    assert isinstance(found, Fault)
    assert "这是填报文件，不是文档" == found.message
