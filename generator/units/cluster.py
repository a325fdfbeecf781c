"""Hand one function to a Dask cluster instead of the processes of one machine.

Optional: `pip install 'gongkai[cluster]'`. The workers must have the same version of this program
and see the filings under the same paths; documents come back and are written here.
"""

import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from generator.kept import environment, fingerprints, library
from generator.units.work import SchedulingError

T = TypeVar("T")
R = TypeVar("R")

AHEAD_PER_THREAD = 4
# To hand out and to take back costs as much as a third of a unit: so several go together, as long
# as every thread is handed so many times something that the last ones end at nearly one time.
MOST_TOGETHER, LEAST_TURNS = 8, 16
PATIENCE = "20s"
_ALONE = threading.Lock()


def on_cluster(
    address: str, function: Callable[[T], R], items: Sequence[T], lost: Callable[[T], R]
) -> Generator[R, None, None]:
    """Every item on the cluster, in order; `lost` makes the result of one that ends its workers."""
    with connect(address) as client:
        threads = max(1, sum(client.nthreads().values()))
        bundles, ahead = _bundle(items, threads), AHEAD_PER_THREAD * threads
        futures: deque[Any] = deque()
        for number, bundle in enumerate(bundles):
            futures.append(_submit(client, function, bundle))
            if number >= ahead:
                yield from _take_results(client, function, futures, bundles[number - ahead], lost)
        while futures:
            bundle = bundles[len(bundles) - len(futures)]
            yield from _take_results(client, function, futures, bundle, lost)


def _bundle(items: Sequence[T], threads: int) -> list[Sequence[T]]:
    """The items, in order, as they are handed out together."""
    size = min(MOST_TOGETHER, max(1, len(items) // (threads * LEAST_TURNS)))
    return [items[at : at + size] for at in range(0, len(items), size)]


def connect(address: str) -> Any:
    """A client of a cluster; a `SchedulingError` where there is none, or no support for any."""
    try:
        import distributed
    except ImportError as error:
        raise SchedulingError("没有安装集群的支持：pip install 'gongkai[cluster]'") from error
    client: Any = distributed.Client
    try:
        return client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise SchedulingError(f"连不上集群：{address}") from error


def _submit(client: Any, function: Callable[[T], R], bundle: Sequence[T]) -> Any:
    packs = fingerprints.of_packs(library.current(), library.FOLDERS)
    expected = (environment.fingerprint(), library.named(), packs)
    # `pure` would make one task of two; a filing may change between two runs.
    return client.submit(_task, function, bundle, *expected, pure=False)


def _task(
    function: Callable[[T], R], bundle: Sequence[T], program: str, root: str, packs: str
) -> list[R]:
    """Some items, on the worker: by the same program and packs, one at a time in a process.

    A worker goes on when a run has ended, and with it what it has read of packs: those under a
    root, or those that came with its own program, wherever that lies.
    """
    if environment.fingerprint() != program:
        raise SchedulingError("集群上的程序、Python 或库的版本与这里不同")
    with _ALONE:
        library.use(Path(root) if root else library.installed())
        if fingerprints.of_packs(library.current(), library.FOLDERS) != packs:
            raise SchedulingError(
                "集群上的表样库与这里的不同，或读过以后改过：把集群的 worker 重新启动"
            )
        return [function(item) for item in bundle]


def _take_results(
    client: Any,
    function: Callable[[T], R],
    futures: deque[Any],
    bundle: Sequence[T],
    lost: Callable[[T], R],
) -> list[R]:
    from distributed import KilledWorker

    try:
        return _results_of(futures.popleft(), function)
    except KilledWorker:
        # Dask blames whatever a worker held when it died: only alone is it known who ends workers.
        for other in futures:
            other.exception()  # waits until it has ended, however it ends
    return [_make_alone(client, function, item, lost) for item in bundle]


def _make_alone(client: Any, function: Callable[[T], R], item: T, lost: Callable[[T], R]) -> R:
    from distributed import KilledWorker

    try:
        (result,) = _results_of(_submit(client, function, [item]), function)
        return result
    except KilledWorker:
        return lost(item)


def _results_of(future: Any, function: Callable[[T], R]) -> list[R]:
    """The results of a future of `function`; the parameter tells their type."""
    results: list[R] = future.result()
    return results
