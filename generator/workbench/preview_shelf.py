"""Documents as they would be made now, kept in memory while nothing that makes them changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from generator.corrections import dossier, passages, revision
from generator.corrections.dossier import Dossier
from generator.corrections.passages import Passage
from generator.corrections.revision import Revision
from generator.diagnostics import Fault
from generator.kept import fingerprints
from generator.outputs import document
from generator.outputs.public_blocks import PublicDocument
from generator.word import ooxml, word_file
from generator.workbench import correction_bases, keeping, made_from, texts
from generator.workbench.correction_bases import EarlierFiling
from generator.workbench.desk import Desk
from generator.workbench.made_from import MadeFrom
from generator.workbench.preview_weaving import BodyTexts
from generator.workbench.survey import Surveyor
from generator.workbench.texts import FileText

MOST = 8  # of documents, comparisons and pages that are kept
T = TypeVar("T")


class OpenFiling(NamedTuple):
    """A filing as it would be printed now: `sign` changes whenever anything of it may have.

    of        its dossier; None where not even a draft can be made, for the `faults`
    content   what stands in for the file, as it was typed and is not saved; None: the file does
    """

    filing: Path
    sign: str
    of: Dossier | None
    faults: Sequence[Fault]
    content: bytes | None = None

    @property
    def mark(self) -> str:
        """A short sign for addresses."""
        return self.sign[:12]


class ReadPaper(NamedTuple):
    """A document as a page shows it, and the texts that its figures stand in."""

    public: PublicDocument
    body: BodyTexts


class EarlierDossier(NamedTuple):
    """The dossier of what a filing held before, and what it was made from besides that."""

    of: Dossier
    made_from: MadeFrom


@dataclass
class PreviewShelf:
    """The last documents that somebody looked at, and how they differ from earlier ones."""

    _kept: OrderedDict[tuple[str, ...], object] = field(default_factory=OrderedDict)
    _lent: OrderedDict[Path, EarlierFiling] = field(default_factory=OrderedDict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def lend(self, filing: Path, name: str, content: bytes) -> EarlierFiling:
        """Take an earlier filing that somebody has elsewhere, the last one of each filing."""
        of = f"lent-{fingerprints.of_bytes(content)[:12]}"
        with self._lock:
            self._lent[filing] = EarlierFiling(of, f"上传的 {name}", content)
            self._lent.move_to_end(filing)
            while len(self._lent) > MOST:
                self._lent.popitem(last=False)
            return self._lent[filing]

    def list_earlier(self, desk: Desk, filing: Path, now: bytes) -> list[EarlierFiling]:
        """What a filing held before: what is kept, then what was lent."""
        kept, lent = correction_bases.list_earlier(desk, filing, now), self._lent.get(filing)
        return [*kept, *([lent] if lent is not None else [])]

    def open(
        self, surveyor: Surveyor, filing: Path, today: date, *, typed: bool = True
    ) -> OpenFiling:
        """A filing as it stands, with what is `typed` and not saved if there is any."""
        content = _find_typed(filing) if typed else None
        with surveyor.alone(filing):
            result, _ = surveyor.find(filing, today)
            sign = surveyor.sign(result, typed=content is not None)
        if content is not None:
            sign = fingerprints.of_bytes(f"{sign}\0{fingerprints.of_bytes(content)}".encode())

        def open_it() -> OpenFiling:
            with surveyor.alone(filing, content):
                made = surveyor.find_made(filing, content) if content is not None else None
                of, faults = dossier.open_filing(filing, made=made)
                return OpenFiling(filing, sign, of, faults, content)

        return self._keep(("filing", str(filing), sign), open_it)

    def read(self, opened: OpenFiling) -> ReadPaper | Fault:
        """The document of a filing that has one, as a page shows it."""
        assert opened.of is not None
        outcome = opened.of.outcome

        def read_it() -> ReadPaper | Fault:
            found = word_file.read(outcome.document, outcome.name)
            if isinstance(found, Fault):
                return found
            body = BodyTexts(found.main, ooxml.paragraph_texts(found.root))
            return ReadPaper(document.read(found, placed=False), body)

        return self._keep(("page", str(opened.filing), opened.sign), read_it)

    def weave(self, opened: OpenFiling, against: str, make: Callable[[], T]) -> T:
        """The page of a document beside an earlier one ("": none), made by whoever shows it."""
        return self._keep(("woven", str(opened.filing), opened.sign, against), make)

    def list_changes(
        self, surveyor: Surveyor, opened: OpenFiling, earlier: EarlierFiling
    ) -> tuple[Passage, ...]:
        """What reads otherwise than in the document of an earlier filing."""
        pair = self._open_pair(surveyor, opened, earlier)
        if not isinstance(pair, tuple):
            return ()
        old, new = pair
        key = ("changes", str(opened.filing), opened.sign, earlier.id)
        return self._keep(key, lambda: passages.compare(old, new))

    def compare(
        self, surveyor: Surveyor, opened: OpenFiling, earlier: EarlierFiling
    ) -> Revision | Sequence[Fault]:
        """All that differs from an earlier filing, as `gongkai diff` finds it; or why it cannot."""
        pair = self._open_pair(surveyor, opened, earlier)
        if not isinstance(pair, tuple):
            return pair
        old, new = pair
        key = ("revision", str(opened.filing), opened.sign, earlier.id)
        return self._keep(key, lambda: revision.compare(old, new, earlier.label))

    def _open_pair(
        self, surveyor: Surveyor, opened: OpenFiling, earlier: EarlierFiling
    ) -> tuple[Dossier, Dossier] | Sequence[Fault]:
        """The earlier filing and this one with their documents; where one has errors, the drafts
        of both.
        """
        filing, faults = opened.filing, list[Fault]()
        for draft in (False, True):
            old, faults = self._open_earlier(surveyor, filing, earlier.content, draft)
            new = self._lend_out(opened, draft)
            if new is None:
                with surveyor.alone(filing, opened.content):
                    new, _ = dossier.open_filing(filing, draft=draft)
            if old is not None and new is not None:
                return old, new
        return list(faults or opened.faults)

    def _open_earlier(
        self, surveyor: Surveyor, filing: Path, content: bytes, draft: bool
    ) -> tuple[Dossier | None, list[Fault]]:
        """The dossier of what a filing held before, or of its draft."""
        key = _key_earlier(filing, content, draft)
        known, faults = self._kept.get(key), list[Fault]()
        with surveyor.alone(filing, content):
            if isinstance(known, EarlierDossier) and made_from.stands(known.made_from):
                kept = known
            else:
                of, faults = dossier.open_filing(filing, draft=draft)
                if of is None:
                    return None, faults
                kept = EarlierDossier(of, made_from.list_files(of.outcome))
        self._put(key, kept)  # not while one is alone: who keeps something may wait for that
        return kept.of, faults

    def _lend_out(self, opened: OpenFiling, draft: bool) -> Dossier | None:
        """The dossier of a filing as it stands, if it is a draft or not as asked for.

        Once it is saved over, it is what the filing held before.
        """
        if opened.of is None or opened.of.drafted != draft:
            return None
        typed = opened.of.filing.source.text.encode()  # what it was made of; a workbook has none
        key = _key_earlier(opened.filing, typed, draft)
        if typed and key not in self._kept:
            files = made_from.list_files(opened.of.outcome)
            self._put(key, EarlierDossier(opened.of, files))
        return opened.of

    def _keep(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        with self._lock:
            made = self._kept[key] if key in self._kept else make()
            self._put(key, made)
            return cast(T, made)

    def _put(self, key: tuple[str, ...], made: object) -> None:
        with self._lock:
            self._kept[key] = made
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)


def _key_earlier(filing: Path, content: bytes, draft: bool) -> tuple[str, ...]:
    return ("earlier", str(filing), fingerprints.of_bytes(content), str(draft))


def _find_typed(filing: Path) -> bytes | None:
    """What somebody typed and did not save; None where the file is the last word."""
    draft, now = keeping.find_draft(filing), texts.load(filing)
    if draft is None or not isinstance(now, FileText) or draft.text == now.text:
        return None
    return now.encode(draft.text)
