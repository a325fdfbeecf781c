"""A document edited once by hand: a false figure is listed, a harmless edit raises no alarm.

The whole run is slow (`pytest -m slow tests/edited/test_document_edits.py`); where
DOCUMENT_EDITS_REPORT names a folder, it writes there what became of each class of edit. The
ordinary run takes a fixed few.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

import pytest
from support.edits import judging, office, tables
from support.edits.judging import Bench, Verdict
from support.examples import BUDGET, OTHER_REGION, ROOT, WORKED

TESTS = ROOT / "tests" / "filings"
SMALL = TESTS / "budget_new_unit.yaml"
# So many edits of each class in each document, harmful and harmless: a short one costs a fifth.
MOST = {
    SMALL: (8, 4),
    TESTS / "new_unit.yaml": (8, 4),
    BUDGET: (3, 2),
    TESTS / "invented_unit.yaml": (3, 2),
    TESTS / "department" / "357.yaml": (1, 1),
    WORKED: (1, 1),
    **dict.fromkeys(OTHER_REGION, (1, 1)),
}
# Of the ordinary run, each so-manieth class.
EVERY, EVERY_HARMLESS = 37, 13
ENOUGH, ENOUGH_HARMLESS = 5_000, 500
LEAST_LISTED = 0.995


def harmful(filing: Path) -> list[Verdict]:
    return judging.harmful(judging.set_up(filing), MOST[filing][0])


def unharmed(filing: Path) -> list[Verdict]:
    return judging.unharmed(judging.set_up(filing), MOST[filing][1])


def of_all(judge: Callable[[Path], list[Verdict]]) -> list[Verdict]:
    """What became of the edits of all filings' documents."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        return list(chain.from_iterable(pool.map(judge, MOST)))


def report(name: str, text: str) -> None:
    folder = os.environ.get("DOCUMENT_EDITS_REPORT")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        Path(folder, name).write_text(text, encoding="utf-8")


def names(verdicts: Sequence[Verdict]) -> list[str]:
    """Edits as a failure names them."""
    return [f"{each.filing} {each.kind} {each.note} {set(each.states)}" for each in verdicts]


def unlisted_without_reason(verdicts: Sequence[Verdict]) -> list[str]:
    return names([each for each in tables.missed(verdicts) if each.kind not in judging.BEYOND])


@pytest.fixture(scope="module")
def small() -> Bench:
    """A document that is quickly held against its filing."""
    return judging.set_up(SMALL)


def test_a_few_false_edits_are_listed(small: Bench) -> None:
    verdicts = judging.harmful(small, 1, EVERY)
    assert [] == unlisted_without_reason(verdicts)
    assert len(verdicts) > 5


def test_a_few_harmless_edits_raise_no_alarm(small: Bench) -> None:
    verdicts = judging.unharmed(small, 1, EVERY_HARMLESS)
    assert [] == names(tables.alarmed(verdicts))
    assert len(verdicts) > 4


@pytest.mark.slow
def test_false_edits_are_listed() -> None:
    verdicts = of_all(harmful)
    report("改错.md", tables.table(verdicts, tables.HARMFUL))
    assert [] == unlisted_without_reason(verdicts)
    assert LEAST_LISTED <= tables.share_listed(verdicts)
    assert ENOUGH <= len(verdicts)
    unused = set(judging.BEYOND) - {each.kind for each in tables.missed(verdicts)}
    assert set() == unused, "these are always listed"


@pytest.mark.slow
def test_harmless_edits_raise_no_alarm() -> None:
    verdicts = of_all(unharmed)
    report("无害.md", tables.table(verdicts, tables.HARMLESS, "改法"))
    assert [] == names(tables.alarmed(verdicts))
    assert ENOUGH_HARMLESS <= len(verdicts)


@pytest.mark.office
@pytest.mark.parametrize("program", office.PROGRAMS)
@pytest.mark.parametrize("filing", [*MOST], ids=lambda path: path.stem)
def test_saved_by_another_program_it_raises_no_alarm(
    filing: Path, program: str, tmp_path: Path
) -> None:
    bench: Bench = judging.set_up(filing)
    saved = office.PROGRAMS[program](bench.origin.draft("").pack(), tmp_path)
    states = [finding.state.value for finding in judging.hold(saved, bench)]
    assert [] == [state for state in states if state in judging.WRONG]
