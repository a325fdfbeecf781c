"""A Dask cluster of two worker processes: the same documents, even when a worker is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextvars import copy_context
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest
from support.examples import EXAMPLE, ROOT

from generator import cli, exits
from generator.kept import environment, fingerprints, library
from generator.units import batch, cluster
from generator.units.batch import Job
from generator.units.work import SchedulingError

pytestmark = pytest.mark.office

DEATHS_ALLOWED = 4  # `distributed.scheduler.allowed-failures` and the one after them
UNIT = "福州市“智慧福州”管理服务中心"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler with two workers of one thread each, in processes of their own."""
    folder = tmp_path_factory.mktemp("cluster")
    file, here = folder / "scheduler.json", Path(__file__).parent
    # The workers import what is below under the name that pytest gives this module.
    path = os.pathsep.join(map(str, (ROOT, here.parent, here)))
    environment_ = {**os.environ, "PYTHONPATH": path}

    def started(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]]
        with (folder / f"{len(list(folder.iterdir()))}.log").open("wb") as log:
            return subprocess.Popen(command, cwd=folder, env=environment_, stdout=log, stderr=log)

    own = ["--scheduler-file", str(file), "--no-dashboard"]
    running = [started("dask_scheduler", *own, "--host", "127.0.0.1", "--port", "0")]
    worker = ("dask_worker", *own, "--nthreads", "1", "--nworkers", "2")
    running.append(started(*worker))
    try:
        yield address_in(file)
    finally:
        for process in reversed(running):
            process.terminate()
        for process in running:
            process.wait(timeout=30)


