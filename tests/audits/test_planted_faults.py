"""Planted faults of every class: a small sample, and all documents in all forms (slow)."""

import pytest
from support import audited_documents, fault_table
from support.audited_documents import FORMS, WORD
from support.fault_table import CLASSES

SMALL = "2025/普陀区商务委员会-单位"
LEAST_FOUND = 80  # of so few, in hundredths


def test_in_a_small_document_nearly_all_is_found() -> None:
    tallies = fault_table.tally_all(audited_documents.collect([WORD], [SMALL]), [0], [])
    planted = sum(it.planted for it in tallies.values())
    found = sum(it.found for it in tallies.values())
    assert len(CLASSES) * 3 // 4 < planted
    assert [] == tallies[""].told
    assert 100 * found >= LEAST_FOUND * planted, fault_table.write(tallies)


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.parametrize("form", FORMS)
def test_of_every_class_nearly_all_is_found_and_hardly_anything_else(form: str) -> None:
    tallies = fault_table.tally_all(audited_documents.collect([form]), range(2), [], 2)
    assert [] == tallies.pop("").told
    assert [] == [name for name, it in tallies.items() if not it.reached], fault_table.write(
        tallies
    )
