"""Whether a folder of documents is what its filings give: all is made again, nothing is written."""

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from generator.kept import reading
from generator.units import batch
from generator.units.batch import Job
from generator.units.result import FAULTY, Result
from generator.vocabulary import REDLINE
from generator.word import archive, output, pagination

SAME, SAME_CONTENT = "一致", "内容一致（打包方式不同）"
NUMBERED = "一致（目录已填页码）"
DIFFERENT, MISSING, SURPLUS = "不一致", "缺", "多出"
# Another build of the compressor gives other bytes of the same content; page numbers are digits
# that another command wrote.
PROVEN = (SAME, SAME_CONTENT, NUMBERED)


@dataclass(frozen=True, slots=True)
class Proof:
    """How one document compares: the filing that gives it (none: nobody's), and where it lies."""

    state: str
    document: Path | None
    result: Result | None = None

    @property
    def proven(self) -> bool:
        """Whether the document is what its filing gives."""
        return self.state in PROVEN


def verify(filings: Sequence[Path], job: Job) -> Generator[Proof, None, None]:
    """Every filing's document compared with what lies there, then what no filing gives."""
    assert job.folder is not None
    given: set[str] = set()
    with closing(batch.hand_out([str(path) for path in filings], job, document=True)) as results:
        for result in results:
            yield _compare(result, job.folder, given)
    for path in _list_documents(job.folder):
        if reading.as_one_name(path) not in given:
            yield Proof(SURPLUS, path)


def _compare(result: Result, folder: Path, given: set[str]) -> Proof:
    if not result.document:
        return Proof(FAULTY, None, result)
    target = folder / result.folder / (result.name + output.SUFFIX)
    if reading.as_one_name(target) in given:  # another filing's document bears the name
        return Proof(DIFFERENT, target, result)
    redline = target.with_name(output.remark_name(result.name, REDLINE) + output.SUFFIX)
    given.update((reading.as_one_name(target), reading.as_one_name(redline)))
    try:
        found = reading.read(target, archive.MAX_TOTAL)
    except OSError as error:
        unfit = isinstance(error, reading.UnfitError)
        return Proof(DIFFERENT if unfit else MISSING, target, result)
    return Proof(_judge(found, result.document), target, result)


def _judge(found: bytes, expected: bytes) -> str:
    if found == expected:
        return SAME
    try:
        lying, made = archive.read(found), archive.read(expected)
        if lying == made:
            return SAME_CONTENT
        same = lying == pagination.copy_page_numbers(made, lying)
    except (ValueError, LookupError, pagination.PaginationError):  # no document, or not like ours
        return DIFFERENT
    return NUMBERED if same else DIFFERENT


def _list_documents(folder: Path) -> Iterator[Path]:
    """Every document in a folder; what editors and interrupted programs leave is none."""
    for place, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if name.lower().endswith(output.SUFFIX) and not name.startswith(("~$", ".")):
                yield Path(place) / name
