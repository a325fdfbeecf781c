"""The form linter: every slip of a form keeper is answered, in the paragraph where it stands."""

import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import rendering
from support.forms import (
    BODY,
    KIND,
    RELATIONS,
    STYLES,
    TYPES,
    body,
    linted,
    p,
    part,
    r,
    row,
    said,
    saved,
    table,
)
from support.packs import HOME, PACK_FILES, example_pack, named
from support.properties import examples

from generator.diagnostics import Fault, FormPlace, Severity
from generator.filling.document import SAVE_AGAIN
from generator.forms import linting
from generator.packs import reading

# -- forms that are right ----------------------------------------------------------------------


@pytest.mark.parametrize("path", PACK_FILES, ids=named)
def test_every_packs_own_form_is_clean(path: Path) -> None:
    pack = reading.read(path, HOME)
    assert [] == linting.lint(pack.form, pack)


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param([p("{{ 上年度 }}、{{ 用语.主体 }}、{{ 单位[“名称”] }}")], id="texts"),
        pytest.param([p("{{ 支出决算表.2010350.项目支出 | 万元 }}")], id="a code after a dot"),
        pytest.param(
            [p("{{ 支出决算表[2010350] [“项目支出”]|万元}}")], id="brackets and no spaces"
        ),
        pytest.param(
            [p("{{ 三公经费.合计 | 原因(“（主要是：”， “）”) }}".replace("，", ","))], id="quotes"
        ),
        pytest.param([p("{", "{ 年度 ", "}", "} 甲")], id="a tag that can be mended"),
        pytest.param(
            [p("{% if 支出决算表.有数及上年 and not 三公经费.合计.有数 %}甲{% endif %}")], id="if"
        ),
        pytest.param([p("{% for 段 in 部门概况.主要职责 if 段 %}{{ 段 }}{% endfor %}")], id="for"),
        pytest.param(
            [
                p("{%p for 行 in 收入决算表.款级及上年 %}"),
                p("{{ loop.index | 中文数字 }}{{ 行.名称 }}"),
                p("{{ 支出决算表[行.编码].项目支出 | 万元 }}"),
                p("{%p endfor %}"),
            ],
            id="rows and a code that follows them",
        ),
        pytest.param(
            [
                p("{%p for 项目 in 项目支出绩效自评 %}"),
                p("{%p for 行 in 项目.指标 %}"),
                p("{%p if 行.一级首 %}"),
                p("{{ 行.得分 | 分值 }}{{ 项目.资金.年度资金总额.执行率 | 百分数 }}"),
                p("{%p elif loop.last %}"),
                p("{{ 项目支出绩效自评[2].名称 }}"),
                p("{%p endif %}"),
                p("{%p endfor %}"),
                p("{%p endfor %}"),
            ],
            id="lists in lists",
        ),
        pytest.param(
            [
                table(
                    row("名称", heading=True),
                    row("{%tr for 行 in 部门概况.决算单位 %}"),
                    row("{{ 行.名称 }}"),
                    row("{%tr endfor %}"),
                )
            ],
            id="a table with a heading",
        ),
    ],
)
def test_a_form_in_the_forms_dialect_is_clean(tmp_path: Path, paragraphs: list[str]) -> None:
    assert [] == linted(tmp_path, {BODY: body(*paragraphs)})


# -- forms that cannot be read -----------------------------------------------------------------


def test_a_form_that_is_not_there_is_one_fault(tmp_path: Path) -> None:
    faults = linting.lint(tmp_path / "表样.docx", example_pack())
    assert [("D501", 0, "表样文件读不出来", SAVE_AGAIN)] == said(faults)


def test_a_form_that_is_no_archive_is_one_fault(tmp_path: Path) -> None:
    path = tmp_path / "表样.docx"
    path.write_bytes(b"{{ }}")
    faults = linting.lint(path, example_pack())
    assert [("D501", 0, "不是完好的 Word 文件（.docx）", SAVE_AGAIN)] == said(faults)


def test_an_archive_without_a_document_is_one_fault(tmp_path: Path) -> None:
    path = tmp_path / "表样.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("甲", "")
    assert [("D501", 0, "不是 Word 文件（.docx）", SAVE_AGAIN)] == said(
        linting.lint(path, example_pack())
    )


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    faults = linted(tmp_path, {STYLES: "<w:styles>"})
    place = FormPlace("表样.docx", STYLES, 0, "")
    assert [Fault("D501", "表样内容损坏", place, help=SAVE_AGAIN)] == faults


