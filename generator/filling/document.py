"""From a compiled form and a unit's figures to a finished .docx, and back again to check it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from generator.books.books import Books
from generator.diagnostics import Fault, FormPlace
from generator.filling import filling, renumbering
from generator.filling.filling import Linked
from generator.filling.lookup import Names
from generator.filling.prints import Printed, Run
from generator.filling.program import FormError
from generator.word import archive, ooxml, opc, outline
from generator.word.archive import Packed

SAVE_AGAIN = "在 Word 里打开表样，另存为“Word 文档（.docx）”；打不开的，换回原来的表样"


@dataclass(frozen=True)
class Form:
    """A Word form ready to be filled: programs of some parts, all others in compressed form.

    Of the parts that are `numbered`, loops repeat what bears a number of its own.
    """

    file: str
    path: Path
    programs: Mapping[str, Linked]
    fixed: Mapping[str, Packed]
    numbered: frozenset[str] = frozenset()

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


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form: its parts' XML, and every printed figure."""

    parts: Mapping[str, bytes]
    printed: tuple[Printed, ...] = ()


def fill(form: Form, names: Names, books: Books) -> tuple[Mapping[str, Run], list[Fault]]:
    """The form's parts filled with names, or the faults of what cannot be printed."""
    runs: dict[str, Run] = {}
    faults: list[Fault] = []
    for part, program in form.programs.items():
        try:
            run = filling.run(program, names, books)
            again = part in form.numbered
            runs[part] = run._replace(xml=renumbering.renumber(run.xml)) if again else run
        except FormError as error:
            parts = opc.load(form.path)
            fault = form_fault(error, form.file, part, parts[part])
            faults += outline.name_places([fault], parts)
    return {} if faults else runs, faults


def place(runs: Mapping[str, Run]) -> Filled:
    """The filled parts, with every figure that they print and the place it stands at."""
    printed = chain.from_iterable(run.printed(part) for part, run in runs.items())
    return Filled({part: run.xml for part, run in runs.items()}, tuple(printed))


def form_fault(error: FormError, file: str, part: str, xml: bytes) -> Fault:
    """The fault of what stopped a form, at the paragraph of the part that it names."""
    text = ooxml.paragraph_text(xml, error.line) if error.line else ""
    place = FormPlace(file, part, error.line, text[:200])
    return Fault(error.code, error.message, place, help=error.help)


def seal(form: Form, filled: Filled) -> bytes:
    """The finished .docx: the same bytes for the same content, on any machine."""
    changed = {name: archive.deflate(xml) for name, xml in filled.parts.items()}
    return archive.write({**form.fixed, **changed})


def read_back(docx: bytes, printed: Sequence[Printed], file: str) -> list[Fault]:
    """Faults for every printed figure that does not stand at its place in the finished file."""
    parts = archive.read(docx, {item.part for item in printed})
    texts = {name: ooxml.paragraph_texts(ooxml.parse(xml)) for name, xml in parts.items()}
    faults: list[Fault] = []
    for item in printed:
        found = texts[item.part][item.paragraph - 1 : item.paragraph]
        if not found or not found[0].startswith(item.text, item.offset):
            faults.append(_astray_fault(item, "".join(found), file))
    return outline.name_places(faults, archive.read(docx)) if faults else []


def _astray_fault(item: Printed, text: str, file: str) -> Fault:
    place = FormPlace(file, item.part, item.paragraph, text[:200])
    message = f"成文里找不到 {item.mark.address} 的“{item.text}”"
    help_ = "不是填报的错误：告知表样管理人，连同填报文件"
    return Fault("D506", message, place, help=help_)
