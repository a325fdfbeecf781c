"""What other programs read: every value of every fault, under one spelling, for any text."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import ONLY_TOLD, Edit
from support.properties import examples

from generator.diagnostics import Fault, FormPlace, Place, Severity
from generator.reporting.results_json import ResultsJson
from generator.units import batch
from generator.units.batch import Job
from generator.units.result import STATES, Result

FILE = "126.yaml"
ERROR = Fault("S203", "“5O8” 不是金额", Place(FILE, 42, 11, 3), help="检查数字 0")
WARNING = Fault("L405", "按填报的名称印", Place(FILE, 3, 1), Severity.WARNING)
DOCUMENT = Path("output") / "甲.docx"


def result(*faults: Fault, unit: str = "", written: Path | None = None) -> Result:
    """What became of one filing, with these faults."""
    return Result(FILE, faults, unit, wanted=True, written=written, seconds=0.25)


def as_json(results: Sequence[Result]) -> str:
    """The results as one JSON object, its pieces taken together."""
    pieces = ResultsJson()
    counts = Counter(result.state for result in results)
    body = "".join(pieces.next(result) for result in results)
    return body + pieces.end({state: counts[state] for state in STATES})


def told(*results: Result) -> list[dict[str, Any]]:
    """What is said of each filing."""
    content = json.loads(as_json(results))
    assert isinstance(content["结果"], list)
    return content["结果"]


# -- one filing ---------------------------------------------------------------------------------


def test_a_filing_with_a_fault_is_told_with_all_its_values() -> None:
    assert told(result(ERROR, unit="福州市档案馆")) == [
        {
            "文件": FILE,
            "单位": "福州市档案馆",
            "结论": "有错误",
            "文档": None,
            "错误数": 1,
            "提示数": 0,
            "问题": [
                {
                    "代码": "S203",
                    "程度": "错误",
                    "说明": "“5O8” 不是金额",
                    "文件": FILE,
                    "行": 42,
                    "列": 11,
                    "宽": 3,
                    "注": [],
                    "有关行": [],
                    "建议": "检查数字 0",
                }
            ],
        }
    ]


def test_notes_and_related_lines_are_told() -> None:
    related = ((Place(FILE, 9, 5, 4), ""), (Place(FILE, 7, 1), "先写在这里"))
    fault = replace(ERROR, notes=("依据：甲", "乙"), related=related, help="")
    problem = told(result(fault))[0]["问题"][0]
    assert problem["注"] == ["依据：甲", "乙"]
    assert problem["有关行"] == [
        {"文件": FILE, "行": 9, "列": 5, "宽": 4, "说明": None},
        {"文件": FILE, "行": 7, "列": 1, "宽": 1, "说明": "先写在这里"},
    ]
    assert problem["建议"] is None


def test_a_fault_of_a_form_is_told_with_its_paragraph() -> None:
    place = FormPlace("document.docx", "word/document.xml", 214, "{{ 收人 }}")
    problem = told(result(Fault("D502", "没有“收人”", place)))[0]["问题"][0]
    where = {"文件": "document.docx", "部件": "word/document.xml", "段落": 214}
    assert {**where, "文字": "{{ 收人 }}"} == {
        key: problem[key] for key in ("文件", "部件", "段落", "文字")
    }
    assert not {"行", "列", "宽"} & set(problem)


def test_errors_come_before_warnings_and_keep_their_order() -> None:
    faults = [WARNING, replace(ERROR, code="S201"), replace(WARNING, code="C308"), ERROR]
    problems = told(result(*faults))[0]["问题"]
    assert ["S201", "S203", "L405", "C308"] == [problem["代码"] for problem in problems]
    assert ["错误", "错误", "提示", "提示"] == [problem["程度"] for problem in problems]


@pytest.mark.parametrize(
    ("expected", "faults", "written"),
    [
        (("无错误", None, 0, 0), (), None),
        (("无错误", None, 0, 1), (WARNING,), None),
        (("有错误", None, 2, 1), (ERROR, WARNING, ERROR), None),
        (("已生成", str(DOCUMENT), 0, 1), (WARNING,), DOCUMENT),
        (("已生成", str(DOCUMENT), 1, 0), (ERROR,), DOCUMENT),
    ],
)
def test_the_verdict_stands_beside_the_document_and_the_counts(
    expected: tuple[object, ...], faults: tuple[Fault, ...], written: Path | None
) -> None:
    said = told(result(*faults, written=written))[0]
    assert expected == tuple(said[key] for key in ("结论", "文档", "错误数", "提示数"))


def test_a_file_that_cannot_be_read_has_no_unit() -> None:
    assert told(result(Fault("F101", "找不到", Place(FILE, 1, 1))))[0]["单位"] is None


# -- many filings -------------------------------------------------------------------------------


def test_no_filings_are_an_empty_list() -> None:
    counts = '{"无错误": 0, "有提示": 0, "有错误": 0, "未变": 0}'
    assert as_json([]) == f'{{\n  "版本": 1,\n  "结果": [],\n  "汇总": {counts}\n}}\n'


def test_the_states_of_all_filings_are_counted() -> None:
    results = [result(ERROR), result(WARNING), result(), result(ERROR)]
    expected = {"无错误": 1, "有提示": 1, "有错误": 2, "未变": 0}
    assert expected == json.loads(as_json(results))["汇总"]


def test_a_filing_that_was_left_alone_is_told_with_what_the_record_says() -> None:
    said = told(replace(result(written=DOCUMENT), recorded=3))[0]
    expected: tuple[object, ...] = ("未变", str(DOCUMENT), 0, 3, [])
    assert expected == tuple(said[key] for key in ("结论", "文档", "错误数", "提示数", "问题"))


def test_the_pieces_are_laid_out_like_any_json() -> None:
    content = json.loads(as_json([result(ERROR), result()]))
    usual = json.dumps(content, ensure_ascii=False, indent=2).splitlines()
    assert usual[:-7] == as_json([result(ERROR), result()]).splitlines()[:-2]


def test_filings_keep_their_order() -> None:
    results = [Result(name, (), seconds=0.1) for name in ("乙", "甲", "丙")]
    assert ["乙", "甲", "丙"] == [said["文件"] for said in told(*results)]


def test_the_time_taken_is_not_told() -> None:
    assert as_json([result(ERROR)]) == as_json([replace(result(ERROR), seconds=9.5)])


def test_a_checked_filing_is_told_by_its_own_faults(edited: Edit) -> None:
    path = edited(("基本支出: 5086823.81}", "基本支出: 5O86823.81}"))
    said = told(*batch.run([path], Job()))[0]
    assert ("福州市“智慧福州”管理服务中心", "有错误") == (said["单位"], said["结论"])
    assert ["S203"] == [it["代码"] for it in said["问题"] if it["代码"] != ONLY_TOLD]


# -- any text -----------------------------------------------------------------------------------

ANY = st.text(max_size=20)
PLACES = st.builds(Place, ANY, st.integers(), st.integers(), st.integers())
FAULTS = st.builds(
    Fault,
    ANY,
    ANY,
    PLACES | st.builds(FormPlace, ANY, ANY, st.integers(), ANY),
    st.sampled_from(Severity),
    st.lists(ANY, max_size=2).map(tuple),
    st.lists(st.tuples(PLACES, ANY), max_size=2).map(tuple),
    ANY,
)


@given(FAULTS)
@examples(150)
def test_any_text_comes_back_as_it_was(fault: Fault) -> None:
    text = as_json([result(fault)])
    problem = json.loads(text.encode("utf-8"))["结果"][0]["问题"][0]
    place = fault.place
    assert (fault.code, fault.message, place.file) == tuple(
        problem[key] for key in ("代码", "说明", "文件")
    )
    assert list(fault.notes) == problem["注"]
    assert [label or None for _, label in fault.related] == [
        line["说明"] for line in problem["有关行"]
    ]
    assert (fault.help or None) == problem["建议"]


def test_half_a_character_of_a_file_name_comes_back_as_it_was() -> None:
    name = "收\udcb2入.yaml"
    text = as_json([Result(name, (), seconds=0.1)])
    assert name == json.loads(text.encode("utf-8"))["结果"][0]["文件"]


def test_chinese_stands_in_the_text_as_it_is() -> None:
    assert "“5O8” 不是金额" in as_json([result(ERROR)])
