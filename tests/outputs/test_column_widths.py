"""A sheet is as wide as its page has room for, and what must not be broken is not."""

from support.examples import BUDGET, EXAMPLE
from support.public_documents import public, public_of
from support.wordml import cell, par, parts, row, table

from generator.outputs import column_widths
from generator.outputs.public_blocks import ShownTable

NAME = "对民间非营利组织和群众性自治组织补贴"


def drawn(*rows: str, columns: int) -> ShownTable:
    """A table on an upright page."""
    [found] = public_of(parts(par("某表") + table(*rows, columns=columns))).tables
    return found


def test_columns_are_as_wide_as_what_stands_in_them_needs() -> None:
    found = drawn(row(NAME[:10], "1,234,567,890.00"), row("办公费", "0.00"), columns=2)
    assert [22, 18] == column_widths.find(found)


def test_columns_in_which_no_cell_stands_alone_take_no_room_of_their_own() -> None:
    above = row(cell(par("一级指标"), span=4), cell(par("100.00"), span=3))
    below = row(cell(par("甲"), span=3), cell(par("乙"), span=4))
    assert [4, 3, 3, 1, 4, 3, 3] == column_widths.find(drawn(above, below, columns=7))


def test_texts_are_broken_where_the_page_has_no_room_and_amounts_are_not() -> None:
    amount = "1,234,567,890.00"
    found = drawn(row(NAME, amount, NAME, amount, NAME, amount), columns=6)
    assert [18, 18] * 3 == column_widths.find(found)


def test_every_table_of_the_forms_can_be_read_when_it_is_printed() -> None:
    tables = [*public(EXAMPLE).tables, *public(BUDGET).tables]
    too_wide = {
        it.caption: sum(column_widths.find(it))
        for it in tables
        if sum(column_widths.find(it)) > (190 if it.landscape else 130)
    }
    assert {} == too_wide
