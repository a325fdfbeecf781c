"""What styles make of their paragraphs: headings by level or by name, through what they inherit."""

import pytest

from generator.word import ooxml, styles
from generator.word.styles import Role

SPACE = f'xmlns:w="{ooxml.W[1:-1]}"'


def style(own: str, name: str = "", base: str = "", look: str = "", default: str = "0") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    head = f'w:type="paragraph" w:default="{default}" w:styleId="{own}"'
    inner = f'<w:name w:val="{name or own}"/>{based}<w:pPr>{look}</w:pPr>'
    return f"<w:style {head}>{inner}</w:style>"


def level(number: int) -> str:
    return f'<w:outlineLvl w:val="{number}"/>'


KNOWN = styles.roles(
    ooxml.parse(
        f"<w:styles {SPACE}>".encode()
        + (
            style("Normal", default="1")
            + style("A", look=level(1))
            + style("B", base="A")
            + style("1", name="Heading 1")
            + style("C", base="1", look="<w:keepNext/>")
            + style("D", base="A", look=level(9))
            + style("E", base="F")
            + style("F", base="E")
        ).encode()
        + b"</w:styles>"
    )
)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("A", Role(1)),
        ("B", Role(1)),
        ("1", Role(0)),
        ("C", Role(0, caption=True)),
        ("D", Role()),
        ("E", Role()),
        ("Normal", Role()),
        ("没有", Role()),
    ],
)
def test_a_style_is_a_heading_by_its_level_or_its_name_or_its_base(
    own: str, expected: Role
) -> None:
    paragraph = ooxml.word("p", ooxml.word("pPr", ooxml.word("pStyle", val=own)))
    assert expected == styles.role_of(paragraph, KNOWN)


@pytest.mark.parametrize(("own", "expected"), [(2, Role(2)), (9, Role())])
def test_a_paragraph_states_its_level_before_its_style_does(own: int, expected: Role) -> None:
    marks = ooxml.word("pStyle", val="A"), ooxml.word("outlineLvl", val=str(own))
    assert expected == styles.role_of(ooxml.word("p", ooxml.word("pPr", *marks)), KNOWN)


def test_a_document_without_styles_has_no_headings() -> None:
    assert Role() == styles.role_of(ooxml.word("p"), styles.roles(None))
