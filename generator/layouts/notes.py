"""What stands below a public table: what it shows, where it does not add up, that it is empty."""

from collections.abc import Iterator, Sequence

from generator import vocabulary as term
from generator.addresses import Steps
from generator.layouts.pieces import REMARK, TAG, LaidLine, Piece, tagged
from generator.layouts.tags import Tags
from generator.packs.addressing import locate
from generator.packs.definitions import Field, Record, Records, Table
from generator.packs.layout import LaidTable, Layout

_REMARK = "注："


def lay_notes(
    tags: Tags, layout: Layout, laid: LaidTable, listed: Sequence[Steps]
) -> Iterator[Piece]:
    """What the table shows, that it may not add up, that there is nothing in it."""
    if laid.note:
        yield LaidLine(f"{_REMARK}{laid.note}", REMARK)
    root = tags.pack.definitions.root
    owners = list(dict.fromkeys(it[:1] for it in listed))
    asked = [tags.name(it) for it in owners if _adds_up(root.fields.get(it[0]))]
    if layout.remainder and asked:
        condition = " or ".join(f"{it}.{term.HAS_REMAINDER}" for it in asked)
        yield from _if(condition, layout.remainder)
    if laid.nothing:
        yield from _if(f"not {_has_money(tags, listed[0])}", laid.nothing)


def _adds_up(field: Field | None) -> bool:
    return isinstance(field, Record | Records | Table)


def _has_money(tags: Tags, steps: Steps) -> str:
    """What tells whether there is anything in a table, a list or a section with a total."""
    field = locate(tags.pack.definitions.root, steps)[0]
    if isinstance(field, Record):
        steps = (*steps, term.TOTAL_ROW)
    return f"{tags.name(steps)}.{term.HAS_MONEY}"


def _if(condition: str, text: str) -> Iterator[Piece]:
    yield LaidLine(tagged(f"if {condition}"), TAG)
    yield LaidLine(f"{_REMARK}{text}", REMARK)
    yield LaidLine(tagged("endif"), TAG)