# -- how tags are written ----------------------------------------------------------------------

TWO_HALVES = "写成 {{ 名称 }} 或 {% … %}，开头和结尾在同一段里"
HALF_WIDTH = "花括号里的 { } % | [ ] ( ) . , 都用半角"
NOT_ALLOWED = "表样里只能写名称、数式和短语，以及 for、if"
TYPE_AGAIN = "删去这个字段，重新一次打完"
WRONG_BRACES = "花括号里的写法不对"
CONTROL_WORDS = "开头只能是 for、if、elif、else、endif、endfor"
AGAIN = "删去这个字段，重新一次打完"
TORN = "花括号里的字分属不同的对象（如链接、修订），合不到一起"


def link(text: str) -> str:
    return f'<w:hyperlink w:anchor="甲">{r(text)}</w:hyperlink>'


def deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="甲"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


@pytest.mark.parametrize(
    "text",
    [
        "｛｛ 年度 ｝｝",
        "{｛ 年度 }}",
        "{{ 三公经费.合计 ｜ 万元 }}",
        "{{ 三公经费．合计 | 万元 }}",
        "{{ 支出决算表［2010350］.合计 | 万元 }}".replace("合计", "项目支出"),
        "{{ 支出决算表[２０１０３５０].项目支出 | 万元 }}",
        "{{ 三公经费.合计 | 原因（“主要是”） }}",
        "{{ 三公经费.合计 | 原因(“主要是”， “”) }}",
        "{{ 三公经费.合计 | 原因(＂主要是＂) }}",
        "{％ if 三公经费.合计.有数 %}甲{% endif ％}",
        "{{ 三公经费.合计 | （万元 }}",
    ],
)
def test_full_width_characters_are_answered(tmp_path: Path, text: str) -> None:
    faults = linted(tmp_path, {BODY: body(p(), p(text))})
    assert {("D510", 2, HALF_WIDTH)} == {(f[0], f[1], f[3]) for f in said(faults)}


def test_a_full_width_tag_is_quoted_as_it_is_written(tmp_path: Path) -> None:
    faults = linted(tmp_path, {BODY: body(p("甲{{ 三公经费.合计 ｜ 万元 }}"))})
    message = "“{{ 三公经费.合计 ｜ 万元 }}”里有全角符号"
    place = FormPlace("表样.docx", BODY, 1, "甲{{ 三公经费.合计 ｜ 万元 }}")
    assert [Fault("D510", message, place, help=HALF_WIDTH)] == faults


@pytest.mark.parametrize(
    ("text", "brace"),
    [
        ("{{ 年度 }", "{{"),
        ("{ 年度 }}", "{"),
        ("{{ 年度", "{{"),
        ("年度 }}", "}}"),
        ("{{ 年度 %}", "{{"),
        ("{ 年度 }", "{"),
        ("｛年度", "{"),
        ("{{ {{ 年度 }}", "{{"),
        ("{%p endfor %", "{%"),
        ("%p endfor %}", "%}"),
    ],
)
def test_a_brace_without_its_other_is_answered(tmp_path: Path, text: str, brace: str) -> None:
    faults = linted(tmp_path, {BODY: body(p(text))})
    assert [("D511", 1, f"“{brace}”没有配成对", TWO_HALVES)] == said(faults)


def test_a_tag_over_two_paragraphs_is_answered_in_both(tmp_path: Path) -> None:
    faults = linted(tmp_path, {BODY: body(p("{{ 年"), p("度 }}"))})
    assert [("D511", 1), ("D511", 2)] == [fault[:2] for fault in said(faults)]


@pytest.mark.parametrize(
    "runs",
    [
        pytest.param(("{{ 年", link("度 }}")), id="into a link"),
        pytest.param((link("{{ 年"), "度 }}"), id="out of a link"),
        pytest.param(("{", deleted("甲"), "{ 年度 }}"), id="over a deletion"),
        pytest.param(
            ("{{ 年", '<w:r><w:t xml:space="preserve"/></w:r>', "度 }}"), id="over an empty run"
        ),
    ],
)
def test_a_tag_that_cannot_be_put_together_is_answered(
    tmp_path: Path, runs: tuple[str, ...]
) -> None:
    faults = said(linted(tmp_path, {BODY: body(p(*runs))}))
    assert [("D512", 1, TORN, AGAIN)] == [fault for fault in faults if fault[0] != "D533"]


