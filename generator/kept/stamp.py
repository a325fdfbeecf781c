"""What a system says of a file or a folder, by which one tells whether anything of it changed."""

import os
from typing import NamedTuple

# Some systems count in steps of one or two seconds: what changes twice within one has one time.
CLEARLY_AFTER = 3 * 10**9


class Stamp(NamedTuple):
    """A file's size, when it was written, when anything of it was changed, which file it is."""

    size: int
    written: int
    changed: int
    number: int
    device: int

    def is_settled(self, now: int) -> bool:
        """Whether one more change after `now` (ns) would show; a time to come is not."""
        return max(self.written, self.changed) < now - CLEARLY_AFTER


def of(found: os.stat_result) -> Stamp:
    """The stamp in what a system says of a file."""
    return Stamp(*list_fields(found))


def list_fields(found: os.stat_result) -> tuple[int, int, int, int, int]:
    """The same as plain numbers, for whoever compares hundreds."""
    times = found.st_mtime_ns, found.st_ctime_ns
    return found.st_size, *times, found.st_ino, found.st_dev
