"""How things stand when a run begins, so that what has not changed can be left alone.

Every file is looked at once, however many units draw on it (`known_files`).
"""

import os
from pathlib import Path

from generator.diagnostics import Severity
from generator.frozen import Frozen, field
from generator.kept import environment, fingerprints, library
from generator.units import known_files, manifest
from generator.units.known_files import KnownFiles
from generator.units.manifest import NOTHING_RECORDED, BuildRecord, Built
from generator.units.result import Result


class Now(Frozen):
    """How things stand at the start of a run: every file is looked at once."""

    folder: str
    exported: str
    environment: str
    draft: bool
    files: KnownFiles
    _ways: dict[str, str] = field(default_factory=dict)

    def way(self, path: str) -> str:
        """A path as the record writes it."""
        return known_files.relative(path, self.folder, self._ways)

    def settle(self, name: str, entry: Built) -> Built | None:
        """What is recorded of a document that stands, and would be made the same again.

        None for any other. Exports may have changed, as long as they give the filing the same.
        """
        if not self._stands(name, entry):
            return None
        if all(self.files.fingerprint(way) == found for way, found in entry.exports.items()):
            return entry
        from generator.units import redrawing  # it needs the engine

        drawn = redrawing.draw(os.path.join(self.folder, entry.filing))
        if drawn is None or drawn.given != entry.given:
            return None
        exports = {self.way(file): found for file, found in drawn.exports.items()}
        return manifest.sealed(name, entry._replace(exports=exports))

    def _stands(self, name: str, entry: Built) -> bool:
        return (
            entry.errors == 0
            and entry.filing in entry.drawn
            and entry.environment == self.environment
            and entry.exported == self.exported
            and manifest.is_sealed(name, entry)  # before anything that it names is looked at
            and entry.pack_fingerprint == fingerprints.of_packs(library.current(), entry.packs)
            and all(self.files.fingerprint(way) == found for way, found in entry.drawn.items())
            and self.files.fingerprint(name) == entry.document
        )

    def entry(self, name: str, result: Result) -> Built:
        """What the record says of a document that was made in this run, under its name."""
        drawn = {self.way(file): found for file, found in result.drawn.items()}
        document = fingerprints.of_bytes(result.document)
        filing = (self.way(result.file), self.draft, document, drawn)
        made_by = (result.packs, result.pack_fingerprint, self.exported, self.environment)
        counts = (result.count(Severity.ERROR), result.count(Severity.WARNING))
        exports = {self.way(file): found for file, found in result.exports.items()}
        entry = Built(*filing, *made_by, result.unit, *counts, result.figures)
        entry = entry._replace(identity=result.identity, exports=exports, given=result.given)
        entry = entry._replace(charts=result.charts)
        return manifest.sealed(name, entry)


def look_around(
    folder: Path,
    draft: bool,
    exported: str,
    record: BuildRecord = NOTHING_RECORDED,
    strictly: bool = False,
) -> Now:
    """How things stand now; `exported` is the fingerprint of the file of control totals.

    Files are judged by the stamps of a record, or `strictly` by content.
    """
    files = KnownFiles(str(folder), record.stamped, strictly)
    return Now(str(folder), exported, environment.fingerprint(), draft, files)


def find_unchanged(
    filings: list[str], record: BuildRecord, now: Now
) -> dict[str, tuple[str, Built]]:
    """The filings whose documents stand as they would be made: by filing, the document."""
    known = {
        entry.filing: (name, entry)
        for name, entry in record.entries.items()
        if entry.draft == now.draft
    }
    recorded = {filing: known[way] for filing in filings if (way := now.way(filing)) in known}
    settled = ((filing, name, now.settle(name, of)) for filing, (name, of) in recorded.items())
    return {filing: (name, of) for filing, name, of in settled if of is not None}
