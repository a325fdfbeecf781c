"""Any input at all: never an exception, every fault with a place, little time, little memory.

Two sources of inputs: the worked examples with bytes, lines and encodings damaged, each input a
function of its number alone; and filings of the right structure with odd values in odd places.
"""

import copy
import json
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import fuzzing
from support.examples import BUDGET, WORKED

from generator.filing.yaml_tree import Path_

FILINGS = (WORKED, BUDGET)
GRAMMAR_SLOW, GRAMMAR_ORDINARY = 10_000, 80
# Of each kind so many are tried in ordinary runs.
ORDINARY = {"yaml": 300, "json": 90, "csv": 60, "form": 30, "docx": 40, "sheet": 400}


# -- damaged inputs of every kind ---------------------------------------------------------------


@pytest.mark.parametrize("kind", fuzzing.KINDS)
def test_a_damaged_input_is_answered_in_words(kind: str) -> None:
    answers = fuzzing.ask_many(kind, range(ORDINARY[kind]))
    assert [] == [(it.number, it.complaints) for it in answers if it.complaints]


@pytest.mark.slow
def test_many_damaged_inputs_are_answered_in_words_in_little_time_and_memory() -> None:
    figures = fuzzing.run(1)
    assert fuzzing.ALL == {it.kind: it.inputs for it in figures}
    assert [] == [complaint for it in figures for complaint in it.complaints]
    assert fuzzing.MAX_MEGABYTES > max(it.megabytes for it in figures)


# -- odd values --------------------------------------------------------------------------------


@cache
def small_filings() -> tuple[Mapping[str, Any], ...]:
    """The examples with at most two entries in a list, as plain data."""
    return tuple(_cut(yaml.load(path.read_bytes(), yaml.CBaseLoader)) for path in FILINGS)


def _cut(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _cut(value) for key, value in node.items()}
    return [_cut(item) for item in node[:2]] if isinstance(node, list) else node


def _paths(node: Any, path: Path_ = ()) -> list[Path_]:
    inner = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    below = [found for key, value in inner for found in _paths(value, (*path, key))]
    return [path, *below] if path else below


AMOUNTS = st.one_of(
    st.decimals(-(10**15), 10**15, places=2).map(lambda value: f"{value:f}"),
    st.decimals(0, 1000, places=6).map(str),
    st.sampled_from(
        ["0", "-0", "0.00", "0.001", "9" * 15, "-1", "00", "1,000", "5O", "", " ", "-"]
    ),
)
CODES = st.one_of(
    st.sampled_from(["2010350", "2010399", "30101", "301", "20103", "9999999", "2010350 别名"]),
    st.from_regex(r"[0-9]{1,10}( [一-龥]{1,4})?", fullmatch=True),
)
TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["无", "元", "万元", "部门", "单位", "事业单位", "行政单位", "{{ 年度 }}", "]]>"]
    ),
)
KEYS = st.sampled_from(
    [
        "科目",
        "资金",
        "金额单位",
        "合计",
        "收入总计",
        "支出决算表.合计",
        "[1]",
        "a.b",
        ".",
        "[",
        "2010399",
        "无",
    ]
)
SCALARS = st.one_of(AMOUNTS, CODES, TEXTS)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=4,
)
GONE = object()


@st.composite
def odd_filings(draw: st.DrawFn) -> bytes:
    """A filing of the right structure in which some values are odd, gone or of another form."""
    number = draw(st.integers(0, len(small_filings()) - 1))
    data = copy.deepcopy(dict(small_filings()[number]))
    paths = _paths(data)
    for path in draw(st.lists(st.sampled_from(paths), min_size=1, max_size=6)):
        value = draw(st.one_of(SCALARS, SCALARS, SCALARS, VALUES, st.just(GONE)))
        _put(data, path, value)
    if draw(st.booleans()):
        return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", errors="ignore")
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    return text.encode("utf-8", errors="ignore")


def _put(data: Any, path: Path_, value: object) -> None:
    """Set or take out what stands at a path, if it still stands there."""
    node = data
    for step in path[:-1]:
        if not _stands(node, step):
            return
        node = node[step]
    if not _stands(node, path[-1]):
        return
    if value is GONE:
        del node[path[-1]]
    else:
        node[path[-1]] = value


def _stands(node: Any, step: str | int) -> bool:
    within = range(len(node)) if isinstance(node, list) else node
    return isinstance(node, dict | list) and step in within


def _without_complaint(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert [] == fuzzing.complaints_about(raw, Path(folder))


LASTING = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


@given(odd_filings())
@settings(
    max_examples=GRAMMAR_ORDINARY,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=LASTING,
)
def test_odd_values_are_answered_with_faults_that_have_places(raw: bytes) -> None:
    _without_complaint(raw)


@pytest.mark.slow
@given(odd_filings())
@settings(
    max_examples=GRAMMAR_SLOW,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=LASTING,
)
def test_many_odd_values_are_answered_with_faults_that_have_places(raw: bytes) -> None:
    _without_complaint(raw)
