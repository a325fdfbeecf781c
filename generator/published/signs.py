"""A document's text as it is compared with a form's: one sign for what people write in several."""

import re
from functools import lru_cache
from unicodedata import normalize as compose

# Full-width signs are their ASCII ones but for the comma, which ends clauses where the other parts
# thousands; and marks that look alike are one.
_ALIKE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | str.maketrans(
    {"\uff0c": "\uff0c", "“": '"', "”": '"', "‘": "'", "’": "'"}
    | {"\u2212": "-", "\u2013": "-", "•": "·", "﹒": "·"}
)
_BLANK = re.compile("[\\s\\u3000\\xa0\\u200b\\ufeff]+")
# Radicals and compatibility ideographs, which some input methods and fonts put for the signs.
_VARIANT = re.compile("[\\u2e80-\\u2fdf\\uf900-\\ufaff]")


def alike(text: str) -> str:
    """A text with each mark in its usual form; its length stays."""
    return text.translate(_ALIKE)


@lru_cache(maxsize=1 << 14)
def normalize(text: str) -> str:
    """A text without blanks, each sign in its usual form."""
    plain = _VARIANT.sub(lambda it: compose("NFKC", it[0]), _BLANK.sub("", text))
    return plain.translate(_ALIKE)
