"""The rows of a block of a public table: written out, account by account, or in a loop."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator import vocabulary as term
from generator.addresses import Steps
from generator.filling.phrases import chinese_ordinal
from generator.layouts import heads
from generator.layouts.pieces import LaidCell, LaidRow, Look, Merge, tag_row, tagged
from generator.layouts.tags import Tags, spell
from generator.packs.addressing import locate
from generator.packs.definitions import Field, Record, Records, Table, Text
from generator.packs.layout import LaidBlock, LaidHead, LaidTable
from generator.packs.layout_words import ROW_LABEL, ROW_NUMBER

COLUMN_NUMBERS = "栏次"
_PART = "段"

Cells = tuple[LaidCell, ...]


class Source(NamedTuple):
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


def is_loop(source: Source) -> bool:
    """Whether a block prints all rows that there are, one after another."""
    block = source.block
    return not (block.rows or block.level or block.codes)


# -- rows that are written out -------------------------------------------------------------------


def rows_of(source: Source, level: str) -> list[Cells]:
    """The rows of a block that are known beforehand, down to a level of accounts."""
    block = source.block
    if block.rows:
        named = enumerate(block.rows.items(), start=1)
        return [_named_row(source, n, label, spell(of)) for n, (label, of) in named]
    codes = enumerate(_codes(source, level), start=1)
    return [_account_row(source, n, code, name) for n, (code, name) in codes]


def feet_of(source: Source) -> list[Cells]:
    """The rows at the end of a block: what it adds up to first and last, in between its parts."""
    feet = list(source.block.feet.items())
    ends = (0, len(feet) - 1)
    return [
        _foot(source, label, spell(of), Look.HEAD if n in ends else Look.TEXT)
        for n, (label, of) in enumerate(feet)
    ]


def _label(source: Source, number: int, words: str) -> str:
    return f"{chinese_ordinal(number)}、{words}" if source.block.numbered else words


def _named_row(source: Source, number: int, label: str, steps: Steps) -> Cells:
    total = label == term.TOTAL_ROW
    words = {
        ROW_LABEL: LaidCell(_label(source, number, label), Look.HEAD if total else Look.TEXT),
        ROW_NUMBER: LaidCell(str(number), Look.MIDDLE),
    }
    return tuple(
        words[leaf.holds] if leaf.holds in words else _cell(source, leaf, steps)
        for leaf in source.block.leaves
    )


def _account_row(source: Source, number: int, code: str, name: str) -> Cells:
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


def _foot(source: Source, label: str, steps: Steps, look: Look) -> Cells:
    first = LaidCell(label, look, source.label_columns)
    own = [
        _cell(source, leaf, steps) if n == 0 or _is_row(source, steps) else LaidCell("")
        for n, leaf in enumerate(source.figures)
    ]
    return (first, *own)


def _cell(source: Source, leaf: LaidHead, steps: Steps) -> LaidCell:
    """The figure of a row in a column; a row that names a figure itself has no other."""
    whole = (*steps, leaf.holds) if _is_row(source, steps) else steps
    return LaidCell(source.tags.figure(whole, style_of(source)), Look.FIGURE)


def _is_row(source: Source, steps: Steps) -> bool:
    found, owner = locate(source.tags.pack.definitions.root, steps)
    return isinstance(found, Table) and len(steps) == len(owner) + 1


def style_of(source: Source, total: bool = False) -> str:
    """The number style of a block's amounts."""
    return (total and source.table.total_style) or source.table.style


def _codes(source: Source, level: str) -> Iterator[tuple[str, str]]:
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


# -- rows in a loop ------------------------------------------------------------------------------


def first_rows(source: Source) -> Iterator[LaidRow]:
    """The numbers of the figures' columns, and the total of accounts and of some lists."""
    yield from _number_rows(source)
    if isinstance(source.field, Table) or source.block.total_of:
        yield LaidRow((*_total_label(source), *_total_figures(source)))


