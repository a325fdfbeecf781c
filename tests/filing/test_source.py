"""YAML as text with places: every hazard is read exactly or refused at its place."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support.properties import examples

from generator.diagnostics import Fault, Place
from generator.filing import legible, source, yaml_tree
from generator.filing.source import Source, parse
from generator.kept import reading

FILE = "126.yaml"
BOM = b"\xef\xbb\xbf"


def read(text: str) -> Source:
    """The source that a text holds; it must hold one."""
    found, faults = parse(text.encode(), FILE)
    assert faults == []
    assert found is not None
    return found


def refuse(raw: bytes) -> list[Fault]:
    """The faults that keep bytes from being read; there must be some."""
    found, faults = parse(raw, FILE)
    assert found is None
    assert faults != []
    return faults


def where(faults: list[Fault]) -> list[tuple[str, str]]:
    """Codes and places of faults."""
    return [(fault.code, str(fault.place)) for fault in faults]


# -- values stay as typed -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "0210",
        "001001",
        "12:30",
        "1_000",
        "0x1F",
        "NO",
        "no",
        "true",
        "null",
        "~",
        "2025-13-45",
        "2024-01-01",
        ".nan",
        ".inf",
        "1e3",
        "3,658.44",
        "123456789012345678901234567890.123456789",
        "一#二",
        "=100%",
        "≥3个",
        "公务　用车",
        "😀",
    ],
)
def test_a_plain_value_stays_the_text_that_was_typed(text: str) -> None:
    assert read(f"甲: {text}\n").data == {"甲": text}


@pytest.mark.parametrize("typed", ["", " ", '""', "''", '"  "', "# 说明"])
def test_a_key_with_nothing_behind_it_has_no_value(typed: str) -> None:
    assert read(f"甲: {typed}\n").data == {"甲": None}


def test_blanks_around_a_value_are_no_part_of_it() -> None:
    assert read('甲: 12　\n乙: " 丙 "\n').data == {"甲": "12", "乙": "丙"}


def test_keys_that_a_usual_loader_takes_for_one_stay_apart() -> None:
    assert read("1: 甲\n1.0: 乙\ntrue: 丙\n").data == {"1": "甲", "1.0": "乙", "true": "丙"}


def test_lists_mappings_and_blocks_are_read() -> None:
    text = "甲:\n  - {乙: 1, 丙: [2, 3]}\n  - 丁\n戊: |\n  一\n  二\n"
    assert read(text).data == {"甲": [{"乙": "1", "丙": ["2", "3"]}, "丁"], "戊": "一\n二"}


WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
VALUES = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20)
TREES = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(WORDS, TREES, max_size=4).filter(bool))
@examples(150)
def test_whatever_is_written_as_yaml_is_read_as_written(data: dict[str, Any]) -> None:
    assert data == read(yaml.safe_dump(data, allow_unicode=True, width=10**6)).data


# -- repeated keys ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("126.yaml:3:1", "甲: 1\n乙: 2\n甲: 3\n"),
        ("126.yaml:1:17", "丙: {甲: 1, 乙: 2, 甲: 3}\n"),
        ("126.yaml:3:5", "乙:\n  - 甲: 1\n    甲: 1\n"),
        ("126.yaml:2:1", '甲: 1\n"甲": 2\n'),
        ("126.yaml:2:1", '甲: 1\n"甲 ": 2\n'),
    ],
)
def test_a_duplicate_key_is_refused_at_its_second_place(place: str, text: str) -> None:
    assert where(refuse(text.encode())) == [("F109", place)]


def test_a_duplicate_key_names_the_line_of_the_first() -> None:
    (fault,) = refuse("乙: 1\n甲: 1\n甲: 2\n".encode())
    assert fault.message == "“甲”写了两次"
    assert fault.notes == ("第 2 行已经写过“甲”",)


def test_every_duplicate_key_is_reported() -> None:
    faults = refuse("甲: 1\n甲: 2\n乙: {丙: 1, 丙: 2}\n".encode())
    assert where(faults) == [("F109", "126.yaml:2:1"), ("F109", "126.yaml:3:11")]


def test_the_same_key_in_two_mappings_is_no_duplicate() -> None:
    assert read("甲: {丙: 1}\n乙: {丙: 2}\n").data == {"甲": {"丙": "1"}, "乙": {"丙": "2"}}


# -- references, merges, types ------------------------------------------------------------------


def bomb(line: str) -> str:
    """Ten lines, each of which refers nine times to the one before."""
    lines = (line.format(n, ", ".join([f"*a{n - 1}"] * 9)) for n in range(1, 10))
    return "a0: &a0 {k: 1}\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "text",
    ["甲: &x [1]\n乙: *x\n", "甲: &x [*x]\n", "甲: [&x {丙: 1}, *x]\n", bomb("a{0}: &a{0} [{1}]")],
)
def test_a_reference_is_refused(text: str) -> None:
    assert {fault.code for fault in refuse(text.encode())} == {"F108"}


@pytest.mark.parametrize(
    "text", ["甲: &x {丙: 1}\n乙: {<<: *x}\n", bomb("a{0}: &a{0} {{<<: [{1}]}}")]
)
def test_a_merge_of_a_reference_is_refused(text: str) -> None:
    assert {fault.code for fault in refuse(text.encode())} == {"F108"}


def test_a_merge_is_refused_at_its_place() -> None:
    assert where(refuse("乙: {<<: {丙: 1}}\n".encode())) == [("F108", "126.yaml:1:5")]


def test_a_reference_to_nothing_is_refused_at_its_place() -> None:
    (fault,) = refuse("名称: *x\n".encode())
    assert ("126.yaml:1:5", "不支持 * 和 & 引用") == (str(fault.place), fault.message)


@pytest.mark.parametrize("tag", ["!!int", "!!python/object/apply:os.system", "!!binary", "!own"])
def test_a_type_tag_is_refused_at_its_place(tag: str) -> None:
    assert where(refuse(f"单位:\n  名称: {tag} 3\n".encode())) == [("F108", "126.yaml:2:7")]


@pytest.mark.parametrize("text", ["? [甲, 乙]\n: 1\n", "{甲: 1}: 2\n", '"": 1\n'])
def test_a_key_can_only_be_words(text: str) -> None:
    assert refuse(text.encode())[0].code == "F107"


# -- nesting ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "甲: " + "[" * 100_000,
        "甲: " + "[" * 500 + "]" * 500,
        "- " * 100_000,
        "甲:\n  " + "- " * 100_000 + "乙",
        "甲: [\n" + "[\n" * 10_000,
        "".join(" " * depth + "甲:\n" for depth in range(400)),
        "".join(" " * depth + "甲:\n" for depth in range(30)),
        "甲:\n" + "".join(" " * depth + "- 甲:\n" for depth in range(0, 60, 2)),
    ],
    ids=[
        "brackets",
        "brackets behind a key",
        "closed brackets",
        "dashes",
        "dashes under a key",
        "brackets on many lines",
        "indentation",
        "levels",
        "lists in lists",
    ],
)
def test_nesting_that_no_filing_needs_is_refused(text: str) -> None:
    assert [fault.code for fault in refuse(text.encode())] == ["F106"]


@pytest.mark.parametrize(
    "text",
    ["{" * 100_000, "? " * 100_000, "? - " * 50_000],
    ids=["braces", "question marks", "question marks and dashes"],
)
def test_nesting_in_keys_is_refused_as_early(text: str) -> None:
    codes = [fault.code for fault in refuse(text.encode())]
    # A libyaml that counts brackets itself stops before any key is seen; others after a few.
    assert (True, "F106", True) == (
        set(codes[:-1]) <= {"F107"},
        codes[-1],
        len(codes) <= yaml_tree.MAX_DEPTH,
    )


def test_colons_without_end_are_refused() -> None:
    assert [fault.code for fault in refuse(b": " * 100_000)] == ["F107"]


def test_a_wide_indent_is_no_nesting() -> None:
    assert read("甲:\n" + " " * 50_000 + "乙: 1\n").data == {"甲": {"乙": "1"}}


def test_nesting_is_refused_where_it_becomes_too_deep() -> None:
    text = "".join(" " * depth + "甲:\n" for depth in range(30))
    assert where(refuse(text.encode())) == [("F106", "126.yaml:24:24")]


def test_brackets_are_refused_where_they_become_too_deep() -> None:
    assert where(refuse(("说明: " + "[" * 30).encode())) == [("F106", "126.yaml:1:28")]


def test_nesting_that_a_filing_may_need_is_read() -> None:
    text = "甲: " + "[" * 20 + "1" + "]" * 20 + "\n"
    assert str(read(text).data) == "{'甲': " + "[" * 20 + "'1'" + "]" * 20 + "}"


def test_many_brackets_beside_each_other_are_no_nesting() -> None:
    assert read("甲: [" + "[1], " * 1000 + "[1]]\n").data == {"甲": [["1"]] * 1001}


# -- encodings and characters -------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16", "utf-16-le", "utf-32"])
def test_a_file_in_another_encoding_is_answered_with_what_to_do(encoding: str) -> None:
    (fault,) = refuse("文种: 部门决算\n年度: 2024\n".encode(encoding))
    assert isinstance(fault.place, Place)
    assert ("F103", 1) == (fault.code, fault.place.line)
    assert fault.help == "用记事本或 VS Code 打开，另存为，编码选 UTF-8"


@pytest.mark.parametrize(
    "head", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1", b"%PDF-1.7\n\xe2"]
)
def test_nobody_is_told_to_save_a_document_as_text(head: bytes) -> None:
    (fault,) = refuse(head)
    assert ("F103", "126.yaml:1:1") == (fault.code, str(fault.place))
    assert "不是文本文件" in fault.message
    assert "不要用记事本打开它另存" in fault.help


def test_text_in_another_encoding_is_refused_at_its_line() -> None:
    (fault,) = refuse(b"a: 1\nb: " + "福州".encode("gbk") + b"\n")
    assert str(fault.place) == "126.yaml:2:4"


def test_a_lone_surrogate_is_no_text() -> None:
    assert where(refuse(b"a: \xed\xa0\x80\n")) == [("F103", "126.yaml:1:4")]


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    found, faults = parse(BOM + "文种: 部门决算\n".encode(), FILE)
    assert faults == []
    assert found is not None
    assert found.data == {"文种": "部门决算"}


def test_a_byte_order_mark_moves_no_place() -> None:
    assert where(refuse(BOM + "{甲: 1, 甲: 2}\n".encode())) == [("F109", "126.yaml:1:8")]


def test_a_second_byte_order_mark_is_refused() -> None:
    assert where(refuse(BOM + BOM + "文种: 部门决算\n".encode())) == [("F104", "126.yaml:1:1")]


@pytest.mark.parametrize(
    ("name", "character"),
    [
        ("U+0007", "\x07"),
        ("U+000B", "\x0b"),
        ("U+000C", "\x0c"),
        ("U+001B", "\x1b"),
        ("U+007F", "\x7f"),
        ("U+0085", "\x85"),
        ("U+00AD", "\xad"),
        ("U+061C", "\u061c"),
        ("U+200B", "\u200b"),
        ("U+200C", "\u200c"),
        ("U+200D", "\u200d"),
        ("U+200E", "\u200e"),
        ("U+200F", "\u200f"),
        ("U+2028", "\u2028"),
        ("U+2029", "\u2029"),
        ("U+202A", "\u202a"),
        ("U+202E", "\u202e"),
        ("U+2060", "\u2060"),
        ("U+2066", "\u2066"),
        ("U+2069", "\u2069"),
        ("U+FEFF", "\ufeff"),
        ("U+FFFE", "\ufffe"),
        ("U+E0001", "\U000e0001"),
    ],
)
def test_a_character_that_nobody_sees_is_named_at_its_place(name: str, character: str) -> None:
    (fault,) = refuse(f"年度: 2024\n名称: 福{character}州\n".encode())
    assert ("F104", "126.yaml:2:6") == (fault.code, str(fault.place))
    assert fault.message == f"这里有一个看不见的字符（{name}）"


def test_a_nul_or_two_are_damage_and_no_other_encoding() -> None:
    (fault,) = refuse("年度: 2024\n名称: 福\x00州\n".encode())
    assert ("F103", "126.yaml:2:6") == (fault.code, str(fault.place))
    assert "这里有一个空字节（NUL），文件可能损坏了" == fault.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_many_nuls_are_a_sign_of_another_encoding(encoding: str) -> None:
    (fault,) = refuse("年度: 2024\n名称: 福州\n".encode(encoding))
    assert ("F103", "文件的编码不是 UTF-8") == (fault.code, fault.message)


@pytest.mark.parametrize("blank", ["\u3000", "\u00a0", "\u2003", "\u202f"])
@pytest.mark.parametrize(("indent", "column"), [("", 1), ("  ", 3)])
def test_an_odd_blank_in_an_indent_is_refused_at_its_place(
    blank: str, indent: str, column: int
) -> None:
    faults = refuse(f"单位:\n{indent}{blank}名称: 福州\n".encode())
    assert where(faults) == [("F105", f"126.yaml:2:{column}")]


def test_every_odd_indent_is_reported() -> None:
    faults = refuse("甲:\n　乙: 1\n　丙: 2\n".encode())
    assert where(faults) == [("F105", "126.yaml:2:1"), ("F105", "126.yaml:3:1")]


# -- lines --------------------------------------------------------------------------------------

LINES = ["单位:", "  名称: 福州", "  清单:", "    - {甲: 一}", "    - 二"]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_the_kind_of_line_end_changes_nothing(newline: str) -> None:
    assert read("\n".join(LINES) + "\n") == read(newline.join(LINES) + newline)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_kind_of_line_end_moves_no_place(newline: str) -> None:
    text = newline.join(["甲: 1", "乙: 2", "乙: 3", ""])
    assert where(refuse(text.encode())) == [("F109", "126.yaml:3:1")]


def test_a_tab_in_an_indent_is_refused_with_its_name() -> None:
    (fault,) = refuse("甲:\n\t乙: 1\n".encode())
    assert ("F107", "126.yaml:2:1") == (fault.code, str(fault.place))
    assert fault.help == "不要用制表符（Tab）缩进"


def test_a_tab_behind_a_key_or_a_value_is_a_blank() -> None:
    assert read("甲:\t1\t\n").data == {"甲": "1"}


# -- what is not a filing -----------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "\n\n", "# 说明\n", "- 甲\n- 乙\n", "部门决算\n"])
def test_a_file_without_keys_is_no_filing(text: str) -> None:
    (fault,) = refuse(text.encode())
    assert ("F107", "126.yaml:1:1") == (fault.code, str(fault.place))
    assert fault.message == "文件里没有“项目: 内容”"


@pytest.mark.parametrize("text", ["# 说明\n甲：1\n", "# 说明\n甲：1\n乙：\n  丙：2\n"])
def test_of_a_text_without_any_right_colon_the_first_wrong_one_is_told(text: str) -> None:
    (fault,) = refuse(text.encode())
    assert ("冒号用了全角的“：”", "126.yaml:2:2") == (fault.message, str(fault.place))


@pytest.mark.parametrize(
    ("place", "message", "text"),
    [
        ("126.yaml:2:2", "这里不该有冒号", "甲 1\n乙: 2\n"),
        ("126.yaml:2:4", "这里不该有冒号", "甲: 1\n  乙: 2\n"),
        ("126.yaml:1:4", "引号或括号没有配对", '甲: "1\n乙: 2\n'),
        ("126.yaml:1:11", "花括号或方括号里缺逗号", "甲: {乙: 1 丙: 2}\n"),
        ("126.yaml:3:3", "这一行与上面各行都没有对齐", "甲:\n    乙: 1\n  丙: 2\n"),
        ("126.yaml:3:1", "一个文件只能有一份填报内容", "---\n甲: 1\n---\n乙: 2\n"),
        ("126.yaml:1:4", "这里的字符不能开头", "甲: @乙\n"),
    ],
)
def test_a_slip_in_writing_is_said_in_chinese_at_its_place(
    place: str, message: str, text: str
) -> None:
    (fault,) = refuse(text.encode())
    assert ("F107", place, message) == (fault.code, str(fault.place), fault.message)


WIDE, NO_BLANK = "冒号用了全角的“：”", "冒号后面没有空一格"
UNQUOTED = "半角引号后面还有文字"


@pytest.mark.parametrize(
    ("place", "message", "text"),
    [
        ("2:5", WIDE, "甲:\n  货物：100\n  服务: 2\n"),
        ("3:5", WIDE, "甲:\n  工程: 1\n  货物：100\n  服务: 2\n"),
        ("3:5", WIDE, "甲:\n  工程: 1\n  货物：100\n"),
        ("1:2", WIDE, "甲：\n  乙: 1\n"),
        ("2:8", WIDE, "甲:\n  - {货物：100, 服务: 2}\n"),
        ("1:3", WIDE, '"甲：":\n乙: 1\n'),
        ("2:3", WIDE, "甲: {货物\n  ：100}\n"),
        ("2:1", NO_BLANK, "甲: {货物\n:100}\n"),
        ("3:5", NO_BLANK, "甲:\n  工程: 1\n  货物:100\n  服务: 2\n"),
        ("2:8", NO_BLANK, "甲:\n  - {货物:100, 服务: 2}\n"),
        ("2:5", "冒号后面不是半角空格", "甲:\n  货物:\u00a0100\n  服务: 2\n"),
        ("2:5", "括号没有配对：这里的“{”后面缺少“}”", "甲:\n  - {乙: 1, 丙: 2\n  - {乙: 3}\n"),
        ("2:5", "括号没有配对：这里的“{”后面缺少“}”", "甲:\n  - {乙: 1, 丙: 2\n丁: 3\n"),
        ("2:5", "括号没有配对：这里的“{”后面缺少“}”", "甲:\n  - {乙: 1, 丙: 2\n"),
        ("1:4", "括号没有配对：这里的“[”后面缺少“]”", "甲: [1, 2\n乙: 3\n"),
        ("1:8", "括号没有配对：这里的“[”后面缺少“]”", "甲: {乙: [1, 2}\n"),
        ("1:10", "多了一个“}”", "甲: {乙: 1}}\n丙: 2\n"),
        ("1:9", "各项之间用了全角的“，”", "甲: {乙: 1，丙: 2}\n"),
        ("2:11", "“#”后面当作注释，“{”没有写完", "甲:\n  - {乙: 一 #2标段}\n  - {乙: 3}\n"),
        ("2:7", "“#”后面当作注释，这段文字到这里就断了", "甲:\n  - 一 #2标段\n    二\n"),
        ("1:4", UNQUOTED, '甲: "完成"全年任务\n乙: 1\n'),
        ("2:5", UNQUOTED, '甲:\n  - "完成"全年任务\n  - 乙\n'),
        ("1:8", UNQUOTED, '甲: {乙: "完成"全年, 丙: 1}\n'),
        ("1:4", "引号没有配对", '甲: "1\n乙: "2"\n'),
        ("1:11", "引号没有配对", '甲: {乙: 1, "丙: 2}\n丁: "3"\n'),
        ("3:3", "这一行开头缺少“- ”", "甲:\n  - 一\n  二\n  - 三\n"),
        ("3:3", "这一行开头缺少“- ”", "甲:\n  - {乙: 1}\n  {乙: 2}\n"),
        ("3:3", "“-”后面没有空一格", "甲:\n  - 一\n  -二\n  - 三\n"),
        ("2:1", "这里用了制表符（Tab）", "甲:\n\t乙: 1\n"),
        ("3:1", "这里用了制表符（Tab）", "甲:\n  - 一\n\t- 二\n"),
        ("2:5", WIDE, "甲:\n  货物：100  # 请核对\n  服务: 2\n"),
        ("2:5", WIDE, "甲:\n  货物：100\n  # 说明\n  服务: 2\n"),
        ("1:4", "括号用了全角的“｛”", "甲: ｛乙: 1, 丙: 2｝\n"),
        ("1:15", "括号用了全角的“｝”", "甲: {乙: 1, 丙: 2｝\n丁: 1\n"),
        ("2:11", "“}”后面还有内容", "甲:\n  - {乙: 1},\n  - {乙: 2}\n"),
        ("1:9", "“]”后面还有内容", "名称: [草稿]中心\n"),
        ("2:3", "“-”后面没有空一格", "甲:\n  -{乙: 1}\n"),
        ("2:3", "“-”后面没有空一格", "甲:\n  -{乙: 1, 丙: 2}\n"),
        ("2:3", "清单的“- ”写成了“—”", "甲:\n  — {乙: 1, 丙: 2}\n"),
        ("2:3", "清单的“- ”写成了“•”", "甲:\n  •{乙: 1}\n"),
        ("3:3", "清单的“- ”写成了“－”", "甲:\n  - {乙: 1}\n  －　{乙: 2, 丙: 3}\n"),
        ("2:3", "清单的“- ”写成了“·”", "甲:\n  · 乙: 1\n    丙: 2\n"),
        ("2:3", "这一行开头缺少“- ”", "甲:\n  {乙: 1, 丙: 2}\n  - {乙: 3}\n"),
        ("1:4", "“- ”要另起一行", "甲: - 乙\n"),
        ("1:7", "半角双引号里不能写“\\”", '甲: "C:\\新"\n'),
    ],
)
def test_a_slip_is_told_where_it_was_made_and_not_where_it_was_noticed(
    place: str, message: str, text: str
) -> None:
    (fault,) = refuse(text.encode())
    assert ("F107", f"{FILE}:{place}", message) == (fault.code, str(fault.place), fault.message)


@pytest.mark.parametrize(
    ("help_", "text"),
    [
        ('内容以“>”开头时用引号括起：">95%"', "甲: >95%\n"),
        ('内容以“>”开头时用引号括起：">95%"', "甲: {乙: >95%, 丙: 1}\n"),
        ('内容以“>”开头时用引号括起：">5"', "甲: >5\n乙: 1\n"),
        ('内容以“%”开头时用引号括起："%"', "甲: {乙: %}\n"),
        ('内容以“@”开头时用引号括起："@乙"', "甲:\n  - @乙  # 说明\n"),
        ("内容里的冒号用全角，或者整句用引号括起", "甲: 一: 二\n"),
        ("这一行比上一行多缩进了；同一层的项目左边对齐", "甲:\n  乙: 1\n   丙: 2\n"),
        ("检查上一行：项目名后面要有冒号，同一层的左边对齐", "甲 1\n乙: 2\n"),
    ],
)
def test_the_advice_is_for_the_very_slip(help_: str, text: str) -> None:
    (fault,) = refuse(text.encode())
    assert ("F107", help_) == (fault.code, fault.help)


def test_a_file_of_the_largest_size_is_read() -> None:
    text = "甲: 1\n#"
    found, _ = parse(text.encode() + b"x" * (legible.MAX_BYTES - len(text.encode())), FILE)
    assert found is not None
    assert found.data == {"甲": "1"}


def test_a_larger_file_is_refused() -> None:
    (fault,) = refuse(b"#" * (legible.MAX_BYTES + 1))
    assert ("F102", "文件超过 4 MB") == (fault.code, fault.message)


ALPHABET = "-?:[]{},&*!|>'\"#%@` \n\t\r甲乙1　\u200b~<"


@given(st.text(ALPHABET, max_size=40))
@examples(400)
def test_whatever_is_typed_is_either_read_or_refused(text: str) -> None:
    found, faults = parse(text.encode(), FILE)
    assert (found is None) == (faults != [])


@given(st.binary(max_size=60))
@examples(200)
def test_whatever_bytes_stand_in_a_file_it_is_either_read_or_refused(raw: bytes) -> None:
    found, faults = parse(raw, FILE)
    assert (found is None) == (faults != [])


# -- places -------------------------------------------------------------------------------------

PLACED = '单位: # 说明\n  名称: 福州\n  清单:\n    - {甲: 一, 乙: "二 二"}\n'


@pytest.mark.parametrize(
    ("expected", "path"),
    [
        (Place(FILE, 1, 1, 2), ("单位",)),
        (Place(FILE, 2, 3, 2), ("单位", "名称")),
        (Place(FILE, 4, 8, 1), ("单位", "清单", 0, "甲")),
        (Place(FILE, 4, 14, 1), ("单位", "清单", 0, "乙")),
        (Place(FILE, 2, 3, 2), ("单位", "名称", "没有的")),
        (Place(FILE, 1, 1), ("没有的",)),
        (Place(FILE, 1, 1), ()),
    ],
)
def test_a_key_has_a_place_counted_in_characters(
    expected: Place, path: tuple[str | int, ...]
) -> None:
    assert expected == read(PLACED).key_place(path)


@pytest.mark.parametrize(
    ("expected", "path"),
    [
        (Place(FILE, 2, 7, 2), ("单位", "名称")),
        (Place(FILE, 4, 7, 1), ("单位", "清单", 0)),
        (Place(FILE, 4, 11, 1), ("单位", "清单", 0, "甲")),
        (Place(FILE, 4, 17, 5), ("单位", "清单", 0, "乙")),
        (Place(FILE, 4, 7, 1), ("单位", "清单", 0, "没有的")),
        (Place(FILE, 1, 1), ("没有的",)),
        (Place(FILE, 1, 1), ()),
    ],
)
def test_a_value_has_a_place_counted_in_characters(
    expected: Place, path: tuple[str | int, ...]
) -> None:
    assert expected == read(PLACED).place(path)


def test_a_value_of_several_lines_is_marked_at_its_first_character() -> None:
    assert read("甲: 一\n        二二二\n").place(("甲",)) == Place(FILE, 1, 4, 1)


def test_a_character_outside_the_basic_plane_counts_as_one() -> None:
    assert where(refuse("{😀: 1, 乙: 1, 乙: 2}\n".encode())) == [("F109", "126.yaml:1:14")]


# -- files --------------------------------------------------------------------------------------


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("文种: 部门决算\n", encoding="utf-8")
    found, faults = source.load(tmp_path / FILE)
    assert faults == []
    assert found is not None
    assert (str(tmp_path / FILE), {"文种": "部门决算"}) == (found.file, found.data)


def test_a_file_on_disk_is_never_read_in_part(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes("甲: 1\n#".encode() + b"x" * legible.MAX_BYTES)
    found, (fault,) = source.load(tmp_path / FILE)
    assert found is None
    assert fault.code == "F102"


def test_faults_give_a_file_the_name_that_is_wanted(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("甲: 1\n甲: 2\n", encoding="utf-8")
    _, faults = source.load(tmp_path / FILE, "inputs/126.yaml")
    assert where(faults) == [("F109", "inputs/126.yaml:2:1")]


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ("找不到这个文件", FileNotFoundError()),
        ("没有读取这个文件的权限", PermissionError()),
        ("这个文件读不出来", IsADirectoryError()),
        ("这个文件读不出来", OSError()),
    ],
)
def test_a_file_that_cannot_be_opened_is_a_fault(
    message: str, error: OSError, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(reading, "read", fail)
    found, (fault,) = source.load(Path(FILE))
    assert found is None
    assert ("F101", message, "126.yaml:1:1") == (fault.code, fault.message, str(fault.place))


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    _, (fault,) = source.load(tmp_path / "没有.yaml")
    assert fault.message == "找不到这个文件"


def test_a_folder_is_no_filing(tmp_path: Path) -> None:
    _, (fault,) = source.load(tmp_path)
    assert fault.code == "F101"
