"""What names a cell of a table, within bounds."""

from support import wordml
from support.wordml import cell, par, row, table

from generator.word import blocks, ooxml, table_labels
from generator.word.blocks import WordTable
from generator.word.table_labels import MOST_COLUMNS, TablePlace


def places(*rows: str) -> list[TablePlace]:
    """The places of the cells of a table."""
    parts = wordml.parts(table(*rows))
    (one,) = (b for b in blocks.read(ooxml.parse(parts[wordml.DOCUMENT])) if type(b) is WordTable)
    return [place for _, place in table_labels.places(one, 0, "", table_labels.is_amount)]


def test_a_row_of_thousands_of_cells_is_named_by_those_near_each() -> None:
    found = places(row("甲", *["1.00"] * (MOST_COLUMNS + 1)))
    assert ("甲", "") == (found[1].label, found[-1].label)


def test_a_cell_that_says_it_takes_a_billion_columns_heads_those_there_are() -> None:
    wide = cell(par("甲"), span=999_999_999)
    assert ["甲", "甲"] == [place.column for place in places(row(wide), row("1.00", "2.00"))[1:]]


def test_a_span_of_thousands_of_digits_is_none() -> None:
    wide = cell(par("甲"), span=2).replace('"2"', f'"{"9" * 5000}"')
    assert ["甲", ""] == [place.column for place in places(row(wide), row("1.00", "2.00"))[1:]]


def test_a_table_that_was_seen_before_is_named_the_same_unless_other_cells_are_figures() -> None:
    rows = row("项目", "数", "注"), row("甲", "五", "注"), row("乙", "六", "注")
    parts = wordml.parts(table(*rows))
    (one,) = blocks.read(ooxml.parse(parts[wordml.DOCUMENT]))[:1]
    assert type(one) is WordTable

    def name(figures: str) -> list[tuple[str, str, str]]:
        found = table_labels.places(one, 0, "", lambda paragraph: paragraph.text in figures)
        return [(place.label, place.column, place.name) for _, place in found]

    first, among_words, again = name("五六"), name(""), name("五六")
    assert first == again
    assert first != among_words
