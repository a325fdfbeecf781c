"""`python -m benchmarks.run [measure …]`: measure, print tables, write JSON."""

import argparse
import json
import os
import platform
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks import compression, county, filling, foreign, from_file, linearity, starting
from benchmarks.tables import Table

RESULTS = Path(__file__).parents[1] / ".cache" / "benchmarks.json"
README = Path(__file__).with_name("README.md")
# What `--readme` writes stands between these two lines.
BEGIN, END = "<!-- 速度的表：从这里 -->\n", "<!-- 速度的表：到这里 -->\n"


@dataclass(frozen=True)
class Effort:
    """How much to do: rounds of quick things, of whole processes, of a whole fleet; its units."""

    rounds: int
    starts: int
    units: int
    turns: int
    fleets: tuple[int, ...]


# All of it within ten minutes, the thousand units being most of that.
FULL = Effort(41, 21, 1000, 2, (10, 100, 1000))
QUICK = Effort(7, 5, 20, 1, (10, 40))
COUNTY = Effort(41, 21, 1000, 3, (10, 100, 1000, 10_000))

MEASURES: dict[str, Callable[[Effort], list[Table]]] = {
    "fill": lambda effort: filling.run(effort.rounds),
    "node": lambda effort: foreign.run(effort.rounds),
    "file": lambda effort: from_file.run(effort.rounds),
    "cold": lambda effort: starting.run(effort.starts),
    "county": lambda effort: county.run(effort.units, effort.turns),
    "units": lambda effort: linearity.units(effort.fleets),
    "rows": lambda effort: linearity.document_rows(max(effort.rounds // 4, 3)),
    "deflate": lambda effort: compression.run(effort.rounds),
}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description="量速度")
    parser.add_argument(
        "measures", nargs="*", metavar="项目", help=f"{'、'.join(MEASURES)}；不写则全部"
    )
    parser.add_argument("--quick", action="store_true", help="少量轮次，只看跑得通")
    parser.add_argument("--county", action="store_true", help="另量一万个单位")
    parser.add_argument("--json", type=Path, default=RESULTS, help="结果写到哪里")
    parser.add_argument("--readme", action="store_true", help="把各表写进 benchmarks/README.md")
    options = parser.parse_args()
    unknown = set(options.measures) - set(MEASURES)
    if unknown:
        parser.error(f"没有这个项目：{'、'.join(sorted(unknown))}")
    if options.readme and options.measures:
        parser.error("--readme 要量全部项目")
    return options


def main() -> None:
    """Measure what was asked for."""
    options = _options()
    effort = QUICK if options.quick else COUNTY if options.county else FULL
    load = os.getloadavg()[0]
    machine = f"{platform.machine()}，{os.cpu_count()} 核，Python {platform.python_version()}"
    found: dict[str, object] = {"machine": machine, "load": load}
    texts = [f"{date.today():%Y 年 %-m 月}，{machine}；开始时负载 {load:.1f}。"]
    for name in options.measures or MEASURES:
        tables = MEASURES[name](effort)
        found[name] = [table.data() for table in tables]
        for table in tables:
            texts.append(table.text())
            print(texts[-1], end="\n\n", flush=True)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    if options.readme:
        README.write_text(rewritten(README.read_text("utf-8"), texts), encoding="utf-8")


def rewritten(readme: str, texts: list[str]) -> str:
    """The README with these tables in place of those that stood there."""
    head, _, rest = readme.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return "".join([head, BEGIN, "\n", "\n\n".join(texts), "\n\n", END, tail])


if __name__ == "__main__":
    main()