def test_a_remark_is_answered(tmp_path: Path) -> None:
    message = "“{# 甲 #}”是批注，印出时会连同所在的段、行一起消失"
    expected = [("D513", 1, message, "删去，改用 Word 的批注")]
    assert expected == said(linted(tmp_path, {BODY: body(p("{# 甲 #}"))}))


@pytest.mark.parametrize(
    ("text", "reason", "help_"),
    [
        ("{{ }}", WRONG_BRACES, ""),
        ("{{ 年度 + 1 }}", NOT_ALLOWED, ""),
        ("{{ “甲” }}", NOT_ALLOWED, ""),
        ("{{- 年度 }}", NOT_ALLOWED, ""),
        ("{% macro 甲 %}", CONTROL_WORDS, ""),
        ("{% edfor %}", CONTROL_WORDS, "是否应为“endfor”？"),
        ("{% end for %}", CONTROL_WORDS, "是否应为“endfor”？"),
        ("{% p endfor %}", CONTROL_WORDS, "p、tr、tc 要紧跟在 {% 后面"),
        ("{%- if 年度 %}", CONTROL_WORDS, ""),
        ("{% endif 年度 %}", "“endif”后面不写别的", ""),
        ("{% for 行 of 收入决算表.全部 %}", WRONG_BRACES, ""),
        ("{%r if 年度 %}", "这里不能写“r”", "{% 后面只能紧跟 p、tr、tc"),
        ("{{p 年度 }}", "这里不能写“p”", "{% 后面只能紧跟 p、tr、tc"),
        ("{{ 年\u200b度 }}", "里面有一个看不见的字符（U+200B）", TYPE_AGAIN),
        ("{% if 单位.\u2060简称 %}", "里面有一个看不见的字符（U+2060）", TYPE_AGAIN),
        ("{{ 年度\ufe0f }}", "里面有一个看不见的字符（U+FE0F）", TYPE_AGAIN),
        ("{{ 三公经费.合计 | 万 元 }}", WRONG_BRACES, "“万 元”中间多了空格，去掉它"),
    ],
)
def test_a_tag_outside_the_dialect_is_answered(
    tmp_path: Path, text: str, reason: str, help_: str
) -> None:
    message = "“" + text + "”写得不对：" + reason
    assert [("D514", 1, message, help_)] == said(linted(tmp_path, {BODY: body(p(text))}))


# -- names and filters -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "help_"),
    [
        ("{{ 年段 }}", "年段", "是否应为“年度”？"),
        ("{{ 单位.名 }}", "单位.名", "是否应为“名称”？"),
        ("{{ 三公经贵.合计 | 万元 }}", "三公经贵", "是否应为“三公经费”？"),
        ("{{ 三公经费.公务接代费 | 万元 }}", "三公经费.公务接代费", "是否应为“公务接待费”？"),
        ("{{ 支出决算表.合计.项目 | 万元 }}", "支出决算表.合计.项目", "是否应为“项目支出”？"),
        (
            "{{ 支出决算表[29].项目支出 | 万元 }}",
            "支出决算表[29]",
            "“支出决算表”里没有“29”这一行",
        ),
        ("{{ 支出决算表[299].项目支出 | 万元 }}", "支出决算表[299]", "科目表里没有 299"),
        ("{% if 支出决算表.有数据 %}甲{% endif %}", "支出决算表.有数据", "是否应为“有数”？"),
        ("{{ 用语.主休 }}", "用语.主休", "是否应为“主体”？"),
        ("{{ 单位.名称.长度 }}", "单位.名称.长度", ""),
        ("{{ 单位.upper }}", "单位.upper", ""),
        (
            "{{ 项目支出绩效自评.名称 }}",
            "项目支出绩效自评.名称",
            "用 for 逐条循环，里面写 行.名称；只印一条的，写 项目支出绩效自评[1].名称",
        ),
        (
            "{{ 项目支出绩效自评.总分 | 整数 }}",
            "项目支出绩效自评.总分",
            "要合计，在 tables.yaml 里用 各条之和 另起名称；用 for 逐条循环，里面写 行.总分；"
            "只印一条的，写 项目支出绩效自评[1].总分",
        ),
        (
            "{{ 部门概况.决算单位.地址 }}",
            "部门概况.决算单位.地址",
            "清单要逐条循环，或写明第几条，如 部门概况.决算单位[1]",
        ),
        ("{{ loop.index }}", "loop", ""),
        ("{{ 行.编码 }}", "行", ""),
    ],
)
def test_an_unknown_name_is_answered(tmp_path: Path, text: str, name: str, help_: str) -> None:
    expected = [("D515", 1, f"没有“{name}”这个名称", help_)]
    assert expected == said(linted(tmp_path, {BODY: body(p(text))}))


