"""A filing's file to its finished document, against a plain pipeline; and where the time goes."""

import gc
import statistics
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from benchmarks import engine, filling, fleet, other_ways, plain
from benchmarks.tables import Table, Value, verdict
from benchmarks.timing import NS_PER_MS, PROCESSOR, Contender, interleave, once
from generator.vocabulary import ACCOUNT_NAMES

OURS, OTHER, FASTER_YAML = (
    "我们：文件到成文（含核对、读回）",
    "safe_load＋Cerberus＋docxtpl",
    "同上，YAML 改用 libyaml",
)
LEAST_FASTER, LEAST_FASTER_CLEAN = 12, 15
SEED, ROWS = 1, 37  # as many accounts as the units of a fleet have on average
# What tells that names of accounts are not checked, and how it says to settle that.
_UNSURE, _SETTLED = "L423", f"\n{ACCOUNT_NAMES}:"


def run(rounds: int) -> list[Table]:
    """The comparisons, then the stages of the 2024 example with their floors, then other ways."""
    path = filling.EXAMPLES["2024 决算"]
    with TemporaryDirectory() as folder:
        clean = _invent_clean(Path(folder))
        compared = [
            *(_compare(it, filling.EXAMPLES[it], LEAST_FASTER, rounds) for it in filling.EXAMPLES),
            _compare(f"编造的单位，{ROWS} 个科目，没有提示", clean, LEAST_FASTER_CLEAN, rounds),
        ]
    return [*compared, _stages(path, rounds), *other_ways.run(rounds)]


def _invent_clean(folder: Path) -> Path:
    """The first invented unit of which nothing is told once it has settled its accounts' names."""
    for index in count(step=2):
        unit = fleet.unit(SEED, index, ROWS)
        path = folder / unit.file
        path.write_text(unit.text, encoding="utf-8")
        helps = [fault.help for fault in engine.faults(path) if fault.code == _UNSURE]
        for names in (help_.partition(_SETTLED) for help_ in helps):
            path.write_text("".join((unit.text, *names[1:], "\n")), encoding="utf-8")
        if not engine.faults(path):
            return path
    raise AssertionError


def _compare(name: str, path: Path, least: int, rounds: int) -> Table:
    pack = engine.opened(path).pack
    environment, rules = (
        engine.plain_environment(pack),
        plain.validator(engine.cerberus_rules(pack)),
    )

    def other(read: Callable[[Path], object]) -> Callable[[engine.Opened], bytes]:
        return lambda unit: plain.build(
            path, read, rules, lambda: plain.render(pack.form, engine.names(unit), environment)
        )

    def fresh() -> engine.Opened:
        return engine.opened(path)

    if filling.texts(engine.build(path)) != filling.texts(other(plain.load)(fresh())):
        raise AssertionError("the pipelines do not print the same text")
    timed = interleave(
        [
            Contender(OURS, lambda _: engine.build(path)),
            Contender(OTHER, other(plain.load), fresh),
            Contender(FASTER_YAML, other(plain.load_fast), fresh),
        ],
        rounds,
    )
    faster = timed.ratio(OTHER, OURS)
    return Table(
        f"填报文件到成文：{name}（温，一个进程，{rounds} 轮交错）",
        ("做法", "处理器毫秒（中位数）", "相当于我们的倍数"),
        [(n, timed.median(n), timed.ratio(n, OURS)) for n in (OURS, OTHER, FASTER_YAML)],
        [
            f"普通流程 ÷ 我们 = {faster:.1f}（要求 ≥ {least}）：" + verdict(faster >= least),
            "普通流程的账（每个数的地址和来源）由我们现成给它，不计时；它不核对勾稽，也不读回。",
        ],
    )


def _stages(path: Path, rounds: int) -> Table:
    taken, whole = [], []
    for _ in range(rounds + 1):
        gc.collect()
        taken.append(engine.stages(path))
        engine.forget_paragraphs()
        whole.append(once(Contender("", lambda _: engine.build(path)), PROCESSOR))
    taken, share = taken[1:], statistics.median(_shares(taken[1:], whole[1:]))
    medians = {name: statistics.median(one[name] for one in taken) / NS_PER_MS for name in taken[0]}
    total = sum(medians.values())
    rows: list[tuple[Value, ...]] = [
        (name, spent, f"{spent / total:.0%}") for name, spent in medians.items()
    ]
    floors = _floors(path, rounds)
    floor_rows: list[tuple[Value, ...]] = [(f"下限：{name}", ms, "") for name, ms in floors.items()]
    return Table(
        f"各步用时：2024 决算（温，{rounds} 轮）",
        ("步骤", "处理器毫秒（中位数）", "占"),
        [*rows, ("合计", total, "100%"), *floor_rows],
        [
            "下限是同一份数据只做那一件事的用时，不是我们的步骤。",
            f"各步合计 ÷ 整个 `pipeline.produce` = {share:.2f}；每次以前忘掉有数的文字。",
        ],
    )


def _shares(taken: list[dict[str, int]], whole: list[float]) -> list[float]:
    return [sum(one.values()) / NS_PER_MS / all_ for one, all_ in zip(taken, whole, strict=True)]


def _floors(path: Path, rounds: int) -> dict[str, float]:
    text, unit = path.read_text("utf-8"), engine.opened(path)
    tree, rules = engine.tree(path), plain.exact(engine.cerberus_rules(unit.pack))
    parts = list(engine.filled_parts(engine.fill(unit), unit.pack.form).values())
    floors: dict[str, Callable[[object], object]] = {
        "libyaml 只解析": lambda _: yaml.CSafeLoader(text).raw_parse(),
        "libyaml 解析成事件": lambda _: list(yaml.parse(text, Loader=yaml.CSafeLoader)),
        "Cerberus 只校验": lambda _: plain.validate(rules, tree),
        "复制 XML 一遍": lambda _: [bytearray(part) for part in parts],
        "expat 只解析 XML": lambda _: [other_ways.parse_part(part) for part in parts],
        f"只压缩 XML（级别 {engine.LEVEL}）": lambda _: [engine.deflate(part) for part in parts],
    }
    timed = interleave([Contender(name, work) for name, work in floors.items()], rounds)
    return {name: timed.median(name) for name in floors}
