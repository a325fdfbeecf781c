"""What each page of the workbench costs: processor time of the server, for one request.

    python -m benchmarks.pages [TURNS]

Of the example unit and of one with 120 accounts; each page once after something was typed (where
it shows the file: saved), and once more when nothing has changed since. What other programs
do meanwhile is not in it.
"""

import argparse
import html
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import fleet
from benchmarks.load import SEED, Visitor, come_in

ROOT = Path(__file__).parent.parent
EXAMPLE, ROWS = ROOT / "tests" / "filings" / "final_accounts" / "126.yaml", 120
TYPED = ("form/1", "form", "text", "preview", "correction")
SAVED = ("", "checks", "preview", "document", "import", "form/1")
MOST_SECONDS = 0.3


def read_seconds(process: int) -> float:
    """The processor time of a process, with what it started and has seen end."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")


class Measured:
    """A unit at a server of its own, changed again and again."""

    def __init__(self, visitor: Visitor, unit: str, process: int) -> None:
        self.visitor, self.unit, self.process, self.number = visitor, unit, process, 0

    def change(self, way: str) -> None:
        """Type something else than before, or save it."""
        page = self.visitor.ask(f"{self.unit}/text")
        shown = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
        held = dict(re.findall(r'name="(word|base|window)" value="([^"]*)"', page))
        assert shown is not None
        self.number += 1
        text = re.sub(r"\n# 第\d+次$", "", html.unescape(shown[1]).removeprefix("\n").rstrip())
        fields = {**held, "text": f"{text}\n# 第{self.number}次\n"}
        self.visitor.ask(f"{self.unit}/{way}", fields)

    def measure(self, path: str, before: Callable[[], None] | None, turns: int) -> float:
        """Processor seconds of one request for a page."""
        total = 0.0
        for _ in range(turns):
            if before is not None:
                before()
            begun = read_seconds(self.process)
            self.visitor.ask(f"{self.unit}/{path}".rstrip("/"))
            total += read_seconds(self.process) - begun
        return total / turns


def measure_unit(name: str, text: str, turns: int) -> bool:
    """Measure and tell all pages of a unit; whether none takes too long."""
    with tempfile.TemporaryDirectory() as made:
        Path(made, "1.yaml").write_text(text, "utf-8")
        command = [sys.executable, "-u", "-m", "generator", "serve", made, "--no-browser"]
        serving = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert serving.stdout is not None
        try:
            first = serving.stdout.readline().strip().removeprefix("工作台：")
            visitor = come_in(first)
            (unit,) = set(re.findall(r'href="(/units/\w+)"', visitor.ask("/")))
            measured = Measured(visitor, unit, serving.pid)
            for path in {*TYPED, *SAVED}:  # what is only read at the first request
                measured.measure(path, None, 1)
            fine = [tell(measured, name, path, "draft", turns) for path in TYPED]
            measured.change("text")
            fine += [tell(measured, name, path, "text", turns) for path in SAVED]
            assert not visitor.errors, visitor.errors
            return all(fine)
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(30)


def tell(measured: Measured, name: str, path: str, way: str, turns: int) -> bool:
    """One line of the table; whether it is within the bound."""
    anew = measured.measure(path, lambda: measured.change(way), turns)
    again = measured.measure(path, None, turns)
    what = "填了没有保存" if way == "draft" else "保存以后"
    print(
        f"| {name} | {path or '单位'} | {what} | {anew * 1000:.0f} | {again * 1000:.0f} |",
        flush=True,
    )
    return anew < MOST_SECONDS


def main(arguments: list[str] | None = None) -> int:
    """Measure every page; 1 where one takes more than is promised."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("turns", type=int, nargs="?", default=10)
    turns = parser.parse_args(arguments).turns
    units = {
        "例子": EXAMPLE.read_text("utf-8"),
        f"{ROWS} 个科目": fleet.unit(SEED, 0, ROWS).text,
    }
    return 0 if all([measure_unit(name, text, turns) for name, text in units.items()]) else 1


if __name__ == "__main__":
    sys.exit(main())
