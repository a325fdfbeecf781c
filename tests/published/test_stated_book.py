"""A document's figures as a book: every figure that was filed, as exactly as it was printed."""

from pathlib import Path

import pytest
from support.examples import FILINGS
from support.reading_back import pack_of, printed, produced, understood

from generator.published import stated, stated_book

STEP = 50  # half of what 0.01 万元 is, in 元


@pytest.mark.parametrize("path", FILINGS, ids=lambda it: it.stem)
def test_the_book_of_a_document_says_what_the_filing_said(path: Path) -> None:
    outcome = produced(path)
    assert outcome.books is not None
    pack = pack_of(outcome)
    said = understood(outcome)
    figures = stated.gather(said.readings.figures, pack, said.whole, said.full)
    book = stated_book.open_book(figures)
    for steps in {steps for steps, _, _ in printed(outcome)}:
        filed, read = outcome.books.now.figure(steps).value, book.figure(steps).value
        assert filed.is_nan() or abs(filed - read) <= STEP, steps
