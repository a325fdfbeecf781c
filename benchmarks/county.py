"""A county's units: one process against two, memory, and what a second run still has to do."""

import shutil
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks import engine, fleet, processes
from benchmarks.processes import Watched
from benchmarks.tables import Table, Value, verdict

SEED = 5
# Of how many units each department is the sum (汇总); 0: there are no departments.
DEPARTMENTS_OF = 0
LEAST_TWO, MOST_MEMORY, LEAST_PER_CORE, MOST_UNCHANGED, MOST_ONE = 1.8, 200, 0.8, 0.03, 0.04
CORES = 2
# Units built in this process for the single-unit figure.
SAMPLE = 40
ONE, TWO = "一个进程", f"{CORES} 个进程"
SAME, READ, CHANGED = "再运行，都没有变", "同上，--严格（都读内容）", "再运行，一份有变"
NAMES = (ONE, TWO, SAME, READ, CHANGED)
HEADS = ("运行", "秒", "处理器秒", "每秒份数", "每个进程最多 MB", "进程数")
Round = dict[str, Watched]


def run(units: int, rounds: int) -> list[Table]:
    """The same fleet built again and again, each time by a new process."""
    with tempfile.TemporaryDirectory() as folder:
        return [_measure(Path(folder), units, rounds)]


def _measure(folder: Path, units: int, rounds: int) -> Table:
    paths = fleet.write(folder / "filings", units, SEED, DEPARTMENTS_OF)
    units = len(paths)
    few = len(fleet.write(folder / "few", max(units // 10, 1), SEED))
    single = _single(paths[:SAMPLE])
    small = processes.build(folder / "few", folder / "few-output", jobs=CORES)
    runs = [_round(folder, paths[units // 2], number) for number in range(rounds)]
    rows = [_row(name, units, [one[name] for one in runs]) for name in NAMES]
    rows.append(_row(f"{few:,} 份、{CORES} 个进程（看内存）", few, [small]))
    title = f"{units:,} 个单位（{rounds} 轮交错，取中位数）"
    return Table(title, HEADS, rows, _notes(units, single, runs))


def _round(folder: Path, changing: Path, number: int) -> Round:
    """One process, then two from nothing again, then what a second run still has to do."""
    filings, output = folder / "filings", folder / "output"
    taken = {ONE: _anew(filings, output, 1), TWO: _anew(filings, output, CORES)}
    taken[SAME] = processes.build(filings, output, jobs=CORES)
    taken[READ] = processes.build(filings, output, jobs=CORES, strictly=True)
    text = changing.read_text("utf-8")
    changing.write_text(text.replace("年度中心工作", f"年度中心工作（{number}）"), "utf-8")
    taken[CHANGED] = processes.build(filings, output, jobs=CORES)
    changing.write_text(text, "utf-8")
    return taken


def _anew(filings: Path, output: Path, jobs: int) -> Watched:
    """A build that finds nothing done before."""
    shutil.rmtree(output, ignore_errors=True)
    return processes.build(filings, output, jobs=jobs)


def _row(name: str, units: int, taken: list[Watched]) -> tuple[Value, ...]:
    seconds = median(w.seconds for w in taken)
    most = max(taken, key=lambda w: w.peak)
    cpu = median(w.cpu for w in taken)
    return (name, seconds, cpu, units / seconds, most.peak, most.processes)


def _single(paths: list[Path]) -> float:
    """Seconds for one unit, warm, in this process."""
    engine.build(paths[0])
    engine.build(paths[1])
    started = time.perf_counter()
    for path in paths:
        engine.build(path)
    return (time.perf_counter() - started) / len(paths)


def _notes(units: int, single: float, runs: list[Round]) -> list[str]:
    def ratio(name: str, to: str) -> float:
        return median(one[name].seconds / one[to].seconds for one in runs)

    faster, part, part_one = ratio(ONE, TWO), ratio(SAME, TWO), ratio(CHANGED, TWO)
    peak = max(watched.peak for one in runs for watched in one.values())
    per_core = median(single * units / (one[TWO].seconds * CORES) for one in runs)
    missing = [o for o in (processes.JOBS, processes.FORCE) if not processes.can(o)]
    told = (
        [f"这个版本的 build 没有 {'、'.join(missing)}，相应各行只是重复运行。"] if missing else []
    )
    return [
        *told,
        f"一个进程 ÷ {CORES} 个进程 = {faster:.2f}（要求 ≥ {LEAST_TWO}）："
        + verdict(faster >= LEAST_TWO),
        f"每个进程最多 {peak:.0f} MB（要求 ≤ {MOST_MEMORY}）：" + verdict(peak <= MOST_MEMORY),
        f"单份温用时 {single * 1000:.1f} 毫秒；每核吞吐是它的 {per_core:.0%}"
        f"（要求 ≥ {LEAST_PER_CORE:.0%}）：" + verdict(per_core >= LEAST_PER_CORE),
        f"都没有变 ÷ 第一次 = {part:.1%}（要求 ≤ {MOST_UNCHANGED:.0%}）："
        + verdict(part <= MOST_UNCHANGED),
        f"一份有变 ÷ 第一次 = {part_one:.1%}（要求 ≤ {MOST_ONE:.0%}）："
        + verdict(part_one <= MOST_ONE),
    ]
