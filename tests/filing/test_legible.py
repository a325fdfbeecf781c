"""Characters that look like another one, and names that are the same however they are written."""

import pytest

from generator.diagnostics import Severity
from generator.filing.legible import MAX_TOLD, find_lookalikes, fold

FILE = "126.yaml"


@pytest.mark.parametrize(
    ("message", "character"),
    [
        ("“⼼”是 U+2F3C，不是“心”（U+5FC3）", "⼼"),
        ("“⾦”是 U+2FA6，不是“金”（U+91D1）", "⾦"),
        ("“⻓”是 U+2ED3，不是“长”（U+957F）", "⻓"),
        ("“⺠”是 U+2EA0，不是“民”（U+6C11）", "⺠"),
        ("“\uf9fe”是 U+F9FE，不是“茶”（U+8336）", "\uf9fe"),
        ("“\U0002f800”是 U+2F800，不是“丽”（U+4E3D）", "\U0002f800"),
    ],
)
def test_a_lookalike_is_named_with_the_one_that_is_meant(message: str, character: str) -> None:
    (fault,) = find_lookalikes(f"甲: 1\n名称: 中{character}\n", FILE)
    assert ("F112", "126.yaml:2:6", message, Severity.WARNING) == (
        fault.code,
        str(fault.place),
        fault.message,
        fault.severity,
    )


@pytest.mark.parametrize(
    ("meant", "text"),
    [
        ("357000", "单位: {代码: 35700O, 名称: 甲}\n"),
        ("357011", '单位: {代码: "3570Il"}\n'),
        ("357002", "单位:\n  代码: ３57002\n"),
    ],
)
def test_a_units_code_with_what_only_looks_like_a_digit_is_told(meant: str, text: str) -> None:
    (fault,) = find_lookalikes(text, FILE)
    assert ("F112", Severity.WARNING, f"是数字的，写作 {meant}") == (
        fault.code,
        fault.severity,
        fault.help,
    )


@pytest.mark.parametrize("code", ["357002", '"357002"', "IO", "35-O2", "A3570", "357002单位O"])
def test_a_units_code_of_digits_or_words_is_not_told(code: str) -> None:
    assert [] == list(find_lookalikes(f"单位: {{代码: {code}}}\n", FILE))


@pytest.mark.parametrize("text", ["甲: 心\n", "甲: \ufa0e\n", "# 中⼼\n", "甲: 1  # 中⼼\n"])
def test_a_character_of_its_own_and_a_comment_are_not_told(text: str) -> None:
    assert [] == list(find_lookalikes(text, FILE))


def test_of_many_lookalikes_only_the_first_are_told() -> None:
    assert len(list(find_lookalikes("⼼" * 10_000, FILE))) == MAX_TOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("维修(护)费", "维修（护）费"),
        ("住房公积⾦", "住房公积金"),
        ("市⺠中⼼", "市民中心"),
        ("Caf\u00e9馆", "Cafe\u0301馆"),
    ],
)
def test_a_name_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_another_name_stays_another() -> None:
    assert fold("维修(护)费") != fold("维修费")


@pytest.mark.parametrize("character", ["\ue000", "\uf8ff", "\U000f0000", "\U0010fffd"])
def test_a_sign_that_each_computer_shows_as_it_likes_is_told(character: str) -> None:
    (fault,) = find_lookalikes(f"甲: 1\n名称: 中{character}\n", FILE)
    message = f"这里有一个自造的字（U+{ord(character):04X}），别的电脑上多半显示不出来"
    assert ("126.yaml:2:6", message) == (str(fault.place), fault.message)
    assert Severity.WARNING is fault.severity
