"""What is done with an uploaded document in a process of its own: refreshed, or held against its
filing. What comes of it is light enough to be handed back.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import Fault
from generator.edited import agreement, refreshing
from generator.edited.merging import Fate, ReportLine
from generator.exits import RefusedError
from generator.redlines import redlining
from generator.reporting import documents
from generator.vocabulary import REDLINE
from generator.word import output
from generator.workbench.job_process import JobStep, Tell


class WorkedFile(NamedTuple):
    """A file that a work made: where it is kept, what it is to be called."""

    path: Path
    name: str


class RefreshedUpload(NamedTuple):
    """What became of an uploaded document: its places, what is told, the files that were made."""

    document: str
    entries: Sequence[ReportLine] = ()
    faults: Sequence[Fault] = ()
    files: Sequence[WorkedFile] = ()

    def list_of(self, fate: str) -> list[ReportLine]:
        """The places that came to one end."""
        return [it for it in self.entries if it.fate.value == fate]


class VerifiedUpload(NamedTuple):
    """What an uploaded document was found to say."""

    document: str
    said: Sequence[str] = ()
    faults: Sequence[Fault] = ()
    true: bool = False


FATES = tuple(it.value for it in (Fate.PENDING, Fate.UPDATED, Fate.KEPT))


def refresh(tell: Tell, edited: Path, filing: Path, base: Path | None) -> RefreshedUpload:
    """An edited document brought up to its filing, and its redline, beside the uploaded one."""
    tell(JobStep(f"更新 {edited.name}"))
    done = refreshing.refresh(edited, filing, base)
    if not done.document:
        return RefreshedUpload(edited.name, faults=done.faults)
    revised, faults = redlining.redline_refreshed(done, edited.name)
    made = [_keep(edited, "已更新", done.document)]
    made += [_keep(edited, REDLINE, revised)] if revised is not None else []
    return RefreshedUpload(edited.name, done.entries, (*done.faults, *faults), made)


def _keep(edited: Path, remark: str, content: bytes) -> WorkedFile:
    name = f"{output.remark_name(edited.stem, remark)}{output.SUFFIX}"
    path = edited.parent / f"{len(list(edited.parent.iterdir()))}{output.SUFFIX}"
    try:
        path.write_bytes(content)
    except OSError as error:
        raise RefusedError("临时文件夹写不下，腾出磁盘空间再来一次") from error
    return WorkedFile(path, name)


def verify(tell: Tell, document: Path, filing: Path) -> VerifiedUpload:
    """An uploaded document held against what its filing would print."""
    tell(JobStep(f"核对 {document.name}"))
    done = agreement.verify(document, filing)
    if done.faults:
        return VerifiedUpload(document.name, (), done.faults)
    said = documents.verified_text(done).split("\n")
    return VerifiedUpload(document.name, said, (), done.true)
