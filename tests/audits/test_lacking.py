"""Sentences of a section: those that are due by what is beside them, those without an amount."""

from dataclasses import replace
from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, OTHER_REGION
from support.rewritten import rewritten, told, told_of

from generator.published.blocks import ReadParagraph

SHANGHAI = OTHER_REGION[0]


@pytest.mark.parametrize(
    ("filing", "sentence", "shown"),
    [
        # By the choice that it stands in with others.
        (EXAMPLE, "一般公共预算财政拨款基本支出", "年度一般公共预算财政拨款基本支出万元，其中："),
        (BUDGET, "一般公共预算拨款基本支出", "年度一般公共预算拨款基本支出万元，其中："),
        # By the table, which has nothing.
        (EXAMPLE, "没有使用政府性基金", "本年度没有使用政府性基金预算拨款安排的支出。"),
        (EXAMPLE, "没有使用国有资本", "本年度没有使用国有资本经营预算财政拨款安排的支出。"),
    ],
)
def test_a_sentence_that_is_due_and_not_there_is_told(
    filing: Path, sentence: str, shown: str
) -> None:
    document = rewritten(filing)
    lost = [it for it in document.paragraphs if sentence in it.text and not it.level][-1]
    blocks = tuple(it for it in document.blocks if it is not lost)
    found = told_of(replace(document, blocks=blocks), filing)
    assert [("A831", f"没有找到“{shown}”这一段")] == found


def test_two_sentences_in_one_paragraph_are_both_there() -> None:
    document = rewritten(EXAMPLE)
    second = [it for it in document.paragraphs if "没有使用政府性基金" in it.text][-1]
    at = document.blocks.index(second)
    first = document.blocks[at - 1]
    assert isinstance(first, ReadParagraph)
    joined = first._replace(text=first.text + second.text)
    blocks = (*document.blocks[: at - 1], joined, *document.blocks[at + 1 :])
    assert "A831" not in {code for code, _ in told_of(replace(document, blocks=blocks), EXAMPLE)}


@pytest.mark.parametrize("words", ["若干", "七百零三万元"])
def test_words_in_the_place_of_an_amount_are_told(words: str) -> None:
    document = rewritten(EXAMPLE)
    said = next(
        it.text for it in document.paragraphs if "拨款基本支出" in it.text and "其中" in it.text
    )
    amount = said[said.index("支出") + 2 : said.index("，其中")]
    found = told(EXAMPLE, f"“拨款基本支出{amount}，其中”写成“拨款基本支出{words}，其中”")
    assert [("A831", f"数的位置写的是“{words.removesuffix('万元')}”")] == found


def test_a_sentence_that_says_nothing_in_words_is_let_be() -> None:
    """Its table says the same."""
    document = rewritten(EXAMPLE)
    said = next(
        it.text for it in document.paragraphs if "政府性基金支出" in it.text and "0.00" in it.text
    )
    amount = said[said.index("支出") + 2 : said.index("万元")]
    assert [] == told(EXAMPLE, f"“政府性基金支出{amount}万元”写成“政府性基金支出为零”")
