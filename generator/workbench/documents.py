"""The documents of a filing that stand in the folder, and what may be said of each."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.kept import fingerprints, reading
from generator.units import manifest, standing
from generator.units.standing import Now
from generator.word import archive
from generator.workbench.desk import Desk

FRESH, STALE, EDITED, DRAFT = "与填报一致", "填报改过，要重新生成", "有人改过", "草稿"
_ID_LENGTH = 24


class OwnDocument(NamedTuple):
    """A document that stands: what it is called in addresses, its file, how it stands.

    `made_from` is the fingerprint of what its filing held then; empty where nobody knows.
    """

    id: str
    path: Path
    state: str
    draft: bool
    made_from: str = ""

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.path.name

    def read(self) -> bytes | None:
        """What it holds; None where it is not there any more."""
        try:
            return reading.read(self.path, archive.MAX_TOTAL)
        except OSError:
            return None


def list_documents(desk: Desk, filing: Path) -> list[OwnDocument]:
    """The documents of a filing, by the record of builds; what nobody sealed is none."""
    found = [it for draft in (False, True) for it in _find(desk, filing, draft)]
    return [it for it in found if it.path.is_file() and desk.holds(it.path)]


def _find(desk: Desk, filing: Path, draft: bool) -> Iterator[OwnDocument]:
    now = standing.look_around(desk.output, draft, "")
    for name, entry in manifest.load(desk.output).entries.items():
        is_its = entry.filing == now.way(str(filing)) and entry.draft == draft
        if is_its and manifest.is_sealed(name, entry):
            of = fingerprints.of_bytes(name.encode("utf-8", "surrogateescape"))[:_ID_LENGTH]
            state, made_from = _state(desk, name, entry, now), entry.drawn.get(entry.filing)
            yield OwnDocument(of, desk.output / name, state, draft, made_from or "")


def _state(desk: Desk, name: str, entry: manifest.Built, now: Now) -> str:
    if fingerprints.of_file(str(desk.output / name)) != entry.document:
        return EDITED
    if entry.draft:
        return DRAFT
    return FRESH if now.settle(name, entry) is not None else STALE
