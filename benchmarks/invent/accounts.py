"""The accounts that invented units spend under: those of the classification, then invented ones."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas" / "classification"
PENSION, ANNUITY = "2080505", "2080506"
HOUSING, RENT_SUBSIDY = "2210201", "2210202"
MEDICAL = {"行政单位": "2101101", "参公单位": "2101101", "事业单位": "2101102"}
RUNNING = {"行政单位": "2010301", "参公单位": "2010301", "事业单位": "2010350"}
OWN = {PENSION, ANNUITY, HOUSING, RENT_SUBSIDY, *MEDICAL.values(), *RUNNING.values()}
LAND, LOTTERY = "21208", "22960"
STATE_CAPITAL = "2239999"
# What the classification does not name and the filings therefore do.
GROUPS = {LOTTERY: "彩票公益金安排的支出", "22399": "其他国有资本经营预算支出"}
# Reserves, transfers and debts: what budgets have, and no unit spends.
NOT_OF_UNITS = ["227", "230", "231", "232", "233"]
_ITEM = 7


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the lowest level, with its name."""

    code: str
    name: str

    @property
    def label(self) -> str:
        """As an officer writes it: code and name."""
        return f"{self.code} {self.name}"


@cache
def _read(table: str) -> dict[str, Any]:
    raw: dict[str, Any] = yaml.load(
        (SCHEMAS / f"{table}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
    )
    return raw


@cache
def known(table: str = "function") -> dict[str, str]:
    """The codes of a classification with the names that hold now."""
    return {
        code: entry if isinstance(entry, str) else entry[-1]["名称"]
        for code, entry in sorted(_list_entries(table).items())
        if isinstance(entry, str) or "止" not in entry[-1]
    }


def _list_entries(table: str) -> dict[str, Any]:
    """Every code of a classification, those that have ended too."""
    raw = _read(table)
    return {**raw.get("未经核对", {}), **raw["科目"]}


def account(code: str) -> Account:
    """The account of a code that the classification knows."""
    return Account(code, known()[code])


def economic(code: str) -> str:
    """An account of the economic classification, as an officer writes it."""
    return f"{code} {known('economic')[code]}"


@cache
def _projects() -> tuple[list[Account], list[Account]]:
    """Accounts for projects: those of the classification, and invented ones beside them."""
    general_budget, *others = _read("function")["所属预算"].values()
    apart = tuple(NOT_OF_UNITS + [code for budget in others for code in budget])
    items = [code for code in known() if len(code) == _ITEM and code not in OWN]
    general = [it for it in items if it[:3] in general_budget and not it.startswith(apart)]
    groups = sorted({code[:5] for code in general})
    taken = _list_entries("function")
    invented = [
        Account(f"{group}{number:02}", f"{known()[group]}专项业务{number:02}")
        for number in range(10, 90)
        for group in groups
        if f"{group}{number:02}" not in taken
    ]
    return [account(code) for code in general], invented


def for_projects(rng: Random, count: int) -> list[Account]:
    """So many different accounts, invented ones only where the classification has no more."""
    named, invented = _projects()
    chosen = rng.sample(named, min(count, len(named)))
    return chosen + rng.sample(invented, count - len(chosen))


def for_funds(rng: Random, count: int) -> list[Account]:
    """So many different accounts of 政府性基金."""
    taken = _list_entries("function")
    names = {LAND: "土地出让收入安排的专项支出", LOTTERY: "公益事业的专项支出"}
    invented = [
        Account(f"{group}{number:02}", f"{name}{number:02}")
        for group, name in names.items()
        for number in range(10, 90)
        if f"{group}{number:02}" not in taken
    ]
    return [account(f"{LAND}03"), *rng.sample(invented, count - 1)] if count else []


def state_capital() -> Account:
    """The account of 国有资本经营预算."""
    return Account(STATE_CAPITAL, GROUPS[STATE_CAPITAL[:5]])


def group_names(accounts: list[Account]) -> dict[str, str]:
    """The groups (款) among some accounts that a filing must name itself."""
    return {
        group: name
        for group, name in GROUPS.items()
        if any(account.code.startswith(group) for account in accounts)
    }
