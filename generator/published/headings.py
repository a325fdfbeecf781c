"""Which lines are headings where the document itself does not say so: by how they are numbered.

Official documents number their parts 第一部分, 一、, （一） and 1. in this order (GB/T 9704).
"""

import re
from collections.abc import Sequence

from generator.published.blocks import ReadBlock, ReadParagraph

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_LEVELS = (
    re.compile(rf"第{_NUMERAL}部分"),
    re.compile(f"{_NUMERAL}、"),
    re.compile(f"[（(]{_NUMERAL}[）)]"),
)
# A heading is a few words; one that ends as a sentence does, or says more after it, is text.
LONGEST = 60
_SENTENCE = re.compile("[。；：:;，,]")
# A line of the 目录 leads over to the number of a page, or to where it is to stand.
# Only where its blanks and dots begin: begun at each of them, many dots take for ever.
_DOT = "[.．…·‥]"
_BEGUN = rf"(?:(?<!\s)\s+|(?<!{_DOT})(?<!\s))"
_LEADING = re.compile(
    rf"(?:{_BEGUN}{_DOT}{{2}}|\t)[.．…·‥\s]*[-—]?\s*\d{{1,4}}\s*[-—]?\s*$|{_BEGUN}{_DOT}{{12,}}\s*$"
)
_MOST_SIGNS = 1000  # of a line that may refer to a page
# A number whose words stand in a line of their own.
_BARE = re.compile(f"第{_NUMERAL}部分")
_ITEM = re.compile(r"[0-9]{1,2}[.、．)）]|[①-⑳]")


def begins(text: str) -> bool:
    """Whether a line begins with a number as headings and items do."""
    shown = "".join(text.split())
    return bool(_ITEM.match(shown)) or any(shape.match(shown) for shape in _LEVELS)


def level_of(text: str, stated: int = 0) -> int:
    """The level of a line as a heading, from 1; 0 where it is none.

    Of one that the document calls a heading, of a `stated` level, its number tells more.
    """
    shown = "".join(text.split())
    if not stated and (len(shown) > LONGEST or _SENTENCE.search(shown)):
        return 0
    return next((n for n, shape in enumerate(_LEVELS, start=1) if shape.match(shown)), stated)


def name_levels(blocks: Sequence[ReadBlock]) -> tuple[ReadBlock, ...]:
    """Blocks with the levels that their numbers give them, where the document marks no headings."""
    if any(isinstance(block, ReadParagraph) and block.level for block in blocks):
        return tuple(blocks)
    return tuple(
        block._replace(level=level_of(block.text))
        if isinstance(block, ReadParagraph) and not block.entry
        else block
        for block in blocks
    )


def is_bare(text: str) -> bool:
    """Whether a line is the number of a part alone, whose name follows in the next."""
    return _BARE.fullmatch("".join(text.split())) is not None


def entry_of(text: str) -> str:
    """What a line of the 目录 refers to, without the page; nothing where it leads to none."""
    found = _LEADING.search(text) if len(text) <= _MOST_SIGNS else None
    return text[: found.start()].strip() if found else ""
