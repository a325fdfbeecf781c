"""Stops that a document lacks: at the end of a full printed line nobody knows, elsewhere it does.

Every sentence is one of a document of ours, read by its form.
"""

import pytest
from support import reading_back
from support.examples import EXAMPLE
from support.reading_back import changed, pack_of, paragraph, produced, understand, understood

from generator.published.blocks import ReadDocument, ReadParagraph
from generator.published.understanding import Understanding


def sentence() -> ReadParagraph:
    return next(
        it
        for it in document().paragraphs
        if "主要" in it.text and "%。主要" in it.text and "，增长" in it.text
    )


def document() -> ReadDocument:
    return reading_back.blocks_of(produced(EXAMPLE).document)


def read(new: ReadParagraph) -> Understanding:
    return understand(changed(document(), sentence(), new), pack_of(produced(EXAMPLE)))


def without(stop: str, *, full: bool = False, moved: int = 0) -> ReadParagraph:
    """The sentence without the first sign of a stretch, where a full line ends or near it."""
    old = sentence()
    at = old.text.index(stop)
    text = old.text[:at] + old.text[at + 1 :]
    return old._replace(text=text, line_ends=(at + moved,) if full else ())


def holds_whole(said: Understanding) -> None:
    whole = understood(produced(EXAMPLE))
    assert reading_back.read(whole) == reading_back.read(said)
    assert reading_back.read_parts(whole) == reading_back.read_parts(said)
    assert (whole.readings.gaps, ()) == (said.readings.gaps, said.reworded)


@pytest.mark.parametrize("stop", ["，增长", "。主要"])
def test_one_that_hung_at_the_end_of_a_full_line_is_not_missed(stop: str) -> None:
    said = read(without(stop, full=True))
    holds_whole(said)
    assert () == said.unstopped


@pytest.mark.parametrize("stop", ["，增长", "。主要"])
def test_of_any_other_place_the_figures_are_read_and_it_is_told(stop: str) -> None:
    for new in (without(stop), without(stop, full=True, moved=3)):
        said = read(new)
        holds_whole(said)
        [told] = said.unstopped
        assert (new, stop[0]) == (told.paragraph, told.lost.sign)
        assert new.text[: new.text.index(stop[1:])].endswith(told.lost.before)


def test_several_full_lines_may_each_lose_theirs() -> None:
    old = sentence()
    first, second = old.text.index("，增长"), old.text.index("。主要")
    text = old.text[:first] + old.text[first + 1 : second] + old.text[second + 1 :]
    said = read(old._replace(text=text, line_ends=(first, second - 1)))
    holds_whole(said)
    assert () == said.unstopped


def test_where_more_than_one_was_left_out_nothing_is_guessed() -> None:
    text = sentence().text.replace("，增长", "增长", 1).replace("。主要", "主要", 1)
    said = read(sentence()._replace(text=text))
    gaps = [it.what for it in said.readings.gaps]
    assert ((), True) == (said.unstopped, any(it.endswith(text) for it in gaps))


def test_a_stop_of_doubtful_place_is_not_guessed() -> None:
    old = paragraph(document(), "一、财政拨款收入：")
    said = understand(
        changed(document(), old, old._replace(text=old.text.replace("：", "", 1))),
        pack_of(produced(EXAMPLE)),
    )
    assert () == said.unstopped