@pytest.mark.parametrize(
    ("list_", "text", "name", "help_"),
    [
        ("支出决算表.项级", "{{ 行.编号 }}", "行.编号", "是否应为“编码”？"),
        ("支出决算表.项级", "{{ 行.项目 | 万元 }}", "行.项目", "是否应为“项目支出”？"),
        ("部门概况.决算单位", "{{ 行.在职人 | 整数 }}", "行.在职人", "是否应为“在职人数”？"),
        ("部门概况.主要职责", "{{ 行.名称 }}", "行.名称", ""),
        ("名词解释", "{{ 行.释意 }}", "行.释意", "是否应为“释义”？"),
        ("支出决算表.全部", "{{ loop.indx }}", "loop.indx", "是否应为“index”？"),
    ],
)
def test_an_unknown_name_of_a_round_is_answered(
    tmp_path: Path, list_: str, text: str, name: str, help_: str
) -> None:
    paragraphs = p(f"{{%p for 行 in {list_} %}}"), p(text), p("{%p endfor %}")
    expected = [("D515", 2, f"没有“{name}”这个名称", help_)]
    assert expected == said(linted(tmp_path, {BODY: body(*paragraphs)}))


def test_a_loop_over_an_unknown_list_is_one_fault(tmp_path: Path) -> None:
    paragraphs = p("{%p for 行 in 支出决算表.全布 %}"), p("{{ 行.编码 }}"), p("{%p endfor %}")
    expected = [("D515", 1, "没有“支出决算表.全布”这个名称", "是否应为“全部”？")]
    assert expected == said(linted(tmp_path, {BODY: body(*paragraphs)}))


def test_a_loops_name_ends_with_the_loop(tmp_path: Path) -> None:
    paragraphs = p("{%p for 行 in 支出决算表.全部 %}"), p("{%p endfor %}"), p("{{ 行.编码 }}")
    expected = [("D515", 3, "没有“行”这个名称", "")]
    assert expected == said(linted(tmp_path, {BODY: body(*paragraphs)}))


def test_names_in_headers_and_properties_are_judged_too(tmp_path: Path) -> None:
    core = "docProps/core.xml"
    header = part("word/header1.xml").replace("</w:p>", r("{{ 年段 }}") + "</w:p>")
    title = part(core).replace("{{ 单位.名称 }}</dc:creator>", "{{ 单位.简称 }}</dc:creator>")
    places = [fault.place for fault in linted(tmp_path, {"word/header1.xml": header, core: title})]
    expected = [
        FormPlace("表样.docx", core, 0, "{{ 单位.简称 }}"),
        FormPlace("表样.docx", "word/header1.xml", 1, "{{ 年段 }}"),
    ]
    assert expected == places


STYLE = "数要经过数式或短语，如 {{ 三公经费.合计 | 万元 }}"


