"""LibreOffice at work: several processes, each with a profile of its own, in folders that go.

Nothing else starts it. What it is given goes through one process after the other, several documents
each; one at which a process ends or does not end is tried once more, alone. A process goes with
all that it has started, also when this one is ended from outside.
"""

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.exits import RefusedError
from generator.outputs import process_group

# A document of two hundred pages takes ten seconds; the first start on a slow machine, thirty.
MOST_SECONDS = 120
AT_ONCE = 8  # documents that one process is given: its start costs as much as two of them
TRIES = 2
_LOOK_SECONDS = 1 / 20
_TAIL = 1024  # how much of a file's end is looked at
NO_ROOM = "系统的临时文件夹写不进去，多半是磁盘满了；腾出空间再试"
LATE, NOTHING = "LibreOffice 没有在规定时间内排完版", "LibreOffice 没有排出版来"


class EngineError(RefusedError):
    """Why LibreOffice cannot be started, in the words to show."""


class Unmade(NamedTuple):
    """Why a document was not laid out, in the words to show."""

    why: str


class EngineSetup(NamedTuple):
    """What LibreOffice makes (a filter with its options), and what it is told when it starts.

    These are the texts of a `registrymodifications.xcu` and of a `fonts.conf`; may be empty.
    """

    export: str
    registry: str = ""
    fontconfig: str = ""


_MISSING = (
    "没有找到 LibreOffice；装上它（免费，www.libreoffice.org）以后重试。没有它的，"
    "在 WPS、Word 里导出 PDF，目录页码在目录上右击选“更新域”"
)


def find() -> str:
    """The program; where there is none, an `EngineError`."""
    candidates = (
        shutil.which("soffice"),
        shutil.which("libreoffice"),
        os.path.expandvars(r"%ProgramFiles%\LibreOffice\program\soffice.com"),
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    )
    for candidate in candidates:
        if candidate and Path(candidate).exists():
            return candidate
    raise EngineError(_MISSING)


def version() -> str:
    """The engine's name and version, as it states them."""
    try:
        return _ask_version(find())
    except OSError as error:
        raise EngineError(NO_ROOM) from error


@cache
def _ask_version(program: str) -> str:
    # On Windows the engine may hold a file a little longer than its process lives.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        told = Path(scratch) / "version"
        with (
            told.open("wb") as out,
            process_group.started([program, "--version"], scratch, {}, out) as process,
            suppress(subprocess.TimeoutExpired),
        ):
            process.wait(MOST_SECONDS)
        words = told.read_text("utf-8", "replace").split()
    return " ".join(words[:2]) or "LibreOffice"


def lay_out(
    documents: Sequence[bytes],
    setup: EngineSetup,
    processes: int = 1,
    limit: float = MOST_SECONDS,
    stop: threading.Event | None = None,
) -> list[bytes | Unmade]:
    """Each document (.docx) as a .pdf, in order; or why there is none.

    `limit` is in seconds, for one document; where `stop` is set no more is laid out.
    """
    program, stopping = find(), _Stopping(stop)
    each = min(AT_ONCE, -(-len(documents) // processes)) or 1
    shares = [documents[at : at + each] for at in range(0, len(documents), each)]
    with ThreadPoolExecutor(max_workers=processes) as pool:
        lines = [pool.submit(_lay_out_share, program, it, setup, stopping, limit) for it in shares]
        try:
            return [made for line in lines for made in line.result()]
        except OSError:
            return [Unmade(NO_ROOM)] * len(documents)
        finally:
            stopping.own.set()
            for line in lines:
                line.cancel()


class _Stopping:
    """What tells processes to end: nobody waits for them any more, or all work is to stop."""

    def __init__(self, outer: threading.Event | None) -> None:
        self.own, self.outer = threading.Event(), outer

    def is_set(self) -> bool:
        """Whether they are to end."""
        return self.own.is_set() or (self.outer is not None and self.outer.is_set())


def _lay_out_share(
    program: str,
    documents: Sequence[bytes],
    setup: EngineSetup,
    stop: "_Stopping",
    limit: float,
) -> list[bytes | Unmade]:
    made: dict[int, bytes | Unmade] = {}
    tried = Counter[int]()
    left = list(range(len(documents)))
    while left and not stop.is_set():
        some = left[:1] if tried[left[0]] else left
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            run = _EngineRun(Path(scratch), [documents[it] for it in some])
            why = run.carry_out(program, setup, stop, limit)
            made |= {number: pdf for number, pdf in zip(some, run.results, strict=True) if pdf}
        left = [number for number in left if number not in made]
        if left and left[0] in some:
            tried[left[0]] += 1
            if tried[left[0]] >= TRIES:
                made[left.pop(0)] = Unmade(why)
    return [made.get(number, Unmade(NOTHING)) for number in range(len(documents))]


class _EngineRun:
    """One process and the documents that it is given, in a folder."""

    def __init__(self, folder: Path, documents: Sequence[bytes]) -> None:
        self.folder = folder
        self.sources = [folder / f"{number}.docx" for number in range(len(documents))]
        for source, document in zip(self.sources, documents, strict=True):
            source.write_bytes(document)
        self.results: list[bytes | None] = [None] * len(documents)

    def carry_out(self, program: str, setup: EngineSetup, stop: "_Stopping", limit: float) -> str:
        """Let the process do what it can; why a document that is missing then was not made."""
        out, profile = self.folder / "out", self.folder / "profile"
        if setup.registry:
            (profile / "user").mkdir(parents=True)
            (profile / "user" / "registrymodifications.xcu").write_text(setup.registry, "utf-8")
        environment = {}
        if setup.fontconfig:
            (self.folder / "fonts.conf").write_text(setup.fontconfig, "utf-8")
            environment = {"FONTCONFIG_FILE": str(self.folder / "fonts.conf")}
        options = ["--headless", "--norestore", "--convert-to", setup.export, "--outdir", str(out)]
        command = [program, f"-env:UserInstallation={profile.as_uri()}", *options]
        command += [str(it) for it in self.sources]
        targets = [out / f"{it.stem}.pdf" for it in self.sources]
        with process_group.started(command, str(self.folder), environment) as process:
            why = _watch(process, targets, stop, limit)
        self.results = [_read_whole(it) for it in targets]
        return why


def _watch(
    process: "subprocess.Popen[bytes]",
    targets: Sequence[Path],
    stop: "_Stopping",
    limit: float,
) -> str:
    """Wait until a process has ended, or has been too long at one document."""
    since, done = time.monotonic(), 0
    while time.monotonic() - since < limit and not stop.is_set():
        try:
            process.wait(_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            if done < len(targets) and _is_whole(targets[done]):
                since, done = time.monotonic(), done + 1
        else:
            return NOTHING
    return LATE


def _is_whole(path: Path) -> bool:
    """Whether a .pdf has its end: while it is being written it has none."""
    try:
        with path.open("rb") as file:
            file.seek(max(path.stat().st_size - _TAIL, 0))
            return file.read().rstrip().endswith(b"%%EOF")
    except OSError:
        return False


def _read_whole(path: Path) -> bytes | None:
    # The engine reports success even when it made nothing.
    pdf = path.read_bytes() if _is_whole(path) else b""
    return pdf if pdf.startswith(b"%PDF-") else None
