"""Where what was printed stands: in which paragraph of its part, and after how many characters.

Of most blocks the form alone says it, as of a row of a table, each of whose figures has a paragraph
of its own: these figures are placed together.
"""

from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from generator.figures.book import Figure
from generator.filling.marks import Mark
from generator.filling.program import Block, Piece, Print

# What a filter's print says: a figure through a number style, or figures in pieces of text.
Says = Figure | Sequence[Piece]
_END = Print(0, ())  # what ends a block: it prints nothing


class _BlockPlaces(NamedTuple):
    """Where figures of a block stand: their paragraphs are counted from where it begins."""

    figures: Sequence[int]  # which of its prints they are
    paragraphs: Sequence[int]
    offsets: Sequence[int]
    begun: int  # how many paragraphs begin in it
    tail: int  # how many characters of the form stand after the last beginning
    after: Sequence[int]  # the prints that a reader sees there
    texts: int  # how many it has, the last and empty one included


class PlannedBlock:
    """A block with what its form says of places, given the filters that are number styles."""

    def __init__(self, block: Block, numbers: Set[str]) -> None:
        self.block, self._numbers = block, numbers

    @cached_property
    def asked(self) -> Sequence[int]:
        """Which of its prints go through a filter."""
        return [at for at, it in enumerate(self.block.prints) if it.filter]

    @cached_property
    def standing(self) -> _BlockPlaces | None:
        """None where it takes the texts that were printed to know."""
        texts, prints = self.block
        if not all(map(self._is_placed, self.asked)):
            return None
        last = max((at for at, it in enumerate(texts) if it.paragraphs), default=0)
        counted = [*accumulate(it.paragraphs for it in texts)]
        return _BlockPlaces(
            self.asked,
            [counted[at] for at in self.asked],
            [texts[at].tail for at in self.asked],
            counted[-1],
            sum(it.tail for it in texts[last:]),
            [at for at, it in enumerate(prints) if it.shown and at >= last],
            len(texts),
        )

    def _is_placed(self, at: int) -> bool:
        """Whether a print is a figure that begins a paragraph."""
        it = self.block.prints[at]
        is_figure = it.filter in self._numbers and not it.arguments
        return is_figure and it.shown and self.block.texts[at].paragraphs > 0


class Placed(NamedTuple):
    """What was printed of figures, its texts and their places, in order."""

    says: list[Figure | Mark]
    others: list[int]  # which of these are no figures
    texts: list[str]
    paragraphs: list[int]
    offsets: list[int]


def place(blocks: Sequence[PlannedBlock], texts: Sequence[str], said: Sequence[Says]) -> Placed:
    """Every figure that blocks printed, of all that they printed (see `prints.Run`)."""
    placed = Placed([], [], [], [], [])
    says, _, shown, paragraphs, offsets = placed
    paragraph = offset = at = told = 0
    for it in blocks:
        standing = it.standing
        if standing is None:
            end, own = at + len(it.block.texts), said[told : told + len(it.asked)]
            paragraph, offset = _place_each(placed, it.block, texts[at:end], own, paragraph, offset)
            at, told = end, told + len(own)
            continue
        figures, own_paragraphs, own_offsets, begun, tail, after, count = standing
        if figures:
            own_said: Any = said[told : told + len(figures)]
            says += own_said
            shown += [texts[at + number] for number in figures]
            paragraphs += [paragraph + number for number in own_paragraphs]
            offsets += own_offsets
            told += len(figures)
        paragraph, offset = paragraph + begun, tail if begun else offset + tail
        for number in after:
            offset += len(texts[at + number])
        at += count
    return placed


def _place_each(
    placed: Placed,
    block: Block,
    texts: Sequence[str],
    said: Sequence[Says],
    paragraph: int,
    offset: int,
) -> tuple[int, int]:
    """The figures of a block, one print after the other; where what follows stands."""
    all_said = iter(said)
    steps = (*block.prints, _END)
    for (_, began, tail), step, text in zip(block.texts, steps, texts, strict=True):
        paragraph, offset = paragraph + began, tail if began else offset + tail
        says = next(all_said) if step.filter else None
        if not step.shown:
            continue
        for it, piece in _list_pieces(says, text):
            if it is not None:
                if not isinstance(it, Figure):
                    placed.others.append(len(placed.says))
                placed.says.append(it)
                placed.texts.append(piece)
                placed.paragraphs.append(paragraph)
                placed.offsets.append(offset)
            offset += len(piece)
    return paragraph, offset


def _list_pieces(says: Says | None, text: str) -> Iterator[tuple[Figure | Mark | None, str]]:
    """A print in pieces, with what of a figure each says."""
    if says is None or isinstance(says, Figure):
        yield says, text
        return
    for said, piece in says:
        yield Mark(*said) if said else None, piece
