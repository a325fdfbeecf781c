"""Texts without a tree: whatever happens to a part, what is told is what a tree tells."""

import re
import sys
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import FILINGS
from support.properties import examples

from generator import pipeline
from generator.word import archive, joints, ooxml, plain_paragraphs
from generator.word.joints import NotPlainError

WORD = ooxml.W[1:-1]
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
    *("<w:pé/>", "<w:té>", ' xmlns=""', ' xml:id="a"', ' xml:id="1 2"'),
    *("&amp;", "&lt;", "&nbsp;", "&#13;", "&#10;", "&#128;", "&#0;", "&#x41;", "<!DOCTYPE a>"),
    *(' xmlns:w="urn:q"', ' xmlns="urn:q"', f' xmlns="{WORD}"', f' xmlns:r="{WORD}"'),
    *(' xmlns:q="urn:r" q:id="1"', 'w:val="1" w:val="2"', '<w:x y="">', "<x:p>", "<x:t>1</x:t>"),
    *('<w:r xmlns:w="urn:z"><w:t>5</w:t></w:r>', f'<q:t xmlns:q="{WORD}">7</q:t>'),
    "<w:txbxContent><w:p><w:r><w:t>n</w:t></w:r></w:p></w:txbxContent>",
    # What stands between texts, whole and torn: what one lacks, another may have too many of.
    *(
        "</w:r><w:r>",
        "</w:r></w:p><w:p><w:r>",
        "<w:p><w:r><w:t>",
        "</w:t></w:r></w:p>",
        "</w:t><w:t>",
    ),
    *(
        "<w:tc><w:p><w:r>",
        "</w:r></w:p></w:tc>",
        "</w:body></w:document>",
        "<w:document>",
        "<w:body>",
    ),
    *('<w:x a="<w:t>1</w:t>"/>', '<w:x a=">"/>', '<w:x a="', '"/>', '<w:r xmlns:w="urn:z">', "]]"),
]
BORDERS = [at for at in range(len(PART)) if PART[at : at + 1] in b"<>"]
TAG = re.compile(rb"<[^<>]*>")


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The part with one to three changes: something put in, taken out, said again, replaced."""
    xml = PART
    place = st.sampled_from(BORDERS).flatmap(lambda at: st.sampled_from([at, at + 1]))
    bit = st.sampled_from(BITS).map(str.encode)
    for _ in range(draw(st.integers(1, 3))):
        start, end = sorted((draw(place), draw(place)))
        ways = ["in", "out", "again", "around", "other", "moved", "swapped", "named"]
        changed = draw(st.sampled_from(ways))
        if changed == "in":
            xml = xml[:start] + draw(bit) + xml[start:]
        elif changed == "out":
            xml = xml[:start] + xml[min(end, start + draw(st.integers(1, 60))) :]
        elif changed == "again":
            xml = xml[:end] + xml[start:end][:200] + xml[end:]
        elif changed == "around":
            xml = xml[:start] + draw(bit) + xml[start:end] + draw(bit) + xml[end:]
        elif changed == "other":
            xml = xml.replace(draw(bit), draw(bit), draw(st.sampled_from([1, -1])))
        else:
            xml = draw(disordered(xml, changed))
    return xml


@st.composite
def disordered(draw: st.DrawFn, xml: bytes, way: str) -> bytes:
    """The same tags, but for one that stands elsewhere, or in another's place, or is named so."""
    tags = [match.span() for match in TAG.finditer(xml)]
    if len(tags) < 2:
        return xml
    (a, b), (c, d) = sorted((draw(st.sampled_from(tags)), draw(st.sampled_from(tags))))
    one, between, other = xml[a:b], xml[b:c], xml[c:d]
    if (a, b) == (c, d):
        return xml[:a] + xml[b:]
    if way == "moved":
        return xml[:a] + between + other + one + xml[d:]
    if way == "swapped":
        return xml[:a] + other + between + one + xml[d:]
    name = re.search(rb"[\w:]+", one)
    return xml[:c] + re.sub(rb"[\w:]+", name[0] if name else b"x", other, count=1) + xml[d:]


def told_by_a_tree(xml: bytes) -> list[str]:
    return ooxml.paragraph_texts(ooxml.parse(xml))


