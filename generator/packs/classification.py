"""Account codes and their names, dated: what a code was called in a fiscal year."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from generator import vocabulary as term
from generator.frozen import Frozen, field
from generator.packs import pack_yaml

FIRST, LAST = 0, 9999


class Term(NamedTuple):
    """A name and the fiscal years, both included, in which it was in force.

    `checked`: it was seen in a document, or held against the official book; nobody is told that he
    errs because of one that is not. `heir`: the code that an account which ended goes on under.
    """

    name: str
    first: int = FIRST
    last: int = LAST
    checked: bool = True
    heir: str = ""

    @property
    def years(self) -> str:
        """In which years it was in force, in words; nothing where no end is known."""
        begun = f"{self.first} 年度起" if self.first > FIRST else ""
        ended = f"{self.last} 年度止" if self.last < LAST else ""
        return "，".join(filter(None, (begun, ended)))


def say_heirs(shown: Iterable[str]) -> str:
    """Under which accounts, as they are shown, one that ended goes on; nothing for none."""
    listed = "、".join(shown)
    return f"{term.HEIR} {listed}" if listed else ""


class AccountChange(NamedTuple):
    """What became of a code as a fiscal year began: how it was called, and is (None: it ended)."""

    code: str
    before: Term
    after: Term | None

    def say(self, heirs: Iterable[str] = ()) -> str:
        """What became of it, in words, and where nobody held that against the book.

        `heirs` are codes that it goes on under besides the one that the table knows.
        """
        sure = self.before.checked and (self.after is None or self.after.checked)
        doubt = "" if sure else f"（{term.UNCHECKED}）"
        if self.after:
            return f"改称“{self.after.name}”{doubt}"
        codes = sorted({*heirs, self.before.heir} - {""})
        return "，".join(filter(None, ("停用", say_heirs(codes)))) + doubt


class Classification(Frozen):
    """One table of accounts: the length of a code on each level, and the names of the codes."""

    name: str
    levels: Mapping[str, int]
    terms: Mapping[str, tuple[Term, ...]]
    budgets: Mapping[str, str] = field(default_factory=dict)

    def term_of(self, code: str, year: int) -> Term | None:
        """What a code means in a fiscal year, or None when the table does not know it."""
        for dated in self.terms.get(code, ()):
            if dated.first <= year <= dated.last:
                return dated
        return None

    def name_of(self, code: str, year: int) -> str | None:
        """The name of a code in a fiscal year, checked or not, or None for one it does not know."""
        dated = self.term_of(code, year)
        return dated.name if dated else None

    def change_of(self, code: str, year: int) -> AccountChange | None:
        """What became of a code as a year began; None where it stays, or was not there before."""
        before, after = self.term_of(code, year - 1), self.term_of(code, year)
        if before is None or (after and after.name == before.name):
            return None
        return AccountChange(code, before, after)

    def say_heir(self, dated: Term, year: int = LAST) -> str:
        """Under what an account goes on, as it is called in a year or at last; "" for one that is.

        The name is left out where the year has none.
        """
        if not dated.heir:
            return ""
        last = self.terms.get(dated.heir, ())[-1:]
        known = self.term_of(dated.heir, year) if year < LAST else next(iter(last), None)
        return say_heirs([f"{dated.heir} {known.name if known else ''}".rstrip()])

    def nearest_term(self, code: str, year: int) -> Term | None:
        """What a code meant last before a fiscal year, else means first after it."""
        dated = self.terms.get(code, ())
        ended = [it for it in dated if it.last < year]
        return ended[-1] if ended else next(iter(dated), None)

    def budget_of(self, code: str) -> str:
        """Which budget a code belongs to, by itself or its nearest owner; "" where none says so."""
        owners = reversed(list(self.ancestors(code)))
        return next((self.budgets[owner] for owner in owners if owner in self.budgets), "")

    def level_of(self, code: str) -> str | None:
        """The level that a code of this length stands on (the code itself may be unknown)."""
        return next((level for level, size in self.levels.items() if size == len(code)), None)

    @property
    def leaf_size(self) -> int:
        """How many digits a code of the lowest level has."""
        return self._sizes[-1]

    def clamp(self, lowest: str) -> Mapping[str, int]:
        """The length of a code on each level where none below the lowest is told apart."""
        size = self.levels.get(lowest, self.leaf_size)
        return {level: min(length, size) for level, length in self.levels.items()}

    def ancestors(self, code: str) -> Iterator[str]:
        """The code's owners from the top level down, the code itself last."""
        return (code[:size] for size in self._sizes if size <= len(code))

    @cached_property
    def _sizes(self) -> Sequence[int]:
        return sorted(self.levels.values())


class _Terms(Mapping[str, tuple[Term, ...]]):
    """The names of every code, made when they are asked for: a filing has few of the thousands."""

    def __init__(self, checked: Mapping[str, Any], unchecked: Mapping[str, Any]) -> None:
        self._checked, self._unchecked = checked, unchecked
        self._made: dict[str, tuple[Term, ...]] = {}

    def __getitem__(self, code: str) -> tuple[Term, ...]:
        if code not in self._made:
            self._made[code] = self._make(code)
        return self._made[code]

    def get(self, code: str, default: Any = None) -> Any:
        """As of any mapping; a filing asks for the names of an account again and again."""
        return self._made.get(code) or super().get(code, default)

    def _make(self, code: str) -> tuple[Term, ...]:
        parts = ((self._checked, True), (self._unchecked, False))
        made = [it for part, checked in parts if code in part for it in _terms(part[code], checked)]
        if not made:
            raise KeyError(code)
        return tuple(sorted(made, key=lambda dated: dated.first))

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*self._checked, *self._unchecked}))

    def __len__(self) -> int:
        return len({*self._checked, *self._unchecked})


def _terms(entry: str | Iterable[Mapping[str, Any]], checked: bool) -> tuple[Term, ...]:
    """A code's names: one for all years, or several with the years in which each was in force."""
    if isinstance(entry, str):
        return (Term(entry, checked=checked),)
    return tuple(_dated_term(dated, checked) for dated in entry)


def _dated_term(entry: Mapping[str, Any], checked: bool) -> Term:
    first, last = entry.get(term.VALID_FROM, FIRST), entry.get(term.VALID_TO, LAST)
    return Term(entry[term.NAME], int(first), int(last), checked, entry.get(term.HEIR, ""))


@cache
def load(path: Path) -> Classification:
    """Read one table of accounts (schemas/classification/*.yaml)."""
    return from_data(pack_yaml.load(path))


def from_data(raw: Mapping[str, Any]) -> Classification:
    """The table of accounts that a file states."""
    levels = {name: int(size) for name, size in raw[term.ACCOUNT_LEVELS].items()}
    terms = _Terms(raw[term.ACCOUNTS], raw.get(term.UNCHECKED, {}))
    listed = raw.get(term.BUDGETS, {}).items()
    budgets = {code: budget for budget, codes in listed for code in codes}
    return Classification(raw[term.ACCOUNT_TABLE_NAME], levels, terms, budgets)


@cache
def load_all(folder: Path) -> dict[str, Classification]:
    """Every table of accounts in a folder, by its name."""
    tables = (load(path) for path in sorted(folder.glob("*.yaml")))
    return {table.name: table for table in tables}
