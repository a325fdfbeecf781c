"""Terms that a document explains against where they are used, and those that it should explain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator import vocabulary as term
from generator.audits.contents import bare
from generator.audits.found import LIKELY, AuditFinding
from generator.diagnostics import Severity
from generator.published import pattern
from generator.published.blocks import ReadBlock, ReadDocument, ReadParagraph, ReadTable
from generator.published.form_reader import FormReader
from generator.published.signs import normalize
from generator.published.understanding import Understanding

_UNREAD = "\ufffd"
_TWICE = re.compile(r"([一-龥]{2,})\1")
_TERM = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[(][一二三四五六七八九十]+[)]|\d+[.、])?([^:。，]{2,30}):"
)


def find(document: ReadDocument, read: Understanding, reader: FormReader) -> Iterator[AuditFinding]:
    """Terms that occur nowhere but where they are explained, and terms left unexplained."""
    return _Explanations(document, read, reader).judge()


@dataclass(frozen=True)
class _Explanations:
    """A document whose explanations are judged."""

    document: ReadDocument
    read: Understanding
    reader: FormReader

    @cached_property
    def items(self) -> Sequence[ReadBlock]:
        return self.document.items

    def judge(self) -> Iterator[AuditFinding]:
        """What is said of each."""
        due = [normalize(it[term.NAME]) for it in self.reader.pack.glossary]
        # A word that stands twice in a name is told as such.
        terms = ((_TWICE.sub(r"\1", name), item) for name, item in self._find_terms())
        found = ((_find_meant(name, due), item) for name, item in terms)
        explained = {name: item for name, item in found if name}
        if not explained:
            return
        rest = _plain(normalize("\n".join(self._list_other(set(explained.values())))))
        for name, item in explained.items():
            if name not in due and _plain(name) not in rest:
                message = f"“{name}”只在名词解释里有，别处没有用到"
                yield _tell("名词解释与正文不符", message, item)
        said = set(map(_plain, explained))
        items = list(explained.values())
        for number, name in enumerate(due):
            if _plain(name) not in said:
                message = f"没有解释“{name}”，表样要解释"
                yield _tell("缺少名词解释", message, items[min(number, len(items) - 1)])

    def _find_terms(self) -> Iterator[tuple[str, ReadParagraph]]:
        """What is explained in the section of that name, but for what the form itself explains."""
        inside = False
        for number, item in enumerate(self.items):
            if not isinstance(item, ReadParagraph) or item.level:
                inside = isinstance(item, ReadParagraph) and bare(item.text) == term.GLOSSARY
            elif inside and (found := _find_term(item.text)):
                at = self.read.matched.get(number)
                printed = "" if at is None else pattern.spell(self.reader.states[at].node)
                if f"{found}:" not in normalize(printed):
                    yield found, item

    def _list_other(self, but: set[ReadParagraph]) -> Iterator[str]:
        """All texts but those of some paragraphs."""
        for it in self.items:
            if isinstance(it, ReadTable):
                yield from (cell.text for cell in it.cells)
            elif it not in but:
                yield it.text


def _find_term(text: str) -> str:
    """What a numbered paragraph explains; nothing for any other."""
    found = _TERM.match(bare(text))
    return found[1] if found and bare(text) != normalize(text) else ""


def _find_meant(name: str, due: Sequence[str]) -> str:
    """A term of which signs were not read as the one that is due; nothing where none is."""
    if _UNREAD not in name:
        return name
    shape = re.compile(re.escape(name).replace(_UNREAD, "."))
    return next((it for it in due if shape.fullmatch(it)), "")


def _plain(text: str) -> str:
    return re.sub("[\"'“”]", "", text)


def _tell(what: str, message: str, item: ReadParagraph) -> AuditFinding:
    why = "名词解释与表样、正文一致"
    return AuditFinding("A847", what, message, item.place, (), why, Severity.WARNING, LIKELY)
