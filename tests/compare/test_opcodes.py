"""How one row of units became another: whole, in order, and never a matter of minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import ROOT
from support.properties import examples

from generator.compare.opcodes import opcodes

ROWS = st.lists(st.sampled_from("甲乙丙1"), max_size=12)


@given(old=ROWS, new=ROWS)
@examples(200)
def test_the_stretches_go_through_both_rows_and_what_is_equal_is_equal(
    old: list[str], new: list[str]
) -> None:
    i = j = 0
    for name, a, b, c, d in opcodes(old, new):
        assert ((i, j), name == "equal") == ((a, c), old[a:b] == new[c:d] and b > a)
        i, j = b, d
    assert (len(old), len(new)) == (i, j)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("甲乙丙", "甲丁丙", ["equal", "replace", "equal"]),
        ("甲乙", "甲乙丙", ["equal", "insert"]),
        ("甲乙丙", "乙丙", ["delete", "equal"]),
        ("甲", "甲", ["equal"]),
        ("", "", []),
    ],
)
def test_what_became_of_a_stretch_has_a_name(old: str, new: str, expected: list[str]) -> None:
    assert expected == [code[0] for code in opcodes(old, new)]


def test_long_texts_that_repeat_themselves_are_replaced_as_a_whole() -> None:
    """Found piece by piece, these take most of a minute."""
    old, new = list("首，" + "支出增加。" * 700 + "尾"), list("首，" + "支出减少了。" * 600 + "尾")
    assert ["equal", "replace", "equal"] == [code[0] for code in opcodes(old, new)]


def test_rows_that_repeat_themselves_are_compared_place_by_place_if_they_are_as_long() -> None:
    """Found piece by piece, these take most of a minute."""
    old = list("支出增加。" * 700)
    new = ["降" if at % 5 == 3 and at > 1000 else unit for at, unit in enumerate(old)]
    found = opcodes(old, new)
    assert {("equal", 4), ("replace", 1)} == {(name, j - i) for name, i, j, *_ in found[1:-1]}
    assert (0, 1003) == found[0][1:3]


def test_nothing_else_compares_with_difflib() -> None:
    """It is bounded nowhere but here."""
    users = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "generator").rglob("*.py")
        if "SequenceMatcher" in path.read_text("utf-8")
    ]
    assert ["generator/compare/opcodes.py"] == users


def test_what_is_alone_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("generator.compare.opcodes.SequenceMatcher")
    assert [("delete", 0, 2, 0, 0)] == opcodes("甲乙", "")
    assert [("insert", 1, 1, 1, 3)] == opcodes("甲", "甲乙丙")[1:]
