"""A filing's text edited: it says exactly what is meant, and all else stays as it was typed."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, strategies
from support.examples import OF_EVERY_PACK
from support.invented_trees import invent
from support.packs import pack_of
from support.properties import examples

from generator.filing import extents
from generator.filing import source as sources
from generator.filing.source import Source
from generator.filing.yaml_tree import Node, Path_
from generator.workbooks import rewriting, tree_paths, yaml_text

TEXT = """\
# 一、开头
文种: 部门决算   # 种类
单位: {代码: "126", 名称: 甲, 称谓: }

概况:
  职责:   # 每条一行
    - 一
    # 关于二
    - 二   # 乙

  任务: |-
    第一行
    第二行

# 二、收入
收入:
  - {科目: 2010350 运行, 财政: 1.00}   # 甲
  - 科目: 2010399
    财政:   # 待填
  # 关于三
  - {科目: 2080505}   # 丙

空的:
"""


def read(text: str) -> Source:
    source, faults = sources.parse(text.encode(), "x.yaml")
    assert source is not None, faults
    return source


def put(tree: Node, path: Path_, node: Node) -> Node:
    """A copy of a tree with something else at a path."""
    copy: Any = deepcopy(tree)
    owner = copy
    for step in path[:-1]:
        owner = owner[step]
    owner[path[-1]] = node
    return copy


def changed(text: str, path: Path_, node: Node) -> str:
    source = read(text)
    return rewriting.rewrite(source, put(source.data, path, node))


@pytest.mark.parametrize(
    ("path", "node", "old", "new"),
    [
        (("文种",), "部门预算", "文种: 部门决算   # 种类", "文种: 部门预算   # 种类"),
        (("文种",), None, "文种: 部门决算   # 种类", "文种:    # 种类"),
        (("文种",), "#1: 甲", "文种: 部门决算", '文种: "#1: 甲"'),
        (("单位", "代码"), "012", '代码: "126"', '代码: "012"'),
        (("单位", "称谓"), "部门", "称谓: }", "称谓: 部门}"),
        (("单位", "类型"), "企业", "称谓: }", "称谓: , 类型: 企业}"),
        (("概况", "职责", 1), "贰", "- 二   # 乙", "- 贰   # 乙"),
        (("概况", "任务"), "一行", "|-\n    第一行\n    第二行", "一行"),
        (("概况", "数"), "3", "    第二行\n", "    第二行\n  数: 3\n"),
        (("收入", 1, "财政"), "5", "财政:   # 待填", "财政: 5  # 待填"),
        (("收入", 2, "财政"), "5", "2080505}   # 丙", "2080505, 财政: 5}   # 丙"),
        (("空的",), {"甲": "1"}, "空的:\n", "空的:\n  甲: 1\n"),
        (("空的",), [{"甲": "1"}], "空的:\n", "空的:\n  - {甲: 1}\n"),
        (("新的",), {"甲": "1"}, "空的:\n", "空的:\n\n新的:\n  甲: 1\n"),
    ],
)
def test_a_value_is_exchanged_where_it_stands(path: Path_, node: Node, old: str, new: str) -> None:
    assert 1 == TEXT.count(old)
    assert TEXT.replace(old, new) == changed(TEXT, path, node)


def edit_rows(order: list[Any]) -> str:
    source = read(TEXT)
    rows = source.data["收入"]
    new = [rows[it] if isinstance(it, int) else it for it in order]
    return rewriting.rewrite(source, {**source.data, "收入": new})


def test_rows_take_their_remarks_with_them() -> None:
    first = "  - {科目: 2010350 运行, 财政: 1.00}   # 甲\n"
    second = "  - 科目: 2010399\n    财政:   # 待填\n"
    third = "  # 关于三\n  - {科目: 2080505}   # 丙\n"
    rows = first + second + third
    assert TEXT.replace(rows, third + first + second) == edit_rows([2, 0, 1])
    assert TEXT.replace(rows, first + third) == edit_rows([0, 2])
    assert TEXT.replace(rows, second) == edit_rows([1])
    new = {"科目": "2210201 公积金"}
    assert TEXT.replace(rows, f"{first}  - {{科目: 2210201 公积金}}\n{second}{third}") == edit_rows(
        [0, new, 1, 2]
    )
    assert TEXT.replace(rows, f"  - {{科目: 2210201 公积金}}\n{third}{first}") == edit_rows(
        [new, 2, 0]
    )
    assert TEXT.replace("收入:\n" + rows, "收入: []\n") == edit_rows([])


def list_leaves(tree: Node) -> Iterator[Path_]:
    return (path for path, _ in tree_paths.list_leaves(tree, ()) if path)


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda it: it.stem)
def test_every_value_of_every_example_can_be_exchanged_alone(filing: Path) -> None:
    source, faults = sources.load(filing)
    assert source is not None, faults
    lines = source.text.split("\n")
    spans = extents.find(source.text)
    for number, path in enumerate([*list_leaves(source.data)][::9]):
        new = ("7", "又一句：“甲” #1", None)[number % 3]
        text = rewriting.rewrite(source, put(source.data, path, new))
        assert put(source.data, path, new) == read(text).data
        span = spans[path]
        begin = max(span.key) if span.start == span.end else span.start
        first = source.text.count("\n", 0, begin)
        last = first + source.text.count("\n", begin, span.end)
        assert lines[:first] == text.split("\n")[:first], path
        assert lines[last + 1 :] == text.split("\n")[first + 1 :], path


def edit(rng: Random, node: Node, depth: int = 0) -> Node:
    """A node with some of it otherwise, as people change filings."""
    if isinstance(node, dict):
        made = {key: edit(rng, it, depth + 1) for key, it in node.items() if rng.random() > 0.05}
        if rng.random() < 0.2:
            made[rng.choice(["甲栏", "乙: 栏", "3"])] = rng.choice(
                ["1.00", None, "字 #1", [{"甲": "1"}]]
            )
        return made
    if isinstance(node, list):
        items = [edit(rng, it, depth + 1) for it in node if rng.random() > 0.1]
        if rng.random() < 0.2:
            rng.shuffle(items)
        if rng.random() < 0.3:
            new = (
                {"科目": f"20{rng.randint(10, 99)}", "数": "1"}
                if items and isinstance(items[0], dict)
                else "新"
            )
            items.insert(rng.randint(0, len(items)), new)
        return items
    if rng.random() < 0.1:
        return (
            rng.choice(["12.3.4", "", "一：二", "# 不是注", "'引", "-", "甲\n乙", "{", "1,234.50"])
            or None
        )
    return node


@examples(60)
@given(strategies.sampled_from(OF_EVERY_PACK), strategies.integers(0, 10**9))
def test_any_edit_of_an_example_says_what_is_meant(filing: Path, seed: int) -> None:
    source, _ = sources.load(filing)
    assert source is not None
    wanted = edit(Random(seed), source.data)
    assert wanted == read(rewriting.rewrite(source, wanted)).data


@examples(100)
@given(strategies.sampled_from(OF_EVERY_PACK), strategies.integers(0, 10**9))
def test_any_edit_of_an_invented_filing_says_what_is_meant(filing: Path, seed: int) -> None:
    tree = invent(pack_of(filing), seed)
    source = read(yaml_text.write(tree))
    wanted = edit(Random(seed), source.data)
    assert wanted == read(rewriting.rewrite(source, wanted)).data