@pytest.mark.parametrize(
    ("text", "code", "message", "help_"),
    [
        ("{{ 三公经费.合计 | 亿元 }}", "D516", "没有“亿元”这种数式或短语", "是否应为“万元”？"),
        (
            "{{ 三公经费.合计 | 比上年决算 }}",
            "D516",
            "没有“比上年决算”这种数式或短语",
            "是否应为“比上年决算数”？",
        ),
        (
            "{% if 三公经费.合计.有数 %}{{ 年度 | upper }}{% endif %}",
            "D516",
            "没有“upper”这种数式或短语",
            "",
        ),
        ("{{ 三公经费.合计 }}", "D517", "“三公经费.合计”是一个数，不能直接印出", STYLE),
        (
            "{{ 部门概况.内设机构 }}",
            "D517",
            "“部门概况.内设机构”是一个数，不能直接印出",
            "数要经过数式或短语，如 {{ 部门概况.内设机构 | 整数 }}",
        ),
        (
            "{{ 政府采购.货物占比 }}",
            "D517",
            "“政府采购.货物占比”是一个数，不能直接印出",
            "数要经过数式或短语，如 {{ 政府采购.货物占比 | 百分数 }}",
        ),
        ("{{ 支出决算表 }}", "D517", "“支出决算表”是一张表，不能直接印出", ""),
        ("{{ 支出决算表.合计 }}", "D517", "“支出决算表.合计”是表的一行，不能直接印出", ""),
        ("{{ 单位 }}", "D517", "“单位”是一节，不能直接印出", ""),
        ("{{ 名词解释 }}", "D517", "“名词解释”是一串内容，不能直接印出", ""),
        ("{{ 支出决算表.有数 }}", "D517", "“支出决算表.有数”是一个判断，不能直接印出", ""),
        (
            "{{ 单位.名称 | 万元 }}",
            "D518",
            "“万元”前面应是一个数，“单位.名称”是文字",
            "",
        ),
        (
            "{{ 三公经费.合计 | 万元 | 整数 }}",
            "D518",
            "“整数”前面应是一个数，“三公经费.合计 | 万元”是文字",
            "",
        ),
        (
            "{% if 三公经费.合计 | 万元 %}甲{% endif %}",
            "D504",
            "数式和短语前面应是一个名称",
            "",
        ),
        ("{{ 单位.__class__ | 万元 }}", "D505", "表样里不能运行程序", ""),
        ("{{ 三公经费.合计 | 附言(2) }}", "D520", "填报文件没有“2”一节", "可写：增减原因"),
        (
            "{{ 三公经费.合计 | 中文数字 }}",
            "D518",
            "“中文数字”前面应是序号，“三公经费.合计”是一个数",
            "如 {{ loop.index | 中文数字 }}",
        ),
        (
            "{{ 政府采购.总额 | 占采购总额 }}",
            "D519",
            "“占采购总额”说的是占比，“政府采购.总额”不是比率",
            "",
        ),
        (
            "{{ 三公经费.接待人次 | 较上年 }}",
            "D519",
            "“较上年”比较的是金额，“三公经费.接待人次”不是金额",
            "",
        ),
        (
            "{{ 三公经费.接待人次 | 原因(“主要是”) }}",
            "D519",
            "“原因”比较的是金额，“三公经费.接待人次”不是金额",
            "",
        ),
        (
            "{{ 部门概况.内设机构 | 万元 }}",
            "D519",
            "“部门概况.内设机构”是个数，“万元”是金额的数式，要除以 10000",
            "",
        ),
        (
            "{{ 项目支出绩效自评[1].总分 | 万元整零 }}",
            "D519",
            "“项目支出绩效自评[1].总分”是分数，“万元整零”是金额的数式，要除以 10000",
            "",
        ),
        (
            "{{ 三公经费.合计 | 百分比 }}",
            "D519",
            "“三公经费.合计”是金额，“百分比”印的是百分数",
            "",
        ),
        (
            "{{ 部门概况.内设机构 | 百分数 }}",
            "D519",
            "“部门概况.内设机构”是个数，“百分数”印的是百分数",
            "",
        ),
        (
            "{{ 政府采购.货物占比 | 百分比 }}",
            "D519",
            "“政府采购.货物占比”是比率，“百分比”没有说分母为零时印什么",
            "",
        ),
        ("{{ 三公经费.合计 | 原因 }}", "D520", "“原因”后面的括号里应写文字", "如 原因(“……”)"),
        ("{{ 三公经费.合计 | 万元(2) }}", "D520", "“万元”后面的括号里应写空", "去掉后面的括号"),
        (
            "{{ 三公经费.合计 | 附言(“增减原应”) }}",
            "D520",
            "填报文件没有“增减原应”一节",
            "可写：增减原因",
        ),
        (
            "{% for 行 in 单位.名称 %}{% endfor %}",
            "D521",
            "“单位.名称”是文字，不能逐条循环",
            "",
        ),
        (
            "{% for 行 in 支出决算表 %}{{ 行.编码 }}{% endfor %}",
            "D521",
            "“支出决算表”是一张表，不能逐条循环",
            "表要写到行，如 支出决算表.全部",
        ),
        (
            "{% if 三公经费.合计 %}甲{% endif %}",
            "D522",
            "“三公经费.合计”是一个数，不能直接用作条件",
            "用 三公经费.合计.有数",
        ),
        (
            "{% if not 支出决算表 %}甲{% endif %}",
            "D522",
            "“支出决算表”是一张表，不能直接用作条件",
            "用 支出决算表.有数",
        ),
    ],
)
def test_a_name_put_to_the_wrong_use_is_answered(
    tmp_path: Path, text: str, code: str, message: str, help_: str
) -> None:
    faults = linted(tmp_path, {BODY: body(p("甲"), p(text))})
    assert [(code, 2, message, help_)] == said(faults)


