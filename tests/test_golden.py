"""Forms and finished documents, as readable text: whoever changes one sees here what changed."""

import pytest
from support.listing import GOLDEN, golden_listings

LISTINGS = golden_listings()


def test_every_golden_listing_has_its_document_and_every_document_its_listing() -> None:
    assert {path.name for path in GOLDEN.glob("*.txt")} == set(LISTINGS)


@pytest.mark.parametrize("name", sorted(LISTINGS))
def test_a_listing_is_as_it_was_reviewed(name: str) -> None:
    expected = (GOLDEN / name).read_text(encoding="utf-8")
    assert expected == LISTINGS[name], "若改动是有意的，运行 make golden 并审阅差异"
