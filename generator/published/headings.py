"""Which lines are headings where the document itself does not say so: by how they are numbered.

Official documents number their parts 第一部分, 一、, （一） and 1. in this order (GB/T 9704).
"""

import re

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_LEVELS = (
    re.compile(rf"第{_NUMERAL}部分"),
    re.compile(f"{_NUMERAL}、"),
    re.compile(f"[（(]{_NUMERAL}[）)]"),
)
# A heading is a few words; one that ends as a sentence does, or says more after it, is text.
LONGEST = 60
_SENTENCE = re.compile("[。；：:;，,]")


def level_of(text: str) -> int:
    """The level of a line as a heading, from 1; 0 where it is none."""
    shown = "".join(text.split())
    if len(shown) > LONGEST or _SENTENCE.search(shown):
        return 0
    return next((n for n, shape in enumerate(_LEVELS, start=1) if shape.match(shown)), 0)
