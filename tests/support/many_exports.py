"""Many units that draw on one folder of exports, as a bureau has them.

PYTHONPATH=tests .venv/bin/python -m support.many_exports 300 /tmp/folder    # measures it
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from generator.exports import drawing
from generator.filing import shared
from generator.kept import library
from generator.packs import finding
from support.examples import EXAMPLE
from support.exports import DRAWN, MadeExport, Value, final_accounts, stated_by, without

FIRST = 100001
MOVED: dict[Value, Value] = {12519.13: 12509.13, 639.91: 649.91}


def code_of(number: int) -> str:
    return str(FIRST + number)


def name_of(number: int) -> str:
    return f"福州市第{number + 1}管理服务中心"


def write(folder: Path, count: int, suffix: str = ".xls") -> None:
    """So many filings, which draw on one folder that their common file names, and the exports."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "_共用.yaml").write_text("取数文件: 导出\n", "utf-8")
    text = without(EXAMPLE.read_text("utf-8"), *DRAWN)
    for number in range(count):
        own = text.replace('代码: "126"', f'代码: "{code_of(number)}"')
        own = own.replace("福州市“智慧福州”管理服务中心", name_of(number))
        (folder / f"{code_of(number)}.yaml").write_text(own, "utf-8")
        write_export(folder, number, suffix=suffix)


def write_export(folder: Path, number: int, *, moved: bool = False, suffix: str = ".xls") -> None:
    """The export of a unit; with `moved`, after a correction between two accounts."""
    made = _export().copy()
    for sheet in made.sheets.values():
        sheet.cells[3, 1] = f"编制单位：{name_of(number)}"
        if moved:
            sheet.cells = {at: MOVED.get(it, it) for at, it in sheet.cells.items()}
    made.write(folder / "导出" / f"{code_of(number)}{suffix}")


def _export() -> MadeExport:
    return final_accounts(stated_by(EXAMPLE))


# -- what it costs ---------------------------------------------------------------------------------


def measure(count: int, folder: Path) -> Iterator[str]:
    """Rows of a table: building all, again, after one export has changed; drawing alone."""
    write(folder, count)
    yield f"| {count} 个单位，第一次 | {_build(folder):.1f} 秒 |"
    yield f"| 再来一次，都没有变 | {_build(folder):.2f} 秒 |"
    write_export(folder, 1, moved=True)
    yield f"| 一个单位的导出文件有变，只重新生成它 | {_build(folder):.2f} 秒 |"
    for suffix in (".xls", ".xlsx"):
        apart = folder.parent / f"{folder.name}{suffix}"
        write(apart, 20, suffix)
        yield f"| 取数，{suffix}，每个单位 | {_draw(apart, 20):.1f} 毫秒 |"


def _build(folder: Path) -> float:
    begun = time.perf_counter()
    command = ["-m", "generator.cli", "build", str(folder), "-o", str(folder / "成文")]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    print(done.stdout.strip().splitlines()[-1:], file=sys.stderr)
    return time.perf_counter() - begun


def _draw(folder: Path, count: int) -> float:
    """Milliseconds of processor time that drawing takes for a unit."""
    paths = [folder / f"{code_of(number)}.yaml" for number in range(count)]
    found = [source for source, _ in map(shared.load, paths) if source is not None]
    pack, _ = finding.find(found[0], library.current())
    assert pack is not None
    drawing.draw(found[0], pack)  # what is made once
    begun = time.process_time()
    for source in found[1:]:
        drawing.draw(source, pack)
    return (time.process_time() - begun) * 1000 / (count - 1)


if __name__ == "__main__":
    print("\n".join(measure(int(sys.argv[1]), Path(sys.argv[2]))))
