"""Many filings: which have changed, what becomes of each, and where its document goes."""

import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Fault, Severity
from generator.filing import legible, marked
from generator.frozen import Frozen, field, replace
from generator.kept import fingerprints, library, reading
from generator.units import manifest, standing, work
from generator.units.manifest import NOTHING_RECORDED, BuildRecord, Built
from generator.units.result import Result
from generator.units.standing import Now

if TYPE_CHECKING:
    from generator.pipeline import Outcome

ONE_FILING = "同一单位的旧文件移走，或在文件名前加“_”；不同的单位，改正单位名称，或分两个文件夹生成"
TAKEN = "这里有一个同名的文件夹；改它的名称，或换一个文件夹"


class Job(Frozen):
    """What to do with every filing; without a folder, only check."""

    folder: Path | None = None
    draft: bool = False
    overwrite: bool = False
    exported: str = ""
    force: bool = False
    # Whether files are judged by content alone, not by size and time first.
    strictly: bool = False
    # How many processes, if not as many as pay; or the address of a cluster.
    jobs: int | None = None
    scheduler: str = ""
    # What else is to be made of each filing (`work.Options`).
    extract: "Callable[[Outcome], bytes] | None" = None

    def options(self, *, document: bool) -> work.Options:
        """What the unit of work has to know."""
        fingerprint = (fingerprints.of_file(self.exported) or "") if self.exported else ""
        exported = self.exported, fingerprint
        return work.Options(self.draft, document, *exported, library.named(), self.extract)


class Plan(Frozen):
    """What a run has to do: every filing, and among them those that can be left alone."""

    job: Job
    filings: Sequence[str]
    unchanged: dict[str, tuple[str, Built]] = field(default_factory=dict)
    record: BuildRecord = field(default_factory=BuildRecord)
    now: Now | None = None

    @property
    def due(self) -> list[str]:
        """The filings that are to be done."""
        return [filing for filing in self.filings if filing not in self.unchanged]


# -- what is to be done -------------------------------------------------------------------------


def plan(filings: Sequence[Path], job: Job) -> Plan:
    """What a run has to do. Nothing is left alone by a check, nor where all is to be done anew."""
    names = [str(path) for path in filings]
    if job.folder is None:
        return Plan(job, names)
    record = manifest.load(job.folder)
    exported = job.options(document=True).exported_fingerprint
    now = standing.look_around(job.folder, job.draft, exported, record, strictly=job.strictly)
    # A file that cannot be read is like no file: every filing is due, so that it is told.
    unread = bool(job.exported) and not exported
    unchanged = {} if job.force or unread else standing.find_unchanged(names, record, now)
    return Plan(job, names, unchanged, record, now)


def run(filings: Sequence[Path], job: Job) -> Generator[Result, None, None]:
    """Each filing in order; one unit's faults never stop the others."""
    return carry_out(plan(filings, job))


def carry_out(
    plan: Plan, stopped: Callable[[], bool] = lambda: False
) -> Generator[Result, None, None]:
    """Each filing of a plan in order; what was written is recorded, however the run ends.

    `stopped` is asked before every filing; then the run ends like one that was interrupted.
    """
    results = hand_out(plan.due, plan.job, document=plan.job.folder is not None)
    entries: dict[str, Built] = {}
    taken: dict[str, str] = {}
    known: dict[tuple[str, ...], str] = {}
    try:
        with closing(results):
            for filing in plan.filings:
                if stopped():
                    raise KeyboardInterrupt
                left_alone = plan.unchanged.get(filing)
                if left_alone is not None:
                    name, entry = left_alone
                    if entry != plan.record.entries[name]:  # exports that give the same
                        entries[name] = entry
                    yield _leave_alone(filing, *left_alone, plan, taken)
                else:
                    result = _finish(next(results), plan, taken, entries)
                    yield result.with_faults(*find_namesakes(result, known))
    finally:
        _record(plan, entries)


def _record(plan: Plan, entries: dict[str, Built]) -> None:
    """Write the record where it says more than before; one that cannot be costs but time."""
    if plan.job.folder is None or plan.now is None:
        return
    if entries or plan.now.files.are_worth_recording():
        record = manifest.update(plan.record, entries)
        stamped = plan.now.files.restamp(record.entries, entries)
        manifest.save(plan.job.folder, replace(record, stamped=stamped))


def hand_out(filings: Sequence[str], job: Job, *, document: bool) -> Generator[Result, None, None]:
    """What becomes of each filing, in order, in as many processes as the job has."""
    if not filings:  # then there is no need for anything of what follows
        return
    function = partial(work.make, options=job.options(document=document))
    if job.scheduler:
        from generator.units import cluster

        yield from cluster.on_cluster(job.scheduler, function, filings, work.report_lost)
    elif (count := work.count_processes(len(filings), job.jobs)) == 1:
        yield from map(function, filings)
    else:
        from generator.units import scheduling

        ended = work.report_lost, work.report_late
        yield from scheduling.in_processes(function, filings, count, *ended)


