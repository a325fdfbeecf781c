"""Several processes: every item once, in order, and a process that ends takes one item with it."""

import functools
import gc
import os
import platform
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.units import scheduling


def doubled(item: int) -> int:
    return 2 * item


def doubled_but_killed_at(ends: tuple[int, ...], item: int) -> int:
    if item in ends:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * item


def doubled_but_asleep_at(ends: tuple[int, ...], item: int) -> int:
    if item in ends:
        time.sleep(60)
    return 2 * item


def doubled_in_a_while(item: int) -> int:
    time.sleep(0.5)
    return 2 * item


def slowest_first(item: int) -> tuple[int, int]:
    time.sleep(0.3 if item == 0 else 0)
    return item, os.getpid()


def as_large_as_a_document(item: int) -> bytes:
    return bytes([item]) * 1_000_000


def growth_before_collecting(_: int) -> int:
    return gc.get_threshold()[0]


def pages_taken_anew(_: int) -> int:
    """How many pages a process has to be given for what it took and gave back before."""
    import resource  # not on Windows

    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        several = [bytes(bytearray(900_000)) for _ in range(4)]
        del several
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def lost(item: int) -> int:
    return -item


# -- the work -----------------------------------------------------------------------------------


def test_results_come_in_the_order_of_the_items() -> None:
    results = list(scheduling.in_processes(slowest_first, range(6), 2, lambda item: (item, 0)))
    assert list(range(6)) == [item for item, _ in results]
    assert 2 == len({process for _, process in results} - {os.getpid()})


def test_one_process_or_several_give_the_same() -> None:
    several = scheduling.in_processes(doubled, range(50), 3, lost)
    assert list(map(doubled, range(50))) == list(several)


def test_no_items_are_no_work() -> None:
    assert [] == list(scheduling.in_processes(doubled, [], 2, lost))


@pytest.mark.parametrize("ends", [(0,), (3,), (2, 3, 9), (9,), tuple(range(10))])
def test_a_process_that_ends_takes_the_item_with_it_that_it_was_at(ends: tuple[int, ...]) -> None:
    function = functools.partial(doubled_but_killed_at, ends)
    results = list(scheduling.in_processes(function, range(10), 2, lost))
    assert [-item if item in ends else 2 * item for item in range(10)] == results


def test_an_item_that_does_not_end_is_given_up_and_the_others_are_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scheduling, "MOST_SECONDS", 2)
    function = functools.partial(doubled_but_asleep_at, (1, 4))
    results = scheduling.in_processes(function, range(8), 2, lost, lambda item: -100 * item)
    assert [0, -100, 4, 6, -400, 10, 12, 14] == list(results)


def test_each_item_has_all_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduling, "MOST_SECONDS", 2.5)
    results = scheduling.in_processes(doubled_in_a_while, range(6), 1, lost)
    assert list(map(doubled, range(6))) == list(results)


def test_large_results_come_whole() -> None:
    results = scheduling.in_processes(as_large_as_a_document, range(12), 2, lambda _: b"")
    assert [as_large_as_a_document(item) for item in range(12)] == list(results)


def test_a_process_does_not_look_for_what_is_of_no_use_all_the_time() -> None:
    found = set(scheduling.in_processes(growth_before_collecting, range(4), 2, lost))
    assert {scheduling.GROWTH_BEFORE_COLLECTING} == found


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others keep what they keep")
def test_a_process_keeps_the_memory_that_every_document_takes() -> None:
    taken = list(scheduling.in_processes(pages_taken_anew, range(4), 2, lost))
    assert [] == [pages for pages in taken if not 0 <= pages < 200]


def test_what_is_ahead_of_its_turn_is_bounded() -> None:
    ahead: list[int] = []

    class Items(list[int]):
        def __getitem__(self, number: int) -> int:  # type: ignore[override]
            ahead.append(number)
            return super().__getitem__(number)

    results = scheduling.in_processes(doubled, Items(range(500)), 2, lost)
    next(results)
    time.sleep(0.2)
    assert max(ahead) < 2 * scheduling.AHEAD + 1
    results.close()


# -- stopping -----------------------------------------------------------------------------------

STOPPED = """
import sys, time
sys.path.insert(0, {tests!r})
from generator.units import scheduling
import test_scheduling
def main():
    results = scheduling.in_processes(test_scheduling.slowest_first, range(10**6), 2, print)
    print(*{{next(results)[1] for _ in range(20)}}, flush=True)
    time.sleep(60)
if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_the_one_that_began_it(number: int, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(STOPPED.format(tests=str(Path(__file__).parent)), "utf-8")
    running = subprocess.Popen(
        [sys.executable, program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert running.stdout is not None
    processes = [int(word) for word in running.stdout.readline().split()]
    assert processes != []
    running.send_signal(number)
    running.wait()
    running.stdout.close()
    deadline = time.monotonic() + 5
    while any(alive(process) for process in processes) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [] == [process for process in processes if alive(process)]


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        return "Z" not in Path(f"/proc/{process}/stat").read_text("utf-8").split()[2:3]
    except (ProcessLookupError, FileNotFoundError):  # it may end between the two
        return False
