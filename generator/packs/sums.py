"""What of a pack's figures adds up where a reader sees it, told from its law and its form."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

from generator.addresses import Steps, is_code, parse
from generator.money import Style

_Check = Mapping[str, Any]


Equality = tuple[Steps, Sequence[Steps]]  # an address, and those that are added


class Sums:
    """The demands of a law, how amounts print, and what the region's form does not print."""

    def __init__(
        self, checks: Iterable[_Check], style: Style, dropped: Mapping[Steps, str]
    ) -> None:
        self.style, self.dropped = style, dropped
        self._checks = tuple(checks)

    def columns_of(self, table: str) -> Sequence[tuple[str, list[str]]]:
        """Each column of a table that is the sum of others, with those."""
        return [(it["sum"], it["of"]) for it in self._of("total", table)]

    def level_of(self, table: str) -> str:
        """The level of accounts that the form goes down to; empty where nothing says so."""
        return next((it["level"] for it in self._of("covered", table)), "")

    def _of(self, kind: str, table: str) -> Sequence[_Check]:
        return self._by_table.get((kind, table), ())

    @cached_property
    def _by_table(self) -> Mapping[tuple[str, str], Sequence[_Check]]:
        found: dict[tuple[str, str], list[_Check]] = {}
        for it in self._checks:
            if it["kind"] in ("total", "covered"):
                found.setdefault((it["kind"], it["table"]), []).append(it)
        return found

    @cached_property
    def pairs(self) -> Sequence[tuple[Steps, Steps]]:
        """What the law calls equal, anywhere: two addresses."""
        return [
            (parse(left), parse(right))
            for left, right in self._sides
            if isinstance(left, str) and isinstance(right, str)
        ]

    def equalities(self, steps: Steps) -> Sequence[Equality]:
        """Where the law calls an address equal to several that begin in a table or section."""
        return self._equalities.get(steps[0], ()) if steps else [*chain(*self._equalities.values())]

    @cached_property
    def _equalities(self) -> Mapping[str, Sequence[Equality]]:
        found: dict[str, list[Equality]] = {}
        for left, right in self._sides:
            for total, parts in ((left, right), (right, left)):
                if isinstance(parts, list) and isinstance(total, str):
                    listed = list(map(parse, parts))
                    found.setdefault(listed[0][0], []).append((parse(total), listed))
        return found

    @property
    def _sides(self) -> Sequence[tuple[str | list[str], str | list[str]]]:
        return [(it["left"], it["right"]) for it in self._checks if _is_plain_equation(it)]

    def drops(self, steps: Steps) -> bool:
        """Whether the form does not print this; no account or record is told from another."""
        return any(belongs(steps, of) for of in self.dropped_of.get(steps[0], ()))

    @cached_property
    def dropped_of(self) -> Mapping[str, Sequence[Steps]]:
        """What the form does not print of each table, section or list, where there is anything."""
        found: dict[str, list[Steps]] = {}
        for of in self.dropped:
            found.setdefault(of[0], []).append(of)
        return found


def _is_plain_equation(check: _Check) -> bool:
    return check["kind"] == "same" and "each" not in check


def belongs(steps: Steps, to: Steps) -> bool:
    """Whether an address is another or stands below it, as an account below its owner."""
    for one, other in zip(steps, to, strict=False):
        if one != other and not (is_code(one) and is_code(other) and one.startswith(other)):
            return False
    return len(steps) >= len(to)
