"""Page numbers of the 目录: what cannot have any is refused (`test_office` lays documents out)."""

from pathlib import Path

import pytest

from generator.compare.thresholds import LONGEST
from generator.pipeline import Outcome
from generator.word import archive, ooxml, opc, pagination
from generator.word.ooxml import W
from generator.word.pagination import PaginationError

MAIN = "word/document.xml"
PICTURE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def packed(parts: dict[str, bytes]) -> bytes:
    return archive.write({name: archive.deflate(part) for name, part in parts.items()})


@pytest.mark.parametrize("damage", ["a table of another program", "cut short", "no container"])
def test_what_is_no_document_is_refused(damage: str, example: Outcome, tmp_path: Path) -> None:
    parts = archive.read(example.document)
    main = parts.pop(MAIN)
    if damage == "cut short":
        parts[MAIN] = main[:-20]
    path = tmp_path / "文档.docx"
    content = b"PK" if damage == "no container" else packed(parts)
    path.write_bytes(content)
    with pytest.raises(PaginationError, match="不是完好的 Word 文档"):
        pagination.paginate(path)
    assert content == path.read_bytes()


def test_the_engine_gets_a_copy_that_fetches_nothing(
    example: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = dict(archive.read(example.document))
    relations = "word/_rels/document.xml.rels"
    link = f'<Relationship Id="rx" Type="{PICTURE}" Target="http://a.b/c" TargetMode="External"/>'
    parts[relations] = parts[relations].replace(b"</Rel", link.encode() + b"</Rel", 1)
    handed: list[bytes] = []

    def lay_out(document: bytes, folder: Path) -> Path:
        handed.append(document)
        raise PaginationError("到此为止")

    monkeypatch.setattr(pagination, "_lay_out", lay_out)
    with pytest.raises(PaginationError, match="到此为止"):
        pagination._lay_out_parts(parts)
    [document] = handed
    assert [] == [it for it in opc.relations(archive.read(document), MAIN) if it.external]
    assert b"http://a.b/c" in parts[relations]


def test_a_paragraph_that_no_engine_could_lay_out_is_told(example: Outcome, tmp_path: Path) -> None:
    parts = dict(archive.read(example.document))
    long = b"<w:p><w:r><w:t>" + b"1 " * LONGEST + b"</w:t></w:r></w:p></w:body>"
    parts[MAIN] = parts[MAIN].replace(b"</w:body>", long)
    path = tmp_path / "文档.docx"
    path.write_bytes(packed(parts))
    with pytest.raises(PaginationError, match=f"里有一段长 {2 * LONGEST} 字，排不了版"):
        pagination.paginate(path)


@pytest.mark.parametrize("inside", [True, False])
def test_a_heading_is_found_by_its_bookmark_wherever_that_stands(inside: bool) -> None:
    heading = ooxml.word("p", ooxml.word("r", ooxml.text_node("一、 收支")))
    body = ooxml.word("body", heading, ooxml.word("p"))
    bookmark = ooxml.word("bookmarkStart")
    bookmark.set(f"{W}name", "_Toc1")
    (heading if inside else body).insert(0, bookmark)
    assert heading is pagination._find_heading(body, "_Toc1")
