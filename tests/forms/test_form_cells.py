"""A cell that lost its field is told: everything around it prints something."""

from pathlib import Path

import pytest
from support.forms import BODY, body, linted, row, said, table

from generator.diagnostics import Severity

FIGURE = "{{ 三公经费.合计 | 万元 }}"
HEAD = row("项目", "金额", heading=True)
MERGED = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"


@pytest.mark.parametrize(
    ("rows", "paragraph"),
    [
        pytest.param([row(FIGURE, "", FIGURE)], 2, id="between two figures"),
        pytest.param(
            [HEAD, *(row(name, FIGURE) for name in "甲乙丙"), row("丁", "")], 10, id="in a column"
        ),
    ],
)
def test_a_cell_that_is_empty_among_figures_is_told(
    rows: list[str], paragraph: int, tmp_path: Path
) -> None:
    faults = linted(tmp_path, {BODY: body(table(*rows))})
    assert [("D539", paragraph)] == [fault[:2] for fault in said(faults)]
    assert {Severity.WARNING} == {fault.severity for fault in faults}


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([row(FIGURE, "—", FIGURE)], id="a dash"),
        pytest.param([HEAD, *(row(name, FIGURE) for name in "甲乙丙"), row("", "")], id="a filler"),
        pytest.param([HEAD, row("甲", FIGURE), row("乙", ""), row("丙", "")], id="a blank column"),
        pytest.param(
            [f"<w:tr><w:tc><w:p/></w:tc>{MERGED}<w:tc><w:p/></w:tc></w:tr>"], id="a merge"
        ),
    ],
)
def test_a_cell_that_is_meant_to_be_empty_is_not(rows: list[str], tmp_path: Path) -> None:
    assert [] == linted(tmp_path, {BODY: body(table(*rows))})
