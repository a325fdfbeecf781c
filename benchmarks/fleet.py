"""A fleet of invented units: so many plausible filings from a seed, for measuring and for tests.

A unit depends on nothing but the seed and its index. Every one passes `gongkai check` without an
error: its money is made once (`invent.money`), and all that a filing states follows from it.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.invent import budget, final_accounts, layout, money, names

LEAST_ROWS, MOST_ROWS = 10, 120
FIRST_CODE = 100001


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
    rng = Random(f"{seed}/{index}")
    kind, name, code = names.kind_of(index), names.unit_name(index), str(FIRST_CODE + index)
    made = money.invent(rng, kind, rows or _rows(rng))
    # Words of their own: two units that differ in rows only do so in nothing else.
    words = Random(f"{seed}/{index}/words")
    write = budget.filing if index % 2 else final_accounts.filing
    return Unit(name, f"{code}.yaml", layout.text(write(words, kind, name, code, made)))


def _rows(rng: Random) -> int:
    """Most units have few accounts, some have many."""
    return min(rng.randint(LEAST_ROWS, MOST_ROWS) for _ in range(3))


def write(folder: Path, count: int, seed: int) -> list[Path]:
    """The filings of the first so many units of a fleet, in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for index in range(count):
        made = unit(seed, index)
        paths.append(folder / made.file)
        paths[-1].write_text(made.text, encoding="utf-8")
    return paths


def main() -> None:
    """`python -m benchmarks.fleet 文件夹 数量`: write a fleet to look at."""
    parser = argparse.ArgumentParser(description="编一批虚构单位的填报文件")
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.folder, options.count, options.seed)


if __name__ == "__main__":
    main()
