"""All that the benchmarks call of the engine, in one place: adapt this when the engine changes."""

import gc
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from time import process_time_ns
from typing import Any, TypeVar

from generator import pipeline
from generator.books import bases
from generator.books.books import Books
from generator.checks import checks, coverage
from generator.checks.case import Case, Check
from generator.compare import pieces
from generator.consolidation import department
from generator.diagnostics import Fault
from generator.filing import shape_faults, shared
from generator.filling import document, filling, numbers, phrases
from generator.filling.document import Filled, Form
from generator.filling.names import form_names
from generator.filling.names import names as unit_names
from generator.forms import compiling, dialect
from generator.forms.dialect import Environment
from generator.kept import library
from generator.packs import finding
from generator.packs.pack import Pack
from generator.published import lending
from generator.units import scheduling
from generator.word import archive, carried, plain_encoding, plain_paragraphs
from generator.word.archive import Packed

LEVEL = archive.LEVEL
WORDS = ("worded", "quoted", "belonging")
FOLDER = Path(pipeline.__file__).parent
Result = TypeVar("Result")


@dataclass(frozen=True)
class Opened:
    """A filing with its books open and nothing filled yet."""

    pack: Pack
    books: Books


def opened(path: Path) -> Opened:
    """A filing read, validated, and entered into fresh books (nothing computed beforehand)."""
    read, _ = shared.load(path)
    assert read is not None
    pack, _ = finding.find(read, library.installed())
    assert pack is not None
    filing, faults = department.read(read, pack)
    assert filing is not None
    assert not faults
    return Opened(pack, bases.open_books(filing, pack)[0])


def names(unit: Opened) -> dict[str, Any]:
    """What the form may name."""
    return form_names(unit.pack, unit.books)


def plain_environment(pack: Pack) -> Environment:
    """Our Jinja environment for other engines: the same filters, without a record of places."""
    return dialect.environment(phrases.filters(pack.wording))


def fill(unit: Opened) -> bytes:
    """Books to finished document: fill and seal, with the list of every printed place."""
    form = form_of(unit.pack)
    runs, _ = document.fill(form, names(unit), unit.books)
    return document.seal(form, document.place(runs))


def fill_unrecorded(unit: Opened) -> bytes:
    """The same without the list of places (noting them is part of filling)."""
    form = form_of(unit.pack)
    runs, _ = document.fill(form, names(unit), unit.books)
    return document.seal(form, Filled({part: run.xml for part, run in runs.items()}))


def forget_texts(unit: Opened) -> None:
    """Forget how the figures of earlier documents print: the next unit's are others."""
    for program in form_of(unit.pack).programs.values():
        for made in program.filters.values():
            if isinstance(made, numbers.Number):
                made.kept.clear()


def form_of(pack: Pack) -> Form:
    """A pack's form, compiled."""
    form = compiling.compile_form(pack).form
    assert form is not None
    return form


def filled_parts(docx: bytes, form: Path) -> dict[str, bytes]:
    """The parts of a finished document that filling made (the rest is copied from the form)."""
    before, after = archive.read(form.read_bytes()), archive.read(docx)
    return {name: data for name, data in after.items() if data != before.get(name)}


def deflate(data: bytes) -> bytes:
    """What compressing a part costs at the least, at the level in use."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@contextmanager
def _collecting() -> Iterator[None]:
    """Garbage is looked for as seldom as in the processes that make documents."""
    before = gc.get_threshold()
    gc.set_threshold(scheduling.GROWTH_BEFORE_COLLECTING, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def build(path: Path) -> bytes:
    """A filing's file to its finished document, checked and read back."""
    with _collecting():
        return pipeline.produce(path).document


def faults(path: Path) -> tuple[Fault, ...]:
    """All that is told of a filing."""
    return pipeline.produce(path).faults


def cerberus_rules(pack: Pack) -> Mapping[str, Any]:
    """The pack's rules in Cerberus's own terms."""
    return shape_faults.cerberus_rules(pack.rules)


def tree(path: Path) -> Any:
    """A filing as the tree of texts that Cerberus is given."""
    read, _ = shared.load(path)
    assert read is not None
    return read.data


def stages(path: Path) -> dict[str, int]:
    """The nanoseconds of every stage of one build, in the order of `pipeline.produce`."""
    forget_paragraphs()
    with _collecting():
        return _time_stages(path)


def _time_stages(path: Path) -> dict[str, int]:
    clock = _Clock({})
    read = clock.time("读取 YAML", lambda: shared.load(path)[0])
    assert read is not None
    pack = clock.time("找表样", lambda: finding.find(read, library.installed())[0])
    assert pack is not None
    filing, _ = clock.time("校验、取值", lambda: department.read(read, pack))
    assert filing is not None
    given, _ = lending.take(filing, pack)
    books, _ = clock.time("立账", lambda: bases.open_books(filing, pack, (), given))
    case, (words, rest) = Case(filing, books), _part(pack.checks)
    clock.time("勾稽（填前）", lambda: checks.before_filling(rest, case))
    clock.time("用语（填前）", lambda: checks.before_filling(words, case))
    compiled, form = compiling.compile_form(pack), form_of(pack)
    runs, _ = clock.time("填入", lambda: document.fill(form, form_names(pack, books), books))
    filled = clock.time("列印处", lambda: document.place(runs))
    printed = case.with_prints(filled.told, compiled.unwithheld)
    clock.time(
        "勾稽（填后）",
        lambda: (checks.after_filling(rest, printed), list(coverage.gaps(printed))),
    )
    clock.time("用语（填后）", lambda: list(checks._run(words, printed, checks.AFTER)))
    name = clock.time(
        "文件名", lambda: filling.run(compiled.name, unit_names(books), books).xml.decode()
    )
    form = clock.time("底稿", lambda: replace(form, fixed=carry(form, filled, unescape(name))))
    docx = clock.time("压缩成文", lambda: document.seal(form, filled))
    clock.time("读回核对", lambda: document.read_back(docx, filled.all, ""))
    return clock.taken


def _part(demands: Sequence[Check]) -> tuple[list[Check], list[Check]]:
    """The demands on words, and all others."""
    words = [it for it in demands if it["kind"] in WORDS]
    return words, [it for it in demands if it["kind"] not in WORDS]


def filled_text(unit: Opened) -> tuple[Filled, bytes]:
    """A filled form, and the XML of its main part."""
    form = form_of(unit.pack)
    filled = document.place(document.fill(form, names(unit), unit.books)[0])
    return filled, filled.parts[form.main]


def carry(form: Form, filled: Filled, name: str) -> dict[str, Packed]:
    """The fixed parts of a form with the fingerprints of a document's texts."""
    fixed = document.list_fixed(form, filled)
    return carried.seal(fixed, form.main, filled.parts[form.main], name)


def forget_paragraphs() -> None:
    """Forget what the next unit of the form would not share: all texts with figures.

    What stands between the texts is the form's own and stays, as do texts without figures. Of a
    next unit a quarter of the texts are new; half are forgotten here.
    """
    shared = [it for _, part in plain_paragraphs._LAST for it in part.texts if not _has_figure(it)]
    plain_paragraphs._LAST.clear()
    plain_encoding._TEXTS.clear()
    pieces.words.cache_clear()
    list(map(plain_encoding._TEXTS.__getitem__, shared))


def _has_figure(text: str) -> bool:
    return any(map(str.isdigit, text))


@dataclass(frozen=True)
class _Clock:
    taken: dict[str, int]

    def time(self, name: str, run: Callable[[], Result]) -> Result:
        started = process_time_ns()
        result = run()
        self.taken[name] = process_time_ns() - started
        return result
