"""Blocks as a line of words, and back: what `carried` puts into a document.

Letters stand for the structure (T table, R row, C cell, P paragraph, / end of a table), all else
are the fingerprints of `pieces`.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence

from generator.word.blocks import BodyBlock, Cell, Nodes, Paragraph, Row, WordTable

_DEEPEST = 20
_END = ""
_LETTERS = {WordTable: "T", Row: "R", Cell: "C", Paragraph: "P"}


def encode(blocks: Sequence[BodyBlock]) -> str:
    """The fingerprints of blocks, as they are carried."""
    return " ".join(_encode(blocks))


def _encode(nodes: Nodes) -> Iterator[str]:
    for node in nodes:
        yield _LETTERS[type(node)]
        yield from node.words if isinstance(node, Paragraph) else _encode(node.children)
        if isinstance(node, WordTable):
            yield "/"


def decode(text: str) -> tuple[BodyBlock, ...]:
    """The blocks that a line stands for; a line that stands for none is a `ValueError`."""
    tokens = deque([*text.split(), _END])
    blocks = tuple(_decode_blocks(tokens, _DEEPEST))
    if len(tokens) > 1:
        raise ValueError
    return blocks


def _decode_blocks(tokens: deque[str], deepest: int) -> Iterator[BodyBlock]:
    """Blocks up to what is none, tables in tables as deep as they may be."""
    while tokens[0] in ("P", "T"):
        if tokens.popleft() == "P":
            yield Paragraph(tuple(_take(tokens, lambda token: len(token) > 1)))
            continue
        rows = tuple(_decode_rows(tokens, deepest - 1))
        if tokens.popleft() != "/":
            raise ValueError
        yield WordTable(rows)


def _decode_rows(tokens: deque[str], deepest: int) -> Iterator[Row]:
    if deepest < 0:
        raise ValueError
    for _ in _take(tokens, lambda token: token == "R"):
        cells = _take(tokens, lambda token: token == "C")
        yield Row(tuple(Cell(tuple(_decode_blocks(tokens, deepest))) for _ in cells))


def _take(tokens: deque[str], wanted: Callable[[str], bool]) -> Iterator[str]:
    """The next tokens as long as they are wanted; others may be taken in between."""
    while wanted(tokens[0]):
        yield tokens.popleft()
