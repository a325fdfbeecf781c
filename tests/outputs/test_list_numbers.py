"""Automatic numbers stand on the page as Word shows them; what nobody can tell is said."""

import pytest
from support.public_documents import public_of
from support.public_pages import parse
from support.wordml import W, par, parts, row, table

from generator.outputs import page
from generator.outputs.public_blocks import PublicDocument, PublicParagraph


def level(at: int, kind: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


ONE = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def lists(*levels: str, numbers: str = ONE) -> str:
    kind = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return f'<w:numbering xmlns:w="{W}">{kind}{numbers}</w:numbering>'


def item(text: str, at: int = 0, number: int = 1) -> str:
    look = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
    return par(text, look=look)


def marks(public: PublicDocument) -> list[str]:
    blocks = (it for it in public.blocks if isinstance(it, PublicParagraph))
    return [it.mark for it in blocks if it.mark]


@pytest.mark.parametrize(
    ("kind", "text", "due"),
    [
        ("decimal", "%1.", ["1.", "2."]),
        ("chineseCounting", "（%1）", ["（一）", "（二）"]),
        ("japaneseCounting", "第%1部分", ["第一部分", "第二部分"]),
        ("decimalEnclosedCircleChinese", "%1", ["①", "②"]),
        ("upperLetter", "%1.", ["A.", "B."]),
        ("bullet", "—", ["—", "—"]),
    ],
)
def test_numbers_are_written_as_their_list_writes_them(
    kind: str, text: str, due: list[str]
) -> None:
    made = public_of(parts(item("甲"), item("乙"), numbering=lists(level(0, kind, text))))
    assert (marks(made), made.gaps) == (due, ())


def test_a_list_that_goes_on_counts_on_after_other_text() -> None:
    body = (item("甲"), par("其间。"), item("乙"))
    assert marks(public_of(parts(*body, numbering=lists(level(0, "decimal", "%1、"))))) == [
        "1、", "2、",
    ]  # fmt: skip


def test_a_deeper_level_begins_anew_below_each_of_the_higher() -> None:
    both = level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2")
    body = (item("甲"), item("乙", 1), item("丙", 1), item("丁"), item("戊", 1))
    made = public_of(parts(*body, numbering=lists(*both)))
    assert marks(made) == ["一、", "一.1", "一.2", "二、", "二.1"]


def test_a_list_may_begin_anew() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{override}</w:num>'
    )
    body = (item("甲"), item("乙"), item("丙", number=2), item("丁", number=2))
    listed = lists(level(0, "decimal", "%1."), numbers=numbers)
    assert marks(public_of(parts(*body, numbering=listed))) == ["1.", "2.", "1.", "2."]


def test_numbers_that_cannot_be_told_are_said_to_be_missing() -> None:
    unknown = lists(level(0, "hebrew1", "%1."))
    made = public_of(parts(item("甲"), numbering=unknown))
    assert (marks(made), [it.what for it in made.gaps]) == ([], ["自动编号“%1.”"])


def test_numbers_in_tables_are_said_to_be_missing() -> None:
    body = table(row("甲", "乙").replace(par("乙"), item("乙")), row("某", "1.00"))
    made = public_of(parts(body, numbering=lists(level(0, "decimal", "%1."))))
    assert [it.what for it in made.gaps] == ["自动编号“%1.”"]


def test_a_page_shows_the_number_before_the_text() -> None:
    made = public_of(parts(item("甲"), numbering=lists(level(0, "decimal", "%1."))))
    shown = parse(page.render(made)).find(".//div[@id='text']/p")
    assert shown.text_content() == "1.甲"
