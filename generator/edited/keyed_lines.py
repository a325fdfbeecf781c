"""A line of a document with all that it is known by, so that it can be found in another."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from generator.edited.signs import ENDS, LETTER, NUMBER, Signs, squeeze
from generator.word.seen import Line
from generator.word.seen_text import PAGE, SeenText

_TAIL = 40
# So many lines above a table are its titles, its number, its unit.
_MOST_TITLES = 4
_PAGE_NUMBER = re.compile(r"[\s.．…·]*[\ufffc\dIVXivx]{0,6}$")

Cut = Callable[[SeenText], Signs]


@dataclass(eq=False)
class KeyedLine:
    """A line, the `at`-th of its document, with all that it is known by.

    `entries` are the lines of the 目录 that would be printed, without their page numbers; the
    document is `loose` when nothing in it says what its 目录 is.
    """

    line: Line
    at: int
    cut: Cut
    entries: frozenset[str]
    loose: bool = False

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts of the cells, each without what separates nothing."""
        return tuple(
            squeeze("\n".join([text.text for text in cell.texts])) for cell in self.line.cells
        )

    @cached_property
    def text(self) -> str:
        """All that the line says."""
        return "\n".join(filter(None, self.texts))

    @property
    def home(self) -> SeenText:
        """The first of its texts that says something."""
        return next(text for text in self.line.texts if text.text)

    @cached_property
    def key(self) -> Hashable:
        """What is equal for lines of the same texts."""
        if self.in_table:
            return self.texts
        text = self.texts[0]
        bare = bare_entry(text) if self.entries and self.may_be_entry else ""
        return bare if bare in self.entries else text

    @cached_property
    def cells(self) -> tuple[Signs, ...]:
        """The signs of each cell."""
        return tuple(
            tuple(sign for text in cell.texts for sign in self.cut(text))
            for cell in self.line.cells
        )

    @cached_property
    def signs(self) -> Signs:
        """The signs of the line."""
        return tuple(sign for cell in self.cells for sign in cell)

    @cached_property
    def known(self) -> tuple[str, ...]:
        """What the signs are known by."""
        return tuple(sign.key for sign in self.signs)

    @cached_property
    def name(self) -> Hashable | None:
        """What stays when only figures change; None where nothing does."""
        if self.in_table:
            named = tuple(
                "" if counts(cell) else self.texts[n] for n, cell in enumerate(self.cells)
            )
            return named if any(named) else None
        shapes = tuple(sign.shape for sign in self.signs)
        return shapes if any(sign.kind == LETTER for sign in self.signs) else None

    @property
    def in_table(self) -> bool:
        """Whether this is a row of a table."""
        return self.line.table is not None

    @cached_property
    def is_sentence(self) -> bool:
        """Whether the line says something by itself, wherever it stands."""
        return not self.in_table and any(end in self.text for end in (*ENDS, "，"))

    @property
    def may_be_entry(self) -> bool:
        """Whether a number at the end may be that of a page."""
        return self.is_entry or self.loose or any(PAGE in text.text for text in self.line.texts)

    @property
    def is_entry(self) -> bool:
        """Whether the line belongs to the 目录."""
        return any(text.entry for text in self.line.texts)


def bare_entry(text: str) -> str:
    """A line of the 目录 without the number of a page."""
    head, tail = text[:-_TAIL], text[-_TAIL:]
    return head + _PAGE_NUMBER.sub("", tail)


def counts(cell: Signs) -> bool:
    return bool(cell) and all(sign.kind == NUMBER for sign in cell)


def key_lines(
    lines: Iterable[Line], cut: Cut, entries: frozenset[str] | None = None
) -> list[KeyedLine]:
    """The lines that say something, to be lined up; `entries` as in `KeyedLine`."""
    own = [text.text for line in lines for text in line.texts if text.entry]
    if entries is None:
        entries = frozenset(bare_entry(squeeze(text)) for text in own)
    shown = [line for line in lines if any(text.text for text in line.texts)]
    return [KeyedLine(line, at, cut, entries, not own) for at, line in enumerate(shown)]


def list_titles(lines: Sequence[KeyedLine], at: int) -> Sequence[KeyedLine]:
    """What stands right above a table, up to another one or a sentence; else that sentence."""
    above = lines[max(at - _MOST_TITLES, 0) : at][::-1]
    titles = list(takewhile(lambda it: not (it.in_table or it.is_sentence), above))
    return titles or [it for it in above[:1] if not it.in_table]
