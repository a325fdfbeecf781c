"""What the law has at an address, laid out plainly: lines and figures, prose, lists, sections."""

from collections.abc import Iterable, Iterator, Sequence

from generator import vocabulary as term
from generator.addresses import Steps
from generator.forms import form_law
from generator.forms.form_prints import ANY
from generator.layouts import widths
from generator.layouts.loops import record_cell
from generator.layouts.pieces import (
    BODY,
    TAG,
    TALL_WIDTH,
    CellLook,
    Grid,
    LaidCell,
    LaidLine,
    LaidRow,
    Piece,
    TitleLine,
    tag_row,
    tagged,
)
from generator.layouts.tags import Tags, own
from generator.layouts.widths import Column
from generator.packs import sums
from generator.packs.addressing import locate
from generator.packs.definitions import Band, Field, Record, Records, Table, Text
from generator.packs.figure_rules import FIRST
from generator.packs.layout_words import PROSE_HEADS

_ITEM, _ROW, _PART = "项", "行", "段"
_MOST_COLUMNS = 8
_NUMBERED = f"（{{{{ loop.index | {term.FILTER_ORDINAL} }}}}）"


def group(tags: Tags, addresses: Iterable[Steps]) -> list[list[Steps]]:
    """Addresses in groups: lines and figures that follow each other are shown together."""
    groups: list[list[Steps]] = []
    before = False
    for steps in addresses:
        plain = _is_plain(_field_at(tags, steps))
        if plain and before:
            groups[-1].append(steps)
        else:
            groups.append([steps])
        before = plain
    return groups


def lay(
    tags: Tags, shown: Sequence[Steps], numbered: bool = False, named: bool = False
) -> Iterator[Piece]:
    """What stands at addresses, without what the pack does not print and what are no contents.

    Lines and figures that follow each other stand in a table, all else by itself; prose may be
    `numbered`, or `named` by what it is.
    """
    plain: list[Steps] = []
    for steps in shown:
        if _is_left_out(tags, steps):
            continue
        field = _field_at(tags, steps)
        if _is_figure_or_line(tags, steps, field):
            plain.append(steps)
            continue
        yield from _gathered(tags, plain)
        plain = []
        if isinstance(field, Record):
            yield from _section(tags, steps, field)
        elif isinstance(field, Table):
            yield _typed_table(tags, steps, field)
        elif isinstance(field, Records):
            yield from _list(tags, steps, field)
        else:
            yield from [LaidLine(f"{steps[-1]}：", BODY)] if named else ()
            yield from _prose(tags, steps, numbered)
    yield from _gathered(tags, plain)


def _is_left_out(tags: Tags, steps: Steps) -> bool:
    dropped = any(sums.belongs(own(steps), of) for of in tags.pack.dropped)
    text = isinstance(_field_at(tags, steps), Text)
    any_record = tuple(ANY if step == FIRST else step for step in steps)
    return dropped or (text and form_law.is_setting(any_record, tags.pack))


def _field_at(tags: Tags, steps: Steps) -> Field:
    """The field at an address; of a cell, the table that it is in."""
    return locate(tags.pack.definitions.root, steps)[0]


def _is_figure_or_line(tags: Tags, steps: Steps, field: Field) -> bool:
    if isinstance(field, Table):
        return len(steps) > len(locate(tags.pack.definitions.root, steps)[1])
    return _is_plain(field)


def _is_plain(field: Field) -> bool:
    return not (isinstance(field, Record | Records | Table) or _is_prose(field))


def _is_prose(field: Field) -> bool:
    return isinstance(field, Text) and field.paragraphs


def _is_line(field: Field) -> bool:
    return isinstance(field, Text) and not field.paragraphs


# -- lines, figures, prose -----------------------------------------------------------------------


def _gathered(tags: Tags, shown: Sequence[Steps]) -> Iterator[Piece]:
    """A table of lines and figures, if there are any."""
    if not shown:
        return
    rows = [LaidRow(tuple(_line(tags, steps))) for steps in shown]
    words = any(isinstance(_field_at(tags, steps), Text | Band) for steps in shown)
    columns = (Column.WORDS, Column.WORDS if words else Column.FIGURE)
    yield Grid(widths.share_out(columns, TALL_WIDTH), (_heading(PROSE_HEADS), *rows))


def _heading(words: Iterable[str]) -> LaidRow:
    return LaidRow(tuple(LaidCell(word, CellLook.HEAD) for word in words), heading=True)


