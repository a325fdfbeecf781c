"""What other ways into a document, and other contents, cost besides: each with its floor.

The exports are those that the tests draw from.
"""

import re
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from benchmarks import engine, filling
from benchmarks.tables import Table, Value
from benchmarks.timing import Contender, interleave
from generator.exports import drawing, finding, record_files
from generator.filing import shared
from generator.filing.source import Source
from generator.filling import document
from generator.filling.names import form_names
from generator.filling.prints import Run
from generator.kept import library
from generator.packs import finding as packs
from generator.packs import pack_yaml, reading
from generator.packs.pack import Pack
from generator.spreadsheets import reading as spreadsheets
from generator.workbooks import conversion

ROOT = filling.EXAMPLES["2024 决算"].parents[2]
# A region whose form has charts.
CHARTED = ROOT / "inputs" / "2024" / "青溪县文化广播电视和旅游局.yaml"
HEADS = ("步骤", "处理器毫秒（中位数）", "下限：只做这一件", "下限的毫秒", "相当于下限的倍数")


class Way(NamedTuple):
    """A stage that few filings ask for, and the least that its work can be."""

    name: str
    work: Callable[[], object]
    floor_name: str
    floor: Callable[[], object]


def run(rounds: int) -> list[Table]:
    """A workbook, exports, the layers of the law, charts, what a document carries."""
    with tempfile.TemporaryDirectory() as folder:
        ways = [*_list_sources(Path(folder)), _law(), _charts(), _carried()]
        contenders = [it for way in ways for it in _contend(way)]
        timed = interleave(contenders, rounds)
    rows: list[tuple[Value, ...]] = [
        (
            way.name,
            timed.median(way.name),
            way.floor_name,
            timed.median(f"{way.name}：下限"),
            timed.ratio(way.name, f"{way.name}：下限"),
        )
        for way in ways
    ]
    notes = ["每轮以前忘掉读过的文件、有数的文字。“取数”是一个单位全部的表（11 张）。"]
    return [Table(f"别的来路、别的内容（温，{rounds} 轮交错）", HEADS, rows, notes)]


def _contend(way: Way) -> tuple[Contender, Contender]:
    work = Contender(way.name, lambda _: way.work(), _forget)
    return work, Contender(f"{way.name}：下限", lambda _: way.floor())


def _forget() -> None:
    """What a run keeps of files and paragraphs that the next unit does not have."""
    for kept in (finding.read_book, finding._mark, finding._read_marks):
        kept.cache_clear()
    reading.read.cache_clear()
    for name in dir(record_files):
        getattr(getattr(record_files, name), "cache_clear", lambda: None)()
    engine.forget_paragraphs()


def _list_sources(folder: Path) -> list[Way]:
    sys.path.append(str(ROOT / "tests"))
    from support import many_exports

    example = filling.EXAMPLES["2024 决算"]
    made, _ = conversion.convert(example)
    assert made is not None
    workbook = folder / "填报簿.xlsx"
    workbook.write_bytes(made)
    ways = [Way("读填报簿", lambda: shared.load(workbook), "解压、expat", lambda: parse(workbook))]
    for suffix in (".xlsx", ".xls"):
        place = folder / suffix
        many_exports.write(place, 1, suffix)
        source, _ = shared.load(place / f"{many_exports.code_of(0)}.yaml")
        assert source is not None
        pack, _ = packs.find(source, library.installed())
        assert pack is not None
        export = place / "导出" / f"{many_exports.code_of(0)}{suffix}"
        ways.append(_draw(f"取数（{suffix}）", source, pack, export))
    return ways


def _draw(name: str, source: Source, pack: Pack, export: Path) -> Way:
    def draw() -> object:
        drawn, faults = drawing.draw(source, pack)
        assert not drawn.undrawn
        return faults

    return Way(name, draw, "读出各格", lambda: spreadsheets.read(export))


def parse(package: Path) -> None:
    """The XML of a package, inflated and parsed, and nothing made of it."""
    with zipfile.ZipFile(BytesIO(package.read_bytes())) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                parse_part(archive.read(name))


def parse_part(xml: bytes) -> int:
    """XML parsed, and nothing made of it."""
    return expat.ParserCreate().Parse(xml, True)


def _law() -> Way:
    pack = engine.opened(filling.EXAMPLES["2024 决算"]).pack
    path = pack.form.with_name(library.PACK_FILE)
    return Way(
        "规则逐层相叠、装成表样的规则（每次运行一次）",
        lambda: reading.read(path, pack.root),
        "只读各规则文件",
        lambda: [pack_yaml.load(file) for file in pack.files if file.is_file()],
    )


def _charts() -> Way:
    """What the charts of a document add to filling and sealing it."""
    unit = engine.opened(CHARTED)
    form = engine.form_of(unit.pack)
    assert form.charts
    plain, names = replace(form, charts=(), programs={}), form_names(unit.pack, unit.books)
    whole, _ = document.fill(form, names, unit.books)
    runs = {name: run for name, run in whole.items() if name not in form.programs}

    def draw() -> object:
        charted = dict[str, Run]()
        for chart in form.charts:
            assert not document._fill_chart(chart, names, unit.books, form, charted)
        return document.seal(replace(plain, fixed={}), document.place(charted))

    xml = [run.xml for run in runs.values()]
    title = f"图（{len(form.charts)} 幅：填入、装成工作簿、压缩）"
    return Way(title, draw, "只压缩图的 XML", lambda: [*map(engine.deflate, xml)])


def _carried() -> Way:
    """The fingerprints of a document's texts, so that later edits can be told."""
    unit = engine.opened(filling.EXAMPLES["2024 决算"])
    form, (filled, text) = engine.form_of(unit.pack), engine.filled_text(unit)
    return Way(
        "底稿（各段的指纹，连同压缩）",
        lambda: engine.carry(form, filled, "甲"),
        "只找出各段的字",
        lambda: re.findall(rb"<w:t(?: [^>]*)?>([^<]+)", text),
    )
