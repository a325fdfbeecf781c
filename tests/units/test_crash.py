"""Killed at any file operation, or the disk full: the old or the new document, never a part."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.office

OLD, NEW = b"old " * 50_000, b"new " * 60_000
# The program announces itself by looking for a file that is not there; what follows is the write.
BEGIN = "begin-of-the-write"
PROGRAM = f"""
import os, pathlib, sys
from generator.word import output
from generator.diagnostics import Place
target, new = pathlib.Path(sys.argv[1]), b"new " * 60_000
os.path.exists({BEGIN!r})
fault = output.write(target, new, Place("x", 1, 1))
sys.exit(3 if fault else 0)
"""
CALLS = (
    "openat,write,fsync,rename,renameat,renameat2,unlink,unlinkat,close,mkdir,ftruncate,newfstatat"
)


def traced(target: Path, *options: str) -> tuple[int, str]:
    """The exit code and the trace of one write under strace."""
    log = target.parent.parent / "trace"
    command = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={CALLS}", *options]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*command, sys.executable, "-c", PROGRAM, str(target)],
        env=environment,
        capture_output=True,
        check=False,
    )
    return done.returncode, log.read_text("utf-8", errors="replace")


def positions(trace: str) -> list[tuple[str, int]]:
    """Each call of the write itself, with its number among the calls of its name."""
    counts: dict[str, int] = {}
    found: list[tuple[str, int]] = []
    begun = False
    for line in trace.splitlines():
        match = re.match(r"\d+ +(\w+)\(", line)
        if match:
            name = match[1]
            counts[name] = counts.get(name, 0) + 1
            begun = begun or BEGIN in line
            if begun:
                found.append((name, counts[name]))
    return found


@pytest.fixture
def target(tmp_path: Path) -> Path:
    assert shutil.which("strace"), "strace is needed: .ci/run installs it"
    folder = tmp_path / "output"
    folder.mkdir()
    path = folder / "document.docx"
    path.write_bytes(OLD)
    return path


def test_killed_at_any_call_the_old_or_the_new_document_stands_there(target: Path) -> None:
    code, trace = traced(target)
    assert (0, NEW) == (code, target.read_bytes())
    calls = positions(trace)
    assert {"openat", "write", "fsync"} <= {name for name, _ in calls}
    left = set()
    for name, number in calls:
        target.write_bytes(OLD)
        traced(target, "-e", f"inject={name}:signal=KILL:when={number}")
        left.add(target.read_bytes())
    assert {OLD, NEW} == left


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_a_call_that_fails_leaves_the_old_document_or_all_of_the_new(
    target: Path, error: str
) -> None:
    _, trace = traced(target)
    for name, number in positions(trace):
        if name not in ("write", "fsync", "openat", "rename"):
            continue
        target.write_bytes(OLD)
        code, _ = traced(target, "-e", f"inject={name}:error={error}:when={number}")
        assert target.read_bytes() in (OLD, NEW)
        assert [target.name] == [path.name for path in target.parent.iterdir()]
        assert code in (0, 3) or target.read_bytes() == OLD
