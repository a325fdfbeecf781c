"""A public table of the law as a table of a first form: blocks side by side, levels, notes."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from generator import vocabulary as term
from generator.addresses import Steps, parse
from generator.layouts import blocks, fields, heads, loops, widths
from generator.layouts.blocks import BlockSource, Cells
from generator.layouts.notes import lay_notes
from generator.layouts.pieces import (
    CAPTION,
    NUMBER,
    TALL_WIDTH,
    UNIT,
    UNIT_WIDE,
    WIDE_WIDTH,
    CellLook,
    Grid,
    LaidCell,
    LaidLine,
    LaidRow,
    Piece,
    tag_row,
)
from generator.layouts.tags import Tags
from generator.packs.addressing import locate
from generator.packs.definitions import Field, Record, Records, Table
from generator.packs.layout import LaidBlock, LaidHead, LaidTable, LaidTitle, Layout, read_heads

_CODES, _NAMES = "科目编码", "科目名称"


class PublicTable(NamedTuple):
    """A public table laid out: whether its page lies on its side, and what stands on it."""

    wide: bool
    pieces: tuple[Piece, ...]


def lay_table(tags: Tags, layout: Layout, title: str, listed: Sequence[Steps]) -> PublicTable:
    """The public table under a title, with its caption and its notes."""
    laid = layout.tables.get(title)
    if laid is None:
        return _lay_plainly(tags, layout, title, listed)
    laid = laid._replace(style=laid.style or layout.style)
    wide, grid = _lay_grid([_source(tags, laid, it, listed) for it in laid.blocks])
    before = _caption(tags, layout, laid, title, wide)
    return PublicTable(wide, (*before, grid, *lay_notes(tags, layout, laid, listed)))


def _lay_grid(sources: Sequence[BlockSource]) -> tuple[bool, Grid]:
    """Whether blocks beside each other need a wide page, and the table that they make."""
    columns = [it for s in sources for _ in range(s.block.spread) for it in _columns(s)]
    asked = sources[0].table.wide
    wide = widths.needs_wide(columns) if asked is None else asked
    shared = widths.share_out(columns, WIDE_WIDTH if wide else TALL_WIDTH)
    return wide, Grid(shared, tuple(_rows(sources)), widths.size_of(columns, wide))


def _lay_plainly(tags: Tags, layout: Layout, title: str, listed: Sequence[Steps]) -> PublicTable:
    """A table of which no layout says anything: by its own columns, or address by address."""
    plain = LaidTable((), style=layout.style)
    laid: list[Piece] = []
    turned, others = False, list[Steps]()
    for steps in listed:
        found = locate(tags.pack.definitions.root, steps)[0]
        heads_ = _plain_heads(found) if len(steps) == 1 else ()
        if heads_:
            wide, grid = _lay_grid([BlockSource(LaidBlock(heads_), plain, tags, steps, found)])
            laid, turned = [*laid, grid], turned or wide
        else:
            others.append(steps)
    before = _caption(tags, layout, plain, title, turned)
    notes = lay_notes(tags, layout, plain, listed)
    return PublicTable(turned, (*before, *laid, *fields.lay(tags, others), *notes))


def _plain_heads(field: Field) -> tuple[LaidHead, ...]:
    """A heading for each column of accounts or of a plain list; nothing for all else."""
    if isinstance(field, Table) and field.classification:
        accounts = (LaidHead(_CODES, term.CODE), LaidHead(_NAMES, term.NAME))
        return (*accounts, *read_heads(list(field.columns)))
    inner = field.item.fields if isinstance(field, Records) else {}
    large = any(isinstance(it, Record | Records | Table) for it in inner.values())
    return () if large else read_heads(list(inner))


def _caption(
    tags: Tags, layout: Layout, laid: LaidTable, title: str, wide: bool
) -> Iterator[Piece]:
    yield LaidLine(layout.titles.get(title, LaidTitle()).wording or title, CAPTION)
    if laid.number:
        yield LaidLine(laid.number, NUMBER)
    yield LaidLine(
        "\t".join(layout.unit or ("", f"单位：{tags.unit}")), UNIT_WIDE if wide else UNIT
    )


def _source(tags: Tags, laid: LaidTable, block: LaidBlock, listed: Sequence[Steps]) -> BlockSource:
    steps = parse(block.source) if block.source else listed[0]
    field: Field | None = locate(tags.pack.definitions.root, steps)[0]
    return BlockSource(block, laid, tags, steps, field)


def _columns(source: BlockSource) -> list[widths.Column]:
    return heads.columns_of(source.block, source.worded)


def _rows(sources: Sequence[BlockSource]) -> Iterator[LaidRow]:
    """The headings, then the rows of a loop or of all blocks side by side, then their last ones."""
    depth = max(heads.depth_of(it.block.heads) + bool(it.block.title) for it in sources)
    yield from _headings(sources, depth)
    alone = sources[0]
    if len(sources) == 1 and not (alone.block.rows or alone.block.feet):
        yield from loops.first_rows(alone)
    if blocks.is_loop(alone):
        yield from loops.loop_rows(alone)
        return
    yield from _by_level(sources)
    for row in _side_by_side([_spread_feet(it) for it in sources], sources, at_last=True):
        yield LaidRow(row)


def _headings(sources: Sequence[BlockSource], depth: int) -> Iterator[LaidRow]:
    for at in range(depth):
        cells = [cell for it in sources for cell in _spread_heads(it, depth)[at]]
        yield LaidRow(tuple(cells), heading=True)
    numbers = [cell for it in sources for cell in loops.heading_numbers(it)]
    if numbers:
        yield LaidRow(tuple(numbers), heading=True)


def _spread_heads(source: BlockSource, depth: int) -> heads.HeadRows:
    """The headings of a block; those of its columns stand over each of its groups."""
    rows = heads.head_rows(source.block, depth)
    groups = source.block.spread
    if groups == 1:
        return rows
    title = rows[0][0]
    return [[title._replace(across=title.across * groups)], *(row * groups for row in rows[1:])]


def _by_level(sources: Sequence[BlockSource]) -> Iterator[LaidRow]:
    """The rows of all blocks; where a unit may stop at a higher level of accounts, either way."""
    total = sum(it.columns * it.block.spread for it in sources)
    asked, coarse = _find_disclosed(sources[0])
    if asked:
        yield tag_row(f"if {asked}", total)
        yield from _level_rows(sources, coarse)
        yield tag_row("else", total)
    yield from _level_rows(sources, "")
    if asked:
        yield tag_row("endif", total)


def _level_rows(sources: Sequence[BlockSource], coarse: str) -> Iterator[LaidRow]:
    each = [_spread(it, blocks.rows_of(it, coarse or it.block.level)) for it in sources]
    yield from map(LaidRow, _side_by_side(each, sources))


def _find_disclosed(source: BlockSource) -> tuple[str, str]:
    """What a unit states that stops at a higher level than the block has, and that level."""
    field, pack = source.field, source.tags.pack
    if not isinstance(field, Table) or not source.block.level:
        return "", ""
    name = field.classification or ""
    levels = pack.classifications[name].levels
    rules = pack.rules.get(term.DISCLOSED_LEVELS, {}).get("schema", {})
    higher = [
        it
        for it in rules.get(name, {}).get("allowed", ())
        if levels[it] < levels[source.block.level]
    ]
    return (f"{term.DISCLOSED_LEVELS}.{name}", higher[0]) if len(higher) == 1 else ("", "")


def _spread(source: BlockSource, rows: Sequence[Cells]) -> list[Cells]:
    """Rows in groups of columns beside each other, filled group by group."""
    groups = source.block.spread
    height = -(-len(rows) // groups)
    parts = [rows[at * height : (at + 1) * height] for at in range(groups)]
    beside = zip_longest(*parts, fillvalue=_blank(source))
    return [tuple(cell for part in row for cell in part) for row in beside]


def _spread_feet(source: BlockSource) -> list[Cells]:
    """The last rows of a block, their words over all groups of columns but the last figure."""
    more = source.columns * (source.block.spread - 1)
    return [
        (first._replace(across=first.across + more), *rest)
        for first, *rest in blocks.feet_of(source)
    ]


def _blank(source: BlockSource) -> Cells:
    labels = [leaf in source.labels for leaf in source.block.leaves]
    return tuple(
        LaidCell("", CellLook.TEXT if label else CellLook.FIGURE, heads.across(source.block, leaf))
        for leaf, label in zip(source.block.leaves, labels, strict=True)
    )


def _side_by_side(
    each: Sequence[list[Cells]], sources: Sequence[BlockSource], at_last: bool = False
) -> Iterator[Cells]:
    """The rows of blocks beside each other; of unlike height, the last ones may have to meet."""
    height = max(map(len, each))
    padded = []
    for rows, source in zip(each, sources, strict=True):
        room = [_blank(source) * source.block.spread] * (height - len(rows))
        meeting = len(rows) - 1 if at_last and rows else len(rows)
        padded.append([*rows[:meeting], *room, *rows[meeting:]])
    for beside in zip(*padded, strict=True):
        yield tuple(cell for part in beside for cell in part)
