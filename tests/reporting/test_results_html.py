"""The page that a bureau sends: every fault with its lines, and no text taken for markup."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.calls import run
from support.examples import ROOT, TEXT_FIRST, Edit
from support.properties import examples

from generator.charts.shown import ShownChart, ShownPoint
from generator.diagnostics import Fault, FormPlace, Place, Severity
from generator.reporting import results_html
from generator.reporting.results_html import as_html
from generator.units import batch
from generator.units.batch import Job
from generator.units.result import Result

FILE = "126.yaml"
UNIT, TEXT = "甲馆", "单位: {名称: 甲馆}\n收入:\n  - 金额: 5O8\n  - 金额: 7\n"
ERROR = Fault("S203", "“5O8” 不是金额", Place(FILE, 3, 9, 3), help="检查数字 0")
WARNING = Fault("L405", "按填报的名称印", Place(FILE, 4, 3), Severity.WARNING)
VOID = {"meta", "br", "input"}


class Page(HTMLParser):
    """A page taken apart: its tags, its text, and the text within each tag or class."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.within: dict[str, list[str]] = {}
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes += given.items()
        if tag not in VOID:
            self.open.append((tag, given.get("class", "")))
            for name in {tag, given.get("class", "")}:
                self.within.setdefault(name, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()[0]

    def handle_data(self, data: str) -> None:
        for name in {name for names in self.open for name in names}:
            self.within[name][-1] += data


def result(
    *faults: Fault, unit: str = UNIT, text: str | None = TEXT, written: Path | None = None
) -> Result:
    """What became of one filing, with these faults."""
    texts = {} if text is None else {FILE: text}
    return Result(FILE, faults, unit, texts, wanted=True, written=written, seconds=0.25)


def page(*results: Result) -> Page:
    """The page of some results, taken apart; every tag that opens is closed."""
    made = Page(as_html(results))
    assert [] == made.open
    return made


def within(name: str, *results: Result) -> list[str]:
    """The texts within every tag or class of a name."""
    return [text.strip() for text in page(*results).within.get(name, [])]


# -- the page -----------------------------------------------------------------------------------


def test_the_page_says_its_language_and_its_title() -> None:
    html = as_html([])
    assert html.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n')
    assert ["填报文件检查报告"] == within("title")
    assert ["填报文件检查报告"] == within("h1")


def test_the_page_stands_alone_and_runs_nothing() -> None:
    made = page(result(ERROR, WARNING))
    assert set() == {"script", "link", "img", "iframe", "form"} & set(made.tags)
    assert set() == {"src", "style"} & {name for name, _ in made.attributes}
    assert re.search(r"url\(|@import|https?:", as_html([result(ERROR)])) is None


def test_the_same_results_make_the_same_page_whatever_time_they_took() -> None:
    assert as_html([result(ERROR)]) == as_html([replace(result(ERROR), seconds=9.5)])


# -- the table of all filings -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "faults", "written"),
    [
        (["甲馆", "无错误", "0", "0"], (), None),
        (["甲馆", "无错误", "0", "1"], (WARNING,), None),
        (["甲馆", "有错误", "2", "1"], (ERROR, WARNING, ERROR), None),
        (["甲馆", "已生成", "0", "0"], (), Path("甲.docx")),
    ],
)
def test_every_filing_has_a_row(
    expected: list[str], faults: tuple[Fault, ...], written: Path | None
) -> None:
    assert expected == within("td", result(*faults, written=written))[:4]


def test_a_filing_whose_unit_is_unknown_says_so() -> None:
    assert within("td", result(unit="", text=None))[0] == "（未读出）"


def test_the_filings_are_counted() -> None:
    counted = within("total", result(ERROR), result(), result(WARNING))
    assert ["共 3 个填报文件：2 个无错误，1 个有错误"] == counted


def test_a_row_leads_to_its_faults() -> None:
    attributes = page(result(), result(ERROR)).attributes
    assert ("href", "#f2") in attributes
    assert ("id", "f2") in attributes


def test_a_filing_without_faults_is_in_the_table_only() -> None:
    assert [] == within("h2", result())
    assert [FILE] == within("a", result(ERROR), result())


# -- the faults of a filing ---------------------------------------------------------------------


def test_filings_with_errors_come_before_those_with_remarks_only() -> None:
    results = [
        result(fault, unit=unit)
        for fault, unit in zip((WARNING, ERROR, ERROR), "甲乙丙", strict=True)
    ]
    assert ["乙", "丙", "甲"] == within("h2", *results)


