"""`gongkai publish` of a fleet into a folder: how long a document takes, how large its files are.

`python -m benchmarks.publishing 20` on a machine that does nothing else prints the table.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import fleet, processes
from benchmarks.processes import GONGKAI, Watched
from benchmarks.tables import Table, Value

SEED = 16
_KB = 1024
_LIST = "清单.json"


def measure(folder: Path, count: int) -> list[Table]:
    """What publishing so many units of both regions takes, the first time and once more."""
    filings, documents, public = (folder / name for name in ("填报", "成文", "公开"))
    write(filings, count)
    processes.build(filings, documents)
    command = [*GONGKAI, "publish", str(documents), "-o", str(public)]
    runs = {"第一次": processes.watch(command), "再来一次，都没有变": processes.watch(command)}
    heads = ("运行", "秒", "每份秒", "每份处理器秒", "每个进程最多 MB")
    rows = [_row(name, count, taken) for name, taken in runs.items()]
    return [
        Table(f"公开 {count:,} 份文档：五种格式", heads, rows),
        Table("每份文档的文件", ("格式", "平均 KB", "最大 KB"), list(_weigh(public))),
    ]


def write(folder: Path, count: int) -> None:
    """The filings of so many units: both kinds of documents of both regions in turn."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        make = fleet.other_unit if index // 2 % 2 else fleet.unit
        unit = make(SEED, index)
        (folder / unit.file).write_text(unit.text, encoding="utf-8")


def _row(name: str, count: int, taken: Watched) -> tuple[Value, ...]:
    return name, taken.seconds, taken.seconds / count, taken.cpu / count, taken.peak


def _weigh(public: Path) -> Iterator[tuple[Value, ...]]:
    """How large the files of each format are, by the lists that go with them."""
    sizes: dict[str, list[int]] = {}
    for listed in public.rglob(_LIST):
        own: dict[str, int] = {}
        for file in json.loads(listed.read_text("utf-8"))["文件"]:
            own[file["格式"]] = own.get(file["格式"], 0) + file["字节"]
        for kind, size in own.items():
            sizes.setdefault(kind, []).append(size)
    for kind, each in sizes.items():
        yield kind, sum(each) / len(each) / _KB, max(each) / _KB


def main() -> None:
    """`python -m benchmarks.publishing 份数`: measure, and print the tables."""
    parser = argparse.ArgumentParser(description="量公开一份文档的用时和各种格式的大小")
    parser.add_argument("count", type=int, nargs="?", default=20)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        for table in measure(Path(folder), count):
            print(table.text(), end="\n\n")


if __name__ == "__main__":
    main()
