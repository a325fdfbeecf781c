"""How far a unit has come, in one word: the one answer that every overview gives.

Only what is known counts: what this run found, the record of builds by which a document was left
alone, and the bureau's own list of units. What needs somebody goes before what is done: a document
that has been published is told as such only while nothing is wrong with its filing.
"""

from datetime import date

from generator.filing.roster import ListedUnit
from generator.units.result import FAULTY, SOUND, UNFILLED, Result
from generator.vocabulary import DRAFT

MISSING, FILLING, BUILT, PUBLISHED = "未报", "填报中", "已生成", "已公开"
STAGES = (MISSING, FILLING, FAULTY, SOUND, BUILT, PUBLISHED)
# What is empty, and in a workbook also what is not there yet.
LACKING = (*UNFILLED, "S202")
# In the order in which a bureau looks at them.
BY_NEED = (FAULTY, MISSING, FILLING)


def stage_of(result: Result | None, listed: ListedUnit | None, today: date) -> str:
    """The stage of a unit: of its filing (None: there is none), and of its line in the list."""
    if result is None:
        return MISSING
    built = result.written is not None and not _is_draft(result)
    lacking = any(fault.code in LACKING for fault in result.faults)
    if lacking or (result.marked and not built):
        return FILLING
    if result.failed:
        return FAULTY
    if listed is not None and listed.is_published(today):
        return PUBLISHED
    return BUILT if built else SOUND


def _is_draft(result: Result) -> bool:
    return result.written is not None and result.written.stem.endswith(f"（{DRAFT}）")