# -- what stands around tags -------------------------------------------------------------------

FOR, END = "{%p for 段 in 部门概况.主要职责 %}", "{%p endfor %}"
ROW_FOR, ROW_END = "{%tr for 行 in 部门概况.决算单位 %}", "{%tr endfor %}"
BREAK = '<w:r><w:br w:type="page"/></w:r>'
SECTION = '<w:pPr><w:sectPr><w:titlePg w:val="0"/></w:sectPr></w:pPr>'
OTHER_PARAGRAPH = "移到另一段"


@pytest.mark.parametrize(
    ("blocks", "paragraph", "message", "help_"),
    [
        (
            [p("一、" + FOR), p("{{ 段 }}"), p(END)],
            1,
            f"与“{FOR}”同一段的“一、”会消失",
            OTHER_PARAGRAPH,
        ),
        (
            [p(FOR), p("{{ 段 }}"), p("{{ 年度 }}", END)],
            3,
            f"与“{END}”同一段的“{{{{ 年度 }}}}”会消失",
            OTHER_PARAGRAPH,
        ),
        (
            [p(FOR), p("{{ 段 }}"), p(END, "<w:r><w:drawing/></w:r>")],
            3,
            f"与“{END}”同一段的图片会消失",
            OTHER_PARAGRAPH,
        ),
        (
            [table(row("名称", heading=True), row(ROW_FOR, BREAK), row("甲"), row(ROW_END))],
            2,
            f"与“{ROW_FOR}”同一行的分页符会消失",
            "移到另一行",
        ),
        (
            [
                table(
                    row("名称", heading=True),
                    row(ROW_FOR, "甲"),
                    row("{{ 行.名称 }}"),
                    row(ROW_END),
                )
            ],
            2,
            f"与“{ROW_FOR}”同一行的“甲”会消失",
            "移到另一行",
        ),
    ],
)
def test_what_stands_beside_a_control_tag_is_answered(
    tmp_path: Path, blocks: list[str], paragraph: int, message: str, help_: str
) -> None:
    expected = [("D523", paragraph, message, help_)]
    assert expected == said(linted(tmp_path, {BODY: body(*blocks)}))


def test_a_break_in_the_paragraph_of_a_tag_is_no_fault(tmp_path: Path) -> None:
    opening = p("{%p if 三公经费.合计.有数 %}").replace("<w:p>", "<w:p>" + SECTION)
    ending = p("{%p endif %}", BREAK)
    faults = linted(tmp_path, {BODY: body(opening, ending)})
    assert "D523" not in {fault.code for fault in faults}


SAME_LEVEL = "跨段的都写 {%p … %}，跨表格行的都写 {%tr … %}，开头和结尾写法相同"
SAME_CELL = "开头和结尾要在同一张表、同一格里"
IF = "if 三公经费.合计.有数"


@pytest.mark.parametrize(
    ("blocks", "last", "ending", "help_"),
    [
        pytest.param(
            [p(f"{{% {IF} %}}甲"), p("乙{% endif %}")], 2, "{% endif %}", SAME_LEVEL, id="plain"
        ),
        pytest.param(
            [table(row(f"{{% {IF} %}}", heading=True), row("甲"), row("{% endif %}"))],
            3,
            "{% endif %}",
            SAME_LEVEL,
            id="plain over rows",
        ),
        pytest.param(
            [p(f"{{%p {IF} %}}"), p("甲"), p("{% endif %}")],
            3,
            "{% endif %}",
            SAME_LEVEL,
            id="p and plain",
        ),
        pytest.param(
            [table(row(f"{{%tr {IF} %}}"), row("甲"), row("{%p endif %}"))],
            3,
            "{%p endif %}",
            SAME_LEVEL,
            id="tr and p",
        ),
        pytest.param(
            [p(f"{{%p {IF} %}}"), table(row("甲"), row("{%p endif %}"))],
            3,
            "{%p endif %}",
            SAME_CELL,
            id="into a cell",
        ),
        pytest.param(
            [table(row(f"{{%tr {IF} %}}"), row("甲")), table(row("{%tr endif %}"))],
            3,
            "{%tr endif %}",
            SAME_CELL,
            id="into another table",
        ),
    ],
)
def test_a_block_that_ends_elsewhere_is_answered_where_it_begins(
    tmp_path: Path, blocks: list[str], last: int, ending: str, help_: str
) -> None:
    faults = linted(tmp_path, {BODY: body(*blocks)})
    opener = re.search(r"\{%.*?%\}", "".join(blocks))
    assert opener is not None
    message = f"“{opener[0]}”与第{last}段的“{ending}”不在同一处"
    assert [("D524", 1, message, help_)] == said(faults)


