"""What a unit has typed in words: every text of its filing with its path, to be read together.

All texts stand in one string, with an empty line behind each, so that a word is looked for once.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from generator.checks.case import Case, Check, basis
from generator.diagnostics import Fault, Place, Severity
from generator.filing.yaml_tree import Node, Path_
from generator.packs.definitions import Record, Records, Text
from generator.vocabulary import UNIT, UNIT_NAME

# Of one kind of slip so many are told; who has more has copied something.
MOST_TOLD = 20


class Prose(NamedTuple):
    """All typed texts in one, and of each where it begins and its path in the filing."""

    text: str
    starts: list[int]
    paths: list[Path_]
    sections: dict[str, tuple[int, int]]  # the first text of each, and the one behind its last

    def at(self, offset: int) -> tuple[Path_, int]:
        """The path of the text that an offset is in, and where in that text it is."""
        number = bisect_right(self.starts, offset) - 1
        return self.paths[number], offset - self.starts[number]

    def under(self, name: str) -> Iterator[tuple[int, str]]:
        """Every text of a section, or of a field of one (`section.field`), with where it begins."""
        steps = tuple(name.split("."))
        first, end = self.sections.get(steps[0], (0, 0))
        for number in range(first, end):
            if self.paths[number][: len(steps)] == steps:
                start = self.starts[number]
                end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
                yield start, self.text[start : end - len("\n\n")]


class Slip(NamedTuple):
    """Something in a text that is not as it should be: from where to where, and what to say."""

    start: int
    end: int
    message: str
    help: str = ""


class Speaker(NamedTuple):
    """Whose words they are: the year of the document, the unit's name and what it calls itself."""

    year: int
    name: str
    word: str


def name_speaker(case: Case) -> Speaker:
    """Whose words a filing's are."""
    filing = case.filing
    return Speaker(filing.year, filing.unit_name, filing.own_word)


def gather(case: Case) -> Prose:
    """The texts that the filing itself (with what it shares) states, in the order of the law."""
    if _PROSE not in case.known:
        case.known[_PROSE] = _gather(case)
    found: Prose = case.known[_PROSE]
    return found


_PROSE = "prose"


def _gather(case: Case) -> Prose:
    data, found = case.filing.source.data, list[_Found]()
    sections: dict[str, tuple[int, int]] = {}
    fields = [*case.book.root.fields.items(), *((name, _NOTES) for name in case.books.notes)]
    for name, field in fields:
        first = len(found)
        if name == UNIT:
            own = data.get(UNIT)
            _walk(own.get(UNIT_NAME) if isinstance(own, dict) else None, (UNIT, UNIT_NAME), found)
        elif name in data and not (isinstance(field, Text) and not field.paragraphs):
            _read(data[name], field, (name,), found)  # one line at the top is a setting
        sections[name] = first, len(found)
    texts = [text for _, text in found]
    starts = list(accumulate((len(text) + 2 for text in texts), initial=0))
    whole = "\n\n".join([*texts, ""])
    return Prose(whole, starts[:-1], [path for path, _ in found], sections)


def drop_repeated(prose: Prose) -> Prose:
    """Every line once, without its place: what is in none of these is nowhere.

    Of what a unit types in words half stands several times: kinds of indicators, say.
    """
    return Prose("\n".join(dict.fromkeys(prose.text.split("\n"))), [], [], {})


_Found = tuple[Path_, str]
_NOTES = Text(paragraphs=True)


def _read(node: Node, field: Any, path: Path_, found: list[_Found]) -> None:
    if isinstance(field, Text):
        _walk(node, path, found)
    elif isinstance(field, Record) and isinstance(node, dict):
        for name, value in node.items():
            inner = field.fields.get(name)
            if type(value) is not str:
                _read(value, inner, (*path, name), found)
            elif type(inner) is Text:
                found.append(((*path, name), value))
    elif isinstance(field, Records) and isinstance(node, list):
        for number, item in enumerate(node):
            _read(item, field.item, (*path, number), found)


def _walk(node: Node, path: Path_, found: list[_Found]) -> None:
    """Every text under a path, in mappings and lists too."""
    if isinstance(node, str):
        found.append((path, node))
    elif isinstance(node, dict | list):
        for name, inner in node.items() if isinstance(node, dict) else enumerate(node):
            _walk(inner, (*path, name), found)


def tell(
    code: str, check: Check, case: Case, prose: Prose, slip: Slip, severity: Severity
) -> Fault:
    """A slip as a fault at its place inside the text."""
    place = find_place(case, prose, slip)
    return Fault(code, slip.message, place, severity, (basis(check),), help=slip.help)


def find_place(case: Case, prose: Prose, slip: Slip) -> Place:
    """Where a slip stands in the filing."""
    from generator.filing import spans  # only where something is wrong

    path, start = prose.at(slip.start)
    return spans.find_place(case.filing.source, path, start, start + slip.end - slip.start)
