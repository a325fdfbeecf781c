"""Every code has its page, and every page is true: its wrong example is wrong, its right one right.

The notation of the examples is told in `generator/explaining.py`.
"""

import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from support import (
    exports,
    printing,
    published_faults,
    reading_back,
    records,
    rendering,
    sheets,
    wordml,
    workbooks,
    years,
)
from support.examples import BUDGET, EXAMPLE, ROOT, SHANGHAI
from support.printing import FakeEngine

from generator import pipeline
from generator.audits import audit, publication
from generator.books import bases
from generator.checks import explaining
from generator.diagnostics import Fault, FormPlace, Severity
from generator.edited import agreement, publishing, refreshing
from generator.exports import drawing
from generator.filing import control_file, schema, source
from generator.filling import document, watermark
from generator.filling.document import Filled
from generator.filling.names import form_names
from generator.forms import compiling, linting
from generator.kept import library
from generator.outputs import pdf
from generator.outputs.office import NOTHING, Unmade
from generator.packs import finding, judging
from generator.packs.charts import Chart, Item, Series
from generator.packs.pack import Pack
from generator.pipeline import Outcome
from generator.published import recognition
from generator.redlines import redlining
from generator.spreadsheets import reading
from generator.units import batch, rolls, work
from generator.units.batch import Job
from generator.units.work import Options
from generator.word import archive, output

FOLDER = ROOT / "generator" / "checks" / "explain"
CODES = sorted(path.stem for path in FOLDER.glob("*.md"))
HEADINGS = ["错误", "正确", "常见原因"]
MARK = "# ←"
ARROW = "\ue000"
# What a page may say in Latin letters: names of programs, formats, commands and keys.
LATIN = re.compile(
    r"YAML|Word|WPS|LibreOffice|Excel|RTF|UTF|GBK|GB|ANSI|Unicode|PDF|Windows|VS|Code|Tab|MB|CSV|xlsx|csv|xls|et|ods|jio|docx|doc|yaml|txt|dotx|Normal|"
    r"gongkai|check|explain|docs|md|schemas|build|redline|refresh|publish|paginate|base|template|fields|draft|overwrite|jobs|inputs|output|document|"
    r"pack|phrases|for|endfor|if|elif|else|endif|in|tr|tc"
)

STEP = re.compile(
    r"<!-- 例：(?P<file>\S+)(?: (?P<what>.*?))? ?-->\n"
    r"(?:\n*```(?:yaml|text)\n(?P<block>.*?)```\n)?",
    re.DOTALL,
)


@dataclass(frozen=True)
class Step:
    """One comment of a page with the block below it."""

    file: str
    what: str
    block: str


def text_of(code: str) -> str:
    return (FOLDER / f"{code}.md").read_text("utf-8")


def section(code: str, heading: str) -> str:
    return text_of(code).split(f"## {heading}\n")[1].split("\n## ")[0]


def steps_of(code: str, heading: str) -> list[Step]:
    """The steps that make a section's example."""
    found = STEP.finditer(section(code, heading))
    return [Step(m["file"], m["what"] or "", _unmasked(m["block"] or "")) for m in found]


def _unmasked(block: str) -> str:
    """A block as it is meant: its mark one character, its invisible characters themselves."""
    marked = re.sub(rf" *{MARK}$", ARROW, block, flags=re.MULTILINE)
    return re.sub("‹U\\+([0-9A-F]{4})›", lambda match: chr(int(match[1], 16)), marked)


# -- the workbench -----------------------------------------------------------------------------


@dataclass
class Bench:
    """Where an example is made: a home of packs, a folder, and the files that differ there."""

    home: Path
    folder: Path
    patch: pytest.MonkeyPatch
    changed: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        own = self.home if name.startswith(("schemas", "templates")) else ROOT
        path = EXAMPLE if name == FILING else own / name
        return self.changed.get(name) or path.read_text("utf-8")

    def change(self, step: Step) -> None:
        text = self.text(step.file)
        if step.what == "加在末尾":
            self.changed[step.file] = text + step.block
            return
        verb, _, old = step.what.partition("：")
        old = old.removeprefix("\n").removesuffix("\n") + "\n"
        assert verb in ("换", "删"), f"unknown notation: {step.what}"
        assert 1 == f"\n{text}".count(f"\n{old}"), f"stands there once: {old}"
        self.changed[step.file] = f"\n{text}".replace(f"\n{old}", f"\n{step.block}", 1)[1:]

    def run(self) -> tuple[list[Fault], int]:
        """The faults of the filing that was made, and the line that the page marks."""
        line, filing = 1, self.filing()
        if filing == DEPARTMENT:
            folder = Path(DEPARTMENT).parent
            shutil.copytree(ROOT / folder, self.folder / folder)
        for name, text in self.changed.items():
            if ARROW in text:
                line = text.split(ARROW)[0].count("\n") + 1
            self.write(name, text.replace(ARROW, ""))
        self.write(filing, self.text(filing).replace(ARROW, ""))
        home = self.folder if (self.folder / "templates").exists() else self.home
        faults = list(pipeline.produce(self.folder / filing, home).faults)
        if home is self.folder and filing == FILING:  # what is told to those who keep the pack
            kept = judging.check(home / PACK)
            faults = faults if kept and filing in self.changed else kept or faults
        return faults, line

    def filing(self) -> str:
        """The filing that the changes are tried on: one of them, or whose members they are."""
        if any(Path(name).parent == Path(DEPARTMENT).parent for name in self.changed):
            return DEPARTMENT
        return next(name for name in (*self.changed, FILING) if name.startswith("inputs"))

    def write(self, name: str, text: str) -> None:
        pack_file = name.startswith(("schemas", "templates"))
        if pack_file and not (self.folder / "templates").exists():
            shutil.copytree(self.home, self.folder, dirs_exist_ok=True)
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


