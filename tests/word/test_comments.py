"""Comments of this program are set and taken out; those of people stay as they are."""

import io
import re
from typing import Any

import docx
import pytest
from support import ooxml as look

from generator.word import archive, comments, ooxml, opc
from generator.word.ooxml import W

Package = tuple[dict[str, bytes], Any]
MAIN = "word/document.xml"


@pytest.fixture(params=[False, True], ids=["no comments", "a comment of somebody"])
def package(request: pytest.FixtureRequest) -> Package:
    document = docx.Document()
    paragraph = document.add_paragraph("甲")
    document.add_paragraph("乙")
    if request.param:
        document.add_comment(paragraph.runs, text="请核对", author="张三")
    stream = io.BytesIO()
    document.save(stream)
    parts = archive.read(stream.getvalue())
    return parts, ooxml.parse(parts[MAIN])


def written(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    found = opc.targets(parts, MAIN, f"{opc.OFFICE}/comments")
    listed = ooxml.parse(parts[found[0]]).iter(f"{W}comment") if found else ()
    return [(c.get(f"{W}author"), ooxml.shown_text(c)) for c in listed]


def saved(parts: dict[str, bytes], root: Any) -> bytes:
    whole = {**parts, MAIN: ooxml.bytes_of(root)}
    return archive.write({name: archive.deflate(part) for name, part in whole.items()})


def slips_of(parts: dict[str, bytes], root: Any) -> set[str]:
    """What is wrong with the structure, wherever it stands."""
    return {re.sub(r"\[\d+\]", "", message) for message in look.lint(saved(parts, root))}


def test_a_remark_is_set_beside_what_people_wrote(package: Package) -> None:
    parts, root = package
    before = written(parts)
    slips = slips_of(parts, root)
    comments.add(parts, MAIN, root, [(next(root.iter(f"{W}p")), "应为 1.00 & 2.00")])
    assert [*before, ("gongkai", "应为 1.00 & 2.00")] == written(parts)
    assert len(written(parts)) == len(comments.authors(parts, MAIN))
    assert slips == slips_of(parts, root)
    assert [*before, ("gongkai", "应为 1.00 & 2.00")] == [
        (c.author, c.text) for c in docx.Document(io.BytesIO(saved(parts, root))).comments
    ]


def test_a_remark_goes_when_its_paragraph_has_been_seen_to(package: Package) -> None:
    parts, root = package
    whole, before = ooxml.bytes_of(root), written(parts)
    first, second, *_ = root.iter(f"{W}p")
    comments.add(parts, MAIN, root, [(first, "一"), (second, "二")])
    comments.take_out(parts, MAIN, root, [first])
    assert [*before, ("gongkai", "二")] == written(parts)
    comments.take_out(parts, MAIN, root, [second])
    assert (whole, before) == (ooxml.bytes_of(root), written(parts))


def test_a_remark_without_a_place_goes(package: Package) -> None:
    parts, root = package
    before = written(parts)
    last = list(root.iter(f"{W}p"))[-1]
    comments.add(parts, MAIN, root, [(last, "一")])
    last.getparent().remove(last)
    comments.take_out(parts, MAIN, root, [])
    assert before == written(parts)
