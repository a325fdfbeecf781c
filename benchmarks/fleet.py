"""A fleet of invented units: so many plausible filings from a seed, for measuring and for tests.

A unit depends on nothing but the seed and its index. Every one passes `gongkai check` without an
error: its money is made once (`invent.money`), and all that a filing states follows from it.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.invent import budget, final_accounts, layout, money, names, shanghai
from benchmarks.invent import department as sums
from benchmarks.invent.department import Member
from benchmarks.invent.money import Money

LEAST_ROWS, MOST_ROWS = 10, 120
FIRST_CODE, FIRST_DEPARTMENT = 100001, 900001


@dataclass(frozen=True, slots=True)
class Unit:
    """One invented unit: its name, the name of its file, and the text of its filing."""

    name: str
    file: str
    text: str


def unit(seed: int, index: int, rows: int | None = None) -> Unit:
    """The unit at an index: even ones file 部门决算 2024, odd ones 部门预算 2025.

    `rows` says how many accounts (项) it spends under; left to itself, it is 10 to 120.
    """
    kind, name, code = names.kind_of(index), names.unit_name(index), str(FIRST_CODE + index)
    # Words of their own: two units that differ in rows only do so in nothing else.
    words = Random(f"{seed}/{index}/words")
    write = budget.filing if index % 2 else final_accounts.filing
    filing = write(words, kind, name, code, _money(seed, index, rows))
    return Unit(name, f"{code}.yaml", layout.text(filing))


def other_unit(seed: int, index: int) -> Unit:
    """The unit at an index as one of another region: even ones file 部门决算, odd ones a budget."""
    kind, name, code = names.kind_of(index), names.unit_name(index), str(FIRST_CODE + index)
    write = shanghai.budget if index % 2 else shanghai.final_accounts
    filing = write(Random(f"{seed}/{index}/words"), kind, name, code, _money(seed, index))
    return Unit(name, f"{code}.yaml", layout.text(filing))


def _money(seed: int, index: int, rows: int | None = None) -> Money:
    rng = Random(f"{seed}/{index}")
    return money.invent(rng, names.kind_of(index), rows or _rows(rng))


def _rows(rng: Random) -> int:
    """Most units have few accounts, some have many."""
    return min(rng.randint(LEAST_ROWS, MOST_ROWS) for _ in range(3))


def department(seed: int, number: int, size: int) -> Unit:
    """A department whose 部门决算 is the sum (汇总) of so many units of the fleet, in order."""
    indices = range(2 * size * number, 2 * size * (number + 1), 2)
    members = [
        Member(unit(seed, index).file, names.unit_name(index), _money(seed, index))
        for index in indices
    ]
    name, code = names.department_name(number), str(FIRST_DEPARTMENT + number)
    text = layout.text(sums.filing(name, code, members))
    return Unit(name, f"{code}.yaml", text)


def write(folder: Path, count: int, seed: int, departments_of: int = 0) -> list[Path]:
    """The filings of the first so many units of a fleet, in a folder.

    `departments_of` says of how many units each department is the sum; 0 means no departments.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = [unit(seed, index) for index in range(count)]
    if departments_of:
        whole = (count + 1) // 2 // departments_of
        made += [department(seed, number, departments_of) for number in range(whole)]
    for one in made:
        (folder / one.file).write_text(one.text, encoding="utf-8")
    return [folder / one.file for one in made]


def main() -> None:
    """`python -m benchmarks.fleet 文件夹 数量`: write a fleet to look at."""
    parser = argparse.ArgumentParser(description="编一批虚构单位的填报文件")
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--departments-of", type=int, default=0, metavar="N")
    options = parser.parse_args()
    write(options.folder, options.count, options.seed, options.departments_of)


if __name__ == "__main__":
    main()
