"""Hostile words in every text field: printed whole, for two readers, or refused with a place."""

import copy
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from support.examples import OF_EVERY_PACK
from support.ooxml import paragraphs

from generator import pipeline
from generator.diagnostics import Place, Severity
from generator.filing import source as sources
from generator.filing.yaml_tree import Path_
from generator.kept import library
from generator.packs import finding

FILINGS = {path.stem: path for path in OF_EVERY_PACK}
# They choose a form or a file, or name whose money it is.
NEVER_PRINTED: tuple[Path_, ...] = (
    ("地区",),
    ("上年文件",),
    ("年初预算文件",),
    ("收入", 0, "往来单位"),
    ("支出", 0, "往来单位"),
)
# Some forms do not print the unit's code, or what is said of a unit alone.
CODE, ORGANS = ("单位", "代码"), ("部门概况", "机构设置")
NOT_PRINTED: Mapping[str, Sequence[Path_]] = {
    "126": (),
    "智慧闽清": (CODE,),
    "普陀财政局": (CODE, ORGANS),
    "普陀区商务委员会-部门": (CODE, ORGANS),
    "普陀区商务委员会-单位": (CODE, ("部门概况", "本部")),
    "青溪县文化广播电视和旅游局": (CODE,),
}
TEXT_KINDS = ("文", "段")
MAX_TEXT = 20_000

# An account that no table knows takes the place of this one, so that its name can be given.
KNOWN, UNKNOWN = "2080506 机关事业单位职业年金缴费支出", "2080597"

PRINTED = {
    "标记": "</w:t></w:r></w:p><w:p/>",
    "网页": '<b onclick="x">&amp;</b><!-- 注 --><br/>',
    "实体": "&lt; &#60; &#x3c; &nbsp; &x; <!DOCTYPE a [<!ENTITY x 'y'>]>",
    "字符段": "<![CDATA[甲]]> ]]>",
    "处理指令": "<?xml version='1.0'?><?mso x?>",
    "模板值": "{{ 年度 }}{{ ''.__class__ }}{{r 年度 }}",
    "模板句": "{% for x in y %}{%p if z %}{%tr endfor %}",
    "模板注": "{# 注 #} ${x} #{y} ｛｛年度｝｝ {_甲_} {{{{",
    "表情": "😀𝄞🇨🇳👍🏽",
    "组合字符": "e\u0301 é ก็้ Z\u0351\u034a\u0329 か\u3099 ﬁ Å",
    "扩展汉字": "𠮷𪚥𡃁𰻞 龦㐀",
    "兼容汉字": "豈更車 ㎡ ㈱ ①",
    "私用区": "\ue000\uf8ff\U000f0000\U00100000",
    "右至左": "שלום مرحبا 123 עולם",
    "等号开头": "=1+1",
    "加号开头": "+cmd|' /C calc'!A0",
    "减号开头": "-2+3",
    "爱特开头": "@SUM(A1:A9)",
    "引号": "'单' \"双\" “弯” ‘弯’ `反` ''",
    "反斜线": "\\n \\t \\1 \\g<0> \\x41 \\u4e00 C:\\temp\\",
    "短横": "- 甲 --- ...",
    "问号": "? 乙: 丙 #丁",
    "引用": "&a *a !!python/object:os.system <<",
    "竖线": "| 甲 > 乙 %TAG [1, 2] {a: b}",
    "像数": "0x1F 1e3 12:30 2024-01-01 .inf",
    "像空": "~ null 无 否 no",
    "空格": "前  后   多　全角",
    "不换行空格": "前\u00a0后\u2003宽",
    "句末标点": "到此。；为止！。",
    "空值": "【空】 None NaN",
    "格式": "%s %(x)d {0} {} {x!r:>{y}}",
    "长": "长" * 5_000,
    "很长": "很" * (MAX_TEXT - 20),
    "宽字长": "𠮷" * 3_000,
}
REFUSED = {
    "控制符": "甲\x01乙\x02丙\x03",
    "零": "甲\x00乙",
    "退格": "甲\x08乙\x1b[31m",
    "删除符": "甲\x7f乙\x85",
    "改向": "甲\u202e乙\u202c",
    "隔离": "\u2066甲\u2069",
    "方向标记": "甲\u200e乙\u200f",
    "零宽": "甲\u200b乙\ufeff",
    "连字表情": "👨\u200d👩\u200d👧",
    "异体选择": "❤\ufe0f 葛\U000e0100",
    "段落符": "甲\u2028乙\u2029",
    "非字符": "甲\ufffe乙\uffff",
    "软连字": "甲\u00ad乙",
    "制表": "甲\t乙",
    "太长": "太" * (MAX_TEXT + 1),
}

