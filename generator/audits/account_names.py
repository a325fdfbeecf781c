"""What accounts are called in documents, as their names are compared."""

import re

from generator.published.signs import normalize


def plain_name(name: str) -> str:
    """A name without its level, and what is written in two ways in one."""
    return re.sub(r"[(（][类款项][)）]$", "", normalize(name)).replace("、", "").replace("与", "和")
