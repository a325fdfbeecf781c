"""`python -m benchmarks.cluster`: a Dask cluster on this machine, with latency and killed workers.

This machine has few cores: so that many workers can be measured, an item waits as long as a unit
takes instead of computing, and gives back what a unit gives back. What is measured is what handing
out, latency and gathering cost; not what memory and disks of other machines would do.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks import fleet, processes
from benchmarks.tables import Table, Value, verdict
from generator.units import batch, cluster, work
from generator.units.batch import Job
from generator.units.result import Result

ROOT = Path(__file__).parents[1]
SEED = 8
# What one unit takes of a core (benchmarks/README.md), and a way there and back in a network.
UNIT_SECONDS, ROUND_TRIP = 0.075, 0.010
WORKERS = (1, 2, 4, 8)
LEAST_EFFICIENCY, KILLED_EVERY = 0.85, 10.0
_PATIENCE = 120
# Of an item that was lost with its worker.
LOST = "W706"


class Task(NamedTuple):
    """What stands for a unit's work: how long it takes, and how much there is to send."""

    seconds: float
    size: int


def wait(task: Task, item: int) -> Result:
    """An item: as long as a unit takes, and as much to send as a unit's document."""
    time.sleep(task.seconds)
    return Result(str(item), document=os.urandom(task.size))


def _lose(item: int) -> Result:
    return work.report_lost(str(item))


# -- a cluster ------------------------------------------------------------------------------------


class Running(NamedTuple):
    """A cluster: its address, as it and its workers see it through a network, its processes."""

    address: str
    scheduler: int
    workers: int

    def processor_seconds(self) -> dict[str, float]:
        """What the scheduler, all workers and this process have used so far."""
        pids = {"调度": self.scheduler, "工作进程": self.workers}
        return {name: _processor_seconds(pid) for name, pid in pids.items()} | {
            "交出的一方": time.process_time()
        }


def _processor_seconds(pid: int) -> float:
    seen: dict[int, processes.Seen] = {}
    processes.look(pid, seen)
    return sum(one.cpu for one in seen.values())


@contextmanager
def started(folder: Path, workers: int, latency: float) -> Iterator[Running]:
    """A cluster in processes of this machine, behind a relay that holds back what passes."""
    with ExitStack() as running:
        own = ("--no-dashboard", "--host", "127.0.0.1", "--port", "0")
        file = folder / "scheduler.json"
        scheduler = "distributed.cli.dask_scheduler", "--scheduler-file", str(file), *own
        chief = running.enter_context(_process(folder, *scheduler))
        port = _wait_for(file, '"address": "tcp://127.0.0.1:').partition('"')[0]
        told = folder / "relay"
        relay = ("benchmarks.relay", port, str(latency / 2), str(told))
        running.enter_context(_process(folder, *relay))
        address = f"tcp://127.0.0.1:{_wait_for(told)}"
        each = ("--nthreads", "1", "--nworkers", str(workers), "--no-dashboard")
        command = "distributed.cli.dask_worker", address, *each
        crew = running.enter_context(_process(folder, *command))
        _wait_for_workers(address, workers)
        yield Running(address, chief, crew)


@contextmanager
def _process(folder: Path, *arguments: str) -> Iterator[int]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    log = (folder / f"{arguments[0]}.log").open("wb")
    command = [sys.executable, "-m", *arguments]
    with log, subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log) as one:
        try:
            yield one.pid
        finally:
            one.terminate()
            one.wait(_PATIENCE)


def _wait_for(file: Path, behind: str = "") -> str:
    """What stands in a file, behind some words, as soon as it does."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        text = file.read_text("utf-8") if file.exists() else ""
        if text and behind in text:
            return text.partition(behind)[2] if behind else text
        time.sleep(0.1)
    raise RuntimeError(f"{file.name}: nothing there")


def _wait_for_workers(address: str, workers: int) -> None:
    with cluster.connect(address) as client:
        client.wait_for_workers(workers, timeout=_PATIENCE)


# -- how well more workers pay --------------------------------------------------------------------


class Paid(NamedTuple):
    """What so many items took: seconds, and the processor's of every part of a cluster."""

    seconds: float
    cpu: dict[str, float]


