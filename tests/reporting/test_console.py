"""What the officer reads: the fault with its line, the caret under it, the document by name."""

import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.properties import examples

from generator.diagnostics import Fault, FormPlace, Place, Severity
from generator.forms.fields import FormField
from generator.reporting import console, progress
from generator.units.result import Result
from generator.units.summary import Tally

FILE = "126.yaml"


def shown(line: str, column: int, width: int = 1) -> tuple[str, str]:
    """The excerpt of a line and its carets, without the margin."""
    text = console.fault_text(Fault("S203", "错", Place(FILE, 1, column, width)), {FILE: line})
    _, _, excerpt, carets = text.splitlines()
    return excerpt.removeprefix("1 | "), carets.removeprefix("  | ")


# -- one fault ----------------------------------------------------------------------------------


def test_a_fault_is_shown_with_its_line_and_a_suggestion() -> None:
    texts = {FILE: "收入:\n" * 41 + "    基本支出: 5O8.68\n年度: 2024\n"}
    fault = Fault("S203", "“5O8.68” 不是金额", Place(FILE, 42, 11, 6), help="检查数字 0")
    assert console.fault_text(fault, texts).splitlines() == [
        "126.yaml:42:11: 错误 S203 “5O8.68” 不是金额",
        "   |",
        "42 |     基本支出: 5O8.68",
        "   |               ^^^^^^",
        "   = 建议：检查数字 0",
    ]


@pytest.mark.parametrize("char", ["“", "”", "≥", "—", "·", "①"])
def test_before_the_caret_stands_what_is_as_wide_as_the_text(char: str) -> None:
    assert (f"指标{char}: 错", "    · ^") == shown(f"指标{char}: 错", 5)


def test_a_fault_without_a_source_has_no_excerpt() -> None:
    fault = Fault("F101", "找不到这个文件", Place(FILE, 1, 1))
    assert console.fault_text(fault) == "126.yaml:1:1: 错误 F101 找不到这个文件\n"


def test_notes_and_related_lines_stand_between_the_excerpt_and_the_suggestion() -> None:
    related = ((Place(FILE, 9, 1), "甲"), (Place(FILE, 3, 1), "乙"), (Place(FILE, 9, 4), "丙"))
    fault = Fault(
        "L406",
        "不相等",
        Place(FILE, 2, 1),
        Severity.WARNING,
        ("第一条", "第二条"),
        related,
        "核对",
    )
    assert console.fault_text(fault).splitlines() == [
        "126.yaml:2:1: 提示 L406 不相等",
        "  = 第一条",
        "  = 第二条",
        "  = 有关的行：第 3、9 行",
        "  = 建议：核对",
    ]


def test_a_fault_of_a_form_shows_its_paragraph() -> None:
    place = FormPlace("document.docx", "word/document.xml", 214, "收入 {{ 收人 | 万元 }} 万元")
    fault = Fault("T503", "没有“收人”", place)
    assert console.fault_text(fault).splitlines() == [
        "document.docx:第214段: 错误 T503 没有“收人”",
        " | 收入 {{ 收人 | 万元 }} 万元",
    ]


def test_a_fault_of_a_form_as_a_whole_shows_no_paragraph() -> None:
    place = FormPlace("document.docx", "word/document.xml", 0, "")
    assert console.fault_text(Fault("T501", "错", place)).count("\n") == 1


def test_a_long_paragraph_of_a_form_is_clipped() -> None:
    place = FormPlace("document.docx", "word/document.xml", 1, "a" * 500)
    excerpt = console.fault_text(Fault("T503", "错", place)).splitlines()[1]
    assert excerpt == " | " + "a" * console.MAX_SHOWN


@pytest.mark.parametrize("line", [0, 4, 99])
def test_a_place_outside_the_text_has_no_excerpt(line: int) -> None:
    fault = Fault("S202", "缺少“年度”", Place(FILE, line, 1))
    text = console.fault_text(fault, {FILE: "甲: 1\n乙: 2\n丙: 3"})
    assert text == f"126.yaml:{line}:1: 错误 S202 缺少“年度”\n"


