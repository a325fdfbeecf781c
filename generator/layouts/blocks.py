"""The rows of a block of a public table: written out, account by account, or in a loop."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator import vocabulary as term
from generator.addresses import Steps, parse
from generator.filling.numbers import chinese_ordinal
from generator.layouts import heads
from generator.layouts.pieces import CellLook, LaidCell
from generator.layouts.tags import Tags
from generator.packs.addressing import locate
from generator.packs.definitions import Field, Records, Table, Text
from generator.packs.layout import LaidBlock, LaidHead, LaidTable
from generator.packs.layout_words import ROW_LABEL, ROW_NUMBER

_SPACE = "　"

Cells = tuple[LaidCell, ...]


class BlockSource(NamedTuple):
    """A block with what its columns are of: a table or list at an address, or nothing."""

    block: LaidBlock
    table: LaidTable
    tags: Tags
    steps: Steps
    field: Field | None

    @property
    def worded(self) -> tuple[str, ...]:
        """The columns that hold words, where the block is of a list."""
        if not isinstance(self.field, Records):
            return ()
        fields: Mapping[str, Field] = self.field.item.fields
        return tuple(name for name, it in fields.items() if isinstance(it, Text))

    @property
    def labels(self) -> list[LaidHead]:
        """The columns before the first figure."""
        found: list[LaidHead] = []
        for leaf in self.block.leaves:
            if not heads.is_label(leaf, self.worded):
                break
            found.append(leaf)
        return found

    @property
    def figures(self) -> tuple[LaidHead, ...]:
        """The columns from the first figure on."""
        return self.block.leaves[len(self.labels) :]

    @property
    def label_columns(self) -> int:
        """How many columns stand before the first figure."""
        return sum(heads.across(self.block, leaf) for leaf in self.labels)

    @property
    def columns(self) -> int:
        """How many columns the block has."""
        return sum(heads.across(self.block, head) for head in self.block.heads)


def is_loop(source: BlockSource) -> bool:
    """Whether a block prints all rows that there are, one after another."""
    block = source.block
    return not (block.rows or block.level or block.codes)


# -- rows that are written out -------------------------------------------------------------------


def rows_of(source: BlockSource, level: str) -> list[Cells]:
    """The rows of a block that are known beforehand, down to a level of accounts."""
    block = source.block
    if block.rows:
        named = enumerate(block.rows.items(), start=1)
        return [_named_row(source, n, label, parse(of)) for n, (label, of) in named]
    codes = enumerate(_codes(source, level), start=1)
    return [_account_row(source, n, code, name) for n, (code, name) in codes]


def feet_of(source: BlockSource) -> list[Cells]:
    """The rows at the end of a block: what it adds up to first and last, in between its parts."""
    feet = list(source.block.feet.items())
    ends = (0, len(feet) - 1)
    return [
        _foot(source, label, parse(of), CellLook.HEAD if n in ends else CellLook.TEXT)
        for n, (label, of) in enumerate(feet)
    ]


def _label(source: BlockSource, number: int, words: str) -> str:
    """A row's words, with a number or as far in as they stand."""
    numbered = source.block.numbered
    return f"{chinese_ordinal(number)}、{words}" if numbered else _indent(source, words)


def _indent(source: BlockSource, words: str) -> str:
    return _SPACE * int(source.block.indents.get(words, "0")) + words


def _named_row(source: BlockSource, number: int, label: str, steps: Steps) -> Cells:
    look = CellLook.HEAD if label == term.TOTAL_ROW else CellLook.TEXT
    words = {
        ROW_LABEL: LaidCell(_label(source, number, label), look),
        ROW_NUMBER: LaidCell(str(number), CellLook.MIDDLE),
    }
    return tuple(
        words[leaf.holds] if leaf.holds in words else _cell(source, leaf, steps)
        for leaf in source.block.leaves
    )


def _account_row(source: BlockSource, number: int, code: str, name: str) -> Cells:
    words = {
        ROW_LABEL: _label(source, number, name),
        ROW_NUMBER: str(number),
        term.CODE: code,
        term.NAME: name,
    }
    return tuple(
        LaidCell(words[leaf.holds], across=heads.across(source.block, leaf))
        if leaf.holds in words
        else _cell(source, leaf, (*source.steps, code))
        for leaf in source.block.leaves
    )


def _foot(source: BlockSource, label: str, steps: Steps, look: CellLook) -> Cells:
    first = LaidCell(_indent(source, label), look, source.label_columns)
    return (first, *(_cell(source, leaf, steps) for leaf in source.figures))


def _cell(source: BlockSource, leaf: LaidHead, steps: Steps) -> LaidCell:
    """The figure of a row in a column; one that a row names itself stands in the first column."""
    found, owner = locate(source.tags.pack.definitions.root, steps)
    if heads.is_label(leaf):
        return LaidCell("")
    if isinstance(found, Table) and len(steps) == len(owner) + 1:
        column = leaf.holds if leaf.holds in found.columns else found.total
        steps = (*steps, column)
    elif leaf is not source.figures[0]:
        return LaidCell("", CellLook.FIGURE)
    return LaidCell(source.tags.figure(steps, style_of(source)), CellLook.FIGURE)


def style_of(source: BlockSource, total: bool = False) -> str:
    """The number style of a block's amounts."""
    return (total and source.table.total_style) or source.table.style


def _codes(source: BlockSource, level: str) -> Iterator[tuple[str, str]]:
    """The accounts down to a level that are valid, named, and not left out by the pack."""
    pack, block = source.tags.pack, source.block
    assert isinstance(source.field, Table)
    accounts = pack.classifications[source.field.classification or ""]
    lowest = accounts.levels.get(level, accounts.leaf_size)
    for code in sorted(accounts.terms):
        name = accounts.name_of(code, int(pack.key[1]))
        within = not block.codes or code.startswith(block.codes)
        known = len(code) <= lowest and len(code) in accounts.levels.values()
        if name and within and known and not pack.sums.drops((*source.steps, code)):
            yield code, name
