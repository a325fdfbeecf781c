"""Accounts that a sentence names with their owners, level by level: whether they are so."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.audits.account_names import plain_name
from generator.audits.accounts import MISNAMED, Accounts
from generator.audits.astray import is_misspelt
from generator.audits.found import LIKELY, AuditFinding, showing
from generator.diagnostics import Severity
from generator.packs.classification import Classification
from generator.published.signs import normalize

_WHY = "科目与它上面的类、款是一个科目的，与表里的一致"
_NAME = "[一-龥、()]{2,40}?"


class _NamedLevel(NamedTuple):
    """An account as a sentence names it: its name, and the word for its level."""

    name: str
    level: str


def find(accounts: Accounts) -> Iterator[AuditFinding]:
    """What is named as on another level than it is, or below another account than its own."""
    tables = accounts.pack.classifications.values()
    deepest = max(tables, key=lambda it: len(it.levels), default=None)
    return _Levels(accounts, deepest).find() if deepest else iter(())


@dataclass(frozen=True)
class _Levels:
    """The accounts that a document's tables have, and those of the official one."""

    accounts: Accounts
    official: Classification

    @cached_property
    def stated(self) -> Mapping[str, set[str]]:
        """The codes of each name in the document's tables."""
        found: dict[str, set[str]] = defaultdict(set)
        for it in self.accounts.rows:
            found[it.name].add(it.code)
        return found

    @cached_property
    def known(self) -> Mapping[str, set[str]]:
        """The codes that each name has there, or has ever had."""
        found = defaultdict(set, {name: {*codes} for name, codes in self.stated.items()})
        for code, terms in self.official.terms.items():
            for it in terms:
                found[plain_name(it.name)].add(code)
        return found

    def find(self) -> Iterator[AuditFinding]:
        """What is wrong in all sentences."""
        for it in self.accounts.document.paragraphs:
            for chain in () if it.entry else self._list_chains(normalize(it.text)):
                if message := self._judge(chain):
                    place = showing(it.place, chain[-1].name)
                    weight = Severity.WARNING
                    yield AuditFinding("A830", MISNAMED, message, place, (), _WHY, weight, LIKELY)

    @cached_property
    def _level(self) -> re.Pattern[str]:
        return re.compile(rf"({_NAME})\(({'|'.join(map(re.escape, self.official.levels))})\)")

    def _list_chains(self, text: str) -> Iterator[Sequence[_NamedLevel]]:
        """The accounts that are named one right after the other."""
        chain, end = list[_NamedLevel](), 0
        for match in self._level.finditer(text):
            if chain and match.start() != end:
                yield chain
                chain = []
            name = match[1] if chain else self._cut_lead(match[1])
            chain.append(_NamedLevel(plain_name(name), match[2]))
            end = match.end()
        if chain:
            yield chain

    def _cut_lead(self, text: str) -> str:
        """The longest name of an account that a text ends with; all of it where there is none."""
        ends = (text[at:] for at in range(len(text)))
        return next((it for it in ends if plain_name(it) in self.known), text)

    def _judge(self, chain: Sequence[_NamedLevel]) -> str:
        """What is wrong of some accounts; nothing if all fit, or it is not known."""
        told = (self._judge_level(it, chain[:at]) for at, it in enumerate(chain))
        return next(filter(None, told), "") or self._judge_owners(*chain[::-1])

    def _judge_level(self, it: _NamedLevel, above: Sequence[_NamedLevel]) -> str:
        """That an account of the tables is on another level, or hardly is called so."""
        codes, size = self.known.get(it.name, set()), self.official.levels[it.level]
        if any(len(code) == size for code in codes):
            return ""
        meant = [it.name] if it.name in self.stated else []
        if not codes and above:
            meant = [name for name in self._list_below(above) if is_misspelt(it.name, name)]
        codes = {code for name in meant for code in self.stated[name]}
        levels = {self.official.level_of(code) for code in codes & {*self.official.terms}}
        if len(meant) != 1 or len(levels) != 1:
            return ""
        return f"{_show(it)}应是{_show(_NamedLevel(meant[0], str(levels.pop())))}"

    def _list_below(self, above: Sequence[_NamedLevel]) -> Iterator[str]:
        """The names of the tables' accounts that belong to some others."""
        for name, codes in self.stated.items():
            if any(all(self._is_owner(it, code) for it in above) for code in codes):
                yield name

    def _judge_owners(self, last: _NamedLevel, *above: _NamedLevel) -> str:
        """That the last account belongs to another one than one that is named before it."""
        size = self.official.levels[last.level]
        fitting = {it for it in self.known.get(last.name, ()) if len(it) == size}
        meant = [it for it in self.stated.get(last.name, ()) if len(it) == size]
        wrong = [it for it in above if not any(self._is_owner(it, code) for code in fitting)]
        if len(wrong) != 1 or len(meant) != 1 or meant[0] not in self.official.terms:
            return ""
        level = wrong[0].level
        owner = meant[0][: self.official.levels[level]]
        due = next((name for name, some in self.stated.items() if owner in some), "")
        named = f"{_show(last)}前面的{_show(wrong[0])}应是{_show(_NamedLevel(due, level))}"
        return named if due and wrong[0].name in self.known else ""

    def _is_owner(self, it: _NamedLevel, code: str) -> bool:
        size = self.official.levels[it.level]
        return size < len(code) and code[:size] in self.known.get(it.name, ())


def _show(it: _NamedLevel) -> str:
    return f"“{it.name}（{it.level}）”"
