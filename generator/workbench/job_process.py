"""A process of its own for long work: what it tells on the way, and how it is ended.

It is told to stop as Ctrl-C tells a command, so that whatever the work has begun it ends itself;
what does not end then is killed. It ends with the server, however that ends.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

from generator.exits import RefusedError
from generator.kept import library
from generator.units import scheduling

SECONDS_TO_STOP = 5


class JobStep(NamedTuple):
    """How far a work is: what is to be read of it, so many done of a total (0: not counted)."""

    said: str
    done: int = 0
    total: int = 0


class JobEnd(NamedTuple):
    """What a work ended with: its result, or in words why there is none."""

    result: Any = None
    refused: str = ""


Tell = Callable[[JobStep], None]
Work = Callable[..., Any]
"""A function of a module: takes a `Tell`, then its arguments; these and its result are pickled."""


class JobProcess:
    """A process at work."""

    def __init__(self, work: Work, arguments: tuple[Any, ...]) -> None:
        context = scheduling.open_context()
        self._line, other = context.Pipe()
        # No daemon: it may have processes of its own.
        told = (other, str(library.current()), work, arguments)
        self._process: BaseProcess = context.Process(target=_serve, args=told)
        self._process.start()
        other.close()

    def listen(self) -> Iterator[JobStep | JobEnd]:
        """What it tells, as it comes; without a `JobEnd` where it ended before its work did."""
        with suppress(EOFError, OSError):
            while True:
                told = self._line.recv()
                yield told
                if isinstance(told, JobEnd):
                    break
        self._process.join(SECONDS_TO_STOP)
        self.kill()

    def stop(self) -> None:
        """Have it end what it is doing; it is not waited for."""
        with suppress(OSError):
            self._line.send(None)
        last = threading.Timer(2 * SECONDS_TO_STOP, self.kill)
        last.daemon = True
        last.start()

    def kill(self) -> None:
        """No trace of it is left."""
        self._process.kill()
        self._process.join()


def _serve(
    line: "Connection[Any, Any]", packs: str, work: Work, arguments: tuple[Any, ...]
) -> None:
    """What the process does, with the packs of whoever asks for it."""
    library.use(Path(packs))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=_wait_for_the_end, args=(line,), daemon=True).start()
    with suppress(KeyboardInterrupt, OSError):
        try:
            end = JobEnd(work(line.send, *arguments))
        except RefusedError as refused:
            end = JobEnd(refused=str(refused))
        line.send(end)


def _wait_for_the_end(line: "Connection[Any, Any]") -> None:
    with suppress(EOFError, OSError):
        line.recv()
    _interrupt()
    threading.Event().wait(SECONDS_TO_STOP)
    os._exit(1)


def _interrupt() -> None:
    """Reach the main thread as Ctrl-C does, also where it waits for something."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)
