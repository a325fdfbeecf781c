"""What an audit finds, as inspectors say it: the fault, its figures, where, why, how sure."""

from typing import NamedTuple

from generator.diagnostics import FormPlace, Severity
from generator.published.blocks import ReadPlace

# How sure a finding is: it follows from what is printed; rounding or wording may explain it.
CERTAIN, LIKELY = "确定", "请核对"


class StatedFigure(NamedTuple):
    """A figure that a finding is about: what it is, how it was printed, where."""

    what: str
    text: str
    place: ReadPlace


class AuditFinding(NamedTuple):
    """One thing that is wrong in a document.

    `what` is what inspectors call it, `why` what makes it wrong; `place` is where to look first.
    """

    code: str
    what: str
    message: str
    place: ReadPlace
    figures: tuple[StatedFigure, ...] = ()
    why: str = ""
    severity: Severity = Severity.ERROR
    sure: str = CERTAIN


def showing(place: ReadPlace, text: str) -> ReadPlace:
    """The place, with a text to show of what stands there."""
    return place._replace(text=text) if isinstance(place, FormPlace) else place


def spot(place: ReadPlace) -> str:
    """Where in its document something stands, without the file's name."""
    if isinstance(place, FormPlace) and not place.paragraph and not place.page:
        return place.where or "全文"
    if isinstance(place, FormPlace):
        return str(place).removeprefix(place.file).lstrip(": ") or "全文"
    return place.spot


def excerpt(place: ReadPlace) -> str:
    """What stands there; nothing where that is not known."""
    return place.text if isinstance(place, FormPlace) else ""
