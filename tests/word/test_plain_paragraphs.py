"""Texts without a tree: whatever happens to a part, what is told is what a tree tells."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import FILINGS
from support.properties import examples

from generator import pipeline
from generator.word import archive, ooxml, plain_paragraphs
from generator.word.plain_paragraphs import NotPlainError

WORD = ooxml.W[1:-1]
ALL = range(40)
CELL = (
    '<w:tc><w:tcPr><w:tcW w:w="810" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>\n'
    "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
)
PART = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{WORD}" '
    'xmlns:r="urn:r"><w:body>\n'
    '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t xml:space="preserve">2024 &amp; &#34;乙'
    '</w:t></w:r></w:p><w:p/><w:p w:rsidR="1"/><w:p w:rsidR="2"><w:r><w:t>甲</w:t></w:r><w:r>'
    '<w:tab/></w:r><w:r><w:t/></w:r><w:r><w:t xml:space="preserve">12.00</w:t></w:r></w:p>'
    '<w:tbl><w:tblPr><w:tblW w:w="0"/></w:tblPr><w:tr><w:trPr><w:cantSplit/></w:trPr>'
    f"{CELL.format('0.00')}{CELL.format('0.00')}</w:tr><w:tr>{CELL.format('3.5')}</w:tr></w:tbl>"
    '<w:p><w:hyperlink r:id="1"><w:r><w:t>丙\n丁</w:t></w:r></w:hyperlink><w:r><w:drawing>'
    '<wp:inline xmlns:wp="urn:wp"><wp:x a="1"/></wp:inline></w:drawing></w:r></w:p>\n'
    "<w:sectPr/></w:body></w:document>"
).encode()
SHOWN = ['2024 & "乙', "", "", "甲12.00", "0.00", "0.00", "3.5", "丙 丁"]

# What may come into a part: pieces of what it is made of, of what only looks like it, and of
# what is no XML.
BITS = [
    *(
        "<",
        ">",
        '"',
        "'",
        "&",
        "/",
        "=",
        ":",
        "!",
        "?",
        " ",
        "\n",
        "\r",
        "\t",
        "\0",
        "甲",
        "\uffff",
    ),
    *("<w:p>", "</w:p>", "<w:p/>", "<w:p ", "<w:p\n>", "</w:p >", "<w:r>", "</w:r>", "<w:x/>"),
    *(
        "<w:t>",
        "</w:t>",
        "</w:t >",
        "<w:t/>",
        "<w:t >",
        '<w:t xml:space="preserve"/>',
        "<w:t>9</w:t>",
    ),
    *("<w:tc>", "</w:tc>", "<w:tcPr>", "</w:tcPr>", "<w:tcPr></w:tcPr>", "<a/>", "w:", "a:b:c"),
    *("<!--", "-->", "<!-- x -->", "<![CDATA[", "]]>", "<![CDATA[<w:t>1</w:t>]]>", "<?x y?>"),
    *("&amp;", "&lt;", "&nbsp;", "&#13;", "&#10;", "&#128;", "&#0;", "&#x41;", "<!DOCTYPE a>"),
    *(' xmlns:w="urn:q"', ' xmlns="urn:q"', f' xmlns="{WORD}"', f' xmlns:r="{WORD}"'),
    *(' xmlns:q="urn:r" q:id="1"', 'w:val="1" w:val="2"', '<w:x y="">', "<x:p>", "<x:t>1</x:t>"),
    *('<w:r xmlns:w="urn:z"><w:t>5</w:t></w:r>', f'<q:t xmlns:q="{WORD}">7</q:t>'),
    "<w:txbxContent><w:p><w:r><w:t>n</w:t></w:r></w:p></w:txbxContent>",
]
BORDERS = [at for at in range(len(PART)) if PART[at : at + 1] in b"<>"]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The part with one to three changes: something put in, taken out, said again, replaced."""
    xml = PART
    place = st.sampled_from(BORDERS).flatmap(lambda at: st.sampled_from([at, at + 1]))
    bit = st.sampled_from(BITS).map(str.encode)
    for _ in range(draw(st.integers(1, 3))):
        start, end = sorted((draw(place), draw(place)))
        changed = draw(st.sampled_from(["in", "out", "again", "around", "other"]))
        if changed == "in":
            xml = xml[:start] + draw(bit) + xml[start:]
        elif changed == "out":
            xml = xml[:start] + xml[min(end, start + draw(st.integers(1, 60))) :]
        elif changed == "again":
            xml = xml[:end] + xml[start:end][:200] + xml[end:]
        elif changed == "around":
            xml = xml[:start] + draw(bit) + xml[start:end] + draw(bit) + xml[end:]
        else:
            xml = xml.replace(draw(bit), draw(bit), draw(st.sampled_from([1, -1])))
    return xml


