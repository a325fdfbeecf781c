"""A form as a pattern: kept as data, with everything that it prints in its place."""

from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, OTHER_REGION
from support.reading_back import pack_of, produced

from generator.published import pattern, patterns
from generator.published.pattern import Each, Either, FormTable, Hole, Nodes, PatternText

PACKS = [EXAMPLE, BUDGET, OTHER_REGION[0], OTHER_REGION[1]]


def flat(nodes: Nodes) -> list[object]:
    found: list[object] = []
    for it in nodes:
        found += [*flat(it.body), *flat(it.otherwise)] if isinstance(it, Each | Either) else [it]
    return found


@pytest.mark.parametrize("path", PACKS, ids=lambda it: it.stem)
def test_the_pattern_of_every_form_comes_back_as_it_was(path: Path) -> None:
    nodes = patterns.read(pack_of(produced(path)))
    assert nodes
    assert nodes == pattern.read(pattern.plain(nodes))


@pytest.mark.parametrize("kept", [["Nobody"], ["Hole"], [[]], []])
def test_what_is_no_pattern_is_refused(kept: object) -> None:
    with pytest.raises(ValueError, match="not a pattern"):
        pattern.read(kept)


def test_headings_tables_and_holes_are_where_the_form_has_them() -> None:
    nodes = patterns.read(pack_of(produced(EXAMPLE)))
    assert nodes is not None
    things = flat(nodes)
    titles = [pattern.write(it.pieces) for it in things if isinstance(it, PatternText) and it.level]
    assert "三、支出决算表" in titles
    table = [it for it in things if isinstance(it, FormTable)][3]
    assert 10 == table.width
    (row,) = (it.body[0] for it in table.rows if isinstance(it, Each))
    assert [Hole(("行", "编码")), Hole(("行", "名称"))] == [it.pieces[0] for it in row.cells[:2]]
    assert Hole(("行", "本年支出合计"), "万元") == row.cells[2].pieces[0]
    assert [(0, 3), (3, 4), (4, 5)] == [(it.first, it.end) for it in row.cells[:3]]
