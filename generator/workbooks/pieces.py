"""A filing's text by its lines and pieces: what is exchanged, and where things begin and end."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.filing.extents import Extent
from generator.filing.yaml_tree import Path_


class Splice(NamedTuple):
    """A piece of a text and what stands in its place; a piece may be empty."""

    start: int
    end: int
    text: str


class TooOddError(ValueError):
    """The text is written in a way that is not edited piece by piece."""


class Pieces:
    """The pieces of a text as they are found."""

    def __init__(self, text: str, extents: Mapping[Path_, Extent]) -> None:
        self.text, self.extents = text, extents
        self.pieces: list[Splice] = []

    def finish(self) -> str:
        """The text with all pieces exchanged."""
        parts, at = [], 0
        for piece in sorted(self.pieces, key=lambda it: it[:2]):
            if piece.start < at:
                raise TooOddError
            parts += [self.text[at : piece.start], piece.text]
            at = piece.end
        return "".join([*parts, self.text[at:]])

    def line_start(self, at: int) -> int:
        """Where the line of a place begins."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Where it ends."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def column(self, at: int) -> int:
        """How far in a place is."""
        return at - self.line_start(at)

    def leads(self, at: int) -> bool:
        """Whether nothing but blanks stands before a place in its line."""
        return not self.text[self.line_start(at) : at].strip()

    def behind_colon(self, path: Path_) -> int:
        """Where the value of a key can begin."""
        at = self.extents[path].key[1]
        while self.text[at : at + 1] == " ":
            at += 1
        if self.text[at : at + 1] != ":":
            raise TooOddError
        return at + 1

    def put(self, start: int, end: int, text: str) -> None:
        """Exchange a piece."""
        self.pieces.append(Splice(start, end, text))

    def item_lines(self, path: Path_, *, led: bool = True) -> tuple[int, int]:
        """Where the lines of an item in a block begin and end, without the last line's end.

        With what is remarked in lines of its own just above; of the first that belongs to the list.
        """
        number = path[-1]
        assert isinstance(number, int)
        it, column = self.extents[path], self.extents[path[:-1]].column
        start = self.line_start(it.start)
        while self.text[start + column : start + column + 1] != "-":
            if not start:
                raise TooOddError
            start = self.line_start(start - 1)
        if not self.leads(start + column):
            raise TooOddError
        while led and number:
            above = self.line_start(start - 1)
            line = self.text[above : start - 1]
            if line != " " * column + line.lstrip(" ") or not line.lstrip(" ").startswith("#"):
                break
            start = above
        return start, self.line_end(it.end)


def move(text: str, extents: Mapping[Path_, Extent], path: Path_, order: Sequence[int]) -> str:
    """The text with the items of a list in another order: the lines of each go with it."""
    found = Pieces(text, extents)
    lines = [found.item_lines((*path, number)) for number in range(len(order))]
    gaps = [text[lines[n][1] : lines[n + 1][0]] for n in range(len(lines) - 1)]
    moved = [text[slice(*lines[number])] for number in order]
    between = "".join(piece + gap for piece, gap in zip(moved, [*gaps, ""], strict=True))
    return text[: lines[0][0]] + between + text[lines[-1][1] :]
