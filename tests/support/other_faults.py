"""Faults of kinds that no list of faults has: slips of the keyboard, copies from elsewhere."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from generator.audits import audit
from generator.published.blocks import ReadCell, ReadDocument, ReadParagraph, ReadTable
from support.published_faults import Plant, Planted, in_text, of, read_as, replaced, with_cell
from support.word_faults import any_of

_CELL = re.compile(r"-?(?=[\d,.]*[1-9])[\d,]*\d\.\d\d")
_NUMBER = r"(?<![\d.,])\d{2,}\.\d+(?=万元)"
_UNIT = re.compile(r"(?:金额)?单位：万?元$")
_NOTE = re.compile(r"\s*(?:注|备注|说明)[:：]")
_FIGURES = of(*(f"A81{n}" for n in range(1, 9)))
_STRANGER = "长安市自然资源局"
_DIGITS = "一二三四五六七八九十"


def in_amount(into: Callable[[str], str]) -> Plant:
    """An amount in a table is written as no number is."""

    def plant(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
        cells = [it for table in document.tables for it in table.cells if _CELL.fullmatch(it.text)]
        cell = chance.choice(cells)
        return with_cell(document, cell, into(cell.text))

    return plant


def in_line(fits: Callable[[ReadParagraph], bool], into: Callable[[str], str]) -> Plant:
    """One of some lines is written otherwise."""

    def plant(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
        lines = [it for it in document.paragraphs if not it.entry and fits(it)]
        lines = [it for it in lines if into(it.text) != it.text]
        if not lines:
            return None
        it = chance.choice(lines)
        return replaced(document, it, it._replace(text=into(it.text)))

    return plant


def without_unit(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """The unit of money goes above a table; a line that says nothing else goes with it."""
    lines = [it for it in document.paragraphs if not it.entry and _UNIT.search(it.text)]
    if not lines:
        return None
    it = chance.choice(lines)
    rest = _UNIT.sub("", it.text)
    return replaced(document, it, *([it._replace(text=rest)] if rest.strip() else []))


def renumbered(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A heading or an item has the next number; the last one of its kind is left alone."""
    lines = [it for it in document.paragraphs if not it.entry and _numbered(it.text)]
    followed = [it for it, after in pairwise(lines) if _goes_on(it, after)]
    if not followed:
        return None
    it = chance.choice(followed)
    match = _numbered(it.text)
    assert match is not None
    new = _DIGITS[_DIGITS.index(match[2]) + 1]
    text = f"{match[1]}{new}{it.text[match.end(2) :]}"
    return replaced(document, it, it._replace(text=text))


def _numbered(text: str) -> re.Match[str] | None:
    return re.match("([（(]?)([二三四五六七八])(?:[）)]|、)", text)


def _goes_on(one: ReadParagraph, other: ReadParagraph) -> bool:
    first, second = _numbered(one.text), _numbered(other.text)
    assert first is not None
    assert second is not None
    alike = first[1] == second[1] and one.level == other.level
    return alike and _DIGITS.index(second[2]) == _DIGITS.index(first[2]) + 1


def other_note(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """The note of another table, which no other one has."""
    blocks = document.blocks
    notes = [
        it
        for before, it in pairwise(blocks)
        if isinstance(before, ReadTable) and isinstance(it, ReadParagraph) and _NOTE.match(it.text)
    ]
    texts = [it.text for it in notes]
    pairs = [
        (it, text)
        for it in notes
        for text in texts
        if text != it.text and texts.count(text) == 1 and "尾数" not in text
    ]
    if not pairs:
        return None
    it, text = chance.choice(pairs)
    return replaced(document, it, it._replace(text=text))


def stranger(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """Another unit is named where the form prints the unit's name, with figures or as a title."""
    unit = audit.judge(document, read_as(document)).unit
    return in_text(rf"{re.escape(unit)}(?=[^。]*\d)", _STRANGER)(document, chance)


def said_twice(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A paragraph stands twice."""
    some = [it for it in document.paragraphs if not it.entry and len(it.text) > 20]
    it = chance.choice(some)
    return replaced(document, it, it, it)


def listed_twice(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A row with money stands twice."""
    rows = [(table, n) for table in document.tables for n in _list_rows(table)]
    table, n = chance.choice(rows)
    new = replace(table, rows=(*table.rows[: n + 1], *table.rows[n:]))
    return replace(document, blocks=tuple(new if it is table else it for it in document.blocks))


def _list_rows(table: ReadTable) -> Iterator[int]:
    for n, row in enumerate(table.rows):
        if any(_CELL.fullmatch(it.text) for it in row) and any(map(_is_name, row)):
            yield n


def _is_name(cell: ReadCell) -> bool:
    return re.search("[一-龥]{2}", cell.text) is not None


OTHERS: dict[str, Planted] = {
    "数字写法": Planted(
        any_of(
            in_amount(lambda it: it.replace(".", "..")),
            in_amount(lambda it: it.replace(",", "").replace(".", ",")),
            in_amount(lambda it: it.translate({ord("0") + n: 0xFF10 + n for n in range(10)})),
            in_amount(lambda it: f"{it[:-1]}O"),
            in_text(_NUMBER, lambda it: it[0].replace(".", "。")),
            in_text(_NUMBER, lambda it: it[0].replace(".", "..")),
        ),
        of("A852", *_FIGURES),
    ),
    "序号": Planted(renumbered, of("A853"), besides=of("A833")),
    "标题错字": Planted(
        in_line(lambda it: it.level > 0, lambda it: it.replace("支出", "支岀", 1)),
        of("A854", "A833"),
    ),
    "别的表的注": Planted(other_note, of("A843"), besides=of("A831")),
    "没有金额单位": Planted(without_unit, of("A819")),
    "句里的金额单位": Planted(in_text(r"(?<=[1-9]\d\d\.\d[1-9])万元", "元"), of("A819", *_FIGURES)),
    "千分号": Planted(in_text(r"(?<=\d)%", "‰"), of("A819", *_FIGURES)),
    "段落重复": Planted(said_twice, of("A823")),
    "一行列了两次": Planted(listed_twice, of("A823", *_FIGURES)),
    "别的单位": Planted(stranger, of("A828")),
}
