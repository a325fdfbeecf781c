"""The first run lists the mistakes of a filing, however many there are and of whatever stages.

The whole measurement is slow (`pytest -m slow tests/test_first_run.py`): where FIRST_RUN_REPORT
names a file, it writes there what was not listed. The ordinary run takes a sample.
"""

import os
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from support.examples import OF_EVERY_PACK
from support.planting import Bench, Mistake, choose

FILINGS = 200
STRIDE = 13  # shares no factor with the number of packs: each has its turn
MOST_MISTAKES = 30

LISTED, INVENTED = 0.95, 0.02


def tried(numbers: Iterable[int], folder: Path) -> tuple[Counter[str], list[str]]:
    """How many mistakes were made, missed and invented; and which those are."""
    benches = [Bench(path, folder) for path in OF_EVERY_PACK]
    counts: Counter[str] = Counter()
    notes: list[str] = []
    for number in numbers:
        bench = benches[number % len(benches)]
        count = 1 + number * 7 % MOST_MISTAKES
        # Every fourth filing has one to three mistakes after which it cannot be read.
        unreadable = min(count, random.Random(number).randint(1, 3)) if number % 4 == 3 else 0
        mistakes = choose(bench.text, count, unreadable, seed=number)
        real = [it for it in mistakes if bench.alone(it)]
        missed, invented = bench.first_run(real)
        counts.update(made=len(real), missed=len(missed), invented=len(invented))
        counts.update(unseen=len(mistakes) - len(real))
        counts.update({f"漏 {it.kind}": 1 for it in missed})
        notes += [_note(number, missed, sorted(invented), real)]
    return counts, [note for note in notes if note]


def _note(
    number: int, missed: list[Mistake], invented: list[tuple[str, int]], made: list[Mistake]
) -> str:
    if not missed and not invented:
        return ""
    return f"{number}: 漏 {list(map(str, missed))} 多 {invented} 共 {list(map(str, made))}"


def hold(counts: Counter[str], notes: list[str]) -> None:
    """At least so many are listed, and next to nothing besides."""
    report = os.environ.get("FIRST_RUN_REPORT")
    if report:
        Path(report).write_text("\n".join([str(dict(counts)), *notes]), "utf-8")
    assert counts["missed"] <= (1 - LISTED) * counts["made"], notes
    assert counts["invented"] <= INVENTED * counts["made"], notes


def test_the_first_run_lists_the_mistakes_of_a_sample(tmp_path: Path) -> None:
    hold(*tried(range(0, FILINGS, STRIDE), tmp_path))


@pytest.mark.slow
def test_the_first_run_lists_nearly_all_mistakes(tmp_path: Path) -> None:
    hold(*tried(range(FILINGS), tmp_path))