# What the pages call the example is the tests' own filing: quickly built, and nobody edits it.
FILING = "inputs/2024/126.yaml"
PACK = "templates/final-accounts/2024/fujian"
DEPARTMENT = "tests/filings/department/357.yaml"
LAST_YEAR = "inputs/2023/126.yaml"
CARRIED = "非财政拨款: 3585976.95"
CARRIED_LAST_YEAR = "非财政拨款: 6821984.89"
OFFICE = RT.PACKAGE.rpartition("/")[0]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packs, with one for last year besides."""
    home = tmp_path_factory.mktemp("home")
    for name in ("schemas", "templates"):
        shutil.copytree(ROOT / name, home / name)
    accounts = home / "templates" / "final-accounts"
    shutil.copytree(accounts / "2024", accounts / "2023")
    pack = accounts / "2023" / "fujian" / "pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace('年度: "2024"', '年度: "2023"'), "utf-8")
    return home


@pytest.fixture
def bench(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A workbench beside last year's filing, which closed with what this year opens with."""
    bench = Bench(home, tmp_path, monkeypatch)
    text = EXAMPLE.read_text("utf-8").replace("年度: 2024", "年度: 2023")
    bench.write(LAST_YEAR, text.replace(CARRIED, CARRIED_LAST_YEAR))
    return bench


def faults_of(steps: list[Step], bench: Bench) -> tuple[list[Fault], int | None]:
    """The faults that an example yields, and the line where the page says they stand."""
    [*special] = [step for step in steps if step.file in ("表样", "做法")]
    if special:
        [step] = steps
        recipe = on_a_form if step.file == "表样" else RECIPES[step.what]
        made = list(recipe(bench, step.block.replace(ARROW, "")))
        marked = step.block.split(ARROW)[0].count("\n") + 1 if ARROW in step.block else None
        return made, marked
    for step in steps:
        bench.change(step)
    return bench.run()


def line_of(fault: Fault) -> int:
    return fault.place.paragraph if isinstance(fault.place, FormPlace) else fault.place.line


# -- recipes: what no change of a filing can make -------------------------------------------------

Recipe = Callable[[Bench, str], Iterable[Fault]]


@cache
def example_pack() -> Pack:
    read, _ = source.load(EXAMPLE)
    assert read is not None
    pack, _ = finding.find(read, library.installed())
    assert pack is not None
    return pack


def on_a_form(bench: Bench, block: str) -> Iterator[Fault]:
    """A Word form with one paragraph for each line, filled for the example unit."""
    form = docx.Document()
    for line in block.splitlines():
        form.add_paragraph(line)
    path = bench.folder / "表样.docx"
    form.save(str(path))
    form_, faults = rendering.compiled(path, example_pack().wording, str(path))
    yield from faults
    if form_ is not None:
        read, _ = source.load(EXAMPLE)
        assert read is not None
        filing, _ = schema.validate(read, example_pack().rules)
        books, _ = bases.open_books(filing, example_pack())
        yield from document.fill(form_, form_names(example_pack(), books), books)[1]


def bare_form() -> Document:
    """The pack's form with its styles and a header, and nothing else."""
    form = docx.Document(str(example_pack().form))
    form._body.clear_content()
    form.sections[0].header.is_linked_to_previous = False
    return form


def check_the_form(bench: Bench, block: str) -> list[Fault]:
    """The pack's form with the block's lines for its paragraphs, as the form linter sees it."""
    form = bare_form()
    for line in block.splitlines():
        _linked(form.add_paragraph(), line)
    return _linted(bench, form)


