"""What an audit finds, as inspectors say it: the fault, its figures, where, why, how sure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.diagnostics import FormPlace, Severity
from generator.published.blocks import ReadPlace

# How sure a finding is: it follows from what is printed; rounding or wording may explain it.
CERTAIN, LIKELY = "确定", "请核对"
_UNPAIRED, _MISNAMED, _DOUBLED = "A824", "A828", "A823"


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


def drop_twice(found: Sequence[AuditFinding]) -> Iterator[AuditFinding]:
    """Findings but for what follows from another one in the same paragraph.

    A name that lacks a quote is none of another unit; one that is misspelt may double a word.
    """
    unpaired = {showing(it.place, "") for it in found if it.code == _UNPAIRED}
    names = {showing(it.place, ""): it.message for it in found if it.code == _MISNAMED}
    for it in found:
        place, said = showing(it.place, ""), it.message.partition("”")[0].lstrip("“")
        quoted = it.code == _MISNAMED and place in unpaired
        doubled = it.code == _DOUBLED and said in names.get(place, "")
        if not (quoted or doubled):
            yield it