def test_an_empty_line_is_not_shown() -> None:
    fault = Fault("S202", "缺少“年度”", Place(FILE, 1, 1))
    assert console.fault_text(fault, {FILE: "\n甲: 1\n"}).count("\n") == 1


# -- the caret ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "text"),
    [(0, ""), (3, "a-1"), (4, "福州"), (2, "："), (2, "Ａ"), (1, "ｱ"), (2, "😀"), (7, "a福 州b")],
)
def test_wide_characters_take_two_columns(expected: int, text: str) -> None:
    assert expected == console.display_width(text)


@pytest.mark.parametrize(
    ("expected", "line", "column", "width"),
    [
        ("    ^", "甲: 1", 4, 0),
        ("     ^", "甲:  1", 5, 1),
        ("^^^^", "年度: 2024", 1, 2),
        ("      ^^^^", "年度: 2024", 5, 4),
        ("      ^^^^", "年度: 福州", 5, 2),
        ("     ^^^", "甲乙a福b", 4, 3),
        ("      ^^", "甲: 乙丙", 5, 9),
        ("     ^", "年度:", 4, 1),
    ],
)
def test_the_carets_stand_under_the_marked_text(
    expected: str, line: str, column: int, width: int
) -> None:
    assert (line, expected) == shown(line, column, width)


@given(
    st.text("aＡ中·1 😀", max_size=300).map(lambda text: "a" + text),
    st.text("aＡ中·1 😀", max_size=300),
)
@examples(150)
def test_the_caret_stands_under_its_character_however_long_the_line_is(
    before: str, after: str
) -> None:
    excerpt, carets = shown(f"{before}✗{after}", len(before) + 1)
    assert console.display_width(excerpt[: excerpt.index("✗")]) == carets.index("^")


def test_a_line_that_fits_is_shown_whole() -> None:
    line = "a" * console.MAX_SHOWN
    assert shown(line, console.MAX_SHOWN)[0] == line


def test_a_long_line_is_shown_from_its_start_when_the_fault_stands_there() -> None:
    assert shown("✗" + "a" * 500, 1) == ("✗" + "a" * (console.MAX_SHOWN - 1), "^")


def test_a_long_line_is_clipped_so_that_the_fault_is_seen() -> None:
    excerpt, carets = shown("a" * 300 + "✗" + "b" * 300, 301)
    assert excerpt == "a" * (console.MAX_SHOWN - 1) + "✗"
    assert carets == " " * (console.MAX_SHOWN - 1) + "^"


def test_the_carets_end_with_the_excerpt() -> None:
    excerpt, carets = shown("a" * 600, 301, 300)
    assert len(excerpt) == len(carets)


def test_a_line_as_long_as_a_file_is_cut_at_once() -> None:
    begun = time.process_time()
    excerpt, carets = shown("a" * 2_000_000 + "✗" + "b" * 2_000_000, 2_000_001, 5)
    assert ("a", "^") == (excerpt[0], carets[-1])
    assert 1 > time.process_time() - begun


# -- many faults --------------------------------------------------------------------------------


def test_of_thousands_the_first_are_told_and_the_rest_counted() -> None:
    text = "收入: x\n" * 10_000
    weights = {1: Severity.WARNING}
    faults = [
        Fault("S203", "错", Place(FILE, line, 1), weights.get(line, Severity.ERROR))
        for line in range(1, 10_001)
    ]
    begun = time.process_time()
    told = console.faults_text(faults, {FILE: text})
    assert console.MAX_TOLD == told.count("S203")
    assert "另有 9500 处没有列出（9499 个错误、1 个提示）；改好上面的再查" == told.splitlines()[-1]
    assert 2 > time.process_time() - begun


