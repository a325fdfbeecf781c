"""A form's row and a document's row: how well they go together, and what the one says in the other.

Costs are in thousandths: below zero where something agrees that could as well have been another.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.compare import likeness
from generator.packs.pack import Pack
from generator.published import drafting, grids
from generator.published.blocks import ReadCell
from generator.published.expressions import Expression, Said
from generator.published.grids import Beside, Columns
from generator.published.pattern import FormRow, Nodes
from generator.vocabulary import CODE, OWN_CODE

# A label that is the form's own, one in other words, another one; an amount or some other text
# where the form prints one, something else there, nothing; anything where the form says nothing.
_SAME, _REWORDED, _OTHER = -500, 900, 1200
_AMOUNT, _TEXT, _UNLIKE, _MISSING, _ASTRAY = -200, -50, 900, 100, 800
_BASIS = 500
_DASHES = "-—–─/"
# Labels that have less in common are of another row.
_LEAST_ALIKE = 500


class ReadHole(NamedTuple):
    """What a document says in a cell of the form, and the cell that it stands in or beside."""

    said: Said
    cell: ReadCell


class Fit(NamedTuple):
    """A document's row read as one of the form's.

    `reworded` are labels in other words; `astray` cells that the form has no room for, that say
    something else than is printed there, or amounts beside another row's label; `missing` is how
    many amounts are not there.
    """

    cost: int
    read: tuple[ReadHole, ...]
    reworded: tuple[ReadCell, ...]
    astray: tuple[ReadCell, ...]
    missing: int


class _RowPart(NamedTuple):
    """What became of cells that stand beside each other; `label`: whether the form's is there."""

    cost: int
    said: tuple[Said, ...] = ()
    reworded: bool = False
    astray: bool = False
    missing: bool = False
    label: bool | None = None


def fit(row: FormRow, cells: Sequence[ReadCell], columns: Columns, pack: Pack) -> Fit:
    """How a document's row goes together with a row of the form."""
    besides = grids.pair(row, cells, columns)
    parts = [_fit_cells(it, pack) for it in besides]
    cost = sum(it.cost for it in parts) // max(len(parts), 1) + _BASIS
    read, reworded, astray, missing = list[ReadHole](), list[ReadCell](), list[ReadCell](), 0
    labels = list[bool]()
    held = False  # whether an amount has come since the last label
    for part, beside in zip(parts, besides, strict=True):
        cell = beside.read[0] if beside.read else cells[0]
        if part.label is not None:
            labels = [part.label] if held else [*labels, part.label]
            held = False
        strange = bool(part.said) and bool(labels) and not any(labels)
        held = held or bool(part.said)
        reworded += [cell] * part.reworded
        astray += [cell] * (part.astray or strange)
        missing += part.missing
        read += () if strange else (ReadHole(it, cell) for it in part.said)
    return Fit(max(cost, 0), tuple(read), tuple(reworded), tuple(astray), missing)


def _fit_cells(beside: Beside, pack: Pack) -> _RowPart:
    pieces = tuple([piece for cell in beside.form for piece in cell.pieces])
    expression, text = make(pieces, pack), beside.text
    if expression.marks and not _is_told_apart(beside, pack):
        return _RowPart(_UNLIKE, astray=bool(text))  # nobody knows which of them says what
    if expression.marks:
        return _fit_hole(expression, text)
    return _fit_label(expression.signs, text)


def _is_told_apart(beside: Beside, pack: Pack) -> bool:
    """Whether it is plain what says what: one cell beside one, or a code in pieces."""
    made = [it for it in (make(cell.pieces, pack) for cell in beside.form) if it.marks]
    codes = all(mark.hole.path[-1] in (CODE, OWN_CODE) for it in made for mark in it.marks)
    return codes or (len(made) == 1 and sum(bool(it.text.strip()) for it in beside.read) < 2)


def _fit_hole(expression: Expression, text: str) -> _RowPart:
    said = expression.read(text)
    if said is not None:
        return _RowPart((_AMOUNT if expression.valued else _TEXT) if text else 0, said)
    if text and expression.valued and not text.strip(_DASHES):
        return _RowPart(_TEXT)  # a dash says that there is no such figure
    if text:
        return _RowPart(_UNLIKE, astray=True)
    return _RowPart(_MISSING, missing=expression.valued)


def _fit_label(label: str, text: str) -> _RowPart:
    if label == text:
        return _RowPart(_SAME, label=True) if label else _RowPart(0)
    if not text:
        return _RowPart(_BASIS)
    if not label:
        return _RowPart(_ASTRAY, astray=True)
    alike = likeness.liken(label, text)
    if label.isdecimal() or grids.is_number(text) or alike < _LEAST_ALIKE:
        return _RowPart(_OTHER, astray=True, label=False)
    return _RowPart(_REWORDED - alike, reworded=True, label=True)


@lru_cache(maxsize=1 << 13)
def make(pieces: Nodes, pack: Pack) -> Expression:
    """The expression of a text of a pack's form, made once."""
    return drafting.make(pieces, pack)
