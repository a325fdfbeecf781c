"""LibreOffice hangs, ends, makes nothing or half: one more try, a clear reason, nobody left."""

import errno
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.outputs import office
from generator.outputs.office import LATE, NO_ROOM, NOTHING, EngineError, EngineSetup, Unmade

# Seconds: for one that never ends, and for others on a machine that is busy.
SHORT, PATIENT = 3 / 2, 30
SETUP = EngineSetup("pdf:x", "<items/>", "<fontconfig/>")
# A program that is called as LibreOffice is; what it does at a document is what the document says.
# It notes its number, and every program that it starts.
FAKE = """#!{python}
import os, subprocess, sys, time
from pathlib import Path
log = Path({log!r})
def note(what): open(log, "a").write(f"{{what}}\\n")
if sys.argv[1:] == ["--version"]:
    print("LibreOffice 24.2.1.2 abc"); sys.exit()
out = Path(sys.argv[sys.argv.index("--outdir") + 1])
out.mkdir(exist_ok=True)
profile = sys.argv[1].removeprefix("-env:UserInstallation=file://")
note(f"pid {{os.getpid()}} profile {{profile}}")
for source in sys.argv[sys.argv.index("--outdir") + 2:]:
    words = Path(source).read_text().split()
    target = out / (Path(source).stem + ".pdf")
    tried = log.read_text().count(f"at {{words[0]}}\\n")
    note(f"at {{words[0]}}")
    for word in words[1:]:
        if word == "child":
            child = subprocess.Popen(["sleep", "300"]); note(f"pid {{child.pid}} profile")
        if word == "hang": time.sleep(300)
        if word == "slow": time.sleep(0.6)
        if word == "crash": os.kill(os.getpid(), 11)
        if word == "crash-once" and not tried: os.kill(os.getpid(), 11)
        if word == "nothing": break
        if word == "half": target.write_bytes(b"%PDF-1.7 half"); break
    else:
        target.write_bytes(f"%PDF-1.7 {{words[0]}}\\n%%EOF\\n".encode())
"""


def write_fake(folder: Path) -> Path:
    """The program in a folder; gives the file in which it notes what it does."""
    log, program = folder / "log", folder / "soffice"
    log.touch()
    program.write_text(FAKE.format(python=sys.executable, log=str(log)), "utf-8")
    program.chmod(0o755)
    return log


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fake goes first; what it notes."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return write_fake(tmp_path)


def made(text: str) -> bytes:
    return f"%PDF-1.7 {text}\n%%EOF\n".encode()


def lay_out(*documents: str, processes: int = 1, limit: float = PATIENT) -> list[bytes | Unmade]:
    return office.lay_out([it.encode() for it in documents], SETUP, processes, limit)


def visits(log: Path) -> list[str]:
    """The documents in the order in which they were begun."""
    return [it.removeprefix("at ") for it in log.read_text().splitlines() if it.startswith("at ")]


def living(log: Path) -> list[int]:
    """The processes that were noted and live still, once they had a moment to go."""
    pids = [int(it.split()[1]) for it in log.read_text().splitlines() if it.startswith("pid ")]
    for _ in range(100):
        left = [pid for pid in pids if _lives(pid)]
        if not left:
            break
        time.sleep(0.05)
    return left


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_several_documents_go_through_one_process(log: Path) -> None:
    assert [made("a"), made("b"), made("c")] == lay_out("a", "b", "c")
    assert 1 == log.read_text().count("pid ")


def test_work_that_is_to_stop_is_stopped_and_only_by_whoever_said_so(log: Path) -> None:
    stop, one = threading.Event(), [b"a"]
    for _ in range(2):
        assert [made("a")] == office.lay_out(one, SETUP, 1, PATIENT, stop)
    stop.set()
    assert [Unmade(office.NOTHING)] == office.lay_out(one, SETUP, 1, PATIENT, stop)
    assert ["a", "a"] == visits(log)


def test_several_processes_have_profiles_of_their_own(log: Path) -> None:
    texts = [f"d{number}" for number in range(20)]
    assert [made(it) for it in texts] == lay_out(*texts, processes=2)
    profiles = [it.split(" ", 3)[3] for it in log.read_text().splitlines() if "profile" in it]
    assert 3 == len(profiles) == len(set(profiles))


@pytest.mark.parametrize(
    ("fault", "why"),
    [("hang", LATE), ("crash", NOTHING), ("nothing", NOTHING), ("half", NOTHING)],
)
def test_a_document_at_which_it_fails_is_tried_once_more_and_no_other_suffers(
    fault: str, why: str, log: Path
) -> None:
    limit = SHORT if fault == "hang" else PATIENT
    assert [made("a"), Unmade(why), made("c")] == lay_out("a", f"b {fault}", "c", limit=limit)
    assert 2 == visits(log).count("b")
    assert (1, []) == (visits(log).count("a"), living(log))


def test_a_process_that_was_killed_costs_one_more_try(log: Path) -> None:
    assert [made("a"), made("b"), made("c")] == lay_out("a", "b crash-once", "c")
    assert ["a", "b", "b", "c"] == visits(log)


def test_the_time_limit_is_for_a_document_not_for_all(log: Path) -> None:
    texts = [f"d{number} slow" for number in range(4)]
    assert [made(f"d{number}") for number in range(4)] == lay_out(*texts, limit=SHORT)
    assert 1 == log.read_text().count("profile /")


@pytest.mark.parametrize("how", ["child", "child hang", "child crash", "child nothing"])
def test_nothing_that_it_started_lives_on(how: str, log: Path) -> None:
    lay_out(f"a {how}", limit=SHORT)
    assert [] == living(log)


def test_nothing_is_left_in_the_scratch_folder(log: Path, tmp_path: Path) -> None:
    lay_out("a", "b crash", "c hang", limit=SHORT)
    assert {"log", "soffice"} == {it.name for it in tmp_path.iterdir()}


# Where tests run in the background, Ctrl-C is ignored from the start.
CALL = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from generator.outputs import office
office.lay_out([b"a child hang"], office.EngineSetup("pdf:x"), 1, 300)
"""


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_does_not_outlive_the_program_that_started_it(sign: int, log: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CALL], start_new_session=True, stderr=subprocess.DEVNULL
    ) as process:
        _await(lambda: log.read_text().count("pid ") == 2)
        process.send_signal(sign)
        try:
            process.wait(10)
        finally:
            process.kill()
    assert [] == living(log)


def _await(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    assert condition()


def test_two_at_once_do_not_disturb_each_other(log: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", CALL], start_new_session=True) as other:
        _await(lambda: log.read_text().count("pid ") == 2)
        assert [made("x")] == lay_out("x")
        assert other.poll() is None
        other.kill()
    assert [] == living(log)


def test_a_full_disk_is_told_and_no_crash(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(path: Path, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "write_bytes", fill)
    assert [Unmade(NO_ROOM)] * 2 == office.lay_out([b"1", b"2"], SETUP)


def test_a_folder_for_what_goes_away_that_is_not_there_is_told(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    office._ask_version.cache_clear()
    with pytest.raises(EngineError, match="临时文件夹写不进去"):
        office.version()


def test_where_it_is_not_installed_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match="没有找到 LibreOffice"):
        office.lay_out([b"a"], SETUP)


def test_the_version_is_as_it_states_it(log: Path) -> None:
    assert "LibreOffice 24.2.1.2" == office.version()
