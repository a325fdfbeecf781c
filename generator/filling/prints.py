"""What filling a program gives: all its prints in order, the XML with them, and their places."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from generator.addresses import Steps
from generator.books.books import Books
from generator.figures.book import Figure
from generator.filling import places, table_ends
from generator.filling.marks import Aspect, Mark
from generator.filling.places import PlannedBlock, Says
from generator.filling.program import FormError, Piece, Print
from generator.frozen import Frozen
from generator.vocabulary import MISSING_TEXT

_END = Print(0, ())  # what ends a block: it prints nothing
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


class Prints(Frozen, Sequence[Printed]):
    """All figures as printed, in order.

    A document has thousands, and who makes it looks at few as a whole: so they stand in columns.
    Of `says`, a figure, or an address alone, is one that a number style prints.
    """

    says: Sequence[Figure | Steps | Mark] = ()
    others: Sequence[int] = ()  # which of these are marks
    texts: Sequence[str] = ()
    parts: Sequence[str] = ()
    paragraphs: Sequence[int] = ()
    offsets: Sequence[int] = ()

    @classmethod
    def of(cls, printed: Sequence[Printed]) -> "Prints":
        """These prints, in columns."""
        marks, *columns = map(list, zip(*printed, strict=True)) if printed else ([],)
        return cls(marks, range(len(marks)), *columns)

    def __len__(self) -> int:
        return len(self.says)

    def __getitem__(self, at: Any) -> Any:
        return self._whole[at]

    def __iter__(self) -> Iterator[Printed]:
        return iter(self._whole)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Prints) and self._whole == other._whole

    def __add__(self, other: "Prints") -> "Prints":
        if not (self and other):
            return self or other
        joined = {name: (*vars(self)[name], *vars(other)[name]) for name in self._names}
        others = (*self.others, *(len(self) + at for at in other.others))
        return Prints(**joined | {"others": others})

    @cached_property
    def _whole(self) -> Sequence[Printed]:
        return tuple(map(self._tell, range(len(self))))

    def _tell(self, at: int) -> Printed:
        says, text = self.says[at], self.texts[at]
        if not isinstance(says, Mark):
            aspect = Aspect.NO_VALUE if text == MISSING_TEXT else Aspect.VALUE
            says = Mark(aspect, says.steps if isinstance(says, Figure) else says)
        return Printed(says, text, self.parts[at], self.paragraphs[at], self.offsets[at])

    @cached_property
    def by_aspect(self) -> Mapping[Aspect, Sequence[Printed]]:
        """What was printed of figures besides their values."""
        found: dict[Aspect, list[Printed]] = {aspect: [] for aspect in Aspect}
        others = set(self.others)
        if MISSING_TEXT in self.texts:  # as no filing has that is whole
            others.update(at for at, it in enumerate(self.texts) if it == MISSING_TEXT)
        for item in map(self._tell, sorted(others)):
            found[item.mark.aspect].append(item)
        del found[Aspect.VALUE]
        return found

    def has(self, steps: Steps) -> bool:
        """Whether the value of a figure of this year was printed."""
        return steps in self._values

    @cached_property
    def _values(self) -> Set[Steps]:
        """The figures whose values number styles and phrases print."""
        marks = (self._tell(at).mark for at in self.others)
        values = {it.steps for it in marks if it.aspect is Aspect.VALUE and not it.base}
        # A mark among them is no address.
        said: Any = [it.steps if type(it) is Figure else it for it in self.says]
        return values.union(said)


class Run(NamedTuple):
    """A program carried out: its blocks in order, what they print, and their XML.

    `texts` has an item for each print of each block, and an empty one at its end; `said` has one
    for each print that goes through a filter.
    """

    blocks: Sequence[PlannedBlock]
    texts: Sequence[str]
    said: Sequence[Says]
    xml: bytes

    def printed(self, part: str) -> Prints:
        """Every printed figure with its place in the part that was filled."""
        says, others, texts, *spots = places.place(self.blocks, self.texts, self.said)
        return Prints(says, others, texts, [part] * len(says), *spots)


def figure_behind(books: Books, mark: Mark) -> Figure:
    """The figure that a print shows: this year's, or that of the base whose value it is."""
    book = books.bases.get(mark.base) if mark.aspect is Aspect.VALUE and mark.base else None
    return (book or books.now).figure(mark.steps)


def join(pieces: Sequence[Piece]) -> str:
    """The text of pieces."""
    return "".join(map(_TEXT_OF, pieces))


def write(
    blocks: Sequence[PlannedBlock],
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


def _broken_line(blocks: Sequence[PlannedBlock], texts: Iterable[str]) -> FormError:
    """The fault of the first text that does not stand in one line."""
    steps = chain.from_iterable([(*it.block.prints, _END) for it in blocks])
    every = zip(steps, texts, strict=True)
    broken = (step.paragraph for step, text in every if "\n" in text or "\r" in text)
    return FormError("D504", "一段文字里不能有换行", next(broken))
