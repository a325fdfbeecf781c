"""Ten officers at one workbench, each saving and checking every five seconds, while a batch runs.

    python -m benchmarks.load [SECONDS]

Every answer is timed; an error, a median of 0.5 s, a hundredth of 3 s or a memory of 400 MB is too
much, and ends with 1. The server is a process of its own, and so is the batch of a hundred units,
which begins again whenever it ends.
"""

import argparse
import html
import http.client
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import fleet

OFFICERS, EVERY_SECONDS, BATCH = 10, 5, 100
MOST_MEDIAN, MOST_HUNDREDTH, MOST_MB = 0.5, 3, 400
SEED = 7


@dataclass
class Visitor:
    """A browser that has come in."""

    host: str
    cookie: str
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def ask(self, path: str, fields: dict[str, str] | None = None) -> str:
        """A page; where a change leads elsewhere, that one. Each answer is timed."""
        headers = {"Cookie": self.cookie}
        if fields is not None:
            headers["Origin"] = f"http://{self.host}"
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.perf_counter()
        link = http.client.HTTPConnection(self.host, timeout=60)
        try:
            body = urlencode(fields) if fields is not None else None
            link.request("POST" if fields is not None else "GET", path, body, headers)
            answer = link.getresponse()
            text = answer.read().decode("utf-8")
        except OSError as error:
            self.errors.append(f"{path}: {error}")
            return ""
        finally:
            link.close()
        self.seconds.append(time.perf_counter() - begun)
        if answer.status == 303:
            return self.ask(answer.headers["Location"])
        if answer.status != 200:
            self.errors.append(f"{path}: {answer.status}")
        return text


def work(visitor: Visitor, unit: str, seconds: float, late: float) -> None:
    """What one officer does: save, look at the text again, look at the faults, wait."""
    end = time.monotonic() + seconds
    time.sleep(late)
    number = 0
    while time.monotonic() < end:
        begun = time.monotonic()
        page = visitor.ask(f"{unit}/text")
        shown = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
        held = dict(re.findall(r'name="(word|base|window)" value="([^"]*)"', page))
        if shown is None:
            visitor.errors.append(f"{unit}/text: 没有编辑框")
        else:
            number += 1
            text = html.unescape(shown[1]).removeprefix("\n").rstrip()
            text = re.sub(r"\n# 第\d+次$", "", text) + f"\n# 第{number}次\n"
            visitor.ask(f"{unit}/text", {**held, "text": text})
            visitor.ask(f"{unit}/checks")
        time.sleep(max(0, EVERY_SECONDS - (time.monotonic() - begun)))


def run_batches(folder: Path, ended: threading.Event) -> None:
    """`gongkai build` of the hundred, all of them anew, again and again."""
    command = [sys.executable, "-m", "generator", "build", str(folder), "-o", f"{folder}-成文"]
    while not ended.is_set():
        building = subprocess.Popen(
            [*command, "--force"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while building.poll() is None:
            if ended.wait(0.2):
                building.send_signal(signal.SIGINT)
                building.wait()


def read_memory(process: int) -> float:
    """What a process holds in memory, in MB."""
    told = Path(f"/proc/{process}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", told)[0]) / 1024


def main(arguments: list[str] | None = None) -> int:
    """Load the workbench for so many seconds, and tell what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("seconds", type=float, nargs="?", default=300)
    seconds = parser.parse_args(arguments).seconds
    with tempfile.TemporaryDirectory() as made:
        folder, many = Path(made, "单位"), Path(made, "一批")
        fleet.write(folder, OFFICERS, SEED)
        fleet.write(many, BATCH, SEED + 1)
        command = [sys.executable, "-u", "-m", "generator", "serve", str(folder), "--no-browser"]
        serving = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert serving.stdout is not None
        try:
            first = serving.stdout.readline().strip().removeprefix("工作台：")
            return measure(first, many, serving.pid, seconds)
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(30)


def come_in(first: str) -> Visitor:
    """A browser that has come in by the first address."""
    host, _, path = first.removeprefix("http://").partition("/")
    link = http.client.HTTPConnection(host)
    link.request("GET", f"/{path}")
    cookie = str(link.getresponse().headers["Set-Cookie"]).partition(";")[0]
    link.close()
    return Visitor(host, cookie)


def measure(first: str, many: Path, process: int, seconds: float) -> int:
    """The same, at a server that answers at its first address."""
    inside = come_in(first)
    units = sorted(set(re.findall(r'href="(/units/\w+)"', inside.ask("/"))))
    assert len(units) == OFFICERS, units
    visitors = [Visitor(inside.host, inside.cookie) for _ in units]
    ended, memory = threading.Event(), list[float]()
    threads = [
        threading.Thread(target=work, args=(visitor, unit, seconds, number / 2))
        for number, (visitor, unit) in enumerate(zip(visitors, units, strict=True))
    ]
    batches = threading.Thread(target=run_batches, args=(many, ended))
    for thread in (*threads, batches):
        thread.start()
    while any(thread.is_alive() for thread in threads):
        memory.append(read_memory(process))
        time.sleep(1)
    ended.set()
    batches.join()
    return tell(visitors, memory)


def tell(visitors: list[Visitor], memory: list[float]) -> int:
    """What was measured; 1 where something is too much."""
    times = sorted(it for visitor in visitors for it in visitor.seconds)
    errors = [it for visitor in visitors for it in visitor.errors]
    median, hundredth = statistics.median(times), times[int(len(times) * 0.99)]
    quarter = max(1, len(memory) // 4)
    before, after = (max(part) for part in (memory[:quarter], memory[-quarter:]))
    print(f"{len(times)} 次应答，{len(errors)} 个错误")
    print(f"中位数 {median:.3f} 秒，第 99 百分位 {hundredth:.3f} 秒，最长 {times[-1]:.3f} 秒")
    print(
        f"内存：最多 {max(memory):.0f} MB；前四分之一最多 {before:.0f}，后四分之一最多 {after:.0f}"
    )
    for error in errors[:10]:
        print(error)
    fine = not errors and median < MOST_MEDIAN and hundredth < MOST_HUNDREDTH
    return 0 if fine and max(memory) < MOST_MB else 1


if __name__ == "__main__":
    sys.exit(main())
