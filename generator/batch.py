"""Many filings, one after the other: what becomes of each, and where its document goes."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import output, pipeline
from generator.diagnostics import Fault, Severity
from generator.exports import Exported
from generator.pipeline import Outcome


@dataclass(frozen=True, slots=True)
class Result:
    """One filing done: its outcome, whether a document was wanted and written, the time taken."""

    outcome: Outcome
    wanted: bool
    written: Path | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Job:
    """What to do with every filing; without a folder, only check."""

    folder: Path | None = None
    draft: bool = False
    overwrite: bool = False
    exported: Exported | None = None


def find(names: Sequence[str]) -> Iterator[Path]:
    """The filings that names mean: files as they are, folders with all they hold.

    A file whose name begins with “_” belongs to many units and is no filing of its own.
    """
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from (p for p in sorted(path.rglob("*.yaml")) if not p.name.startswith("_"))
        else:
            yield path


def run(filings: Sequence[Path], job: Job) -> Iterator[Result]:
    """Each filing in order; one unit's faults never stop the others."""
    taken: dict[str, str] = {}
    for path in filings:
        started = time.perf_counter()
        outcome = pipeline.produce(path, draft=job.draft, exported=job.exported)
        written = None
        if job.folder is not None and outcome.document:
            outcome, written = deliver(outcome, job.folder, taken, job.overwrite)
        yield Result(outcome, job.folder is not None, written, time.perf_counter() - started)


def deliver(
    outcome: Outcome, folder: Path, taken: dict[str, str], overwrite: bool
) -> tuple[Outcome, Path | None]:
    """Write an outcome's document unless another unit or a person's work stands in its place."""
    target = folder / outcome.folder / (outcome.name + output.SUFFIX)
    fault = _in_the_way(target, outcome, taken, overwrite)
    if fault is None:
        # Names that differ in case only are one file on Windows.
        taken[str(target).casefold()] = outcome.file
        fault = output.write(target, outcome.document, outcome.place)
    if fault is not None:
        return replace(outcome, faults=(*outcome.faults, fault)), None
    return outcome, target


def _in_the_way(
    target: Path, outcome: Outcome, taken: dict[str, str], overwrite: bool
) -> Fault | None:
    other = taken.get(str(target).casefold())
    if other is not None:
        message = f"与 {other} 生成的文档同名：{target.name}"
        return Fault("W704", message, outcome.place, help="改正单位名称，或分两个文件夹生成")
    if target.exists() and not target.is_file():
        return Fault("W702", f"这个名称已经被占用：{target}", outcome.place)
    if not overwrite and output.hand_edited(target):
        message = f"已有的文档被人工改过，没有覆盖：{target}"
        help_ = "把它改名留存后重试；确定不要了，加 --overwrite"
        return Fault("W705", message, outcome.place, Severity.ERROR, help=help_)
    return None
