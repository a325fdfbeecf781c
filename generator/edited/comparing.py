"""One paragraph as its filing prints it against the same paragraph as it stands in a document."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from generator.compare import alignment, pieces
from generator.compare.pieces import TextPiece
from generator.filling.marks import CHANGES
from generator.filling.prints import Printed
from generator.vocabulary import DOWN, MONEY_UNITS, UP
from generator.word.blocks import Paragraph

# The words that say that something rose, and those that say that it fell.
Ways = Mapping[str, tuple[str, ...]]


class Difference(NamedTuple):
    """A figure that stands wrong, `at` a piece of its paragraph, or (None) does not stand there."""

    item: Printed
    at: int | None
    printed: str
    expected: str


class ParagraphComparison:
    """One paragraph as the filing prints it against the same paragraph as it stands."""

    def __init__(
        self, new: Paragraph, old: Paragraph, figures: Sequence[Printed], ways: Ways
    ) -> None:
        self.figures, self.ways = figures, ways
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
            indices = self._find_numbers(item)
            if not indices and not item.text.strip():
                yield from self._compare_blank(item)
            for index in indices:
                yield from self._compare(item, index)

    def _compare(self, item: Printed, index: int) -> Iterator[Difference]:
        word, paired = self.news[index].word, self.pairs.get(index)
        stays = paired is not None and self.olds[paired].word == word
        stands = paired if stays else self._find_elsewhere(word)
        if stands is not None:
            self.settled.add(stands)
            yield from self._compare_around(item, index, stands)
        elif paired is None or paired in self.settled:
            yield Difference(item, None, "", item.text)
        else:
            self.settled.add(paired)
            yield Difference(item, paired, self.olds[paired].text, item.text)

    def _compare_around(self, item: Printed, new: int, old: int) -> Iterator[Difference]:
        """The same number with another unit behind it, or a movement the other way before it."""
        due, stands = _unit_of(self.news, new), _unit_of(self.olds, old)
        if due and stands and due != stands:
            yield Difference(item, old, self.olds[old].text + stands, item.text + due)
        if item.mark.aspect in CHANGES:
            due, stands = self._way_of(self.news, new), self._way_of(self.olds, old)
            if due and stands and due != stands:
                yield Difference(item, old, stands + self.olds[old].text, due + item.text)

    def _way_of(self, line: Sequence[TextPiece], index: int) -> str:
        """The way that a movement goes, as the words right before a number have it."""
        before = line[index - 1].text.rstrip("了约 ") if index else ""
        return next((way for way, words in self.ways.items() if before.endswith(words)), "")

    def _find_elsewhere(self, word: str) -> int | None:
        spots = self.spots.get(word, [])
        while spots and spots[-1] in self.settled:
            spots.pop()
        return spots[-1] if spots else None

    def _find_numbers(self, item: Printed) -> list[int]:
        """The numbers of the paragraph that a figure's text holds."""
        first = bisect_left(self.starts, item.offset)
        end = bisect_left(self.starts, item.offset + len(item.text))
        return [index for index in range(first, end) if self.news[index].number]

    def _compare_blank(self, item: Printed) -> Iterator[Difference]:
        """A figure that prints as nothing, where a number stands alone."""
        number = next((n for n, piece in enumerate(self.olds) if piece.number), None)
        if not self.news and number is not None:
            self.settled.update(range(len(self.olds)))
            yield Difference(item, number, self.olds[number].text, item.text)


def find_ways(checks: Iterable[Mapping[str, Any]]) -> Ways:
    """The words for a rise and a fall that the pack knows from its check of the reasons."""
    directions = [check for check in checks if check["kind"] == "direction"]
    return {way: (way, *(word for d in directions for word in d[way])) for way in (UP, DOWN)}


def _unit_of(line: Sequence[TextPiece], index: int) -> str:
    """The unit of money right behind a number, or nothing."""
    after = line[index + 1].text if index + 1 < len(line) else ""
    return next((unit for unit in MONEY_UNITS if after.startswith(unit)), "")
