"""The text behind a tag is held to what the tag prints."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from support.forms import BODY, body, linted, p, row, said, saved, table
from support.packs import example_pack

from generator.forms import linting
from generator.money import Style

OTHER = "换一种数式，或改正后面的字"
AMOUNT = "“{{ 三公经费.合计 | "


@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        (
            "{{ 三公经费.合计 | 整数 }}万元",
            AMOUNT + "整数 }}”印的是元，后面却是“万元”",
            "“万元”前面用数式“万元”，或改正后面的单位",
        ),
        (
            "{{ 三公经费.合计 | 万元 }}元",
            AMOUNT + "万元 }}”印的是万元，后面却是“元”",
            "“元”前面用数式“整数”，或改正后面的单位",
        ),
        (
            "{{ 三公经费.合计 | 万元 }}亿元",
            AMOUNT + "万元 }}”印的是万元，后面却是“亿元”",
            "改正后面的单位",
        ),
        (
            "{{ 部门概况.内设机构 | 整数 }}元",
            "“{{ 部门概况.内设机构 | 整数 }}”印的是个数，后面却是“元”",
            "删去“元”，或改正前面的名称",
        ),
        ("{{ 三公经费.合计 | 万元 }}%", AMOUNT + "万元 }}”印的是金额，后面却是“%”", ""),
        (
            "{{ 政府采购.中小企业占比 | 百分数 }}‰",
            "“{{ 政府采购.中小企业占比 | 百分数 }}”"
            "印的是比率除以 0.01，后面却是“‰”（应除以 0.001）",
            "换一种数式，或改正后面的字",
        ),
    ],
)
def test_a_unit_that_is_not_the_style_s_is_answered(
    tmp_path: Path, text: str, message: str, help_: str
) -> None:
    assert [("D541", 1, message, help_)] == said(linted(tmp_path, {BODY: body(p(text))}))


@pytest.mark.parametrize(
    "text",
    [
        "{{ 三公经费.合计 | 万元 }}万元，其中 {{ 三公经费.公务接待费 | 万元 }} 万元",
        "{{ 三公经费.合计 | 整数 }}元",
        "{{ 三公经费.合计 | 万元 }}{% if 三公经费.合计.有数 %}万元{% endif %}",
        "{{ 部门概况.内设机构 | 整数 }}个，元旦前",
    ],
)
def test_a_unit_that_goes_with_the_style_is_right(tmp_path: Path, text: str) -> None:
    assert [] == said(linted(tmp_path, {BODY: body(p(text))}))


def test_a_percentage_in_a_sentence_has_its_sign_somewhere(tmp_path: Path) -> None:
    tag = "{{ 政府采购.中小企业占比 | 百分数 }}"
    right = [
        p(f"占{tag}%。"),
        p(f"占比（%）：{tag}"),
        p(f"占百分之{tag}。"),
        p(tag),
        table(row(tag)),
    ]
    message = f"“{tag}”印的是比率除以 0.01，后面没有“%”"
    faults = said(linted(tmp_path, {BODY: body(p(f"占{tag}。"), *right)}))
    assert [("D541", 1, message, OTHER)] == [fault for fault in faults if fault[0] == "D541"]


def test_a_zero_in_words_has_no_unit_behind_it(tmp_path: Path) -> None:
    pack = example_pack()
    styles = {**pack.wording.styles, "万元无": Style("万元无", Decimal(10000), zero="无")}
    pack = replace(pack, wording=pack.wording._replace(styles=styles))
    tag = "{{ 三公经费.合计 | 万元无 }}"
    form = saved(tmp_path, {BODY: body(p(f"{tag}万元"), p(tag))})
    message = f"“{tag}”零印成“无”，后面却有“万元”"
    assert [("D541", 1, message, "")] == said(linting.lint(form, pack, "表样.docx"))


def test_the_text_behind_each_of_several_tags_is_its_own(tmp_path: Path) -> None:
    right, wrong = "{{ 三公经费.合计 | 万元 }}万元，", "{{ 三公经费.合计 | 万元 }}元"
    faults = said(linted(tmp_path, {BODY: body(p(right + wrong))}))
    assert [("D541", 1)] == [fault[:2] for fault in faults]


def test_a_phrase_that_ends_its_sentence_stands_before_no_mark(tmp_path: Path) -> None:
    pack = example_pack()
    name, phrase = "比上年决算数", pack.wording.phrases["比上年决算数"]
    case = next(iter(phrase.cases))
    ending = phrase._replace(cases={**phrase.cases, case: f"{phrase.cases[case]}。"})
    phrases = {**pack.wording.phrases, name: ending}
    pack = replace(pack, wording=pack.wording._replace(phrases=phrases))
    tag = f"{{{{ 三公经费.合计 | {name} }}}}"
    form = saved(tmp_path, {BODY: body(p(f"{tag}。"), p(tag), p(f"{tag}其中"))})
    message = f"“{tag}”后面是“。”，短语的“{case}”末尾已经有标点，会印成两个"
    help_ = "删去 phrases.yaml 里句末的标点，或者表样里的"
    assert [("D541", 1, message, help_)] == said(linting.lint(form, pack, "表样.docx"))
