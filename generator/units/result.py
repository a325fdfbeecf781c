"""What became of one filing in a run, light enough to be sent between processes."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.charts.shown import ShownChart
from generator.diagnostics import Fault, Place, Severity, has_errors
from generator.frozen import Frozen, field, replace

SOUND, WARNED, FAULTY, UNCHANGED = "无错误", "有提示", "有错误", "未变"
STATES = (SOUND, WARNED, FAULTY, UNCHANGED)


# What a filing leaves empty: where it is typed, or where the form prints it.
UNFILLED = ("S204", "C309")


class Identity(NamedTuple):
    """What a filing says of itself besides its unit's name, as far as it could be read."""

    code: str = ""
    type: str = ""
    own_word: str = ""
    kind: str = ""
    year: str = ""
    region: str = ""


UNIDENTIFIED = Identity()


class KeyFigure(NamedTuple):
    """A figure that a bureau looks at first, as text: its value in 万元, its movement."""

    label: str
    value: str
    movement: str = ""
    outlying: bool = False


class Result(Frozen):
    """One filing's part in a run: what came of it, and where its document stands now.

    `drawn` are the fingerprints of the filing and of all that was read for it (None: was not
    there); `packs` are the folders and files of the packs, from their root on, with a fingerprint
    of what they held for the process that made it.
    """

    file: str
    faults: tuple[Fault, ...] = ()
    unit: str = ""
    # The lines that faults stand in, by file.
    texts: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""
    name: str = ""
    document: bytes = b""
    figures: tuple[KeyFigure, ...] = ()
    drawn: Mapping[str, str | None] = field(default_factory=dict)
    packs: tuple[str, ...] = ()
    # The same of exports and folders of them, and the fingerprint of what they gave the filing.
    exports: Mapping[str, str | None] = field(default_factory=dict)
    given: str = ""
    # What the filing was read together with, in words.
    besides: str = ""
    # How many of its lines are marked for review.
    marked: int = 0
    seconds: float = 0
    # Whether a document is asked for, and where it stands; None where none was written.
    wanted: bool = False
    written: Path | None = None
    # The number of warnings that the record of builds has for a filing that was not done again.
    recorded: int | None = None
    identity: Identity = UNIDENTIFIED
    # What the charts of its document show, where it has any.
    charts: tuple[ShownChart, ...] = ()
    # What is told once a run of the pack, whichever of its filings comes first.
    of_pack: str = ""
    pack_fingerprint: str = ""
    # What else was asked to be made of it.
    extracted: bytes = b""

    @property
    def failed(self) -> bool:
        """Whether an error stops the document."""
        return has_errors(self.faults)

    @property
    def place(self) -> Place:
        """The place of what concerns the filing as a whole."""
        return Place(self.file, 1, 1)

    def with_faults(self, *faults: Fault) -> "Result":
        """The same with further faults."""
        return replace(self, faults=(*self.faults, *faults))

    def count(self, severity: Severity) -> int:
        """How many faults of one weight there are."""
        return sum(fault.severity is severity for fault in self.faults)

    @property
    def code(self) -> str:
        """The unit's code, as far as it is known."""
        return self.identity.code

    @property
    def unfilled(self) -> int:
        """How many places are still to be filled in."""
        return sum(fault.code in UNFILLED for fault in self.faults)

    @property
    def unchanged(self) -> bool:
        """Whether the document that stands is what the filing gives, so that nothing was done."""
        return self.recorded is not None

    @property
    def warnings(self) -> int:
        """How many warnings there are, told now or when the document was made."""
        return self.count(Severity.WARNING) + (self.recorded or 0)

    @property
    def state(self) -> str:
        """In one word, how the unit stands."""
        if self.failed:
            return FAULTY
        if self.unchanged:
            return UNCHANGED
        return WARNED if self.warnings else SOUND