def address_in(file: Path) -> str:
    import json

    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            return str(json.loads(file.read_text("utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.1)
    raise AssertionError("the scheduler has not started")


def doubled(item: int) -> int:
    return 2 * item


def doubled_but_killed_once(mark: str, item: int) -> int:
    """Twice the item; whoever comes to 5 first is killed on the way."""
    if item == 5 and not os.path.exists(mark):
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * item


def killed_at_five(item: int) -> int:
    if item == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * item


def doubled_when_alone(folder: str, item: int) -> int:
    """Twice the item; the worker of 5 is killed as often as Dask allows, as by a neighbour."""
    deaths = Path(folder)
    if item == 5 and len(list(deaths.iterdir())) < DEATHS_ALLOWED:
        (deaths / str(time.monotonic_ns())).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * item


def lost(item: int) -> int:
    return -item


def process_of(item: int) -> tuple[int, int]:
    return item, os.getpid()


# One at a time for two threads, and so many that several are handed out together.
FEW, MANY = 40, 300
EACH = pytest.mark.parametrize("count", [FEW, MANY])


@EACH
def test_results_come_in_the_order_of_the_items(address: str, count: int) -> None:
    results = list(cluster.on_cluster(address, doubled, range(count), lost))
    assert [2 * item for item in range(count)] == results


@EACH
def test_a_worker_that_is_killed_on_the_way_costs_no_item(
    address: str, tmp_path: Path, count: int
) -> None:
    function = partial(doubled_but_killed_once, str(tmp_path / "mark"))
    results = list(cluster.on_cluster(address, function, range(count), lost))
    assert [2 * item for item in range(count)] == results
    assert (tmp_path / "mark").exists()


@pytest.mark.parametrize("count", [12, MANY])
def test_an_item_that_ends_every_worker_is_lost_and_no_other(address: str, count: int) -> None:
    results = list(cluster.on_cluster(address, killed_at_five, range(count), lost))
    assert [-5 if item == 5 else 2 * item for item in range(count)] == results


def test_of_many_items_several_are_handed_out_together_and_no_worker_waits_long(
    address: str,
) -> None:
    found = list(cluster.on_cluster(address, process_of, range(MANY), lambda item: (item, 0)))
    taken = [len(list(same)) for _, same in groupby(found, key=itemgetter(1))]
    assert min(taken[:-1] or taken) >= cluster.MOST_TOGETHER  # the last ones may be fewer
    bundles = cluster._bundle(range(MANY), 2)
    assert [*range(MANY)] == [item for bundle in bundles for item in bundle]
    assert len(bundles) >= cluster.LEAST_TURNS * 2


def test_an_item_that_others_ended_is_done_alone(address: str, tmp_path: Path) -> None:
    function = partial(doubled_when_alone, str(tmp_path))
    results = list(cluster.on_cluster(address, function, range(12), lost))
    assert [2 * item for item in range(12)] == results
    assert DEATHS_ALLOWED == len(list(tmp_path.iterdir()))


def test_a_cluster_writes_the_documents_that_this_machine_writes(
    address: str, tmp_path: Path
) -> None:
    filings = []
    for name in "甲乙丙丁":
        path = tmp_path / f"{name}.yaml"
        text = EXAMPLE.read_text("utf-8")
        path.write_text(text.replace(f"名称: {UNIT}, 类型", f"名称: {name}, 类型"), "utf-8")
        filings.append(path)
    (tmp_path / "戊.yaml").write_text("年度: 2024\n", "utf-8")
    filings.append(tmp_path / "戊.yaml")
    here = list(batch.run(filings, Job(tmp_path / "here", jobs=1)))
    there = list(batch.run(filings, Job(tmp_path / "there", scheduler=address)))
    assert [r.document for r in here] == [r.document for r in there]
    assert [r.faults for r in here] == [r.faults for r in there]
    documents = [r.written.read_bytes() for r in there if r.written is not None]
    assert [r.document for r in here][:4] == documents


def test_a_cluster_of_another_version_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "fingerprint", lambda: "another")
    with pytest.raises(SchedulingError, match="版本与这里不同"):
        list(cluster.on_cluster(address, doubled, range(4), lost))


def test_a_cluster_that_has_read_other_packs_is_refused(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would write documents by the packs of before."""
    (tmp_path / "schemas").mkdir()
    law = tmp_path / "schemas" / "checks.yaml"
    monkeypatch.setattr(library, "current", lambda: tmp_path)

    def run(text: str) -> list[int]:
        law.write_text(text, "utf-8")
        for known in (fingerprints.of_packs, fingerprints.list_pack):  # a run is its own process
            known.cache_clear()
        return list(cluster.on_cluster(address, doubled, range(4), lost))

    assert [0, 2, 4, 6] == run("一") == run("一")
    with pytest.raises(SchedulingError, match="重新启动"):
        run("二")


def test_packs_that_came_with_the_program_may_lie_elsewhere_on_each_machine(
    tmp_path: Path,
) -> None:
    given = list[tuple[object, ...]]()

    class Client:
        def submit(self, *what: object, pure: bool) -> None:
            given.append(what)

    cluster._submit(Client(), doubled, (3,))
    (tmp_path / "schemas").mkdir()
    elsewhere = copy_context()
    elsewhere.run(library.use, tmp_path)
    elsewhere.run(cluster._submit, Client(), doubled, (3,))
    assert ["", str(tmp_path)] == [what[-2] for what in given]
    # A worker that used other packs before goes back to its own.
    workers = copy_context()
    assert [[6], [6]] == [workers.run(*what) for what in reversed(given)]  # type: ignore[arg-type]
    assert library.installed() == workers.run(library.current)


def test_a_cluster_that_is_not_there_is_a_wrong_call(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", "1s")
    command = ["build", str(EXAMPLE), "-o", str(tmp_path), "--scheduler", "tcp://127.0.0.1:1"]
    assert exits.WRONG_CALL == cli.main(command)
    assert "错误：连不上集群：tcp://127.0.0.1:1\n" == capsys.readouterr().err


def test_a_cluster_is_named_by_an_address() -> None:
    with pytest.raises(SchedulingError, match="连不上集群"):
        list(cluster.on_cluster("胡乱", doubled, [1], lost))
