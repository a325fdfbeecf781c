"""How the pages of a laid-out document look: what those who sign it would send back.

Told with page and place; nothing of it is wrong in what the document says.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.diagnostics import Fault, FormPlace, Severity
from generator.published import lines
from generator.published.blocks import ReadBlock, ReadCell, ReadDocument, ReadParagraph, ReadTable
from generator.published.ink import Glyph, PageInk
from generator.published.lines import TextLine

LOOKS = "T904"
_MOST = 10  # of each kind are told by name
_TAIL = 3  # rows on a page of their own
_FEW = 3  # lines, of all that could be on a page
_SHOWN = 30
_NUMBER = re.compile(r"[\d.,%+\-—]+")
_BROKEN = re.compile(r"\d{3,}|[\d,]*\d\.\d\d?%?")
# Of a sign's height, in per cent: how far apart signs of one number are, and two of its lines.
_TIGHT, _BELOW = 25, 180
_SAYS_MORE = re.compile(r"[。；！？]$")


class PageSight(NamedTuple):
    """One thing that is seen, and where."""

    kind: str
    page: int
    where: str
    text: str = ""


def find(file: str, read: ReadDocument, pages: Sequence[PageInk | str]) -> list[Fault]:
    """What is seen on the pages of a document, as warnings."""
    sights = [
        *_find_empty(read, pages),
        *_find_lonely(read.blocks),
        *_find_tails(read.tables),
        *_find_wrapped(read, pages),
    ]
    counts = dict.fromkeys((it.kind for it in sights), 0)
    faults = []
    for it in sights:
        counts[it.kind] += 1
        if counts[it.kind] <= _MOST:
            place = FormPlace(file, "", 0, it.text[:_SHOWN], it.where, it.page)
            said = f"：{it.text[:_SHOWN]}" if it.text else ""
            faults.append(Fault(LOOKS, f"{it.kind}{said}", place, Severity.WARNING))
    for kind, count in counts.items():
        if count > _MOST:
            place = FormPlace(file, "", 0, "")
            faults.append(Fault(LOOKS, f"{kind}：共 {count} 处", place, Severity.WARNING))
    return faults


def _where(block: ReadBlock) -> str:
    return block.place.where if isinstance(block.place, FormPlace) else ""


def _find_lonely(blocks: Sequence[ReadBlock]) -> Iterator[PageSight]:
    """Headings at the foot of a page, and what leads in to a table that begins on the next."""
    flow = [it for it in blocks if not (isinstance(it, ReadParagraph) and it.entry)]
    beginnings = [_first_page(it) for it in flow]
    for at, (one, other) in enumerate(pairwise(flow)):
        if not isinstance(one, ReadParagraph) or beginnings[at + 1] <= one.page:
            continue
        if one.level and at and _last_page(flow[at - 1]) == one.page:
            yield PageSight("标题落在页末，内容在下一页", one.page, _where(one), one.text)
        elif isinstance(other, ReadTable) and not _SAYS_MORE.search(one.text):
            yield PageSight("引出表的文字和表不在一页", one.page, _where(other), one.text)


def _first_page(block: ReadBlock) -> int:
    return block.page if isinstance(block, ReadParagraph) else min(block.pages, default=0)


def _last_page(block: ReadBlock) -> int:
    return block.page if isinstance(block, ReadParagraph) else max(block.pages, default=0)


def _find_tails(tables: Iterable[ReadTable]) -> Iterator[PageSight]:
    """Tables of which only a few rows stand on their last page."""
    for table in tables:
        rows = [max((cell.page for cell in row), default=0) for row in table.rows]
        last = _last_page(table)
        tail = rows.count(last)
        if len(table.pages) > 1 and 0 < tail <= _TAIL:
            label = next((cell.text for cell in table.rows[-tail] if cell.text.strip()), "")
            yield PageSight(f"表的最后 {tail} 行单独在一页", last, _where(table), label)


def _find_empty(read: ReadDocument, pages: Iterable[PageInk | str]) -> Iterator[PageSight]:
    """Pages with nothing or next to nothing: not the cover, not those of a part's title.

    A number or a head that is on every page is nothing. Where a heading begins a page that would
    have found room on the one before, the form wants it so.
    """
    titled = {1} | {it.page for it in read.paragraphs if it.level == 1}
    looked = {it.number: it for it in pages if isinstance(it, PageInk)}
    bodies = {number: _list_lines(read, page) for number, page in looked.items()}
    for number, page in looked.items():
        body = bodies[number]
        if number in titled or page.drawings or len(body) > _FEW:
            continue
        if not (body and _is_headed(read.blocks, number) and _had_room(number, looked, bodies)):
            yield PageSight("几乎是空的一页" if body else "空白页", number, "")


def _list_lines(read: ReadDocument, page: PageInk) -> list[TextLine]:
    """The lines of a page without what stands beside the text."""
    beside = Counter(it.text for it in read.beside if it.page == page.number)
    body = []
    for line in lines.arrange(page.glyphs):
        beside[line.text] -= 1
        if beside[line.text] < 0:
            body.append(line)
    return body


def _is_headed(blocks: Sequence[ReadBlock], number: int) -> bool:
    """Whether the first thing on a page is a heading."""
    first = next((it for it in blocks if _last_page(it) >= number), None)
    return isinstance(first, ReadParagraph) and first.page == number and first.level > 0


def _had_room(
    number: int, pages: Mapping[int, PageInk], bodies: Mapping[int, Sequence[TextLine]]
) -> bool:
    """Whether the page before, of the same size, ends so high that all of a page went below."""
    before = pages.get(number - 1)
    if before is None or before.height != pages[number].height:
        return before is not None
    alike = [bodies[at] for at, it in pages.items() if it.height == before.height]
    foot = max(body[-1].y1 for body in alike if body)
    body, above = bodies[number], bodies[number - 1]
    end = above[-1].y1 if above else 0
    return end + body[-1].y1 - body[0].y0 + body[0].size <= foot


# -- codes and figures broken over two lines -------------------------------------------------------


def _find_wrapped(read: ReadDocument, pages: Iterable[PageInk | str]) -> Iterator[PageSight]:
    cells: dict[int, dict[str, ReadCell]] = {}
    for table in read.tables:
        for cell in table.cells:
            if _BROKEN.fullmatch(cell.text):
                cells.setdefault(cell.page, {}).setdefault(cell.text, cell)
    for page in pages:
        if isinstance(page, PageInk) and page.number in cells:
            own = cells[page.number]
            for text in dict.fromkeys(_join_broken(page)):
                if text in own:
                    place = own[text].place
                    where = place.where if isinstance(place, FormPlace) else ""
                    yield PageSight("编码或数折成了两行", page.number, where, text)


def _join_broken(page: PageInk) -> Iterator[str]:
    """Numbers, each with one that stands right below it, as if they were one."""
    runs = [run for line in lines.arrange(page.glyphs) for run in _split(line.glyphs)]
    numbers = [run for run in runs if _NUMBER.fullmatch("".join(it.text for it in run))]
    for at, upper in enumerate(numbers):
        for lower in numbers[at + 1 :]:
            drop = lower[0].middle - upper[0].middle
            if drop * 100 > upper[0].size * _BELOW:
                break
            overlap = min(upper[-1].x1, lower[-1].x1) - max(upper[0].x0, lower[0].x0)
            if drop > upper[0].size // 2 and overlap > 0:
                yield "".join(it.text for it in (*upper, *lower))


def _split(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The signs of a line, those together that touch."""
    run: list[Glyph] = []
    for it in glyphs:
        if run and (it.x0 - run[-1].x1) * 100 > it.size * _TIGHT:
            yield run
            run = []
        run.append(it)
    if run:
        yield run
