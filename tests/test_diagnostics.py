"""Faults as values: how a place reads, what stops a document, which word a slip stands for."""

import pytest

from generator.diagnostics import (
    Fault,
    FormPlace,
    Place,
    Severity,
    did_you_mean,
    has_errors,
    nearest,
    spell_column,
)

PLACE = Place("126.yaml", 42, 18, 6)
ERROR = Fault("S203", "“5O8.68” 不是金额", PLACE)
WARNING = Fault("L405", "按填报的名称印", PLACE, Severity.WARNING)


def test_a_place_reads_as_file_line_and_column() -> None:
    assert str(PLACE) == "126.yaml:42:18"


def test_a_place_in_a_spreadsheet_reads_as_file_sheet_and_cell() -> None:
    place = Place("导出.xls", 12, 7, sheet="Z04")
    assert ("导出.xls!Z04!G12", "Z04!G12") == (str(place), place.spot)


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")]
)
def test_columns_have_the_letters_that_spreadsheets_give_them(number: int, letters: str) -> None:
    assert letters == spell_column(number)


def test_a_place_in_a_form_reads_as_file_and_paragraph() -> None:
    assert str(FormPlace("document.docx", "word/document.xml", 7, "年度")) == "document.docx:第7段"


def test_places_are_ordered_by_line_and_then_by_column() -> None:
    first, second, third = Place("a", 2, 9), Place("a", 10, 1), Place("a", 10, 2)
    assert sorted([third, second, first]) == [first, second, third]


def test_a_fault_is_an_error_unless_it_says_otherwise() -> None:
    assert ERROR.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("expected", "faults"),
    [(False, []), (False, [WARNING]), (True, [ERROR]), (True, [WARNING, ERROR])],
)
def test_only_an_error_stops_the_document(expected: bool, faults: list[Fault]) -> None:
    assert expected == has_errors(faults)


@pytest.mark.parametrize(
    ("expected", "word"),
    [
        ("金额单位", "金额单立"),
        ("部门概况", "部门慨况"),
        ("公务接待费", "公务招待费"),
        (None, "备用金"),
        (None, ""),
    ],
)
def test_a_misspelt_word_stands_for_the_nearest_candidate(expected: str | None, word: str) -> None:
    candidates = ["金额单位", "部门概况", "公务接待费"]
    assert expected == nearest(word, candidates)


def test_the_nearest_of_several_near_candidates_is_taken() -> None:
    assert nearest("公务接侍费", ["公务用车费", "公务接待费", "接待费"]) == "公务接待费"


def test_a_suggestion_is_a_question() -> None:
    assert did_you_mean("金额单立", ["年度", "金额单位"]) == "是否应为“金额单位”？"


def test_there_is_no_suggestion_where_nothing_is_near() -> None:
    assert did_you_mean("备用金", ["年度", "金额单位"]) == ""


def test_there_is_no_suggestion_without_candidates() -> None:
    assert did_you_mean("年度", []) == ""


def test_a_word_never_stands_for_its_denial() -> None:
    known = ["非财政拨款", "一般公共预算财政拨款"]
    assert "是否应为“一般公共预算财政拨款”？" == did_you_mean("财政拨款", known)
    assert "" == did_you_mean("财政拨款", known[:1])
