"""Blocks as a line of words, and back: what `carried` puts into a document.

Letters stand for the structure (T table, R row, C cell, P paragraph, / end of a table), all else
are the fingerprints of `pieces`.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from generator.word.blocks import Block, Cell, Paragraph, Row, Table

_DEEPEST = 20


def encoded(blocks: Sequence[Block]) -> str:
    """The fingerprints of blocks, as they are carried."""
    return " ".join(_encoded(blocks))


def _encoded(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield "P"
            yield from block.words
            continue
        yield "T"
        for row in block.children:
            yield "R"
            for cell in row.children:
                yield "C"
                yield from _encoded(cell.children)
        yield "/"


def decoded(text: str) -> tuple[Block, ...]:
    """The blocks that a line stands for; a line that stands for none is a `ValueError`."""
    decoder = _Decoder(text.split())
    found = tuple(decoder.blocks())
    if decoder.at < len(decoder.tokens):
        raise ValueError
    return found


class _Decoder:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0

    def _next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _many(self, letter: str, read: Any) -> Iterator[Any]:
        while self._next() == letter:
            self.at += 1
            yield read()

    def blocks(self) -> Iterator[Block]:
        """Blocks up to what is none."""
        while self._next() in ("P", "T"):
            letter = self.tokens[self.at]
            self.at += 1
            yield self._paragraph() if letter == "P" else self._table()

    def _paragraph(self) -> Paragraph:
        start = self.at
        while len(self._next()) > 1:
            self.at += 1
        return Paragraph(tuple(self.tokens[start : self.at]))

    def _table(self) -> Table:
        self.depth += 1
        table = Table(tuple(self._many("R", self._row))) if self.depth <= _DEEPEST else None
        if table is None or self._next() != "/":
            raise ValueError
        self.at += 1
        self.depth -= 1
        return table

    def _row(self) -> Row:
        return Row(tuple(self._many("C", lambda: Cell(tuple(self.blocks())))))
