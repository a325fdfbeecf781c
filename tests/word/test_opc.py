"""The package around the parts: who points at whom, told and changed without leaving anything."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from support.calls import run
from support.examples import EXAMPLE
from support.packs import example_pack

from generator import exits
from generator.forms import compiling, linting
from generator.outputs import contents_pages, laying
from generator.outputs.office import Unmade
from generator.pipeline import Outcome
from generator.word import archive, ooxml, opc
from generator.word.ooxml import XmlError
from generator.word.opc import Relation
from generator.word.pagination import PaginationError

KIND = f"{opc.OFFICE}/comments"
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
LINK = b'<Relationship Id="%s" Type="%s" Target="%s"/>'


def package(*links: tuple[bytes, bytes]) -> dict[str, bytes]:
    """A package whose main part has these relationships, by identifier and target."""
    own = b"".join(LINK % (name, KIND.encode(), target) for name, target in links)
    main = LINK % (b"rId1", f"{opc.OFFICE}/officeDocument".encode(), b"word/document.xml")
    return {
        opc.TYPES_PART: TYPES,
        "_rels/.rels": RELATIONS % main,
        "word/_rels/document.xml.rels": RELATIONS % own,
        "word/document.xml": b"<a/>",
    }


def test_the_main_part_is_the_one_that_the_package_points_to() -> None:
    parts = package()
    assert "word/document.xml" == opc.main_part(parts)
    del parts["word/document.xml"]
    assert "" == opc.main_part(parts)
    assert "" == opc.main_part({})


@pytest.mark.parametrize(
    ("target", "part"),
    [
        (b"comments.xml", "word/comments.xml"),
        (b"/word/comments.xml", "word/comments.xml"),
        (b"../customXml/item1.xml", "customXml/item1.xml"),
        (b"../../../etc/x", "etc/x"),
    ],
)
def test_a_target_is_a_part_of_the_package(target: bytes, part: str) -> None:
    assert [part] == opc.targets(package((b"rId1", target)), "word/document.xml", KIND)


def test_what_is_related_can_be_found_and_taken_out_again() -> None:
    parts = package((b"rId1", b"a.xml"), (b"rId3", b"b.xml"))
    before = dict(parts)
    assert "rId2" == opc.relate(parts, "word/document.xml", KIND, "customXml/item1.xml")
    opc.declare(parts, "customXml/item1.xml", "application/xml")
    parts["customXml/item1.xml"] = b"<a/>"
    found = opc.targets(parts, "word/document.xml", KIND)
    assert ["word/a.xml", "word/b.xml", "customXml/item1.xml"] == found
    opc.unrelate(parts, "word/document.xml", "customXml/item1.xml")
    opc.drop(parts, "customXml/item1.xml")
    assert found[:2] == opc.targets(parts, "word/document.xml", KIND)
    assert before.keys() == parts.keys()
    assert b"item1" not in b"".join(parts.values())


def test_a_part_without_relationships_gets_its_first() -> None:
    parts = package()
    assert "rId1" == opc.relate(parts, "customXml/item1.xml", KIND, "customXml/itemProps1.xml")
    assert ["customXml/itemProps1.xml"] == opc.targets(parts, "customXml/item1.xml", KIND)


def test_relationships_that_are_no_xml_are_told() -> None:
    with pytest.raises(XmlError):
        opc.targets({"_rels/.rels": b"<a>"}, "", KIND)


def strict(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The package as a program writes it that is told to write Strict Open XML."""
    name = re.compile(
        rb"http://schemas\.openxmlformats\.org/(officeDocument|wordprocessingml)/2006/"
    )
    renamed = {n: name.sub(rb"http://purl.oclc.org/ooxml/\1/", part) for n, part in parts.items()}
    return {n: p.replace(b"extended-properties", b"extendedProperties") for n, p in renamed.items()}


def test_a_strict_document_is_read_as_a_transitional_one() -> None:
    main = '<w:document xmlns:w="{}"><w:t>{}ooxml/</w:t></w:document>'
    parts = package((b"rId1", b"a.xml")) | {
        "word/document.xml": main.format(ooxml.W[1:-1], "http://purl.oclc.org/").encode(),
        "docProps/app.xml": f'<a xmlns="{opc.OFFICE[:-13]}extended-properties"/>'.encode(),
        "word/media/1.bin": b"'http://purl.oclc.org/ooxml/a/b'",
    }
    assert "" == opc.main_part(strict(parts))
    assert parts == opc.read(archive.pack(strict(parts)))


def test_what_lies_elsewhere_keeps_its_address() -> None:
    parts = package()
    link = b'<Relationship Id="a" Type="t" Target="../x" TargetMode="External"/>'
    parts["word/_rels/document.xml.rels"] = RELATIONS % link
    assert [Relation("a", "t", "../x", True)] == list(opc.relations(parts, "word/document.xml"))
    assert ["", "word/document.xml"] == sorted(opc.sources(parts))


def test_a_remark_among_the_relationships_is_passed_over() -> None:
    parts = package((b"rId1", b"a.xml"))
    holder = "word/_rels/document.xml.rels"
    parts[holder] = parts[holder].replace(b"<Relationship ", b"<!-- x --><Relationship ", 1)
    opc.unrelate(parts, "word/document.xml", "word/a.xml")
    assert [] == opc.targets(parts, "word/document.xml", KIND)


def test_properties_are_found_where_libreoffice_says_they_are() -> None:
    kind = b"http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties"
    links = RELATIONS % (LINK % (b"rId1", kind, b"docProps/core.xml"))
    parts = {"_rels/.rels": links, "docProps/core.xml": b"<a/>"}
    assert "docProps/core.xml" == opc.find_target(parts, "", opc.CORE)


# -- a document that Word Online saved ------------------------------------------------------------


def saved_online(document: bytes, folder: Path) -> Path:
    """A document whose main part has the name that Word Online gives it."""
    texts = {
        name.replace("document.xml", "document2.xml"): (
            part.replace(b"document.xml", b"document2.xml")
            if name in (opc.TYPES_PART, "_rels/.rels")
            else part
        )
        for name, part in archive.read(document).items()
    }
    path = folder / "网页版.docx"
    path.write_bytes(archive.pack(texts))
    return path


def test_a_form_that_word_online_saved_is_one(tmp_path: Path) -> None:
    pack = example_pack()
    path = saved_online(pack.form.read_bytes(), tmp_path)
    assert [] == linting.lint(path, pack)
    form = compiling.compile_form(replace(pack, form=path)).form
    assert form is not None
    assert "word/document2.xml" in form.programs


@pytest.mark.parametrize(
    "arguments",
    [
        ["verify", "{old}", EXAMPLE],
        ["refresh", "{old}", EXAMPLE, "-o", "{new}"],
        ["publish", "{old}", EXAMPLE, "--仍要公开", "-o", "{new}"],
        ["build", EXAMPLE, "-o", "{out}", "--redline", "{old}"],
    ],
    ids=lambda arguments: str(arguments[0]),
)
def test_a_document_that_word_online_saved_is_one(
    arguments: list[str | Path], example: Outcome, tmp_path: Path
) -> None:
    names = {"old": saved_online(example.document, tmp_path), "new": tmp_path / "新.docx"}
    given = [str(it).format(**names, out=tmp_path / "out") for it in arguments]
    assert exits.FINE == run(*given)


def test_the_contents_of_a_document_that_word_online_saved_are_found(
    example: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laying, "lay_out", lambda copies, *_: [Unmade("到此为止")] * len(copies))
    with pytest.raises(PaginationError, match="到此为止"):
        contents_pages.paginate(saved_online(example.document, tmp_path))
