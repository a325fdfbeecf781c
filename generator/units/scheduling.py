"""Hand one function to several processes; results come back in the order of the items.

Each process has a line of its own to this one, so that the item is known at which a process
ended; the standard pool loses all that was on the way. What has not been asked for yet is bounded,
so that memory does not grow with the number of items.
"""

import gc
import multiprocessing
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# One item is being done, the next lies ready; so many may be done before their turn, each.
AT_HAND = 2
AHEAD = 8
PATIENCE_SECONDS = 1
# A hundred times what the largest filings take: whatever is at work longer will not end.
MOST_SECONDS = 600
# What a filing leaves behind that only collecting gives back is little: to look through all that
# a process keeps, several times for each filing, takes a sixth of its time.
GROWTH_BEFORE_COLLECTING = 200_000
# Once so much was taken and given back at once, the C library (glibc) keeps as much at hand.
# Else it returns what one document took, and takes it for the next one page by page.
MEMORY_AT_HAND = 24 << 20
# Imported once, by the process that all others are copied from (where the system can).
PREPARED = ("generator.pipeline", "generator.units.overview")


@dataclass
class _Worker:
    """A process, the line to it, the numbers of its items, and since when it is at the first."""

    process: BaseProcess
    line: "Connection[Any, Any]"
    given: deque[int] = field(default_factory=deque)
    since: float = 0


def in_processes(
    function: Callable[[T], R],
    items: Sequence[T],
    count: int,
    lost: Callable[[T], R],
    late: Callable[[T], R] | None = None,
) -> Generator[R, None, None]:
    """Every item in one of `count` processes.

    `lost` makes the result of one that ended at it, `late` (else `lost`) of one that did not end.
    """
    shift = _Shift(function, items, count, lost, late or lost)
    try:
        yield from shift.results()
    finally:
        shift.end()


class _Shift(Generic[T, R]):
    """Some processes at work on some items."""

    def __init__(
        self,
        function: Callable[[T], R],
        items: Sequence[T],
        count: int,
        lost: Callable[[T], R],
        late: Callable[[T], R],
    ) -> None:
        self.function, self.items, self.lost, self.late = function, items, lost, late
        self.waiting = deque(range(len(items)))
        self.done: dict[int, R] = {}
        self.due = 0
        self.most = count * AHEAD
        self.workers = [_hire(function) for _ in range(count)]

    def results(self) -> Iterator[R]:
        while self.due < len(self.items):
            self._hand_out()
            self._collect()
            while self.due in self.done:
                result = self.done.pop(self.due)
                self.due += 1
                yield result

    def end(self) -> None:
        """Let every process go; none is left behind, whatever it was doing."""
        for worker in self.workers:
            worker.line.close()
        for worker in self.workers:
            worker.process.join(timeout=PATIENCE_SECONDS)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()

    def _hand_out(self) -> None:
        for worker in list(self.workers):
            if not worker.given and not worker.process.is_alive():
                self._replace(worker, self.lost)
        for worker in self.workers:
            worker.since = worker.since if worker.given else time.monotonic()
            while len(worker.given) < AT_HAND and self._next_is_due():
                number = self.waiting.popleft()
                worker.given.append(number)
                try:
                    worker.line.send(self.items[number])
                except OSError:  # it has ended; `_collect` sees that
                    break

    def _next_is_due(self) -> bool:
        return bool(self.waiting) and self.waiting[0] < self.due + self.most

    def _collect(self) -> None:
        """Wait until at least one process has reported, ended, or been at an item for too long."""
        busy = [worker for worker in self.workers if worker.given]
        left = min(worker.since for worker in busy) + MOST_SECONDS - time.monotonic()
        reporting = wait([worker.line for worker in busy], max(0, left))
        for worker in busy:
            if worker.line in reporting:
                self._take_report(worker)
            elif worker.since + MOST_SECONDS <= time.monotonic():
                self._replace(worker, self.late)

    def _take_report(self, worker: _Worker) -> None:
        try:
            result = worker.line.recv()
        except (EOFError, OSError):
            self._replace(worker, self.lost)
        else:
            self.done[worker.given.popleft()] = result
            worker.since = time.monotonic()

    def _replace(self, worker: _Worker, report: Callable[[T], R]) -> None:
        """What becomes of the item a process was at is told; what lay ready is given out again."""
        worker.process.kill()
        worker.process.join()
        worker.line.close()
        if worker.given:
            culprit = worker.given.popleft()
            self.done[culprit] = report(self.items[culprit])
            self.waiting.extendleft(reversed(worker.given))
        self.workers[self.workers.index(worker)] = _hire(self.function)


def open_context() -> Any:
    """What starts processes here."""
    methods = multiprocessing.get_all_start_methods()
    # Never `fork`: a copy of this process would hold its files and its lines open.
    context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(list(PREPARED))
    return context


def _hire(function: Callable[[T], R]) -> _Worker:
    context = open_context()
    line, other = context.Pipe()
    process = context.Process(target=_serve, args=(other, function), daemon=True)
    with _ignore_interrupts():
        process.start()
    other.close()
    return _Worker(process, line)


@contextmanager
def _ignore_interrupts() -> Iterator[None]:
    """What is started here is never reached by Ctrl-C; that is the parent's to answer."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(line: "Connection[Any, Any]", function: Callable[[Any], object]) -> None:
    """What a process does: one item after the other, until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(GROWTH_BEFORE_COLLECTING, 10, 10)
    bytes(MEMORY_AT_HAND)
    try:
        while True:
            line.send(function(line.recv()))
    except (EOFError, OSError):  # there is nothing more to do, or nobody to do it for
        return
