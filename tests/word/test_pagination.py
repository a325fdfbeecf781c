"""The entries of a 目录, and the headings that they refer to."""

import pytest

from generator.word import ooxml, pagination
from generator.word.ooxml import W


@pytest.mark.parametrize("inside", [True, False])
def test_a_heading_is_found_by_its_bookmark_wherever_that_stands(inside: bool) -> None:
    heading = ooxml.word("p", ooxml.word("r", ooxml.text_node("一、 收支")))
    body = ooxml.word("body", heading, ooxml.word("p"))
    bookmark = ooxml.word("bookmarkStart")
    bookmark.set(f"{W}name", "_Toc1")
    (heading if inside else body).insert(0, bookmark)
    assert heading is pagination._find_heading(body, "_Toc1")
