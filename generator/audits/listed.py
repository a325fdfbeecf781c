"""Names that a document lists in its text: accounts against their rows, terms against their use."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from generator import vocabulary as term
from generator.audits.contents import bare, list_items
from generator.audits.found import LIKELY, AuditFinding, StatedFigure
from generator.diagnostics import Severity
from generator.packs.addressing import AddressError, locate
from generator.packs.classification import Classification
from generator.packs.definitions import Table
from generator.published import pattern
from generator.published.blocks import ReadBlock, ReadCell, ReadDocument, ReadParagraph, ReadTable
from generator.published.form_reader import FormReader
from generator.published.pattern import Each, Either, Hole, Nodes
from generator.published.sentences import FormSentence
from generator.published.signs import normalize
from generator.published.understanding import Understanding

_AMOUNT = re.compile(r"-?[\d,]+\.\d+")
_LEAD = 5  # so many signs of what stands before a list
_END, _BETWEEN = re.compile("[;。]|等"), re.compile("[、，,]|以及|和(?=\\w+$)")
_TERM = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[(][一二三四五六七八九十]+[)]|\d+[.、])?([^:。，]{2,30}):"
)
_LEVEL = 5  # digits of the code of an account that lists name


class _ListedRow(NamedTuple):
    """An account's row: its name as printed, its first amount (None: it has none)."""

    cell: ReadCell
    amount: ReadCell | None


def find(
    document: ReadDocument, read: Understanding, reader: FormReader, year: int
) -> Iterator[AuditFinding]:
    """Accounts that are listed and have nothing, or have something and are not listed."""
    it = _Listing(document, read, reader, year)
    yield from it.judge_accounts()
    yield from it.judge_terms()


class _NameList(NamedTuple):
    """A list of accounts in a paragraph: its names, in the classification that they are of."""

    kind: str
    names: tuple[str, ...]
    item: ReadParagraph


@dataclass(frozen=True)
class _Listing:
    """A document whose lists of names are judged."""

    document: ReadDocument
    read: Understanding
    reader: FormReader
    year: int

    @cached_property
    def items(self) -> Sequence[ReadBlock]:
        return list_items(self.document)

    # -- accounts ------------------------------------------------------------------------

    def judge_accounts(self) -> Iterator[AuditFinding]:
        """Each account that a list names against its rows, and the rows against all lists."""
        lists = list(self._find_lists())
        for kind in {it.kind for it in lists}:
            of_it = [it for it in lists if it.kind == kind]
            rows = self._read_rows(self._names_of(kind), set(chain(*(it.names for it in of_it))))
            for one in of_it:
                yield from _find_nil(one, rows)
            yield from _find_unlisted(of_it, rows)

    def _find_lists(self) -> Iterator[_NameList]:
        for number, at in self.read.matched.items():
            item, made = self.items[number], self.reader.made[at]
            if not (isinstance(item, ReadParagraph) and isinstance(made, FormSentence)):
                continue
            end, text = 0, normalize(item.text)
            for lead, each in _find_each(made.sentence.pieces):
                kind = self._classify(each)
                begin = text.find(lead, end) if kind else -1
                if begin >= 0:
                    begin += len(lead)
                    found = _END.search(text, begin)
                    end = found.start() if found else len(text)
                    names = [it for it in _BETWEEN.split(text[begin:end]) if it]
                    yield _NameList(kind, tuple(names), item)

    def _classify(self, each: Each) -> str:
        """In which classification a list of the form names accounts; nothing for any other."""
        steps = tuple(map(str, each.path[:-1]))
        try:
            node, _ = locate(self.reader.pack.definitions.root, steps)
        except AddressError:
            return ""
        return (node.classification or "") if isinstance(node, Table) else ""

    def _names_of(self, kind: str) -> frozenset[str]:
        """How the accounts that lists name are called in the year."""
        known: Classification = self.reader.pack.classifications[kind]
        return frozenset(
            normalize(one.name)
            for code, terms in known.terms.items()
            if len(code) == _LEVEL
            for one in terms
            if one.first <= self.year <= one.last
        )

    def _read_rows(self, known: frozenset[str], named: set[str]) -> Mapping[str, list[_ListedRow]]:
        """The rows of accounts, by name, in the table that has most of the named ones."""
        tables = [it for it in self.items if isinstance(it, ReadTable)]
        found = [dict(_list_rows(it, known)) for it in tables]
        most = max(found, key=lambda rows: len(named & rows.keys()), default={})
        # A row that a table has not is no row without an amount.
        return {name: [row] for name, row in most.items()} if named & most.keys() else {}

    # -- terms ---------------------------------------------------------------------------

    def judge_terms(self) -> Iterator[AuditFinding]:
        """Terms that occur nowhere but where they are explained, and terms left unexplained."""
        explained = dict(self._find_terms())
        due = [normalize(it[term.NAME]) for it in self.reader.pack.glossary]
        if not explained:
            return
        rest = normalize("\n".join(self._list_other(set(explained.values()))))
        for name, item in explained.items():
            if name not in due and _plain(name) not in _plain(rest):
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