def _linked(paragraph: Paragraph, line: str) -> None:
    """A line's text; what stands between 【链接】 and 【/链接】 is a hyperlink."""
    for number, piece in enumerate(re.split("【/?链接】", line)):
        run = paragraph.add_run(piece)
        if number % 2:
            link = OxmlElement("w:hyperlink")
            link.append(run._r)
            paragraph._p.append(link)


def _linted(bench: Bench, form: Document) -> list[Fault]:
    path = bench.folder / "表样.docx"
    form.save(str(path))
    return linting.lint(path, example_pack())


def place_a_chart(bench: Bench, block: str) -> list[Fault]:
    """The form with the block's lines for its paragraphs, in a pack that has a chart."""
    form, path = bare_form(), bench.folder / "表样.docx"
    for line in block.splitlines():
        form.add_paragraph(line)
    form.save(str(path))
    total = Item("支出合计", (("支出决算表", "合计"),))
    words = ("支出", "柱", "支出", "万元", "没有支出。", "支出：{{ 各项 }}。", "{{ 名称 }}{{ 数 }}")
    chart = Chart(*words, (Series("本年", "本年"),), (total,))
    return linting.lint(path, replace(example_pack(), charts={"支出": chart}))


def check_what_else(bench: Bench, block: str) -> list[Fault]:
    """The pack's form without its text, with what the block says it carries besides."""
    form = bare_form()
    what, _, how = block.strip().partition("：")
    CARRIED_BESIDES[what](form, how)
    return _linted(bench, form)


def _picture(form: Document, how: str) -> None:
    if "链接" in how:
        form.part.relate_to("file:///Z:/logo.png", RT.IMAGE, is_external=True)


def _attached(form: Document, how: str) -> None:
    kind = f"{OFFICE}/attachedTemplate"
    if how != "Normal":
        parts = {part.partname: part for part in form.part.package.iter_parts()}
        parts["/word/settings.xml"].relate_to(f"file:///D:/{how}", kind, is_external=True)


def _revision(form: Document, how: str) -> None:
    if "没有接受" in how:
        run = form.add_paragraph("甲").runs[0]._r
        inserted = OxmlElement("w:ins")
        run.addprevious(inserted)
        inserted.append(run)


def _comment(form: Document, how: str) -> None:
    if how == "有":
        form.add_paragraph("甲").runs[0]._r.append(OxmlElement("w:commentReference"))


def _chart(form: Document, how: str) -> None:
    title = f'<c:title xmlns:c="urn:chart">{how}</c:title>'.encode()
    part = Part(PackURI("/word/charts/chart1.xml"), "text/xml", title, form.part.package)
    form.part.relate_to(part, RT.CHART)


def _note(form: Document, how: str) -> None:
    form.add_paragraph("{%p for 段 in 部门概况.主要职责 %}")
    run = form.add_paragraph("{{ 段 }}").runs[0]._r
    if how == "有":
        run.append(OxmlElement("w:footnoteReference"))
    form.add_paragraph("{%p endfor %}")


def _direct_font(form: Document, how: str) -> None:
    if how != "没有":
        form.add_paragraph("甲").runs[0].font.name = how


def _cell(form: Document, how: str) -> None:
    table = form.add_table(rows=1, cols=3)
    figure = "{{ 三公经费.合计 | 万元 }}"
    for cell, text in zip(table.rows[0].cells, (figure, how.strip("空着"), figure), strict=True):
        cell.text = text


def _macros(form: Document, how: str) -> None:
    if "宏" in how:
        _part(form, "/word/vbaProject.bin", f"{OFFICE}/vbaProject")


def _embedded(form: Document, how: str) -> None:
    if "嵌入" in how:
        _part(form, "/word/embeddings/sheet.xlsx", RT.PACKAGE)


def _part(form: Document, name: str, kind: str) -> None:
    part = Part(PackURI(name), "application/octet-stream", b"", form.part.package)
    form.part.relate_to(part, kind)


def _header(form: Document, how: str) -> None:
    if how == "没有":
        form.sections[0].header.is_linked_to_previous = True


def _font(form: Document, how: str) -> None:
    form.styles["Normal"].font.name = how


def _table(form: Document, how: str) -> None:
    table = form.add_table(rows=0, cols=1)
    for text in ("名称", "{%tr for 行 in 支出决算表.项级 %}", "{{ 行.名称 }}", "{%tr endfor %}"):
        table.add_row().cells[0].text = text
    if "重复" in how:
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))


def _language(form: Document, how: str) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), {"英语": "en-US", "中文": "zh-CN"}[how])
    form.add_paragraph("12").runs[0]._r.get_or_add_rPr().append(language)


def _title(form: Document, how: str) -> None:
    form.core_properties.title = how.removeprefix("没有")