def _efficiency(folder: Path, task: Task, items: int, counts: tuple[int, ...]) -> Table:
    paid = {count: _time(folder / str(count), task, items, count) for count in counts}
    alone = paid[counts[0]].seconds
    gained = {count: alone / (count * one.seconds) for count, one in paid.items()}
    rows = [_row(count, one, items, gained[count]) for count, one in paid.items()]
    least = min(gained.values())
    notes = [
        "效率 = 一个工作进程的用时 ÷ 个数 ÷ 用时；"
        f"最低 {least:.0%}（要求 ≥ {LEAST_EFFICIENCY:.0%}）：{verdict(least >= LEAST_EFFICIENCY)}",
        f"一项等 {task.seconds * 1000:.0f} 毫秒（代替计算：这台机器只有 {os.cpu_count()} 核），"
        f"交回 {task.size // 1024} KB，与一份成文相同；"
        f"网络来回一趟 {ROUND_TRIP * 1000:.0f} 毫秒（由转发的进程延迟）。",
        f"开始时负载 {os.getloadavg()[0]:.0f}：机器忙时用时没有意义，看处理器毫秒。",
    ]
    names = (f"{name}：每项处理器毫秒" for name in paid[counts[0]].cpu)
    heads = ("工作进程", "秒", "每秒项数", "效率", *names)
    return Table(f"模拟的集群：{items} 项", heads, rows, notes)


def _row(count: int, paid: Paid, items: int, gained: float) -> tuple[Value, ...]:
    each = (cpu / items * 1000 for cpu in paid.cpu.values())
    return (str(count), paid.seconds, items / paid.seconds, f"{gained:.0%}", *each)


def _time(folder: Path, task: Task, items: int, workers: int) -> Paid:
    folder.mkdir()
    with started(folder, workers, ROUND_TRIP) as running:
        run = partial(cluster.on_cluster, running.address, partial(wait, task))
        list(run(range(4 * workers), _lose))  # every worker has imported what it needs
        before, begun = running.processor_seconds(), time.perf_counter()
        done = [one.file for one in run(range(items), _lose)]
        taken, after = time.perf_counter() - begun, running.processor_seconds()
    if done != [str(item) for item in range(items)]:
        raise AssertionError("items were lost or came in another order")
    return Paid(taken, {name: after[name] - before[name] for name in after})


# -- what a killed worker costs -------------------------------------------------------------------


def _killing(folder: Path, units: int, workers: int) -> Table:
    filings = fleet.write(folder / "filings", units, SEED)
    here = [it.document for it in batch.run(filings, Job(folder / "here"))]
    place = folder / "killed"
    place.mkdir()
    with started(place, workers, ROUND_TRIP) as running, _killer(running.address) as killed:
        begun = time.perf_counter()
        there = list(batch.run(filings, Job(folder / "there", scheduler=running.address)))
        taken = time.perf_counter() - begun
    lost = sum(any(fault.code == LOST for fault in it.faults) for it in there)
    same = sum(bool(a) and a == b.document for a, b in zip(here, there, strict=True))
    written = [it.written for it in there if it.written and it.written.read_bytes() == it.document]
    rows: list[tuple[Value, ...]] = [(units, workers, taken, len(killed), lost, same, len(written))]
    heads = ("单位", "工作进程", "秒", "结束了几个进程", "丢了", "与本机相同", "写成")
    fine = (lost, same, len(written)) == (0, units, units)
    notes = [f"每 {KILLED_EVERY:.0f} 秒强制结束一个工作进程；真的生成，逐字节比：{verdict(fine)}"]
    return Table("集群上生成，工作进程不断被结束", heads, rows, notes)


@contextmanager
def _killer(address: str) -> Iterator[list[int]]:
    """While this lasts, a worker is killed every few seconds: which were."""
    killed: list[int] = []
    over, chance = threading.Event(), random.Random(SEED)

    def kill() -> None:
        with cluster.connect(address) as client:
            while not over.wait(KILLED_EVERY):
                running = sorted(client.run(os.getpid, on_error="ignore").values())
                if running:
                    killed.append(chance.choice(running))
                    os.kill(killed[-1], signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()


def main() -> None:
    """Measure both, print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description="模拟的集群")
    parser.add_argument("--items", type=int, default=800, help="每个个数的工作进程做几项")
    parser.add_argument("--units", type=int, default=400, help="不断结束进程时生成几个单位；0 不做")
    parser.add_argument("--wait", type=float, default=UNIT_SECONDS, help="一项等几秒")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        (path,) = fleet.write(folder / "one", 1, SEED)
        size = len(work.make(str(path), work.Options()).document)
        print(
            _efficiency(folder, Task(options.wait, size), options.items, WORKERS).text(),
            end="\n\n",
            flush=True,
        )
        if options.units:
            print(_killing(folder, options.units, 4).text())
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
