"""A pack's form as a pattern, made once of its compiled program and kept beside it, as data."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

from generator.filling import symbolic
from generator.filling.document import Form
from generator.filling.program import Loop, Print
from generator.filling.symbolic import CLOSE, ELSE, HERE, OPEN
from generator.forms import compiling
from generator.kept import store
from generator.packs.pack import Pack
from generator.published import pattern
from generator.published.pattern import (
    Each,
    Either,
    FormCell,
    FormRow,
    FormTable,
    Hole,
    Node,
    Nodes,
    PatternText,
)
from generator.word import archive, ooxml, styles
from generator.word.cell_merges import CONTINUED, on_grid
from generator.word.ooxml import W
from generator.word.styles import Roles

PATTERNS = "patterns"
_SHOWN = {f"{W}t": "", f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
_APART = {f"{W}{name}" for name in ("pPr", "rPr", "instrText", "del", "moveFrom")}


@cache
def read(pack: Pack) -> Nodes | None:
    """The pattern of a pack's form; None for a form that cannot be filled."""
    form = compiling.compile_form(pack).form
    if form is None:
        return None
    key = compiling.key_of(pack)
    with suppress(ValueError):
        kept = store.load(PATTERNS, key)
        if kept is not None:
            nodes: Nodes = pattern.read(kept)
            return nodes
    nodes = _draw(form)
    store.keep(PATTERNS, key, pattern.plain(nodes))
    return nodes


def _draw(form: Form) -> Nodes:
    """What the main part of a form makes of a document."""
    filled = symbolic.fill(form.programs[form.main].program)
    parts = {name: archive.inflate(it) for name, it in form.fixed.items() if name[-4:] != ".png"}
    roles = styles.roles(styles.read(parts, form.main))
    body = ooxml.parse(filled.xml).find(f"{W}body")
    return _Sketch(filled.marked, roles).blocks(body)


class _Sketch(NamedTuple):
    """What the marks in a form's XML stand for, and what its styles make of paragraphs."""

    marked: tuple[Any, ...]
    roles: Roles

    def blocks(self, parent: Any) -> Nodes:
        """The paragraphs and tables of an element."""
        return self._nest(_flatten(parent, {f"{W}p", f"{W}tbl"}), self._block)

    def _block(self, element: Any) -> Node:
        if element.tag == f"{W}tbl":
            rows = self._nest(_flatten(element, {f"{W}tr"}), self._row)
            width = max((cell.end for cell in _all_cells(rows)), default=0)
            return FormTable(rows, width)
        role = styles.role_of(element, self.roles)
        level = 0 if role.level is None else role.level + 1
        return PatternText(self.pieces(element), level, role.caption)

    def _row(self, element: Any) -> FormRow:
        cells = (
            FormCell(self._texts(it.element), it.first, it.width, it.down == CONTINUED)
            for it in on_grid(element)
        )
        head = element.find(f"{W}trPr/{W}tblHeader")
        return FormRow(tuple(cells), head is not None)

    def _texts(self, cell: Any) -> Nodes:
        """What a cell says: the pieces of its paragraphs, one after the other."""
        return _join(self.blocks(cell))

    def pieces(self, paragraph: Any) -> Nodes:
        """A paragraph's text in pieces; neighbouring texts are one."""
        return _melt(self._nest(_list_texts(paragraph), lambda text: text))

    def _nest(self, items: Iterable[Any], make: Callable[[Any], Node]) -> Nodes:
        """Items in order, those between the marks of a loop or a choice within it."""
        ways: list[list[Node]] = [[]]
        for it in items:
            kind, number = _mark_of(it)
            if kind == HERE:
                hole: Print = self.marked[number]
                ways[-1].append(Hole(hole.path, hole.filter, hole.arguments))
            elif kind in (OPEN, ELSE):
                ways.append([])
            elif kind == CLOSE:
                otherwise, body = tuple(ways.pop()), tuple(ways.pop())
                ways[-1].append(_split(self.marked[number], body, otherwise))
            else:
                ways[-1].append(make(it))
        return tuple(ways[0])


def _split(it: Any, body: Nodes, otherwise: Nodes) -> Node:
    if isinstance(it, Loop):
        return Each(it.variable, it.path, it.condition, body, otherwise)
    return Either(it.condition, body, otherwise)


def _mark_of(item: Any) -> tuple[str, int]:
    """Which mark something is, and its number; nothing for a text or an element."""
    kind = getattr(item, "target", "")
    return (kind, int(item.text)) if kind in (HERE, OPEN, ELSE, CLOSE) else ("", 0)


def _flatten(parent: Any, wanted: set[str]) -> Iterator[Any]:
    """The nearest elements of these names, and the marks between them, through whatever wraps."""
    for child in parent:
        if child.tag in wanted or _mark_of(child)[0]:
            yield child
        elif isinstance(child.tag, str):
            yield from _flatten(child, wanted)


def _list_texts(element: Any) -> Iterator[Any]:
    """The texts and marks of a paragraph in order, through all its runs."""
    for child in element:
        if _mark_of(child)[0]:
            yield child
            if element.tag == f"{W}t":
                yield child.tail or ""
        elif child.tag in _SHOWN:
            yield _SHOWN[child.tag] + (child.text or "")
            yield from _list_texts(child)
        elif isinstance(child.tag, str) and child.tag not in _APART:
            yield from _list_texts(child)


def _melt(nodes: Nodes) -> Nodes:
    """The same pieces with neighbouring texts in one; empty texts are none."""
    melted: list[Node] = []
    for it in nodes:
        if isinstance(it, Each | Either):
            it = it._replace(body=_melt(it.body), otherwise=_melt(it.otherwise))
        if isinstance(it, str) and melted and isinstance(melted[-1], str):
            melted[-1] += it
        elif it != "":
            melted.append(it)
    return tuple(melted)


def _join(blocks: Nodes) -> Nodes:
    joined: list[Node] = []
    for it in blocks:
        if isinstance(it, PatternText):
            joined += it.pieces
        elif isinstance(it, Each | Either):
            joined.append(it._replace(body=_join(it.body), otherwise=_join(it.otherwise)))
    return _melt(tuple(joined))


def _all_cells(rows: Nodes) -> Iterator[FormCell]:
    for it in rows:
        if isinstance(it, FormRow):
            yield from it.cells
        else:
            yield from _all_cells(it.body)
            yield from _all_cells(it.otherwise)
