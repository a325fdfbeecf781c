"""YAML to a workbook and back: nothing is lost, nothing is changed."""

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import workbooks
from support.examples import BUDGET, EXAMPLE, ROOT
from support.properties import examples

from benchmarks import fleet
from generator.filing import source as sources
from generator.filing.source import Source
from generator.filing.yaml_tree import Node
from generator.kept import library
from generator.packs import finding
from generator.packs.pack import Pack
from generator.spreadsheets import reading
from generator.workbooks import conversion, converting, remarks, sheets, yaml_text

FILINGS = sorted(
    path
    for folder in ("inputs", "tests/filings")
    for path in (ROOT / folder).rglob("*.yaml")
    if not path.name.startswith("_")
)
KEYS = sorted(finding.list_available(library.installed()))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def there_and_back(pack: Pack, source: Source, folder: Path) -> tuple[Source, Source]:
    """What the workbook of a filing says, and what the YAML of that workbook says."""
    path = folder / workbooks.BOOK
    laid = converting.lay(pack, source.data)
    path.write_bytes(converting.draw(pack, laid, remarks.find(source)))
    read, noted, faults = conversion.load(path)
    assert read is not None, faults
    text = converting.write_yaml(read, noted)
    again, faults = sources.parse(text.encode(), "回.yaml")
    assert again is not None, faults
    return read, again


@pytest.mark.parametrize("path", FILINGS, ids=name_of)
def test_a_filing_comes_back_as_it_went(path: Path, tmp_path: Path) -> None:
    source, _ = sources.load(path)
    assert source is not None
    read, again = there_and_back(workbooks.pack_of(path), source, tmp_path)
    assert yaml_text.is_same(source.data, read.data)
    assert yaml_text.is_same(source.data, again.data)
    assert remarks.find(source) == remarks.find(again)


@pytest.mark.parametrize("index", range(24))
def test_an_invented_filing_comes_back_as_it_went(index: int) -> None:
    source, _ = sources.parse(fleet.unit(5, index).text.encode(), "编.yaml")
    assert source is not None
    pack, faults = finding.find(source, library.installed())
    assert pack is not None, faults
    laid = converting.lay(pack, source.data)
    tree, faults = workbooks.read(sheets.as_spreadsheet(laid.sheets, laid.book, "编.xlsx"))
    assert tree is not None, faults
    assert yaml_text.is_same(source.data, tree.data)
    again, _ = sources.parse(yaml_text.write(tree.data).encode(), "回.yaml")
    assert again is not None
    assert yaml_text.is_same(source.data, again.data)


@pytest.mark.slow
def test_two_hundred_invented_filings_come_back_as_they_went(tmp_path: Path) -> None:
    for index in range(200):
        source, _ = sources.parse(fleet.unit(7, index).text.encode(), "编.yaml")
        assert source is not None
        pack, _ = finding.find(source, library.installed())
        assert pack is not None
        read, again = there_and_back(pack, source, tmp_path)
        assert yaml_text.is_same(source.data, read.data), index
        assert yaml_text.is_same(source.data, again.data), index


# -- trees that no filing should have, and any may ------------------------------------------------

SAYINGS = """\
0|1,234.50|-3.10|=1+1|@甲|+5|-|0210|2010350 事业运行|（待填）|'（待填）|（空清单）|甲: 乙
甲 # 乙|- 甲|[甲]|{甲}|“甲”|"甲"|无|12345678901234567.89|0.000001|第3条|甲 / 乙|否
null|1e5|甲\\n乙|~|甲\\\\n乙|'
#甲|*甲|&甲
"""
TEXTS = st.one_of(
    st.none(),
    st.sampled_from([it.replace("\\n", "\n") for it in re.split(r"[|\n]", SAYINGS) if it]),
    st.text("甲乙 ,:#'\"[]{}-_/0.5%", min_size=1, max_size=8).map(lambda it: it.strip() or "甲"),
)


