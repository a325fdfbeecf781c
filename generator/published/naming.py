"""Which address a hole of the form means, once it is known what stands around it.

In a list of records that is the number of the round; of an account it is its code, or the code that
its name and its owners' names leave no doubt of.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from generator import vocabulary as term
from generator.addresses import Steps, is_code
from generator.filling.program import NamePath
from generator.packs.addressing import AddressError, complete, locate
from generator.packs.definitions import FIGURES, Record, Records, Table, Text
from generator.packs.definitions import Field as Defined
from generator.packs.pack import Pack
from generator.published.aligning import Cycle, Rounds
from generator.published.expressions import TEXT, VALUE, Said
from generator.published.pattern import Each
from generator.published.signs import normalize

Surroundings = Mapping[str, Steps]  # what the variables around a hole stand for
_NAMED = (term.NAME, term.CODE, term.OWN_CODE)


@dataclass(frozen=True)
class Namer:
    """What the holes of a pack's form mean in a document of a year.

    `seen` are the names that the document itself gives codes, by table of accounts.
    """

    pack: Pack
    year: int
    seen: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def enter(
        self, cycles: Sequence[Cycle], rounds: Rounds, said: Sequence[Said], around: Surroundings
    ) -> Surroundings:
        """What stands around holes in repetitions, in these rounds, beside all that is said."""
        for cycle in cycles:
            around = self.enter_round(cycle.each, rounds[cycle.number], said, around)
        return around

    def enter_round(
        self, each: Each, number: int, said: Sequence[Said], around: Surroundings
    ) -> Surroundings:
        """What stands around holes in a round of a repetition."""
        steps = _resolve(each.path, around)
        node, at = self._find_list(steps)
        if isinstance(node, Table):
            code = self._find_code((each.variable,), steps[-1], node, said)
            here = (*steps[:at], code) if code else ()
        else:
            listed = isinstance(node, Records) or (isinstance(node, Text) and node.paragraphs)
            here = (*steps, str(number)) if listed else ()
        return {**around, each.variable: here}

    def name(self, path: NamePath, said: Sequence[Said], around: Surroundings) -> Steps | None:
        """The address of a figure; None where the form means none, or it is not known which."""
        steps = _resolve(path, around)
        node, at = self._find_list(steps)
        if isinstance(node, Table) and at < len(steps) and not _is_row(node, steps[at]):
            listed = steps[at]
            code = self._find_code(path[: at + 1], listed, node, said) if _numbered(listed) else ""
            steps = (*steps[:at], code, *steps[at + 1 :]) if code else ()
        try:
            found, owner = locate(self.pack.definitions.root, steps)
        except (AddressError, IndexError):
            return None
        full = complete(found, owner, steps)
        named = isinstance(found, FIGURES) or (isinstance(found, Table) and full != owner)
        return full if named and steps else None

    def note(self, said: Sequence[Said], around: Surroundings) -> None:
        """Remember what the document calls the account of each row that is around."""
        for it in said:
            row = around.get(str(it.mark.hole.path[0]), ())
            if it.mark.hole.path[1:] == (term.NAME,) and row and is_code(row[-1]):
                table = self._find_list(row)[0]
                if isinstance(table, Table) and table.classification:
                    self.seen[table.classification, it.text].add(row[-1])

    def part(self, said: Sequence[Said]) -> tuple[Said, ...]:
        """The same with each name whole: its last digits may stand right before an amount."""
        parted = list(said)
        for at, (name, amount) in enumerate(pairwise(said)):
            if name.mark.hole.path[-1:] == (term.NAME,) and amount.mark.kind == VALUE:
                text = name.text + amount.text
                if (size := self._size_name(name, said, text)) > len(name.text):
                    parted[at : at + 2] = [
                        name._replace(text=text[:size]),
                        amount._replace(text=text[size:]),
                    ]
        return tuple(parted)

    def _size_name(self, name: Said, said: Sequence[Said], text: str) -> int:
        """How many signs of a text are the name of the account that is said; 0 if unknown."""
        beside = (it.text for it in said if it.mark.hole.path[:-1] == name.mark.hole.path[:-1])
        codes = {*filter(is_code, beside)}
        sizes = {
            len(known)
            for (_, known), owners in self.seen.items()
            if text.startswith(known) and (not codes or codes & owners)
        }
        return sizes.pop() if len(sizes) == 1 else 0

    # -- lists and codes -----------------------------------------------------------------------

    def _find_list(self, steps: Steps) -> tuple[Defined | None, int]:
        """The first table on an address's way, or what it ends at; and after how many steps."""
        node: Defined | None = self.pack.definitions.root
        for at, step in enumerate(steps):
            if isinstance(node, Table):
                return node, at
            if isinstance(node, Records):
                node = node.item
            else:
                node = node.fields.get(step) if isinstance(node, Record) else None
        return node, len(steps)

    def _find_code(self, path: NamePath, listed: str, table: Table, said: Sequence[Said]) -> str:
        """The code of a row that is said to have these digits, or these names; "" if unknown."""
        beside = [
            (it.mark.hole.path[len(path) :], it.text)
            for it in said
            if it.mark.kind == TEXT and it.mark.hole.path[: len(path)] == path
        ]
        digits = "".join(text for rest, text in beside if rest[-1:] and rest[-1] in _NAMED[1:])
        if digits:
            return digits if len(digits) in table.sizes else ""
        named = {rest[:-1]: text for rest, text in beside if rest[-1:] == (term.NAME,) and text}
        return self._look_up(named, listed, table)

    def _look_up(self, named: Mapping[NamePath, str], listed: str, table: Table) -> str:
        """The only code on the level of a list that has, with its owners, these names."""
        if not named or table.classification is None:
            return ""
        levels = self.pack.classifications[table.classification].levels
        own = listed.partition(term.NUMBERED[0])[0].partition(term.AND_BASE)[0]
        size = levels.get(own.removesuffix(term.LEVEL_SUFFIX), 0)
        sizes = {levels.get(str(level[0]), 0) if level else size: it for level, it in named.items()}
        longest = max(sizes)
        owned = [self._codes_of(table.classification, text) for text in sizes.values()]
        fitting = {
            code
            for code in owned[list(sizes).index(longest)]
            if longest in (0, len(code))
            and all(
                code[:length] in self._codes_of(table.classification, text)
                for length, text in sizes.items()
                if length
            )
        }
        return fitting.pop() if len(fitting) == 1 else ""

    def _codes_of(self, classification: str, name: str) -> set[str]:
        """The codes that the document gives a name, and those that the dictionary does."""
        return self.seen[classification, name] | self._dictionary[classification][name]

    @cached_property
    def _dictionary(self) -> Mapping[str, Mapping[str, set[str]]]:
        return {
            name: _index((code, it.name_of(code, self.year)) for code in it.terms)
            for name, it in self.pack.classifications.items()
        }


def _index(named: Iterable[tuple[str, str | None]]) -> Mapping[str, set[str]]:
    codes: dict[str, set[str]] = defaultdict(set)
    for code, name in named:
        if name:
            codes[normalize(name)].add(code)
    return codes


def _resolve(path: NamePath, around: Surroundings) -> Steps:
    """A path with the variables in it replaced; a step in brackets is none that is known here."""
    first, *rest = path
    known = around.get(str(first))
    if known == () or not all(isinstance(step, str) for step in path):
        return ()
    return (*(known or (str(first),)), *map(str, rest))


def _is_row(table: Table, step: str) -> bool:
    return step in table.rows or is_code(step)


def _numbered(listed: str) -> bool:
    return term.NUMBERED[0] in listed
