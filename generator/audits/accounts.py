"""Codes and names of accounts, row by row: by the official tables, and by the document itself.

A misprinted code is read as the one that is meant, so that what depends on it is not told besides.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from generator.audits.account_names import plain_name
from generator.audits.found import CERTAIN, LIKELY, AuditFinding
from generator.diagnostics import Severity
from generator.packs.classification import Term
from generator.packs.pack import Pack
from generator.published.blocks import ReadCell, ReadDocument, ReadTable

_SIZES = (3, 5, 7)
# A name with its level, as sentences write it.
_LEVELLED = re.compile(r"([一-龥、]{2,40})[（(][类款项][）)]")
_CODED = re.compile(r"(?<!\d)(\d{7}|\d{5}|\d{3})[-—]([一-龥][一-龥（）()、\ufffd]*)")
_UNSEEN = "\ufffd"
MISNAMED = "科目名称或编码有误"
OFFICIAL = "科目的编码和名称照当年的《政府收支分类科目》，各张表一致"


class _CodedRow(NamedTuple):
    """A code in a table, the cells that it stands in, and the cell of its name."""

    code: str
    cells: tuple[ReadCell, ...]
    named: ReadCell
    table: int

    @property
    def name(self) -> str:
        return plain_name(self.named.text)


class Miscoded(NamedTuple):
    """A code that is meant as another one, digit by digit in its cells."""

    cells: tuple[ReadCell, ...]
    meant: str


@dataclass(frozen=True)
class Accounts:
    """The accounts of a document's tables, by the classifications of a pack in a year."""

    document: ReadDocument
    pack: Pack
    year: int

    @cached_property
    def rows(self) -> Sequence[_CodedRow]:
        """Every code with a name beside it, in order."""
        tables = enumerate(self.document.tables)
        return [it for number, table in tables for it in _list_rows(number, table)]

    @cached_property
    def _tables(self) -> Mapping[tuple[str, str], set[int]]:
        """In which tables a code has a name."""
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        for it in self.rows:
            found[it.code, it.name].add(it.table)
        return found

    @cached_property
    def _called(self) -> Mapping[str, Mapping[str, int]]:
        """What a code is called, each with the number of tables that call it so."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for (code, name), tables in self._tables.items():
            found[code][name] = len(tables)
        return found

    @cached_property
    def _codes(self) -> Mapping[str, set[str]]:
        """The codes that stand beside a name."""
        found: dict[str, set[str]] = defaultdict(set)
        for code, name in self._tables:
            found[name].add(code)
        return found

    @cached_property
    def _held(self) -> Mapping[int, set[str]]:
        """The codes in each table."""
        found: dict[int, set[str]] = defaultdict(set)
        for it in self.rows:
            found[it.table].add(it.code)
        return found

    def _terms(self, code: str) -> Sequence[Term]:
        tables = self.pack.classifications.values()
        return next((it.terms[code] for it in tables if it.terms.get(code)), ())

    def due(self, code: str) -> Term | None:
        """What a code means in the year."""
        return next((it for it in self._terms(code) if it.first <= self.year <= it.last), None)

    # -- codes ---------------------------------------------------------------------------------

    @cached_property
    def misprints(self) -> Mapping[int, Miscoded]:
        """Codes that are meant as another, by the position of their row."""
        found = ((at, self._choose_meant(at)) for at in range(len(self.rows)))
        return {at: Miscoded(self.rows[at].cells, meant) for at, meant in found if meant}

    def _choose_meant(self, at: int) -> str:
        """The only code that a row may mean; of several the only one that is in its order."""
        near, above = self._list_meant(self.rows[at]), self.rows[max(at - 1, 0)]
        if len(near) > 1 and above.table == self.rows[at].table:
            near = {it for it in near if it[:3] == above.code[:3] and it > above.code}
        return near.pop() if len(near) == 1 else ""

    def _list_meant(self, it: _CodedRow) -> set[str]:
        """The codes that are nearly this one and have its name; nothing for one that may be."""
        called, held = self._is_called(it.code, it.name), self._held[it.table]
        # Another classification may have the name as well: its classes are not in the table.
        if (called and it.code[:3] in held) or len(self._tables[it.code, it.name]) > 1:
            return set()
        known = {one for one in self._codes[it.name] if self._tables[one, it.name] - {it.table}}
        known |= {code for code in _list_near(it.code) if self._is_called(code, it.name)}
        free = (code for code in known - held if not called or code[:3] in held)
        return {code for code in free if _is_misprint(it.code, code)}

    def _is_called(self, code: str, name: str) -> bool:
        due = self.due(code)
        return due is not None and _is(due, name)

    def mend(self) -> ReadDocument:
        """The document with every misprinted code as it is meant."""
        texts: dict[int, str] = {}
        for cells, meant in self.misprints.values():
            for cell in cells:
                digits = cell.text.strip()
                texts[id(cell)], meant = meant[: len(digits)], meant[len(digits) :]
        return self.document.with_texts(texts)

    # -- findings ------------------------------------------------------------------------------

    def find(self) -> Iterator[AuditFinding]:
        """Codes and names that are not what they should be, each once."""
        seen = set[tuple[str, str]]()
        for at, it in enumerate(self.rows):
            if one := self.misprints.get(at):
                message = f"“{it.named.text.strip()}”的编码印作 {it.code}，应是 {one.meant}"
                yield _tell(it.cells[0], message, CERTAIN)
            elif (it.code, it.name) not in seen:
                seen.add((it.code, it.name))
                yield from self._judge(it)
        yield from self._find_in_texts()

    def _find_in_texts(self) -> Iterator[AuditFinding]:
        """Names in sentences, beside a code or with their level, that the account has not."""
        for it in self.document.paragraphs:
            for match in () if it.entry else _CODED.finditer(it.text):
                named = ReadCell(0, 0, match[2], it.place)
                row, due = _CodedRow(match[1], (named,), named, -1), self.due(match[1])
                if not (due and row.name.startswith(plain_name(due.name))):
                    yield from self._judge(row)
            for match in () if it.entry else _LEVELLED.finditer(it.text):
                name = plain_name(match[1])
                last = _list_ended(self.pack, self.year).get(name, 0)
                if last and name not in self._codes:
                    message = f"“{match[0]}”：{last} 年度以后不这样叫"
                    yield AuditFinding("A830", MISNAMED, message, it.place, (), OFFICIAL)

    def _judge(self, it: _CodedRow) -> Iterator[AuditFinding]:
        if _UNSEEN in it.name:
            return  # what cannot be displayed is told as such
        due, terms = self.due(it.code), self._terms(it.code)
        old = next((one for one in terms if one.last < self.year and _is(one, it.name)), None)
        if due is not None and due.checked:
            if plain_name(due.name) != it.name:
                said = f"，{old.last} 年度以前才这样叫" if old else ""
                shown = f"{it.code} 印作“{it.named.text.strip()}”"
                yield _tell(
                    it.named, f"{shown}，{self.year} 年度的名称是“{due.name}”{said}", CERTAIN
                )
        elif due is None and old is not None and old.checked:
            message = f"{it.code} {it.named.text.strip()}：{old.last} 年度以后停用"
            yield _tell(it.named, message, CERTAIN)
        elif usual := self._find_usual(it):
            shown = f"{it.code} 印作“{it.named.text.strip()}”"
            yield _tell(it.named, f"{shown}，别的表里是“{usual}”", LIKELY)

    def _find_usual(self, it: _CodedRow) -> str:
        """What more tables, or the official one as far as known, call the account of a row."""
        names, due = self._called.get(it.code, {}), self.due(it.code)
        if len(names) < 2 or self._is_called(it.code, it.name):
            return ""
        usual = max(names, key=lambda name: (due is not None and _is(due, name), names[name]))
        sure = names[usual] > names.get(it.name, 0) or (due is not None and _is(due, usual))
        return usual if usual != it.name and sure else ""


@cache
def _list_ended(pack: Pack, year: int) -> Mapping[str, int]:
    """The names that accounts had before, each with its last year, and that none has any more."""
    kinds = pack.classifications.values()
    terms = [one for kind in kinds for several in kind.terms.values() for one in several]
    now = {plain_name(it.name) for it in terms if it.first <= year <= it.last}
    ended = {plain_name(it.name): it.last for it in terms if it.last < year and it.checked}
    return {name: last for name, last in ended.items() if name not in now}


def _is(term: Term, name: str) -> bool:
    return plain_name(term.name) == name


def _tell(cell: ReadCell, message: str, sure: str) -> AuditFinding:
    severity = Severity.ERROR if sure == CERTAIN else Severity.WARNING
    return AuditFinding("A830", MISNAMED, message, cell.place, (), OFFICIAL, severity, sure)


def _list_rows(number: int, table: ReadTable) -> Iterator[_CodedRow]:
    """The codes of a table that have a name in the next cell that holds anything."""
    for row in table.rows:
        told = [it for it in row if it.text.strip()]
        begin = 0
        for at, (one, other) in enumerate(pairwise(told), start=1):
            if not one.text.strip().isdecimal():
                begin = at
            elif re.match(r"\s*[一-龥]", other.text):
                cells = tuple(told[begin:at])
                code = "".join(it.text.strip() for it in cells)
                if len(code) in _SIZES and len(cells[0].text.strip()) in _SIZES:
                    yield _CodedRow(code, cells, other, number)


def _list_near(code: str) -> Iterator[str]:
    """Every code that differs from one in a digit, or in the order of two."""
    for at, digit in enumerate(code):
        yield from (f"{code[:at]}{it}{code[at + 1 :]}" for it in "0123456789" if it != digit)
    for at in range(len(code) - 1):
        yield f"{code[:at]}{code[at + 1]}{code[at]}{code[at + 2 :]}"


def _is_misprint(one: str, other: str) -> bool:
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    exchanged = apart and apart[-1] == apart[0] + 1 and sorted(one) == sorted(other)
    return len(one) == len(other) and (len(apart) == 1 or bool(exchanged))
