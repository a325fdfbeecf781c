"""The folder that the workbench works on: its filings under opaque names, and nothing else of it.

A name is no path and is never made into one: it is looked up among the filings that are there.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.kept import fingerprints
from generator.units import intake

DOCUMENTS = "output"  # where `gongkai build` puts them when it is called in the folder
_ID_LENGTH = 24


class Shelf(NamedTuple):
    """The filings of a folder by their names, and links among them that lead out of it."""

    filings: Mapping[str, Path]
    astray: tuple[str, ...]


@dataclass(frozen=True)
class Desk:
    """A folder, whole and with no link in its own path."""

    folder: Path
    salt: str
    # The filings by their names, as they were last looked at.
    _seen: dict[str, Path] = field(default_factory=dict, compare=False)

    @property
    def output(self) -> Path:
        """Where documents stand."""
        return self.folder / DOCUMENTS

    def look(self) -> Shelf:
        """The filings that are there now."""
        found = intake.find([str(self.folder)])
        inside = {self.name(path): path for path in found if self.holds(path)}
        self._seen.clear()
        self._seen.update(inside)
        return Shelf(inside, tuple(self.show(path) for path in found if not self.holds(path)))

    def find(self, name: str) -> Path | None:
        """The filing of a name; None where none that is there now is called so."""
        seen = self._seen.get(name)
        if seen is not None and seen.is_file() and self.holds(seen):
            return seen
        return self.look().filings.get(name)

    def name(self, path: Path) -> str:
        """What a filing is called in addresses: nothing can be read from it, and no path made."""
        salted = f"{self.salt}\0{self.show(path)}"
        return fingerprints.of_bytes(salted.encode("utf-8", "surrogateescape"))[:_ID_LENGTH]

    def holds(self, path: Path) -> bool:
        """Whether a file really lies in the folder, and is not lent from elsewhere by a link."""
        whole = os.path.realpath(path)
        return whole.startswith(os.path.join(self.folder, "")) and not os.path.islink(path)

    def show(self, path: Path | str) -> str:
        """A path as people of the folder call it."""
        return str(path).removeprefix(os.path.join(self.folder, ""))


def open_desk(folder: Path, salt: str) -> Desk:
    """The desk of a folder."""
    return Desk(Path(os.path.realpath(folder)), salt)
