"""From a cold start: whole processes, ours and a plain script's, interleaved."""

import compileall
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks import engine, filling, plain, recorder
from benchmarks.tables import Table, Value, verdict
from benchmarks.timing import WALL, Contender, Timed, interleave, once

GONGKAI = [sys.executable, "-c", "from generator.cli import entry; entry()"]
SCRIPT = Path(__file__).with_name("plain_script.py")
BUILD, HELP, BARE = "gongkai build 一份", "gongkai --help", "python -c pass"
SCRIPTED, CHECKED = "docxtpl 脚本（数现成）", "docxtpl 脚本（另加 safe_load、Cerberus）"
MOST_OF_SCRIPT, MOST_STARTS = 0.35, 3


def run(rounds: int) -> list[Table]:
    """The 2024 example built by a new process each time."""
    with tempfile.TemporaryDirectory() as folder:
        return [_measure(Path(folder), rounds)]


def _measure(folder: Path, rounds: int) -> Table:
    # Where this environment writes no bytecode by itself, whoever installs the program has it.
    compileall.compile_dir(engine.FOLDER, quiet=1)
    commands = _commands(folder)
    for command in commands.values():
        _run(command)
    _same_texts(folder)
    timed = interleave([_contender(name, commands[name]) for name in commands], rounds, WALL)
    rows: list[tuple[Value, ...]] = [
        (name, timed.median(name), timed.ratio(name, BARE)) for name in commands
    ]
    return Table(
        f"冷启动：整个进程（字节码和缓存都在，{rounds} 轮交错）",
        ("命令", "毫秒（中位数）", "相当于空解释器的倍数"),
        rows,
        [*_verdicts(timed), _first_run(folder)],
    )


def _verdicts(timed: Timed) -> list[str]:
    part, starts = timed.ratio(BUILD, SCRIPTED), timed.ratio(HELP, BARE)
    return [
        f"build ÷ docxtpl 脚本（数现成）= {part:.2f}（要求 ≤ {MOST_OF_SCRIPT}）："
        + verdict(part <= MOST_OF_SCRIPT)
        + f"；÷ 另加 safe_load、Cerberus 的脚本 = {timed.ratio(BUILD, CHECKED):.2f}。",
        f"--help ÷ 空解释器 = {starts:.2f}（要求 ≤ {MOST_STARTS}）："
        + verdict(starts <= MOST_STARTS),
        "脚本的数从 JSON 现成取来，每个都是印出的文字，过滤器只查名称：不读账、不核对、不读回。"
        "两者印出的文字逐段相同。",
    ]


def _commands(folder: Path) -> dict[str, list[str]]:
    filing = filling.EXAMPLES["2024 决算"]
    unit = engine.opened(filing)
    form, figures, rules = str(unit.pack.form), folder / "figures.json", folder / "rules.json"
    environment = engine.plain_environment(unit.pack)
    given = {"filters": list(environment.filters), "names": recorder.figures(unit, Path(form))}
    figures.write_text(json.dumps(given, ensure_ascii=False), "utf-8")
    rules.write_text(json.dumps(plain.typed(engine.cerberus_rules(unit.pack))), "utf-8")
    script = [sys.executable, str(SCRIPT), form, str(figures), str(folder / "plain.docx")]
    return {
        BUILD: [*GONGKAI, "build", str(filing), "-o", str(folder / "output"), *_forced()],
        SCRIPTED: script,
        CHECKED: [*script, str(filing), str(rules)],
        HELP: [*GONGKAI, "--help"],
        BARE: [sys.executable, "-c", "pass"],
    }


def _forced() -> list[str]:
    """What makes `build` build again although nothing changed, where it would not."""
    return ["--force"] if "--force" in _run([*GONGKAI, "build", "--help"]) else []


def _run(command: list[str], environment: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    return done.stdout.decode("utf-8", "replace")


def _contender(
    name: str, command: list[str], environment: Mapping[str, str] | None = None
) -> Contender:
    def run_it(_: Any) -> None:
        _run(command, environment)

    return Contender(name, run_it)


def _same_texts(folder: Path) -> None:
    ours = next((folder / "output").rglob("*.docx")).read_bytes()
    if filling.texts(ours) != filling.texts((folder / "plain.docx").read_bytes()):
        raise AssertionError("the plain script does not print the same text")


def _first_run(folder: Path) -> str:
    """What the very first run takes: no bytecode, no compiled form."""
    commands = _commands(folder)
    taken = []
    for name in (BUILD, SCRIPTED):
        empty = folder / "empty"
        shutil.rmtree(empty, ignore_errors=True)
        fresh = {**os.environ, "PYTHONPYCACHEPREFIX": str(empty), "XDG_CACHE_HOME": str(empty)}
        taken.append(once(_contender(name, commands[name], fresh), WALL))
    ours, script = taken
    bare = "第一次运行（没有字节码、没有编译好的表样）"
    return f"{bare}：build {ours:.0f} 毫秒，脚本 {script:.0f} 毫秒。"
