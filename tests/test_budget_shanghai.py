"""Two published budgets of 上海, a department's and a unit's, against what one form makes of them.

`published/budget_2025_shanghai_*.yaml` hold what was published, as printed. What differs is listed
here, each with its reason; the width of brackets, colons and dots is not looked at.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest
from support.examples import ROOT
from support.facts import corrected, expected_rows, published, squeezed
from support.ooxml import lint, paragraphs, tables

from generator import pipeline
from generator.pipeline import Outcome

WORDS = {"department": "部门", "unit": "单位"}
# The published documents write （款) and 注: with one bracket or colon of half width; the contents
# number the tables 1. to 3. and then 4．.
WIDTHS = str.maketrans("():．", "（）：.")
AMOUNT = re.compile(r"[\d,]+\.\d\d")

WRITTEN = {
    # One way to write amounts: all others of this part have their thousands grouped.
    "3136.40万元": "3,136.40万元",
    # One unit of money in a sentence that says 万 five times.
    "80.00万元": "80.00万",
}
# What the unit's long prose says with numbers in it, written afresh and shorter.
AFRESH = "1、支持引入各能级"


class Document(NamedTuple):
    """A published document's facts, and what is built of its filing."""

    facts: dict[str, Any]
    sentences: list[str]
    outcome: Outcome


@pytest.fixture(scope="module", params=list(WORDS))
def document(request: pytest.FixtureRequest) -> Document:
    facts = published(f"budget_2025_shanghai_{request.param}")
    filing = ROOT / "inputs" / "2025" / f"普陀区商务委员会-{WORDS[request.param]}.yaml"
    return Document(facts, read_sentences(facts), pipeline.produce(filing))


def read_sentences(facts: dict[str, Any]) -> list[str]:
    """The published paragraphs with figures, but for what was written afresh."""
    said: list[str] = facts["sentences"]
    return [it.translate(WIDTHS) for it in said if not it.startswith(AFRESH)]


def list_rows(document: Document) -> Mapping[str, list[list[str]]]:
    """The rows of each built table without blank cells, by the name of the published table."""
    built = [
        [[squeezed(cell).translate(WIDTHS) for cell in row if squeezed(cell)] for row in rows]
        for rows in tables(document.outcome.document)
    ]
    return dict(zip(document.facts["tables"], built, strict=True))


def test_every_cell_of_every_table_is_as_published(document: Document) -> None:
    built = list_rows(document)
    for name, rows in document.facts["tables"].items():
        published_rows = [[cell.translate(WIDTHS) for cell in row] for row in rows]
        assert expected_rows(published_rows, name, {}) == [row for row in built[name] if row]


def test_all_of_nearly_three_hundred_published_amounts_were_looked_at(document: Document) -> None:
    rows = [row for rows in document.facts["tables"].values() for row in rows]
    amounts = [cell for row in rows for cell in row if AMOUNT.fullmatch(cell)]
    assert len(amounts) in (287, 300)


def test_every_sentence_with_a_figure_is_as_published_and_in_order(document: Document) -> None:
    expected = corrected(document.sentences, WRITTEN)
    said = set(expected)
    texts = [squeezed(it).translate(WIDTHS) for it in paragraphs(document.outcome.document)]
    assert [*dict.fromkeys(expected)] == [*dict.fromkeys(it for it in texts if it in said)]


def list_said(sentences: list[str]) -> set[str]:
    """The single sentences with a figure."""
    return {it for text in sentences for it in text.split("。") if re.search(r"\d", it)}


def test_few_sentences_of_the_two_had_to_be_put_right() -> None:
    same = due = 0
    for name in WORDS:
        sentences = read_sentences(published(f"budget_2025_shanghai_{name}"))
        right = list_said(corrected(sentences, WRITTEN))
        same, due = same + len(right & list_said(sentences)), due + len(right)
    assert same >= 0.97 * due > 90


def test_every_correction_is_of_something_published(document: Document) -> None:
    text = "".join(document.sentences)
    common = [wrong for wrong in WRITTEN if wrong != "80.00万元"]
    assert common == [wrong for wrong in common if wrong in text]


def test_the_example_has_no_fault_and_its_document_is_well_made(document: Document) -> None:
    assert () == document.outcome.faults
    assert [] == lint(document.outcome.document)
