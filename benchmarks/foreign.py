"""docxtemplater and Carbone beside ours, on an equivalent form with the same texts."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

from markupsafe import Markup

from benchmarks import carbone_form, docxtemplater_form, engine, filling, foreign_form
from benchmarks.foreign_form import Token
from benchmarks.tables import Table, Value, verdict
from benchmarks.timing import WALL, Contender, Elapsed, Timed, interleave
from generator.word import archive

PACKAGES = ("docxtemplater@3.71.0", "pizzip@3.3.0", "carbone@3.8.2")
MODULES = Path(__file__).parents[1] / ".cache" / "node"
PROGRAM = Path(__file__).with_name("foreign.cjs")
KNOWN, OURS, BARE = filling.KNOWN, filling.OURS, filling.BARE
LEAST_FASTER = {"docxtemplater": 10, "carbone": 5}
# Documents that a just-in-time compiler sees before any counts.
WARM_UP = 15

Convert = Callable[[str, Iterator[Token]], str]


def run(rounds: int) -> list[Table]:
    """The 2024 example in all three, or nothing where there is no node."""
    if not shutil.which("npm"):
        return [Table("docxtemplater、Carbone", ("没有 node 和 npm，未量",), [])]
    _install()
    with tempfile.TemporaryDirectory() as folder:
        return [_measure(Path(folder), rounds)]


def _install() -> None:
    MODULES.mkdir(parents=True, exist_ok=True)
    done = MODULES / ".ready"
    wanted = " ".join(PACKAGES)
    if not (done.is_file() and done.read_text() == wanted):
        command = ["npm", "install", "--no-audit", "--no-fund", "--save-exact"]
        subprocess.run(
            [*command, "--prefix", str(MODULES), *PACKAGES], check=True, capture_output=True
        )
        done.write_text(wanted)


def _measure(folder: Path, rounds: int) -> Table:
    path = filling.EXAMPLES["2024 决算"]
    unit = engine.opened(path)
    _write_forms(unit, folder)
    with _started(folder) as node:
        for name in LEAST_FASTER:
            for _ in range(WARM_UP):
                _one(node, name)
        differing = [_difference(unit, folder, name) for name in LEAST_FASTER]
        ours = [
            Contender(KNOWN, engine.fill_unrecorded, lambda: filling.known(path)),
            Contender(OURS, engine.fill, lambda: engine.opened(path)),
            Contender(BARE, engine.fill_unrecorded, lambda: engine.opened(path)),
        ]
        theirs = [Contender(name, partial(_fill_by, node, name)) for name in LEAST_FASTER]
        timed = interleave([*ours, *theirs], rounds, WALL)
        assert node.stdin
        node.stdin.close()
    rows: list[tuple[Value, ...]] = [
        (name, timed.median(name), timed.ratio(name, KNOWN))
        for name in (KNOWN, OURS, BARE, *LEAST_FASTER)
    ]
    return Table(
        f"填入并成文：与 docxtemplater、Carbone 社区版（2024 决算，温，{rounds} 轮交错）",
        ("做法", "毫秒（中位数）", "相当于第一行的倍数"),
        rows,
        [
            *(_faster(timed, name) for name in LEAST_FASTER),
            *differing,
            f"{'、'.join(PACKAGES)}，同一个 node 进程，各先填 {WARM_UP} 份；用时由 node 自己量。"
            "它们的数是现成的文字，"
            "所以与数已算好时相比；我们的仍从数化成文字。",
        ],
    )


def _faster(timed: Timed, name: str) -> str:
    known, bare, least = timed.ratio(name, KNOWN), timed.ratio(name, BARE), LEAST_FASTER[name]
    judged = verdict(known >= least)
    return f"{name} ÷ 我们 = {known:.1f}（数临时算 {bare:.1f}；要求 ≥ {least}）：{judged}"


def _write_forms(unit: engine.Opened, folder: Path) -> None:
    """The form and the data of each engine."""
    parts = archive.read(unit.pack.form.read_bytes())
    tagged = [name for name in parts if name.endswith(".xml") and b"{{" in parts[name]]
    reading = foreign_form.read("".join(parts[name].decode() for name in tagged))
    data = json.loads(_json_environment(unit).from_string(reading.json_template).render(
        engine.names(unit)))  # fmt: skip
    converters: dict[str, tuple[Convert, Any]] = {
        "docxtemplater": (docxtemplater_form.convert, data),
        "carbone": (carbone_form.convert, carbone_form.data(data)),
    }
    for name, (convert, given) in converters.items():
        tokens = iter(reading.tokens)
        made = {part: convert(parts[part].decode(), tokens).encode() for part in tagged}
        packed = {n: archive.deflate(content) for n, content in (parts | made).items()}
        (folder / f"{name}.docx").write_bytes(archive.write(packed))
        (folder / f"{name}.json").write_text(json.dumps(given, ensure_ascii=False), "utf-8")


def _json_environment(unit: engine.Opened) -> Any:
    """Our environment with a filter that prints a text as JSON."""
    environment = engine.plain_environment(unit.pack)

    def text(value: Any) -> Any:
        plain = unescape(str(value)) if isinstance(value, Markup) else str(value)
        return Markup(json.dumps(plain, ensure_ascii=False))

    environment.filters[foreign_form.FILTER] = text
    return environment


def _started(folder: Path) -> subprocess.Popen[str]:
    command = ["node", str(PROGRAM), str(folder), str(MODULES)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _fill_by(node: subprocess.Popen[str], name: str, _: object) -> Elapsed:
    return _one(node, name)


def _one(node: subprocess.Popen[str], name: str) -> Elapsed:
    """One document by another engine, timed by itself."""
    assert node.stdin
    assert node.stdout
    node.stdin.write(f"{name}\n")
    node.stdin.flush()
    return Elapsed(float(node.stdout.readline()))


def _difference(unit: engine.Opened, folder: Path, name: str) -> str:
    """What another engine's document has that ours has not; the visible text must be the same."""
    ours = filling.texts(engine.fill(unit))
    theirs = filling.texts((folder / f"{name}-filled.docx").read_bytes())
    visible = [
        {part: [t for t in ts if t.strip()] for part, ts in x.items()} for x in (ours, theirs)
    ]
    if visible[0] != visible[1]:
        raise AssertionError(f"{name} does not print the same text")
    more = sum(map(len, theirs.values())) - sum(map(len, ours.values()))
    return f"{name}：看得见的文字逐段相同" + (
        f"，另留下 {more} 个空段（隐藏的行）。" if more else "，段数也相同。"
    )
