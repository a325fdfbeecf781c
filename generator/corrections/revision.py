"""What a correction changes: what was typed, every figure, every passage, and what turns round."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.addresses import Steps, show
from generator.corrections import dossier, every_address, flips, passages, typed
from generator.corrections.dossier import Dossier
from generator.corrections.flips import Flip
from generator.corrections.passages import Passage
from generator.corrections.typed import TypedChange
from generator.diagnostics import Fault, Severity
from generator.figures.book import Figure
from generator.filing.source import Source
from generator.filling.marks import CHANGES, Aspect
from generator.money import as_text
from generator.vocabulary import MISSING_TEXT, UNIT, UNIT_CODE, UNIT_NAME

DIRECTION_CODE = "C312"
VALUES = (Aspect.VALUE, Aspect.NO_VALUE)
FIGURES = (*VALUES, *CHANGES)
Key = tuple[Aspect, str, Steps]


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that prints otherwise, under all its addresses; the exact values beside it."""

    addresses: tuple[str, ...]
    aspect: Aspect
    base: str
    old: str | None
    new: str | None
    old_exact: str
    new_exact: str


@dataclass(frozen=True, slots=True)
class OtherFile:
    """A file that both filings draw on and that was itself typed differently."""

    file: str
    typed: tuple[TypedChange, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """Another filing that names the corrected one, and so changes with it."""

    file: str
    line: int
    label: str


@dataclass(frozen=True)
class Revision:
    """A correction from one filing to another, and all that follows from it."""

    old: Dossier
    new: Dossier
    old_name: str
    new_name: str
    typed: tuple[TypedChange, ...]
    drawn: tuple[OtherFile, ...]
    moved: tuple[Moved, ...]
    silent: int
    unprinted: int
    passages: tuple[Passage, ...]
    flips: tuple[Flip, ...]
    doubts: tuple[Fault, ...]
    errors: tuple[Fault, ...]
    touched: tuple[Touched, ...] = ()

    @property
    def draft(self) -> bool:
        """Whether the new filing has errors, so that only drafts could be compared."""
        return self.new.outcome.failed

    @property
    def unlike(self) -> bool:
        """Whether the filings are of two units, kinds or years, so that neither corrects the other.

        A unit's name or its code may be what is corrected, but not both.
        """
        old, new = (of.filing.data[UNIT] for of in (self.old, self.new))
        same_code = bool(old[UNIT_CODE]) and old[UNIT_CODE] == new[UNIT_CODE]
        same = old[UNIT_NAME] == new[UNIT_NAME] or same_code
        return self.old.pack.key != self.new.pack.key or not same


def open_pair(
    old: Path, new: Path, root: Path | None = None
) -> tuple[tuple[Dossier, Dossier] | None, list[Fault]]:
    """Both filings with their documents; where one has errors, the drafts of both."""
    for draft in (False, True):
        left, faults = dossier.open_filing(old, root, draft=draft)
        right, more = dossier.open_filing(new, root, draft=draft)
        if left is not None and right is not None:
            return (left, right), []
    return None, [*(faults if left is None else ()), *(more if right is None else ())]


def compare(old: Dossier, new: Dossier, old_name: str = "", new_name: str = "") -> Revision:
    """All that differs between two filings and the documents made from them."""
    moved, silent = _moved(old, new)
    known = {(fault.code, fault.message) for fault in old.outcome.faults}
    fresh = [fault for fault in new.outcome.faults if (fault.code, fault.message) not in known]
    return Revision(
        old,
        new,
        old_name or old.outcome.file,
        new_name or new.outcome.file,
        typed.compare(old.filing.source, new.filing.source, new.typed),
        tuple(_drawn(old, new)),
        moved,
        silent,
        _unprinted(old, new),
        passages.compare(old, new),
        flips.compare(old, new),
        tuple(fault for fault in fresh if fault.code == DIRECTION_CODE),
        tuple(fault for fault in fresh if fault.severity is Severity.ERROR),
    )


def _drawn(old: Dossier, new: Dossier) -> Iterator[OtherFile]:
    """The files that the filings draw on (shared words, members, bases), where they differ."""
    before, after = _files(old), _files(new)
    for name in dict.fromkeys((*after, *before)):
        file = (after.get(name) or before[name]).file
        nothing = Source(file, "")
        found = typed.compare(before.get(name, nothing), after.get(name, nothing))
        if found:
            yield OtherFile(file, found)


def _files(of: Dossier) -> dict[str, Source]:
    """The further files behind a filing, by their way from it."""
    behind = (dossier.ledger_behind(book) for book in of.books.bases.values() if book is not None)
    lenders = (ledger.entries.filing.source for ledger in behind if ledger is not None)
    sources = [*of.filing.source.others, *lenders]
    home = Path(of.filing.source.file).resolve().parent
    found: dict[str, Source] = {}
    while sources:
        source = sources.pop(0)
        found.setdefault(os.path.relpath(Path(source.file).resolve(), home), source)
        sources += source.others
    return found


# -- figures -----------------------------------------------------------------------------------


def _moved(old: Dossier, new: Dossier) -> tuple[tuple[Moved, ...], int]:
    """The figures that print otherwise; how many move without showing it."""
    before, after = _texts(old), _texts(new)
    groups: dict[Moved, list[str]] = {}
    silent = 0
    for key in dict.fromkeys((*after, *before)):
        aspect, base, steps = key
        exact = _exact(old, aspect, steps), _exact(new, aspect, steps)
        if before.get(key) != after.get(key):
            same = Moved((), aspect, base, before.get(key), after.get(key), *exact)
            groups.setdefault(same, []).append(show(steps))
        else:
            silent += exact[0] != exact[1]
    moved = (replace(same, addresses=tuple(names)) for same, names in groups.items())
    return tuple(moved), silent


def _texts(of: Dossier) -> dict[Key, str]:
    """What every printed figure prints as; in several styles, all of them."""
    found: dict[Key, dict[str, None]] = {}
    for item in of.printed:
        mark = item.mark
        if mark.aspect in FIGURES:
            aspect = Aspect.VALUE if mark.aspect in VALUES else mark.aspect
            found.setdefault((aspect, mark.base, mark.steps), {})[item.text] = None
    return {key: "／".join(texts) for key, texts in found.items()}


def _exact(of: Dossier, aspect: Aspect, steps: Steps) -> str:
    """A figure's exact value; a comparison has none that anybody typed or added."""
    found = flips.figure(of, "", steps) if aspect is Aspect.VALUE else None
    if found is None:
        return ""
    return MISSING_TEXT if found.value.is_nan() else as_text(found.value, found.kind)


def _unprinted(old: Dossier, new: Dossier) -> int:
    """How many figures, of this year and of the bases, move and are printed nowhere."""
    told = {item.mark.steps for of in (old, new) for item in of.printed}
    count = 0
    for base in ("", *new.books.bases):
        for steps in dict.fromkeys((*_every(new, base), *_every(old, base))):
            if steps not in told or base:
                count += _differ(*(flips.figure(of, base, steps) for of in (old, new)))
    return count


def _differ(old: Figure | None, new: Figure | None) -> bool:
    """Whether a figure's value is another one; two missing values are the same."""
    if old is None or new is None:
        return old is not new
    return old.value != new.value and not (old.value.is_nan() and new.value.is_nan())


def _every(of: Dossier, base: str) -> Iterator[Steps]:
    book = of.book(base)
    return iter(()) if book is None else every_address.every(of.books.now, (book,))