def _levels(form: Document, how: str) -> None:
    for level in how.split("、"):
        form.add_heading("标题", int(level))


def _rows(form: Document, how: str) -> None:
    for row in _named_table(form, "收支表").rows:
        if how == "不跨页":
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _name(form: Document, how: str) -> None:
    _named_table(form, how.removeprefix("没有"))


def _named_table(form: Document, name: str) -> Table:
    table: Table = form.add_table(rows=2, cols=1)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), name)
    table._tbl.tblPr.append(caption)
    return table


CARRIED_BESIDES: dict[str, Callable[[Document, str], None]] = {
    "图片": _picture,
    "文档模板": _attached,
    "修订": _revision,
    "批注": _comment,
    "图表的标题": _chart,
    "循环里的脚注": _note,
    "直接设的字体": _direct_font,
    "表格里的一格": _cell,
    "保存类型": _macros,
    "附件": _embedded,
    "第一节的页眉": _header,
    "正文的字体": _font,
    "表格标题行": _table,
    "数字的语言": _language,
    "文档的标题": _title,
    "标题的级别": _levels,
    "表格的行": _rows,
    "表格的名称": _name,
}


def check_against_a_file(bench: Bench, block: str) -> list[Fault]:
    """The example held against a file of control totals that the block is."""
    path = bench.folder / "核对.csv"
    path.write_text(block, "utf-8")
    totals, faults = control_file.load(path)
    return [*faults, *pipeline.produce(EXAMPLE, exported=totals).faults]


def run_a_command(bench: Bench, block: str) -> tuple[Fault, ...]:
    """The filing that the command names, in a folder that holds the example."""
    bench.write(FILING, EXAMPLE.read_text("utf-8"))
    return pipeline.produce(bench.folder / block.split()[-1], bench.home).faults


def save_as(bench: Bench, block: str) -> tuple[Fault, ...]:
    """The example in the encoding that the block names, as an editor would save it."""
    encoding = re.findall("编码：(.+)", block)[0]
    path = bench.folder / "126.yaml"
    path.write_bytes(EXAMPLE.read_text("utf-8").encode({"ANSI": "gbk"}.get(encoding, encoding)))
    return pipeline.produce(path, bench.home).faults


def grown(bench: Bench, block: str) -> tuple[Fault, ...]:
    """The example with comments up to the size that the block names."""
    size = int(re.findall(r"(\d+) MB", block)[0]) * 1024 * 1024
    lines = size // 1024
    path = bench.folder / "126.yaml"
    path.write_text(EXAMPLE.read_text("utf-8") + f"# {' ' * 1021}\n" * lines, "utf-8")
    return pipeline.produce(path, bench.home).faults


def read_a_value(bench: Bench, block: str) -> list[Fault]:
    """The block judged by the rules of the pack alone: no pack serves such a filing."""
    read, _ = source.parse(block.encode(), "126.yaml")
    assert read is not None
    name = next(iter(read.data))
    return schema.validate(read, {name: example_pack().rules[name]})[1]


def hold_to_the_law(bench: Bench, block: str) -> list[Fault]:
    """The pack's form without what the block takes out, held against the pack's law."""
    parts = archive.read(example_pack().form.read_bytes())
    verb, _, text = block.strip().partition("：")
    old, _, new = text.partition(" → ")
    times = -1 if verb == "去掉" else 1  # in the contents, or over a column: the first alone
    gone, come = (f">{it}<" if verb == "表头换成" else it for it in (old, new))
    xml = parts["word/document.xml"]
    parts["word/document.xml"] = xml.replace(gone.encode(), come.encode(), times)
    path = bench.folder / "表样.docx"
    path.write_bytes(archive.pack(parts))
    return compiling.judge(path, example_pack())


def keep_the_form(bench: Bench, block: str) -> tuple[Fault, ...]:
    """The pack's form in the file type that the block names, as officer and keeper are told."""
    bench.write("schemas/keep", "")
    form = bench.folder / "templates" / "final-accounts" / "2024" / "fujian" / "document.docx"
    if "97-2003" in block:
        form.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    bench.write(FILING, EXAMPLE.read_text("utf-8"))
    told = pipeline.produce(bench.folder / FILING, bench.folder).faults
    kept = finding.find_beside(form)
    return (*told, *compiling.compile_form(kept).faults)


def read_it_back(bench: Bench, block: str) -> list[Fault]:
    """The finished document with the text that the block says it holds."""
    printed, found = re.findall("：(.+)", block)
    outcome = pipeline.produce(EXAMPLE)
    path = bench.folder / "成文.docx"
    with zipfile.ZipFile(path, "w") as file:
        for name, part in archive.read(outcome.document).items():
            file.writestr(name, part.replace(printed.encode(), found.encode()))
    return document.read_back(path.read_bytes(), outcome.printed, path.name)


