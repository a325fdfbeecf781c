"""Account codes and their names, dated: what a code was called in a fiscal year."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from generator import vocabulary as term
from generator.filing.yaml_tree import load_pack_data

FIRST, LAST = 0, 9999


class Term(NamedTuple):
    """A name and the fiscal years, both included, in which it was in force."""

    name: str
    first: int = FIRST
    last: int = LAST


@dataclass(frozen=True, slots=True)
class Classification:
    """One table of accounts: the length of a code on each level, and the names of the codes."""

    name: str
    levels: Mapping[str, int]
    terms: Mapping[str, tuple[Term, ...]]

    def name_of(self, code: str, year: int) -> str | None:
        """The name of a code in a fiscal year, or None when the table does not know it."""
        for dated in self.terms.get(code, ()):
            if dated.first <= year <= dated.last:
                return dated.name
        return None

    def level_of(self, code: str) -> str | None:
        """The level that a code of this length stands on (the code itself may be unknown)."""
        return next((level for level, size in self.levels.items() if size == len(code)), None)

    @property
    def leaf_size(self) -> int:
        """How many digits a code of the lowest level has."""
        return max(self.levels.values())

    def clamp(self, lowest: str) -> Mapping[str, int]:
        """The length of a code on each level where none below the lowest is told apart."""
        size = self.levels.get(lowest, self.leaf_size)
        return {level: min(length, size) for level, length in self.levels.items()}

    def ancestors(self, code: str) -> Iterator[str]:
        """The code's owners from the top level down, the code itself last."""
        return (code[:size] for size in sorted(self.levels.values()) if size <= len(code))


def _terms(entry: str | Iterable[Mapping[str, Any]]) -> tuple[Term, ...]:
    """A code's names: one for all years, or several with the years in which each was in force."""
    return (Term(entry),) if isinstance(entry, str) else tuple(map(_dated_term, entry))


def _dated_term(entry: Mapping[str, Any]) -> Term:
    first, last = entry.get(term.VALID_FROM, FIRST), entry.get(term.VALID_TO, LAST)
    return Term(entry[term.NAME], int(first), int(last))


@cache
def load(path: Path) -> Classification:
    """Read one table of accounts (schemas/classification/*.yaml)."""
    raw = load_pack_data(path)
    terms = {str(code): _terms(entry) for code, entry in raw[term.ACCOUNTS].items()}
    return Classification(raw[term.ACCOUNT_TABLE_NAME], raw[term.ACCOUNT_LEVELS], terms)


@cache
def load_all(folder: Path) -> dict[str, Classification]:
    """Every table of accounts in a folder, by its name."""
    tables = (load(path) for path in sorted(folder.glob("*.yaml")))
    return {table.name: table for table in tables}
