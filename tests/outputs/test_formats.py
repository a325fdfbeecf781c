"""Formats are chosen by words; a word that is none is told with those that are."""

import pytest

from generator.exits import RefusedError
from generator.outputs import formats

ALL = tuple(it.word for it in formats.FORMATS)


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        (None, ALL),
        ("pdf", ("pdf",)),
        ("PDF，docx", ("docx", "pdf")),
        ("文档、pdf", ("docx", "pdf")),
        ("网页 word", ("docx", "html")),
        ("word", ("docx",)),
    ],
)
def test_words_choose_formats_in_one_order(typed: str | None, chosen: tuple[str, ...]) -> None:
    assert chosen == formats.choose(typed)


@pytest.mark.parametrize(
    ("typed", "told"), [("pfd", "是否应为“pdf”？"), ("", "格式："), ("图", "没有“图”")]
)
def test_another_word_is_refused_with_the_list(typed: str, told: str) -> None:
    with pytest.raises(RefusedError, match=told) as refused:
        formats.choose(typed)
    assert all(word in str(refused.value) for word in ALL)


def test_no_two_formats_go_by_one_name() -> None:
    names = [name for it in formats.FORMATS for name in {it.word, it.title.lower(), *it.also}]
    assert len(set(names)) == len(names)
