"""What shows that a document is not ready to leave: draft marks, open revisions, hidden text."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from enum import Enum
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from generator.vocabulary import DRAFT, DRAFTS, MISSING_TEXT
from generator.word import (
    comments,
    fields,
    looks,
    macros,
    ooxml,
    opc,
    outline,
    outside,
    pagination,
    run_text,
    seen,
    styles,
    word_file,
)
from generator.word.ooxml import W
from generator.word.seen import Seen
from generator.word.word_file import WordFile

_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_CONCEALING = ("vanish", "hidden", "rStyle", "pStyle", "tblStyle")
_FILES = ("oleObject", "package", "aFChunk")
# Spelt as people and programs retype it: other brackets, blanks, signs without width.
_MISSING = re.compile(rf"[【\[〔]{MISSING_TEXT.strip('【】')}[】\]〕]")
_CALLED = re.compile("|".join(DRAFTS))
_DRAFTED = re.compile(rf"[(【\[](?:{_CALLED.pattern})[)】\]]|^(?:{_CALLED.pattern})$")
_OF_RANGE = re.compile(r"(move(From|To)|customXml(Ins|Del|MoveFrom|MoveTo))RangeStart")
_SHOWN_PARTS = ("header", "footer", "footnotes", "endnotes", "comments")
_PARTS = {
    "hdr": outline.HEADER,
    "ftr": outline.FOOTER,
    "footnotes": outline.NOTE,
    "endnotes": outline.END_NOTE,
}


class Unready(Enum):
    """What is not ready, as an officer would say it."""

    MISSING = f"没有填的地方（{MISSING_TEXT}）"
    DRAFTED = f"“{DRAFT}”标记"
    REVISED = "没有接受也没有拒绝的修订"
    RUNS = "宏或控件"
    ENDLESS = "没有结束的域"
    COMMENTED = "批注"
    HIDDEN = "隐藏的文字"
    EMBEDDED = "嵌入的文件"
    UNPAGED = "没有填页码的目录"


class Leftover(NamedTuple):
    """What was found of one sign: how many, where the first stands, and whose it is."""

    sign: Unready
    number: int
    where: str = ""
    who: str = ""


def find(
    document: WordFile,
    spared: Collection[str] = (),
    shown: Seen | None = None,
    passed: Collection[Unready] = (),
) -> list[Leftover]:
    """Everything in a document that shows it is not ready; `spared` parts may be embedded in it.

    `shown` is what is seen of it, where that was read already; signs that are `passed` over are not
    looked for.
    """
    search = _Search(document, spared, shown)
    finders: Mapping[Unready, Callable[[], Iterator[tuple[Any, str]]]] = {
        Unready.MISSING: search.missing,
        Unready.DRAFTED: search.drafted,
        Unready.REVISED: search.revised,
        Unready.RUNS: search.running,
        Unready.ENDLESS: search.endless,
        Unready.COMMENTED: search.commented,
        Unready.HIDDEN: search.hidden,
        Unready.EMBEDDED: search.embedded,
        Unready.UNPAGED: search.unpaged,
    }
    wanted = ((sign, finder) for sign, finder in finders.items() if sign not in passed)
    return [it for sign, finder in wanted if (it := search.sum(sign, list(finder())))]


def _squeeze(text: str) -> str:
    """A text without blanks and signs that nobody sees, in the usual forms of its characters."""
    usual = unicodedata.normalize("NFKC", text)
    return "".join(c for c in usual if not c.isspace() and unicodedata.category(c) != "Cf")


def _list_unused(root: Any) -> Iterator[Any]:
    """The content controls that still show what they ask for."""
    for mark in root.iter(f"{W}showingPlcHdr"):
        control = next(islice(mark.iterancestors(), 1, 2), mark)
        if ooxml.is_on(mark) and _squeeze(ooxml.shown_text(control)):
            yield control


class _Search:
    def __init__(self, document: WordFile, spared: Collection[str], shown: Seen | None) -> None:
        self.document, self.spared, self.shown = document, spared, shown

    @cached_property
    def roots(self) -> Mapping[str, Any]:
        """The XML of the main part and of every other that readers see, by their names."""
        parts, main = self.document.parts, self.document.main
        kinds = [f"{opc.OFFICE}/{kind}" for kind in _SHOWN_PARTS]
        others = [name for name in opc.targets(parts, main, *kinds) if name in parts]
        return {main: self.document.root} | {name: ooxml.parse(parts[name]) for name in others}

    def sum(self, sign: Unready, found: list[tuple[Any, str]]) -> Leftover | None:
        """One leftover of all that was found of a sign; None where there is nothing."""
        if not found:
            return None
        who = "、".join(dict.fromkeys(who for _, who in found if who))
        return Leftover(sign, len(found), self._locate(found[0][0]), who)

    def _locate(self, node: Any) -> str:
        """Where a node stands, as a reader would look for it; nothing for what stands nowhere."""
        if node is None:
            return ""
        wheres = self.document.wheres
        around = [node, *node.iterancestors(f"{W}p"), *node.iter(f"{W}p")]
        return next((wheres[it] for it in around if it in wheres), self._name_part(node))

    def _name_part(self, node: Any) -> str:
        root = node.getroottree().getroot()
        return _PARTS.get(ooxml.local_name(root), "")

    def missing(self) -> Iterator[tuple[Any, str]]:
        """Paragraphs and controls in which something has not been filled in."""
        for root in self.roots.values():
            for paragraph in ooxml.paragraphs(root):
                if _MISSING.search(_squeeze(ooxml.shown_text(paragraph))):
                    yield paragraph, ""
            for node in root.iter(_TEXTPATH):
                if _MISSING.search(_squeeze(node.get("string", ""))):
                    yield node, ""
            yield from ((control, "") for control in _list_unused(root))
        if _MISSING.search(_squeeze(word_file.title(self.document.parts))):
            yield None, ""

    def drafted(self) -> Iterator[tuple[Any, str]]:
        """Watermarks, headers, lines of their own and a title that call the document a draft."""
        for root in self.roots.values():
            aside = ooxml.local_name(root) in ("hdr", "ftr")
            for node in root.iter(_TEXTPATH):
                if _CALLED.search(_squeeze(node.get("string", ""))):
                    yield node, ""
            if aside and _CALLED.search(_squeeze(ooxml.shown_text(root))):
                yield root, ""
            for paragraph in () if aside else ooxml.paragraphs(root):
                if _DRAFTED.search(_squeeze(ooxml.shown_text(paragraph))):
                    yield paragraph, ""
        if _CALLED.search(_squeeze(word_file.title(self.document.parts))):
            yield None, ""

    def revised(self) -> Iterator[tuple[Any, str]]:
        """Tracked changes that are still open, with their authors."""
        parts, main = self.document.parts, self.document.main
        looks_ = opc.targets(parts, main, opc.STYLES, opc.NUMBERING)
        shaping = [ooxml.parse(parts[name]) for name in looks_ if name in parts]
        for root in (*self.roots.values(), *shaping):
            for node in root.iter(f"{W}*"):
                if ooxml.is_revision(node) or _OF_RANGE.fullmatch(ooxml.local_name(node)):
                    yield node, node.get(f"{W}author", "")

    def running(self) -> Iterator[tuple[Any, str]]:
        """Macros and controls: what runs when the document is opened."""
        yield from ((None, "") for _ in macros.find(self.document.parts))

    def endless(self) -> Iterator[tuple[Any, str]]:
        """Fields that may fetch something and do not end, so that nothing can be taken out."""
        for root in self.roots.values():
            for field in fields.read(root):
                if not field.closed and outside.fetches(field.instruction):
                    yield field.start, ""

    def commented(self) -> Iterator[tuple[Any, str]]:
        """Comments, with their authors."""
        for author in comments.authors(self.document.parts, self.document.main):
            yield None, author

    def hidden(self) -> Iterator[tuple[Any, str]]:
        """Texts, paragraphs, rows and tables that Word does not show, or that nobody can see."""
        seen_ = seen.read(self.document) if self.shown is None else self.shown
        texts = [text for line in seen_.lines for text in line.texts]
        for text in (*texts, *(aside.text for aside in seen_.asides)):
            yield from ((text.element, "") for flag in text.flags if flag.why == run_text.FAINT)
        by_style = looks.by_style(styles.read(self.document.parts, self.document.main))
        concealing = {name for name, look in by_style.items() if look.hidden}
        for root in self.roots.values():
            for mark in root.iter(*(f"{W}{name}" for name in _CONCEALING)):
                styled = mark.tag.endswith("Style") and mark.get(f"{W}val") in concealing
                direct = not mark.tag.endswith("Style") and ooxml.is_on(mark)
                holder = next(islice(mark.iterancestors(), 1, 2), mark)
                if (styled or direct) and ooxml.shown_text(holder):
                    yield holder, ""

    def embedded(self) -> Iterator[tuple[Any, str]]:
        """Files within the file: sheets behind a table or a chart, and whole documents."""
        parts = self.document.parts
        links = [it for name in opc.sources(list(parts)) for it in opc.relations(parts, name)]
        kinds = {it.target: it.kind.rpartition("/")[2] for it in links if not it.external}
        files = [name for name, kind in kinds.items() if kind in _FILES and name in parts]
        yield from ((None, "") for name in files if name not in self.spared)

    def unpaged(self) -> Iterator[tuple[Any, str]]:
        """Entries of the 目录 that show no page number."""
        for _, field in pagination.list_entries(self.document.root):
            if not field.shown.strip().isdecimal():
                yield field.start, ""
