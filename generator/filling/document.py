"""From a compiled form and a unit's figures to a finished .docx, and back again to check it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.books.books import Books
from generator.diagnostics import Fault, FormPlace
from generator.filling import filling, prints
from generator.filling.filling import Names
from generator.filling.prints import Printed, Record, Run
from generator.filling.program import Filter, FormError, Instruction, Linked, link
from generator.word import archive, ooxml, opc
from generator.word.archive import Packed

if TYPE_CHECKING:
    from generator.filling.unrolled import Carry

# A program that has been carried out so often is worth being written out.
WORTH_IT = 12


@dataclass(slots=True)
class Program:
    """A program of a form, and how often it has been carried out."""

    steps: Linked
    filled: int = 0
    carry: "Carry | None" = None

    def run(self, names: Names, books: Books) -> Run:
        """What `filling.run` gives, sooner when it is asked for again and again."""
        self.filled += 1
        if self.filled == WORTH_IT:
            from generator.filling import unrolled

            self.carry = unrolled.unrolled(self.steps)
        if self.carry is not None:
            records: list[Record] = []
            try:
                self.carry(names, books.now, records.append)
                return prints.carried_out(records)
            except (LookupError, ValueError, TypeError, FormError):
                pass
        return filling.run(self.steps, names, books)


@dataclass(frozen=True)
class Form:
    """A Word form ready to be filled: programs of some parts, all others in compressed form."""

    file: str
    path: Path
    programs: Mapping[str, Program]
    fixed: Mapping[str, Packed]

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


def form(
    path: Path,
    fixed: Mapping[str, Packed],
    programs: Mapping[str, Iterable[Instruction]],
    filters: Mapping[str, Filter],
    shown: str,
) -> Form:
    """A form of its programs and its other parts; `shown` is the name that messages give it."""
    linked = {name: Program(link(program, filters)) for name, program in programs.items()}
    return Form(shown, path, linked, fixed)


def fill(form: Form, names: Names, books: Books) -> tuple[Mapping[str, Run], list[Fault]]:
    """The form's parts filled with names, or the faults of what cannot be printed."""
    runs: dict[str, Run] = {}
    faults: list[Fault] = []
    for part, program in form.programs.items():
        try:
            runs[part] = program.run(names, books)
        except FormError as error:
            xml = archive.read(form.path.read_bytes())[part]
            faults.append(form_fault(error, form.file, part, xml))
    return {} if faults else runs, faults


def placed(runs: Mapping[str, Run]) -> Filled:
    """The filled parts, with every figure that they print and the place it stands at."""
    printed = (item for part, run in runs.items() for item in run.printed(part))
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
            faults.append(_astray(item, "".join(found), file))
    return faults


def _astray(item: Printed, text: str, file: str) -> Fault:
    place = FormPlace(file, item.part, item.paragraph, text[:200])
    message = f"成文里找不到 {item.mark.address} 的“{item.text}”"
    return Fault("D506", message, place)
