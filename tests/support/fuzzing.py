"""Damaged inputs of every kind, each a function of its kind and number alone, and their answers.

PYTHONPATH=tests .venv/bin/python -m support.fuzzing 0.05    # a twentieth of all; a table
"""

import contextlib
import functools
import io
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from datetime import datetime
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from traceback import extract_tb
from typing import Any, NamedTuple
from unittest import mock

import yaml
from lxml import etree

from generator import cli, pipeline
from generator.diagnostics import Fault, FormPlace, Place
from generator.filing import control_file
from generator.forms import compiling, form_package, listing
from generator.kept import own_folder, store
from generator.outputs import contents_pages, laying, office
from generator.outputs.contents_pages import SeenPages
from generator.outputs.made_pdf import HeadingPages
from generator.packs import finding
from generator.packs.pack import Pack
from generator.published.pdf_file import PdfInk
from generator.redlines import redlining
from generator.spreadsheets import reading as sheet_reading
from generator.units import manifest
from generator.word import archive, pagination
from support import sheets
from support.examples import BUDGET, OTHER_REGION, ROOT, WORKED
from support.packs import FIRST_PACKS
from support.wordml import DOCUMENT as MAIN
from support.wordml import W

MAX_SECONDS, MAX_MEGABYTES, HANGING_SECONDS = 5.0, 512, 120
BLOCK, WORKERS = 200, 2
SMALL = ROOT / "tests" / "filings" / "new_unit.yaml"
NEW_BUDGET = ROOT / "tests" / "filings" / "budget_new_unit.yaml"
# What most inputs are made of is small, so that many can be tried.
FILINGS = (WORKED, BUDGET, *OTHER_REGION, *(SMALL, NEW_BUDGET) * 6)
KEPT_BLOCKS = 60

Random = random.Random


class Answer(NamedTuple):
    """What is wrong with how an input was answered, and how long that took."""

    number: int
    complaints: list[str]
    seconds: float


# -- damaged bytes --------------------------------------------------------------------------------

CHUNKS = [
    chunk.encode()
    for chunk in (
        *("\t", " ", "\n", "\r", ": ", "- ", "? ", "#", "|", ">", "&a ", "*a", "!!str ", "<<: *a"),
        *("{", "}", "[", "]", "'", '"', "\\", ",", "%", "@", "`", "---\n", "...\n", "\ufeff"),
        *("　", "\u00a0", "\u200b", "\u202e", "\x00", "\x01", "\x7f", "\U000e0001", "😀", "𠮷"),
        *("0", "-1", ".01", "1e9", "NaN", "０", "9" * 20, "9" * 400, "-0.00", "1,234.50", "0x1"),
        *("无", "元", "万元", "科目: ", "上年数: 无\n", "资金: ", "金额单位: 万元\n", "2010399"),
        *("{{ 年度 }}", "{% for %}", "</w:t>", "&amp;", "[" * 30, "{a: " * 30, "- " * 30),
    )
]
ENCODINGS = ("gbk", "gb18030", "utf-16", "utf-16-le", "utf-32", "utf-8-sig", "utf-7")


@cache
def seeds() -> tuple[bytes, ...]:
    """The filings that inputs are made of."""
    return tuple(path.read_bytes() for path in FILINGS)


def flipped(raw: bytes, by: Random) -> bytes:
    at = by.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ 1 << by.randrange(8)]) + raw[at + 1 :]


def inserted(raw: bytes, by: Random) -> bytes:
    at = by.randrange(len(raw))
    chunk = by.choice(CHUNKS) if by.random() < 0.8 else by.randbytes(by.randrange(1, 5))
    return raw[:at] + chunk + raw[at:]


def deleted(raw: bytes, by: Random) -> bytes:
    at = by.randrange(len(raw))
    return raw[:at] + raw[at + by.choice((1, 1, 2, 3, 8, 60)) :]


def with_a_line_twice(raw: bytes, by: Random) -> bytes:
    lines = raw.split(b"\n")
    lines.insert(by.randrange(len(lines)), by.choice(lines))
    return b"\n".join(lines)


