"""What is written plainly is read as libyaml reads it, places and all; the rest is left to it."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.calls import run
from support.examples import EXAMPLE, FILINGS, ROOT, WORKED
from support.properties import examples

from benchmarks import fleet
from generator.filing import event_tree, plain_yaml
from generator.filing.yaml_tree import Node, Tree

FILE = "126.yaml"


def ordered(node: Node) -> object:
    """A node whose keys count in their order."""
    if isinstance(node, dict):
        return [(key, ordered(value)) for key, value in node.items()]
    return [ordered(item) for item in node] if isinstance(node, list) else node


def content(tree: Tree) -> tuple[object, ...]:
    """All that a tree says."""
    told = tree.faults, tree.doubts, tree.slips, tree.repeated, tree.stopped
    return ordered(tree.root), list(tree.keys.items()), list(tree.values.items()), *told


def assert_same(text: str) -> None:
    """What is read plainly is what libyaml reads, and no fault was to be told."""
    plain = plain_yaml.read_plainly(text, FILE)
    if plain is not None:
        assert content(event_tree.read(text, FILE)) == content(plain)


def is_plain(text: str) -> bool:
    return plain_yaml.read_plainly(text, FILE) is not None


# -- our own filings are plain ------------------------------------------------------------------

OURS = [*FILINGS, WORKED, *sorted((ROOT / "tests" / "filings" / "department").glob("*.yaml"))]


@pytest.mark.parametrize("path", OURS, ids=lambda it: str(it.relative_to(ROOT)))
def test_every_filing_of_ours_is_plain_and_read_the_same(path: Path) -> None:
    text = path.read_text("utf-8")
    assert is_plain(text)
    assert_same(text)


def test_every_invented_filing_is_plain_and_read_the_same(tmp_path: Path) -> None:
    for path in fleet.write(tmp_path, 12, 7, departments_of=4):
        assert is_plain(path.read_text("utf-8"))
        assert_same(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "call",
    [
        ["new", "部门决算", "2024", "福建"],
        ["new", "部门决算", "2025", "福建", "--from", EXAMPLE],
        ["new", "部门预算", "2025", "上海"],
    ],
    ids=["blank", "from last year's", "of another region"],
)
def test_a_filing_that_is_begun_is_plain_and_read_the_same(call: list[str], tmp_path: Path) -> None:
    run(*call, "-o", tmp_path / FILE)
    text = (tmp_path / FILE).read_text("utf-8")
    assert is_plain(text)
    assert_same(text)


# -- ways to write that are plain ---------------------------------------------------------------

PLAIN = [
    "甲: 1",
    "甲: 一 二  # 说明\n",
    "甲: 一 # 说明\n",
    "甲: -5.00  # 元\n乙: +5\n丙: .5\n",
    "甲:\n  - • 一\n  - — 二\n",
    '甲: " 一: #二 "\n乙: \'\'   # 说明\n丙: ""\n"丁": 1\n',
    "甲: http://a.b/c:d\n乙: ../../126.yaml\n丙: 12:30\n",
    "甲:\n- 一\n-\n- 乙: 1\n  丙:\n  - 二\n丁:\n",
    "甲:\n  -\n    - 一\n    - 二\n  - 三\n乙:   # 说明\n  # 说明\n\n  丙: 1\n",
    "甲: {乙: 1,丙: , 丁: [一, 二,],  戊: {}, 己: []}  # 说明\n",
    "甲: { 乙: 1, 丙:  }\n",
    "甲: [[1], {乙: [二]} ]\n",
    "甲:\n  - {乙: 1, 丙: ,   # 说明\n     # 说明\n\n     丁: 2}\n  - {\n戊: 1,\n}\n",
    '甲: {乙: 2", 丙: "三, [四]", 丁: \'五\'}\n',
    "甲: +一\n乙: {丙: •一, 丁: -1}\n",
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_plain_is_read_the_same(text: str) -> None:
    assert is_plain(text)
    assert_same(text)


def deep(levels: int) -> str:
    return "".join(" " * level + "甲:\n" for level in range(levels))


OTHERWISE = [
    *("", "\n", "# 说明\n", "- 甲\n", "甲\n", " 甲: 1\n", "{甲: 1}\n"),
    *("甲:\t1\n", "甲: 1\r\n", "甲: 一\u3000\n", "甲: 1\x85乙: 2\n", "甲: 1 # \u2028乙: 2\n"),
    *("\ufeff甲: 1\n", "甲: \x07\n", '甲: "\u034f"\n', '"\u3164": 1\n'),
    *("---\n甲: 1\n", "甲: 1\n...\n", "... 甲: 1\n", "甲: [\n... ,\n]\n", "%YAML 1.1\n"),
    *("甲: &a 1\n", "甲: *a\n", "甲: !!int 1\n", "甲: @1\n", "甲: `1\n", "甲: %\n", "? 甲\n"),
    *("<<: 1\n", "甲: {<<: 1}\n", "-5: 1\n", "甲: {+乙: 1}\n", "•甲: 1\n", '"": 1\n'),
    *("甲: |\n  一\n", "甲: >\n  一\n", "甲: 一\n  二\n", "甲:\n  一\n", "甲: - 一\n"),
    *("甲: 1\n甲: 2\n", "甲: {乙: 1, 乙: 2}\n", '甲: 1\n"甲 ": 2\n'),
    *("甲: 1\n  乙: 2\n", "甲:\n    乙: 1\n  丙: 2\n", "甲:\n  - 一\n  乙: 2\n"),
    *("甲:\n- - 一\n", "甲 : 1\n", "甲:1\n", "甲: 一: 二\n", "甲: 一#二\n"),
    *('甲: "\\n"\n', "甲: 'it''s'\n", '甲: "一" 二\n', '甲: "一"#二\n', '甲: "一\n  二"\n'),
    *("甲：:\n", "甲:乙:\n", "甲: {乙：: }\n", "甲: {乙: 1", "甲: {乙: 1\n  }\n"),
    *("甲: [一\n  , 二]\n", "甲: {乙: 1}}\n", "甲: {乙: 1]\n", "甲: {乙:1}\n", "甲: {乙:}\n"),
    *("甲: {乙}\n", "甲: [乙: 1]\n", "甲: {, 乙: 1}\n", "甲: [一,, 二]\n", "甲: {乙: 1},\n"),
    *("甲: {乙: 1} 二\n", "甲: [一][二]\n", "甲: [[一]二]\n", "甲: {乙: 一 #二}\n"),
    *(
        "甲: {乙: 1,#\n丙: 2}\n",
        "甲: [?]\n",
        "甲: [一?]\n",
        '甲: {"乙": 1}\n',
        "{甲: 1}: 2\n",
        "甲: {[乙]: 1}\n",
    ),
    *("甲: [[, 一]]\n", "甲: [{, }]\n", "甲: [[ , 一]]\n", "甲: [\n[, 一]]\n"),
    *(
        f"{'甲' * 1025}: 1\n",
        f"'{' ' * 1025}甲': 1\n",
        f"甲:\n  - '乙{' ' * 1025}': 1\n",
        f"甲: {{{'甲' * 1025}: 1}}\n",
        f"甲: {'[' * 20}{']' * 20}\n",
        deep(20),
    ),
]


@pytest.mark.parametrize("text", OTHERWISE)
def test_what_may_be_read_otherwise_is_left_to_libyaml(text: str) -> None:
    assert not is_plain(text)


def test_what_is_left_to_libyaml_is_read_by_it() -> None:
    assert {"甲": "一 二"} == plain_yaml.read("甲: 一\n  二\n", FILE).root


def test_the_faults_of_what_is_left_to_libyaml_are_told() -> None:
    assert ["F109"] == [it.code for it in plain_yaml.read("甲: 1\n甲: 2\n", FILE).faults]


@pytest.mark.parametrize(
    "text",
    [
        f"甲:{' ' * 90_000}@",
        f"{' ' * 90_000}@",
        f"甲: 一{' ' * 90_000}:#",
        f"甲: {'乙:丙' * 30_000}#",
        f"甲: [{chr(39) * 90_000}",
        f"甲: [一{' ' * 90_000}@",
        "甲: [\n" * 50_000,
    ],
    ids=["blanks", "indent", "blanks behind", "colons", "quotes", "blanks in brackets", "brackets"],
)
def test_no_line_takes_long(text: str) -> None:
    assert not is_plain(text)  # with a step too many for each blank, it would not end


def test_a_line_that_would_take_much_room_is_left_to_libyaml() -> None:
    assert is_plain(f"甲: {'乙' * 90_000}")
    assert not is_plain(f"甲: {'乙' * 100_000}")


# -- whatever is typed --------------------------------------------------------------------------

# Before and behind some signs, each of them at each place: what no example comes upon by chance.
SHORT = [
    ("", "甲乙 :\n-", ""),
    ("丙:\n  - ", "甲 :\n-#", ""),
    ("丙: [", "甲, []{}\n", "]"),
    ("丙: [{", "甲:, []{}\n", "}]"),
    ("丙: {甲: ", "乙:, {}[]\n", "}"),
    ("丙: ", "甲 \"'#:,", ""),
]


@pytest.mark.parametrize(("before", "signs", "behind"), SHORT)
def test_every_short_text_is_read_the_same(before: str, signs: str, behind: str) -> None:
    for some in product(signs, repeat=4):
        assert_same(f"{before}{''.join(some)}{behind}")


LINES = [
    *("甲: 1", "乙:", "丙: 一 二", "丁: [一, 二]", "戊: {己: 1,", "庚: {", "辛: 2,", "壬: '一'"),
    *("- 一", "- 乙: 1", "-", "- {甲: 1, 乙: }", "- [", "}", "],", "# 说明", "", '"癸": "二"'),
    *("丑: 一  # 说明", "寅:  # 二", "卯: [{甲: 1}, [ ]]", "- 辰:", "- • 一"),
]
SIGNS = [
    *"-?:,[]{}#&*!|>'\"%@`~=<+.\\ \t\n\r\x85\u2028\u2029\ufeff\u3000\xa0\u200b\u034f：，“·—•05甲",
    *(": ", ", ", " #", "- ", "\n  ", "''", '""', "{}", "[]", "---\n", "...", "? ", "|\n", "甲: 1"),
]

Edits = list[tuple[int, int, str]]
EDITS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 2), st.sampled_from(SIGNS)), max_size=3
)


def edit(text: str, edits: Edits) -> str:
    """A text with signs at some places, each instead of so many that stand there."""
    for at, gone, sign in edits:
        at %= len(text) + 1
        text = text[:at] + sign + text[at + gone :]
    return text


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(LINES)), max_size=8), EDITS)
@examples(3000)
def test_lines_in_any_order_are_read_the_same(lines: list[tuple[int, str]], edits: Edits) -> None:
    assert_same(edit("甲乙:\n" + "\n".join(" " * indent + line for indent, line in lines), edits))


@given(st.integers(0, 10_000), st.integers(1, 12), EDITS)
@examples(1500)
def test_a_piece_of_a_filing_with_slips_is_read_the_same(
    begin: int, count: int, edits: Edits
) -> None:
    lines = EXAMPLE.read_text("utf-8").split("\n")
    begin %= len(lines)
    piece = lines[begin : begin + count]
    least = min((len(it) - len(it.lstrip()) for it in piece if it.strip()), default=0)
    assert_same(edit("\n".join(it[least:] for it in piece), edits))
