"""A piece of a form as production prints it, and as plain docxtpl's engine would."""

from pathlib import Path

from generator.books.books import Books
from generator.diagnostics import Fault
from generator.filling import filling, phrases
from generator.filling.document import Form
from generator.filling.filling import Linked, link
from generator.filling.names import names
from generator.forms import dialect, template
from generator.packs.wording import Wording
from generator.word import archive


def rendered(form: str, wording: Wording, books: Books) -> str:
    """The text of a piece of a form, compiled and filled; Jinja itself must print the same."""
    env = dialect.environment(phrases.filters(wording))
    text = filling.run(linked(form, wording), names(books), books).xml.decode()
    assert text == env.from_string(form).render(names(books))
    return text


def linked(form: str, wording: Wording) -> Linked:
    """A piece of a form, compiled and ready for any unit's names."""
    filters = phrases.filters(wording)
    compiled = dialect.compile_text(dialect.environment(filters), form)
    return link(template.measure(compiled), filters)


def compiled(
    path: Path, wording: Wording, shown: str = "表样.docx"
) -> tuple[Form | None, list[Fault]]:
    """A Word form compiled without a pack and a cache, or what is wrong with it."""
    parts, filters = archive.read(path.read_bytes()), phrases.filters(wording)
    programs, faults = template.compile_parts(parts, dialect.environment(filters), shown)
    if faults:
        return None, faults
    fixed = {name: archive.deflate(xml) for name, xml in parts.items() if name not in programs}
    ready = {name: link(program, filters) for name, program in programs.items()}
    return Form(shown, path, ready, fixed), []
