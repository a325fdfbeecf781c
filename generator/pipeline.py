"""The order of the stages for one unit, and nothing else."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.books import bases, control_totals
from generator.books.books import Books
from generator.checks import checks, coverage
from generator.checks.case import Case
from generator.consolidation import department
from generator.diagnostics import Fault, Place, Severity, has_errors
from generator.filing import shared
from generator.filing.filing import Filing
from generator.filing.kinds import Stated
from generator.filing.source import Source
from generator.filling import document, filling
from generator.filling.document import Filled, Form
from generator.filling.names import form_names, names
from generator.filling.prints import Prints
from generator.forms import compiling
from generator.frozen import Frozen, field, replace
from generator.kept import library, noted
from generator.kept.noted import Noted
from generator.packs import finding, pack
from generator.packs.pack import Pack
from generator.published import lending
from generator.vocabulary import DRAFT, UNIT, UNIT_NAME
from generator.word import archive, carried, ooxml, output

if TYPE_CHECKING:
    from generator.filing.control_file import Exported
    from generator.filing.mending import Mended


class Outcome(Frozen):
    """What became of one filing: its faults, and the document if there is one."""

    file: str
    faults: tuple[Fault, ...]
    source: Source | None = None
    folder: str = ""
    name: str = ""
    document: bytes = b""
    printed: Prints = Prints()
    drawn: tuple[str, ...] = ()  # files and folders that were read besides the filing itself
    read: Noted = field(default_factory=dict, compare=False)  # what they held then
    pack: Pack | None = field(default=None, compare=False)
    books: Books | None = field(default=None, compare=False)
    filing: Filing | None = field(default=None, compare=False)

    @property
    def failed(self) -> bool:
        """Whether an error stops the document."""
        return has_errors(self.faults)

    @property
    def place(self) -> Place:
        """The place of what concerns the filing as a whole."""
        return Place(self.file, 1, 1)

    @property
    def unit(self) -> Mapping[str, Any]:
        """What the filing states of its unit, as far as it could be read."""
        stated = self.source.data.get(UNIT) if self.source else None
        return stated if isinstance(stated, dict) else {}

    @property
    def key(self) -> tuple[Any, ...]:
        """The kind, year and region that the filing states, as far as it could be read."""
        data = self.source.data if self.source else {}
        return tuple(data.get(name) for name in pack.KEYS)


class _Way(NamedTuple):
    """How a document is made: as a draft or not, to be put on disk or only to be compared."""

    draft: bool = False
    on_disk: bool = False
    exported: "Exported | None" = None
    drawn_from: str = ""


def produce(
    path: Path,
    root: Path | None = None,
    *,
    draft: bool = False,
    on_disk: bool = True,
    exported: "Exported | None" = None,
    drawn_from: str = "",
) -> Outcome:
    """A filing's document, or the faults that stand in its way.

    A draft goes on wherever it can: what is missing prints as 【待填】, and every page says so. One
    that is only compared with another, and never put `on_disk`, may have any name. `drawn_from` is
    an export that goes before its own.
    """
    way = _Way(draft, on_disk, exported, drawn_from)
    with noted.noting() as read:
        outcome = _produce(path, root or library.current(), way)
    return replace(outcome, read=read)


def _produce(path: Path, root: Path, way: _Way) -> Outcome:
    source, faults = shared.load(path)
    if source is None:
        unread = Outcome(str(path), tuple(faults), shared.read_unparsed(path))
        return _look_into(unread, path, root, way)
    pack, faults = finding.find(source, root)
    if pack is None:
        return _look_on(Outcome(source.file, tuple(faults), source), source, root, way)
    source = department.draw_from(source, way.drawn_from, pack) if way.drawn_from else source
    filing, faults = _read(source, pack)
    read = Outcome(source.file, tuple(faults), filing.source if filing else source)
    if filing is None or (read.failed and not way.draft):
        undrawn = filing and filing.source.undrawn  # the rest would only follow
        return read if undrawn else _look_on(read, source, root, way)
    totals, found = control_totals.take(way.exported, filing, pack)
    return _from_filing(filing, pack, [*faults, *found], way, totals)


def _read(source: Source, pack: Pack) -> tuple[Filing | None, list[Fault]]:
    filing, faults = department.read(source, pack)
    return filing, faults + (_check_members(filing, pack) if filing else [])


def _look_into(unread: Outcome, path: Path, root: Path, way: _Way) -> Outcome:
    """A filing that cannot be read: every slip in it, and what the rest says."""
    from generator.filing import mending  # only where something is wrong

    mended = mending.load(path)
    told = tuple(dict.fromkeys((*unread.faults, *mended.faults)))
    unread = replace(unread, faults=told)
    if mended.source is None or any(fault.code[0] != "F" for fault in told):
        return unread
    unread = replace(unread, source=mended.source)
    return _look_on(unread, mended.source, root, way, mended)


def _look_on(
    told: Outcome, source: Source, root: Path, way: _Way, mended: "Mended | None" = None
) -> Outcome:
    """What else would be found, in a copy as it was meant, and does not only follow."""
    from generator.checks import following
    from generator.filing import meant  # only where something is wrong

    found = finding.find_meant(source, root)
    if found is None:
        return told
    pack, source = found
    copy = meant.read(source, pack.rules)
    first = department.read_alone(source, pack)[1] if mended else []
    filing, faults = _read(copy.source, pack)
    left = following.open_up(source, copy, mended, filing is not None)
    filing = filing or department.read_alone(copy.source, pack)[0]
    totals, more = control_totals.take(way.exported, filing, pack)
    faults = [*first, *faults, *more]
    outcome = _from_filing(filing, pack, faults, way._replace(draft=False), totals)
    new = following.find_new(outcome.faults, told.faults, left)
    return replace(told, faults=(*told.faults, *new))


def _check_members(filing: Filing, pack: Pack) -> list[Fault]:
    if not filing.members:
        return []
    from generator.checks import members

    return members.check(filing, pack)


def _from_filing(
    filing: Filing, pack: Pack, faults: list[Fault], way: _Way, totals: Sequence[Stated]
) -> Outcome:
    given, told = lending.take(filing, pack)
    books, found = bases.open_books(filing, pack, totals, given)
    outcome = _from_books(filing, pack, books, [*faults, *told, *found], way)
    drawn = (*filing.source.files[1:], *pack.made_of, *books.drawn)
    return replace(outcome, drawn=drawn, pack=pack, books=books, filing=filing)


def _from_books(
    filing: Filing, pack: Pack, books: Books, faults: list[Fault], way: _Way
) -> Outcome:
    case = Case(filing, books)
    faults += checks.before_filling(pack.checks, case)
    compiled, source = compiling.compile_form(pack), filing.source
    if compiled.form is None:
        told = compiling.tell_officer(compiled.faults)
        return Outcome(source.file, (*faults, told), source)
    runs, unfilled = document.fill(compiled.form, form_names(pack, books), books)
    if unfilled:
        return Outcome(source.file, (*faults, compiling.tell_officer(unfilled)), source)
    filled = document.place(runs)
    case = case.with_prints(filled.told, compiled.unwithheld)
    faults += checks.after_filling(pack.checks, case)
    if any(fault.code == coverage.UNWITHHELD for fault in faults):  # no draft prints it either
        return Outcome(filing.source.file, tuple(faults), filing.source)
    if not has_errors(faults):
        faults += coverage.gaps(case)
    name = ooxml.unescape(filling.run(compiled.name, names(books), books).xml.decode())
    return _seal(filing, name, compiled.form, filled, faults, way)


def _seal(
    filing: Filing, name: str, form: Form, filled: Filled, faults: Sequence[Fault], way: _Way
) -> Outcome:
    source = filing.source
    name = f"{name}（{DRAFT}）" if way.draft else name
    is_unfit = way.on_disk and output.say_unfit(name)
    unfit = output.name_fault(name, source.place((UNIT, UNIT_NAME))) if is_unfit else None
    faults = [*faults, unfit] if unfit else list(faults)
    if has_errors(faults) and not (way.draft and unfit is None):
        return Outcome(source.file, tuple(faults), source)
    if way.draft and way.on_disk:
        from generator.filling import watermark

        form, filled, unmarked = watermark.watermark(form, filled, DRAFT)
        if unmarked:
            return Outcome(source.file, (*faults, *unmarked), source)
    fixed = {**document.list_fixed(form, filled), output.PROPERTIES_PART: _properties()}
    fixed = carried.seal(fixed, form.main, filled.parts.get(form.main, b""), name)
    form = replace(form, fixed=fixed)
    docx = document.seal(form, filled)
    astray = document.read_back(docx, filled.all, name)
    if astray:  # what was printed does not stand where it should: such a document never leaves
        return Outcome(source.file, (*faults, *astray), source)
    return Outcome(source.file, tuple(faults), source, str(filing.year), name, docx, filled.shown)


def try_form(pack: Pack) -> list[Fault]:
    """What is wrong with the document that a pack's form makes of the pack's own example."""
    source, faults = shared.load(pack.example)
    if source is None:
        return faults
    filing, faults = department.read(source, pack)
    faults = list(_from_filing(filing, pack, faults, _Way(), ()).faults) if filing else faults
    return [fault for fault in faults if fault.severity is Severity.ERROR]


@cache
def _properties() -> archive.Packed:
    return archive.deflate(output.PROPERTIES.encode())
