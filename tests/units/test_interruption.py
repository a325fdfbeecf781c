"""Ctrl-C in a run of many: nothing torn, nothing left over, what was written is recorded."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.examples import EXAMPLE, ROOT

from generator import exits
from generator.units import interruption, manifest
from generator.word import archive

UNITS = 60


@pytest.fixture
def fleet(tmp_path: Path) -> Path:
    """A folder of many filings."""
    text = EXAMPLE.read_text("utf-8")
    (tmp_path / "inputs").mkdir()
    for number in range(UNITS):
        filing = text.replace("名称: 福州市“智慧福州”", f"名称: 第{number:02}")
        (tmp_path / "inputs" / f"{number:02}.yaml").write_text(filing, "utf-8")
    return tmp_path


def written(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.docx"))


@pytest.fixture(params=["1", "2"])
def stopped(request: pytest.FixtureRequest, fleet: Path) -> Iterator[subprocess.Popen[str]]:
    """A run in one or two processes, stopped as by Ctrl-C when some documents stand."""
    running = subprocess.Popen(
        [sys.executable, "-m", "generator.cli", "build", "inputs", "--jobs", str(request.param)],
        cwd=fleet,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # so that the signal reaches all of its processes, and no other
    )
    deadline = time.monotonic() + 60
    while len(written(fleet)) < 3 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)
    yield running
    running.kill()
    running.wait()


def test_a_run_that_is_stopped_says_what_it_did_and_keeps_it(
    stopped: subprocess.Popen[str], fleet: Path
) -> None:
    _, told = stopped.communicate(timeout=30)
    documents = written(fleet)
    said = re.search(r"已中断：(\d+) 个已写成，(\d+) 个未做；写好的文档都是完整的\n$", told)
    assert said, told
    assert (len(documents), UNITS) == (int(said[1]), int(said[1]) + int(said[2]))
    assert exits.FAULTY == stopped.returncode
    assert "Traceback" not in told
    assert all(archive.read(path.read_bytes()) for path in documents)
    left = {path for path in (fleet / "output").rglob("*") if path.is_file()} - set(documents)
    assert {fleet / "output" / manifest.NAME} == left
    recorded = json.loads((fleet / "output" / manifest.NAME).read_text("utf-8"))["文档"]
    assert [f"2024/{path.name}" for path in documents] == list(recorded)


def press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_one_press_is_noticed_and_a_second_ends_the_work() -> None:
    before = signal.getsignal(signal.SIGINT)
    with interruption.watch() as stopped:
        noticed = [stopped()]
        press()
        noticed.append(stopped())
        with pytest.raises(KeyboardInterrupt):
            press()
    assert [False, True] == noticed
    assert before == signal.getsignal(signal.SIGINT)


def test_nothing_is_noticed_where_no_signal_can_arrive() -> None:
    answers: list[bool] = []

    def ask() -> None:
        with interruption.watch() as stopped:
            answers.append(stopped())

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert [False] == answers
