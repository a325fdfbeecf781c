"""Fields: what they say, what they show, and which texts are a page number's."""

import pytest

from generator.word import fields, ooxml

SPACE = f'xmlns:w="{ooxml.W[1:-1]}"'


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def whole(*instruction: str, shown: str) -> str:
    """A field whose instruction stands in several runs."""
    return f"{char('begin')}{''.join(map(code, instruction))}{char('separate')}{shown}{char('end')}"


SIMPLE = f'<w:fldSimple w:instr=" PAGEREF _Toc1 ">{run("12")}</w:fldSimple>'
SPLIT = whole(" PAGER", "EF _Toc1 ", shown=run("1") + run("2"))
NESTED = whole(' HYPERLINK "x" ', shown=run("见") + whole(" PAGE ", shown=run("7")))


def paragraph(content: str) -> object:
    return ooxml.parse(f"<w:p {SPACE}>{content}</w:p>".encode())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (SIMPLE, [(" PAGEREF _Toc1 ", "12")]),
        (SPLIT, [(" PAGEREF _Toc1 ", "12")]),
        (NESTED, [(' HYPERLINK "x" ', "见7"), (" PAGE ", "7")]),
        (char("end") + run("甲"), []),
    ],
)
def test_a_field_is_read_whole(content: str, expected: list[tuple[str, str]]) -> None:
    found = fields.read(paragraph(content))
    assert expected == [(field.instruction, field.shown) for field in found]


@pytest.mark.parametrize(
    ("content", "expected"), [(SIMPLE, "甲乙"), (SPLIT, "甲乙"), (NESTED, "甲见乙")]
)
def test_a_page_number_is_no_text_of_its_paragraph(content: str, expected: str) -> None:
    nodes = fields.text_nodes(paragraph(run("甲") + content + run("乙")))
    assert expected == "".join(node.text for node in nodes)


@pytest.mark.parametrize(
    "content",
    [SIMPLE, SPLIT, whole(" PAGE ", shown=""), '<w:fldSimple w:instr=" PAGE "/>'],
)
def test_a_field_shows_what_it_is_given(content: str) -> None:
    root = paragraph(content + run("后"))
    (field,) = fields.read(root)
    field.show("34")
    assert ("34", "34后") == (fields.read(root)[0].shown, ooxml.shown_text(root))


def test_what_follows_fields_that_never_end_is_noted_with_the_innermost_only() -> None:
    """Each would hold all that follows, in a document of thousands of them."""
    found = fields.read(paragraph((char("begin") + run("甲")) * 500))
    assert (500, True) == (len(found), max(len(field.frame) for field in found) < 50)
