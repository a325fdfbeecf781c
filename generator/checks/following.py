"""Which faults only follow from others: nobody is told of what goes away with what was told.

They are found on a copy of a filing that is put right as far as that can be (`filing.mending`,
`filing.meant`); what had to be left open in it is not complained of again.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Fault, Place
from generator.filing import shared
from generator.filing.meant import Meant
from generator.filing.source import Source

if TYPE_CHECKING:
    from generator.filing.mending import Mended

# What is said of a text, a code or an address holds whatever the figures are.
_WHATEVER = ("L401", "L402", "L403", "L404", "L405", "L408", "L414")
# Nothing can be said of a sum before what it is made of is right.
_OF_MEMBERS = ("L415", "L416", "L417", "L418", "L419", "L420")
# What is empty in the form for any reason is asked for only where nothing else is told.
_GAP = "C309"
_MISSING = ("S202", "S204")


class Opened(NamedTuple):
    """What the copy leaves open: emptied places, sections left out, whether figures are whole.

    `files` are the filing's own, with what it shares.
    """

    files: Collection[str]
    emptied: Collection[Place]
    left_out: Collection[str]
    whole: bool


def open_up(source: Source, copy: Meant, mended: "Mended | None", read: bool) -> Opened:
    """What a copy of a filing leaves open (mended: the filing could not be read as it was typed).

    `read` says whether all its units' filings could be read.
    """
    common = shared.shared_by(source)
    files = (source.file, *([common.file] if common else ()))
    if mended is None:
        return Opened(files, copy.emptied, (), copy.whole and read)
    whole = copy.whole and read and mended.whole and not mended.left_out
    return Opened(files, copy.emptied | mended.repeated, mended.left_out, whole)


def find_new(found: Sequence[Fault], told: Sequence[Fault], left: Opened) -> list[Fault]:
    """What was found besides what was told, and does not follow from it."""
    known = set(told)
    codes = {fault.code for fault in (*told, *found)}
    whole = left.whole and codes.isdisjoint(_OF_MEMBERS)
    return [
        fault
        for fault in dict.fromkeys(found)
        if fault not in known
        and fault.code != _GAP
        and _is_of_the_filing(fault)
        and (whole or _holds_anyhow(fault, left.files))
        and not _is_open(fault, left)
    ]


def _is_of_the_filing(fault: Fault) -> bool:
    """A form may use a name that only a right filing gives it: that is no fault of the form."""
    return fault.code[0] != "D"


def _holds_anyhow(fault: Fault, files: Collection[str]) -> bool:
    """Whether a fault holds whatever the figures are; what is wrong in a member is told there."""
    if fault.code in _OF_MEMBERS:
        return True
    return fault.place.file in files and (fault.code[0] in "FSP" or fault.code in _WHATEVER)


def _is_open(fault: Fault, left: Opened) -> bool:
    """Whether something seems to be missing only because nobody could tell what it was."""
    named: Iterable[str] = (f"“{name}”" for name in left.left_out)
    return fault.code in _MISSING and (
        fault.place in left.emptied or any(name in fault.message for name in named)
    )