def test_faults_are_grouped_by_weight_and_subject() -> None:
    faults = [
        WARNING,
        replace(ERROR, code="C302"),
        ERROR,
        replace(ERROR, code="C301"),
        replace(ERROR, code="X999"),
    ]
    assert within("h3", result(*faults)) == [
        "应当改正：填报的内容（1 处）",
        "应当改正：勾稽和完整（2 处）",
        "应当改正：其他（1 处）",
        "请予核实：科目和合计（1 处）",
    ]
    codes = re.findall(r'<span class="code">([^<]*)</span>', as_html([result(*faults)]))
    assert ["错误 S203", "错误 C302", "错误 C301", "错误 X999", "提示 L405"] == codes


def test_a_fault_shows_its_message_its_line_and_what_to_do() -> None:
    made = page(result(ERROR))
    assert made.within["h4"] == ["错误 S203“5O8” 不是金额"]
    assert made.within["lines"] == ["第 3 行  - 金额: 5O8\n"]
    assert made.within["mark"] == ["5O8"]
    assert "建议检查数字 0" in made.within["p"]


def test_related_lines_are_shown_with_their_text_in_the_order_of_the_file() -> None:
    related = ((Place(FILE, 4, 9), "先写在这里"), (Place(FILE, 1, 10, 2), ""))
    fault = replace(ERROR, code="C302", related=related)
    assert within("tr", result(fault))[2:] == [
        "第 3 行  - 金额: 5O8",
        "第 1 行单位: {名称: 甲馆}",
        "第 4 行  - 金额: 7 （先写在这里）",
    ]
    assert ["5O8", "甲馆", "7"] == within("mark", result(fault))


def test_notes_are_shown() -> None:
    shown = within("remark", result(replace(ERROR, notes=("依据：甲", "乙"))))
    assert ["依据：甲", "乙"] == shown


def test_both_amounts_of_an_identity_stand_out() -> None:
    message = "甲表.合计 12.00元，乙表.合计 -7.50元，差 19.50元"
    fault = replace(ERROR, code="C302", message=message)
    assert ["12.00元", "-7.50元", "19.50元"] == within("amount", result(fault))
    assert [f"错误 C302{message}"] == within("h4", result(fault))


def test_the_contributing_lines_of_a_broken_identity_are_shown(edited: Edit) -> None:
    path = edited(("30101 基本工资, 一般公共预算财政拨款: 1187515.32", "30101, 非财政拨款: 1"))
    results = list(batch.run([path], Job()))
    faults = [fault for fault in results[0].faults if fault.code == "C302"]
    lines = path.read_text("utf-8").splitlines()
    typed = {lines[place.line - 1] for fault in faults for place, _ in fault.related}
    shown = "\n".join(page(*results).within["lines"])
    assert typed
    assert set() == {line for line in typed if line not in shown}


def test_a_fault_of_the_filing_as_a_whole_shows_no_line() -> None:
    assert [] == within("lines", result(replace(ERROR, place=Place(FILE, 1, 1))))


@pytest.mark.parametrize("line", [0, 5, 99])
def test_a_place_outside_the_text_is_told_by_its_numbers(line: int) -> None:
    fault = replace(ERROR, place=Place(FILE, line, 3))
    assert [f"第 {line} 行第 3 个字符"] == within("lines", result(fault))


def test_a_file_that_could_not_be_read_tells_where() -> None:
    fault = Fault("F107", "这里不该有冒号", Place(FILE, 4, 10))
    assert ["第 4 行第 10 个字符"] == within("lines", result(fault, unit="", text=None))
    assert [FILE] == within("h2", result(fault, unit="", text=None))


def test_a_place_in_another_file_is_told_with_its_name() -> None:
    fault = Fault("P602", "短语写错", Place("phrases.yaml", 1, 1))
    assert ["phrases.yaml 第 1 行第 1 个字符"] == within("lines", result(fault))


def test_a_fault_of_a_form_shows_its_paragraph() -> None:
    place = FormPlace("document.docx", "word/document.xml", 214, "收入 {{ 收人 }} 万元")
    made = page(result(Fault("D502", "没有“收人”", place)))
    assert "document.docx:第214段" in made.within["file"]
    assert made.within["lines"] == ["原文收入 {{ 收人 }} 万元\n"]


def test_a_written_document_is_named() -> None:
    written = Path("output") / "2024" / "甲馆.docx"
    assert "已生成：甲馆.docx" in within("file", result(WARNING, written=written))


# -- lines --------------------------------------------------------------------------------------


@given(st.text("ab中 <&", min_size=1, max_size=700), st.text("ab中 <&", max_size=700))
@examples(100)
def test_the_mark_stands_on_its_character_however_long_the_line_is(before: str, after: str) -> None:
    place = Place(FILE, 1, len(before) + 1)
    made = page(result(replace(ERROR, place=place), text=f"{before}✗{after}"))
    assert ["✗"] == made.within["mark"]
    assert len(made.within["lines"][0]) <= results_html.MAX_LINE + len("第 1 行……\n")


