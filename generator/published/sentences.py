"""A document's paragraph held against a sentence of the form: the same, other words, or another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.compare import likeness
from generator.packs.pack import Pack
from generator.published import drafting, rows
from generator.published.expressions import Expression, Said
from generator.published.pattern import Nodes, PatternText
from generator.published.signs import normalize

# A paragraph that is the form's sentence; that could be any text; that says it in other words.
_SAME, _FREE, _REWORDED = 0, 400, 1000
_OWN_SIGN = 5  # so much less costs one that says more of its own
LEAST_ALIKE = 550
# A sentence of fewer signs of its own is like too many.
_LEAST_SIGNS = 6
# An amount with decimals, which is no date, or one with its unit.
_FIGURE = re.compile(r"(?<![0-9.])(?<![0-9],)[0-9][0-9,]*\.[0-9]+(?![0-9.])|[0-9](?:万?元|%)")
_BARE = re.compile(r"-?[0-9][0-9,.]*%?")
_STOP = re.compile("(?<=[，。；：:;])")
# So many of a document's clauses may stand for one of the form's, which has stops within.
_MOST_CLAUSES = 4


def holds_figure(text: str) -> bool:
    """Whether a text (normalized) says an amount or a percentage."""
    return _FIGURE.search(text) is not None


@dataclass(frozen=True)
class FormSentence:
    """A sentence of the form, made ready to read documents' paragraphs by."""

    sentence: PatternText
    pack: Pack

    @property
    def is_title(self) -> bool:
        """Whether it heads what follows: a heading, or what a table is called."""
        return bool(self.sentence.level or self.sentence.caption)

    @cached_property
    def expression(self) -> Expression:
        """The whole of it."""
        return rows.make(self.sentence.pieces, self.pack)

    @cached_property
    def clauses(self) -> list[Expression]:
        """Its clauses, each of which has enough signs of its own to be known by."""
        made = (drafting.make(it, self.pack) for it in _cut_clauses(self.sentence.pieces))
        return [it for it in made if it.marks and _count_words(it.signs) >= 2]

    def cost(self, text: str) -> int | None:
        """How far a paragraph (normalized) is from it, in thousandths; None: it is another one."""
        expression = self.expression
        if not expression.source:
            return None
        if expression.free:
            fits = not holds_figure(text) and expression.read(text) is not None
            return _FREE - _OWN_SIGN * len(expression.source.replace(".+?", "")) if fits else None
        if expression.read(text) is not None:
            return _SAME
        if len(expression.signs) < _LEAST_SIGNS:
            return None
        alike = _liken(expression.signs, _BARE.sub("", text))
        return _REWORDED - alike if alike >= LEAST_ALIKE else None

    def read_clauses(self, text: str) -> tuple[list[tuple[Said, ...]], list[str]]:
        """What a paragraph in other words says in each clause that is the form's all the same.

        The clauses that are not, if they say a figure, come second.
        """
        parts = [it for it in _STOP.split(text) if it]
        read, left, at = list[tuple[Said, ...]](), list[str](), 0
        due = self.clauses
        while at < len(parts):
            found = _find_clause(parts, at, due)
            if found is None:
                left += [parts[at]] * holds_figure(parts[at])
                at += 1
                continue
            number, end, said = found
            read.append(said)
            due, at = due[number + 1 :], end
        return read, left


def _liken(signs: str, text: str) -> int:
    """How much of a sentence a paragraph has, which may say more: what is printed in it, first."""
    due, there = likeness.signs(signs), likeness.signs(text)
    contained = 1000 * len(due & there) // max(len(due), 1)
    return (3 * contained + likeness.share(due, there)) // 4


def _find_clause(
    parts: Sequence[str], at: int, due: Sequence[Expression]
) -> tuple[int, int, tuple[Said, ...]] | None:
    for end in range(min(at + _MOST_CLAUSES, len(parts)), at, -1):
        text = "".join(parts[at:end])
        for number, expression in enumerate(due):
            said = expression.read(text)
            if said is not None:
                return number, end, said
    return None


def _cut_clauses(nodes: Nodes) -> Iterator[Nodes]:
    """The pieces of a sentence from stop to stop."""
    clause: list[object] = []
    for it in nodes:
        if not isinstance(it, str):
            clause.append(it)
            continue
        first, *rest = _STOP.split(normalize(it))
        clause.append(first)
        for part in rest:
            yield tuple(clause)
            clause = [part]
    yield tuple(clause)


def _count_words(signs: str) -> int:
    return sum(sign.isalpha() for sign in signs.replace("万元", ""))
