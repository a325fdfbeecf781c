"""Long work that pages have begun: so much at once, how far each is, what came of it.

Each is in a process of its own (`job_process`). What is kept of them ends with the server.
"""

import os
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.workbench.job_process import SECONDS_TO_STOP, JobEnd, JobProcess, JobStep, Work
from generator.workbench.rounds import THREADS

WAITING, AT_WORK, STOPPING = "排队", "正在做", "正在停下"
DONE, STOPPED, FAILED = "做完了", "已停下", "没有做成"
MOST_AT_ONCE, MOST_WAITING, MOST_KEPT = 2, 20, 30
MOST_LINES = 200  # that are shown of a work
_PREFIX, _A_DAY = "gongkai-workbench-", 24 * 60 * 60
_NOTHING_YET = JobStep("")
_DIED = "做它的进程中途结束，多半是内存不足或程序没有想到的写法"


@dataclass
class LongJob:
    """A work: what it is called, whose it is, where its result is shown, how far it is."""

    id: str
    kind: str
    subject: str
    way: str
    work: Work
    arguments: tuple[Any, ...]
    folder: Path | None = None
    state: str = WAITING
    step: JobStep = _NOTHING_YET
    lines: list[str] = field(default_factory=list)
    result: Any = None
    refused: str = ""
    process: JobProcess | None = None
    thread: threading.Thread | None = None

    @property
    def is_due(self) -> bool:
        """Whether it is still to be waited for."""
        return self.state in (WAITING, AT_WORK, STOPPING)


class Jobs:
    """The works of a server."""

    def __init__(self) -> None:
        self._jobs: dict[str, LongJob] = {}
        self._changed = threading.Condition()
        self._ended = False
        self._own_folder: Path | None = None

    def start(
        self,
        kind: str,
        subject: str,
        way: str,
        work: Work,
        *arguments: Any,
        folder: Path | None = None,
    ) -> LongJob | None:
        """Begin a work, or have it wait for its turn; None where too many wait already.

        Of one subject (a unit's name, say) one is at work at a time: where one is, that is the
        answer. `{job}` in the way to its result becomes its id. The folder (`new_folder`) is
        removed when the work is forgotten.
        """
        with self._changed:
            running = self._find_due(subject)
            if running is not None:
                return running
            if self._ended or self._count(WAITING) >= MOST_WAITING:
                return None
            own = secrets.token_hex(12)
            way = way.replace("{job}", own)
            job = LongJob(own, kind, subject, way, work, arguments, folder)
            self._jobs[own] = job
            self._forget_oldest()
            self._begin_due()
            return job

    def find(self, name: str) -> LongJob | None:
        """The work of an id; None where it is not known (any more)."""
        return self._jobs.get(name)

    def find_result(self, name: str, subject: str) -> Any:
        """What the work of an id gave, if it is a subject's; None where it is none (any more)."""
        job = self._jobs.get(name)
        return job.result if job is not None and job.subject == subject else None

    def list(self) -> list[LongJob]:
        """Every work that is known, the last one first."""
        with self._changed:
            return list(reversed(self._jobs.values()))

    def stop(self, job: LongJob) -> None:
        """Have a work end; what it has finished stands."""
        with self._changed:
            if job.state == WAITING:
                job.state = STOPPED
            elif job.state == AT_WORK:
                job.state = STOPPING
                if job.process is not None:
                    job.process.stop()
            self._changed.notify_all()

    def wait(self, job: LongJob, seconds: float) -> bool:
        """Whether a work has ended within some seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not job.is_due, seconds)

    def new_folder(self) -> Path:
        """A folder for the files of a work, for nobody else's eyes; it goes with the server."""
        with self._changed:
            if self._own_folder is None or not self._own_folder.is_dir():
                _sweep()
                self._own_folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
            return Path(tempfile.mkdtemp(dir=self._own_folder))

    def end(self) -> None:
        """Stop everything, and leave nothing behind."""
        with self._changed:
            self._ended = True
            jobs = list(self._jobs.values())
        for job in jobs:
            self.stop(job)
        for job in jobs:
            self.wait(job, SECONDS_TO_STOP)
        for process in [it.process for it in jobs if it.process is not None]:
            process.kill()
        for thread in [it.thread for it in jobs if it.thread is not None]:
            thread.join(SECONDS_TO_STOP)
        if self._own_folder is not None:
            shutil.rmtree(self._own_folder, ignore_errors=True)

    def _find_due(self, subject: str) -> LongJob | None:
        return next((it for it in self._jobs.values() if it.is_due and it.subject == subject), None)

    def _count(self, *states: str) -> int:
        return sum(it.state in states for it in self._jobs.values())

    def _forget_oldest(self) -> None:
        past = [it for it in self._jobs.values() if not it.is_due]
        for job in past[: max(0, len(self._jobs) - MOST_KEPT)]:
            del self._jobs[job.id]
            if job.folder is not None:
                shutil.rmtree(job.folder, ignore_errors=True)

    def _begin_due(self) -> None:
        for job in list(self._jobs.values()):
            if job.state == WAITING and self._count(AT_WORK, STOPPING) < MOST_AT_ONCE:
                job.state = AT_WORK
                name = f"{THREADS}{job.kind}"
                job.thread = threading.Thread(
                    target=self._carry_out, args=(job,), name=name, daemon=True
                )
                job.thread.start()

    def _carry_out(self, job: LongJob) -> None:
        """Follow a work from its beginning to its end."""
        end = JobEnd(refused=_DIED)
        for told in self._follow(job):
            if isinstance(told, JobEnd):
                end = told
            else:
                self._take_step(job, told)
        with self._changed:
            stopped = bool(end.refused) and job.state == STOPPING
            job.result, job.refused = JobEnd() if stopped else end
            job.state = STOPPED if stopped else FAILED if end.refused else DONE
            job.process = None
            self._begin_due()
            self._changed.notify_all()

    def _follow(self, job: LongJob) -> Iterator[JobStep | JobEnd]:
        with self._changed:
            if job.state == STOPPING or self._ended:
                return
            job.process = process = JobProcess(job.work, job.arguments)
        yield from process.listen()

    def _take_step(self, job: LongJob, step: JobStep) -> None:
        with self._changed:
            if step.said:
                job.lines = [*job.lines[-MOST_LINES:], step.said]
            job.step = step


def _sweep() -> None:
    """Remove what servers have left behind that could not end as they should."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            found = path.lstat()
            is_ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
            if is_ours and found.st_mtime < time.time() - _A_DAY and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
