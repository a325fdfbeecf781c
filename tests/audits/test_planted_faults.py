"""Planted faults of every class: a small sample, and all documents in all forms (slow)."""

import pytest
from support import audited_documents, fault_table, unseen
from support.audited_documents import FORMS, WORD
from support.fault_table import CLASSES
from support.published_faults import rewrite

SMALL = "2025/普陀区商务委员会-单位"
LEAST_FOUND = 80  # of so few, in hundredths


def test_in_a_small_document_nearly_all_is_found() -> None:
    tallies = fault_table.tally_all(audited_documents.collect([WORD], [SMALL]), [0], [])
    planted = sum(it.planted for it in tallies.values())
    found = sum(it.found for it in tallies.values())
    assert len(CLASSES) * 3 // 4 < planted
    assert [] == tallies[""].told
    assert 100 * found >= LEAST_FOUND * planted, fault_table.write(tallies)


@pytest.mark.parametrize(
    ("change", "whether"),
    [
        # Said of three things that need not be of one amount, each once.
        ("“涉及预算金额598.42万元”写成“涉及预算金额958.42万元”", True),
        # The rate that stands beside it says another amount.
        ("“机关运行经费支出184.65万元”写成“机关运行经费支出148.65万元”", False),
        # What is awarded is more than was bought: the filing itself is told so.
        ("“采购金额4.79万元”写成“采购金额9.79万元”", False),
        # Two numbers: none is that of a filing with one number typed otherwise.
        ("“项目4个，涉及预算金额598.42万元”写成“项目5个，涉及预算金额958.42万元”", False),
    ],
)
def test_what_another_sound_filing_says_as_well_is_no_fault(change: str, whether: bool) -> None:
    [it] = audited_documents.collect([WORD], ["2024/普陀财政局"])
    changed = rewrite(it.document, change)
    filing = audited_documents.filing_of(it.name)
    assert whether == unseen.is_sound_elsewhere(filing, it.document, changed)


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.parametrize("form", FORMS)
def test_of_every_class_nearly_all_is_found_and_hardly_anything_else(form: str) -> None:
    tallies = fault_table.tally_all(audited_documents.collect([form]), range(2), [], 2)
    assert [] == tallies.pop("").told
    assert [] == [name for name, it in tallies.items() if not it.reached], fault_table.write(
        tallies
    )
