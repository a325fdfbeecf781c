"""What was found of each filing, and under which state of all that it was found from.

It is kept in the user's own cache folder, so that a folder is not checked again at every start.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.kept import environment, fingerprints, library, store
from generator.units import kept_results
from generator.units.result import Result
from generator.workbench.sight import SeenFiles

_GROUP = "survey"


class Checked(NamedTuple):
    """A result, and under which state of its packs and of the whole folder it was made."""

    result: Result
    packs: str
    folder: str


@dataclass
class Memory:
    """What was found of the filings of a folder, by their files."""

    folder: Path
    results: dict[str, Checked] = field(default_factory=dict)
    _sight: SeenFiles = field(default_factory=SeenFiles)
    _recalled: bool = False

    def holds(self, file: str, folder: str) -> bool:
        """Whether what was found of a filing would be found again, under the folder's own sign."""
        checked = self.results.get(file)
        if checked is None or file not in checked.result.drawn:
            return False
        result = checked.result
        drawn = {**result.drawn, **result.exports}
        return (
            (not result.failed or checked.folder == folder != "")
            and checked.packs == fingerprints.of_packs(library.current(), result.packs)
            and all(self._sight.of(it) == found for it, found in drawn.items())
        )

    def sign(self, result: Result, folder: str) -> str:
        """What changes whenever anything does that a result is made from.

        `folder` is the folder's own sign, where what is not read yet may change it.
        """
        drawn = sorted([*result.drawn.items(), *result.exports.items()], key=str)
        state = f"{self.results[result.file].packs}\0{folder}\0{drawn}"
        return fingerprints.of_bytes(state.encode("utf-8", "replace"))

    def take(self, result: Result, folder: str) -> None:
        """Know from now on what has been found."""
        self.results[result.file] = Checked(result, result.pack_fingerprint, folder)

    def doubt(self, file: str) -> None:
        """Forget a filing that failed: whatever it would have read may be elsewhere, and mended."""
        known = self.results.get(file)
        if known is not None and known.result.failed:
            self.results[file] = known._replace(folder="")

    def forget(self) -> None:
        """Know nothing any more, not even what is kept."""
        self.results.clear()
        self._recalled = True

    def list_drawn(self) -> Iterator[str]:
        """Every file that something was found from."""
        for checked in list(self.results.values()):
            yield from (*checked.result.drawn, *checked.result.exports)

    # -- across starts ----------------------------------------------------------------------------

    def recall(self) -> None:
        """Know what was kept, unless something else is known by now."""
        if self._recalled:
            return
        self._recalled = True
        kept = store.load(_GROUP, self._key())
        for data, packs, folder in kept if isinstance(kept, list) else ():
            result = kept_results.from_data(data)
            self.results.setdefault(result.file, Checked(result, packs, folder))

    def keep(self) -> None:
        """Keep what is known, for this engine and these libraries alone."""
        known = list(self.results.values())
        data = [[kept_results.as_data(result), *state] for result, *state in known]
        store.keep(_GROUP, self._key(), data)

    def _key(self) -> str:
        told = f"{self.folder}\0{environment.fingerprint()}"
        return fingerprints.of_bytes(told.encode("utf-8", "surrogateescape"))