def told(xml: bytes) -> list[str]:
    return [text.replace("\n", " ") for text in plain_paragraphs.read(xml).texts]


def test_the_texts_are_those_of_the_paragraphs() -> None:
    assert (SHOWN, SHOWN) == (told_by_a_tree(PART), told(PART))


def test_what_stands_beside_a_text_is_none_of_it() -> None:
    xml = PART.replace(b"</w:t>", b"</w:t>\n x ")
    shown = [text.replace("\n", " ") for text in ooxml.shown_texts(ooxml.parse(xml))]
    assert [SHOWN] * 3 == [shown, told_by_a_tree(xml), told(xml)]


@examples(6000)
@given(damaged())
def test_whatever_happens_to_a_part_what_is_told_is_what_a_tree_tells(xml: bytes) -> None:
    try:
        found = told(xml)
    except NotPlainError:
        return
    assert told_by_a_tree(xml) == found


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
        pytest.param("<w:tab/>", "<w:p/>", id="an empty one in another"),
        pytest.param(
            "<w:r><w:tab/></w:r>", "</w:p><w:p><w:p/><w:r/>", id="two in a row in another"
        ),
        pytest.param("12.00</w:t></w:r>", "12.00</w:t>", id="an end is missing after a text"),
        pytest.param("12.00</w:t></w:r>", "12.00</w:t></w:r></w:r>", id="an end too many"),
        pytest.param("<w:r><w:tab/>", "<w:ins><w:tab/>", id="another end, and as many"),
        pytest.param("12.00</w:t></w:r></w:p>", "12.00</w:t></w:p></w:r>", id="ends in disorder"),
        pytest.param("<w:tab/>", '<w:x a="<w:t>9</w:t>"/>', id="a text in an attribute"),
        pytest.param("<w:tab/>", '<w:x a=">"></w:x>', id="a bracket in an attribute"),
        pytest.param("<w:tab/>", '<w:x a="1" a="2"/>', id="an attribute twice"),
        pytest.param("<w:t>甲", "<w:t/>甲", id="a text that is empty, and goes on"),
        pytest.param("<w:t>甲", '<w:t xml:space="default">甲', id="blanks that may be lost"),
        pytest.param('<w:p w:rsidR="2">', '<w:p xmlns:q="urn:q">', id="a name over a text"),
        pytest.param("甲</w:t>", "甲&am</w:t><w:t>p;</w:t>", id="a sign in two texts"),
        pytest.param("甲</w:t>", "甲]]></w:t>", id="the end of no section"),
        pytest.param("甲", "甲\uffff", id="what is no sign"),
        pytest.param("</w:document>", "</w:document><w:x></w:x>", id="more than a root"),
        pytest.param("</w:document>", "</w:document></w:document>", id="a root that ends twice"),
        pytest.param("<w:p/>", "</w:body></w:document><w:document><w:body>", id="two roots"),
        pytest.param("</w:document>", "</w:document>x", id="a text after the root"),
        pytest.param("<w:sectPr/>", "<w:r><w:t>9</w:t></w:r>", id="a text in no paragraph"),
        pytest.param("<w:tab/>", "<w:x>" * 300 + "</w:x>" * 300, id="deeper than a tree goes"),
        pytest.param("<w:p/>", "<w:pé/>", id="an element whose name begins like a paragraph's"),
        pytest.param("<w:tab/>", '<w:x xmlns=""/>', id="a namespace that is none"),
        pytest.param("<w:tab/>", '<w:x xml:id="1 2"/>', id="an identifier that is none"),
        pytest.param("<w:tab/>", f"<w:{'x' * 50_001}/>", id="a name longer than a tree takes"),
    ],
)
def test_what_is_written_in_another_way_is_left_to_a_tree(old: str, new: str) -> None:
    xml = PART.decode()
    assert old in xml
    with pytest.raises(NotPlainError):
        plain_paragraphs.read(xml.replace(old, new, 1).encode())


def test_a_part_that_is_cut_off_is_left_to_a_tree() -> None:
    for end in range(len(PART)):
        with pytest.raises(NotPlainError):
            plain_paragraphs.read(PART[:end])