def _plain(text: str) -> str:
    return re.sub("[\"'“”]", "", text)


def _tell(what: str, message: str, item: ReadParagraph) -> AuditFinding:
    why = "名词解释与表样、正文一致"
    return AuditFinding("A847", what, message, item.place, (), why, Severity.WARNING, LIKELY)


def _find_each(nodes: Nodes, before: str = "") -> Iterator[tuple[str, Each]]:
    """The lists of names in a sentence of the form, each with what stands before it."""
    for it in nodes:
        if isinstance(it, str):
            before = normalize(it)
        elif isinstance(it, Each) and _names_only(it.body):
            yield before[-_LEAD:], it
        elif isinstance(it, Each | Either):
            yield from _find_each(it.body, before)
            yield from _find_each(it.otherwise, before)


def _names_only(body: Nodes) -> bool:
    holes = list(pattern.list_holes(body))
    return len(holes) == 1 and isinstance(holes[0], Hole) and holes[0].path[-1] == term.NAME


def _list_rows(table: ReadTable, known: frozenset[str]) -> Iterator[tuple[str, _ListedRow]]:
    """Each account with the first amount that stands to the right of its name."""
    for row in table.rows:
        for number, cell in enumerate(row):
            name = normalize(cell.text)
            if name in known:
                yield name, _ListedRow(cell, _find_amount(row[number + 1 :]))


def _find_amount(cells: Sequence[ReadCell]) -> ReadCell | None:
    """The first amount that is not nil, up to the next text."""
    for cell in cells:
        text = normalize(cell.text)
        if text and not any(sign.isdecimal() for sign in text) and text != "-":
            return None
        if _AMOUNT.fullmatch(text) and re.search("[1-9]", text):
            return cell
    return None


_WHY = "文中列出的项目应当与表里有数的一致"


def _find_nil(named: _NameList, rows: Mapping[str, Sequence[_ListedRow]]) -> Iterator[AuditFinding]:
    for name in named.names:
        if name in rows and not any(it.amount for it in rows[name]):
            message = f"列出的“{name}”在表里没有数"
            stated = (StatedFigure(name, "空", rows[name][0].cell.place),)
            yield _tell_account(message, named.item, stated)


def _find_unlisted(
    lists: Sequence[_NameList], rows: Mapping[str, Sequence[_ListedRow]]
) -> Iterator[AuditFinding]:
    named = {name for it in lists for name in it.names}
    for name, of_it in rows.items():
        amount = next((it.amount for it in of_it if it.amount), None)
        if amount is not None and name not in named:
            message = f"“{name}”在表里有数，没有列出"
            stated = (StatedFigure(name, amount.text, amount.place),)
            yield _tell_account(message, lists[0].item, stated)


def _tell_account(
    message: str, item: ReadParagraph, stated: tuple[StatedFigure, ...]
) -> AuditFinding:
    what, weight = "列出的名称与表不符", Severity.WARNING
    return AuditFinding("A846", what, message, item.place, stated, _WHY, weight)
