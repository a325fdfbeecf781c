"""Invisible marks around what filters print, so that each printed figure knows its place.

A mark is made of control characters that XML forbids and no filing can contain; `document`
takes every one of them out again and notes where it stood.
"""

import re
from dataclasses import dataclass
from enum import Enum

from generator.dialect import Markup, escape


class Aspect(Enum):
    """Which side of a figure was printed, or why it could not be."""

    VALUE = "value"
    DIFFERENCE = "difference"
    RATE = "rate"
    REASON = "reason"
    NO_VALUE = "no value"
    NO_BASE = "no base"
    NO_REASON = "no reason"
    NOTE = "note"
    NO_NOTE = "no note"

    @property
    def gap(self) -> bool:
        """Whether something is missing here."""
        return self in (Aspect.NO_VALUE, Aspect.NO_BASE, Aspect.NO_REASON, Aspect.NO_NOTE)


@dataclass(frozen=True, slots=True)
class Mark:
    """What was printed: which aspect, of which address, against which base (or none)."""

    aspect: Aspect
    address: str
    base: str = ""


MARK = re.compile("\x01([^\x01-\x03]*)\x02([^\x01-\x03]*)\x03")
_SEPARATOR = "\x1f"


def wrap(mark: Mark, text: str) -> Markup:
    """The escaped text with its mark around it."""
    label = _SEPARATOR.join((mark.aspect.value, mark.address, mark.base))
    return Markup("\x01{}\x02{}\x03").format(label, text)


def plain(mark: Mark, text: str) -> Markup:
    """The escaped text alone, for engines that keep no record."""
    return escape(text)


def unwrap(label: str) -> Mark:
    """The mark that a label in a rendered text stands for."""
    aspect, address, base = label.split(_SEPARATOR)
    return Mark(Aspect(aspect), address, base)
