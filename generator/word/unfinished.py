"""What shows that a document is not ready to leave: draft marks, open revisions, hidden text."""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from generator.vocabulary import DRAFT, MISSING_TEXT
from generator.word import comments, macros, ooxml, opc, outline, pagination, styles, word_file
from generator.word.ooxml import W
from generator.word.word_file import WordFile

_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_SHOWN_PARTS = ("header", "footer", "footnotes", "endnotes", "comments")
# Every element that records a change which nobody has accepted or rejected (ECMA-376 17.13.5).
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
_CHANGED = ("PrChange", "tblGridChange", "numberingChange")
_PARTS = {"hdr": outline.HEADER, "ftr": outline.FOOTER, "footnotes": "脚注", "endnotes": "尾注"}
_OFF = ("0", "false", "off")


class Sign(Enum):
    """What is not ready, as an officer would say it."""

    MISSING = f"没有填的地方（{MISSING_TEXT}）"
    DRAFTED = f"“{DRAFT}”标记"
    REVISED = "没有接受也没有拒绝的修订"
    RUNS = "宏或控件"
    COMMENTED = "批注"
    HIDDEN = "隐藏的文字"
    UNPAGED = "没有填页码的目录"


class Leftover(NamedTuple):
    """What was found of one sign: how many, where the first stands, and whose it is."""

    sign: Sign
    number: int
    where: str = ""
    who: str = ""


def find(document: WordFile) -> list[Leftover]:
    """Everything in a document that shows it is not ready."""
    search = _Search(document)
    finders: Mapping[Sign, Callable[[], Iterator[tuple[Any, str]]]] = {
        Sign.MISSING: search.missing,
        Sign.DRAFTED: search.drafted,
        Sign.REVISED: search.revised,
        Sign.RUNS: search.running,
        Sign.COMMENTED: search.commented,
        Sign.HIDDEN: search.hidden,
        Sign.UNPAGED: search.unpaged,
    }
    return [it for sign, finder in finders.items() if (it := search.sum(sign, list(finder())))]


class _Search:
    def __init__(self, document: WordFile) -> None:
        self.document = document

    @cached_property
    def roots(self) -> Mapping[str, Any]:
        """The XML of the main part and of every other that readers see, by their names."""
        parts, main = self.document.parts, self.document.main
        kinds = [f"{opc.OFFICE}/{kind}" for kind in _SHOWN_PARTS]
        others = [name for name in opc.targets(parts, main, *kinds) if name in parts]
        return {main: self.document.root} | {name: ooxml.parse(parts[name]) for name in others}

    def sum(self, sign: Sign, found: list[tuple[Any, str]]) -> Leftover | None:
        """One leftover of all that was found of a sign; None where there is nothing."""
        if not found:
            return None
        who = "、".join(dict.fromkeys(who for _, who in found if who))
        return Leftover(sign, len(found), self._locate(found[0][0]), who)

    def _locate(self, node: Any) -> str:
        """Where a node stands, as a reader would look for it; nothing for what stands nowhere."""
        if node is None:
            return ""
        places = {p.element: spot for p, spot in self.document.places.items()}
        around = [node, *node.iterancestors(f"{W}p"), *node.iter(f"{W}p")]
        return next((places[it].where for it in around if it in places), self._name_part(node))

    def _name_part(self, node: Any) -> str:
        root = node.getroottree().getroot()
        return _PARTS.get(ooxml.local_name(root), "")

    def missing(self) -> Iterator[tuple[Any, str]]:
        """Paragraphs in which something has not been filled in."""
        for root in self.roots.values():
            for paragraph in ooxml.paragraphs(root):
                if MISSING_TEXT in ooxml.shown_text(paragraph):
                    yield paragraph, ""

    def drafted(self) -> Iterator[tuple[Any, str]]:
        """Watermarks, headers and a title that call the document a draft."""
        for root in self.roots.values():
            aside = ooxml.local_name(root) in ("hdr", "ftr")
            yield from ((n, "") for n in root.iter(_TEXTPATH) if DRAFT in n.get("string", ""))
            if aside and DRAFT in ooxml.shown_text(root):
                yield root, ""
        if f"（{DRAFT}）" in word_file.title(self.document.parts):
            yield None, ""

    def revised(self) -> Iterator[tuple[Any, str]]:
        """Tracked changes that are still open, with their authors."""
        for root in self.roots.values():
            for node in root.iter(f"{W}*"):
                name = ooxml.local_name(node)
                if name in _CHANGES or name.endswith(_CHANGED):
                    yield node, node.get(f"{W}author", "")

    def running(self) -> Iterator[tuple[Any, str]]:
        """Macros and controls: what runs when the document is opened."""
        yield from ((None, "") for _ in macros.find(self.document.parts))

    def commented(self) -> Iterator[tuple[Any, str]]:
        """Comments, with their authors."""
        for author in comments.authors(self.document.parts, self.document.main):
            yield None, author

    def hidden(self) -> Iterator[tuple[Any, str]]:
        """Texts, paragraphs and rows that Word does not show."""
        concealing = styles.concealing(styles.read(self.document.parts, self.document.main))
        for root in self.roots.values():
            for mark in root.iter(f"{W}vanish", f"{W}hidden", f"{W}rStyle", f"{W}pStyle"):
                styled = mark.tag.endswith("Style") and mark.get(f"{W}val") in concealing
                direct = not mark.tag.endswith("Style") and mark.get(f"{W}val") not in _OFF
                holder = next(islice(mark.iterancestors(), 1, 2), mark)
                if (styled or direct) and ooxml.shown_text(holder):
                    yield holder, ""

    def unpaged(self) -> Iterator[tuple[Any, str]]:
        """Entries of the 目录 that show no page number."""
        for _, field in pagination.list_entries(self.document.root):
            if not field.shown.strip().isdecimal():
                yield field.start, ""
