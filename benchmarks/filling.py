"""Fill and seal against docxtpl's render and save, and against compressing the XML alone."""

import re
from pathlib import Path

from benchmarks import engine, plain
from benchmarks.tables import Table, verdict
from benchmarks.timing import Contender, interleave
from generator.word import archive, ooxml

ROOT = Path(__file__).parents[1]
EXAMPLES = {
    "2024 决算": ROOT / "inputs" / "2024" / "126.yaml",
    "2025 预算": ROOT / "inputs" / "2025" / "智慧闽清.yaml",
}
KNOWN, OURS, BARE = "填入并成文：数已算好，不列印处", "数临时算，列印处", "数临时算，不列印处"
OTHER_KNOWN, OTHER = "docxtpl 渲染并保存：数已算好", "docxtpl：数临时算"
FLOOR = "只压缩 XML"
LEAST_FASTER, MOST_FLOORS = 65, 1.85
_CARRIES_TEXT = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


def texts(docx: bytes) -> dict[str, list[str]]:
    """The text of every paragraph of a document, part by part."""
    parts = archive.read(docx)
    return {
        name: list(ooxml.paragraph_texts(ooxml.parse(parts[name])))
        for name in filter(_CARRIES_TEXT.fullmatch, sorted(parts))
    }


def known(path: Path) -> engine.Opened:
    """A filing opened, with every figure of its document computed."""
    unit = engine.opened(path)
    engine.fill_unrecorded(unit)
    engine.forget_texts(unit)
    return unit


def run(rounds: int) -> list[Table]:
    """One table for each example."""
    return [_measure(name, path, rounds) for name, path in EXAMPLES.items()]


def _measure(name: str, path: Path, rounds: int) -> Table:
    unit = engine.opened(path)
    form, environment = unit.pack.form, engine.plain_environment(unit.pack)

    def other(given: engine.Opened) -> bytes:
        return plain.render(form, engine.names(given), environment)

    docx = engine.fill(unit)
    if not texts(docx) == texts(engine.fill_unrecorded(unit)) == texts(other(unit)):
        raise AssertionError("the engines do not print the same text")
    parts = list(engine.filled_parts(docx, form).values())

    def fresh() -> engine.Opened:
        return engine.opened(path)

    timed = interleave(
        [
            Contender(KNOWN, engine.fill_unrecorded, lambda: known(path)),
            Contender(OTHER_KNOWN, other, lambda: known(path)),
            Contender(OURS, engine.fill, fresh),
            Contender(BARE, engine.fill_unrecorded, fresh),
            Contender(OTHER, other, fresh),
            Contender(FLOOR, lambda _: [engine.deflate(part) for part in parts]),
        ],
        rounds,
    )
    order = (KNOWN, OTHER_KNOWN, OURS, BARE, OTHER, FLOOR)
    faster, floors = timed.ratio(OTHER_KNOWN, KNOWN), timed.ratio(KNOWN, FLOOR)
    return Table(
        f"填入并成文：{name}（温，每轮各一次，共 {rounds} 轮）",
        ("做法", "处理器毫秒（中位数）", "相当于第一行的倍数"),
        [(who, timed.median(who), timed.ratio(who, KNOWN)) for who in order],
        [
            f"数已算好：docxtpl ÷ 我们 = {faster:.1f}（要求 ≥ {LEAST_FASTER}）："
            + verdict(faster >= LEAST_FASTER),
            f"数已算好：我们 ÷ 只压缩 = {floors:.2f}（要求 ≤ {MOST_FLOORS}，级别 {engine.LEVEL}）："
            + verdict(floors <= MOST_FLOORS),
            f"数临时算：docxtpl ÷ 我们 = {timed.ratio(OTHER, BARE):.1f}（列印处 "
            f"{timed.ratio(OTHER, OURS):.1f}）；我们 ÷ 只压缩 = {timed.ratio(BARE, FLOOR):.2f}。",
            f"列印处另费 {timed.median(OURS) - timed.median(BARE):.2f} 毫秒；成文 "
            f"{sum(map(len, parts)) / 1024:.0f} KB XML；三种做法印出的文字逐段相同（先比后测）。",
        ],
    )
