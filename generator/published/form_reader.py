"""A pack's form made ready to read documents by: its sentences, tables, anchors and titles."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import dropwhile, takewhile

from generator.packs.pack import Pack
from generator.published import aligning, pattern, patterns, units
from generator.published.aligning import FormState
from generator.published.expressions import Expression
from generator.published.pattern import FormTable, Node
from generator.published.sentences import FormSentence
from generator.published.tables import TableForm
from generator.published.units import UnitLine

# A sentence of fewer signs of its own may stand in any region's document.
_LEAST_SIGNS = 6


@dataclass(frozen=True)
class FormReader:
    """A pack's form, made ready to read documents by."""

    pack: Pack
    states: Sequence[FormState]

    @cached_property
    def made(self) -> Sequence[FormSentence | TableForm]:
        """What reads each state."""
        return [
            (TableForm if isinstance(it.node, FormTable) else FormSentence)(it.node, self.pack)
            for it in self.states
        ]

    @cached_property
    def anchors(self) -> list[int]:
        """The states that stand once, and can be known anywhere: headings, titles, tables."""
        return [at for at, state in enumerate(self.states) if self._is_anchor(at, state)]

    def _is_anchor(self, at: int, state: FormState) -> bool:
        made = self.made[at]
        if state.cycles or isinstance(made, TableForm):
            return not state.cycles
        return made.is_title and not made.expression.free

    @cached_property
    def wording(self) -> list[Expression]:
        """The sentences, in a region's own words, that stand in every document of it."""
        said = [
            made.expression
            for at, made in enumerate(self.made)
            if isinstance(made, FormSentence) and not (made.is_title or self.may_lack(at))
        ]
        return [it for it in said if not it.free and len(it.signs) >= _LEAST_SIGNS]

    @cached_property
    def notes(self) -> list[Expression]:
        """Of these what stands below tables."""
        found, below = list[Expression](), False
        for made in self.made:
            if isinstance(made, TableForm):
                below = True
            elif made.is_title:
                below = False
            elif below:
                found.append(made.expression)
        return [it for it in self.wording if any(it is one for one in found)]

    def may_lack(self, at: int) -> bool:
        """Whether a document of the form may go without one of its things."""
        state = self.states[at]
        return state.optional or bool(state.ways) or bool(state.cycles)

    @cached_property
    def tables(self) -> list[int]:
        """The states that are tables."""
        return [at for at, it in enumerate(self.made) if isinstance(it, TableForm)]

    @cached_property
    def titles(self) -> Mapping[int, frozenset[int]]:
        """Of each anchor that stands right above tables alone, these: one, or a choice's both."""
        above: list[int] = []
        titles: dict[int, frozenset[int]] = {}
        for at, made in enumerate(self.made):
            if isinstance(made, TableForm):
                titles |= {it: titles.get(it, frozenset()) | {at} for it in above}
            elif isinstance(self.made[at - 1], TableForm):
                above = [at] * (at in self.anchors)
            else:
                above += [at] * (at in self.anchors)
        texts = {it: pattern.write(self.states[it].node.pieces) for it in titles}
        often = Counter(texts.values())  # a line that says the unit stands above every table
        return {it: titles[it] for it in titles if often[texts[it]] == 1}

    def unit_of(self, at: int) -> UnitLine | None:
        """The unit of money that stands above a table; None where none does."""
        before = (self.states[it].node for it in range(at - 1, -1, -1))
        after = dropwhile(_is_table, before)  # the other way of a choice, under the same line
        above = takewhile(lambda node: not _is_table(node), after)
        return units.find([pattern.write(node.pieces) for node in above][::-1])


def _is_table(node: Node) -> bool:
    return isinstance(node, FormTable)


@cache
def reader_of(pack: Pack) -> FormReader | None:
    """What reads documents by a pack's form; None for a form that has errors."""
    nodes = patterns.read(pack)
    return None if nodes is None else FormReader(pack, aligning.flatten(nodes))