def without_a_line(raw: bytes, by: Random) -> bytes:
    lines = raw.split(b"\n")
    del lines[by.randrange(len(lines))]
    return b"\n".join(lines)


def with_a_piece_moved(raw: bytes, by: Random) -> bytes:
    at, start, size = by.randrange(len(raw)), by.randrange(len(raw)), by.randrange(1, 400)
    other = by.choice(seeds())
    return raw[:at] + other[start : start + size] + raw[at + by.choice((0, size)) :]


def cut_off(raw: bytes, by: Random) -> bytes:
    return raw[: by.randrange(len(raw))]


def spoken_otherwise(raw: bytes, by: Random) -> bytes:
    text = raw.decode("utf-8", errors="ignore")
    return text.encode(by.choice(ENCODINGS), errors="ignore")


def with_other_line_ends(raw: bytes, by: Random) -> bytes:
    return raw.replace(b"\n", by.choice((b"\r\n", b"\r", b"\n\n")))


Damage = Callable[[bytes, Random], bytes]
DAMAGES: tuple[Damage, ...] = (
    *(flipped, inserted, deleted, with_a_line_twice, without_a_line) * 6,
    *(with_a_piece_moved,) * 4,
    *(cut_off, spoken_otherwise, with_other_line_ends),
)


def damaged(raw: bytes, by: Random) -> bytes:
    """Some bytes, damaged once or several times."""
    for _ in range(by.choice((1, 2, 4, 8, 16))):
        raw = by.choice(DAMAGES)(raw, by) or b" "
    return raw


# -- filings: YAML, and JSON, which is YAML too ---------------------------------------------------


def answer_yaml(number: int, folder: Path) -> list[str]:
    by = Random(number)
    return complaints_about(damaged(by.choice(seeds()), by), folder)


def answer_json(number: int, folder: Path) -> list[str]:
    """A filing as JSON, the record of builds, an entry of the cache, by turns."""
    by = Random(number)
    ways = (_answer_filing, _answer_record, _answer_entry)
    return ways[number % len(ways)](by, folder)


@cache
def _filings_as_json() -> tuple[bytes, ...]:
    read = [yaml.load(raw, yaml.CBaseLoader) for raw in seeds()]
    return tuple(json.dumps(it, ensure_ascii=False, indent=1).encode() for it in read)


def _answer_filing(by: Random, folder: Path) -> list[str]:
    return complaints_about(damaged(by.choice(_filings_as_json()), by), folder)


@cache
def _record() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        _call(["build", str(SMALL), "-o", folder])
        return Path(folder, manifest.NAME).read_bytes()


def _answer_record(by: Random, folder: Path) -> list[str]:
    (folder / manifest.NAME).write_bytes(damaged(_record(), by))
    found = manifest.load(folder)
    believed = [name for name, entry in found.entries.items() if manifest.is_sealed(name, entry)]
    true = json.loads(_record())["文档"]
    as_json = json.loads(json.dumps(manifest._content(found)["文档"]))
    return [f"{name}: believed" for name in believed if as_json[name] != true.get(name)]


def _answer_entry(by: Random, folder: Path) -> list[str]:
    store.keep("fuzzed", "0", json.loads(_filings_as_json()[-1]))
    entry = own_folder.folder() / "fuzzed" / "0.json"
    whole = entry.read_bytes()
    spoilt = damaged(whole, by)
    entry.write_bytes(spoilt)
    return ["a spoilt entry is given"] if store.load("fuzzed", "0") and spoilt != whole else []


def complaints_about(raw: bytes, folder: Path) -> list[str]:
    """What is wrong with how a filing was answered."""
    path = folder / "填报.yaml"
    path.write_bytes(raw)
    outcome = pipeline.produce(path)
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    found = [str(fault) for fault in outcome.faults if not _placed(fault, path, lines)]
    if outcome.failed == bool(outcome.document):
        found.append("a document in spite of errors, or neither a document nor an error")
    return found