def draft(bench: Bench, block: str) -> list[Fault]:
    """A draft on a form with the header that the block names, if any."""
    form = docx.Document()
    header = re.findall("页眉：(.+)", block)[0]
    if header != "（没有）":
        form.sections[0].header.paragraphs[0].text = header
    path = bench.folder / "表样.docx"
    form.save(str(path))
    compiled, _ = rendering.compiled(path, example_pack().wording)
    assert compiled is not None
    return watermark.watermark(compiled, Filled({}), "草稿")[2]


def deliver(bench: Bench, *filings: Path) -> list[Fault]:
    """The faults of a build of these filings, the example where none is named."""
    results = batch.run(filings or (EXAMPLE,), Job(bench.folder / "output", force=True))
    return [fault for result in results for fault in result.faults]


def target(bench: Bench) -> Path:
    outcome: Outcome = pipeline.produce(EXAMPLE)
    return bench.folder / "output" / outcome.folder / (outcome.name + output.SUFFIX)


def while_open(bench: Bench, block: str) -> list[Fault]:
    """A second build, while Word keeps the document open if the block says so."""
    deliver(bench)

    def refuse(*_: object) -> None:
        raise PermissionError

    if "打开着" in block:
        bench.patch.setattr(os, "replace", refuse)
    return deliver(bench)


def in_a_taken_place(bench: Bench, block: str) -> list[Fault]:
    """A build where a folder bears the document's name if the block says so."""
    if "（文件夹）" in block:
        target(bench).mkdir(parents=True)
    return deliver(bench)


def several_units(bench: Bench, block: str) -> list[Fault]:
    """One filing for each line of the block, of the unit that the line names."""
    filings: list[Path] = []
    for name, unit in re.findall(r"(\S+\.yaml) +名称：(.+)", block):
        text = EXAMPLE.read_text("utf-8").replace('代码: "126"', f'代码: "90{len(filings)}"')
        bench.write(name, re.sub("(?m)^(单位: .*?名称: )[^,]+", rf"\g<1>{unit}", text))
        filings.append(bench.folder / name)
    assert len(filings) > 1
    return deliver(bench, *filings)


def held_against_a_list(bench: Bench, block: str) -> list[Fault]:
    """The example held against a list of units, once more where the block says so."""
    text, _, copy = block.partition("再报一份：")
    bench.write(FILING, EXAMPLE.read_text("utf-8"))
    folder = (bench.folder / FILING).parent
    if copy:
        shutil.copy(bench.folder / FILING, folder / copy.strip())
    (folder / "单位名录.csv").write_text(text, "utf-8")
    filings = sorted(folder.glob("*.yaml"), reverse=True)
    held = rolls.open_rolls([str(folder)], filings, "", lambda: date(2026, 1, 1))
    results = [held.take(work.make(str(path), Options(document=False))) for path in filings]
    late = [fault for call in held.each() for fault in call.find_late()]
    return [*held.faults, *late, *(fault for result in results for fault in result.faults)]


def edited_by_hand(bench: Bench, block: str) -> list[Fault]:
    """A second build after someone saved the document in Word, under the name in the block."""
    deliver(bench)
    path = target(bench)
    parts = archive.read(path.read_bytes())
    properties = parts[output.PROPERTIES_PART]
    parts[output.PROPERTIES_PART] = properties.replace(b">gongkai<", b">Microsoft Office Word<")
    path.unlink()
    name = path.with_name("人工改过.docx") if "改名" in block else path
    with zipfile.ZipFile(name, "w") as file:
        for part, content in parts.items():
            file.writestr(part, content)
    return deliver(bench)


