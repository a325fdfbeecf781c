"""Slips of the hand in the figures, codes and reasons: caught, told or missed, and which those are.

The whole run is slow (`pytest -m slow tests/test_mutation.py`); where MUTATION_REPORT names a
file, it writes there what became of each class of slip. The ordinary run takes a fixed sample.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from support import mutants
from support.examples import BUDGET, EXAMPLE, OTHER_REGION, WORKED
from support.mutants import CAUGHT, MISSED, TOLD, Mutant, Original

# How many mutants there are for each one that is taken: the whole run takes all, the ordinary one
# a few; the longer filing costs more.
ALL = {WORKED: 1, BUDGET: 1, **dict.fromkeys(OTHER_REGION, 1)}
SAMPLE = {EXAMPLE: 43, BUDGET: 31, **dict.fromkeys(OTHER_REGION, 61)}
ENOUGH, LEAST_CAUGHT = 2_000, 0.99

Verdict = tuple[Original, Mutant, str]
Map = Callable[..., Iterable[list[str]]]


def verdicts_of(path: Path, controlled: bool, every: int, folder: Path) -> list[str]:
    """What became of the mutants of one example (every so-manieth of them)."""
    origin = mutants.original(path, folder, controlled=controlled)
    return [mutants.judged(it, origin, folder) for it in list(mutants.mutants(origin))[::every]]


def states(path: Path) -> bool:
    """Whether an example states control totals."""
    return f"\n{mutants.CONTROLS}:" in path.read_text("utf-8")


def judged(steps: Mapping[Path, int], folder: Path, run: Map = map) -> list[Verdict]:
    """What became of the mutants of the examples, without control totals and, where some are
    stated, with them."""
    verdicts: list[Verdict] = []
    asked = [(p, c, n) for p, n in steps.items() for c in (True, False) if not c or states(p)]
    folders = [folder / str(number) for number in range(len(asked))]
    for each in folders:
        each.mkdir()
    answers = list(run(verdicts_of, *zip(*asked, strict=True), folders))
    for (path, controlled, every), answer in zip(asked, answers, strict=True):
        origin = mutants.original(path, folder, controlled=controlled)
        made = list(mutants.mutants(origin))[::every]
        verdicts += [(origin, *pair) for pair in zip(made, answer, strict=True)]
    return verdicts


def of_covered_figures(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The mutants of single figures that a stated control total is made of."""
    return [
        (origin, mutant, verdict)
        for origin, mutant, verdict in verdicts
        if origin.controlled and mutant.slip in mutants.OF_FIGURES and mutant.path in origin.covered
    ]


def share_caught(verdicts: Sequence[Verdict]) -> float:
    """How many of the mutants an error stops."""
    return sum(verdict == CAUGHT for _, _, verdict in verdicts) / len(verdicts)


def names(verdicts: Iterable[Verdict]) -> list[str]:
    """Mutants as a failure names them."""
    return [f"{origin.name} {mutant.slip} {mutant.path}" for origin, mutant, _ in verdicts]


def not_caught_always(verdicts: Iterable[Verdict]) -> list[str]:
    """The mutants of the classes that an error must stop, and does not."""
    return names(v for v in verdicts if v[1].slip in mutants.ALWAYS_CAUGHT and v[2] != CAUGHT)


def missed_and_not_listed(verdicts: Iterable[Verdict]) -> list[str]:
    """The mutants that nothing tells of though control totals are stated and no reason is known."""
    return names(
        v for v in verdicts if v[0].controlled and v[2] == MISSED and not mutants.beyond(v[1])
    )


def report(verdicts: Sequence[Verdict]) -> str:
    """What became of each class of slip, with and without control totals, as a Markdown table."""
    slips = [*dict.fromkeys(mutant.slip for _, mutant, _ in verdicts)]
    head = "".join(
        f" {label} | {CAUGHT} | {TOLD} | {MISSED} |"
        for label in ("有核对数：份数", "无核对数：份数")
    )
    rows = [f"| 错法 |{head}", "|---|" + "---:|" * 8]
    rows += [_row(slip, [v for v in verdicts if v[1].slip == slip]) for slip in slips]
    covered = [v for v in verdicts if v[1].slip in mutants.OF_FIGURES and v[1].path in v[0].covered]
    rows.append(_row("**核对数管到的数（前七种）**", covered))
    rows.append(_row("**合计**", verdicts))
    return "\n".join(rows) + "\n"


def _row(label: str, verdicts: Sequence[Verdict]) -> str:
    halves = (
        [v for v in verdicts if v[0].controlled is controlled] for controlled in (True, False)
    )
    return f"| {label} |" + "".join(map(_cells, halves))


def _cells(verdicts: Sequence[Verdict]) -> str:
    counts = Counter(verdict for _, _, verdict in verdicts)
    whole = max(len(verdicts), 1)
    shares = "".join(f" {counts[it] / whole:.1%} |" for it in (CAUGHT, TOLD, MISSED))
    return f" {len(verdicts)} |{shares}"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    """The mutants of the ordinary run."""
    return judged(SAMPLE, tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    """All mutants; what became of them is written where MUTATION_REPORT says."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        verdicts = judged(ALL, tmp_path_factory.mktemp("everything"), pool.map)
    target = os.environ.get("MUTATION_REPORT")
    if target:
        Path(target).write_text(report(verdicts), encoding="utf-8")
    return verdicts


def test_a_wrong_figure_under_a_control_total_is_caught(sample: list[Verdict]) -> None:
    assert 1 == share_caught(of_covered_figures(sample))


def test_a_lost_reason_code_amount_or_year_is_caught(sample: list[Verdict]) -> None:
    assert [] == not_caught_always(sample)


def test_what_is_missed_is_listed_with_the_reason(sample: list[Verdict]) -> None:
    assert [] == missed_and_not_listed(sample)


@pytest.mark.slow
def test_there_are_enough_mutants(everything: list[Verdict]) -> None:
    assert ENOUGH <= len(everything)


@pytest.mark.slow
def test_wrong_figures_under_control_totals_are_caught(everything: list[Verdict]) -> None:
    assert LEAST_CAUGHT <= share_caught(of_covered_figures(everything))


@pytest.mark.slow
def test_lost_reasons_codes_amounts_and_years_are_caught(everything: list[Verdict]) -> None:
    assert [] == not_caught_always(everything)


@pytest.mark.slow
def test_everything_that_is_missed_is_listed_with_the_reason(everything: list[Verdict]) -> None:
    assert [] == missed_and_not_listed(everything)


@pytest.mark.slow
def test_nothing_is_listed_that_is_always_caught(everything: list[Verdict]) -> None:
    missed = [mutant for origin, mutant, verdict in everything if verdict == MISSED]
    used = {mutants.beyond(mutant) for mutant in missed}
    assert [] == [reason for _, _, reason in mutants.BEYOND if reason not in used]
