"""Any input at all: never an exception, every fault with a place, little time, little memory.

Two sources of inputs: the worked examples with bytes, lines and encodings damaged, each input a
function of its number alone; and filings of the right structure with odd values in odd places.
"""

import copy
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.examples import BUDGET, WORKED

from generator import pipeline
from generator.diagnostics import Fault, Place
from generator.filing.yaml_tree import Path_

FILINGS = (WORKED, BUDGET)
MAX_SECONDS, MAX_MEGABYTES = 5.0, 512
BLOCK, BLOCKS, ORDINARY = 500, 182, 300
GRAMMAR_SLOW, GRAMMAR_ORDINARY = 10_000, 80
WORKERS = 2

Random = random.Random


def complaints(raw: bytes, folder: Path) -> list[str]:
    """What is wrong with how an input was answered."""
    path = folder / "填报.yaml"
    path.write_bytes(raw)
    begun = time.process_time()
    try:
        outcome = pipeline.produce(path)
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        return [told]
    took = time.process_time() - begun
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    unplaced = [str(fault) for fault in outcome.faults if not _placed(fault, path, lines)]
    found = unplaced
    if outcome.failed == bool(outcome.document):
        found.append("a document in spite of errors, or neither a document nor an error")
    return [*found, f"{took:.1f} s"] if took > MAX_SECONDS else found


def _placed(fault: Fault, path: Path, lines: int) -> bool:
    places = (fault.place, *(place for place, _ in fault.related))
    return all(
        isinstance(place, Place) and place.file == str(path) and 1 <= place.line <= lines
        for place in places
    )


# -- damaged bytes -----------------------------------------------------------------------------

CHUNKS = [
    chunk.encode()
    for chunk in (
        *("\t", " ", "\n", "\r", ": ", "- ", "? ", "#", "|", ">", "&a ", "*a", "!!str ", "<<: *a"),
        *("{", "}", "[", "]", "'", '"', "\\", ",", "%", "@", "`", "---\n", "...\n", "\ufeff"),
        *("　", "\u00a0", "\u200b", "\u202e", "\x00", "\x01", "\x7f", "\U000e0001", "😀", "𠮷"),
        *("0", "-1", ".01", "1e9", "NaN", "０", "9" * 20, "9" * 400, "-0.00", "1,234.50", "0x1"),
        *("无", "元", "万元", "科目: ", "上年数: 无\n", "资金: ", "金额单位: 万元\n", "2010399"),
        *("{{ 年度 }}", "{% for %}", "</w:t>", "&amp;", "[" * 30, "{a: " * 30, "- " * 30),
    )
]
ENCODINGS = ("gbk", "gb18030", "utf-16", "utf-16-le", "utf-32", "utf-8-sig", "utf-7")


@cache
def seeds() -> tuple[bytes, ...]:
    """The worked examples."""
    return tuple(path.read_bytes() for path in FILINGS)


def flipped(raw: bytes, by: Random) -> bytes:
    at = by.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ 1 << by.randrange(8)]) + raw[at + 1 :]


def inserted(raw: bytes, by: Random) -> bytes:
    at = by.randrange(len(raw))
    chunk = by.choice(CHUNKS) if by.random() < 0.8 else by.randbytes(by.randrange(1, 5))
    return raw[:at] + chunk + raw[at:]


def deleted(raw: bytes, by: Random) -> bytes:
    at = by.randrange(len(raw))
    return raw[:at] + raw[at + by.choice((1, 1, 2, 3, 8, 60)) :]


def with_a_line_twice(raw: bytes, by: Random) -> bytes:
    lines = raw.split(b"\n")
    lines.insert(by.randrange(len(lines)), by.choice(lines))
    return b"\n".join(lines)


def without_a_line(raw: bytes, by: Random) -> bytes:
    lines = raw.split(b"\n")
    del lines[by.randrange(len(lines))]
    return b"\n".join(lines)


def with_a_piece_moved(raw: bytes, by: Random) -> bytes:
    at, start, size = by.randrange(len(raw)), by.randrange(len(raw)), by.randrange(1, 400)
    other = by.choice(seeds())
    return raw[:at] + other[start : start + size] + raw[at + by.choice((0, size)) :]


def cut_off(raw: bytes, by: Random) -> bytes:
    return raw[: by.randrange(len(raw))]


def spoken_otherwise(raw: bytes, by: Random) -> bytes:
    text = raw.decode("utf-8", errors="ignore")
    return text.encode(by.choice(ENCODINGS), errors="ignore")


def with_other_line_ends(raw: bytes, by: Random) -> bytes:
    return raw.replace(b"\n", by.choice((b"\r\n", b"\r", b"\n\n")))


DAMAGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    *(flipped, inserted, deleted, with_a_line_twice, without_a_line) * 6,
    *(with_a_piece_moved,) * 4,
    *(cut_off, spoken_otherwise, with_other_line_ends),
)


def damaged(number: int) -> bytes:
    """The input of a number: an example, damaged once or several times."""
    by = Random(number)
    raw = by.choice(seeds())
    for _ in range(by.choice((1, 2, 4, 8, 16))):
        raw = by.choice(DAMAGES)(raw, by) or b" "
    return raw


def answered(numbers: Iterable[int]) -> list[str]:
    """The complaints about the inputs of some numbers, each with its number."""
    with tempfile.TemporaryDirectory() as folder:
        return [
            f"{number}: {complaint}"
            for number in numbers
            for complaint in complaints(damaged(number), Path(folder))
        ]


def answered_apart(first: int) -> tuple[list[str], float]:
    """A block of inputs in a process of its own: the complaints, and its peak memory in MB."""
    found = answered(range(first, first + BLOCK))
    return found, _peak_megabytes()


def _peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024**2 if sys.platform == "darwin" else peak / 1024


# -- odd values --------------------------------------------------------------------------------


@cache
def small_filings() -> tuple[Mapping[str, Any], ...]:
    """The examples with at most two entries in a list, as plain data."""
    return tuple(_cut(yaml.load(raw, yaml.CBaseLoader)) for raw in seeds())


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
        assert [] == complaints(raw, Path(folder))


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


def test_damaged_files_are_answered_with_faults_that_have_places() -> None:
    assert [] == answered(range(ORDINARY))


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


@pytest.mark.slow
def test_many_damaged_files_are_answered_in_little_memory() -> None:
    firsts = [ORDINARY + block * BLOCK for block in range(BLOCKS)]
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        blocks = list(pool.map(answered_apart, firsts))
    assert [] == [complaint for found, _ in blocks for complaint in found]
    assert MAX_MEGABYTES > max(megabytes for _, megabytes in blocks)