NAME_OF_UNIT: Path_ = ("单位", "名称")  # also the document's file name

Example = tuple[Mapping[str, Any], Mapping[str, Any]]


@cache
def filing(name: str) -> Example:
    """A filing's data, one account without a name in it, and the rules of its pack."""
    source, _ = sources.load(FILINGS[name])
    assert source is not None
    pack, _ = finding.find(source, library.installed())
    assert pack is not None
    text = json.dumps(source.data, ensure_ascii=False).replace(KNOWN, UNKNOWN)
    data = json.loads(text.replace(KNOWN.split()[0], UNKNOWN))
    return {**data, "科目名称": {UNKNOWN: "新科目"}}, pack.rules


def text_fields(name: str) -> list[Path_]:
    """Where a filing may state words: each field once, each address with words."""
    data, rules = filing(name)
    unprinted = {*NEVER_PRINTED, *NOT_PRINTED[name]}
    return [path for path in _fields(data, rules, ()) if path not in unprinted]


def _fields(node: Mapping[str, Any], rules: Mapping[str, Any], path: Path_) -> Iterator[Path_]:
    for key, rule in rules.items():
        yield from _field(node.get(key), rule, (*path, key))


def _field(value: Any, rule: Mapping[str, Any], path: Path_) -> Iterator[Path_]:
    if rule.get("kind") in TEXT_KINDS:
        yield path
    elif rule.get("addresses") == "文" or "names" in rule:
        yield from _addressed(value, path)
    elif rule.get("type") == "dict" and value is not None:
        yield from _fields(value, rule["schema"], path)
    elif rule.get("type") == "list" and value:
        yield from _fields(value[0], rule["schema"]["schema"], (*path, 0))


def _addressed(value: Any, path: Path_) -> Iterator[Path_]:
    if not isinstance(value, dict):
        yield path
        return
    for key, inner in value.items():
        yield from _addressed(inner, (*path, key))


def label(path: Path_) -> str:
    """A field as a test's failure names it."""
    return ".".join(map(str, path))


def told_apart(text: str, number: int) -> str:
    """The hostile text with a tail that only one field has."""
    return f"{text}〔{number}〕"


def with_texts(name: str, texts: Mapping[Path_, str], folder: Path) -> Path:
    """A filing with other words in some fields (every JSON text is a YAML text)."""
    data, _ = filing(name)
    changed: Any = copy.deepcopy(data)
    for path, text in texts.items():
        node = changed
        for step in path[:-1]:
            node = node[step]
        prose = isinstance(node.get(path[-1]), list)
        node[path[-1]] = [text] if prose else text
    made = folder / f"{name}.yaml"
    made.write_text(json.dumps(changed, ensure_ascii=False, indent=1), encoding="utf-8")
    return made


def read_twice(document: bytes) -> tuple[str, str]:
    """The document's text as two readers have it: lxml on the XML, and python-docx."""
    opened = docx.Document(io.BytesIO(document))
    found = (Paragraph(p, opened) for p in opened.element.body.iter(qn("w:p")))
    return "\n".join(paragraphs(document)), "\n".join(paragraph.text for paragraph in found)


def lost(name: str, texts: Mapping[Path_, str], folder: Path) -> list[str]:
    """The fields whose text does not stand whole in the document for both readers."""
    outcome = pipeline.produce(with_texts(name, texts, folder))
    errors = [fault.message for fault in outcome.faults if fault.severity is Severity.ERROR]
    if errors:
        return errors
    first, second = read_twice(outcome.document)
    return [label(p) for p, text in texts.items() if text not in first or text not in second]