def _line(tags: Tags, steps: Steps) -> Iterator[LaidCell]:
    field = _field_at(tags, steps)
    unit = tags.unit_of(steps, field)
    yield LaidCell(f"{steps[-1]}（{unit}）" if unit else steps[-1])
    look = CellLook.TEXT if isinstance(field, Text | Band) else CellLook.FIGURE
    yield LaidCell(tags.value(steps, field), look)


def _prose(tags: Tags, steps: Steps, numbered: bool) -> Iterator[Piece]:
    yield LaidLine(tagged(f"for {_PART} in {tags.name(steps)}"), TAG)
    yield LaidLine(f"{_NUMBERED if numbered else ''}{{{{ {_PART} }}}}", BODY)
    yield LaidLine(tagged("endfor"), TAG)


# -- sections, tables, lists ---------------------------------------------------------------------


def _section(tags: Tags, steps: Steps, record: Record) -> Iterator[Piece]:
    """A section; one that a filing may leave out is asked for by the first text it must have."""
    prose = sum(map(_is_prose, record.fields.values()))
    pieces = lay(tags, [(*steps, name) for name in record.fields], named=prose > 1)
    asked = _find_asked(tags, steps)
    if not asked:
        yield from pieces
        return
    yield LaidLine(tagged(f"if {asked}"), TAG)
    yield from pieces
    yield LaidLine(tagged("else"), TAG)
    yield LaidLine(f"本{{{{ {term.UNIT}.{term.UNIT_WORD} }}}}不涉及{steps[-1]}。", BODY)
    yield LaidLine(tagged("endif"), TAG)


def _find_asked(tags: Tags, steps: Steps) -> str:
    rule = tags.pack.rules.get(steps[0], {}) if len(steps) == 1 else {}
    if rule.get("type") != "dict" or rule.get("required"):
        return ""
    texts = (
        name
        for name, it in rule["schema"].items()
        if it.get("kind") == term.KIND_TEXT and it.get("required")
    )
    first = next(texts, "")
    return tags.name((*steps, first)) if first else ""


def _list(tags: Tags, steps: Steps, records: Records) -> Iterator[Piece]:
    """A list: one table with a row for each, or, where a record is larger, one after another."""
    fields = records.item.fields
    inner = tags.inside(steps, _ROW if tags.scope else _ITEM)
    if len(fields) <= _MOST_COLUMNS and all(map(_is_plain, fields.values())):
        yield _list_table(tags, inner, steps, records.item)
        return
    yield LaidLine(tagged(f"for {inner.scope[0][1]} in {tags.name(steps)}"), TAG)
    lines = (name for name, it in fields.items() if _is_line(it))
    first = next((it for it in lines if not _is_left_out(tags, (*steps, FIRST, it))), "")
    if first:
        yield TitleLine(3, "", f"{_NUMBERED}{inner.text((*steps, FIRST, first))}")
    below = [(*steps, FIRST, name) for name in fields if name != first]
    prose = sum(map(_is_prose, fields.values()))
    yield from lay(inner, below, named=prose > 1)
    yield LaidLine(tagged("endfor"), TAG)


def _list_table(tags: Tags, inner: Tags, steps: Steps, item: Record) -> Grid:
    names = list(item.fields)
    variable = inner.scope[0][1]
    rows = (
        _heading(names),
        tag_row(f"for {variable} in {tags.name(steps)}", len(names)),
        LaidRow(tuple(record_cell(inner, item, steps, name) for name in names)),
        tag_row("endfor", len(names)),
    )
    columns = [Column.WORDS if _is_line(it) else Column.FIGURE for it in item.fields.values()]
    return Grid(widths.share_out(columns, TALL_WIDTH), rows)


def _figure_cell(tags: Tags, steps: Steps) -> LaidCell:
    return LaidCell(tags.figure(steps), CellLook.FIGURE)


def _typed_table(tags: Tags, steps: Steps, table: Table) -> Grid:
    """A table of rows and columns that the filing types and the law adds to."""
    rows = [
        LaidRow(
            (
                LaidCell(row),
                *(_figure_cell(tags, (*steps, row, column)) for column in table.columns),
            )
        )
        for row in table.rows
    ]
    columns = [Column.WORDS, *[Column.FIGURE] * len(table.columns)]
    heading = _heading((steps[-1], *table.columns))
    return Grid(widths.share_out(columns, TALL_WIDTH), (heading, *rows))
