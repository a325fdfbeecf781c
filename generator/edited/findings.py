"""What can be the matter with a place of a document, and one such place."""

from dataclasses import dataclass
from enum import Enum

from generator.diagnostics import Place


class State(Enum):
    """What is the matter with a place."""

    DIFFERS = "不一致"
    LOST = "找不到"
    ADDED = "多出"
    UNKNOWN = "未能核对"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place: where it is, what is printed there, what should be, and the filing's lines.

    `text` is what stands around it; `why` says what is the matter where the state does not.
    """

    state: State
    where: str
    text: str
    printed: str
    expected: str = ""
    address: str = ""
    lines: tuple[Place, ...] = ()
    why: str = ""
