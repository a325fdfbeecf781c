"""The order of the stages for one unit, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from generator import (
    archive,
    bases,
    checks,
    coverage,
    dialect,
    document,
    fields,
    linting,
    output,
    packs,
    phrases,
    schema,
    template,
    watermark,
)
from generator import source as sources
from generator.case import Case
from generator.diagnostics import Fault, Place, Severity, has_errors
from generator.dialect import Environment
from generator.document import Filled, Printed
from generator.exports import Exported
from generator.fields import FormField
from generator.kinds import Stated
from generator.packs import Pack
from generator.schema import Filing
from generator.source import Source
from generator.template import Form
from generator.views import Books, names
from generator.vocabulary import DRAFT


@dataclass(frozen=True)
class Outcome:
    """What became of one filing: its faults, and the document if there is one."""

    file: str
    faults: tuple[Fault, ...]
    source: Source | None = None
    folder: str = ""
    name: str = ""
    document: bytes = b""
    printed: tuple[Printed, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether an error stops the document."""
        return has_errors(self.faults)

    @property
    def place(self) -> Place:
        """The place of what concerns the filing as a whole."""
        return Place(self.file, 1, 1)


@cache
def compiled(pack: Pack) -> tuple[Environment, Form | None, tuple[Fault, ...]]:
    """The pack's form, compiled and linted once, with the environment it was compiled in."""
    env = phrases.environment(pack.wording)
    form, faults = template.compile_form(pack.form, env, _shown(pack.form))
    if form is not None:
        faults = linting.lint(pack.form, pack, _shown(pack.form))
    return env, None if has_errors(faults) else form, tuple(faults)


def _shown(path: Path) -> str:
    """A form's file as messages name it: from the folder of the forms on."""
    parts = path.parts
    return "/".join(parts[parts.index("templates") :]) if "templates" in parts else path.name


def produce(
    path: Path,
    root: Path | None = None,
    *,
    draft: bool = False,
    exported: Exported | None = None,
) -> Outcome:
    """A filing's document, or the faults that stand in its way.

    A draft goes on wherever it can: what is missing prints as 【待填】, and every page says so.
    """
    source, faults = sources.load(path)
    if source is None:
        return Outcome(str(path), tuple(faults), sources.unparsed(path))
    pack, faults = packs.find(source, root or packs.home())
    if pack is None:
        return Outcome(source.file, tuple(faults), source)
    filing, faults = schema.validate(source, pack.rules)
    if faults and not draft:
        return Outcome(source.file, tuple(faults), source)
    totals = exported.of(filing) if exported else ()
    if exported and not totals:
        message = f"{exported.file} 里没有这个单位的核对数"
        faults = [*faults, Fault("L413", message, source.place(()), Severity.WARNING)]
    return _from_filing(filing, pack, faults, draft, totals)


def _from_filing(
    filing: Filing, pack: Pack, faults: list[Fault], draft: bool, totals: Sequence[Stated]
) -> Outcome:
    books, found = bases.open_books(filing, pack, totals)
    faults = [*faults, *found]
    faults += checks.before_filling(pack.checks, Case(filing, books))
    _, form, form_faults = compiled(pack)
    faults += form_faults
    if form is None:
        return Outcome(filing.source.file, tuple(faults), filing.source)
    rendered, render_faults = template.render(form, packs.form_names(pack, books))
    if render_faults:
        return Outcome(filing.source.file, (*faults, *render_faults), filing.source)
    filled = document.fill(rendered)
    case = Case(filing, books, filled.printed)
    faults += checks.after_filling(pack.checks, case)
    if not has_errors(faults):
        faults += coverage.gaps(case)
    return _sealed(filing, pack, books, form, filled, faults, draft)


def _sealed(
    filing: Filing,
    pack: Pack,
    books: Books,
    form: Form,
    filled: Filled,
    faults: Sequence[Fault],
    draft: bool,
) -> Outcome:
    source = filing.source
    env, _, _ = compiled(pack)
    name = unescape(dialect.render(dialect.compile_text(env, pack.file_name), names(books)))
    name = f"{name}（{DRAFT}）" if draft else name
    unfit = output.name_fault(name, source.place(()))
    faults = [*faults, unfit] if unfit else list(faults)
    if has_errors(faults) and not (draft and unfit is None):
        return Outcome(source.file, tuple(faults), source)
    if draft:
        form, filled, unmarked = watermark.watermark(form, filled, DRAFT)
        if unmarked:
            return Outcome(source.file, (*faults, *unmarked), source)
    form = Form(form.file, form.parts, {**form.fixed, output.PROPERTIES_PART: _properties()})
    docx = document.seal(form, filled)
    astray = document.read_back(docx, filled.printed, name)
    if astray:  # what was printed does not stand where it should: such a document never leaves
        return Outcome(source.file, (*faults, *astray), source)
    return Outcome(source.file, tuple(faults), source, str(filing.year), name, docx, filled.printed)


def form_fields(pack: Pack) -> list[FormField]:
    """Every name that the pack's form may use, with its value for the pack's example unit."""
    source, _ = sources.load(pack.example)
    if source is None:
        return []
    filing, _ = schema.validate(source, pack.rules)
    books, _ = bases.open_books(filing, pack)
    return fields.list_fields(pack, books)


@cache
def _properties() -> archive.Packed:
    return archive.deflate(output.PROPERTIES.encode())
