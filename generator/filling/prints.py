"""What filling a program gives: all its prints in order, the XML with them, and their places."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from generator.books.books import Books
from generator.figures.book import Figure
from generator.filling import table_ends
from generator.filling.marks import Aspect, Mark
from generator.filling.program import Block, FormError, Piece, Print

# What a filter's print says: a figure through a number style, or figures in pieces of text.
Says = Figure | Sequence[Piece]
_END = Print(0, ())  # what ends a block: it prints nothing
_new = tuple.__new__  # a named tuple's own is a call of Python, and a document prints a thousand

# The ampersand first: it stands in what the others become.
_ENTITIES = {b"&": b"&amp;", b"<": b"&lt;", b">": b"&gt;", b'"': b"&#34;", b"'": b"&#39;"}
_LINE_BREAK = "\n"
_TEXT_OF = itemgetter(1)  # of a piece


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
    """A program carried out: its blocks in order, what they print, and their XML.

    `texts` has an item for each print of each block, and an empty one at its end; `said` has one
    for each print that goes through a filter.
    """

    blocks: Sequence[Block]
    texts: Sequence[str]
    said: Sequence[Says]
    xml: bytes

    def printed(self, part: str) -> Iterator[Printed]:
        """Every printed figure with its place in the part that was filled."""
        paragraph = offset = 0
        value = Aspect.VALUE
        fixed = chain.from_iterable([block.texts for block in self.blocks])
        steps = chain.from_iterable([(*block.prints, _END) for block in self.blocks])
        all_said = iter(self.said)
        pairs = zip(fixed, steps, self.texts, strict=True)
        for (_, began, tail), (_, _, name, _, shown), text in pairs:
            paragraph, offset = paragraph + began, tail if began else offset + tail
            says = next(all_said) if name else None
            if not shown:
                continue
            if says is None:
                offset += len(text)
            elif isinstance(says, Figure):
                aspect = aspect_of(says) if says.value.is_nan() else value
                mark = _new(Mark, (aspect, says.steps, ""))
                yield _new(Printed, (mark, text, part, paragraph, offset))
                offset += len(text)
            else:
                for said, piece in says:
                    if said is not None:
                        yield Printed(Mark(*said), piece, part, paragraph, offset)
                    offset += len(piece)


def figure_behind(books: Books, mark: Mark) -> Figure:
    """The figure that a print shows: this year's, or that of the base whose value it is."""
    book = books.bases.get(mark.base) if mark.aspect is Aspect.VALUE and mark.base else None
    return (book or books.now).figure(mark.steps)


def aspect_of(figure: Figure) -> Aspect:
    """Whether a figure through a number style is its value or a gap."""
    return Aspect.NO_VALUE if figure.value.is_nan() and not figure.void else Aspect.VALUE


def join(pieces: Sequence[Piece]) -> str:
    """The text of pieces."""
    return "".join(map(_TEXT_OF, pieces))


def write(
    blocks: Sequence[Block],
    fixed: Sequence[bytes],
    texts: Sequence[str],
    said: Sequence[Says],
    ends: Sequence[int],
) -> Run:
    """The XML of what was carried out; what cannot stand in a paragraph is a `FormError`.

    All texts are looked through, escaped and encoded together: line breaks, which none may hold,
    keep them apart.
    """
    whole = escape(_LINE_BREAK.join(texts))
    lines = whole.split(_LINE_BREAK.encode()) if texts else []
    if b"\r" in whole or len(lines) != len(texts):
        raise _broken_line(blocks, texts)
    pieces = [b""] * (2 * len(texts))
    pieces[::2] = fixed
    pieces[1::2] = lines
    table_ends.keep_together(pieces, [2 * at for at in ends])
    return Run(blocks, texts, said, b"".join(pieces))


def _broken_line(blocks: Sequence[Block], texts: Iterable[str]) -> FormError:
    """The fault of the first text that does not stand in one line."""
    steps = chain.from_iterable([(*block.prints, _END) for block in blocks])
    every = zip(steps, texts, strict=True)
    broken = (step.paragraph for step, text in every if "\n" in text or "\r" in text)
    return FormError("D504", "一段文字里不能有换行", next(broken))
