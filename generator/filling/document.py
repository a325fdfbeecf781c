"""From a compiled form and a unit's figures to a finished .docx, and back again to check it."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from generator.books.books import Books
from generator.charts import parts
from generator.diagnostics import Fault, FormPlace
from generator.filling import filling
from generator.filling.filling import Linked
from generator.filling.lookup import Names
from generator.filling.prints import Prints, Run
from generator.filling.program import FormError
from generator.frozen import Frozen
from generator.word import archive, ooxml, opc, plain_paragraphs
from generator.word.archive import Packed
from generator.word.joints import NotPlainError

SAVE_AGAIN = "在 Word 里打开表样，另存为“Word 文档（.docx）”；打不开的，换回原来的表样"


class FormChart(NamedTuple):
    """A chart that a form places: its number among the pack's, its program and its sheet's."""

    number: int
    name: str
    drawing: Linked
    sheet: Linked


class Form(Frozen):
    """A Word form ready to be filled: programs of some parts, all others in compressed form.

    Of the parts that are `numbered`, loops repeat what bears a number of its own. Charts are there
    only where there is something to draw.
    """

    file: str
    path: Path
    programs: Mapping[str, Linked]
    fixed: Mapping[str, Packed]
    numbered: frozenset[str] = frozenset()
    charts: tuple[FormChart, ...] = ()

    @cached_property
    def main(self) -> str:
        """The part that is the document itself; nothing where the form has none."""
        return opc.main_part(self._links)

    @cached_property
    def headers(self) -> list[str]:
        """The parts that are headers."""
        return [n for n in opc.targets(self._links, self.main, opc.HEADER) if n in self._links]

    @cached_property
    def _links(self) -> dict[str, bytes]:
        """Every part's name; of those that say how the others hang together, what they say."""
        links = {n: archive.inflate(p) for n, p in self.fixed.items() if n.endswith(".rels")}
        return {**dict.fromkeys((*self.fixed, *self.programs), b""), **links}


class Filled(Frozen):
    """A filled form: its parts' XML, every figure printed in words, and those in charts."""

    parts: Mapping[str, bytes]
    printed: Prints = Prints()
    charted: Prints = Prints()

    @property
    def told(self) -> Prints:
        """What a filing must be able to tell: all in words, and what is missing in charts."""
        return self.printed + Prints.of([it for it in self.charted if it.mark.aspect.gap])

    @property
    def shown(self) -> Prints:
        """Every figure that a reader of the document sees."""
        seen = [it for it in self.charted if not parts.is_inside(it.part)]
        return self.printed + Prints.of(seen)

    @property
    def all(self) -> Prints:
        """Every figure, in words, in charts and in the sheets behind them."""
        return self.printed + self.charted


def fill(form: Form, names: Names, books: Books) -> tuple[Mapping[str, Run], list[Fault]]:
    """The form's parts filled with names, or the faults of what cannot be printed."""
    runs: dict[str, Run] = {}
    faults: list[Fault] = []
    for part, program in form.programs.items():
        try:
            run = filling.run(program, names, books)
            runs[part] = run._replace(xml=_renumber(run.xml)) if part in form.numbered else run
        except FormError as error:
            package = opc.load(form.path)
            fault = form_fault(error, form.file, part, package[part])
            faults += _name_places([fault], package)
    for chart in () if faults else form.charts:
        if parts.is_present(runs[form.main].xml, chart.number):
            faults += _fill_chart(chart, names, books, form, runs)
    return {} if faults else runs, faults


def _renumber(xml: bytes) -> bytes:
    from generator.filling import renumbering  # few forms repeat what bears a number

    return renumbering.renumber(xml)


def _name_places(faults: Sequence[Fault], package: opc.Parts) -> list[Fault]:
    from generator.word import outline  # only where something is wrong

    return outline.name_places(faults, package)


def _fill_chart(
    chart: FormChart, names: Names, books: Books, form: Form, runs: dict[str, Run]
) -> list[Fault]:
    """Fill a chart and its sheet; the fault of what cannot be printed in it."""
    try:
        runs[parts.chart_part(chart.number)] = filling.run(chart.drawing, names, books)
        runs[parts.sheet_part(chart.number)] = filling.run(chart.sheet, names, books)
    except FormError as error:
        place = FormPlace(form.file, form.main, 0, chart.name)
        return [Fault(error.code, error.message, place, help=error.help)]
    return []


def place(runs: Mapping[str, Run]) -> Filled:
    """The filled parts, with every figure that they print and the place it stands at."""
    printed = {False: Prints(), True: Prints()}
    for part, run in runs.items():
        printed[parts.is_of_chart(part)] += run.printed(part)
    xml = {part: run.xml for part, run in runs.items()}
    return Filled(xml, printed[False], printed[True])


def form_fault(error: FormError, file: str, part: str, xml: bytes) -> Fault:
    """The fault of what stopped a form, at the paragraph of the part that it names."""
    text = ooxml.paragraph_text(xml, error.line) if error.line else ""
    place = FormPlace(file, part, error.line, text[:200])
    return Fault(error.code, error.message, place, help=error.help)


def seal(form: Form, filled: Filled) -> bytes:
    """The finished .docx: the same bytes for the same content, on any machine."""
    changed = dict(_close(name, xml) for name, xml in filled.parts.items())
    return archive.write({**form.fixed, **{n: archive.deflate(it) for n, it in changed.items()}})


def _close(part: str, xml: bytes) -> tuple[str, bytes]:
    """A part of the document's package with what was filled: a sheet becomes a workbook."""
    if not parts.is_inside(part):
        return part, xml
    from generator.charts import sheet  # most forms have no charts

    return parts.outer_part(part), sheet.pack(xml)


def list_fixed(form: Form, filled: Filled) -> dict[str, Packed]:
    """The parts of a form that no filing changes, but for what they say of charts there are."""
    present = [it.number for it in form.charts if parts.chart_part(it.number) in filled.parts]
    return parts.declare(form.fixed, form.main, present) if present else dict(form.fixed)


def read_back(docx: bytes, printed: Prints, file: str) -> list[Fault]:
    """Faults for every printed figure that does not stand at its place in the finished file."""
    if _is_all_there(docx, printed):
        return []
    from generator.filling import astray  # a tree of the document, only where there is need

    return astray.find(docx, printed, file)


def _is_all_there(docx: bytes, printed: Prints) -> bool:
    """Whether every figure is seen at its place already where a part is written plainly."""
    names, paragraphs = set(printed.parts), printed.paragraphs
    package = archive.read(docx, set(map(parts.outer_part, names)))
    try:
        texts = {name: ("", *_read_texts(name, package)) for name in names}
        shown = [texts[name][at] for name, at in zip(printed.parts, paragraphs, strict=True)]
    except (NotPlainError, IndexError):
        return False
    stands = map(str.startswith, shown, printed.texts, printed.offsets)
    return min(paragraphs, default=1) > 0 and all(stands)


def _read_texts(name: str, package: Mapping[str, bytes]) -> Sequence[str]:
    if parts.is_of_chart(name):
        return parts.read_texts(name, package)
    return plain_paragraphs.read(package[name]).texts
