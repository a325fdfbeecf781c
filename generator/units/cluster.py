"""Hand one function to a Dask cluster instead of the processes of one machine.

Optional: `pip install 'gongkai[cluster]'`. The workers must have the same version of this program
and see the filings under the same paths; documents come back and are written here.
"""

import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from typing import Any, TypeVar

from generator.kept import environment
from generator.units.work import SchedulingError

T = TypeVar("T")
R = TypeVar("R")

AHEAD_PER_THREAD = 4
PATIENCE = "20s"
_ALONE = threading.Lock()


def on_cluster(
    address: str, function: Callable[[T], R], items: Sequence[T], lost: Callable[[T], R]
) -> Generator[R, None, None]:
    """Every item on the cluster, in order; `lost` makes the result of one that ends its workers."""
    with connect(address) as client:
        ahead = AHEAD_PER_THREAD * max(1, sum(client.nthreads().values()))
        futures: deque[Any] = deque()
        for number, item in enumerate(items):
            futures.append(_submit(client, function, item))
            if number >= ahead:
                yield _take_result(client, function, futures, items[number - ahead], lost)
        while futures:
            item = items[len(items) - len(futures)]
            yield _take_result(client, function, futures, item, lost)


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


def _submit(client: Any, function: Callable[[T], R], item: T) -> Any:
    # `pure` would make one task of two; a filing may change between two runs.
    return client.submit(_task, function, item, environment.fingerprint(), pure=False)


def _task(function: Callable[[T], R], item: T, expected: str) -> R:
    """One item, on the worker: by the same program, and one at a time in a process."""
    if environment.fingerprint() != expected:
        raise SchedulingError("集群上的程序、Python 或库的版本与这里不同")
    with _ALONE:
        return function(item)


def _take_result(
    client: Any,
    function: Callable[[T], R],
    futures: deque[Any],
    item: T,
    lost: Callable[[T], R],
) -> R:
    from distributed import KilledWorker

    try:
        return _result_of(futures.popleft(), function)
    except KilledWorker:
        # Dask blames whatever a worker held when it died: only alone is it known who ends workers.
        for other in futures:
            other.exception()  # waits until it has ended, however it ends
    try:
        return _result_of(_submit(client, function, item), function)
    except KilledWorker:
        return lost(item)


def _result_of(future: Any, function: Callable[[T], R]) -> R:
    """The result of a future of `function`; the parameter tells its type."""
    result: R = future.result()
    return result
