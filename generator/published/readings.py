"""What a document says: figures under their addresses, comparisons, words, each with its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from generator import vocabulary as term
from generator.addresses import Steps
from generator.filling.program import NamePath
from generator.money import Style
from generator.packs.wording import Phrase
from generator.published.blocks import Gap, ReadPlace
from generator.published.expressions import CASE, PART, REASON, ROUNDS, TEXT, TURN, VALUE, Said
from generator.published.naming import Namer, Surroundings


class PrintedNumber(NamedTuple):
    """A number as printed, in its figure's unit (元 for money), and the step it was printed in.

    The step of an amount in 万元 with two decimals is 100, of a percentage with two 0.0001.
    """

    value: Decimal
    step: Decimal
    text: str

    def spell(self, amount: Decimal) -> str:
        """An amount in the unit that the number is printed in, as exact as need be."""
        places = len(re.sub(r"\D", "", self.text.partition(".")[2]))
        return f"{(amount / self.step.scaleb(places)).normalize():f}"


class ReadFigure(NamedTuple):
    """What a document says that a figure is, and where; `told`: in a sentence, not in a table."""

    steps: Steps
    number: PrintedNumber
    place: ReadPlace
    told: bool = False


class ReadChange(NamedTuple):
    """What a phrase says of a figure: how it moved, how much of something it is.

    `cases` are those of the phrase that are worded so; `turns` whether each of its words that say
    a direction says up; `parts` its numbers by their names (差额, 幅度, 比率).
    """

    steps: Steps
    phrase: Phrase
    cases: frozenset[str]
    turns: tuple[bool, ...]
    parts: Mapping[str, PrintedNumber]
    place: ReadPlace


class ReadWords(NamedTuple):
    """What a document says in the place of words, by the form's path and, of a row, its address;
    of a figure's words other than reasons, in which `section` a filing states them.
    """

    path: NamePath
    steps: Steps
    text: str
    place: ReadPlace
    section: str = ""


@dataclass(frozen=True, slots=True)
class Readings:
    """All that a document says, and what in it could be any figure's (`gaps`)."""

    figures: tuple[ReadFigure, ...] = ()
    changes: tuple[ReadChange, ...] = ()
    words: tuple[ReadWords, ...] = ()
    gaps: tuple[Gap, ...] = ()


def parse(text: str, style: Style) -> PrintedNumber | None:
    """The number that is printed in a style; None for what stands where there is no value."""
    suffix = style.suffix
    bare = text.removesuffix(suffix) if suffix else text
    if bare and all(sign.isdecimal() or sign in ",.-" for sign in bare):
        value = Decimal(bare.replace(",", ""))
        places = len(bare.partition(".")[2])
        if style.trim or text == style.zero:
            places = max(places, style.decimals)
        return PrintedNumber(value * style.scale, style.scale.scaleb(-places), text)
    if bare in (style.zero, style.unstated):
        return PrintedNumber(Decimal(0), style.scale.scaleb(-style.decimals), text)
    return None


def collect(
    said: Sequence[Said],
    around: Surroundings,
    namer: Namer,
    place: ReadPlace,
    told: bool,
    beside: Sequence[Said] = (),
) -> Readings:
    """What is said in the holes of a text, under the addresses that it means.

    Of a row each cell is a text; `beside` is then what the whole row says.
    """
    return _Collector(namer, place, told, tuple(beside)).collect(said, around)


@dataclass(frozen=True)
class _Collector:
    namer: Namer
    place: ReadPlace
    told: bool
    beside: tuple[Said, ...] = ()

    def collect(self, said: Sequence[Said], around: Surroundings) -> Readings:
        figures, words, gaps = list[ReadFigure](), list[ReadWords](), list[Gap]()
        nested = list[Readings]()
        for it in said:
            mark = it.mark
            if mark.kind == VALUE:
                steps = self.namer.name(mark.hole.path, self.beside or said, around)
                number = parse(it.text, mark.style) if mark.style else None
                if steps and number:
                    figures.append(ReadFigure(steps, number, self.place, self.told))
                elif number and it.text:  # what is left empty is no figure of anything
                    gaps.append(Gap(f"不知道是哪一项的数：{it.text}", self.place))
            elif mark.kind in (TEXT, REASON):
                row = around.get(str(mark.hole.path[0]), ())
                section = mark.part if mark.kind == REASON else ""
                words.append(ReadWords(mark.hole.path, row, it.text, self.place, section))
            elif mark.kind == ROUNDS:
                nested += self._rounds(it, around)
        changes = tuple(self._changes(said, around))
        figures += filter(None, map(_share_of, changes))
        own = Readings(tuple(figures), changes, tuple(words), tuple(gaps))
        return join((own, *nested))

    def _rounds(self, it: Said, around: Surroundings) -> Iterator[Readings]:
        inner, each = it.mark.inner, it.mark.each
        if inner is not None and each is not None:
            for number, said in enumerate(inner.rounds(it.text), start=1):
                yield self.collect(said, self.namer.enter_round(each, number, said, around))

    def _changes(self, said: Sequence[Said], around: Surroundings) -> Iterator[ReadChange]:
        """Each phrase, with what follows it up to the next one."""
        begins = [at for at, it in enumerate(said) if it.mark.kind == CASE]
        for at, end in pairwise([*begins, len(said)]):
            mark = said[at].mark
            steps = self.namer.name(mark.hole.path, said, around)
            own = [it for it in said[at + 1 : end] if it.mark.phrase is mark.phrase]
            turns = (it.text == it.mark.turn[0] for it in own if it.mark.kind == TURN)
            styled = ((it, it.mark.style) for it in own if it.mark.kind == PART)
            numbers = {it.mark.part: parse(it.text, style) for it, style in styled if style}
            parts = {name: number for name, number in numbers.items() if number}
            if steps and mark.phrase is not None:
                yield ReadChange(steps, mark.phrase, mark.cases, tuple(turns), parts, self.place)


def _share_of(change: ReadChange) -> ReadFigure | None:
    """The figure that a phrase tells, if it tells how much of something another is."""
    number = change.parts.get(term.RATIO)
    if change.phrase.family != term.PROPORTION or number is None:
        return None
    return ReadFigure(change.steps, number, change.place, told=True)


def join(readings: Sequence[Readings]) -> Readings:
    """Several readings as one, in order."""
    return Readings(
        tuple([it for one in readings for it in one.figures]),
        tuple([it for one in readings for it in one.changes]),
        tuple([it for one in readings for it in one.words]),
        tuple([it for one in readings for it in one.gaps]),
    )
