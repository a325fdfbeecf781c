"""A program started so that it goes with all that it has started, however this process ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import BinaryIO

_PATIENCE_SECONDS = 5
_WINDOWS = sys.platform == "win32"
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # on Windows one would flash


@contextmanager
def started(
    command: Sequence[str],
    folder: str,
    environment: Mapping[str, str],
    out: int | BinaryIO = subprocess.DEVNULL,
) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that is ended, with all that it has started, when nobody waits for it any more."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={**os.environ, **environment},
        start_new_session=not _WINDOWS,
        creationflags=_NO_WINDOW,
    )
    guard = None
    try:
        guard = _guard(process.pid)
        yield process
    finally:
        _end(process)
        if guard is not None:
            guard.kill()
            guard.communicate()


def _guard(group: int) -> "subprocess.Popen[bytes] | None":
    """Something that ends a group of processes when this one is no more to do it."""
    if _WINDOWS:
        return None
    script = 'read -r _; kill -s KILL -- "-$0"'
    return subprocess.Popen(
        ["/bin/sh", "-c", script, str(group)],
        stdin=subprocess.PIPE,  # it is closed when this process ends, however that happens
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _end(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        command = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        with suppress(OSError):
            subprocess.run(command, capture_output=True, creationflags=_NO_WINDOW)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_PATIENCE_SECONDS)