def test_what_is_deeper_than_a_tree_goes_with_each_text_is_left_to_it() -> None:
    deep = "<w:x><w:p><w:r><w:t>1</w:t></w:r></w:p>" * 300 + "</w:x>" * 300
    with pytest.raises(NotPlainError):
        plain_paragraphs.read(PART.replace(b"<w:sectPr/>", deep.encode()))


def test_a_sign_in_two_texts_is_none() -> None:
    """Together they are what each alone is not, in a part that is whole but for that."""
    split = b"\xe7</w:t></w:r><w:r><w:t>\x94\xb2"
    assert b"\xe7\x94\xb2" == "甲".encode()
    with pytest.raises(NotPlainError):
        plain_paragraphs.read(PART.replace("甲".encode(), split, 1))


def test_a_paragraph_that_is_the_root_is_left_to_a_tree() -> None:
    with pytest.raises(NotPlainError):
        plain_paragraphs.read(f'<w:p xmlns:w="{WORD}"><w:r><w:t>甲</w:t></w:r></w:p>'.encode())


def test_what_was_read_last_is_not_told_of_another_part() -> None:
    assert SHOWN == told(PART)
    other = PART.replace(b"3.5", b"3.6")
    assert ([*SHOWN[:6], "3.6", SHOWN[7]], SHOWN) == (told(other), told(PART))


def test_a_part_that_was_met_before_is_judged_by_what_it_is_now() -> None:
    plain_paragraphs.read(PART)
    for old, new in ((b"</w:tc></w:tr>", b"</w:tr></w:tc>"), (b"</w:tbl>", b"</w:tbl></w:tbl>")):
        with pytest.raises(NotPlainError):
            plain_paragraphs.read(PART.replace(old, new, 1))


def test_wherever_a_part_is_cut_into_stretches_its_texts_are_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for length in range(len(PART) + 1):
        monkeypatch.setattr(plain_paragraphs, "_STRETCH", length)
        assert SHOWN == [it.replace("\n", " ") for it in plain_paragraphs._read(PART).texts]


def test_more_than_can_be_kept_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = dict[bytes, joints.JudgedJoints]()
    monkeypatch.setattr(joints, "_KEPT", kept)
    monkeypatch.setattr(joints, "_MOST_KEPT", 9)
    monkeypatch.setattr(joints, "_MOST_ROOTS", 2)
    for number in range(9):
        part = PART.replace(b"urn:r", b"urn:r%d" % (number % 5))
        for changed in (part, part.replace(b"810", b"%d" % number)):
            assert SHOWN == told(changed)
            assert len(kept) <= 2
            assert all(it.size < 30 for it in kept.values())


def test_what_is_kept_is_counted_while_another_thread_adds_to_it() -> None:
    """The workbench reads in several, which may come in between wherever something is called."""
    judged = joints.JudgedJoints(b"", b"w:document")

    def come_in(_frame: FrameType, event: str, _argument: object) -> None:
        if event == "c_call":
            judged.find_open((b"%d" % len(judged.open),))

    sys.setprofile(come_in)
    try:
        counted = judged.size
    finally:
        sys.setprofile(None)
    assert (0, True) == (counted, len(judged.open) > 1)


def test_a_part_of_more_than_can_be_kept_is_left_to_a_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joints, "_KEPT", {})
    monkeypatch.setattr(joints, "_MOST_KEPT", 3)
    with pytest.raises(NotPlainError):
        plain_paragraphs.read(PART.replace(b"12.00", b"13.00"))


@pytest.mark.parametrize("path", FILINGS, ids=lambda path: path.stem)
def test_every_document_is_written_plainly_where_its_figures_stand(path: Path) -> None:
    outcome = pipeline.produce(path, draft=True)
    package = archive.read(outcome.document)
    words = [it for it in outcome.printed if "/charts/" not in it.part]
    for part in {it.part for it in words}:
        assert told_by_a_tree(package[part]) == told(package[part])


def test_an_element_of_many_is_soon_seen_not_to_be_flat() -> None:
    many = '<w:tblPr><w:properties w:of="a table"/></w:tblPr>'
    long = many.replace("</w:tblPr>", '<w:properties w:of="a table"/>' * 60 + "x</w:tblPr>")
    xml = PART.replace(b"<w:tbl>", b"<w:tbl>" + long.encode())
    assert SHOWN == told(xml)
