"""The units of a text: figures, which are whole in every notation, words, signs."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compare.tokens import FIGURE, strip_figures, tokens, value


@pytest.mark.parametrize(
    "figure", ["34", "1,234.56", "-5.00", "7.36%", "7.36％", "－0.10", "1234567.89", "２０24"]
)
def test_a_figure_is_one_unit_with_its_sign_separators_and_percent_sign(figure: str) -> None:
    assert ["约", figure, "元"] == tokens(f"约{figure}元")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2010350-事业", ["2010350", "-", "事", "业"]),
        ("2.有关", ["2", ".", "有", "关"]),
        ("2023-2024", ["2023", "-", "2024"]),
        ("e福州APP", ["e", "福", "州", "APP"]),
        ("3，400", ["3", "，", "400"]),
    ],
)
def test_what_only_stands_beside_a_figure_is_not_part_of_it(text: str, expected: list[str]) -> None:
    assert expected == tokens(text)


def test_a_text_without_its_figures_is_its_words() -> None:
    assert "支出万元，增长" == strip_figures("支出1,234.56万元，增长7.36%")


def test_figures_are_whole() -> None:
    assert ["共", "1,234.56", "万", "元", "，", "降", "-9.90%"] == tokens(
        "共1,234.56万元，降-9.90%"
    )


def test_a_year_after_a_figure_is_no_negative_number() -> None:
    assert ["2024", "-", "2025"] == tokens("2024-2025")


def test_a_printed_figure_is_one_unit_whatever_it_is() -> None:
    assert ["计", "12,34", "元"] == tokens("计12,34元", [(1, 6)])
    assert ["计", "—", "元"] == tokens("计—元", [(1, 2), (1, 2), (5, 5)])


@pytest.mark.parametrize(
    "figure",
    ["－7．36％", "－7.36%", "−5.00", "1，234.56", "－1，234，567．89", "１，２３４．５６", "3.5‰"],
)
def test_a_figure_is_whole_in_every_notation(figure: str) -> None:
    assert ["约", figure, "，", "元"] == tokens(f"约{figure}，元")


def test_what_hangs_on_letters_or_a_point_is_no_figure() -> None:
    assert ["APP2", "、", "e1", ".", "5", "、", "1.2", ".", "34"] == tokens("APP2、e1.5、1.2.34")


@pytest.mark.parametrize(
    ("figure", "expected"),
    [("－7．36％", "-7.36"), ("1,234.56", "1234.56"), ("1，234．56", "1234.56"), ("２０", "20")],
)
def test_a_figure_is_a_number_in_every_notation(figure: str, expected: str) -> None:
    assert Decimal(expected) == value(figure)


AS_ISSUED = re.compile(r"(?<![0-9A-Za-z.])-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[%％]?")


@given(st.text("0123,.-%％) （年万元，。xA", max_size=25))
def test_what_issued_documents_carry_is_still_cut_as_it_was(text: str) -> None:
    """All but a full-width comma between digits, which no form prints."""
    plain = re.sub("(?<=[0-9])，(?=[0-9])", "。", text)
    assert AS_ISSUED.findall(plain) == re.findall(FIGURE, plain)
