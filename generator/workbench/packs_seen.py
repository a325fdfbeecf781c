"""Whether the packs are still those that this server has read: it keeps what it made of them."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.kept import fingerprints, library
from generator.workbench.sight import sign_as_seen


@dataclass
class SeenPacks:
    """The packs of a folder as they were when the server began. Once changed they stay changed, as
    what is done in other processes may be made of either.
    """

    root: Path
    _read: Mapping[str, str] = field(init=False)
    _sign: list[str] = field(init=False)
    _changed: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._sign = self._look()
        self._read = fingerprints.read_pack_files(self.root)  # before anything of them is read

    def have_changed(self) -> bool:
        """Whether any file of theirs holds something else, is new or gone."""
        with self._lock:
            sign = self._look()
            if sign != self._sign:
                now = fingerprints.read_pack_files(self.root)
                self._sign, self._changed = sign, self._changed or now != self._read
            return self._changed

    def _look(self) -> list[str]:
        return [sign_as_seen(str(self.root / top)) for top in library.FOLDERS]