def _placed(fault: Fault, path: Path, lines: int) -> bool:
    places = (fault.place, *(place for place, _ in fault.related))
    return all(
        isinstance(place, Place) and place.file == str(path) and 1 <= place.line <= lines
        for place in places
    )


# -- CSV ------------------------------------------------------------------------------------------

ROWS = "".join(f"126,支出决算表[{2010300 + n}].基本支出,{n}1.5{n}\n" for n in range(20))
TABLE = f"单位,地址,金额,金额单位\n{ROWS}甲馆,支出决算表.合计,“1,234.50”,万元\n".encode()
# Of so many, one is held against a filing.
CALLED = 20


def answer_csv(number: int, folder: Path) -> list[str]:
    by = Random(number)
    path = folder / "导出.csv"
    raw = TABLE if number % 2 else TABLE.decode().encode("gb18030")
    path.write_bytes(damaged(raw.replace(b",", by.choice((b",", b"\t", b";", b","))), by))
    if number % CALLED == 0:
        return _call(["check", str(SMALL), "--核对", str(path)])
    made, faults = control_file.load(path)
    return [] if (made is None) == bool(faults) else ["totals in spite of faults, or neither"]


# -- forms ----------------------------------------------------------------------------------------

FIELDS = (
    "{{ 年度 }}年度{{ 单位.单位全称 }}",
    "{{ 支出决算表.合计 | 万元 }}万元，{{ 支出决算表.合计 | 比上年 }}",
    "{%p if 单位.内设机构 %}",
    "{{ 单位.内设机构 }}个",
    "{%p endif %}",
    "{%p for 段 in 单位.主要职责 %}",
    "{{ 段 }}",
    "{%p endfor %}",
    "{% if not 单位.下属单位 and 年度 or 单位 %}有{% else %}无{% endif %}",
    "{{ 原因('主要原因是') }}",
)
PIECES = (
    *("{{", "}}", "{%", "%}", "{#", "#}", "{%p ", "{%tr ", "{%tc ", "{{r ", "{%-", "-%}", "|", "."),
    *("(", ")", "[", "]", "[" * 200, "(" * 200, "not " * 300, "a and " * 300, "a|万元" * 200),
    *(" if ", " else ", " for 甲 in ", "endfor", "endif", "endif %}{% if 年度 %}", "in", "is", "~"),
    *("9" * 5000, "1e999", "0x", "'", '"', "\\", "年度", "支出决算表[2010399].合计"),
    *("{% set a = 1 %}", "{% include 'a' %}", "{% raw %}", "{{ ''.__class__ }}", "**", "{}", ","),
    *(
        "{% macro a() %}",
        "{{ a.b.c.d }}",
        "{{ 年度 | 没有 }}",
        "{{ 年度 | 万元(1, 2) }}",
        "　",
        " ",
    ),
)


@cache
def _packs() -> tuple[Pack, ...]:
    """The first pack of each kind and region."""
    return tuple(finding.find_beside(path.with_name("document.docx")) for path in FIRST_PACKS)


@cache
def _parts(form: Path) -> dict[str, bytes]:
    return archive.read(form.read_bytes())


def answer_form(number: int, folder: Path) -> list[str]:
    by = Random(number)
    texts = list(FIELDS)
    for _ in range(by.choice((1, 2, 4, 8))):
        at = by.randrange(len(texts))
        text, piece = texts[at], by.choice(PIECES)
        start = by.randrange(len(text) + 1)
        texts[at] = text[:start] + piece + text[start + by.choice((0, 0, 1, 3)) :]
    by.choice((lambda: None, lambda: by.shuffle(texts), lambda: texts.pop(by.randrange(9))))()
    pack = _packs()[number % len(FIRST_PACKS)]
    parts = {**_parts(pack.form), MAIN: _document(by, texts).encode()}
    path = folder / "document.docx"
    path.write_bytes(archive.pack(parts))
    faults = compiling.judge(path, pack)
    package, _ = form_package.unpack(path, str(path))
    if package is not None:
        listing.write(package.parts)
    return [str(it) for it in faults if not isinstance(it.place, FormPlace)]


