"""Lines of a page as paragraphs: which line goes on in the next, by where they begin and end."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from generator.published import headings
from generator.published.ink import POINT, Glyph
from generator.published.lines import TextLine

# A line of text proper has so many signs.
_LONG = 15
# How often a margin is met with at least.
_OFTEN = 3
# By what part of the page the right margin may be wider than the left one.
_UNEVEN = 8
# In per cent of a sign's height: how far a line may begin from the margin and be the first of a
# paragraph; from where on it is indented; how unlike in size; from one line to the next, where the
# document does not tell; and in per cent of how far it is elsewhere, where a paragraph ends.
_FIRST, _INDENT, _UNLIKE, _STEP, _FURTHER = 320, 80, 15, 260, 135
# What a title that is broken may lack to the margins, in per cent of a sign's height.
_TITLE = 125
# In per cent of its measure: a line of text that is as long is no last one if nothing ends there.
_MOST_OF_IT = 60
# Signs that begin no line take the one before them along, those that end none the next.
_NO_BEGIN, _NO_END = (
    frozenset("，。、；：！？）》”’】〉」』％%,.;:)!?"),
    frozenset("（《“‘【〈「『("),
)
# How far the middles of two lines of one title may be apart, in per cent of a sign's height.
_OFF_CENTRE = 75
# From where on, in per cent of a sign's height, a line in the middle does not fill its measure; how
# far down it is at the most from one line of a broken title to the next.
_IN, _CLOSE = 40, 160
# A title that fills so much of its measure, in per cent, is broken before the last few signs.
_TITLE_LINE, _FEW = 90, 6
# How near to the margin a line ends that is full, in per cent of a sign's height: LibreOffice loses
# the stops that hang at such lines (measured: up to 4 away), and at no others.
_FULL = 25
_LEADS = ("：", ":")
_ENDS, _DOTS = tuple("。！？；："), "..."


class Margins(NamedTuple):
    """Where the lines of text begin and end on pages of one size; `step` is how far down it is from
    one line to the next, in per cent of a sign's height, and `size` is that of most signs.
    """

    left: int
    right: int
    step: int = _STEP
    size: int = 0


@dataclass(frozen=True, slots=True)
class InkParagraph:
    """A paragraph: its lines, which of them are full, and the page of the first."""

    lines: tuple[TextLine, ...]
    page: int
    full: tuple[bool, ...]

    @property
    def text(self) -> str:
        """What it says, on one line."""
        return "".join(self._pieces())

    @property
    def line_ends(self) -> tuple[int, ...]:
        """Where in the text its full lines end."""
        ends = accumulate(map(len, self._pieces()))
        return tuple(end for end, full in zip(ends, self.full, strict=True) if full)

    def _pieces(self) -> Iterator[str]:
        before = ""
        for line in self.lines:
            both = before[-1:] + line.text[:1]
            words = len(both) == 2 and both.isascii() and both.isalpha()
            piece = f" {line.text}" if words or headings.is_bare(before) else line.text
            before += piece
            yield piece


def measure(lines: Iterable[TextLine], width: int) -> Margins:
    """The margins of pages of one size and this width, from all of their lines.

    Full lines end alike; where none do, the right margin is taken to be as wide as the left one.
    """
    every = list(lines)
    proper = [line for line in every if len(line.glyphs) >= _LONG]
    if not proper:  # titles and notes alone tell nothing
        return Margins(width // _UNEVEN, width - width // _UNEVEN)
    left = min(_find_left(proper) or (line.x0 for line in proper))
    right, _ = _find_right(proper)
    even = right >= width - left - width // _UNEVEN
    size = Counter(line.size for line in proper).most_common(1)[0][0]
    return Margins(left, right if even else width - left, _measure_step(every, left), size)


def narrow(margins: Margins, lines: Iterable[TextLine], width: int) -> Margins:
    """The margins of one page, where enough of its lines show others than those of its size."""
    proper = [line for line in lines if len(line.glyphs) >= _LONG]
    if len(proper) < _OFTEN:
        return margins
    left = min(_find_left(proper) or [margins.left])
    if not any(_is_first(line, left) for line in proper):  # nothing tells what is indented
        left = margins.left
    right, often = _find_right(proper)
    shown = often >= _OFTEN and right >= margins.right - width // _UNEVEN
    return margins._replace(left=left, right=right if shown else margins.right)


def _is_first(line: TextLine, left: int) -> bool:
    """Whether a line begins as far in as the first one of a paragraph does."""
    return line.size <= line.x0 - left <= line.size * _FIRST // 100


def _find_left(lines: Iterable[TextLine]) -> list[int]:
    """Where lines begin that are not alone in it."""
    lefts = Counter(line.x0 // POINT for line in lines)
    return [x * POINT for x, times in lefts.items() if times + lefts[x + 1] >= _OFTEN]


def _find_right(lines: Iterable[TextLine]) -> tuple[int, int]:
    """Where most lines end, and how many do."""
    rights = Counter(line.x1 // POINT for line in lines)
    right = max(rights, key=lambda x: (rights[x] + rights[x - 1], x))
    return right * POINT, rights[right] + rights[right - 1]


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
            yield _make(held, page, margins)
            held = []
        held.append(line)
    if held:
        yield _make(held, page, margins)


def _make(lines: Sequence[TextLine], page: int, margins: Margins) -> InkParagraph:
    full = (line.x1 + line.size * _FULL // 100 >= margins.right for line in lines)
    return InkParagraph(tuple(lines), page, tuple(full))


def _is_near(one: TextLine, other: TextLine, margins: Margins) -> bool:
    return (other.y0 - one.y0) * 10_000 <= one.size * margins.step * _FURTHER


def goes_on(before: Sequence[TextLine], line: TextLine, margins: Margins) -> bool:
    """Whether a line goes on with what the lines before it say."""
    last = before[-1]
    if abs(last.size - line.size) * 100 > last.size * _UNLIKE or _begins_anew(before, line):
        return False
    if _is_rest_of_title(last, line, margins):
        return True
    centred = _are_centred((before[0], last, line), margins)
    if centred and len(before) == 1 and headings.is_bare(last.text):
        return True
    if centred and _is_in(line, margins):
        close = (line.y0 - last.y0) * 100 <= last.size * _CLOSE
        return close and _lacks_room(last.x1 - last.x0, line, margins, _TITLE)
    starts = last.x0 <= margins.left + last.size * _FIRST // 100
    if not starts or (_is_indented(line, margins) and not _hangs(before[0], line)):
        return False
    return _lacks_room(last.x1 - margins.left, line, margins, 100) or _is_cut(before, margins)


def _is_rest_of_title(last: TextLine, line: TextLine, margins: Margins) -> bool:
    """Whether a few large signs in the middle end a title that fills its line."""
    large = line.size > margins.size * 105 // 100 > 0
    full = (last.x1 - last.x0) * 100 >= (margins.right - margins.left) * _TITLE_LINE
    few = len(line.glyphs) <= _FEW and line.x0 > last.x0 and line.x1 < last.x1
    middles = abs(line.x0 + line.x1 - last.x0 - last.x1) // 2
    return large and full and few and middles <= line.size


def _begins_anew(before: Sequence[TextLine], line: TextLine) -> bool:
    last = before[-1].text
    # A line of the 目录 may be too short for many dots, or so long that it has none.
    ended = last.endswith((*_ENDS, _DOTS)) or bool(headings.entry_of(line.text))
    return (ended and headings.begins(line.text)) or bool(headings.entry_of(last))


def _is_cut(before: Sequence[TextLine], margins: Margins) -> bool:
    """Whether lines of a text whose paragraphs are indented end in the middle of a sentence."""
    last = before[-1]
    long = (last.x1 - margins.left) * 100 > (margins.right - margins.left) * _MOST_OF_IT
    heading = len(before) == 1 and headings.level_of(last.text)
    return (
        long and _is_indented(before[0], margins) and not last.text.endswith(_ENDS) and not heading
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


def _hangs(first: TextLine, line: TextLine) -> bool:
    """Whether a line begins below what follows the lead of the first one (“注：”)."""
    led = len(first.glyphs) > 2 and first.glyphs[1].text in _LEADS
    return led and abs(line.x0 - first.glyphs[2].x0) * 2 <= first.size


def _is_indented(line: TextLine, margins: Margins) -> bool:
    return line.x0 > margins.left + line.size * _INDENT // 100


def _are_centred(lines: Sequence[TextLine], margins: Margins) -> bool:
    """Whether lines stand in the middle, one of them at least so that one sees it."""
    sides = [(line.x0 - margins.left, margins.right - line.x1, line.size) for line in lines]
    even = all(abs(before - after) * 50 <= size * _OFF_CENTRE for before, after, size in sides)
    return even and any(_is_in(line, margins) for line in lines)


def _is_in(line: TextLine, margins: Margins) -> bool:
    return (line.x0 - margins.left) * 100 > line.size * _IN