def test_errors_come_before_warnings_and_keep_their_order() -> None:
    def fault(code: str, line: int, severity: Severity) -> Fault:
        return Fault(code, "错", Place(FILE, line, 1), severity)

    faults = [
        fault("L405", 1, Severity.WARNING),
        fault("S203", 9, Severity.ERROR),
        fault("L407", 2, Severity.WARNING),
        fault("S201", 3, Severity.ERROR),
    ]
    assert console.faults_text(faults).split("\n\n") == [
        "126.yaml:9:1: 错误 S203 错",
        "126.yaml:3:1: 错误 S201 错",
        "126.yaml:1:1: 提示 L405 错",
        "126.yaml:2:1: 提示 L407 错\n",
    ]


# -- what became of a filing --------------------------------------------------------------------

ERROR = Fault("S204", "“年度”待填", Place(FILE, 1, 1))
WARNING = Fault("L405", "按填报的名称印", Place(FILE, 1, 1), Severity.WARNING)
DOCUMENT = Path("output") / "2024" / "甲.docx"


@pytest.mark.parametrize(
    ("expected", "faults", "wanted", "written"),
    [
        (f"已生成 {DOCUMENT}（0.25 秒）", (), True, DOCUMENT),
        (f"已生成 {DOCUMENT}（0.25 秒）", (WARNING,), True, DOCUMENT),
        (
            f"已生成 {DOCUMENT}，还有 2 个错误待改，待填 2 处（0.25 秒）",
            (ERROR, WARNING, ERROR),
            True,
            DOCUMENT,
        ),
        ("126.yaml：1 个错误，没有生成文档，待填 1 处（0.25 秒）", (ERROR, WARNING), True, None),
        ("126.yaml：1 个错误，待填 1 处（0.25 秒）", (ERROR, WARNING), False, None),
        ("126.yaml：检查通过（0.25 秒）", (WARNING,), False, None),
    ],
)
def test_one_line_says_what_became_of_a_filing(
    expected: str,
    faults: tuple[Fault, ...],
    wanted: bool,
    written: Path | None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    console.tell(Result(FILE, faults, wanted=wanted, written=written, seconds=0.25))
    assert expected + "\n" == capsys.readouterr().out


def test_prose_that_is_marked_for_review_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    console.tell(Result(FILE, marked=2, wanted=True, written=DOCUMENT, seconds=0.25))
    assert f"已生成 {DOCUMENT}，请核对 2 处（0.25 秒）\n" == capsys.readouterr().out


def test_a_filing_without_faults_has_none_told(capsys: pytest.CaptureFixture[str]) -> None:
    console.tell(Result(FILE, (), wanted=True, written=DOCUMENT, seconds=0.25))
    assert capsys.readouterr().err == ""


def test_faults_are_told_apart_from_results(capsys: pytest.CaptureFixture[str]) -> None:
    console.tell(Result(FILE, (ERROR,), wanted=True, seconds=0.25), "[1/2] ")
    told = capsys.readouterr()
    assert told.err == "126.yaml:1:1: 错误 S204 “年度”待填\n\n"
    assert told.out == "[1/2] 126.yaml：1 个错误，没有生成文档，待填 1 处（0.25 秒）\n"


@pytest.mark.parametrize(("form", "first"), [("text", "[1/2] "), ("json", "{\n"), ("html", "")])
def test_many_results_are_told_in_the_form_that_was_asked_for(
    form: str, first: str, capsys: pytest.CaptureFixture[str]
) -> None:
    results = [
        Result(FILE, (ERROR,), wanted=True, seconds=0.25),
        Result(FILE, (), wanted=True, written=DOCUMENT, seconds=0.25),
    ]
    assert results == list(progress.follow(results, Tally(2), form))
    assert first == capsys.readouterr().out[: len(first)]


def test_a_table_at_the_end_counts_the_filings(capsys: pytest.CaptureFixture[str]) -> None:
    results = [
        Result(FILE, (ERROR,), wanted=True, seconds=0.25),
        Result(FILE, (), wanted=True, written=DOCUMENT, seconds=0.25),
    ]
    list(progress.follow(results, Tally(2), "text"))
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "填报文件  无错误  有提示  有错误  未变",
        "       2       1       0       1     0",
    ]


