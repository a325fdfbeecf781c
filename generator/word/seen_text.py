"""What was read of a paragraph: its text, and what of it cannot count as what a reader sees."""

from typing import Any, NamedTuple

from generator.word.looks import PLAIN
from generator.word.open_fields import Start

# Stands for the number of a page, which a program fills in.
PAGE = "\ufffc"
# By what a cell is covered, or that it is gone.
ABOVE, BEFORE, GONE = "above", "before", "gone"
# A hyphen that is shown only where a line ends there: a reader may take it for a minus.
SOFT, SOFTENED = "\u00ad", "行末才显示的连字符"
# What no reader sees: it separates nothing.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


def clean(text: str) -> str:
    """The text of a node as a reader sees it: line breaks in it are blanks."""
    text = text.replace("\n", " ").replace("\r", " ")
    return text if text.isascii() else text.translate(_INVISIBLE)


class Flag(NamedTuple):
    """A stretch of a text that is there, but cannot count as what a reader sees, and why."""

    start: int
    end: int
    why: str


class SeenText(NamedTuple):
    """The text of one paragraph (or of several whose marks are deleted), and what hangs on it.

    `seams` are the places of signs that stand in no text node, such as tabs; `number` is the
    paragraph's own, from 1; `automatic` is the pattern of its automatic number; an `entry` is a
    line of the 目录. At the `line_ends` of a print a stop that hung there may be lost.
    """

    text: str
    element: Any
    number: int
    seams: tuple[int, ...] = ()
    flags: tuple[Flag, ...] = ()
    automatic: str = ""
    entry: bool = False
    line_ends: tuple[int, ...] = ()


class SeenCell(NamedTuple):
    """A cell: its first column on the grid, its texts, how many columns it takes.

    One that is covered by another, or gone, shows nothing; `covered` says by which.
    """

    column: int
    texts: tuple[SeenText, ...]
    width: int = 1
    covered: str = ""  # ABOVE, BEFORE or GONE


class Aside(NamedTuple):
    """A text beside the body: its kind, and the element of the body that it hangs on (or None)."""

    kind: str
    text: SeenText
    anchor: Any


class Unread(NamedTuple):
    """Something that cannot be read as text, and the element at which it stands (or None)."""

    kind: str
    anchor: Any


class TextDraft:
    """A text that is being read."""

    def __init__(self, element: Any, number: int, entry: bool) -> None:
        self.element, self.number, self.entry = element, number, entry
        self.look, self.automatic = PLAIN, ""
        self.pieces: list[str] = []
        self.length = 0
        self.seams: list[int] = []
        self.soft: list[int] = []
        self.flags: list[Flag] = []

    @property
    def here(self) -> Start:
        """The place that the reading has come to."""
        return id(self), len(self.pieces), self.length

    def add(self, text: str, why: str = "", seam: bool = False) -> None:
        first, *rest = text.split(SOFT) if SOFT in text else (text,)
        self._add(first, why, seam)
        for piece in rest:
            self.soft.append(self.length)
            self._add(piece, why, seam)

    def _add(self, text: str, why: str, seam: bool) -> None:
        if seam:
            self.seams += range(self.length, self.length + len(text))
        if why and text.strip():
            self.flags.append(Flag(self.length, self.length + len(text), why))
        self.pieces.append(text)
        self.length += len(text)

    def replace(self, start: Start, sign: str) -> None:
        """Put a sign in the place of what was added since."""
        _, pieces, self.length = start
        del self.pieces[pieces:]
        self.seams = [seam for seam in self.seams if seam < self.length]
        self.soft = [soft for soft in self.soft if soft < self.length]
        self.flags = [flag for flag in self.flags if flag.start < self.length]
        self.add(sign, seam=True)

    def text(self) -> SeenText:
        text = "".join(self.pieces)
        beside = (Flag(max(at - 1, 0), at + 1, SOFTENED) for at in self.soft)
        soft = (flag for flag in beside if any(map(str.isnumeric, text[flag.start : flag.end])))
        more = tuple(self.seams), (*self.flags, *soft), self.automatic, self.entry
        return SeenText(text if text.strip() else "", self.element, self.number, *more)
