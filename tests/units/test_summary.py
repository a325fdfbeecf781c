"""How a run stands: the counts, the table, the bar with what is left, and what Ctrl-C left."""

from pathlib import Path

import pytest

from generator.diagnostics import Fault, Place, Severity
from generator.units import summary
from generator.units.result import Result
from generator.units.summary import Tally

PLACE = Place("a.yaml", 1, 1)
ERROR, WARNING = Fault("S203", "", PLACE), Fault("L405", "", PLACE, Severity.WARNING)


def tally(total: int, sound: int = 0, warned: int = 0, faulty: int = 0, same: int = 0) -> Tally:
    made = Tally(total)
    document = Path("甲.docx")
    for faults, count, written, recorded in (
        ((), sound, document, None),
        ((WARNING,), warned, document, None),
        ((ERROR, WARNING), faulty, None, None),
        ((), same, document, 2),
    ):
        for _ in range(count):
            made.add(Result("a.yaml", faults, wanted=True, written=written, recorded=recorded))
    return made


def test_every_state_is_counted() -> None:
    made = tally(20, 1, 2, 3, 4)
    assert {"无错误": 1, "有提示": 2, "有错误": 3, "未变": 4} == made.counts()
    assert (10, 3, 4) == (made.seen, made.written, made.left_alone)


def test_the_numbers_stand_under_their_names() -> None:
    assert summary.draw_table(tally(3000, 1000, 12, 0, 1988)).splitlines() == [
        "填报文件  无错误  有提示  有错误  未变",
        "    3000    1000      12       0  1988",
    ]


@pytest.mark.parametrize(
    ("expected", "made", "seconds"),
    [
        ("░░░░░░░░░░░░░░░░░░░░ 2/100", tally(100, 2), 9),
        ("██░░░░░░░░░░░░░░░░░░ 10/100，还要约 18 秒", tally(100, 10), 2),
        ("██░░░░░░░░░░░░░░░░░░ 10/100，1 个有错误，还要约 18 秒", tally(100, 9, 0, 1), 2),
        ("██████████░░░░░░░░░░ 50/100，还要约 1 分 40 秒", tally(100, 50), 100),
        ("██████████░░░░░░░░░░ 50/100，还要约 50 秒", tally(100, 10, 0, 0, 40), 10),
        ("████████████████████ 100/100", tally(100, 100), 10),
        ("█░░░░░░░░░░░░░░░░░░░ 5/100", tally(100, 5), 0),
    ],
)
def test_the_bar_says_how_far_it_is_and_how_long_it_takes(
    expected: str, made: Tally, seconds: int
) -> None:
    assert expected == summary.draw_bar(made, seconds)


@pytest.mark.parametrize(
    ("expected", "made", "folder"),
    [
        ("已中断：3 个已写成，6 个未做；写好的文档都是完整的", tally(10, 2, 1, 1), Path("o")),
        (
            "已中断：3 个已写成，5 个未变，1 个未做；写好的文档都是完整的",
            tally(10, 2, 1, 1, 5),
            Path("o"),
        ),
        ("已中断：4 个已检查，6 个未做", tally(10, 2, 1, 1), None),
    ],
)
def test_what_was_done_is_said_when_a_run_is_stopped(
    expected: str, made: Tally, folder: Path | None
) -> None:
    assert expected == summary.say_interrupted(made, folder)
