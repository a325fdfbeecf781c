"""The package around the parts: who points at whom, told and changed without leaving anything."""

import pytest

from generator.word import opc
from generator.word.ooxml import XmlError

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
