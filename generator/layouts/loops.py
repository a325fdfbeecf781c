"""The rows of a public table in a loop: the total first, then a row for each that there is."""

from collections.abc import Iterator, Sequence

from generator import vocabulary as term
from generator.addresses import Steps, parse
from generator.layouts import heads
from generator.layouts.blocks import BlockSource, style_of
from generator.layouts.pieces import CellLook, LaidCell, LaidRow, Merge, tag_row, tagged
from generator.layouts.tags import Tags
from generator.packs.addressing import locate
from generator.packs.definitions import Record, Records, Table, Text
from generator.packs.figure_rules import FIRST
from generator.packs.layout import LaidHead

COLUMN_NUMBERS = "栏次"
_ROW, _PART = "行", "段"


def first_rows(source: BlockSource) -> Iterator[LaidRow]:
    """The numbers of the figures' columns, and the total of accounts and of some lists."""
    yield from _number_rows(source)
    if isinstance(source.field, Table) or source.block.total_of:
        yield LaidRow((*_total_label(source), *_total_figures(source)))


def loop_rows(source: BlockSource) -> Iterator[LaidRow]:
    """A row for each that there is."""
    listed, variable = source.steps, _ROW
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


def _loop_cell(source: BlockSource, leaf: LaidHead, variable: str) -> LaidCell:
    wide = heads.across(source.block, leaf)
    if isinstance(source.field, Table):
        if leaf.holds in (term.CODE, term.NAME):
            return LaidCell(f"{{{{ {variable}.{leaf.holds} }}}}", across=wide)
        whole = (*source.steps, term.TOTAL_ROW, leaf.holds)
        style = source.tags.style_for(whole, style_of(source))
        return LaidCell(f"{{{{ {variable}.{leaf.holds} | {style} }}}}", CellLook.FIGURE)
    assert isinstance(source.field, Records)
    return record_cell(source.tags, source.field.item, source.steps, leaf.holds, style_of(source))


def record_cell(tags: Tags, item: Record, listed: Steps, name: str, style: str = "") -> LaidCell:
    """What a record of a list, looped over, has in a column."""
    steps, field = (*listed, FIRST, name), item.fields[name]
    if isinstance(field, Text) and field.paragraphs:
        return LaidCell("", inside=paragraphs(tags, steps, CellLook.TEXT))
    if isinstance(field, Text):
        return LaidCell(tags.text(steps))
    return LaidCell(tags.figure(steps, style), CellLook.FIGURE)


def paragraphs(tags: Tags, steps: Steps, look: CellLook) -> tuple[tuple[str, CellLook], ...]:
    """Paragraphs of a text, one after another, within a cell."""
    return (
        (tagged(f"for {_PART} in {tags.name(steps)}"), CellLook.TAG),
        (f"{{{{ {_PART} }}}}", look),
        (tagged("endfor"), CellLook.TAG),
    )


def heading_numbers(source: BlockSource) -> list[LaidCell]:
    """The numbers of all columns as a row of the heading; none where only figures have them."""
    numbers = source.block.numbers
    if len(numbers) != len(source.block.leaves):
        return []
    wide = [heads.across(source.block, leaf) for leaf in source.block.leaves]
    return [
        LaidCell(number, CellLook.MIDDLE, columns)
        for number, columns in zip(numbers, wide, strict=True)
    ]


def _number_rows(source: BlockSource) -> Iterator[LaidRow]:
    """The numbers of the figures' columns, in a row above the total."""
    numbers = source.block.numbers
    if numbers and not heading_numbers(source):
        words = source.block.total[:-1] or ("",) * (source.label_columns - 1)
        label = [LaidCell(it, CellLook.HEAD, down=Merge.BEGINS) for it in words]
        own = [LaidCell(it, CellLook.MIDDLE) for it in numbers]
        yield LaidRow((*label, LaidCell(COLUMN_NUMBERS, CellLook.HEAD), *own))


def _total_label(source: BlockSource) -> Sequence[LaidCell]:
    """The words of the total's row, each in its column, or one over all columns before figures."""
    words = source.block.total or (term.TOTAL_ROW,)
    if len(words) == 1:
        return [LaidCell(words[0], CellLook.HEAD, source.label_columns)]
    if source.block.numbers and not heading_numbers(source):
        before = [LaidCell("", CellLook.HEAD, down=Merge.GOES_ON) for _ in words[:-1]]
        return [*before, LaidCell(words[-1], CellLook.HEAD)]
    return [LaidCell(word, CellLook.HEAD) for word in words]


def _total_figures(source: BlockSource) -> list[LaidCell]:
    root, home = source.tags.pack.definitions.root, source.steps
    if source.block.total_of:
        home = parse(source.block.total_of)
        added = locate(root, home)[0]
        known = set(added.fields) if isinstance(added, Record) else set()
        return [
            _total_cell(source, (*home, leaf.holds)) if leaf.holds in known else LaidCell("")
            for leaf in source.figures
        ]
    return [_total_cell(source, (*home, term.TOTAL_ROW, leaf.holds)) for leaf in source.figures]


def _total_cell(source: BlockSource, steps: Steps) -> LaidCell:
    return LaidCell(source.tags.figure(steps, style_of(source, total=True)), CellLook.FIGURE)
