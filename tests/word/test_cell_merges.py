"""Merged cells after rows came or went: as they are due, and hand-made merges stay."""

from typing import Any

import pytest

from generator.word import blocks, cell_merges, ooxml
from generator.word.ooxml import W

STATES = {"": "", "r": "restart", "c": "continue"}


def cell(state: str, span: int = 1) -> Any:
    made = ooxml.word("tc", ooxml.word("tcPr"), ooxml.word("p"))
    if span > 1:
        made[0].append(ooxml.word("gridSpan", val=str(span)))
    cell_merges.set_merge(made, STATES[state])
    return made


def table(*rows: str) -> Any:
    """A table of rows like "r,,c": for each cell how it takes part in a merge downward."""
    cells = [[cell(state) for state in row.split(",")] for row in rows]
    return ooxml.word("tbl", ooxml.word("tblPr"), *(ooxml.word("tr", *row) for row in cells))


def states(of: Any) -> list[str]:
    letters = {state: letter for letter, state in STATES.items()}
    rows = [blocks.read_row(row).children for row in of.iterchildren(f"{W}tr")]
    return [",".join(letters[cell_merges.merge_of(c.element)] for c in row) for row in rows]


@pytest.mark.parametrize(
    ("before", "due", "after"),
    [
        (["c,", "c,"], {}, ["r,", "c,"]),  # the row in which the merge began is gone
        (["r,r", "c,c"], {}, ["r,r", "c,c"]),
        (["r,", "c,"], {(1, 0): "r"}, ["r,", "r,"]),
        (["r,", "r,"], {(1, 0): "c"}, ["r,", "c,"]),
        ([",", ","], {(1, 0): "c"}, ["r,", "c,"]),  # the one above begins the merge
        (["r,", "c,"], {(0, 0): "", (1, 0): ""}, [",", ","]),
    ],
)
def test_cells_are_merged_as_due_and_nothing_continues_nothing(
    before: list[str], due: dict[tuple[int, int], str], after: list[str]
) -> None:
    made = table(*before)
    rows = list(made.iterchildren(f"{W}tr"))
    cells = {rows[i].findall(f"{W}tc")[j]: STATES[state] for (i, j), state in due.items()}
    cell_merges.mend(made, cells)
    assert after == states(made)


def test_a_cell_of_another_width_is_not_continued() -> None:
    made = ooxml.word("tbl", ooxml.word("tr", cell("r", 2)), ooxml.word("tr", cell("c"), cell("")))
    cell_merges.mend(made, {})
    assert ["r", "r,"] == states(made)


def test_what_is_due_is_told_for_rows_of_the_same_widths_only() -> None:
    row, other, wide = (
        blocks.read_row(ooxml.word("tr", *cells))
        for cells in ([cell(""), cell("r")], [cell("c"), cell("")], [cell("", 2), cell("")])
    )
    assert ["continue", ""] == [state for _, state in cell_merges.due_merges([(row, other)])]
    assert [] == list(cell_merges.due_merges([(row, wide)]))


def test_a_merge_comes_after_the_width() -> None:
    made = cell("r", 2)
    assert [f"{W}gridSpan", f"{W}vMerge"] == [child.tag for child in made[0]]


def test_a_cell_lies_where_the_grid_has_it() -> None:
    before = ooxml.word("trPr", ooxml.word("gridBefore", val="2"), ooxml.word("gridAfter", val="x"))
    across = cell("")
    across[0].append(ooxml.word("hMerge"))
    wrapped = ooxml.word("sdt", ooxml.word("sdtContent", cell("c", 3)))
    row = ooxml.word("tr", before, wrapped, across)
    found = cell_merges.on_grid(row)
    assert [(2, 5, "continue", ""), (5, 6, "", "continue")] == [
        (c.first, c.end, c.down, c.across) for c in found
    ]
    assert (2, 0) == cell_merges.count_left_out(row)