def refusals(name: str, texts: Mapping[Path_, str], folder: Path) -> list[str]:
    """The lines of the filing that errors name; a place that does not exist reads so."""
    path = with_texts(name, texts, folder)
    lines = path.read_text("utf-8").split("\n")
    faults = pipeline.produce(path).faults
    return [_line(fault.place, path, lines) for fault in faults if fault.severity is Severity.ERROR]


def _line(place: object, path: Path, lines: Sequence[str]) -> str:
    known = isinstance(place, Place) and place.file == str(path) and 1 <= place.line <= len(lines)
    return (
        lines[place.line - 1] if known and isinstance(place, Place) else f"{place}: no such place"
    )


def turned(name: str, turn: int) -> dict[Path_, str]:
    """A hostile text in every field, in each turn another one."""
    texts = list(PRINTED.values())
    fields = enumerate(text_fields(name))
    return {
        path: told_apart(texts[(number + turn) % len(texts)], number)
        for number, path in fields
        if path != NAME_OF_UNIT
    }


def unanswered(name: str, hidden: Sequence[tuple[Path_, str]], folder: Path) -> list[str]:
    """The fields in which a text that nobody can see is not refused where it stands."""
    return [f"{label(path)} {key}" for path, key in hidden if not _refused(name, path, key, folder)]


def _refused(name: str, path: Path_, key: str, folder: Path) -> bool:
    found = refusals(name, {path: told_apart(REFUSED[key], 1)}, folder)
    # A text of several paragraphs is named by its key.
    own = ("〔1〕", f'"{path[-1]}"')
    return bool(found) and all(any(it in line for it in own) for line in found)


TURNS = [(name, turn) for name in FILINGS for turn in range(len(PRINTED))]
EVERY = 23  # of the hidden ones, how many there are for each that the ordinary suite takes


def test_every_text_field_prints_its_own_words_for_both_readers(tmp_path: Path) -> None:
    for name in FILINGS:
        texts = {path: told_apart("寻", n) for n, path in enumerate(text_fields(name))}
        assert [] == lost(name, texts, tmp_path)


@pytest.mark.parametrize("name", FILINGS)
def test_hostile_words_in_every_field_are_printed_whole(name: str, tmp_path: Path) -> None:
    assert [] == lost(name, turned(name, 0), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "turn"), TURNS)
def test_every_hostile_text_is_printed_whole_in_every_field(
    name: str, turn: int, tmp_path: Path
) -> None:
    assert [] == lost(name, turned(name, turn), tmp_path)


@pytest.mark.parametrize("name", FILINGS)
def test_a_hidden_character_is_refused_where_it_stands(name: str, tmp_path: Path) -> None:
    hidden = [(path, key) for path in text_fields(name) for key in REFUSED][::EVERY]
    assert [] == unanswered(name, hidden, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("key", REFUSED)
@pytest.mark.parametrize("name", FILINGS)
def test_every_hidden_character_is_refused_in_every_field(
    name: str, key: str, tmp_path: Path
) -> None:
    assert [] == unanswered(name, [(path, key) for path in text_fields(name)], tmp_path)


@pytest.mark.parametrize("name", FILINGS)
@pytest.mark.parametrize("key", ["模板值", "表情", "扩展汉字", "右至左", "等号开头"])
def test_a_unit_may_have_an_odd_name(name: str, key: str, tmp_path: Path) -> None:
    assert [] == lost(name, {NAME_OF_UNIT: PRINTED[key]}, tmp_path)


@pytest.mark.parametrize("name", FILINGS)
@pytest.mark.parametrize("key", ["标记", "反斜线", "问号", "竖线", "长", "引号"])
def test_a_unit_whose_name_cannot_be_a_file_name_is_refused(
    name: str, key: str, tmp_path: Path
) -> None:
    (line,) = refusals(name, {NAME_OF_UNIT: PRINTED[key]}, tmp_path)
    assert json.dumps({"名称": PRINTED[key]}, ensure_ascii=False)[1:-1] in line
