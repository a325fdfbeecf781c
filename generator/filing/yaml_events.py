"""PyYAML, of which the house uses libyaml's events: what would read without libyaml waits.

PyYAML's own scanner and its guesses at types have regular expressions, never asked here, that take
seven milliseconds to compile: a twentieth of what one document takes.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class _LatePattern:
    """A regular expression that is compiled when it is first asked."""

    def __init__(self, *given: Any) -> None:
        self._given = given

    def __getattr__(self, name: str) -> Any:
        return getattr(re.compile(*self._given), name)


@contextmanager
def _compile_late() -> Iterator[None]:
    at_once, re.compile = re.compile, _LatePattern  # type: ignore[assignment]
    try:
        yield
    finally:
        re.compile = at_once


with _compile_late():
    import yaml as yaml
