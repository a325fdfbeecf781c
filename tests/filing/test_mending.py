"""Every slip of an unreadable filing is told, where it was typed, and the rest is still read."""

import pytest

from generator.diagnostics import Place
from generator.filing import mending
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
    assert (None, ("后面可能还有没有列出的；改好上面的再查一次",)) == (
        found.source,
        found.faults[-1].notes,
    )


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
