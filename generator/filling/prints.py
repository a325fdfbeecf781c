"""What filling a program gives: all its prints in order, the XML with them, and their places."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from generator.figures.book import Figure
from generator.filling.marks import Mark
from generator.filling.program import Block, FormError, Piece, PrintNumber, Said

# What a print says: a figure through a number style, figures in pieces of text, or no figure.
Says = Figure | Sequence[Piece] | None
# A block that was carried out: the text of each of its prints (and an empty one), what each says.
Record = tuple[Block, Sequence[str], Sequence[Says]]

# The ampersand first: it stands in what the others become.
_ENTITIES = {b"&": b"&amp;", b"<": b"&lt;", b">": b"&gt;", b'"': b"&#34;", b"'": b"&#39;"}
_LINE_BREAK = "\n"


def escape(text: str) -> bytes:
    """A text as XML holds it, in an element or an attribute, in UTF-8."""
    content = text.encode()
    for character, entity in _ENTITIES.items():
        content = content.replace(character, entity)
    return content


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


class Run(NamedTuple):
    """A program carried out: its blocks in order, and their XML."""

    records: Sequence[Record]
    xml: bytes

    def printed(self, part: str) -> Iterator[Printed]:
        """Every printed figure with its place in the part that was filled."""
        paragraph = offset = 0
        for block, texts, said in self.records:
            for (began, tail), step, text, says in zip(
                block.moves, block.prints, texts, said, strict=False
            ):
                paragraph, offset = paragraph + began, tail if began else offset + tail
                if not step.shown:
                    continue
                if isinstance(says, Figure):
                    assert isinstance(step, PrintNumber)
                    made = Mark(step.filter.of(says)[0], says.steps)
                    yield Printed(made, text, part, paragraph, offset)
                elif says is not None:
                    for it, piece, before in _pieces(says):
                        yield Printed(Mark(*it), piece, part, paragraph, offset + before)
                offset += len(text)
            began, tail = block.moves[-1]  # the text after the last print
            paragraph, offset = paragraph + began, tail if began else offset + tail


def _pieces(says: Sequence[Piece]) -> Iterator[tuple[Said, str, int]]:
    """The pieces that say something of figures, each with the characters before it."""
    before = accumulate((len(piece) for _, piece in says), initial=0)
    for (said, piece), at in zip(says, before, strict=False):
        if said is not None:
            yield said, piece, at


def joined(pieces: Sequence[Piece]) -> str:
    """The text of pieces."""
    return "".join([piece for _, piece in pieces])


def carried_out(records: Sequence[Record]) -> Run:
    """The XML of blocks that were carried out; what cannot stand in a paragraph is a `FormError`.

    All texts are looked through, escaped and encoded together: line breaks, which none may hold,
    keep them apart.
    """
    texts = list(chain.from_iterable([given for _, given, _ in records]))
    whole = escape(_LINE_BREAK.join(texts))
    lines = whole.split(_LINE_BREAK.encode()) if texts else []
    if b"\r" in whole or len(lines) != len(texts):
        raise _broken(records)
    pieces = [b""] * (2 * len(texts))
    pieces[::2] = chain.from_iterable([block.texts for block, _, _ in records])
    pieces[1::2] = lines
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
