"""What a loop repeats has a number once: Word has nothing to repair in such a document."""

import re

import pytest

from generator.filling import renumbering
from generator.filling.program import Block, Choice, Fixed, Loop, Name, Print
from generator.filling.renumbering import renumber

PICTURE = b'<wp:docPr id="7" name="x"/>'
CONTROL = b'<w:sdtPr><w:id w:val="-41"/></w:sdtPr>'
MARK = b'<w:bookmarkStart w:id="3" w:name="m"/><w:t>a</w:t><w:bookmarkEnd w:id="3"/>'


@pytest.mark.parametrize(
    ("xml", "pattern"),
    [
        (PICTURE, rb'docPr id="([^"]*)"'),
        (CONTROL, rb'<w:id w:val="([^"]*)"'),
        (b'<v:rect id="s1" o:spid="_x0000_s1"/>', rb' id="([^"]*)"'),
        (b'<v:rect id="s1" o:spid="_x0000_s1"/>', rb'spid="([^"]*)"'),
    ],
)
def test_the_first_keeps_its_number_and_each_copy_gets_one_of_its_own(
    xml: bytes, pattern: bytes
) -> None:
    [own] = re.findall(pattern, xml)
    found = re.findall(pattern, renumber(xml * 4))
    assert (own, 4) == (found[0], len(set(found)))


def test_a_new_number_is_none_that_stands_further_on() -> None:
    xml = PICTURE * 2 + b'<wp:docPr id="1"/><wp:docPr id="2"/>'
    assert [b"7", b"3", b"1", b"2"] == re.findall(rb'docPr id="([^"]*)"', renumber(xml))


def test_of_bookmarks_of_one_name_the_first_stays_with_its_end() -> None:
    assert MARK + b"<w:t>a</w:t>" * 2 == renumber(MARK * 3)


def test_a_bookmark_over_all_rounds_ends_once() -> None:
    start, end = b'<w:bookmarkStart w:id="3" w:name="m"/>', b'<w:bookmarkEnd w:id="3"/>'
    assert start + end == renumber(start + end * 3)
    assert start + end == renumber(start * 3 + end)


def test_bookmarks_of_other_names_stay() -> None:
    other = MARK.replace(b'"3"', b'"4"').replace(b'"m"', b'"n"')
    assert MARK + other == renumber(MARK + other)


def test_the_copies_of_a_paragraph_have_no_number_of_its_own() -> None:
    paragraph = b'<w:p w14:paraId="0A0A0A0A" w14:textId="77777777"><w:t>a</w:t></w:p>'
    assert paragraph + b"<w:p><w:t>a</w:t></w:p>" == renumber(paragraph * 2)


def test_texts_and_all_else_stay_as_they_are() -> None:
    xml = b'<w:t>docPr id="7" w:id</w:t><w:ins w:id="7"/><a id="7"/>' * 2
    assert xml == renumber(xml)


def test_the_same_part_is_numbered_the_same_every_time() -> None:
    assert renumber(PICTURE * 9 + CONTROL * 9) == renumber(PICTURE * 9 + CONTROL * 9)


def block(xml: bytes) -> Block:
    return Block((Fixed(xml), Fixed(b"")), (Print(1, ("甲",)),))


def loop(*body: Block | Choice) -> Loop:
    return Loop(1, "行", ("甲",), None, body, ())


@pytest.mark.parametrize("xml", [PICTURE, CONTROL, MARK])
def test_only_what_stands_in_a_loop_is_numbered_anew(xml: bytes) -> None:
    inner = Choice(1, Name(("甲",)), (block(xml),), ())
    assert [True, True, False, False] == [
        renumbering.is_numbered((loop(block(xml)),)),
        renumbering.is_numbered((Choice(1, Name(("甲",)), (loop(inner),), ()),)),
        renumbering.is_numbered((block(xml), loop(block(b"<w:p/>")))),
        renumbering.is_numbered((inner,)),
    ]