def _leave_alone(filing: str, name: str, entry: Built, plan: Plan, taken: dict[str, str]) -> Result:
    """A filing whose document stands; its name is taken, as if it had been written."""
    assert plan.job.folder is not None
    target = plan.job.folder / name
    known = Result(filing, unit=entry.unit, figures=entry.figures, identity=entry.identity)
    result = replace(known, wanted=True, charts=entry.charts)
    clash = _find_clash(target, result, taken)
    if clash is not None:
        return replace(result, faults=(clash,))
    taken[reading.as_one_name(target)] = filing
    return replace(result, written=target, recorded=entry.warnings)


def _finish(result: Result, plan: Plan, taken: dict[str, str], entries: dict[str, Built]) -> Result:
    folder = plan.job.folder
    if folder is None:
        return result
    result = replace(result, wanted=True)
    if result.document:
        result = deliver(result, folder, taken, plan.job.overwrite, plan.record)
    if plan.now is not None and result.written is not None:
        name = result.written.relative_to(folder).as_posix()
        entries[name] = plan.now.entry(name, result)
        # Of this run alone: the record says from now on whose document it is.
        result = result.with_faults(*_find_takeover(name, result, plan, plan.now))
    return result


# -- where documents go -------------------------------------------------------------------------


def deliver(
    result: Result,
    folder: Path,
    taken: dict[str, str],
    overwrite: bool,
    record: BuildRecord = NOTHING_RECORDED,
) -> Result:
    """Write a result's document unless another unit or a person's work stands in its place."""
    from generator.word import output

    target = folder / result.folder / (result.name + output.SUFFIX)
    name = target.relative_to(folder).as_posix()
    said = record.entries.get(name)
    known = said.document if said and manifest.is_sealed(name, said) else ""
    fault = _find_obstacle(target, result, taken, overwrite, known)
    if fault is None:
        taken[reading.as_one_name(target)] = result.file
        fault = output.write(target, result.document, result.place)
    return replace(result, written=target) if fault is None else result.with_faults(fault)


def _find_clash(target: Path, result: Result, taken: dict[str, str]) -> Fault | None:
    other = taken.get(reading.as_one_name(target))
    if other is None:
        return None
    message = f"与 {other} 生成的文档同名：{target.name}"
    notes = (f"这份文档按 {other} 写，本文件的数没有写进去",)
    return Fault("W704", message, result.place, notes=notes, help=ONE_FILING)


def find_namesakes(result: Result, known: dict[tuple[str, ...], str]) -> Iterator[Fault]:
    """Told where another filing of that year and kind has its code, or speaks for its unit."""
    named = ("单位名称", result.identity.own_word, result.unit)
    for what, word, value in (("代码", "", result.code), named):
        alike = legible.fold(value).casefold()
        kind = *map(sys.intern, result.packs), result.folder  # known of every unit: once for all
        other = known.setdefault((*kind, what, word, alike), result.file)
        told = any(fault.code == "W704" for fault in result.faults)
        if value and result.folder and other != result.file and not told:
            message = f"{what}与 {other} 的相同：{value}"
            # In its two forms it is one filing for certain, and one of them is old.
            twice = marked.is_workbook(other) is not marked.is_workbook(result.file)
            weight = Severity.ERROR if twice else Severity.WARNING
            yield Fault("W704", message, result.place, weight, help=ONE_FILING)
            return


def _find_takeover(name: str, result: Result, plan: Plan, now: Now) -> Iterator[Fault]:
    """Told where a document was another filing's, which still stands and has no part in the run."""
    before = plan.record.entries.get(name)
    if before is None or before.filing == now.way(result.file):
        return
    if before.filing in map(now.way, plan.filings):
        return
    other = os.path.normpath(os.path.join(now.folder, before.filing))
    if os.path.isfile(other) and not os.path.samefile(other, result.file):
        message = f"这份文档原来按 {other} 生成，现在换成了本文件的数：{name}"
        yield Fault("W704", message, result.place, Severity.WARNING, help=ONE_FILING)


def _find_obstacle(
    target: Path, result: Result, taken: dict[str, str], overwrite: bool, known: str
) -> Fault | None:
    from generator.word import output

    clash = _find_clash(target, result, taken)
    if clash is not None:
        return clash
    if os.path.exists(target) and not os.path.isfile(target):
        return Fault("W702", f"这个名称已经被占用：{target}", result.place, help=TAKEN)
    if not overwrite and output.is_hand_edited(target, known):
        message = f"已有的文档被人工改过，没有覆盖：{target}"
        help_ = "把它改名留存后重试；确定不要了，加 --overwrite"
        return Fault("W705", message, result.place, Severity.ERROR, help=help_)
    return None