def test_a_row_tag_outside_tables_is_answered(tmp_path: Path) -> None:
    faults = linted(tmp_path, {BODY: body(p(f"{{%tr {IF} %}}"), p("{%tr endif %}"))})
    message = f"“{{%tr {IF} %}}”不在表格里"
    assert [("D524", 1, message, "表格之外用 {%p … %}")] == said(faults)


@pytest.mark.parametrize(
    ("texts", "paragraph", "message", "help_"),
    [
        (["甲", FOR, "{{ 段 }}"], 2, f"“{FOR}”没有结尾", "补上 {%p endfor %}"),
        (["甲", END], 2, f"“{END}”前面没有对应的 for", "补上开头，或删去这一处"),
        (["{% else %}"], 1, "“{% else %}”前面没有对应的 if、for", "补上开头，或删去这一处"),
        (
            [FOR, f"{{%p {IF} %}}", "{{ 段 }}", END],
            2,
            f"“{{%p {IF} %}}”没有结尾",
            "补上 {%p endif %}",
        ),
    ],
)
def test_a_block_without_beginning_or_end_is_one_fault(
    tmp_path: Path, texts: list[str], paragraph: int, message: str, help_: str
) -> None:
    faults = linted(tmp_path, {BODY: body(*map(p, texts))})
    assert [("D525", paragraph, message, help_)] == said(faults)


@pytest.mark.parametrize(
    "broken", ["{%p for 行 in 支出决算表.全部 %", "{%p fr 行 in 支出决算表.全部 %}"]
)
def test_a_broken_beginning_is_one_fault(tmp_path: Path, broken: str) -> None:
    faults = linted(tmp_path, {BODY: body(p(broken), p("{{ 行.编码 }}"), p(END))})
    assert [1] == [fault[1] for fault in said(faults)]


# -- what travels with the form ----------------------------------------------------------------


def related(kind: str, target: str, mode: str = "") -> str:
    """The document's relations with one more, R9."""
    entry = f'<Relationship Id="R9" Type="{KIND}/{kind}" Target="{target}"{mode}/>'
    return part(RELATIONS).replace("</Relationships>", entry + "</Relationships>")


EXTERNAL = ' TargetMode="External"'
USED = p("甲"), p("乙", '<w:hyperlink r:id="R9"><w:r><w:t>丙</w:t></w:r></w:hyperlink>')


@pytest.mark.parametrize(
    ("relation", "code", "message"),
    [
        (
            ("image", "http://a.cn/b.png", EXTERNAL),
            "D526",
            "表样链接到文件以外的“http://a.cn/b.png”",
        ),
        (
            ("attachedTemplate", "file:///甲.dotm", EXTERNAL),
            "D527",
            "表样附着在模板“file:///甲.dotm”上，打开文档的人会被带到那里",
        ),
        (
            ("oleObject", "embeddings/甲.bin"),
            "D529",
            "表样里嵌着别的文件或控件（甲.bin）",
        ),
        (("control", "activeX/1.xml"), "D529", "表样里嵌着别的文件或控件（1.xml）"),
    ],
)
def test_what_a_form_must_not_carry_is_answered_where_it_stands(
    tmp_path: Path, relation: tuple[str, ...], code: str, message: str
) -> None:
    faults = linted(tmp_path, {BODY: body(*USED), RELATIONS: related(*relation)})
    place = FormPlace("表样.docx", BODY, 2, "乙丙")
    assert [(code, message, place)] == [(f.code, f.message, f.place) for f in faults]


def test_a_relation_that_no_paragraph_uses_is_a_fault_of_its_part(tmp_path: Path) -> None:
    faults = linted(tmp_path, {RELATIONS: related("image", "http://a.cn", EXTERNAL)})
    assert [FormPlace("表样.docx", BODY, 0, "")] == [fault.place for fault in faults]


MACROS = [("D528", 0, "表样里有宏", "另存为“Word 文档（*.docx）”，不带宏")]


def test_a_project_of_macros_is_answered(tmp_path: Path) -> None:
    assert MACROS == said(linted(tmp_path, {"word/vbaProject.bin": b""}))


