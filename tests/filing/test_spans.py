"""The place of a piece of a value, however the value is written in its file."""

from dataclasses import replace

import pytest

from generator.diagnostics import Place
from generator.filing import source
from generator.filing.spans import find_place

FILE = "填报.yaml"


def placed(text: str, word: str, path: tuple[str | int, ...] = ("甲",)) -> str:
    """What stands in the file at the place that is found for a word of a value."""
    read, faults = source.parse(text.encode(), FILE)
    assert (read is not None, []) == (True, faults)
    assert read is not None
    value = read.at(path)
    start = value.index(word)
    place = find_place(read, path, start, start + len(word))
    line = text.split("\n")[place.line - 1]
    return line[place.column - 1 : place.column - 1 + place.width]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("甲: 前面的字待定后面\n", id="plain"),
        pytest.param("甲: '前面''的字待定'\n", id="single quotes, one doubled"),
        pytest.param('甲: "前面\\"的\\u5b57\\x41\\n待定"\n', id="double quotes with escapes"),
        pytest.param("甲: 前面\n  的字待定后面\n", id="over two lines"),
        pytest.param("甲: |\n  前面\n\n  的字待定后面\n", id="a block"),
        pytest.param("甲: >-\n    前面  的\n    字待定后面\n", id="a folded block"),
        pytest.param('甲: "前面\n  的字待定"\n', id="quotes over two lines"),
    ],
)
def test_a_word_is_found_where_it_stands(text: str) -> None:
    assert "待定" == placed(text, "待定")


def test_an_item_of_a_list_has_its_words_too() -> None:
    assert "待定" == placed("甲:\n  - 一\n  - 二，待定\n", "待定", ("甲", 1))


def test_a_word_over_two_lines_is_shown_up_to_the_end_of_the_first() -> None:
    assert "经费" == placed("甲: 各项经费\n  经费\n", "经费 经费")


def test_words_that_cannot_be_followed_have_the_place_of_their_value() -> None:
    text = '甲: "前面\\\n  的字待定"\n'
    read, _ = source.parse(text.encode(), FILE)
    assert read is not None
    place = find_place(read, ("甲",), 4, 6)
    assert (1, 4) == (place.line, place.column)


def test_what_is_no_text_has_its_own_place() -> None:
    read, _ = source.parse("甲:\n  乙: 1\n".encode(), FILE)
    assert read is not None
    assert Place(FILE, 2, 3, 1) == find_place(read, ("甲",), 0, 1)


def test_a_text_of_a_shared_file_stands_there() -> None:
    own, _ = source.parse("乙: 1\n".encode(), FILE)
    other, _ = source.parse("丙: 字\n甲: 待定\n".encode(), "共用.yaml")
    assert own is not None
    assert other is not None
    merged = replace(own, data={**own.data, "甲": "待定"}, values=dict(other.values))
    merged = replace(merged, others=(other,))
    assert Place("共用.yaml", 2, 4, 2) == find_place(merged, ("甲",), 0, 2)
