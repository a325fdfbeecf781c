"""A table whose printed figures do not add up by rounding says so under it; no other does."""

import re
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import BUDGET, EXAMPLE, FILINGS, Edit
from support.ooxml import paragraphs, tables
from support.properties import examples

from generator import pipeline
from generator.filling import remainders

NOTE = "本表金额单位转换时可能存在尾数误差。"
ABOVE = "注：以上金额单位转换时可能存在尾数误差。"
NUMBER = re.compile(r"-?\d+\.\d\d")
# What 公开02, 03 and 05 print, as the example's filing states it.
AMOUNTS = ("6393104.41", "23165275.70", "518630.04", "94928.74", "476949.31")
WHOLE = [Decimal(amount).quantize(Decimal(100)) for amount in AMOUNTS]


def document_of(path: Path) -> bytes:
    """The document that a filing makes, also where the figures of its tables differ."""
    return pipeline.produce(path, draft=True, on_disk=False).document


def amounts(rows: list[list[str]]) -> dict[str, list[Decimal]]:
    """The amounts of each account that a table prints, under its code; those of the total."""
    found = {}
    for row in rows:
        cells = [cell for cell in row if cell]
        numbers = [Decimal(cell) for cell in cells if NUMBER.fullmatch(cell)]
        code = next((cell for cell in cells if cell.isdecimal() and len(cell) >= 3), "")
        if numbers and (code or "合计" in cells):
            found[code] = numbers
    return found


def adds_up(rows: list[list[str]]) -> bool:
    """Whether each row adds up to its first column, and accounts to those that own them."""
    printed = amounts(rows)
    across = all(numbers[0] == sum(numbers[1:]) for numbers in printed.values())
    down = True
    for code, numbers in printed.items():
        below = {0: 3, 3: 5, 5: 7}.get(len(code))
        owned = [
            it for other, it in printed.items() if len(other) == below and other.startswith(code)
        ]
        if owned:
            down &= numbers == [sum(column) for column in zip(*owned, strict=True)]
    return across and down


def is_noted(document: bytes, number: int) -> bool:
    """Whether the note stands under the table of this number."""
    texts = paragraphs(document)
    under = texts[texts.index(f"公开0{number}表") :]
    first = next(n for n, text in enumerate(under) if text.startswith("注："))
    return under[first + 1] == f"2. {NOTE}" and under[first].startswith("注：1. 本表反映")


@given(st.lists(st.sampled_from([0, 49, 50, 51]), min_size=5, max_size=5))
@examples(30)
def test_the_note_stands_where_the_finished_document_does_not_add_up(parts: list[int]) -> None:
    text = EXAMPLE.read_text("utf-8")
    for old, whole, part in zip(AMOUNTS, WHOLE, parts, strict=True):
        text = text.replace(old, str(whole + part))
    # The other accounts are whole hundreds of 元, so that only these five can be rounded.
    for old in ("5086823.81", "564591.12", "284131.26", "3236007.94"):
        text = text.replace(old, str(Decimal(old).quantize(Decimal(100))))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / EXAMPLE.name
        path.write_text(text, "utf-8")
        document = document_of(path)
    printed = tables(document)
    for number in (2, 3, 5):
        assert adds_up(printed[number]) is not is_noted(document, number)


@pytest.mark.parametrize(
    ("running", "received", "noted"),
    [
        pytest.param("149", "149", True, id="0.01 and 0.01 are 0.03"),
        pytest.param("100", "200", False, id="0.01 and 0.02 are 0.03"),
        pytest.param("50", "50", True, id="0.01 and 0.01 are 0.01"),
    ],
)
def test_amounts_of_a_section_that_round_apart_are_noted(
    running: str, received: str, noted: bool, edited: Edit
) -> None:
    old = "  公务用车运行维护费: 20752.84\n  公务接待费: 1800.00\n"
    new = f"  公务用车运行维护费: {running}\n  公务接待费: {received}\n"
    document = document_of(edited((old, new)))
    assert noted is is_noted(document, 7)
    told = paragraphs(document)
    last = max(n for n, text in enumerate(told) if text.startswith("（三）公务接待费支出"))
    assert noted is (told[last + 1] == ABOVE)


def test_a_document_whose_figures_add_up_has_no_note() -> None:
    assert [] == [text for text in paragraphs(document_of(BUDGET)) if "尾数误差" in text]


def test_a_budget_notes_the_tables_and_sentences_that_do_not_add_up() -> None:
    filing = EXAMPLE.parents[1] / "budget_invented.yaml"
    texts = paragraphs(document_of(filing))
    noted = [text for text in texts if "尾数误差" in text]
    assert [f"备注：{NOTE}"] * 3 + [ABOVE] == noted


@pytest.mark.parametrize("path", FILINGS, ids=lambda path: path.stem)
def test_the_sums_that_are_left_out_leave_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not looked into, as it is of one figure alone, would say nothing either."""
    before = document_of(path)
    monkeypatch.setattr(remainders, "_is_open", lambda *_: True)
    assert before == document_of(path)


def test_what_was_asked_of_a_filing_is_not_asked_of_the_next(edited: Edit) -> None:
    old = "  公务用车运行维护费: 20752.84\n  公务接待费: 1800.00\n"
    other = edited((old, "  公务用车运行维护费: 149\n  公务接待费: 149\n"))
    opened = [pipeline.produce(path, draft=True).books for path in (EXAMPLE, other)]
    answers = [it.remainders for it in opened if it]
    assert answers[0]
    assert answers[0] != answers[1]