def test_a_document_with_macros_is_answered(tmp_path: Path) -> None:
    types = part(TYPES).replace("document.main", "document.macroEnabled.main")
    assert MACROS == said(linted(tmp_path, {TYPES: types}))


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("<w:headerReference", "<w:footerReference", "页眉"),
        ('w:type="default"', 'w:type="first"', "页眉"),
        ("<w:cols ", "<w:titlePg/><w:cols ", "首页页眉"),
    ],
)
def test_a_first_section_without_a_header_is_answered(
    tmp_path: Path, old: str, new: str, missing: str
) -> None:
    faults = linted(tmp_path, {BODY: body(p("甲")).replace(old, new)})
    message = f"第一节没有{missing}，草稿加不上水印"
    assert [("D530", 0, message, "双击第一页的页眉处，插入空的页眉")] == said(faults)


def test_a_header_that_is_not_in_the_file_is_answered(tmp_path: Path) -> None:
    gone = part(RELATIONS).replace('Target="header1.xml"', 'Target="header2.xml"')
    assert ["D530"] == [fault.code for fault in linted(tmp_path, {RELATIONS: gone})]


def test_a_font_that_is_not_the_houses_is_a_warning_with_its_style(tmp_path: Path) -> None:
    styles = part(STYLES).replace('w:eastAsia="方正小标宋简体"', 'w:eastAsia="微软雅黑"', 1)
    faults = linted(tmp_path, {STYLES: styles})
    expected = [(Severity.WARNING, "D531", STYLES, True)]
    assert expected == [
        (f.severity, f.code, f.place.part, f.place.text in f.message and "微软雅黑" in f.message)
        for f in faults
        if isinstance(f.place, FormPlace)
    ]


def test_a_font_of_the_theme_is_not_the_houses(tmp_path: Path) -> None:
    styles = part(STYLES).replace('w:cs="宋体"', 'w:asciiTheme="minorHAnsi"', 1)
    faults = linted(tmp_path, {STYLES: styles})
    assert [True] == [fault.message.endswith("不在规定之列：主题字体") for fault in faults]


@pytest.mark.parametrize("first", [row("名称"), ""], ids=["not marked", "no heading at all"])
def test_a_growing_table_without_a_repeated_heading_is_a_warning(
    tmp_path: Path, first: str
) -> None:
    growing = table(first, row(ROW_FOR), row("{{ 行.名称 }}"), row(ROW_END))
    faults = linted(tmp_path, {BODY: body(growing)})
    message = "表格的行会随数据增多，却没有在每页重复的标题行"
    expected = [("D532", message, Severity.WARNING, ROW_FOR)]
    assert expected == [
        (f.code, f.message, f.severity, f.place.text)
        for f in faults
        if isinstance(f.place, FormPlace)
    ]


# -- whatever a keeper may leave out -----------------------------------------------------------


def places_in_tags() -> st.SearchStrategy[int]:
    """Any character of any tag of the pack's own document."""
    tags = re.finditer(r"\{\{.*?\}\}|\{%.*?%\}", part(BODY))
    return st.sampled_from([place for tag in tags for place in range(tag.start(), tag.end())])


def compiles(path: Path) -> bool:
    return rendering.compiled(path, example_pack().wording)[0] is not None


@given(st.deferred(places_in_tags))
@settings(examples(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_character_left_out_is_reported_or_does_no_harm(tmp_path: Path, place: int) -> None:
    own = part(BODY)
    path = saved(tmp_path, {BODY: own[:place] + own[place + 1 :]})
    assert linting.lint(path, example_pack()) or compiles(path)


def test_a_name_left_a_character_short_is_reported_at_its_paragraph(tmp_path: Path) -> None:
    own = part(BODY)
    before = own.index("三公经费.接待批次")
    paragraph = len(re.findall(r"<w:p[ >/]", own[:before]))
    broken = own.replace("三公经费.接待批次", "三公经费.接待批")
    expected = [("D515", paragraph, "没有“三公经费.接待批”这个名称", "是否应为“接待批次”？")]
    assert expected == said(linted(tmp_path, {BODY: broken}))


def test_a_form_that_is_too_large_to_be_one_is_not_looked_through(tmp_path: Path) -> None:
    faults = linted(tmp_path, {BODY: body(p("甲" * 1_100_000))})
    help_ = "删去多余的内容，或者换回原来的表样"
    assert [("D501", 0, "表样这一部分超过 3 MB，不像表样", help_)] == said(faults)