def test_a_span_after_the_end_of_its_line_is_still_visible() -> None:
    assert ["\xa0"] == page(result(replace(ERROR, place=Place(FILE, 2, 9)))).within["mark"]


# -- hostile texts ------------------------------------------------------------------------------

HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</style><b>",
        "<!--",
        "]]>",
        "&lt;b&gt;",
        "&#60;b&#62;",
        "javascript:alert(1)",
        "' onmouseover='x",
        "\x00\x1b[31m\u202e\udcff",
    ]
)
ANY = st.lists(HOSTILE | st.text(max_size=8), min_size=1, max_size=4).map("".join)


def everywhere(text: str) -> Result:
    """A result that says a text wherever a result can say one."""
    related = ((Place(text, 2, 1), text), (Place(f"{text}甲", 2, 1), text))
    fault = Fault(text, text, Place(text, 2, 1, 2), Severity.ERROR, (text,), related, text)
    form = Fault(text, text, FormPlace(text, text, 1, text), Severity.WARNING)
    return Result(text, (fault, form), text, {text: f"\n{text}"}, wanted=True, seconds=0.1)


@given(ANY)
@examples(150)
def test_no_text_comes_out_as_markup(text: str) -> None:
    expected, made = page(everywhere("甲")), page(everywhere(f"甲{text}"))
    assert [*expected.tags] == made.tags
    assert [name for name, _ in expected.attributes] == [name for name, _ in made.attributes]
    assert "<script" not in as_html([everywhere(text)]).lower()


@given(ANY)
@examples(150)
def test_every_page_is_utf_8_without_control_characters(text: str) -> None:
    html = as_html([everywhere(text)]).encode("utf-8").decode("utf-8")
    assert [] == re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)


def test_a_text_with_markup_is_shown_as_it_was_typed() -> None:
    hostile = "<script>&amp;“引号”'\"</script>"
    assert [f"错误 S203{hostile}"] == within("h4", result(replace(ERROR, message=hostile)))


# -- colours ------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """The relative luminance of a colour, as WCAG defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_of_text_contrasts_with_every_ground() -> None:
    style = (ROOT / "templates" / "pages" / "layout.html").read_text("utf-8")
    inks = set(re.findall(r"(?<![-\w])color: #([0-9a-f]{6})", style))
    grounds = set(re.findall(r"background: #([0-9a-f]{6})", style))
    contrasts = {
        (ink, ground): (luminance(ground) + 0.05) / (luminance(ink) + 0.05)
        for ink in inks
        for ground in grounds
    }
    assert {"1a1a1a", "8f1414"} <= inks
    assert "ffffff" in grounds
    assert {} == {pair: ratio for pair, ratio in contrasts.items() if ratio < 4.5}


# -- charts ----------------------------------------------------------------------------------------

CHART = ShownChart(
    "支出结构<b>",
    "饼",
    "支出结构：甲类1.00万元",
    ("万元",),
    (ShownPoint("甲类", ("1.00",), ("1.00",), "66.67%"), ShownPoint("乙&类", ("0.50",), ("0.50",))),
)


def drawn(**changes: Any) -> Result:
    return replace(result(), charts=(CHART,), **changes)


def test_a_filing_with_charts_has_them_drawn_with_a_table_beside() -> None:
    made = page(drawn())
    assert ["支出结构<b>"] == made.within["figcaption"]
    assert ["支出结构<b>"] == made.within["title"][1:]
    assert [CHART.alt] == made.within["desc"]
    assert {"role", "viewbox"} <= {name for name, _ in made.attributes}
    assert ["1.00", "66.67%", "0.50", ""] == made.within["number"][-4:]
    assert "乙&类" in made.within["th"]
    assert "script" not in made.tags


def test_a_filing_without_charts_has_no_word_of_them() -> None:
    assert "figure" not in as_html([result(WARNING)])


def test_an_unchanged_filing_says_that_its_hints_are_not_listed() -> None:
    said = "没有改动，没有重新检查；上次有 2 个提示，要看的用 gongkai check 检查。"
    assert said in within("remark", drawn(recorded=2))
    assert [] == within("remark", drawn(recorded=0))


def test_charts_of_a_build_stand_on_the_page_of_its_unit(tmp_path: Path) -> None:
    """So they do where nothing was built again: the record of builds knows them."""
    target, seen = tmp_path / "总览.html", []
    for _ in range(2):
        assert 0 == run("build", TEXT_FIRST, "-o", tmp_path, "--总览", target)
        text = (tmp_path / "总览-各单位" / f"{TEXT_FIRST.stem}.html").read_text("utf-8")
        seen.append(re.findall("<figcaption>(.*)</figcaption>", text))
    assert 7 == len(seen[0])
    assert seen[0] == seen[1]
    assert "总览-各单位" in unquote(target.read_text("utf-8"))