def _document(by: Random, texts: list[str]) -> str:
    """A document of some texts, in paragraphs or in a table's rows, in one run or in many."""
    size = by.choice((7, 10_000))
    runs = [[text[at : at + size] for at in range(0, len(text), size)] for text in texts]
    body = [_paragraph(pieces[:500]) for pieces in runs]
    if by.random() < 0.3:
        body = ["<w:tbl>", *(f"<w:tr><w:tc>{it}</w:tc></w:tr>" for it in body), "</w:tbl>"]
    return f'<w:document xmlns:w="{W}"><w:body>{"".join(body)}</w:body></w:document>'


def _paragraph(pieces: list[str]) -> str:
    escaped = (it.replace("&", "&amp;").replace("<", "&lt;") for it in pieces)
    return f"<w:p>{''.join(f'<w:r><w:t>{it}</w:t></w:r>' for it in escaped)}</w:p>"


# -- documents ------------------------------------------------------------------------------------

ODD = (
    "",
    "-1",
    "0",
    "9" * 30,
    "1e9",
    "NaN",
    "true",
    "一",
    "长" * 3000,
    "../../x",
    "\u202e",
    "rId1",
)
TAGS = (
    *("p", "r", "t", "tbl", "tr", "tc", "ins", "del", "moveFrom", "moveTo", "delText", "sdt"),
    *("sdtContent", "fldSimple", "instrText", "fldChar", "hyperlink", "txbxContent", "pict", "br"),
    *("bookmarkStart", "commentReference", "footnoteReference", "gridSpan", "vMerge", "rPr", "pPr"),
    *("sectPr", "tab", "noBreakHyphen", "sym", "vanish", "pPrChange", "rPrChange", "numPr", "body"),
)
DEEP = 400


@cache
def documents() -> tuple[dict[str, bytes], ...]:
    """Documents whose parts are damaged: most are short, one is whole, one shows its changes."""
    made = pipeline.produce(SMALL)
    whole = archive.read(made.document)
    with tempfile.TemporaryDirectory() as folder:
        changed = Path(folder, SMALL.name)
        text = SMALL.read_text("utf-8")
        changed.write_text(text.replace("内设机构: ", "内设机构: 1", 1), "utf-8")
        revised, _ = redlining.redline_against(pipeline.produce(changed, draft=True), SMALL)
    marked = archive.read(revised.document) if revised else whole
    other = archive.read(pipeline.produce(OTHER_REGION[-1]).document)
    return whole, other, _shortened(marked), *(_shortened(whole), _shortened(other)) * 3


