"""What changed exports give a filing now: whether its document would be made otherwise."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.consolidation import department
from generator.diagnostics import has_errors
from generator.filing import shared
from generator.kept import library, noted
from generator.packs import finding
from generator.units.work import fingerprint_drawn, fingerprint_exports


class Redrawn(NamedTuple):
    """The fingerprint of all that was drawn, and those of the exports that were looked at."""

    given: str
    exports: Mapping[str, str | None]


def draw(path: str) -> Redrawn | None:
    """What the exports of a filing give it; None where something is wrong with them."""
    with noted.noting() as read:
        source, faults = shared.load(Path(path))
        pack, more = finding.find(source, library.current()) if source else (None, [])
        filing, found = department.read(source, pack) if source and pack else (None, [])
    if filing is None or has_errors([*faults, *more, *found]):
        return None
    return Redrawn(fingerprint_drawn(filing.source), fingerprint_exports(filing.source, read))
