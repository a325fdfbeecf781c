"""What a form makes of a document, with holes where it prints: to read documents by.

A pattern is nodes: paragraphs and tables in order, rows and cells in these. `Each` stands wherever
the form repeats something and `Either` where it chooses; what they hold is of the kind that stands
around them.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.filling import program
from generator.filling.program import Condition, NamePath


class Hole(NamedTuple):
    """Where something is printed: what its path stands for, through a filter if it has one."""

    path: NamePath
    filter: str = ""
    arguments: tuple[str, ...] = ()


class Each(NamedTuple):
    """What stands once for every item of a list, and what stands where there is none."""

    variable: str
    path: NamePath
    condition: Condition | None
    body: "Nodes"
    otherwise: "Nodes"


class Either(NamedTuple):
    """What stands where a condition holds, and what stands where it does not."""

    condition: Condition
    body: "Nodes"
    otherwise: "Nodes"


class PatternText(NamedTuple):
    """A paragraph: its text in pieces, and its level as a heading (from 1; 0: it is none).

    `caption`: it stands with what follows, as a table's title does.
    """

    pieces: "Nodes"
    level: int = 0
    caption: bool = False


class FormCell(NamedTuple):
    """A cell: what it says, its first column (from 0) and how many it takes; `above` goes on."""

    pieces: "Nodes"
    first: int
    width: int
    above: bool = False

    @property
    def end(self) -> int:
        """The first column after the cell."""
        return self.first + self.width


class FormRow(NamedTuple):
    """A row of a table; `head`: it stands again on every page."""

    cells: tuple[FormCell, ...]
    head: bool = False


class FormTable(NamedTuple):
    """A table: its rows, with what repeats or chooses rows, and how many columns it has."""

    rows: "Nodes"
    width: int


Node = Any  # str | Hole | Each | Either | PatternText | FormRow | FormTable
Nodes = tuple[Node, ...]

_KINDS = {
    kind.__name__: kind
    for kind in (
        *(Hole, Each, Either, PatternText, FormCell, FormRow, FormTable),
        *(program.Name, program.Not, program.And, program.Or),
    )
}


def plain(value: Any) -> Any:
    """A pattern as lists of texts, numbers and truth values."""
    if not isinstance(value, tuple):
        return value
    kind = type(value).__name__
    return [kind if kind in _KINDS else "", *map(plain, value)]


def read(kept: Any) -> Any:
    """The pattern that was made plain; a `ValueError` for anything else."""
    if not isinstance(kept, list):
        return kept
    try:
        items = tuple([read(it) for it in kept[1:]])
        return items if kept[0] == "" else _KINDS[kept[0]](*items)
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError("not a pattern") from error


def list_holes(nodes: Nodes) -> Iterator[Hole]:
    """Every hole of a text, those of all that it repeats and chooses among them."""
    for it in nodes:
        if isinstance(it, Hole):
            yield it
        elif isinstance(it, Each | Either):
            yield from list_holes(it.body)
            yield from list_holes(it.otherwise)


def write(nodes: Nodes) -> str:
    """What stands literally in a text, as it reads where every choice goes the first way."""
    return "".join(
        it if isinstance(it, str) else write(it.body) if isinstance(it, Each | Either) else ""
        for it in nodes
    )


def write_pieces(nodes: Nodes) -> list[str]:
    """The same piece by piece, apart where the form prints something."""
    return "".join(it if isinstance(it, str) else f"\n{_write(it)}\n" for it in nodes).split("\n")


def _write(node: Node) -> str:
    return write(node.body) if isinstance(node, Each | Either) else ""


def spell(node: Node) -> str:
    """All that stands literally in a pattern, each way of every choice, piece by piece."""
    if isinstance(node, str):
        return node
    if isinstance(node, Hole) or not isinstance(node, list | tuple):
        return "\n"
    if isinstance(node, Each | Either):
        return "\n".join(map(spell, (*node.body, *node.otherwise)))
    inner = node.pieces if isinstance(node, PatternText | FormCell) else node
    inner = node.cells if isinstance(node, FormRow) else inner
    inner = node.rows if isinstance(node, FormTable) else inner
    return "\n".join(map(spell, inner))