def _shortened(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    root = etree.fromstring(parts[MAIN])
    blocks = list(root[0])
    for block in blocks[KEPT_BLOCKS:-1]:
        root[0].remove(block)
    return {**parts, MAIN: etree.tostring(root)}


@cache
def _packed(number: int) -> dict[str, archive.Packed]:
    return {name: archive.deflate(data) for name, data in documents()[number].items()}


def damaged_document(by: Random) -> bytes:
    """A document of which the tree of a part, its bytes, or (seldom) the container is damaged."""
    number = by.randrange(len(documents()))
    parts = documents()[number]
    new: dict[str, bytes] = {}
    for _ in range(by.choice((1, 1, 2, 4))):
        name = MAIN if by.random() < 0.6 else by.choice(sorted(parts))
        damage = _with_a_damaged_tree if by.random() < 0.7 else damaged
        new[name] = damage(new.get(name, parts[name]), by)
    if by.random() < 0.05:
        new[by.choice(sorted(parts))] = b""
    packed = {**_packed(number), **{name: archive.deflate(data) for name, data in new.items()}}
    if by.random() < 0.05:
        del packed[by.choice(sorted(packed))]
    raw = archive.write(packed)
    return damaged(raw, by) if by.random() < 0.05 else raw


def _with_a_damaged_tree(raw: bytes, by: Random) -> bytes:
    """The part with some of its elements gone, doubled, moved, renamed, nested or odd."""
    try:
        root = etree.fromstring(raw)
    except etree.XMLSyntaxError:
        return damaged(raw, by)
    for _ in range(by.choice((1, 2, 5, 20))):
        elements = [it for it in root.iter("*") if it.getparent() is not None]
        if elements:
            by.choice(TREE_DAMAGES)(by.choice(elements), by.choice(elements), by)
    return bytes(etree.tostring(root))


def _take_out(one: Any, _: Any, by: Random) -> None:
    one.getparent().remove(one)


def _double(one: Any, _: Any, by: Random) -> None:
    one.addnext(deepcopy(one))


def _move(one: Any, other: Any, by: Random) -> None:
    if one is not other and one not in other.iterancestors():
        by.choice((other.append, other.addprevious))(one)


def _rename(one: Any, other: Any, by: Random) -> None:
    one.tag = by.choice((other.tag, f"{{{W}}}{by.choice(TAGS)}"))


def _put_in(one: Any, _: Any, by: Random) -> None:
    made = etree.SubElement(one, f"{{{W}}}{by.choice(TAGS)}")
    made.text = by.choice(("", *ODD))
    made.set(f"{{{W}}}{by.choice(('val', 'id', 'type', 'fldCharType', 'author'))}", by.choice(ODD))


def _say_otherwise(one: Any, other: Any, by: Random) -> None:
    if one.attrib:
        name = by.choice(sorted(one.attrib))
        one.set(name, by.choice((*ODD, *other.attrib.values())))


def _say_nothing(one: Any, _: Any, by: Random) -> None:
    if one.attrib:
        del one.attrib[by.choice(sorted(one.attrib))]


def _write_otherwise(one: Any, _: Any, by: Random) -> None:
    one.text = by.choice(ODD)


def _nest(one: Any, _: Any, by: Random) -> None:
    tag = by.choice((one.tag, f"{{{W}}}{by.choice(TAGS)}"))
    inner = one
    for _ in range(by.choice((1, 3, DEEP))):
        inner = etree.SubElement(inner, tag)


def _empty(one: Any, _: Any, by: Random) -> None:
    del one[:]


TREE_DAMAGES: tuple[Callable[[Any, Any, Random], None], ...] = (
    *(_take_out, _double, _move, _rename, _put_in, _say_otherwise, _say_nothing) * 2,
    *(_write_otherwise, _nest, _empty),
)


def answer_docx(number: int, folder: Path) -> list[str]:
    """A damaged document given to one of the commands that read one, by turns."""
    by = Random(number)
    path = folder / "文档.docx"
    path.write_bytes(damaged_document(by))
    calls = (
        ["verify", path, SMALL],
        ["refresh", path, SMALL, "-o", folder / "新.docx"],
        ["publish", path, "-o", folder / "清样.docx", "--仍要公开"],
        ["publish", path, SMALL, "-o", folder / "清样.docx"],
        ["build", SMALL, "-o", folder, "--redline", path],
        ["paginate", path],
        ["template", "check", path, "部门决算", "2024", "福建"],
        ["template", "show", path],
        ["diff", path, SMALL],
        ["verify", path, SMALL, "--format", "json"],
    )
    return _call([str(word) for word in calls[number % len(calls)]])


# -- spreadsheets ----------------------------------------------------------------------------------


@cache
def _workbooks() -> tuple[dict[str, bytes], ...]:
    """Packages whose parts are damaged: one of Excel, one of OpenDocument."""
    with tempfile.TemporaryDirectory() as folder:
        written = sheets.written(Path(folder, "a.xlsx"), _fill_workbook)
        return archive.read(written.read_bytes()), sheets.open_parts(ODS_ROWS, ODS_STYLES)


ODS_ROWS = "".join(
    (
        '<table:table-column table:number-columns-repeated="9" table:visibility="collapse"/>',
        '<table:table-row table:number-rows-repeated="3"><table:table-cell '
        'table:number-columns-spanned="2" office:value-type="string"><text:p>合计<text:s '
        'text:c="3"/></text:p></table:table-cell><table:covered-table-cell/>',
        '<table:table-cell table:formula="of:=1" office:value-type="float" office:value="1.5"/>',
        '<table:table-cell table:number-columns-repeated="3" office:value-type="date" '
        'office:date-value="2024-12-31"/></table:table-row>',
    )
)
ODS_STYLES = (
    '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'
)


def _fill_workbook(book: Any, sheet: Any) -> None:
    for row in range(8):
        sheet.write_row(row, 0, ["科目", 2010399 + row, 1234.5 * row, "", True, "1,234.00"])
    sheet.write_formula(9, 2, "=SUM(C1:C8)", None, 7)
    sheet.write_array_formula("D10:E11", "{=A1:B2}", None, 1)
    sheet.merge_range("A13:C14", "合并")
    sheet.write_datetime(9, 0, datetime(2024, 12, 31), book.add_format({"num_format": "yyyy"}))
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.set_column("E:F", None, None, {"hidden": True})


@cache
def _old_workbook() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return sheets.written_old(Path(folder, "a.xls")).read_bytes()


def answer_sheet(number: int, folder: Path) -> list[str]:
    """A damaged workbook, old, new or open, or a table of text, by turns."""
    by = Random(number)
    kinds = (_spoil_package, _spoil_package, _spoil_old, lambda by: damaged(TABLE, by))
    path = folder / "导出.xls"
    path.write_bytes(kinds[number % len(kinds)](by))
    found, faults = sheet_reading.read(path)
    if (found is None) != bool(faults):
        return ["cells in spite of faults, or neither"]
    lost = [fault for fault in faults if not str(fault.place).startswith(str(path))]
    within = (it for sheet in found.sheets for it in sheet.cells) if found else ()
    odd = [spot for spot in within if not (0 < spot[0] <= 1 << 20 and 0 < spot[1] <= 1 << 14)]
    return [str(it) for it in (*lost, *odd)]


def _spoil_package(by: Random) -> bytes:
    parts = dict(by.choice(_workbooks()))
    for _ in range(by.choice((1, 1, 2, 4))):
        name = by.choice(sorted(parts))
        parts[name] = (_with_a_damaged_tree if by.random() < 0.8 else damaged)(parts[name], by)
    raw = archive.pack(parts)
    return damaged(raw, by) if by.random() < 0.1 else raw


def _spoil_old(by: Random) -> bytes:
    """The old workbook with some bits and numbers of its records, or sectors, otherwise."""
    raw = bytearray(_old_workbook())
    for _ in range(by.choice((1, 2, 4, 16))):
        at = by.randrange(len(raw))
        odd = by.choice((b"\xff" * 4, bytes(4), b"\xfe\xff\xff\xff", by.randbytes(4), b"\x3c\x00"))
        new = odd if by.random() < 0.5 else bytes([raw[at] ^ 1 << by.randrange(8)])
        raw[at : at + len(new)] = new
    return bytes(raw) if by.random() < 0.9 else damaged(bytes(raw), by)


# -- asked and answered ---------------------------------------------------------------------------

KINDS: Mapping[str, Callable[[int, Path], list[str]]] = {
    "yaml": answer_yaml,
    "json": answer_json,
    "csv": answer_csv,
    "form": answer_form,
    "docx": answer_docx,
    "sheet": answer_sheet,
}
# A hundred thousand, twenty thousand documents and twenty thousand spreadsheets.
ALL = {
    "yaml": 60_000,
    "json": 15_000,
    "csv": 15_000,
    "form": 10_000,
    "docx": 20_000,
    "sheet": 20_000,
}


def _call(arguments: list[str]) -> list[str]:
    """What is wrong with how a command answered."""
    printed, told = io.BytesIO(), io.StringIO()
    out = io.TextIOWrapper(printed, "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(told):
        code = cli.main(arguments)
    out.flush()
    said = told.getvalue() + printed.getvalue().decode()
    if code not in (0, 1, 2) or "Traceback (most" in said or "W706" in said:
        return [f"{code}: {said[-300:]}"]
    return [f"{code}, and no word of it"] if code and not said.strip() else []


@contextlib.contextmanager
def in_short() -> Iterator[None]:
    """What every input would cost without telling anything of it is done once, or not at all."""
    seen = SeenPages(HeadingPages((), 0), PdfInk(()), None)
    with (
        mock.patch.object(pipeline, "produce", functools.cache(pipeline.produce)),
        mock.patch.object(os, "fsync"),
        mock.patch.object(laying, "lay_out", lambda copies, *_: [b""] * len(copies)),
        mock.patch.object(contents_pages, "_look", return_value=seen),
        mock.patch.object(pagination, "number", lambda _, root, names: dict.fromkeys(names, "1")),
        mock.patch.object(office, "version", return_value="0"),
    ):
        yield


def ask(kind: str, number: int) -> Answer:
    """One input, answered."""
    begun = time.process_time()
    with tempfile.TemporaryDirectory() as folder, _not_for_ever():
        try:
            found = KINDS[kind](number, Path(folder))
        except Exception as error:
            *_, last = extract_tb(error.__traceback__)
            where = f"{Path(last.filename).name}:{last.lineno}"
            found = [f"{type(error).__name__} ({where}): {error}"[:300]]
    took = time.process_time() - begun
    return Answer(number, [*found, f"{took:.1f} s"] if took > MAX_SECONDS else found, took)


@contextlib.contextmanager
def _not_for_ever() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(HANGING_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def ask_many(kind: str, numbers: range) -> list[Answer]:
    """Some inputs in this process, the filings that they are held against read once."""
    if kind in ("yaml", "json"):  # each is a filing of its own
        return [ask(kind, number) for number in numbers]
    with in_short():
        return [ask(kind, number) for number in numbers]


def _ask_apart(block: tuple[str, range]) -> tuple[str, list[Answer], float]:
    """A block of inputs: their answers, and the peak memory in MB of the process until now."""
    os.environ["GONGKAI_CACHE"] = os.path.join(tempfile.gettempdir(), f"fuzzing-{os.getpid()}")
    answers = ask_many(*block)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return block[0], answers, peak / 1024**2 if sys.platform == "darwin" else peak / 1024


class Figures(NamedTuple):
    """What came of all inputs of a kind."""

    kind: str
    inputs: int
    complaints: list[str]
    seconds: float
    slowest: float
    megabytes: float


def run(share: float, kinds: Mapping[str, int] = ALL) -> list[Figures]:
    """A share of all inputs, in processes that stay."""
    blocks = [
        (kind, range(first, min(first + BLOCK, int(count * share))))
        for kind, count in kinds.items()
        for first in range(0, int(count * share), BLOCK)
    ]
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        done = list(pool.map(_ask_apart, blocks))
    return [_sum_up(kind, [it for it in done if it[0] == kind]) for kind in kinds]


def _sum_up(kind: str, done: list[tuple[str, list[Answer], float]]) -> Figures:
    answers = [answer for _, found, _ in done for answer in found]
    told = [f"{kind} {number}: {it}" for number, found, _ in answers for it in found]
    seconds = [answer.seconds for answer in answers]
    peak = max((megabytes for *_, megabytes in done), default=0)
    return Figures(kind, len(answers), told, sum(seconds), max(seconds, default=0), peak)


if __name__ == "__main__":
    chosen = {kind: ALL[kind] for kind in sys.argv[2:]} or ALL
    for figures in run(float(sys.argv[1]) if sys.argv[1:] else 1, chosen):
        print(
            f"{figures.kind}: {figures.inputs} inputs, {len(figures.complaints)} complaints, "
            f"{figures.seconds:.0f} s in all, slowest {figures.slowest:.1f} s, "
            f"peak {figures.megabytes:.0f} MB"
        )
        print(*figures.complaints, sep="\n")
