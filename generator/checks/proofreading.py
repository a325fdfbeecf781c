"""Typed words are read: each list of a demand goes to the one function that looks for its slips."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from generator.checks import prose, quotations, residue, slips
from generator.checks.case import Case, Check, basis
from generator.checks.prose import MOST_TOLD, Prose, Slip, Speaker
from generator.diagnostics import Fault, Severity
from generator.filing.yaml_tree import Node, Path_
from generator.packs.definitions import Record, Records, Text

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
_LEAST = 6  # signs of a paragraph


def worded(check: Check, case: Case) -> Iterator[Fault]:
    """What is wrong with the words that the filing states, by themselves."""
    texts, speaker = prose.gather(case), prose.name_speaker(case)
    once = prose.drop_repeated(texts)
    if "doubled" in check:
        yield from islice(_find_repeated(check, case), MOST_TOLD)
    for name, (code, severity, find) in FINDERS.items():
        said = check.get(name)
        if said and (name in IN_FIELDS or any(find(said, once, speaker))):
            for slip in islice(find(said, texts, speaker), MOST_TOLD):
                yield prose.tell(code, check, case, texts, slip, severity)


def _find_repeated(check: Check, case: Case) -> Iterator[Fault]:
    """Paragraphs, and records of words, that stand twice in a row."""
    source, found = case.filing.source, list[Path_]()
    for name, field in case.book.root.fields.items():
        if isinstance(field, Text | Record | Records) and name in source.data:
            _walk(source.data[name], (name,), found)
    for path in found:
        help_, place = "重复的，删去一处", source.place(path)
        message = "这一段（条）和前面的一字不差"
        yield Fault("C333", message, place, WARNING, (basis(check),), help=help_)


def _walk(node: Node, path: Path_, found: list[Path_]) -> None:
    if isinstance(node, dict):
        for name, inner in node.items():
            if not isinstance(inner, str):
                _walk(inner, (*path, name), found)
    elif isinstance(node, list):
        for number, inner in enumerate(node):
            if number and inner == node[number - 1] and _is_long(inner):
                found.append((*path, number))
            elif not isinstance(inner, str):
                _walk(inner, (*path, number), found)


def _is_long(node: Node) -> bool:
    """Whether there is so much of it that nobody wants it twice."""
    return len(node) >= _LEAST if isinstance(node, str) else bool(node)


def quoted(check: Check, case: Case) -> Iterator[Fault]:
    """Figures in words that agree with no figure of the unit."""
    texts, (code, severity) = prose.gather(case), QUOTED
    for slip in islice(quotations.find_strange(check, texts, case), MOST_TOLD):
        yield prose.tell(code, check, case, texts, slip, severity)
