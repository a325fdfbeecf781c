"""A piece of a form as production prints it, and as plain docxtpl's engine would."""

from pathlib import Path

from generator.books.books import Books
from generator.diagnostics import Fault
from generator.filling import document, filling, phrases, prints, unrolled
from generator.filling.document import Form
from generator.filling.filling import Names
from generator.filling.prints import Record, Run
from generator.filling.program import Linked, link
from generator.filling.views import names
from generator.forms import dialect, template
from generator.packs.wording import Wording
from generator.word import archive


def rendered(form: str, wording: Wording, books: Books) -> str:
    """The text of a piece of a form, compiled and filled; Jinja itself must print the same.

    So must the program written out.
    """
    filters = phrases.filters(wording)
    env = dialect.environment(filters)
    program = link(template.measured(dialect.compile_text(env, form)), filters)
    run = filling.run(program, names(books), books)
    assert run == written_out(program, names(books), books)
    text = run.xml.decode()
    assert text == env.from_string(form).render(names(books))
    return text


def written_out(program: Linked, given: Names, books: Books) -> Run:
    """What a program gives when it is written out, with nothing to fall back on."""
    carry = unrolled.unrolled(program)
    assert carry is not None
    records: list[Record] = []
    carry(given, books.now, records.append)
    return prints.carried_out(records)


def compiled(
    path: Path, wording: Wording, shown: str = "表样.docx"
) -> tuple[Form | None, list[Fault]]:
    """A Word form compiled without a pack and a cache, or what is wrong with it."""
    parts, filters = archive.read(path.read_bytes()), phrases.filters(wording)
    programs, faults = template.compile_parts(parts, dialect.environment(filters), shown)
    if faults:
        return None, faults
    fixed = {name: archive.deflate(xml) for name, xml in parts.items() if name not in programs}
    return document.form(path, fixed, programs, filters, shown), []