def with_a_bug(bench: Bench, block: str) -> list[Fault]:
    """A build by a program that has a bug if the block says so."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    if "程序出错" in block:
        bench.patch.setattr(pipeline, "produce", fail)
    return deliver(bench)


def with_a_redline(bench: Bench, block: str) -> tuple[Fault, ...]:
    """The example built with its redline against the version that the block names."""
    name = re.findall(r"上一版：(\S+?\.(?:docx|yaml))", block)[0]
    path = bench.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if name.endswith(".yaml"):
        text = EXAMPLE.read_text("utf-8")
        path.write_text(text.replace("文种: 部门决算\n", "") if "没有填" in name else text, "utf-8")
    elif "扫描件" in name:
        path.write_bytes(b"\x89PNG\r\n\x1a\n")
    else:
        _published(path, name)
    job = Job(bench.folder / "output")
    return redlining.build(EXAMPLE, path, job, bench.folder / "output").result.faults


def _published(path: Path, name: str) -> None:
    """The example's document, with what its name says about it."""
    parts = archive.read(pipeline.produce(EXAMPLE).document)
    if "另一个单位" in name:
        unit = "福州市“智慧福州”管理服务中心".encode()
        parts = {
            part: data.replace(unit, "福州市第二中心".encode()) for part, data in parts.items()
        }
    if "修订" in name:
        run = b'<w:r><w:t xml:space="preserve">2024'
        inserted = b'<w:ins w:id="900" w:author="x"/>' + run
        parts["word/document.xml"] = parts["word/document.xml"].replace(run, inserted, 1)
    if "有页眉" in name:
        picture = b"<w:p><w:r><w:pict/></w:r></w:p></w:hdr>"
        parts["word/header1.xml"] = parts["word/header1.xml"].replace(b"</w:hdr>", picture)
    if "又改过" in name:
        text = parts["word/document.xml"].replace("收入。".encode(), "收入（人工改）。".encode(), 1)
        parts["word/document.xml"] = text
    path.write_bytes(archive.write({part: archive.deflate(data) for part, data in parts.items()}))


def open_a_document(bench: Bench, block: str) -> list[Fault]:
    """A finished document in the file type that the block names, held against its filing."""
    path = bench.folder / "成文.docx"
    path.write_bytes(pipeline.produce(EXAMPLE).document if "*.docx" in block else b"{\\rtf1 }")
    return list(agreement.verify(path, EXAMPLE).faults)


def refresh_a_document(bench: Bench, block: str) -> list[Fault]:
    """The commands of the block, in a folder with the example's document and the filings."""
    files = {path.name: path for path in (EXAMPLE, BUDGET)}
    files |= {name: bench.folder / name for name in ("成文.docx", "公开.docx", "新.docx")}
    files["成文.docx"].write_bytes(pipeline.produce(EXAMPLE).document)
    faults: list[Fault] = []
    for line in block.splitlines():
        _, command, *words = line.split()
        named = [files[word] for word in words if word in files]
        if command == "publish":
            named[1].write_bytes(publishing.publish(named[0], anyway=True).document)
        else:
            base = named[3] if "--base" in words else None
            faults += refreshing.refresh(named[0], named[1], base).faults
    return faults


def publish_a_document(bench: Bench, block: str) -> list[Fault]:
    """The example's document with what the block says is in it, published."""
    return list(publishing.publish(leave_in_a_document(bench, block), EXAMPLE).faults)


def audit_a_file(bench: Bench, block: str) -> list[Fault]:
    """The example's document with what the block says is in it, audited."""
    findings = audit.audit(leave_in_a_document(bench, block), library.current()).findings
    return [Fault(it.code, it.message, it.place, it.severity) for it in findings]


def print_a_document(bench: Bench, block: str) -> list[Fault]:
    """A document printed as the block says, by an engine that is not there."""
    few = 1 if "只有一行" in block else 20
    engine = printing.print_pages(
        printing.page(*printing.FULL), printing.page(*printing.FULL[:few])
    )
    if "排不出来" in block:
        engine = FakeEngine(Unmade(NOTHING))
    engine.start(bench.patch, frozenset({"Noto Serif CJK SC"}))
    document = printing.document("甲", entry=printing.ENTRY if "目录" in block else "")
    [done] = pdf.print_all([("成文.docx", document)], strict="严格字体" in block)
    return [done] if isinstance(done, Fault) else list(done.faults)


def leave_in_a_document(bench: Bench, block: str) -> Path:
    """The example's document with page numbers and what the block says is in it."""
    parts = archive.read(pipeline.produce(EXAMPLE).document)
    xml = wordml.fill_pages(parts["word/document.xml"])
    added = "【待填】" if "【待填】" in block else "内部" if "隐藏" in block else ""
    look = "<w:rPr><w:vanish/></w:rPr>" if "隐藏" in block else ""
    run = f"<w:r>{look}<w:t>{added}</w:t></w:r></w:p>" if added else "</w:p>"
    parts["word/document.xml"] = xml.replace(b"</w:p>", run.encode(), 1)
    path = bench.folder / "成文.docx"
    path.write_bytes(archive.pack(parts))
    return path


def fill_a_workbook(bench: Bench, block: str) -> list[Fault]:
    """The example filing as a workbook with other cells."""
    return workbooks.read(workbooks.change(workbooks.lay_once(EXAMPLE), *block.splitlines()))[1]


def draw_from_tables(bench: Bench, block: str) -> list[Fault]:
    """The example with the block's tables, one after each empty line, to draw on."""
    names = list[str]()
    for number, table in enumerate(block.split("\n\n"), start=1):
        names.append(f"导出{number}.csv")
        (bench.folder / names[-1]).write_text(table, "utf-8")
    return draw_from(bench, f"[{', '.join(names)}]")


