"""How every filing of the folder stands, by the functions of the commands; what holds is kept.

A result is used again only while every file that it was made from is as it was. What a filing with
an error would still have read is not known, so of those the whole folder has to be as it was.
"""

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.filing.roster import ListedUnit
from generator.kept import fingerprints, reading
from generator.reporting import overview_rows
from generator.reporting.overview_rows import UnitRow
from generator.units import batch, rolls, work
from generator.units.batch import Job
from generator.units.result import Result
from generator.units.rolls import Rolls
from generator.units.standing import Now
from generator.workbench.desk import Desk, Shelf

if TYPE_CHECKING:
    from generator.pipeline import Outcome

# In this process: others are started, and ended, by the main thread alone.
_ONLY_CHECKED = Job(jobs=1)


class Surveyed(NamedTuple):
    """The folder as it was found: its filings, what came of each, who has not filed."""

    shelf: Shelf
    results: Sequence[Result]
    rolls: Rolls

    def list_rows(self, today: date) -> Iterator[UnitRow]:
        """A row for each filing, and for each unit of the lists that has none."""
        for result in self.results:
            yield overview_rows.keep(result, self.rolls.find(result), today)
        for call in self.rolls.each():
            for due, unit in call.list_missing():
                yield overview_rows.keep_missing(due, unit, today)


class _Checked(NamedTuple):
    """A result, and under which state of its packs and of the whole folder it was made."""

    result: Result
    packs: str
    folder: str


@dataclass
class Surveyor:
    """Looks at the folder anew for every page; only one at a time is at work."""

    desk: Desk
    _checked: dict[str, _Checked] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def survey(self, today: date) -> Surveyed:
        """Every filing of the folder, as `gongkai check FOLDER` finds it."""
        with self._lock:
            shelf = self.desk.look()
            filings = list(shelf.filings.values())
            return self._survey(shelf, filings, self._check(filings, filings), today)

    def find(self, filing: Path, today: date) -> tuple[Result, ListedUnit | None]:
        """How one filing stands now, and its line in a list; the others are as last seen."""
        with self._lock:
            shelf = self.desk.look()
            filings = dict.fromkeys((*shelf.filings.values(), filing))  # gone: told as a fault
            self._doubt(str(filing))
            checked = self._check(list(filings), [filing])
            surveyed = self._survey(shelf, list(filings), checked, today)
            result = next(it for it in surveyed.results if it.file == str(filing))
            return result, surveyed.rolls.find(result)

    def _survey(
        self, shelf: Shelf, filings: Sequence[Path], checked: Iterable[Result], today: date
    ) -> Surveyed:
        called = rolls.open_rolls([str(self.desk.folder)], filings, "", lambda: today)
        known: dict[tuple[str, ...], str] = {}
        results = [called.take(it.with_faults(*batch.find_namesakes(it, known))) for it in checked]
        return Surveyed(shelf, results, called)

    def try_out(self, filing: Path, content: bytes) -> Result:
        """What a filing would be if it held something else; nothing is written or kept."""
        with self._lock, reading.instead(filing, content):
            return work.make(str(filing), _ONLY_CHECKED.options(document=False))

    def look_into(self, filing: Path, content: bytes) -> "Outcome":
        """What is known of a filing that holds something: its books, as far as they can be made."""
        from generator import pipeline  # a page that only lists filings needs none of it

        with self._lock, reading.instead(filing, content):
            return pipeline.produce(filing, draft=True, on_disk=False)

    def build(self, filing: Path, *, draft: bool) -> Result:
        """What `gongkai build FILING` makes of it: the document is written, and recorded."""
        with self._lock:
            job = replace(_ONLY_CHECKED, folder=self.desk.output, draft=draft, force=True)
            (result,) = batch.run([filing], job)
            return result

    def forget(self) -> None:
        """Look at everything anew the next time."""
        with self._lock:
            self._checked.clear()

    def _doubt(self, filing: str) -> None:
        """Forget a filing that failed: whatever it would have read may be elsewhere, and mended."""
        known = self._checked.get(filing)
        if known is not None and known.result.failed:
            del self._checked[filing]

    def _check(self, filings: Sequence[Path], fresh: Sequence[Path]) -> Iterator[Result]:
        """The filings as they stand, with the documents that still are what they give.

        Those that are not to be `fresh` are as they were last seen.
        """
        plan = batch.plan(filings, replace(_ONLY_CHECKED, folder=self.desk.output))
        assert plan.now is not None
        state = _FolderState(plan.now, _sign(self.desk.folder))
        asked = {str(path) for path in fresh}
        wanted = [it for it in plan.filings if it in asked or it not in self._checked]
        due = [file for file in wanted if not state.holds(self._checked.get(file))]
        for result in batch.hand_out(due, _ONLY_CHECKED, document=False):
            packs = plan.now.pack(result.packs)
            self._checked[result.file] = _Checked(result, packs, state.folder)
        for file in plan.filings:
            result = self._checked[file].result
            name, _ = plan.unchanged.get(file, ("", None))
            yield replace(result, written=self.desk.output / name) if name else result


@dataclass(frozen=True)
class _FolderState:
    """How files, packs and the folder stand now, against what a result was made from."""

    now: Now
    folder: str

    def holds(self, checked: _Checked | None) -> bool:
        if checked is None or checked.result.file not in checked.result.drawn:
            return False
        result = checked.result
        drawn = {**result.drawn, **result.exports}
        return (
            (not result.failed or checked.folder == self.folder)
            and checked.packs == self.now.pack(result.packs)
            and all(fingerprints.of_export(file) == found for file, found in drawn.items())
        )


def _sign(folder: Path) -> str:
    """What changes whenever anything in a folder does, whoever changed it."""
    return fingerprints.of_bytes("\n".join(_list_states(folder)).encode("utf-8", "replace"))


def _list_states(folder: Path) -> Iterable[str]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            try:
                found = os.stat(os.path.join(place, name))
            except OSError:  # a link that leads nowhere
                continue
            yield f"{place}\0{name}\0{found.st_mtime_ns}\0{found.st_size}"
