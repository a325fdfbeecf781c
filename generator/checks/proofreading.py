"""Typed words are read: each list of a demand goes to the one function that looks for its slips."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from generator.checks import prose, quotations, residue, slips
from generator.checks.case import Case, Check
from generator.checks.prose import MOST_TOLD, Prose, Slip, Speaker
from generator.diagnostics import Fault, Severity

Finder = Callable[[Any, Prose, Speaker], Iterator[Slip]]
ERROR, WARNING = Severity.ERROR, Severity.WARNING
# What a demand may say, with the code of the slips and how much they weigh.
FINDERS: dict[str, tuple[str, Severity, Finder]] = {
    "blanks": ("C331", ERROR, residue.find_blanks),
    "instructions": ("C331", ERROR, residue.find_instructions),
    "choices": ("C332", ERROR, residue.find_choices),
    "doubled": ("C333", WARNING, slips.find_doubled),
    "paired": ("C334", WARNING, slips.find_unpaired),
    "years": ("C335", WARNING, residue.find_years),
    "own year": ("C335", WARNING, residue.find_year_in_name),
    "retired": ("C336", WARNING, residue.find_retired),
    "own word": ("C337", WARNING, residue.find_wrong_word),
    "own name": ("C338", WARNING, slips.find_misspelt_name),
    "leads": ("C340", WARNING, slips.find_leads),
    "ends": ("C340", WARNING, slips.find_ends),
}
# These look into certain fields; the others find in a line what they find in it alone.
IN_FIELDS = frozenset(("own year", "leads", "ends"))
QUOTED = ("C339", WARNING)


def worded(check: Check, case: Case) -> Iterator[Fault]:
    """What is wrong with the words that the filing states, by themselves."""
    texts, speaker = prose.gather(case), prose.name_speaker(case)
    once = prose.drop_repeated(texts)
    for name, (code, severity, find) in FINDERS.items():
        said = check.get(name)
        if said and (name in IN_FIELDS or any(find(said, once, speaker))):
            for slip in islice(find(said, texts, speaker), MOST_TOLD):
                yield prose.tell(code, check, case, texts, slip, severity)


def quoted(check: Check, case: Case) -> Iterator[Fault]:
    """Figures in words that agree with no figure of the unit."""
    texts, (code, severity) = prose.gather(case), QUOTED
    for slip in islice(quotations.find_strange(check, texts, case), MOST_TOLD):
        yield prose.tell(code, check, case, texts, slip, severity)
