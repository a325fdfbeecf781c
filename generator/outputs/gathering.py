"""Which documents are to be published, each with its filing and the folder that it gets."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.exits import RefusedError
from generator.kept import reading
from generator.outputs import folder
from generator.outputs.making import PublishItem
from generator.units import batch, intake, manifest
from generator.units.batch import Job
from generator.vocabulary import REDLINE
from generator.word import output

_ASIDE = ("_", ".", "~")
_REDLINE = f"（{REDLINE}）"


@dataclass(frozen=True)
class Call:
    """What was called for: documents, their filings, their PDFs, and where all goes."""

    document: str
    output: str
    filing: str | None = None
    pdf: str | None = None


@dataclass(frozen=True)
class Gathered:
    """The documents, in order; the redlines among them that were passed over, and those that no
    PDF was found for where PDFs are given.
    """

    items: tuple[PublishItem, ...]
    passed: tuple[str, ...] = ()
    without_pdf: tuple[str, ...] = ()


def gather(call: Call) -> Gathered:
    """Every document that is meant; a call whose parts do not fit together is refused."""
    names = intake.expand(call.document)
    many = len(names) > 1 or os.path.isdir(names[0])
    for given, what in ((call.filing, "填报文件"), (call.pdf, "--pdf ")):
        if many and given is not None and not os.path.isdir(given):
            raise RefusedError(f"公开几份文档时，{what}也要写文件夹，{given} 不是")
    found = [it for name in names for it in _list(name, call.output)]
    passed = tuple(str(path) for path, _ in found if many and path.stem.endswith(_REDLINE))
    left = [it for it in found if str(it[0]) not in passed]
    if not left:
        raise RefusedError("没有找到文档（.docx；名称以“_”开头的、修订稿、已经公开的文件夹不算）")
    desk = _FilingSearch(call, [path for path, _ in left])
    items = tuple(desk.item(path, below) for path, below in left)
    _refuse_namesakes(items)
    unpaired = (it.document.name for it in items if call.pdf is not None and it.pdf is None)
    return Gathered(items, passed, tuple(unpaired))


def _list(name: str, into: str) -> Iterator[tuple[Path, str]]:
    """The documents that a name means, each with the folder below it in which it lies.

    What was published before is none, nor anything in the folder that is to be written into.
    """
    if not os.path.isdir(name):
        yield Path(name), ""
        return
    for place, folders, names in os.walk(name):
        if folder.is_published(place):
            folders[:] = []
            continue
        folders[:] = sorted(
            it for it in folders
            if not it.startswith(_ASIDE) and not reading.are_same(os.path.join(place, it), into)
        )  # fmt: skip
        for it in sorted(names):
            if it.lower().endswith(output.SUFFIX) and not it.startswith(_ASIDE):
                yield Path(place, it), os.path.relpath(place, name)


def _refuse_namesakes(items: Sequence[PublishItem]) -> None:
    counts = Counter(reading.as_one_name(it.folder) for it in items)
    for it in items:
        if counts[reading.as_one_name(it.folder)] > 1:
            raise RefusedError(f"有两份文档要放进同一个文件夹 {it.folder}；把其中一份改名")


@dataclass(frozen=True)
class _FilingSearch:
    """Finds what belongs to a document: by the records of builds, then by names."""

    call: Call
    documents: Sequence[Path]

    def item(self, document: Path, below: str) -> PublishItem:
        """A document with what belongs to it."""
        target = Path(self.call.output, below, document.stem)
        return PublishItem(document, target, self._filing(document), self._pdf(document, below))

    def _filing(self, document: Path) -> Path | None:
        given = self.call.filing
        if given is not None and not os.path.isdir(given):
            return Path(given)
        recorded = _find_recorded(document, self._given)
        if recorded is not None:
            return recorded
        return self._by_name.get(document.stem) if given is not None else None

    @cached_property
    def _given(self) -> frozenset[str]:
        """The filings in the folder that is given."""
        return frozenset(map(_whole, self._filings))

    @cached_property
    def _filings(self) -> list[Path]:
        return intake.find([self.call.filing]) if self.call.filing is not None else []

    @cached_property
    def _by_name(self) -> Mapping[str, Path]:
        """The filings of that folder by what their documents are called: each is read."""
        results = batch.hand_out([str(it) for it in self._filings], Job(), document=False)
        return {it.name: Path(it.file) for it in results if it.name}

    def _pdf(self, document: Path, below: str) -> Path | None:
        given = self.call.pdf
        if given is None or not os.path.isdir(given):
            return None if given is None else Path(given)
        names = [f"{document.stem}{ending}" for ending in (".pdf", ".PDF")]
        beside = (Path(given, way, name) for way in (below, "") for name in names)
        return next((it for it in beside if it.is_file()), None)


def _find_recorded(document: Path, given: frozenset[str]) -> Path | None:
    """The filing that a record of builds names for a document, as it was made or edited since.

    A record is believed under this user's seal, or where it names a filing that the call gives.
    """
    whole = document.absolute()
    for place in whole.parents[:2]:
        name = whole.relative_to(place).as_posix()
        entry = manifest.load(place).entries.get(name)
        if entry is None:
            continue
        filing = os.path.normpath(place / entry.filing)
        if os.path.isfile(filing) and (manifest.is_sealed(name, entry) or _whole(filing) in given):
            return Path(filing)
    return None


def _whole(path: Path | str) -> str:
    return os.path.normcase(os.path.realpath(path))
