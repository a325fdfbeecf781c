"""Where what was printed stands: in which paragraph of its part, and after how many characters.

Of most blocks the form alone says it, as of a row of a table, each of whose figures has a paragraph
of its own: these figures are placed together.
"""

from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from generator.addresses import Steps
from generator.figures.book import Figure
from generator.filling.marks import Mark
from generator.filling.program import Block, Piece, Print

# What a filter's print says: a figure through a number style, or its address where none was made;
# or figures in pieces of text.
Says = Figure | Steps | Sequence[Piece]
_new = tuple.__new__  # a named tuple's own is a call of Python
_END = Print(0, ())  # what ends a block: it prints nothing


class _BlockPlaces(NamedTuple):
    """Where figures of a block stand: their paragraphs are counted from where it begins.

    What follows one another is a range, as in a row: it is moved at once.
    """

    figures: Sequence[int]  # which of its prints they are
    paragraphs: Sequence[int]
    offsets: Sequence[int]
    begun: int  # how many paragraphs begin in it
    tail: int  # how many characters of the form stand after the last beginning
    after: Sequence[int]  # the prints that a reader sees there
    texts: int  # how many it has, the last and empty one included


class _PlacedStep(NamedTuple):
    """What moves a place on: paragraphs that begin, characters after that, and what is printed."""

    paragraphs: int
    tail: int
    asked: bool  # it goes through a filter
    shown: bool
    is_figure: bool  # through a number style


class PlannedBlock:
    """A block with what its form says of places, given the filters that are number styles."""

    def __init__(self, block: Block, numbers: Set[str]) -> None:
        self.block, self._numbers = block, numbers

    @cached_property
    def asked(self) -> Sequence[int]:
        """Which of its prints go through a filter."""
        return [at for at, it in enumerate(self.block.prints) if it.filter]

    @cached_property
    def steps(self) -> Sequence[_PlacedStep]:
        """One for each of its texts, with the print that follows it."""
        pairs = zip(self.block.texts, (*self.block.prints, _END), strict=True)
        return [
            _PlacedStep(text.paragraphs, text.tail, bool(it.filter), it.shown, self._is_figure(it))
            for text, it in pairs
        ]

    def _is_figure(self, it: Print) -> bool:
        return it.filter in self._numbers and not it.arguments

    @cached_property
    def standing(self) -> _BlockPlaces | None:
        """None where it takes the texts that were printed to know."""
        texts, prints = self.block
        if not all(map(self._is_placed, self.asked)):
            return None
        last = max((at for at, it in enumerate(texts) if it.paragraphs), default=0)
        counted = [*accumulate(it.paragraphs for it in texts)]
        return _BlockPlaces(
            _as_range(self.asked),
            _as_range([counted[at] for at in self.asked]),
            [texts[at].tail for at in self.asked],
            counted[-1],
            sum(it.tail for it in texts[last:]),
            [at for at, it in enumerate(prints) if it.shown and at >= last],
            len(texts),
        )

    def _is_placed(self, at: int) -> bool:
        """Whether a print is a figure that begins a paragraph."""
        it = self.steps[at]
        return it.is_figure and it.shown and it.paragraphs > 0


def _as_range(numbers: Sequence[int]) -> Sequence[int]:
    """The same numbers, as a range where each is one more than that before it."""
    row = range(numbers[0], numbers[-1] + 1) if numbers else range(0)
    return row if list(row) == numbers else numbers


def _move(numbers: Sequence[int], by: int) -> Sequence[int]:
    if type(numbers) is range:
        return range(by + numbers.start, by + numbers.stop)
    return [by + number for number in numbers]


class Placed(NamedTuple):
    """What was printed of figures, its texts and their places, in order."""

    says: list[Figure | Steps | Mark]
    others: list[int]  # which of these are no figures
    texts: list[str]
    paragraphs: list[int]
    offsets: list[int]

    def add(self, says: Figure | Steps | Mark, text: str, paragraph: int, offset: int) -> None:
        self.says.append(says)
        self.texts.append(text)
        self.paragraphs.append(paragraph)
        self.offsets.append(offset)


def place(blocks: Sequence[PlannedBlock], texts: Sequence[str], said: Sequence[Says]) -> Placed:
    """Every figure that blocks printed, of all that they printed (see `prints.Run`)."""
    placed = Placed([], [], [], [], [])
    says, _, shown, paragraphs, offsets = placed
    paragraph = offset = at = told = 0
    for it in blocks:
        standing = it.standing
        if standing is None:
            end, own = at + len(it.block.texts), said[told : told + len(it.asked)]
            paragraph, offset = _place_each(placed, it, texts[at:end], own, paragraph, offset)
            at, told = end, told + len(own)
            continue
        figures, own_paragraphs, own_offsets, begun, tail, after, count = standing
        if figures:
            own_said: Any = said[told : told + len(figures)]
            says += own_said
            if type(figures) is range:
                shown += texts[at + figures.start : at + figures.stop]
            else:
                shown += [texts[at + number] for number in figures]
            paragraphs += _move(own_paragraphs, paragraph)
            offsets += own_offsets
            told += len(figures)
        paragraph, offset = paragraph + begun, tail if begun else offset + tail
        for number in after:
            offset += len(texts[at + number])
        at += count
    return placed


def _place_each(
    placed: Placed,
    planned: PlannedBlock,
    texts: Sequence[str],
    said: Sequence[Says],
    paragraph: int,
    offset: int,
) -> tuple[int, int]:
    """The figures of a block, one print after the other; where what follows stands."""
    all_said: Iterator[Any] = iter(said)
    for (began, tail, asked, shown, is_figure), text in zip(planned.steps, texts, strict=True):
        paragraph, offset = paragraph + began, tail if began else offset + tail
        says = next(all_said) if asked else ()
        if not shown:
            continue
        if is_figure:
            placed.add(says, text, paragraph, offset)
        elif asked:
            _place_pieces(placed, says, paragraph, offset)
        offset += len(text)
    return paragraph, offset


def _place_pieces(placed: Placed, pieces: Sequence[Piece], paragraph: int, offset: int) -> None:
    """What pieces of a text say of figures."""
    for said, piece in pieces:
        if said:
            placed.others.append(len(placed.says))
            placed.add(_new(Mark, said), piece, paragraph, offset)
        offset += len(piece)