def loop_rows(source: Source) -> Iterator[LaidRow]:
    """A row for each that there is."""
    listed, variable = source.steps, "行"
    rows = source.tags.name(listed)
    if isinstance(source.field, Table):
        rows = f"{rows}.{term.ALL_ROWS}"
    inside = source._replace(tags=source.tags.inside(listed, variable))
    yield tag_row(f"for {variable} in {rows}", source.columns)
    yield LaidRow(tuple(_loop_cell(inside, leaf, variable) for leaf in source.block.leaves))
    yield tag_row("endfor", source.columns)
    if source.table.blank:
        yield tag_row(f"if not {source.tags.name(listed)}.{term.HAS_MONEY}", source.columns)
        blank = tuple(
            LaidCell("", across=heads.across(source.block, leaf)) for leaf in source.labels
        )
        yield LaidRow((*blank, *_total_figures(source)))
        yield tag_row("endif", source.columns)


def _loop_cell(source: Source, leaf: LaidHead, variable: str) -> LaidCell:
    wide = heads.across(source.block, leaf)
    if isinstance(source.field, Table):
        if leaf.holds in (term.CODE, term.NAME):
            return LaidCell(f"{{{{ {variable}.{leaf.holds} }}}}", across=wide)
        whole = (*source.steps, term.TOTAL_ROW, leaf.holds)
        style = source.tags.style_for(whole, style_of(source))
        return LaidCell(f"{{{{ {variable}.{leaf.holds} | {style} }}}}", Look.FIGURE)
    assert isinstance(source.field, Records)
    return record_cell(source.tags, source.field.item, source.steps, leaf.holds, style_of(source))


def record_cell(tags: Tags, item: Record, listed: Steps, name: str, style: str = "") -> LaidCell:
    """What a record of a list, looped over, has in a column."""
    steps, field = (*listed, "1", name), item.fields[name]
    if isinstance(field, Text) and field.paragraphs:
        return LaidCell("", inside=paragraphs(tags, steps, Look.TEXT))
    if isinstance(field, Text):
        return LaidCell(tags.text(steps))
    return LaidCell(tags.figure(steps, style), Look.FIGURE)


def paragraphs(tags: Tags, steps: Steps, look: Look) -> tuple[tuple[str, Look], ...]:
    """Paragraphs of a text, one after another, within a cell."""
    return (
        (tagged(f"for {_PART} in {tags.name(steps)}"), Look.TAG),
        (f"{{{{ {_PART} }}}}", look),
        (tagged("endfor"), Look.TAG),
    )


def heading_numbers(source: Source) -> list[LaidCell]:
    """The numbers of all columns as a row of the heading; none where only figures have them."""
    numbers = source.block.numbers
    if len(numbers) != len(source.block.leaves):
        return []
    wide = [heads.across(source.block, leaf) for leaf in source.block.leaves]
    return [
        LaidCell(number, Look.MIDDLE, columns)
        for number, columns in zip(numbers, wide, strict=True)
    ]


def _number_rows(source: Source) -> Iterator[LaidRow]:
    """The numbers of the figures' columns, in a row above the total."""
    numbers = source.block.numbers
    if numbers and not heading_numbers(source):
        words = source.block.total[:-1] or ("",) * (source.label_columns - 1)
        label = [LaidCell(it, Look.HEAD, down=Merge.BEGINS) for it in words]
        own = [LaidCell(it, Look.MIDDLE) for it in numbers]
        yield LaidRow((*label, LaidCell(COLUMN_NUMBERS, Look.HEAD), *own))


def _total_label(source: Source) -> Sequence[LaidCell]:
    """The words of the total's row, each in its column, or one over all columns before figures."""
    words = source.block.total or (term.TOTAL_ROW,)
    if len(words) == 1:
        return [LaidCell(words[0], Look.HEAD, source.label_columns)]
    if source.block.numbers and not heading_numbers(source):
        before = [LaidCell("", Look.HEAD, down=Merge.GOES_ON) for _ in words[:-1]]
        return [*before, LaidCell(words[-1], Look.HEAD)]
    return [LaidCell(word, Look.HEAD) for word in words]


def _total_figures(source: Source) -> list[LaidCell]:
    root, home = source.tags.pack.definitions.root, source.steps
    if source.block.total_of:
        home = spell(source.block.total_of)
        added = locate(root, home)[0]
        known = set(added.fields) if isinstance(added, Record) else set()
        return [
            _total_cell(source, (*home, leaf.holds)) if leaf.holds in known else LaidCell("")
            for leaf in source.figures
        ]
    return [_total_cell(source, (*home, term.TOTAL_ROW, leaf.holds)) for leaf in source.figures]


def _total_cell(source: Source, steps: Steps) -> LaidCell:
    return LaidCell(source.tags.figure(steps, style_of(source, total=True)), Look.FIGURE)
