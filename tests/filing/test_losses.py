"""What would be lost or printed unmeant is told at its place; what is plainly meant is not."""

import pytest
from support.examples import FILINGS

from generator.diagnostics import Severity
from generator.filing.source import load, parse

FILE = "126.yaml"


def told(text: str) -> list[tuple[str, str, Severity]]:
    """What is told of a text that can be read: code, place, weight."""
    source, faults = parse(text.encode(), FILE)
    assert faults == []
    assert source is not None
    return [
        (doubt.code, str(doubt.place).removeprefix(f"{FILE}:"), doubt.severity)
        for doubt in source.doubts
    ]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("1:7", "甲: 完成 #2标段\n"),
        ("1:8", "甲: 完成  #2标段\n"),
        ("1:7", "甲: 完成 # 2标段\n"),
        ("2:7", "甲:\n  - 一 #2\n  - 二\n"),
        ("1:17", "甲: {乙: 一, 丙: [二 #三\n  ]}\n"),
        ("1:8", '甲: "一" #二\n'),
        ("2:6", "甲: on\n  to #三\n"),
    ],
)
def test_words_that_a_hash_cuts_off_are_told_at_the_hash(place: str, text: str) -> None:
    assert [("F110", place, Severity.WARNING)] == told(text)


def test_what_is_lost_is_said() -> None:
    source, _ = parse("甲: 采集点 #2机房改造\n".encode(), FILE)
    assert source is not None
    assert ["“#2机房改造”当作注释，没有印"] == [doubt.message for doubt in source.doubts]


@pytest.mark.parametrize(
    "text",
    [
        "甲: 完成  # 说明\n",
        "甲: 完成  # 请核对\n",
        '甲: "一" # 说明\n',
        "甲: 12.50 # 说明\n",
        "甲: -95% #说明\n",
        "甲: #说明\n",
        "甲:   #说明\n  乙: 1\n",
        "# 说明\n甲: 一\n  # 说明\n",
        "甲: 一#二\n",
        '甲: "一 #二"\n',
        "甲: {乙: 一} #说明\n",
        "甲: 一 #\n",
    ],
)
def test_a_comment_that_is_set_apart_is_not_told(text: str) -> None:
    assert [] == told(text)


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        ([("2:3", Severity.ERROR)], "甲:\n  -二\n"),
        ([("2:3", Severity.ERROR)], "甲:\n  -2024年开展\n"),
        ([("3:3", Severity.ERROR)], "甲:\n  一\n  - 二\n"),
        ([("3:5", Severity.ERROR)], "甲:\n  - 一\n    -二\n"),
        ([("3:5", Severity.ERROR)], "甲:\n  乙：\n    - 一\n"),
        ([("2:5", Severity.WARNING)], "甲:\n  - •一\n"),
        ([("2:5", Severity.WARNING)], "甲:\n  - ● 一\n"),
        ([("2:5", Severity.WARNING)], "甲:\n  - －一\n"),
        ([("2:5", Severity.WARNING)], "甲:\n  - ➢一\n"),
        ([("2:5", Severity.WARNING)], "甲:\n  - + 一\n"),
        ([("3:3", Severity.WARNING)], "甲: |\n  一\n  * 二\n  *三\n"),
        ([("1:4", Severity.WARNING)], "甲: —一\n"),
        ([("2:3", Severity.WARNING), ("3:3", Severity.ERROR)], "甲:\n  · 一\n  · 二\n"),
        ([("3:3", Severity.WARNING), ("4:3", Severity.WARNING)], "甲: |\n  一\n  - 二\n  •三\n"),
    ],
)
def test_a_mark_that_would_be_printed_is_told_at_the_mark(
    marks: list[tuple[str, Severity]], text: str
) -> None:
    assert [("F111", place, weight) for place, weight in marks] == told(text)


@pytest.mark.parametrize(
    "text",
    [
        "甲: -5\n乙: {丙: -0.5个百分点}\n",
        "甲:\n  -5\n",
        "甲: —\n乙: －7.36％\n",
        "甲: +5\n乙: 5 + 3\n",
        "甲:\n  - ——一\n",
        '甲: "-一"\n乙:\n  - "•二"\n',
        "甲: on\n  to\n",
    ],
)
def test_a_figure_a_dash_in_words_and_a_quoted_mark_are_not_told(text: str) -> None:
    assert [] == told(text)


def test_nothing_is_told_of_the_filings_that_are_there() -> None:
    sources = [load(path)[0] for path in FILINGS]
    assert [()] * len(FILINGS) == [source and source.doubts for source in sources]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("2:3", "甲: 一\n  二\n"),
        ("3:5", "甲:\n  - 一，\n    二\n    三\n"),
        ("2:3", "甲: 完成\n  2 个\n乙: 三\n"),
        ("2:4", '甲: "一\n   二"\n'),
    ],
)
def test_a_text_over_two_lines_would_print_a_blank(place: str, text: str) -> None:
    assert [("F111", place, Severity.WARNING)] == told(text)


def test_a_block_of_lines_keeps_its_lines() -> None:
    assert [] == told("甲: |\n  一\n  二\n")
