"""What a document says: figures under their addresses, comparisons, words, each with its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from generator import vocabulary as term
from generator.addresses import Steps
from generator.filling.program import NamePath
from generator.money import Style, half_up, name_unit
from generator.packs.wording import Phrase
from generator.published.blocks import Gap, ReadPlace
from generator.published.expressions import CASE, PART, REASON, ROUNDS, TEXT, TURN, VALUE, Said
from generator.published.naming import Namer, Surroundings

_EMPTY = "空"  # how a cell without anything is told


class PrintedNumber(NamedTuple):
    """A number as printed, in its figure's unit (元 for money), and the step it was printed in.

    The step of an amount in 万元 with two decimals is 100, of a percentage with two 0.0001; its
    `scale`, what one is of the unit that it is printed in, 10000 and 0.01.
    """

    value: Decimal
    step: Decimal
    text: str
    scale: Decimal = Decimal(1)

    def spell(self, amount: Decimal) -> str:
        """An amount in the unit that the number is printed in, as exact as that, or as need be."""
        exact, places = amount / self.scale, -(self.step / self.scale).adjusted()
        return f"{(half_up(exact, max(places, 0)) or exact).normalize():f}"

    @property
    def unit(self) -> str:
        """The unit of money that an amount is printed in; nothing for what is parts of one."""
        return name_unit(self.scale) if self.scale >= 1 else ""


def show(numbers: Sequence[PrintedNumber]) -> list[str]:
    """Numbers as they are printed, amounts each with its unit where that is not the same."""
    mixed = _are_mixed(numbers)
    return [f"{it.text or _EMPTY}{it.unit if mixed else ''}" for it in numbers]


def spell_gap(amount: Decimal, numbers: Sequence[PrintedNumber]) -> str:
    """What lies between numbers, in the unit of the first; that is told where there are others."""
    if not numbers:
        return f"{amount.normalize():f} {term.YUAN}"
    return numbers[0].spell(amount) + (numbers[0].unit if _are_mixed(numbers) else "")


def _are_mixed(numbers: Sequence[PrintedNumber]) -> bool:
    return len({it.unit for it in numbers} - {""}) > 1


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
        step = style.scale.scaleb(-places)
        return PrintedNumber(value * style.scale, step, text, style.scale)
    if bare in (style.zero, style.unstated):
        step = style.scale.scaleb(-style.decimals)
        return PrintedNumber(Decimal(0), step, text, style.scale)
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
