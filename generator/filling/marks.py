"""What was printed where a form asked for a figure: which aspect, of which address."""

from enum import Enum
from typing import NamedTuple

from generator.addresses import Steps, show


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

    # A member is only itself; Enum's own hash is a call of Python for every figure printed.
    __hash__ = object.__hash__

    @property
    def gap(self) -> bool:
        """Whether something is missing here."""
        return self in _GAPS


# The sides on which a figure is compared with a base.
CHANGES = (Aspect.DIFFERENCE, Aspect.RATE)
_GAPS = frozenset((Aspect.NO_VALUE, Aspect.NO_BASE, Aspect.NO_REASON, Aspect.NO_NOTE))


class Mark(NamedTuple):
    """What was printed: which aspect, of which address, against which base (or none).

    A value with a base is the base's own.
    """

    aspect: Aspect
    steps: Steps
    base: str = ""

    @property
    def address(self) -> str:
        """The address as people read it: 表[科目].栏."""
        return show(self.steps)