# -- very many filings --------------------------------------------------------------------------


def of_many(*results: Result) -> None:
    list(progress.follow(iter(results), Tally(progress.FEW + 1), "text"))


def test_of_very_many_only_those_with_errors_are_told_each_with_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = Fault("S203", "不是金额", Place(FILE, 3, 7))
    of_many(
        Result(FILE, (WARNING,), wanted=True, written=DOCUMENT, seconds=0.25),
        Result(FILE, (WARNING, ERROR, other), wanted=True, seconds=0.25),
        Result(FILE, (other,), wanted=True, seconds=0.25),
    )
    assert capsys.readouterr().err.splitlines() == [
        "[2/51] 126.yaml：2 个错误，没有生成文档，待填 1 处（0.25 秒）",
        "    126.yaml:1:1: S204 “年度”待填（另有 1 个）",
        "[3/51] 126.yaml：1 个错误，没有生成文档（0.25 秒）",
        "    126.yaml:3:7: S203 不是金额",
    ]


def test_a_result_is_handed_on_without_its_document() -> None:
    given = Result(FILE, document=b"x", wanted=True, written=DOCUMENT, seconds=0.25)
    [result] = progress.follow([given], Tally(1), "html")
    assert (b"", DOCUMENT) == (result.document, result.written)


def test_an_unchanged_document_is_told_with_its_number_of_warnings(
    capsys: pytest.CaptureFixture[str],
) -> None:
    console.tell(Result(FILE, wanted=True, written=DOCUMENT, recorded=2))
    console.tell(Result(FILE, wanted=True, written=DOCUMENT, recorded=0))
    assert [
        f"未变 {DOCUMENT}（2 个提示）",
        f"未变 {DOCUMENT}",
    ] == capsys.readouterr().out.splitlines()


# -- the bar ------------------------------------------------------------------------------------


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, total: int, seen: int) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    results = [Result(FILE, (), wanted=True, written=DOCUMENT, seconds=0.25) for _ in range(seen)]
    list(progress.follow(results, Tally(total), "text"))


def test_a_bar_is_shown_on_a_terminal_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_terminal(monkeypatch, 200, 2)
    shown = capsys.readouterr().err
    first, second, gone = (f"░░░░░░░░░░░░░░░░░░░░ {n}/200" for n in (1, 2, 2))
    blank = " " * console.display_width(gone)
    assert ["", first, blank, "", second, blank, ""] == shown.split("\r")


def test_one_filing_needs_no_bar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_terminal(monkeypatch, 1, 1)
    assert "" == capsys.readouterr().err


def test_there_is_no_bar_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    of_many(Result(FILE, (), wanted=True, written=DOCUMENT, seconds=0.25))
    assert "" == capsys.readouterr().err


# -- the names that a form may use --------------------------------------------------------------


def test_names_and_kinds_stand_in_columns(capsys: pytest.CaptureFixture[str]) -> None:
    console.tell_fields(
        [
            FormField("年度", "文", "所属年度", "2024"),
            FormField("三公经费.合计", "元", "合计", "22552.84"),
            FormField("收入", "清单", "本年收入", ""),
        ]
    )
    assert capsys.readouterr().out.splitlines() == [
        "年度           文    所属年度  2024",
        "三公经费.合计  元    合计  22552.84",
        "收入           清单  本年收入",
    ]


def test_a_long_value_is_clipped(capsys: pytest.CaptureFixture[str]) -> None:
    console.tell_fields(
        [FormField("甲", "文", "乙", "一" * 40), FormField("甲", "文", "乙", "一" * 41)]
    )
    whole, clipped = capsys.readouterr().out.splitlines()
    assert whole.endswith("  " + "一" * 40)
    assert clipped.endswith("  " + "一" * 40 + "…")


def test_without_names_nothing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    console.tell_fields([])
    assert capsys.readouterr().out == ""
