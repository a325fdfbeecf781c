"""One `gongkai build` of many filings, watched from outside: time, processor time, memory."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

GONGKAI = [sys.executable, "-c", "from generator.cli import entry; entry()"]
JOBS, FORCE, STRICTLY = "--jobs", "--force", "--严格"
# How often memory is looked at, in seconds.
_BEAT = 0.05
_KB_PER_MB = 1024
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Watched:
    """What a run took: seconds, processor seconds, the most memory of any process, how many."""

    seconds: float
    cpu: float
    peak: float
    processes: int


@dataclass(frozen=True, slots=True)
class Seen:
    """The most memory of one process, and its processor seconds so far."""

    peak: float
    cpu: float


@cache
def options() -> str:
    """What `gongkai build` can be told."""
    done = subprocess.run([*GONGKAI, "build", "--help"], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def can(option: str) -> bool:
    """Whether `gongkai build` has an option."""
    return re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", options()) is not None


def build(
    folder: Path,
    output: Path,
    *,
    jobs: int | None = None,
    force: bool = False,
    strictly: bool = False,
) -> Watched:
    """Build all filings of a folder in a new process."""
    command = [*GONGKAI, "build", str(folder), "-o", str(output)]
    if jobs is not None and can(JOBS):
        command += [JOBS, str(jobs)]
    if force and can(FORCE):
        command += [FORCE]
    if strictly and can(STRICTLY):
        command += [STRICTLY]
    return watch(command)


def watch(command: Sequence[str]) -> Watched:
    """Run a command to its end and watch every process that it starts."""
    started = time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seen: dict[int, Seen] = {}
    while running.poll() is None:
        look(running.pid, seen)
        time.sleep(_BEAT)
    seconds = time.perf_counter() - started
    if running.returncode:
        raise RuntimeError(f"{command[3:]}: exit code {running.returncode}")
    cpu = sum(one.cpu for one in seen.values())
    return Watched(seconds, cpu, max((one.peak for one in seen.values()), default=0.0), len(seen))


def look(pid: int, seen: dict[int, Seen]) -> None:
    """Note what a process and all that it started have used so far (whoever waits for them)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
        # Counted from behind the name, which may hold anything: fields 14 and 15 are its ticks.
        ticks = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[11:13]
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        children = [
            child for one in threads for child in (one / "children").read_text("utf-8").split()
        ]
    except OSError:  # it has just ended
        return
    found = re.search(r"VmHWM:\s+(\d+)", status)
    if found:
        seen[pid] = Seen(int(found[1]) / _KB_PER_MB, sum(map(int, ticks)) / _TICKS)
    for child in children:
        look(int(child), seen)
