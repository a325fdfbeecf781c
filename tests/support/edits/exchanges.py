"""Edits that put a right thing in a wrong place: figures, rows, labels, heads exchanged."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Any

from lxml import etree

from support.edits import draft, elements
from support.edits.draft import Draft, Edit, Origin, Text
from support.edits.elements import W
from support.edits.figures import AMOUNT, FIGURE

_LABELLED = re.compile(r"([\u4e00-\u9fff（）“”]{2,14}?)([0-9]+(?:\.[0-9]+)?)(?=万元|个|辆|人|批)")
_CELL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?%?")
Spans = tuple[tuple[int, int], tuple[int, int]]


def edits(origin: Origin) -> Iterator[Edit]:
    """Every exchange, and every figure that is a copy of another beside it."""
    for text in origin.texts:
        if not text.table:
            yield from _in_sentence(origin, text)
    amounts = [t for t in origin.texts if not t.table and AMOUNT.search(t.words)]
    for one, other in pairwise(amounts):
        yield from _between(origin, "两段的数", one, other, AMOUNT)
    yield from _of_paragraphs(origin)
    for rows in origin.tables:
        for row in rows:
            yield from _in_row(origin, row)
        for above, below in pairwise(rows):
            yield from _of_rows(origin, above, below)


# -- in a sentence -----------------------------------------------------------------------------


def _in_sentence(origin: Origin, text: Text) -> Iterator[Edit]:
    figures = [m.span() for m in FIGURE.finditer(text.words)]
    for pair in combinations(figures, 2):
        if _part(text, pair[0]) != _part(text, pair[1]):
            yield _exchange(origin, "对调：一句里两个数", text, pair)
            yield _copy(origin, "抄成：同一句的另一个数", text, pair)
    labels = [m.span(1) for m in _LABELLED.finditer(text.words)]
    for pair in combinations(labels, 2):
        if _part(text, pair[0]) != _part(text, pair[1]):
            yield _exchange(origin, "对调：一句里两个名称", text, pair)


def _part(text: Text, span: tuple[int, int]) -> str:
    return text.words[slice(*span)]


def _exchange(origin: Origin, kind: str, text: Text, pair: Spans) -> Edit:
    (a, b), (c, d) = pair
    words = text.words
    exchanged = words[:a] + words[c:d] + words[b:c] + words[a:b] + words[d:]
    return _write(origin, kind, text, exchanged, f"{words[a:b]}↔{words[c:d]}")


def _copy(origin: Origin, kind: str, text: Text, pair: Spans) -> Edit:
    (a, b), (c, d) = pair
    words = text.words
    return _write(origin, kind, text, words[:a] + words[c:d] + words[b:], words[a:b])


def _write(origin: Origin, kind: str, text: Text, words: str, note: str) -> Edit:
    def change(copy: Draft, node: Any) -> None:
        elements.put(node, words)

    return Edit(kind, origin.path(text.node), change, text.near, note)


def _of_paragraphs(origin: Origin) -> Iterator[Edit]:
    """The names in two paragraphs, two headings, two titles, two tables exchanged."""
    names = [t for t in origin.texts if not t.table and _LABELLED.search(t.words)]
    for one, other in pairwise(names):
        yield from _between(origin, "两段的名称", one, other, _LABELLED)
    for what, styles in {"两个标题": draft.HEADINGS, "两个表题": ("TableTitle",)}.items():
        blocks = [b for b in origin.body if b.tag == f"{W}p" and elements.style(b) in styles]
        texts = [list(block.iter(f"{W}t"))[-1] for block in blocks]
        for left, right in pairwise(texts):
            if left.text != right.text:
                words, note = [right.text, left.text], f"{left.text}↔{right.text}"
                yield _fill(origin, f"对调：{what}", [left, right], words, (), note)
    tables = [block for block in origin.body if block.tag == f"{W}tbl"]
    for above, below in pairwise(tables):
        if elements.words(above) != elements.words(below):
            path, near = origin.path(below), origin.near[above] + origin.near[below]
            yield Edit("对调：两张表", origin.path(above), _exchanging(path), near)


def _exchanging(path: draft.Path) -> draft.Change:
    def exchange(copy: Draft, table: Any) -> None:
        other = copy.find(path)
        place = etree.Element("place")
        table.addprevious(place)
        other.addprevious(table)
        place.getparent().replace(place, other)

    return exchange


def _between(
    origin: Origin, what: str, one: Text, other: Text, pattern: re.Pattern[str]
) -> Iterator[Edit]:
    """The first figures of two texts exchanged."""
    left, right = pattern.search(one.words), pattern.search(other.words)
    part = pattern.groups and 1
    if not left or not right or left[part] == right[part]:
        return
    (a, b), (c, d) = left.span(part), right.span(part)
    words = [
        one.words[:a] + right[part] + one.words[b:],
        other.words[:c] + left[part] + other.words[d:],
    ]
    nodes, near = [one.node, other.node], one.near + other.near
    yield _fill(origin, f"对调：{what}", nodes, words, near, f"{left[part]}↔{right[part]}")


def _fill(
    origin: Origin,
    kind: str,
    nodes: Sequence[Any],
    words: Sequence[str],
    near: tuple[str, ...],
    note: str,
) -> Edit:
    """Some texts, each with other words."""
    paths = [origin.path(node) for node in nodes]

    def change(copy: Draft, _: Any) -> None:
        for path, each in zip(paths, words, strict=True):
            elements.put(copy.find(path), each)

    return Edit(kind, paths[0], change, near, note)


# -- in a table --------------------------------------------------------------------------------


def _texts(row: Any) -> list[Any]:
    """The one w:t of each cell that has just one."""
    found = [list(cell.iter(f"{W}t")) for cell in elements.cells(row)]
    return [texts[0] for texts in found if len(texts) == 1]


def _is_figure(text: Any) -> bool:
    return _CELL.fullmatch(text.text or "") is not None


def _in_row(origin: Origin, row: Any) -> Iterator[Edit]:
    texts, near = _texts(row), origin.near_row(row)
    for one, other in combinations(texts, 2):
        if one.text == other.text:
            continue
        note = f"{one.text}↔{other.text}"
        if _is_figure(one) and _is_figure(other):
            words = [other.text, one.text]
            yield _fill(origin, "对调：一行里两个数", [one, other], words, near, note)
            yield _fill(origin, "抄成：同一行的另一个数", [one], [other.text], near, note)
        elif not any(map(_is_figure, texts)):
            words = [other.text, one.text]
            yield _fill(origin, "对调：两个栏名", [one, other], words, near, note)


def _of_rows(origin: Origin, above: Any, below: Any) -> Iterator[Edit]:
    upper, lower, near = _texts(above), _texts(below), origin.near_row(above)
    if len(upper) != len(lower) or len(elements.cells(above)) != len(elements.cells(below)):
        return
    pairs = [(a, b) for a, b in zip(upper, lower, strict=True) if a.text != b.text]
    for a, b in pairs:
        if _is_figure(a) and _is_figure(b):
            note, words = f"{a.text}↔{b.text}", [b.text, a.text]
            yield _fill(origin, "对调：一栏里上下两个数", [a, b], words, near, note)
            yield _fill(origin, "抄成：上一行的数", [b], [a.text], near, note)
    names = [pair for pair in pairs if not any(map(_is_figure, pair))]
    if names and any(_is_figure(a) for a, _ in pairs):
        (a, b) = names[0]
        note, words = f"{a.text}↔{b.text}", [b.text, a.text]
        yield _fill(origin, "对调：两行的名称", [a, b], words, near, note)
        yield _fill(origin, "抄成：另一行的行名", [b], [a.text], near, note)
        yield from _rows(origin, above, below, near)


def _rows(origin: Origin, above: Any, below: Any, near: tuple[str, ...]) -> Iterator[Edit]:
    """Two rows exchanged whole, which no merged cell holds together."""
    if any(True for row in (above, below) for _ in row.iter(f"{W}vMerge")):
        return
    yield Edit("对调：两行", origin.path(above), _move_down, near, elements.words(above))


def _move_down(copy: Draft, row: Any) -> None:
    row.getnext().addnext(row)
