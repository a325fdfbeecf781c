"""Accounts that a document lists in its text by their names, against their rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from generator import vocabulary as term
from generator.audits.found import LIKELY, AuditFinding, StatedFigure
from generator.diagnostics import Severity
from generator.packs.classification import Classification
from generator.packs.definitions import Selection, Table
from generator.published import pattern
from generator.published.blocks import ReadBlock, ReadCell, ReadDocument, ReadParagraph, ReadTable
from generator.published.form_reader import FormReader
from generator.published.pattern import Each, Either, Hole, Nodes
from generator.published.sentences import FormSentence
from generator.published.signs import normalize
from generator.published.tables import TableForm
from generator.published.understanding import Understanding

_AMOUNT = re.compile(r"-?[\d,]+\.\d+")
_LEAD = 5  # so many signs of what stands before a list
_END, _BETWEEN = re.compile("[;。]|等"), re.compile("以及|和(?=\\w+$)")
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


class _NameList(NamedTuple):
    """A list of accounts in a paragraph: its names, in which classification, of which money."""

    kind: str
    source: Selection
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
        return self.document.items

    def judge_accounts(self) -> Iterator[AuditFinding]:
        """Each account that a list names against its rows, and the rows against all lists."""
        lists = list(self._find_lists())
        for kind in {it.kind for it in lists}:
            of_it = [it for it in lists if it.kind == kind]
            rows = self._read_rows(self._names_of(kind), of_it)
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
                view = self._find_view(str(each.path[0]))
                begin = text.find(lead, end) if view else -1
                if view and begin >= 0:
                    begin += len(lead)
                    found = _END.search(text, begin)
                    end = found.start() if found else len(text)
                    kind = view.classification or ""
                    names = _split(text[begin:end], self._names_of(kind))
                    yield _NameList(kind, view.source, tuple(names), item)

    def _find_view(self, name: str) -> Table | None:
        """The view of accounts that has a name; None for anything else."""
        found = self.reader.pack.definitions.root.fields.get(name)
        return found if isinstance(found, Table) and found.classification else None

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

    def _read_rows(
        self, known: frozenset[str], lists: Sequence[_NameList]
    ) -> Mapping[str, list[_ListedRow]]:
        """The rows of accounts, by name, in the table that has most of the named ones.

        That is one which the form prints of the money that the lists are of, or one that was not
        recognised: other tables may have the same accounts, with other money.
        """
        named = set(chain(*(it.names for it in lists)))
        numbers = [n for n, it in enumerate(self.items) if isinstance(it, ReadTable)]
        due = [n for n in numbers if self._is_of_same_money(n, lists)]
        due = due or [n for n in numbers if n not in self.read.matched]
        tables = [it for it in map(self.items.__getitem__, due) if isinstance(it, ReadTable)]
        found = [dict(_list_rows(it, known)) for it in tables]
        most = max(found, key=lambda rows: len(named & rows.keys()), default={})
        # A row that a table has not is no row without an amount.
        return {name: [row] for name, row in most.items()} if named & most.keys() else {}

    def _is_of_same_money(self, number: int, lists: Sequence[_NameList]) -> bool:
        """Whether a table is one of which every list names a part."""
        made = self.reader.made[self.read.matched[number]] if number in self.read.matched else None
        views = map(self._find_view, _list_printed(made) if isinstance(made, TableForm) else ())
        return any(
            all(it.kind == view.classification and _is_part(it.source, view.source) for it in lists)
            for view in views
            if view is not None
        )


def _split(text: str, known: frozenset[str]) -> Iterator[str]:
    """The names that a list is of: a name may itself have a word that stands between two."""
    for part in re.split("[、，,]", text):
        yield from filter(None, [part] if part in known else _BETWEEN.split(part))


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


def _list_printed(form: TableForm) -> set[str]:
    """What a table of the form prints: the names that its addresses and its loops begin with."""
    holes = (
        hole
        for it in form.states
        for cell in it.node.cells
        for hole in pattern.list_holes(cell.pieces)
    )
    paths = [it.path for it in holes]
    paths += [cycle.each.path for it in form.states for cycle in it.cycles]
    return {str(it[0]) for it in paths if it}


def _is_part(part: Selection, whole: Selection) -> bool:
    """Whether all entries that one selection takes are the other's, too."""
    return part.list == whole.list and all(
        name in part.where and {*part.where[name]} <= {*values}
        for name, values in whole.where.items()
    )


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
            # Of what is next to nothing a table in 万元 shows nothing.
            yield _tell_account(message, named.item, stated)._replace(sure=LIKELY)


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
