"""Whether cost grows with the work and no faster: units in a run, rows in a document."""

import tempfile
from pathlib import Path

from benchmarks import engine, fleet, processes
from benchmarks.tables import Table, Value
from benchmarks.timing import Contender, interleave

SEED = 6
ROWS = (10, 30, 100, 300, 1000)


def units(counts: tuple[int, ...]) -> list[Table]:
    """Ever larger fleets, each built by a new process with all that `build` does by itself."""
    rows: list[tuple[Value, ...]] = []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            fleet.write(Path(folder) / "filings", count, SEED)
            done = processes.build(Path(folder) / "filings", Path(folder) / "output")
        rows.append((f"{count:,}", done.seconds, done.seconds / count * 1000, done.cpu, done.peak))
    heads = ("份数", "秒", "每份毫秒", "处理器秒", "每个进程最多 MB")
    return [Table("份数与用时（每次一个新进程，build 自定进程数）", heads, rows)]


def document_rows(rounds: int) -> list[Table]:
    """One 部门决算 with ever more accounts, warm."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for rows in ROWS:
            made = fleet.unit(SEED, 0, rows)
            paths[f"{rows:,}"] = Path(folder) / f"{rows}.yaml"
            paths[f"{rows:,}"].write_text(made.text, encoding="utf-8")
        timed = interleave([_contender(name, path) for name, path in paths.items()], rounds)
        sizes = {name: len(engine.build(path)) for name, path in paths.items()}
    lines: list[tuple[Value, ...]] = [
        (name, timed.median(name), timed.median(name) / rows, sizes[name] / 1024)
        for name, rows in zip(paths, ROWS, strict=True)
    ]
    heads = ("项级科目数", "处理器毫秒（中位数）", "每项毫秒", "成文 KB")
    return [Table(f"一份部门决算的行数与用时（温，{rounds} 轮交错）", heads, lines)]


def _contender(name: str, path: Path) -> Contender:
    def build(_: object) -> None:
        if not engine.build(path):
            raise AssertionError(f"{path.name} is not built")

    return Contender(name, build)