def any_node(depth: int) -> st.SearchStrategy[Node]:
    if not depth:
        return TEXTS
    inner = any_node(depth - 1)
    keys = st.sampled_from(
        ["甲", "科目", "金额单位", "第1条", "支出决算表[2010399].项目支出", "丙/丁"]
    )
    return st.one_of(TEXTS, st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3))


@st.composite
def spoilt_trees(draw: st.DrawFn) -> dict[str, Node]:
    """The example's tree with some of its nodes, at any depth, replaced by anything."""
    tree = workbooks.tree_of(EXAMPLE)
    random = draw(st.randoms(use_true_random=False))
    for _ in range(draw(st.integers(1, 6))):
        tree = _replace(tree, random, draw(any_node(2)))
    return tree


def _replace(node: Node, random: Random, new: Node) -> Node:
    if not isinstance(node, dict | list) or not node or random.random() < 0.15:
        return new
    if isinstance(node, list):
        at = random.randrange(len(node))
        return [_replace(it, random, new) if n == at else it for n, it in enumerate(node)]
    chosen = random.choice(list(node))
    if random.random() < 0.1:
        return {**{k: v for k, v in node.items() if k != chosen}, chosen: node[chosen], "别的": new}
    return {k: _replace(v, random, new) if k == chosen else v for k, v in node.items()}


@examples(200)
@given(spoilt_trees())
def test_a_tree_of_any_shape_comes_back_as_it_went(tree: Node) -> None:
    if not isinstance(tree, dict) or not tree:
        return
    laid = converting.lay(workbooks.pack_of(EXAMPLE), tree)
    read, faults = workbooks.read(sheets.as_spreadsheet(laid.sheets, laid.book, "任意.xlsx"))
    assert read is not None, faults
    assert yaml_text.is_same(tree, read.data)
    again, faults = sources.parse(yaml_text.write(tree).encode(), "任意.yaml")
    assert again is not None, faults
    assert yaml_text.is_same(tree, again.data)


@examples(500)
@given(st.lists(st.dictionaries(st.sampled_from("甲乙丙"), TEXTS, min_size=1), min_size=1), TEXTS)
def test_any_text_comes_back_as_it_went(rows: list[Node], text: Node) -> None:
    tree = {"各条": rows, "文字": text, "各段": [text, text], "各项": rows[0]}
    again, faults = sources.parse(yaml_text.write(tree).encode(), "任意.yaml")
    assert again is not None, faults
    assert yaml_text.is_same(tree, again.data)


@pytest.mark.parametrize("key", KEYS, ids="-".join)
def test_every_section_of_every_pack_has_a_place(key: tuple[str, str, str]) -> None:
    pack = finding.choose(library.installed(), *key)
    example, _ = sources.load(pack.example)
    assert example is not None
    laid = converting.lay(pack, example.data)
    rest = [row[1].text for it in laid.sheets if it.map.shape == "其他" for row in it.rows]
    assert [] == [text for text in rest if text != "（空项）"]  # a section that states nothing


def test_the_same_filing_gives_the_same_bytes() -> None:
    pack, tree = workbooks.pack_of(BUDGET), workbooks.tree_of(BUDGET)
    one, other = (converting.draw(pack, converting.lay(pack, tree)) for _ in range(2))
    assert one == other


def test_amounts_are_numbers_and_codes_are_texts(tmp_path: Path) -> None:
    path = tmp_path / workbooks.BOOK
    pack, tree = workbooks.pack_of(EXAMPLE), workbooks.tree_of(EXAMPLE)
    path.write_bytes(converting.draw(pack, converting.lay(pack, tree)))
    book, _ = reading.read(path)
    assert book is not None
    cells = workbooks.sheet_of(book, "支出").cells
    assert ("文字", "数") == (cells[5, 1].holds.value, cells[5, 4].holds.value)
    assert cells[4, 4].computed
