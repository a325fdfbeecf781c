"""What a correction changes: what was typed, every figure, every passage, and what turns round."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.addresses import Steps, show
from generator.corrections import flips, passages, typed
from generator.corrections.dossier import Dossier, ledger_behind, list_addresses, open_filing
from generator.corrections.findings import exact_text
from generator.corrections.flips import Flip
from generator.corrections.passages import Passage
from generator.corrections.typed import TypedChange
from generator.diagnostics import Fault, Severity
from generator.figures.book import Figure
from generator.filing.legible import is_same_name
from generator.filing.source import Source
from generator.filling.marks import CHANGES, Aspect
from generator.kept import reading
from generator.vocabulary import UNIT, UNIT_CODE, UNIT_NAME

DIRECTION_CODE = "C312"
VALUES = (Aspect.VALUE, Aspect.NO_VALUE)
FIGURES = (*VALUES, *CHANGES)
PrintKey = tuple[Aspect, str, Steps]


class Moved(NamedTuple):
    """A figure that prints otherwise, under all its addresses; the exact values beside it."""

    addresses: tuple[str, ...]
    aspect: Aspect
    base: str
    old: str | None
    new: str | None
    old_exact: str
    new_exact: str


class OtherFile(NamedTuple):
    """A file that both filings draw on and that was itself typed differently."""

    file: str
    typed: tuple[TypedChange, ...]


class Touched(NamedTuple):
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
        same = is_same_name(old[UNIT_NAME], new[UNIT_NAME]) or same_code
        return self.old.pack.key != self.new.pack.key or not same


def open_pair(
    old: Path, new: Path, root: Path | None = None, drawn_from: str = ""
) -> tuple[tuple[Dossier, Dossier] | None, list[Fault]]:
    """Both filings with their documents; where one has errors, the drafts of both.

    The new one may be `drawn_from` another export than it names.
    """
    for draft in (False, True):
        left, faults = open_filing(old, root, draft=draft)
        right, more = open_filing(new, root, draft=draft, drawn_from=drawn_from)
        if left is not None and right is not None:
            return (left, right), []
    return None, [*(faults if left is None else ()), *(more if right is None else ())]


def compare(old: Dossier, new: Dossier, old_name: str = "") -> Revision:
    """All that differs between two filings and their documents; `old_name` is the old filing's."""
    moved, silent = _find_moved(old, new)
    before = {(fault.code, fault.message) for fault in old.outcome.faults}
    fresh = [fault for fault in new.outcome.faults if (fault.code, fault.message) not in before]
    return Revision(
        old,
        new,
        old_name or old.outcome.file,
        typed.compare(old.filing.source, new.filing.source, new.typed),
        tuple(_compare_files(old, new)),
        moved,
        silent,
        _count_unprinted(old, new),
        passages.compare(old, new),
        flips.compare(old, new),
        tuple(fault for fault in fresh if fault.code == DIRECTION_CODE),
        tuple(fault for fault in fresh if fault.severity is Severity.ERROR),
    )


def _compare_files(old: Dossier, new: Dossier) -> Iterator[OtherFile]:
    """The files that the filings draw on (shared words, members, bases), where they differ."""
    before, after = _files(old), _files(new)
    for name in dict.fromkeys((*after, *before)):
        file = (after.get(name) or before[name]).file
        nothing = Source(file, "")
        changes = typed.compare(before.get(name, nothing), after.get(name, nothing))
        if changes:
            yield OtherFile(file, changes)


def _files(of: Dossier) -> dict[str, Source]:
    """The further files behind a filing, by their way from it."""
    behind = (ledger_behind(book) for book in of.books.bases.values() if book is not None)
    lenders = (ledger.entries.filing.source for ledger in behind if ledger is not None)
    sources = [*of.filing.source.others, *lenders]
    home = reading.follow(Path(of.filing.source.file)).parent
    files: dict[str, Source] = {}
    for source in sources:  # which grows by those that they draw on themselves
        files.setdefault(os.path.relpath(reading.follow(Path(source.file)), home), source)
        sources += source.others
    return files


# -- figures -----------------------------------------------------------------------------------


def _find_moved(old: Dossier, new: Dossier) -> tuple[tuple[Moved, ...], int]:
    """The figures that print otherwise; how many move without showing it."""
    before, after = _texts(old), _texts(new)
    groups: dict[Moved, list[str]] = {}
    silent = 0
    for key in dict.fromkeys((*after, *before)):
        aspect, base, steps = key
        exact = _exact(old, *key), _exact(new, *key)
        if before.get(key) != after.get(key):
            same = Moved((), aspect, base, before.get(key), after.get(key), *exact)
            groups.setdefault(same, []).append(show(steps))
        else:
            silent += exact[0] != exact[1]
    moved = (same._replace(addresses=tuple(names)) for same, names in groups.items())
    return tuple(moved), silent


def _texts(of: Dossier) -> dict[PrintKey, str]:
    """What every printed figure prints as; in several styles, all of them."""
    texts: dict[PrintKey, dict[str, None]] = {}
    for (aspect, steps, base), text, *_ in of.outcome.printed:
        if aspect in FIGURES:
            side = Aspect.VALUE if aspect in VALUES else aspect
            texts.setdefault((side, base, steps), {})[text] = None
    return {key: "／".join(styles) for key, styles in texts.items()}


def _exact(of: Dossier, aspect: Aspect, base: str, steps: Steps) -> str:
    """A figure's exact value; a comparison has none that anybody typed or added."""
    figure = flips.find_figure(of, base, steps) if aspect is Aspect.VALUE else None
    return "" if figure is None else exact_text(figure)


def _count_unprinted(old: Dossier, new: Dossier) -> int:
    """How many figures, of this year and of the bases, move and are printed nowhere."""
    printed = {item.mark.steps for of in (old, new) for item in of.outcome.printed}
    return sum(
        _differ(*(flips.find_figure(of, base, steps) for of in (old, new)))
        for base in ("", *new.books.bases)
        for steps in dict.fromkeys((*_list_addresses(new, base), *_list_addresses(old, base)))
        if base or steps not in printed
    )


def _differ(old: Figure | None, new: Figure | None) -> bool:
    """Whether a figure's value is another one; two missing values are the same."""
    if old is None or new is None:
        return old is not new
    return old.value != new.value and not (old.value.is_nan() and new.value.is_nan())


def _list_addresses(of: Dossier, base: str) -> Iterable[Steps]:
    book = of.book(base)
    return () if book is None else list_addresses(of.books.now, (book,))
