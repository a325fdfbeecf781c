"""Lines of a page as paragraphs: which line goes on in the next, by where they begin and end."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from generator.published import headings
from generator.published.ink import POINT, Glyph
from generator.published.lines import TextLine

# A line of text proper has so many signs.
_LONG = 15
# How often a margin is met with at least.
_OFTEN = 3
# In per cent of a sign's height: how far a line may begin from the margin and be the first of a
# paragraph; from where on it is indented; how unlike in size; from one line to the next, where the
# document does not tell; and in per cent of how far it is elsewhere, where a paragraph ends.
_FIRST, _INDENT, _UNLIKE, _STEP, _FURTHER = 320, 80, 15, 260, 135
# What a title that is broken may lack to the margins, in per cent of a sign's height.
_TITLE = 300
# In per cent of its measure: a line of text that is as long is no last one if nothing ends there.
_MOST_OF_IT = 60
# Signs that begin no line take the one before them along, those that end none the next.
_NO_BEGIN, _NO_END = (
    frozenset("，。、；：！？）》”’】〉」』％%,.;:)!?"),
    frozenset("（《“‘【〈「『("),
)
# How far the middles of two lines of one title may be apart, in per cent of a sign's height.
_OFF_CENTRE = 100
_ENDS = tuple("。！？；：")


class Margins(NamedTuple):
    """Where the lines of text begin and end on pages of one size; `step` is how far down it is from
    one line to the next, in per cent of a sign's height.
    """

    left: int
    right: int
    step: int = _STEP


@dataclass(frozen=True, slots=True)
class InkParagraph:
    """A paragraph: its lines, and the page of the first."""

    lines: tuple[TextLine, ...]
    page: int

    @property
    def text(self) -> str:
        """What it says, on one line."""
        text = ""
        for line in self.lines:
            both = text[-1:] + line.text[:1]
            words = len(both) == 2 and both.isascii() and both.isalpha()
            text += f" {line.text}" if words else line.text
        return text


def measure(lines: Iterable[TextLine]) -> Margins:
    """The margins of pages of one size, from all of their lines."""
    every = list(lines)
    proper = [line for line in every if len(line.glyphs) >= _LONG] or every
    if not proper:
        return Margins(0, 0)
    lefts = Counter(line.x0 // POINT for line in proper)
    rights = Counter(line.x1 // POINT for line in proper)
    often = [x for x, times in lefts.items() if times + lefts[x + 1] >= _OFTEN]
    ends = [x for x, times in rights.items() if times + rights[x - 1] >= _OFTEN]
    left, right = min(often or lefts) * POINT, max(ends or rights) * POINT
    return Margins(left, right, _measure_step(every, left))


def _measure_step(every: Sequence[TextLine], left: int) -> int:
    """How far it most often is from a line of text to the next, in per cent of a sign's height."""
    steps = Counter(
        (other.y0 - one.y0) * 10 // max(one.size, 1)
        for one, other in pairwise(every)
        if one.x0 <= left + _FIRST * one.size // 100 and one.y0 < other.y0
    )
    common = [step for step, times in steps.items() if times >= _OFTEN and step * 10 <= _STEP]
    return (max(common, key=lambda it: (steps[it], -it)) + 1) * 10 if common else _STEP


def build(lines: Sequence[TextLine], page: int, margins: Margins) -> Iterator[InkParagraph]:
    """The paragraphs that lines of a page are, those that stand below each other without more."""
    held: list[TextLine] = []
    for line in lines:
        if held and not (_is_near(held[-1], line, margins) and goes_on(held, line, margins)):
            yield InkParagraph(tuple(held), page)
            held = []
        held.append(line)
    if held:
        yield InkParagraph(tuple(held), page)


def _is_near(one: TextLine, other: TextLine, margins: Margins) -> bool:
    return (other.y0 - one.y0) * 10_000 <= one.size * margins.step * _FURTHER


def goes_on(before: Sequence[TextLine], line: TextLine, margins: Margins) -> bool:
    """Whether a line goes on with what the lines before it say."""
    last = before[-1]
    if abs(last.size - line.size) * 100 > last.size * _UNLIKE or _begins_anew(before, line):
        return False
    if _is_centred(last, margins) and _is_centred(line, margins):
        return _lacks_room(last.x1 - last.x0, line, margins, _TITLE)
    starts = last.x0 <= margins.left + last.size * _FIRST // 100
    if not starts or _is_indented(line, margins):
        return False
    return _lacks_room(last.x1 - margins.left, line, margins, 100) or _is_cut(before, margins)


def _begins_anew(before: Sequence[TextLine], line: TextLine) -> bool:
    ended = before[-1].text.endswith(_ENDS)
    return ended and headings.begins(line.text)


def _is_cut(before: Sequence[TextLine], margins: Margins) -> bool:
    """Whether lines of a text whose paragraphs are indented end in the middle of a sentence."""
    last = before[-1]
    long = (last.x1 - margins.left) * 100 > (margins.right - margins.left) * _MOST_OF_IT
    text = "".join(line.text for line in before)
    return (
        long
        and _is_indented(before[0], margins)
        and not text.endswith(_ENDS)
        and not headings.level_of(text)
    )


def _lacks_room(taken: int, line: TextLine, margins: Margins, slack: int) -> bool:
    """Whether what a line begins with had no room beside what is taken of the one before."""
    word = sum(it.x1 - it.x0 for it in _first_word(line))
    return taken + word + line.size * slack // 100 > margins.right - margins.left


def _first_word(line: TextLine) -> Iterator[Glyph]:
    """The signs at the head of a line that programs do not part."""
    for at, it in enumerate(line.glyphs):
        yield it
        after = line.glyphs[at + 1].text if at + 1 < len(line.glyphs) else ""
        plain = it.text.isascii() and after.isascii()
        if not (plain or it.text in _NO_END or after in _NO_BEGIN):
            return


def _is_indented(line: TextLine, margins: Margins) -> bool:
    return line.x0 > margins.left + line.size * _INDENT // 100


def _is_centred(line: TextLine, margins: Margins) -> bool:
    off = (line.x0 - margins.left) - (margins.right - line.x1)
    return _is_indented(line, margins) and abs(off) * 50 <= line.size * _OFF_CENTRE
