"""A piece of a form as production prints it, and as plain docxtpl's engine would."""

from pathlib import Path

from generator import archive, dialect, document, filling, phrases, template
from generator.diagnostics import Fault
from generator.document import Form
from generator.program import link
from generator.views import Books, names
from generator.wording import Wording


def rendered(form: str, wording: Wording, books: Books) -> str:
    """The text of a piece of a form, compiled and filled; Jinja itself must print the same."""
    filters = phrases.filters(wording)
    env = dialect.environment(filters)
    program = template.measured(dialect.compile_text(env, form))
    text = filling.run(link(program, filters), names(books), books).text
    assert text == env.from_string(form).render(names(books))
    return text


def compiled(
    path: Path, wording: Wording, shown: str = "表样.docx"
) -> tuple[Form | None, list[Fault]]:
    """A Word form compiled without a pack and a cache, or what is wrong with it."""
    parts, filters = archive.read(path.read_bytes()), phrases.filters(wording)
    programs, faults = template.compile_parts(parts, dialect.environment(filters), shown)
    return (None if faults else document.form(path, parts, programs, filters, shown)), faults
