"""From a compiled form and a unit's figures to a finished .docx, and back again to check it."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import archive, ooxml
from generator.archive import Packed
from generator.diagnostics import Fault, FormPlace
from generator.filling import Names
from generator.prints import Printed, Run
from generator.program import Filter, FormError, Instruction, link
from generator.unrolled import Program
from generator.views import Books


@dataclass(frozen=True)
class Form:
    """A Word form ready to be filled: programs of some parts, all others in compressed form."""

    file: str
    path: Path
    programs: Mapping[str, Program]
    fixed: Mapping[str, Packed]


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form: its parts' XML, and every printed figure."""

    parts: Mapping[str, bytes]
    printed: tuple[Printed, ...] = ()


def form(
    path: Path,
    parts: Mapping[str, bytes],
    programs: Mapping[str, Iterable[Instruction]],
    filters: Mapping[str, Filter],
    shown: str,
) -> Form:
    """A form of its parts and their programs; `shown` is the name that messages give it."""
    linked = {name: Program(link(program, filters)) for name, program in programs.items()}
    fixed = {name: archive.deflate(xml) for name, xml in parts.items() if name not in programs}
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
    faults: list[Fault] = []
    parts = archive.read(docx, {item.part for item in printed})
    for part, items in itertools.groupby(printed, key=lambda item: item.part):
        paragraphs = ooxml.paragraphs(ooxml.parse(parts[part]))
        for number, figures in itertools.groupby(items, key=lambda item: item.paragraph):
            found = paragraphs[number - 1 : number]
            text = ooxml.shown_text(found[0]) if found else ""
            faults += (
                _astray(item, text, file)
                for item in figures
                if not found or text[item.offset : item.offset + len(item.text)] != item.text
            )
    return faults


def _astray(item: Printed, text: str, file: str) -> Fault:
    place = FormPlace(file, item.part, item.paragraph, text[:200])
    message = f"成文里找不到 {item.mark.address} 的“{item.text}”"
    return Fault("D506", message, place)
