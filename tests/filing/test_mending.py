"""Every slip of an unreadable filing is told, where it was typed, and the rest is still read."""

import pytest

from generator.diagnostics import Place
from generator.filing import alike, mending
from generator.filing.source import Source


def mended(text: str) -> mending.Mended:
    return mending.mend(Source("126.yaml", text))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([2, 5], "甲:\n  货物：1\n  工程: 2\n乙:\n  服务:2\n  货物: 3\n"),
        ([1, 3], "甲: >5\n乙: 1\n丙: {丁: 2\n戊: 3\n"),
        ([2, 3], "甲:\n  - {乙: @1}\n  - {乙: %2}\n丙: 3\n"),
        ([2, 3], "甲:\n  — {乙: 1, 丙: 2}\n  — {乙: 3, 丙: 4}\n"),
        ([2, 3], "甲:\n  {乙: 1, 丙: 2}\n  {乙: 3, 丙: 4}\n"),
    ],
)
def test_every_slip_is_told_in_its_line(lines: list[int], text: str) -> None:
    found = mended(text)
    assert lines == [fault.place.line for fault in found.faults if isinstance(fault.place, Place)]
    assert found.source is not None


def test_what_was_mended_is_read_as_it_was_meant() -> None:
    found = mended("甲:\n  货物：1\n  服务: 4\n乙: {丙: 2\n丁: 3\n").source
    assert found is not None
    meant = {"甲": {"货物": "1", "服务": "4"}, "乙": {"丙": "2"}, "丁": "3"}
    assert meant == found.data


def test_of_two_slips_in_a_line_each_is_told_once_and_put_right() -> None:
    found = mended("甲:\n  - {乙：1, 丙: 2\n  - {乙: 3}\n")
    assert found.source is not None
    assert ({"甲": [{"乙": "1", "丙": "2"}, {"乙": "3"}]}, 2) == (
        found.source.data,
        len(found.faults),
    )


def test_of_more_slips_than_are_looked_for_it_is_said_that_more_may_follow() -> None:
    found = mended("甲:\n" + "  - {乙: @1}\n" * (mending.MAX_ROUNDS + 1))
    assert found.source is None
    rest = mending.MAX_ROUNDS - alike.MAX_ALIKE
    some = "、".join(f"第 {alike.MAX_ALIKE + it} 行" for it in range(2, alike.MAX_ALIKE + 2))
    more = "后面可能还有没有列出的；改好上面的再查一次"
    assert (f"这样的还有 {rest} 处：{some}等", more) == found.faults[-1].notes


def test_what_nobody_can_tell_goes_with_its_section() -> None:
    found = mended('甲:\n  乙: "C:\\新"\n丙: 3\n')
    assert found.source is not None
    assert ({"丙": "3"}, {"甲"}) == (found.source.data, set(found.left_out))


def test_of_what_stands_twice_nothing_is_known() -> None:
    found = mended("甲: 1\n乙: 2\n甲: 3\n")
    assert found.source is not None
    assert ({"甲": None, "乙": "2"}, ["F109"]) == (
        found.source.data,
        [f.code for f in found.faults],
    )


def test_two_lines_that_became_one_are_told_alone() -> None:
    """A section that was put behind a line without its end: nobody can tell where it begins."""
    found = mended("甲:\n  乙: 人数增加丙:\n  丁: 12\n戊: 3\n")
    [fault] = found.faults
    assert fault.help.startswith("是不是漏了换行？漏了的，新的一项另起一行")
    assert found.source is not None
    assert {"戊": "3"} == found.source.data
    assert {"甲"} == found.left_out


MOVED = "甲: {己: 1}\n乙:\n  丙: 1\n  丁: 2\n  戊: 3\n庚:\n  辛: 4\n壬: 5\n"
ITEMS = "甲:\n  - {乙: 1}\n  - {乙: 2}\n  - {乙: 3}\n丙: 5\n"
LONG_ITEMS = "甲:\n  - 乙: 1\n    丙: 2\n    丁: 3\n  - 乙: 4\n    丙: 5\n"


@pytest.mark.parametrize(
    ("line", "right", "typed", "text"),
    [
        (1, "甲: {", " 甲: {", MOVED),
        (2, "\n乙:", "\n 乙:", MOVED),
        (6, "\n庚:", "\n 庚:", MOVED),
        (3, "\n  丙:", "\n丙:", MOVED),
        (3, "\n  丙:", "\n 丙:", MOVED),
        (4, "\n  丁:", "\n丁:", MOVED),
        (4, "\n  丁:", "\n 丁:", MOVED),
        (2, "  - {乙: 1}", " - {乙: 1}", ITEMS),
        (2, "  - {乙: 1}", "- {乙: 1}", ITEMS),
        (2, "  - 乙: 1", " - 乙: 1", LONG_ITEMS),
        (4, "    丁: 3", "  丁: 3", LONG_ITEMS),
    ],
)
def test_a_line_that_begins_elsewhere_than_its_neighbours_is_told_alone_and_put_right(
    line: int, right: str, typed: str, text: str
) -> None:
    assert 1 == text.count(right)
    found = mended(text.replace(right, typed))
    places = [fault.place.line for fault in found.faults if isinstance(fault.place, Place)]
    assert found.source is not None
    assert ([line], mended_data(text), set()) == (places, found.source.data, set(found.left_out))


def mended_data(text: str) -> object:
    source = mended(text).source
    return source and source.data


@pytest.mark.parametrize("typed", [" 壬: 5", " 庚: {辛: 4}"])
def test_a_line_between_a_section_and_what_it_holds_may_be_either(typed: str) -> None:
    found = mended(f"甲: 0\n乙:\n  丙: 1\n{typed}\n癸: 6\n")
    assert found.source is not None
    assert ({"甲": "0", "癸": "6"}, {"乙", typed.strip()[0]}) == (
        found.source.data,
        set(found.left_out),
    )


def test_where_all_colons_are_of_full_width_that_is_told_from_the_first_line_on() -> None:
    text = "甲: 1\n乙:\n  丙: 2\n  丁: {戊: 3, 己: 4}\n庚:\n  - {辛: 5}\n"
    found = mended(text.replace(": ", "：").replace(":", "："))
    assert found.source is not None
    assert ["甲", "乙", "庚"] == list(found.source.data)
    assert {"冒号用了全角的“：”"} == {fault.message for fault in found.faults}
    assert 1 == min(fault.place.line for fault in found.faults if isinstance(fault.place, Place))


def test_a_wide_colon_before_braces_is_told_and_not_the_right_one_between_them() -> None:
    found = mended("甲:\n  乙： {丙: 1, 丁: 2}\n")
    assert ["冒号用了全角的“：”"] == [fault.message for fault in found.faults]
    assert found.source is not None
    assert {"甲": {"乙": {"丙": "1", "丁": "2"}}} == found.source.data
