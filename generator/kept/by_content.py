"""What was made of a file's content: kept in this process, and never asked for by the file's times.

A file is read to know whether it holds the same, once for each filing (`noted`).
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Concatenate, Generic, ParamSpec, TypeVar

from generator.kept import fingerprints, noted, reading

T = TypeVar("T")
P = ParamSpec("P")


class KeptByContent(Generic[P, T]):
    """A function of a file's path, and what it gave of so many contents, asked for last.

    While it is at work the file reads as it did when it was looked at.
    """

    def __init__(self, make: Callable[Concatenate[str, P], T], most: int) -> None:
        self._make, self._most, self._lock = make, most, threading.Lock()
        self._kept: OrderedDict[Hashable, T] = OrderedDict()

    def __call__(self, path: str, *args: P.args, **named: P.kwargs) -> T:
        """What the function gives of a file as it is now, or as it was read for this filing."""
        how = path, args, *named.items()
        if found := self._find((noted.find(path), *how)):
            return found[0]
        try:
            content = reading.read(path, fingerprints.MAX_BYTES)
        except OSError:  # why is told by whoever makes something of it
            return self._make(path, *args, **named)
        # Noted as it was read; else nobody notes here, or there are two answers.
        key = noted.find(path) or fingerprints.of_bytes(content), *how
        if found := self._find(key):
            return found[0]
        with reading.held(path, content):
            return self._keep(key, self._make(path, *args, **named))

    def cache_clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._kept.clear()

    def _find(self, key: Hashable) -> list[T]:
        with self._lock:
            if key not in self._kept:
                return []
            self._kept.move_to_end(key)
            return [self._kept[key]]

    def _keep(self, key: Hashable, made: T) -> T:
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


def keep(
    most: int,
) -> Callable[[Callable[Concatenate[str, P], T]], KeptByContent[P, T]]:
    """For functions of a file's path: what so many files gave is given again."""
    return lambda make: KeptByContent(make, most)