def draw_from_records(bench: Bench, block: str) -> list[Fault]:
    """The example without what tables of its own would hold, and the block's tables."""
    (bench.folder / "自评.csv").write_text(block, "utf-8")
    return draw_from(bench, "自评.csv", records.PROJECTS, records.WHOLE)


def draw_from_a_document(bench: Bench, block: str) -> list[Fault]:
    """The same with a document that has the block's table below its lines without commas."""
    rows = [line.split(",") for line in block.splitlines()]
    above = next(i for i, row in enumerate(rows) if len(row) > 1)
    (bench.folder / "自评.docx").write_bytes(records.plain_word(rows, above))
    return draw_from(bench, "自评.docx", records.PROJECTS, records.WHOLE)


def draw_from_a_folder(bench: Bench, block: str) -> list[Fault]:
    """The example with a folder to draw on, in which the block's files are."""
    (bench.folder / "导出").mkdir(exist_ok=True)
    for name in block.splitlines():
        (bench.folder / "导出" / name).write_text("资产负债简表\n", "utf-8")
    return draw_from(bench, "导出")


def draw_from(bench: Bench, said: str, *sections: str) -> list[Fault]:
    path = bench.folder / "126.yaml"
    text = exports.without(EXAMPLE.read_text("utf-8"), *sections)
    path.write_text(f"取数文件: {said}\n{text}", "utf-8")
    read, _ = source.load(path)
    assert read is not None
    return drawing.draw(read, example_pack())[1]


