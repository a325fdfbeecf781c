"""Measuring side by side: A B A B …, so that whatever else the machine does falls on all alike."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

NS_PER_MS = 1_000_000


Clock = Callable[[], int]
# Work inside this process is timed by the processor's clock, which others' work does not move;
# whole processes can only be timed by the wall's.
PROCESSOR: Clock = time.process_time_ns
WALL: Clock = time.perf_counter_ns


def _nothing() -> None:
    return None


@dataclass(frozen=True)
class Elapsed:
    """Milliseconds that something measured itself; they stand in place of ours."""

    milliseconds: float


@dataclass(frozen=True)
class Contender:
    """Something to be timed; `prepare` makes what `run` takes, off the clock."""

    name: str
    run: Callable[[Any], object]
    prepare: Callable[[], Any] = _nothing


@dataclass(frozen=True)
class Timed:
    """The milliseconds that each contender took in each round."""

    taken: dict[str, list[float]]

    def median(self, name: str) -> float:
        """The median milliseconds of a contender."""
        return statistics.median(self.taken[name])

    def ratio(self, name: str, to: str) -> float:
        """How many times as long as another a contender took: the median of the rounds' ratios."""
        pairs = zip(self.taken[name], self.taken[to], strict=True)
        return statistics.median(mine / other for mine, other in pairs)


def interleave(contenders: Sequence[Contender], rounds: int, clock: Clock = PROCESSOR) -> Timed:
    """Every contender once per round, after one round that does not count."""
    taken: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for contender in contenders:
        once(contender, clock)
    # What all have loaded by now is no garbage. To look through it before each run would leave the
    # processor's caches as cold as no run in a batch ever finds them.
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for contender in contenders:
            taken[contender.name].append(once(contender, clock))
    gc.unfreeze()
    return Timed(taken)


def once(contender: Contender, clock: Clock) -> float:
    """The milliseconds of one run, begun with a clean heap."""
    given = contender.prepare()
    gc.collect()
    started = clock()
    result = contender.run(given)
    if isinstance(result, Elapsed):
        return result.milliseconds
    return (clock() - started) / NS_PER_MS
