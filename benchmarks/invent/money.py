"""The money of an invented unit, in 分: made once, so that whatever is stated of it agrees."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from benchmarks.invent import accounts
from benchmarks.invent.accounts import Account

# Economic classification of 基本支出: yearly 元 per head, least and most.
STAFF_COSTS = {
    "30101": (38_000, 62_000), "30102": (9_000, 42_000), "30103": (20_000, 60_000),
    "30107": (15_000, 48_000), "30108": (11_000, 19_000), "30109": (5_500, 9_500),
    "30110": (6_000, 9_000), "30112": (300, 1_400), "30113": (12_000, 21_000),
    "30199": (200, 2_500),
}  # fmt: skip
RUNNING_COSTS = {
    "30201": (800, 4_000), "30202": (100, 900), "30205": (100, 500), "30206": (400, 2_500),
    "30207": (300, 1_200), "30209": (0, 2_000), "30211": (300, 2_600), "30213": (100, 1_800),
    "30216": (50, 700), "30226": (0, 1_500), "30228": (900, 2_200), "30229": (0, 600),
    "30239": (0, 5_000), "30299": (500, 4_500), "31002": (0, 1_500),
}  # fmt: skip
FAMILY_COSTS = {"30302": (0, 5_000), "30305": (0, 900), "30399": (0, 400)}
CAR, RECEPTION = "30231", "30217"
# Economic classification of 项目支出, where it is stated at all.
PROJECT_COSTS = ("30201", "30213", "30218", "30226", "30227", "30299", "31003", "31007")
RUNNING = ("302", "310")
_YUAN = 100


@dataclass(frozen=True, slots=True)
class Line:
    """What a unit spends under one account from one fund."""

    account: Account
    basic: int = 0
    project: int = 0
    opening: int = 0
    closing: int = 0

    @property
    def spent(self) -> int:
        """All that is spent."""
        return self.basic + self.project

    @property
    def revenue(self) -> int:
        """What must come in for that to be spent."""
        return self.spent + self.closing - self.opening


@dataclass(frozen=True, slots=True)
class Money:
    """A unit's money of one year: general budget, government funds, state capital, its own."""

    staff: int
    economic: Mapping[str, int]
    general: tuple[Line, ...]
    funds: tuple[Line, ...]
    capital: tuple[Line, ...]
    own: tuple[Line, ...]
    car: int
    reception: int

    @property
    def fiscal(self) -> tuple[Line, ...]:
        """All lines that are paid from 财政拨款."""
        return (*self.general, *self.funds, *self.capital)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines."""
        return (*self.fiscal, *self.own)

    @property
    def accounts(self) -> list[Account]:
        """Every account with money, once, by code."""
        return sorted({line.account for line in self.lines}, key=lambda account: account.code)

    def running_costs(self) -> int:
        """公用经费 in the 基本支出 of the general budget."""
        return sum(cents for code, cents in self.economic.items() if code[:3] in RUNNING)


def invent(rng: Random, kind: str, rows: int) -> Money:
    """The money of a unit of a kind, under so many accounts."""
    staff = rng.randint(5, 180)
    economic = _economic(rng, kind, staff)
    basics = _basics(rng, kind, economic)
    funds = _funds(rng, rows)
    capital = _capital(rng)
    more = max(rows - len(basics) - len(funds) - len(capital), 1)
    projects = [
        Line(account, project=_amount(rng, 2_000, 6_000_000))
        for account in accounts.for_projects(rng, more)
    ]
    return Money(
        staff,
        economic,
        tuple(sorted([*basics, *projects], key=lambda line: line.account.code)),
        funds,
        capital,
        _own(rng, kind, basics[0].account, projects[0].account),
        economic.get(CAR, 0),
        economic[RECEPTION],
    )


def _amount(rng: Random, low: int, high: int) -> int:
    """分 between two amounts of 元."""
    return rng.randint(low * _YUAN, high * _YUAN)


def _economic(rng: Random, kind: str, staff: int) -> dict[str, int]:
    costs = {**STAFF_COSTS, **RUNNING_COSTS, **FAMILY_COSTS}
    if kind != "事业单位":
        del costs["30107"]
    found = {code: _amount(rng, low, high) * staff for code, (low, high) in costs.items()}
    found[RECEPTION] = _amount(rng, 300, 40_000)
    if rng.random() < 0.6:
        found[CAR] = _amount(rng, 8_000, 90_000)
    return {code: found[code] for code in sorted(found)}


def _basics(rng: Random, kind: str, economic: Mapping[str, int]) -> list[Line]:
    """基本支出 by function: what has an account of its own, and the rest under the main one."""
    medical = economic["30110"] + economic["30112"]
    subsidy = economic["30102"] // rng.randint(6, 12)
    own = {
        accounts.PENSION: economic["30108"],
        accounts.ANNUITY: economic["30109"],
        accounts.MEDICAL[kind]: medical,
        accounts.HOUSING: economic["30113"],
        accounts.RENT_SUBSIDY: subsidy,
    }
    rest = sum(economic.values()) - sum(own.values())
    opening = closing = _amount(rng, 0, 400_000)
    main = Line(accounts.account(accounts.RUNNING[kind]), rest, 0, opening, closing)
    return [main, *(Line(accounts.account(code), cents) for code, cents in own.items())]


def _funds(rng: Random, rows: int) -> tuple[Line, ...]:
    """Now and then a few accounts of government funds; a tenth of a very long list."""
    count = rows // 10 if rows > 120 else rng.choice((0, 0, 0, 1, 1, 2, 3))
    lines = []
    for account in accounts.for_funds(rng, count):
        closing = _amount(rng, 0, 200_000)
        opening = rng.choice((0, closing))
        lines.append(Line(account, 0, _amount(rng, 200_000, 9_000_000), opening, closing))
    return tuple(sorted(lines, key=lambda line: line.account.code))


def _capital(rng: Random) -> tuple[Line, ...]:
    if rng.random() < 0.85:
        return ()
    return (Line(accounts.state_capital(), 0, _amount(rng, 50_000, 2_000_000)),)


def _own(rng: Random, kind: str, main: Account, project: Account) -> tuple[Line, ...]:
    """What public institutions earn and spend themselves."""
    if kind != "事业单位" or rng.random() < 0.5:
        return ()
    left = _amount(rng, 0, 900_000)
    return (
        Line(main, _amount(rng, 20_000, 700_000), _amount(rng, 0, 500_000), left, left // 2),
        Line(project, 0, _amount(rng, 10_000, 900_000)),
    )


def split(rng: Random, cents: int, codes: tuple[str, ...]) -> dict[str, int]:
    """An amount laid on codes, whole 分, nothing lost."""
    chosen = sorted(rng.sample(codes, rng.randint(2, len(codes))))
    shares = [rng.randint(1, 100) for _ in chosen]
    parts = [cents * share // sum(shares) for share in shares]
    parts[-1] += cents - sum(parts)
    return dict(zip(chosen, parts, strict=True))


def last_year(rng: Random, cents: int) -> int:
    """What a figure may have been a year ago: mostly near, now and then far off, at times equal."""
    if rng.random() < 0.06:
        return cents
    low, high = (97, 103) if rng.random() < 0.7 else (40, 180)
    return cents * rng.randint(low, high) // 100 + rng.randint(0, 99_999)


def why(now: int, before: int) -> str:
    """A reason that goes the same way as the figure."""
    return "业务量增加，相应增加支出" if now > before else "厉行节约，压减支出"
