"""One paragraph as its filing prints it against the same paragraph as it stands in a document."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from generator.compare import alignment, pieces
from generator.compare.pieces import Piece
from generator.filling.marks import CHANGES
from generator.filling.prints import Printed
from generator.vocabulary import DOWN, MONEY_UNITS, UP
from generator.word.blocks import Paragraph

# The words that say that something rose, and those that say that it fell.
Ways = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that does not stand in a paragraph as it should; with no index, not at all."""

    item: Printed
    index: int | None
    printed: str
    expected: str


class Comparison:
    """One paragraph as the filing prints it against the same paragraph as it stands."""

    def __init__(
        self, new: Paragraph, old: Paragraph, figures: Sequence[Printed], ways: Ways
    ) -> None:
        self.old, self.figures, self.ways = old, figures, ways
        self.news, self.olds = pieces.cut(new.text), pieces.cut(old.text)
        self.pairs = alignment.pair_numbers(new.words, old.words)
        self.settled = {j for i, j in self.pairs.items() if self.news[i].word == self.olds[j].word}
        self.starts = list(accumulate((len(piece.text) for piece in self.news), initial=0))[:-1]
        # Where each word stands in the old paragraph, the first place last.
        self.spots: dict[str, list[int]] = {}
        for index in reversed(range(len(self.olds))):
            self.spots.setdefault(self.olds[index].word, []).append(index)

    def differences(self) -> Iterator[Difference]:
        """Each figure that does not stand here, with what stands in its place if anything does."""
        for item in self.figures:
            indices = self._within(item)
            if not indices and not item.text.strip():
                yield from self._not_blank(item)
            for index in indices:
                yield from self._difference(item, index)

    def _difference(self, item: Printed, index: int) -> Iterator[Difference]:
        word, paired = self.news[index].word, self.pairs.get(index)
        if paired is not None and self.olds[paired].word == word:
            yield from self._around(item, index, paired)
            return
        moved = self._elsewhere(word)
        if moved is not None:
            self.settled.add(moved)
            yield from self._around(item, index, moved)
        elif paired is None or paired in self.settled:
            yield Difference(item, None, "", item.text)
        else:
            self.settled.add(paired)
            yield Difference(item, paired, self.olds[paired].text, item.text)

    def _around(self, item: Printed, new: int, old: int) -> Iterator[Difference]:
        """The same number with another unit behind it, or a movement the other way before it."""
        due, found = _unit(self.news, new), _unit(self.olds, old)
        if due and found and due != found:
            yield Difference(item, old, self.olds[old].text + found, item.text + due)
        if item.mark.aspect in CHANGES:
            due, found = self._way(self.news, new), self._way(self.olds, old)
            if due and found and due != found:
                yield Difference(item, old, found + self.olds[old].text, due + item.text)

    def _way(self, line: Sequence[Piece], index: int) -> str:
        """The way that a movement goes, as the words right before a number have it."""
        before = line[index - 1].text.rstrip("了约 ") if index else ""
        return next((way for way, words in self.ways.items() if before.endswith(words)), "")

    def _elsewhere(self, word: str) -> int | None:
        spots = self.spots.get(word, [])
        while spots and spots[-1] in self.settled:
            spots.pop()
        return spots[-1] if spots else None

    def _within(self, item: Printed) -> list[int]:
        """The numbers of the paragraph that a figure's text holds."""
        first = bisect_left(self.starts, item.offset)
        end = bisect_left(self.starts, item.offset + len(item.text))
        return [index for index in range(first, end) if self.news[index].number]

    def _not_blank(self, item: Printed) -> Iterator[Difference]:
        """A figure that prints as nothing, where a number stands alone."""
        found = next((n for n, piece in enumerate(self.olds) if piece.number), None)
        if len(self.news) == 0 and found is not None:
            self.settled.update(range(len(self.olds)))
            yield Difference(item, found, self.olds[found].text, item.text)


def ways(checks: Iterable[Mapping[str, Any]]) -> Ways:
    """The words for a rise and a fall that the pack knows from its check of the reasons."""
    known = [check for check in checks if check["kind"] == "direction"]
    return {way: (way, *(word for check in known for word in check[way])) for way in (UP, DOWN)}


def _unit(line: Sequence[Piece], index: int) -> str:
    """The unit of money right behind a number, or nothing."""
    after = line[index + 1].text if index + 1 < len(line) else ""
    return next((unit for unit in MONEY_UNITS if after.startswith(unit)), "")
