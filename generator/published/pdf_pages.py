"""The pages of a .pdf: their tables and lines, and what of them cannot be read."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from generator.published import lines, page_tables
from generator.published.ink import POINT, Glyph, PageInk, Rule
from generator.published.pdf_file import PdfError, PdfInk
from generator.published.rulings import RulingError
from generator.published.running import PageText

# A page of fewer signs, so much of it (in per cent) under pictures, is a picture of a page; less
# of it under pictures are pictures.
_FEW_SIGNS, _MOST, _SOME = 10, 50, 5
_SHOWN = 20  # signs of a text
# Where on a sign, in per cent of its height, the line runs that strikes it out, and how near to it;
# how much longer it may be than what it strikes.
_STRUCK, _NEAR, _BEYOND = 55, 18, 3 * POINT
_REACH, _MOST_RULES = 6, 5000  # points up and down; lines of a page
_WATERMARK = 3  # the same turned text on so many pages


class Missed(NamedTuple):
    """What of a page could not be read, in the words to show."""

    page: int
    what: str


class PdfPages(NamedTuple):
    """The pages that were read; what was missed; a text that lies across the pages."""

    texts: tuple[PageText, ...]
    missed: tuple[Missed, ...]
    watermarks: tuple[str, ...]


def read(pdf: PdfInk) -> PdfPages:
    """All pages; a document with no text on any page is a `PdfError`."""
    texts: list[PageText] = []
    missed: list[Missed] = []
    turned: list[Missed] = []
    for number, page in enumerate(pdf.pages, start=1):
        if isinstance(page, str):
            missed.append(Missed(number, page))
            continue
        missed += (Missed(number, what) for what in _miss(page))
        turned += [Missed(number, page.turned)] if page.turned.strip() else []
        texts.append(_read_page(page, missed))
    if not any(text.lines or text.tables for text in texts):
        raise PdfError(missed[0].what if missed else "PDF 里没有文字")
    missed += _small_drawings([it for it in pdf.pages if isinstance(it, PageInk)])
    often = Counter(it.what for it in turned)
    watermarks = tuple(text for text, times in often.items() if times >= _WATERMARK)
    missed += [_turned(it) for it in turned if it.what not in watermarks]
    return PdfPages(tuple(texts), tuple(sorted(missed)), watermarks)


def _read_page(page: PageInk, missed: list[Missed]) -> PageText:
    try:
        tables, glyphs = page_tables.find(page)
    except RulingError:
        missed.append(Missed(page.number, "表线太多，没有照表线读"))
        tables, glyphs = [], list(page.glyphs)
    text = tuple(lines.arrange(glyphs))
    return PageText(page.number, page.width, page.height, tuple(tables), text)


def _miss(page: PageInk) -> Iterator[str]:
    shown = len(page.glyphs)
    if shown < _FEW_SIGNS and page.pictured >= _MOST:
        known = "，上面的字是识别出来的，不作数" if page.unseen else "，没有文字"
        yield f"扫描的一页{known}"
    elif page.pictured >= _SOME:
        yield "图片，里面的内容没有读"
    if hidden := page.hidden.strip():
        yield f"看不见的字“{hidden[:_SHOWN]}”，没有读"
    if page.notes:
        yield f"批注、印章或者可以填写的格 {page.notes} 处，没有读"
    if page.unmapped:
        yield f"{page.unmapped} 个字的字体没有说明是什么字"
    yield from (f"划去的字“{text[:_SHOWN]}”" for text in _find_struck(page))


def _small_drawings(pages: Sequence[PageInk]) -> Iterator[Missed]:
    """Pictures and drawings that take little of their pages, told once."""
    small = [it.number for it in pages if it.drawings and it.pictured < _SOME]
    if small:
        yield Missed(small[0], f"小的图片或图形，里面的内容没有读（{len(small)} 页有）")


def _find_struck(page: PageInk) -> Iterator[str]:
    """Texts through whose middle a line runs: those next to each other that one line strikes."""
    levels: dict[int, list[Glyph]] = defaultdict(list)
    for it in page.glyphs:
        levels[_strike_of(it) // POINT].append(it)
    for rule in sorted(set(page.across))[:_MOST_RULES]:
        near = chain.from_iterable(levels[rule.at // POINT + n] for n in range(-_REACH, _REACH + 1))
        struck = [it for it in near if _strikes(rule, it)]
        text = "".join(it.text for it in sorted(struck, key=lambda it: it.x0)).strip()
        # A line that goes on beyond what it runs through is one of a table.
        ends = rule.end - rule.start <= sum(it.x1 - it.x0 for it in struck) + _BEYOND
        if text and ends:
            yield text


def _strike_of(it: Glyph) -> int:
    return it.y0 + it.size * _STRUCK // 100


def _strikes(rule: Rule, it: Glyph) -> bool:
    level = abs(rule.at - _strike_of(it)) * 100 <= it.size * _NEAR
    return level and rule.start <= (it.x0 + it.x1) // 2 <= rule.end


def _turned(it: Missed) -> Missed:
    return Missed(it.page, f"转了方向的字“{it.what[:_SHOWN]}”")
