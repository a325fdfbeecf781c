"""What of a pack's figures adds up where a reader sees it, told from its law and its form."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.addresses import Steps, is_code
from generator.money import Style

_Check = Mapping[str, Any]


class Sums(NamedTuple):
    """The demands of a law, how amounts print, and what the region's form does not print."""

    checks: tuple[_Check, ...]
    style: Style
    dropped: Mapping[Steps, str]

    def columns_of(self, table: str) -> Iterator[tuple[str, list[str]]]:
        """Each column of a table that is the sum of others, with those."""
        return ((it["sum"], it["of"]) for it in self._of("total", table))

    def sides(self) -> Iterator[tuple[str | list[str], str | list[str]]]:
        """What the law calls equal anywhere: one address or several that are added."""
        return ((it["left"], it["right"]) for it in self.checks if _is_plain_equation(it))

    def level_of(self, table: str) -> str:
        """The level of accounts that the form goes down to; empty where nothing says so."""
        return next((it["level"] for it in self._of("covered", table)), "")

    def _of(self, kind: str, table: str) -> Iterator[_Check]:
        return (it for it in self.checks if it["kind"] == kind and it["table"] == table)

    def drops(self, steps: Steps) -> bool:
        """Whether the form does not print this; no account or record is told from another."""
        return any(of[0] == steps[0] and belongs(steps, of) for of in self.dropped)


def _is_plain_equation(check: _Check) -> bool:
    return check["kind"] == "same" and "each" not in check


def belongs(steps: Steps, to: Steps) -> bool:
    """Whether an address is another or stands below it, as an account below its owner."""
    pairs = list(zip(steps, to, strict=False))
    return len(steps) >= len(to) and all(
        one == other or (is_code(one) and is_code(other) and one.startswith(other))
        for one, other in pairs
    )