def told_by_a_tree(xml: bytes) -> dict[int, str]:
    texts = ooxml.paragraph_texts(ooxml.parse(xml))
    return dict(enumerate(texts, start=1))


def test_the_texts_are_those_of_the_paragraphs() -> None:
    expected = dict(enumerate(SHOWN, start=1))
    assert (expected, expected) == (told_by_a_tree(PART), plain_paragraphs.read_texts(PART, ALL))


def test_only_what_is_asked_for_is_told() -> None:
    assert {4: "甲12.00"} == plain_paragraphs.read_texts(PART, {0, 4, 9})


@examples(4000)
@given(damaged())
def test_whatever_happens_to_a_part_what_is_told_is_what_a_tree_tells(xml: bytes) -> None:
    try:
        told = plain_paragraphs.read_texts(xml, ALL)
    except NotPlainError:
        return
    assert told_by_a_tree(xml) == told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("</w:body>", "", id="an end is missing"),
        pytest.param("<w:tr><w:tc>", "<<w:x></w:x>w:tr><w:tc>", id="broken in front of an element"),
        pytest.param("<w:sectPr/>", "<<w:p/>w:x/>", id="broken in front of a paragraph"),
        pytest.param("<w:tr>", '<w:tr a="<w:x></w:x>">', id="an element in an attribute"),
        pytest.param("<w:tr>", '<w:tr xmlns:r="urn:q">', id="a name that means something else"),
        pytest.param("<w:r><w:t>甲", '<w:r xmlns:w="urn:q"><w:t>甲', id="w: means something else"),
        pytest.param("<w:hyperlink", f'<w:hyperlink xmlns:q="{WORD}"', id="another name for w:"),
        pytest.param('"urn:wp"', '"urn:w^p"', id="a namespace that is no address"),
        pytest.param("<w:tab/>", "<!-- <w:t>9</w:t> -->", id="a comment"),
        pytest.param("<w:tab/>", "<![CDATA[<w:t>9</w:t>]]>", id="what looks like a text"),
        pytest.param("<w:tab/>", "<?x <w:t>9</w:t> ?>", id="an instruction"),
        pytest.param("甲</w:t>", "甲<w:x/></w:t>", id="more than a text in a text"),
        pytest.param("甲</w:t>", "甲</w:t >", id="an end with a blank"),
        pytest.param("<w:t>甲", '<w:t a="">甲', id="a text with an attribute"),
        pytest.param("甲", "&#128;", id="a sign by its number"),
        pytest.param("甲", "\r", id="another line break"),
        pytest.param("UTF-8", "GBK", id="another encoding"),
        pytest.param("<w:tab/>", "<w:p><w:r><w:t>x</w:t></w:r></w:p>", id="one in another"),
    ],
)
def test_what_is_written_in_another_way_is_left_to_a_tree(old: str, new: str) -> None:
    xml = PART.decode()
    assert old in xml
    with pytest.raises(NotPlainError):
        plain_paragraphs.read_texts(xml.replace(old, new, 1).encode(), ALL)


def test_a_part_that_was_met_before_is_judged_by_what_it_is_now() -> None:
    plain_paragraphs.read_texts(PART, ALL)
    for old, new in ((b"</w:tc></w:tr>", b"</w:tr></w:tc>"), (b"</w:tbl>", b"</w:tbl></w:tbl>")):
        with pytest.raises(NotPlainError):
            plain_paragraphs.read_texts(PART.replace(old, new, 1), ALL)


def test_more_than_can_be_kept_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_paragraphs, "_MOST_KEPT", 3)
    for _ in range(2):
        assert SHOWN == list(plain_paragraphs.read_texts(PART, ALL).values())


@pytest.mark.parametrize("path", FILINGS, ids=lambda path: path.stem)
def test_every_document_is_written_plainly_where_its_figures_stand(path: Path) -> None:
    outcome = pipeline.produce(path, draft=True)
    package = archive.read(outcome.document)
    words = [it for it in outcome.printed if "/charts/" not in it.part]
    for part in {it.part for it in words}:
        asked = {it.paragraph for it in words if it.part == part}
        told = told_by_a_tree(package[part])
        assert {it: told[it] for it in asked} == plain_paragraphs.read_texts(package[part], asked)


def test_an_element_of_many_is_soon_seen_not_to_be_flat() -> None:
    many = '<w:tblPr><w:properties w:of="a table"/></w:tblPr>'
    long = many.replace("</w:tblPr>", '<w:properties w:of="a table"/>' * 60 + "x</w:tblPr>")
    xml = PART.replace(b"<w:tbl>", b"<w:tbl>" + long.encode())
    assert SHOWN == list(plain_paragraphs.read_texts(xml, ALL).values())
