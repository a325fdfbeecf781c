"""Which lines around a table belong to it: its title and what stands with it, and its notes."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from generator.published import units
from generator.published.blocks import ReadBlock, ReadParagraph, ReadTable, number_of

# How many lines stand above a table, and how long one is, where no style tells them apart.
_MOST, _LONGEST = 4, 60
_SENTENCE = tuple("。；：:;，,、！？")
_TABLE = "表"
_NOTE = re.compile(r"[（(]?(?:备注|注|说明|备 注)\s*[0-9]{0,2}\s*[：:]")
_ITEM = re.compile(r"[0-9]{1,2}[.、．]|[（(][0-9]{1,2}[）)]|[①-⑳]")


class LinedTable(NamedTuple):
    """A table and the lines around it that belong to it."""

    above: tuple[ReadParagraph, ...]
    table: ReadTable
    below: tuple[ReadParagraph, ...]


def split(
    body: Sequence[ReadBlock], captions: Collection[int]
) -> Iterator[ReadParagraph | LinedTable]:
    """The blocks in order, lines that belong to a table with it; each block once.

    `captions` are the numbers of the paragraphs that their style keeps with what follows.
    """
    waiting, at = list[ReadParagraph](), 0
    while at < len(body):
        block = body[at]
        at += 1
        if isinstance(block, ReadParagraph):
            waiting.append(block)
            continue
        count = _count_above(waiting, captions)
        cut = len(waiting) - count
        yield from waiting[:cut]
        below = tuple(_take_notes(body, at, captions))
        yield LinedTable((*waiting[cut:],), block, below)
        waiting, at = [], at + len(below)
    yield from waiting


def name(table: LinedTable, heading: str) -> str:
    """What a table is called: by its title above, by the heading that it stands under."""
    titles = (it.text for it in table.above if units.find([it.text]) is None)
    said = next(titles, "") or heading or f"第{table.table.number}张表"
    return " ".join(said.split())


def _count_above(lines: Sequence[ReadParagraph], captions: Collection[int]) -> int:
    """How many of the lines before a table are its own."""
    count = 0
    for line in reversed(lines[-_MOST:]):
        if line.level or not (_is_caption(line, captions) or _is_short(line)):
            break
        count += 1
    own = lines[len(lines) - count :]
    if any(_is_caption(it, captions) or units.find([it.text]) for it in own):
        first = next(n for n, it in enumerate(own) if _leads(it, captions))
        return count - first
    return int(bool(own) and own[-1].text.endswith(_TABLE))


def _leads(line: ReadParagraph, captions: Collection[int]) -> bool:
    """Whether a line surely belongs to the table below it."""
    said = _is_caption(line, captions) or units.find([line.text]) is not None
    return said or line.text.endswith(_TABLE)


def _is_caption(line: ReadParagraph, captions: Collection[int]) -> bool:
    return number_of(line.place) in captions


def _is_short(line: ReadParagraph) -> bool:
    return len(line.text) <= _LONGEST and not line.text.endswith(_SENTENCE)


def _take_notes(
    body: Sequence[ReadBlock], at: int, captions: Collection[int]
) -> Iterator[ReadParagraph]:
    """The notes that stand right below a table."""
    begun = False
    for block in body[at:]:
        if not isinstance(block, ReadParagraph) or block.level or _is_caption(block, captions):
            return
        if not (_NOTE.match(block.text) or (begun and _ITEM.match(block.text))):
            return
        begun = True
        yield block
