"""Documents that were dropped, audited: nothing of them is kept but in the session's own folder.

It runs in a process of its own, in the folder of the documents, so that they are called by their
names alone. What is done when somebody stops it is not lost.
"""

import os
import pickle
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.audits import gathering, publication
from generator.audits.audit import Audit
from generator.audits.publication import HeldAgainst
from generator.kept import library
from generator.published.blocks import ReadPlace
from generator.published.pdf_pictures import Picture
from generator.reporting import audit_text
from generator.workbench import import_folder
from generator.workbench.job_process import JobStep, Tell

PICTURES = "图"


class AuditRound(NamedTuple):
    """What was found in some documents, without their pictures; of so many, should it have been
    stopped, and what a list of units says.
    """

    audits: tuple[Audit, ...]
    total: int
    held: HeldAgainst | None = None


def audit(tell: Tell, folder: Path, region: str | None, roster: str, today: date) -> AuditRound:
    """Audit every document of a folder, a bad one never stops the rest."""
    os.chdir(folder)
    paths = [Path(it.name) for it in import_folder.list_kept(Path())]
    rolls = publication.open_rolls([*map(str, paths)], paths, roster, today)
    done: list[Audit] = []
    pictures = folder / PICTURES
    pictures.mkdir()
    tell(JobStep("", 0, len(paths)))
    audits = gathering.audit_all(paths, library.current(), region, pictured=True)
    with suppress(KeyboardInterrupt), closing(audits):
        for it in map(rolls.take, audits):
            put_pictures(pictures, len(done), it.pictures)
            done.append(replace(it, pictures={}))
            tell(JobStep(audit_text.summary(it), len(done), len(paths)))
    return AuditRound(tuple(done), len(paths), rolls.tell(whole=False))


def put_pictures(folder: Path, number: int, taken: Mapping[ReadPlace, Picture]) -> None:
    """Keep the pictures of a document for its page."""
    (folder / str(number)).write_bytes(pickle.dumps(dict(taken)))


def find_pictures(folder: Path | None, number: int) -> Mapping[ReadPlace, Picture]:
    """The pictures of a document; none where there are none (any more)."""
    try:
        raw = (folder / PICTURES / str(number)).read_bytes() if folder else b""
    except OSError:
        return {}
    taken: Mapping[ReadPlace, Picture] = pickle.loads(raw) if raw else {}
    return taken


def list_regions(keys: Sequence[tuple[str, str, str]]) -> list[str]:
    """The regions of packs, each once."""
    return list(dict.fromkeys(region for _, _, region in keys))
