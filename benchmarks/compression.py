"""Ways to deflate the finished XML: what each takes and how much is left."""

import importlib
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks import engine, filling
from benchmarks.tables import Table, Value
from benchmarks.timing import Contender, interleave

Deflate = Callable[[bytes], bytes]
LEVELS = (1, 4, 6, 9)
# Windows of 32 KB, no header: what an archive holds.
RAW = -zlib.MAX_WBITS
REFERENCE = "zlib 6"
# Libraries that are only measured where they are installed: name, module, levels.
OTHERS = (
    ("zlib-ng", "zlib_ng.zlib_ng", LEVELS),
    ("isal", "isal.isal_zlib", (0, 1, 2, 3)),
)


def run(rounds: int) -> list[Table]:
    """One table for each example."""
    return [_measure(name, path, rounds) for name, path in filling.EXAMPLES.items()]


def _ways() -> Iterator[tuple[str, Deflate]]:
    for level in LEVELS:
        yield f"zlib {level}", _deflater(zlib, level)
    for name, module, levels in OTHERS:
        try:
            library = importlib.import_module(module)
        except ImportError:
            continue
        for level in levels:
            yield f"{name} {level}", _deflater(library, level)


def _deflater(library: Any, level: int) -> Deflate:
    def deflate(data: bytes) -> bytes:
        packer = library.compressobj(level, library.DEFLATED, RAW)
        packed: bytes = packer.compress(data) + packer.flush()
        return packed

    return deflate


def _measure(name: str, path: Path, rounds: int) -> Table:
    unit = engine.opened(path)
    parts = list(engine.filled_parts(engine.fill(unit), unit.pack.form).values())
    ways = dict(_ways())
    timed = interleave([_contender(way, deflate, parts) for way, deflate in ways.items()], rounds)
    sizes = {way: sum(len(deflate(part)) for part in parts) for way, deflate in ways.items()}
    rows: list[tuple[Value, ...]] = [
        (
            way,
            timed.median(way),
            timed.ratio(way, REFERENCE),
            sizes[way] / 1024,
            sizes[way] / sizes[REFERENCE],
        )
        for way in ways
    ]
    total = sum(map(len, parts)) / 1024
    return Table(
        f"压缩：{name} 成文的 XML（{total:.0f} KB，{rounds} 轮交错）",
        ("做法和级别", "处理器毫秒（中位数）", "÷ zlib 6", "KB", "大小 ÷ zlib 6"),
        rows,
        [_intact(ways, parts)],
    )


def _contender(name: str, deflate: Deflate, parts: list[bytes]) -> Contender:
    return Contender(name, lambda _: [deflate(part) for part in parts])


def _intact(ways: dict[str, Deflate], parts: list[bytes]) -> str:
    for deflate in ways.values():
        if [zlib.decompress(deflate(part), RAW) for part in parts] != parts:
            raise AssertionError("a part does not come back whole")
    return "每种做法压缩的结果都由标准 zlib 解压还原，逐字节相同。"
