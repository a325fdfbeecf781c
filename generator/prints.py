"""What filling a program gives: all its prints in order, the XML with them, and their places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.book import Figure
from generator.marks import Mark, mark
from generator.program import Block, FormError, Piece, Print, PrintNumber

# What a print says: a figure through a number style, figures in pieces of text, or no figure.
Said = Figure | Sequence[Piece] | None
# A block that was carried out: the text of each of its prints (and an empty one), what each says.
Record = tuple[Block, Sequence[str], Sequence[Said]]

# The ampersand first: it stands in what the others become.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"}
_LINE_BREAK = "\n"


def escape(text: str) -> str:
    """A text as XML holds it, in an element or an attribute."""
    for character, entity in _ENTITIES.items():
        text = text.replace(character, entity)
    return text


class Printed(NamedTuple):
    """One figure as printed: its mark, its text, and where the text stands in the document.

    `paragraph` counts the part's paragraphs from 1, table cells included, in document order;
    `offset` counts the characters of the paragraph's text before it.
    """

    mark: Mark
    text: str
    part: str
    paragraph: int
    offset: int


@dataclass(frozen=True, slots=True)
class Run:
    """A program carried out: its blocks in order, and their XML."""

    records: Sequence[Record]
    xml: bytes

    def printed(self, part: str) -> Iterator[Printed]:
        """Every printed figure with its place in the part that was filled."""
        paragraph = offset = 0
        for block, texts, said in self.records:
            moves = iter(block.moves)
            # The text after the last print has a place that the next block goes on from.
            for (began, tail), step, text, says in zip(
                moves, block.prints, texts, said, strict=False
            ):
                paragraph, offset = paragraph + began, tail if began else offset + tail
                for mark_, piece in _pieces(step, text, says) if step.shown else ():
                    if mark_ is not None:
                        yield Printed(mark_, piece, part, paragraph, offset)
                    offset += len(piece)
            began, tail = block.moves[-1]
            paragraph, offset = paragraph + began, tail if began else offset + tail


def _pieces(step: Print | PrintNumber, text: str, says: Said) -> Sequence[tuple[Mark | None, str]]:
    """The text of a print in pieces, each with what it says of a figure."""
    if says is None:
        return ((None, text),)
    if isinstance(says, Figure):
        assert isinstance(step, PrintNumber)
        return ((mark(step.filter.of(says)[0], says.steps), text),)
    return [(mark(*said) if said else None, piece) for said, piece in says]


def joined(pieces: Sequence[Piece]) -> str:
    """The text of pieces."""
    return "".join([piece for _, piece in pieces])


def carried_out(records: Sequence[Record]) -> Run:
    """The XML of blocks that were carried out; what cannot stand in a paragraph is a `FormError`.

    All texts are looked through, escaped and encoded together: line breaks, which none may hold,
    keep them apart.
    """
    texts = [text for _, given, _ in records for text in given]
    whole = escape(_LINE_BREAK.join(texts))
    if "\r" in whole or whole.count(_LINE_BREAK) > max(len(texts) - 1, 0):
        raise _broken(records)
    pieces = [b""] * (2 * len(texts))
    pieces[::2] = [xml for block, _, _ in records for xml in block.texts]
    pieces[1::2] = whole.encode().split(_LINE_BREAK.encode()) if texts else []
    return Run(records, b"".join(pieces))


def _broken(records: Sequence[Record]) -> FormError:
    """The fault of the first text that does not stand in one line."""
    broken = (
        step.paragraph
        for block, texts, _ in records
        for step, text in zip(block.prints, texts, strict=False)
        if "\n" in text or "\r" in text
    )
    return FormError("D504", "一段文字里不能有换行", next(broken))