def read_a_table(bench: Bench, block: str) -> list[Fault]:
    """A spreadsheet file that is spoilt as the block says, or whole."""
    path = sheets.written(bench.folder / "导出.xlsx", lambda _, sheet: sheet.write(0, 0, 1))
    whole = path.read_bytes()
    spoilt = {
        "20 MB": bytes(20 * 1024 * 1024),
        "PDF": b"%PDF-1.7",
        "打开密码": sheets.locked_workbook(),
        "网页": b"<html><table>",
        "没有下载完": whole[: len(whole) // 2],
    }
    path.write_bytes(next((raw for word, raw in spoilt.items() if word in block), whole))
    if "没有）" in block:
        path.unlink()
    return reading.read(path)[1]


def read_a_text_table(bench: Bench, block: str) -> list[Fault]:
    """A table as text, which the block is."""
    path = bench.folder / "导出.csv"
    path.write_text(block, "utf-8")
    return reading.read(path)[1]


def follow_a_document(bench: Bench, block: str) -> list[Fault]:
    """A filing of the year after the example's, on the document of that."""
    document = years.last_document()
    if "（另有一段：" in block:
        said = block.partition("（另有一段：")[2].removesuffix("）")
        document = years.with_paragraph(document, said)
    extra = "" if block.startswith("去年") else block.split("\n", 1)[1] if "\n" in block else ""
    path = years.document_year(bench.folder, extra, document)
    return list(pipeline.produce(path).faults)


def audit_a_document(bench: Bench, block: str) -> list[Fault]:
    """The example's document changed as the block says, or with it as its last paragraph."""
    example = next((it for said, it in AUDITED.items() if said in block), EXAMPLE)
    read = reading_back.blocks_of(reading_back.produced(example).document)
    found, _ = recognition.recognize(read, library.current())
    assert found is not None
    said = block.strip()
    for name in AUDITED:
        said = said.removeprefix(name)
    changed = published_faults.rewrite(read, said)
    findings = audit.judge(changed, found).findings
    return [Fault(it.code, it.message, it.place, it.severity) for it in findings]


def audit_by_a_list(bench: Bench, block: str) -> list[Fault]:
    """The example's document held against the block's list of units."""
    path = bench.folder / "单位名录.csv"
    path.write_text(block, "utf-8")
    read = reading_back.blocks_of(reading_back.produced(EXAMPLE).document)
    found, _ = recognition.recognize(read, library.current())
    assert found is not None
    held = publication.open_rolls([], [Path(read.file)], str(path), date(2026, 1, 1))
    findings = held.take(audit.judge(read, found)).findings
    return [*held.faults, *(Fault(it.code, it.message, it.place, it.severity) for it in findings)]


# Whose document it is; the example's own where a block does not say.
AUDITED = {"“单位”：": ROOT / "tests" / "filings" / "invented_unit.yaml", "“上海”：": SHANGHAI}
RECIPES: dict[str, Recipe] = {
    "上年公开文档": follow_a_document,
    "审核成文": audit_a_document,
    "审核文件": audit_a_file,
    "审核名录": audit_by_a_list,
    "导出文件": draw_from_tables,
    "导出文件夹": draw_from_a_folder,
    "自评表": draw_from_records,
    "自评文档": draw_from_a_document,
    "表格文件": read_a_table,
    "表格内容": read_a_text_table,
    "公开成文": publish_a_document,
    "印成 PDF": print_a_document,
    "更新成文": refresh_a_document,
    "核对成文": open_a_document,
    "表样检查": check_the_form,
    "表样里另有": check_what_else,
    "放一幅图": place_a_chart,
    "公开内容": hold_to_the_law,
    "核对文件": check_against_a_file,
    "运行命令": run_a_command,
    "另存为": save_as,
    "填报簿": fill_a_workbook,
    "文件大小": grown,
    "只看格式": read_a_value,
    "表样的文件类型": keep_the_form,
    "读回成文": read_it_back,
    "生成草稿": draft,
    "再生成一次": while_open,
    "输出文件夹": in_a_taken_place,
    "几个单位": several_units,
    "单位名录": held_against_a_list,
    "改过以后再生成": edited_by_hand,
    "程序": with_a_bug,
    "修订稿": with_a_redline,
}


# -- the pages ---------------------------------------------------------------------------------


def made_in_the_engine() -> set[str]:
    """Every code that a module of the engine makes."""
    modules = (ROOT / "generator").rglob("*.py")
    return {code for p in modules for code in re.findall('"([A-Z][0-9]{3})"', p.read_text("utf-8"))}


def test_every_code_has_its_page_and_every_page_its_code() -> None:
    assert sorted(made_in_the_engine()) == CODES


@pytest.mark.parametrize("code", CODES)
def test_a_page_has_its_title_its_meaning_and_its_three_sections(code: str) -> None:
    text = text_of(code)
    assert re.match(rf"# {code} \S.*\n\n\S.*\n", text)
    assert HEADINGS == re.findall("^## (.+)$", text, re.MULTILINE)
    assert 1 <= len(re.findall("^- ", section(code, "常见原因"), re.MULTILINE)) <= 3


@pytest.mark.parametrize("code", CODES)
def test_a_page_shows_an_example_in_each_section_and_each_block_is_run(code: str) -> None:
    for heading in ("错误", "正确"):
        blocks = section(code, heading).count("```") // 2
        assert blocks == sum(bool(step.block) for step in steps_of(code, heading)) > 0


@pytest.mark.parametrize("code", CODES)
def test_the_wrong_example_yields_the_fault_where_the_page_says(code: str, bench: Bench) -> None:
    faults, line = faults_of(steps_of(code, "错误"), bench)
    lines = {line_of(fault) for fault in faults if fault.code == code}
    assert lines, [(fault.code, fault.message) for fault in faults]
    assert line is None or line in lines
    severities = {fault.severity for fault in faults if fault.code == code}
    assert ("这是警告" in text_of(code)) == (severities == {Severity.WARNING})


@pytest.mark.parametrize("code", CODES)
def test_the_right_example_yields_no_such_fault_and_no_error(code: str, bench: Bench) -> None:
    faults, _ = faults_of(steps_of(code, "正确"), bench)
    assert [] == [f for f in faults if f.code == code or f.severity is Severity.ERROR]


@pytest.mark.parametrize("code", CODES)
def test_a_page_speaks_the_officers_language(code: str) -> None:
    shown = explaining.page(code) or ""
    words = re.findall(r"(?<![‹+])\b[A-Za-z]{2,}", re.sub("```(yaml|text)", "", shown))
    assert [] == [word for word in words if not LATIN.fullmatch(word)]


# -- the module --------------------------------------------------------------------------------


def test_the_codes_stand_in_the_order_of_the_stages() -> None:
    found = explaining.codes()
    assert (CODES, ["F101", "S201", "C301", "L401"]) == (
        sorted(found),
        [code for code in found if code in ("C301", "F101", "L401", "S201")],
    )


@pytest.mark.parametrize("code", ["S203", "s203", " S203 "])
def test_a_code_may_be_written_large_or_small(code: str) -> None:
    assert (explaining.page(code) or "").startswith("# S203 ")


@pytest.mark.parametrize("code", ["", "S999", "../README", "S203.md", "*"])
def test_what_is_no_code_has_no_page(code: str) -> None:
    assert explaining.page(code) is None


def test_a_page_is_shown_without_its_notation() -> None:
    assert [] == [code for code in CODES if "<!--" in (explaining.page(code) or "<!--")]


def test_a_code_that_is_near_a_page_is_answered_with_it() -> None:
    assert "是否应为“S203”？" == explaining.suggest("s2O3")


def test_anything_else_is_answered_with_all_codes() -> None:
    assert f"现有：{'、'.join(explaining.codes())}" == explaining.suggest("帮助")
