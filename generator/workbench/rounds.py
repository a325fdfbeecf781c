"""A round over many filings, in a thread of its own: what is being done, how far, and its end."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

THREADS = "workbench-"  # how the names of all threads of a workbench begin


@dataclass
class Round:
    """Work that goes on while pages are shown; whoever looks at it sees how far it has come."""

    what: str
    total: int = 0
    done: int = 0
    _wanted: bool = True
    _begun: float = field(default_factory=time.monotonic)
    _ended: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def begin(self, work: "Callable[[Round], None]") -> None:
        """Start it; it ends with the server at the latest."""
        name = f"{THREADS}{self.what}"
        self._thread = threading.Thread(target=self._run, args=(work,), name=name, daemon=True)
        self._thread.start()

    def _run(self, work: "Callable[[Round], None]") -> None:
        try:
            work(self)
        except KeyboardInterrupt:  # how a batch ends that was told to stop
            return
        finally:
            self._ended.set()

    def stop(self) -> None:
        """Let it end after what it is at."""
        self._wanted = False

    def end(self, seconds: float | None = None) -> None:
        """Stop it, and wait (so long at most) until nothing of it is at work any more."""
        self.stop()
        if self._thread is not None:
            self._thread.join(seconds)

    def is_stopped(self) -> bool:
        """Whether it was told to stop."""
        return not self._wanted

    def is_going(self) -> bool:
        """Whether it has not ended."""
        return not self._ended.is_set()

    def wait(self, seconds: float | None) -> bool:
        """Whether it has ended, at the latest so many seconds after it began (None: whenever)."""
        if seconds is not None:
            seconds = max(0, self._begun + seconds - time.monotonic())
        return self._ended.wait(seconds)
