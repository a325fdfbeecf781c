"""The unit of work: one document through the gate, and made in every format but the printed ones.

It writes nothing and is the same in this process and in another.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from generator import pipeline
from generator.audits import found
from generator.diagnostics import Fault, Place, Severity, has_errors
from generator.edited import publishing
from generator.edited.publishing import WAIVABLE, Published
from generator.kept import environment, fingerprints, library, reading
from generator.outputs import folder, formats, officers_pdf
from generator.outputs.formats import PDF, WORD, Subject
from generator.outputs.inventory import name_filing, name_source
from generator.outputs.officers_pdf import HeldPdf
from generator.pipeline import Outcome
from generator.units import guarding, work
from generator.word import archive, word_file
from generator.word.seen import Seen
from generator.word.word_file import WordFile

_MOST_TOLD = 10
UNCHECKED, AGREES, WAVED = "没有核对", "一致", "看过放行"


class PublishItem(NamedTuple):
    """A document to be published: where it is, the folder it gets, its filing, its own PDF."""

    document: Path
    folder: Path
    filing: Path | None = None
    pdf: Path | None = None

    @property
    def name(self) -> str:
        """What its files are called."""
        return self.folder.name


class How(NamedTuple):
    """How every document of a run is published.

    `layout` names the engine that lays documents out, with its fonts; "" where there is none.
    """

    choice: tuple[str, ...]
    anyway: bool = False
    layout: str = ""
    packs: str = ""
    without: str = ""  # why nothing can be laid out
    strict: bool = False  # whether all fonts have to be at hand

    @property
    def words(self) -> Iterator[str]:
        """What else was asked for, in words."""
        asked = {"严格字体": self.strict, "仍要公开": self.anyway}
        return (word for word, wanted in asked.items() if wanted)

    def is_laid_out(self, item: PublishItem) -> bool:
        """Whether the engine is to lay a document out: for its PDF, or the pages of its 目录."""
        return bool(self.layout) and not item.pdf and {WORD, PDF} & {*self.choice} != set()

    def lacks_pdf(self, item: PublishItem) -> bool:
        """Whether a PDF is wanted that nothing here can make."""
        return PDF in self.choice and not self.layout and not item.pdf


class MadeContent(NamedTuple):
    """A file of a published document: its format, what it holds."""

    format: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a document so far: refused by its faults, `standing` as it would be made, or
    made: the clean document, its files by name, what all of it was made from and what was told.
    """

    item: PublishItem
    faults: tuple[Fault, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    standing: bool = False
    document: bytes = b""
    files: Mapping[str, MadeContent] = field(default_factory=dict)
    made_from: Mapping[str, Any] = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether nothing of it may be written."""
        return has_errors(self.faults)


def make(item: PublishItem, how: How) -> Made:
    """One document: through the gate, then in each chosen format that no engine prints."""
    return guarding.guard(
        str(item.document), lambda: _open(item, how), lambda fault: Made(item, (fault,))
    )


def _open(item: PublishItem, how: How) -> Made:
    if how.packs not in ("", str(library.current())):
        library.use(Path(how.packs))
    try:
        raw = reading.read(item.document, archive.MAX_TOTAL)
    except OSError:
        raw = b""  # why is told when it is opened
    opened = word_file.read(raw, str(item.document)) if raw else word_file.load(item.document)
    if isinstance(opened, Fault):
        return Made(item, (opened,))
    digest = fingerprints.of_bytes(raw)
    try:
        pdf = reading.read(item.pdf, archive.MAX_TOTAL) if item.pdf else b""
    except OSError:  # why is told when it is opened
        return _make(item, how, opened, (digest, ""))
    with reading.held(str(item.pdf), pdf):
        return _make(item, how, opened, (digest, fingerprints.of_bytes(pdf)))


def _make(item: PublishItem, how: How, opened: WordFile, digests: tuple[str, str]) -> Made:
    outcome = pipeline.produce(item.filing) if item.filing else None
    paged = WORD not in how.choice or bool(item.pdf) or how.is_laid_out(item)
    done = publishing.judge(opened, outcome, anyway=how.anyway, paged=paged)
    texts = work.texts_of(Outcome("", done.faults, done.source))
    faults = (*done.faults, *_tell_unprintable(item, how))
    if not done.document or has_errors(faults):
        return Made(item, faults, texts)
    digest, of_pdf = digests
    made_from = {
        "来源": {
            "文档": name_source(item.document.name, digest),
            "填报文件": outcome and name_filing(outcome),
            "PDF": name_source(item.pdf.name, of_pdf) if item.pdf else None,
        },
        "核对": _tell_gate(done),
        "选择": [*how.choice, *how.words],
        "制作": _list_makers(how, item),
    }
    standing = folder.look(item.folder)
    if standing.holds(made_from):
        return Made(item, done.faults, texts, True, told=standing.listed.made_from)
    told = {"去掉": list(done.removed)}
    made = Made(item, done.faults, texts, False, done.document, {}, made_from, told)
    if item.pdf:
        made = _take_pdf(made, item.pdf, how)
    if made.refused:
        return made
    # What was opened has the parts of the clean copy by now; one whose 目录 was filled has others.
    same = done.shown is not None and made.document == done.document
    return _render(made, how, outcome, (opened, done.shown) if same else (_open_own(made), None))


def _tell_unprintable(item: PublishItem, how: How) -> Iterator[Fault]:
    """Why nothing is made of a document: a PDF alone is wanted, or with all its fonts, and none
    can be had.
    """
    if how.lacks_pdf(item) and (how.strict or how.choice == (PDF,)):
        place = Place(str(item.document), 1, 1)
        yield Fault("T901", "印不成 PDF，没有公开", place, help=how.without)


def _take_pdf(made: Made, path: Path, how: How) -> Made:
    """The same with a PDF that somebody exported, and the pages of the 目录 that it shows."""
    item = made.item
    opened = _open_own(made)
    looked = officers_pdf.check(path, opened, item.name, anyway=how.anyway)
    faults = (*made.faults, *looked.faults)
    if has_errors(faults):
        return replace(made, faults=faults)
    waved = [fault.message for fault in looked.faults]
    told = {**made.told, "PDF 核对": _tell_held(looked.held) | {"放行": waved}}
    told["PDF 缺"] = list(looked.lacks)
    told["去掉"] = [*told.get("去掉", ()), *(f"PDF 里的{it}" for it in looked.removed)]
    files = {f"{item.name}.pdf": MadeContent(PDF, looked.content)} if PDF in how.choice else {}
    return replace(made, faults=faults, document=looked.document, files=files, told=told)


def _tell_held(held: HeldPdf) -> dict[str, Any]:
    told = {"页": held.pages, "数": held.numbers, "段和行": held.texts}
    return told | ({"没有核对上的段和行": held.open_} if held.open_ else {})


def _open_own(made: Made) -> WordFile:
    opened = word_file.read(made.document, str(made.item.document))
    assert isinstance(opened, WordFile)  # it was packed here
    return opened


def _render(
    made: Made, how: How, outcome: Outcome | None, clean: tuple[WordFile, Seen | None]
) -> Made:
    """The same with the files of every format that no engine prints, of the `clean` document."""
    item, told = made.item, dict(made.told)
    gate = made.made_from["核对"]
    proved = gate["结论"] == AGREES and not gate["改写"]  # reworded labels are the document's own
    opened, shown = clean
    subject = Subject(item.name, made.document, opened, outcome, proved, shown)
    files = dict(made.files)
    gaps: dict[str, list[str]] = {}
    for word, rendered in formats.render(subject, how.choice):
        files |= {name: MadeContent(word, it) for name, it in rendered.files.items()}
        if rendered.gaps:
            gaps[word] = [f"{found.spot(it.place)}：{it.what}" for it in rendered.gaps]
    if how.lacks_pdf(item):
        told["没有"] = {PDF: how.without}
    if gaps:
        told["文档里有而这里没有"] = gaps
    faults = (*made.faults, *_tell_gaps(gaps, Place(str(item.document), 1, 1)))
    return replace(made, faults=faults, files=files, told=told)


def _tell_gaps(gaps: Mapping[str, Sequence[str]], place: Place) -> Iterator[Fault]:
    for word, lacking in gaps.items():
        message = f"文档里有 {len(lacking)} 处，{word} 里没有"
        notes = tuple(lacking[:_MOST_TOLD])
        yield Fault(WAIVABLE, message, place, Severity.WARNING, notes, help=formats.remedy_of(word))


# -- what it was made from -------------------------------------------------------------------------


def _tell_gate(done: Published) -> dict[str, Any]:
    """What the gate found: whether the figures were held against a filing, what was waved on."""
    verified = done.verified
    state = UNCHECKED if verified is None else AGREES if verified.true else WAVED
    waved = [fault.message for fault in done.faults if fault.code == WAIVABLE]
    figures, reworded = (verified.figures, verified.reworded) if verified else (0, 0)
    return {"结论": state, "数字个数": figures, "改写": reworded, "放行": waved}


def _list_makers(how: How, item: PublishItem) -> dict[str, str]:
    layout = how.layout if how.is_laid_out(item) else ""
    packs = fingerprints.of_packs(library.current(), library.FOLDERS)
    return {**environment.description(), "表样和规则": packs, "排版": layout}
