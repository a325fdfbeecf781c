"""Nothing stands right beside a figure that would be read as part of it."""

import re
from pathlib import Path

import pytest
from support.forms import BODY, body, p, r, row, said, saved, table
from support.packs import HOME, PACK_FILES, example_pack, named

from generator.filling import phrases
from generator.forms import compiling, dialect, form_touching, template
from generator.packs import reading
from generator.packs.pack import Pack
from generator.word import opc

AMOUNT, COUNT = "{{ 三公经费.合计 | 万元 }}", "{{ 部门概况.内设机构 | 整数 }}"
RATE, SHARE = "{{ 政府采购.中小企业占比 | 百分比 }}", "{{ 政府采购.中小企业占比 | 百分数 }}"
EACH = "{% for 行 in 支出决算表.所有行 %}"
OF_EACH = "{{ 行.合计 | 万元 }}"


def told_of(form: Path, pack: Pack) -> list[tuple[int, str]]:
    env = dialect.environment(phrases.filters(pack.wording))
    programs, faults = template.compile_parts(opc.load(form), env, "表样.docx")
    assert [] == faults
    found = form_touching.check(pack.wording, programs, "表样.docx")
    return [(number, message) for _, number, message, _ in said(list(found))]


def told(folder: Path, *blocks: str) -> list[tuple[int, str]]:
    written = (it if it.startswith("<") else p(it) for it in blocks)
    return told_of(saved(folder, {BODY: body(*written)}), example_pack())


DIGIT, SIGN = "紧接着数字，会读成一个数", "会读成数的正负号"
BEFORE, BEHIND = f"“{AMOUNT}”前面", f"“{AMOUNT}”后面"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"支出1{AMOUNT}万元", BEFORE + DIGIT),
        (f"支出１{AMOUNT}万元", BEFORE + DIGIT),
        (f"支出٣{AMOUNT}万元", BEFORE + DIGIT),
        (f"支出五{AMOUNT}万元", BEFORE + DIGIT),
        (f"支出1\u200b{AMOUNT}万元", BEFORE + DIGIT),
        (f"支出-{AMOUNT}万元", BEFORE + f"紧接着“-”，{SIGN}"),
        (f"支出－{AMOUNT}万元", BEFORE + f"紧接着“－”，{SIGN}"),
        (f"支出−{AMOUNT}万元", BEFORE + f"紧接着“−”，{SIGN}"),
        (f"支出+{AMOUNT}万元", BEFORE + f"紧接着“+”，{SIGN}"),
        (f"支出—{AMOUNT}万元", BEFORE + f"紧接着“—”，{SIGN}"),
        (f"支出负{AMOUNT}万元", BEFORE + f"紧接着“负”，{SIGN}"),
        (f"支出.{AMOUNT}万元", BEFORE + "紧接着“.”，会读成一个数"),
        (f"支出1,{AMOUNT}万元", BEFORE + "紧接着“,”，会读成一个数"),
        (f"占%{AMOUNT}万元", BEFORE + "紧接着“%”，会读成一个数"),
        (f"{{{{ 年度 }}}}{AMOUNT}万元", BEFORE + DIGIT),
        (f"支出{AMOUNT}0万元", BEHIND + DIGIT),
        (f"支出{AMOUNT}十万元", BEHIND + DIGIT),
        (f"支出{AMOUNT}亿", BEHIND + DIGIT),
        (f"支出{AMOUNT}.5万元", BEHIND + "紧接着“.”和数字，会读成一个数"),
        (f"支出{AMOUNT},500万元", BEHIND + "紧接着“,”和数字，会读成一个数"),
        (f"支出{AMOUNT}-", BEHIND + f"紧接着“-”，{SIGN}"),
        (f"{AMOUNT}{COUNT}", f"“{AMOUNT}”和“{COUNT}”紧接着，会印成一个数"),
        (f"占{RATE}%", f"“{RATE}”后面会印成“%%”"),
        (f"{RATE}5", f"“{RATE}”后面紧接着“%”和数字，会读成一个数"),
    ],
)
def test_what_would_be_read_as_part_of_a_figure_is_told(
    tmp_path: Path, text: str, message: str
) -> None:
    assert [(1, message)] == told(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        f"{{{{ 年度 }}}}年{AMOUNT}万元，第{COUNT}个，（{AMOUNT}），“{AMOUNT}”，{AMOUNT}、{AMOUNT}",
        f"{{{{ 年度 }}}}{{{{ 上年度 }}}}，1 {AMOUNT} 2，一、{AMOUNT}；1、{AMOUNT}",
        f"5—{COUNT}个，{COUNT}—{COUNT}个，{COUNT}～{COUNT}个，{COUNT}/{COUNT}",
        f"预算数——{AMOUNT}万元，其中,{COUNT}个,另有No.{COUNT}.",
        f"{AMOUNT}万，{AMOUNT}万元，{COUNT}千米，{SHARE}%，{SHARE}个百分点，百分之{SHARE}",
        f"{AMOUNT}负债，{COUNT}一般公共预算，统一{COUNT}",
        "{{ 三公经费.合计 | 比上年决算数 }}，2{{ 年度 }}",
    ],
)
def test_what_stands_beside_a_figure_and_is_no_part_of_it_is_right(
    tmp_path: Path, text: str
) -> None:
    assert [] == told(tmp_path, text)


def test_word_s_text_runs_are_one_text_and_tabs_cells_and_paragraphs_are_not(
    tmp_path: Path,
) -> None:
    split = p("支出1", AMOUNT)
    tab = f"<w:p>{r('1')}<w:r><w:tab/></w:r>{r(AMOUNT)}</w:p>"
    cells = table(row("1", AMOUNT, AMOUNT))
    assert [(1, BEFORE + DIGIT)] == told(tmp_path, split, tab, cells, "1", AMOUNT)


def test_a_hyphen_of_word_s_own_is_a_sign(tmp_path: Path) -> None:
    paragraph = f"<w:p><w:r><w:noBreakHyphen/></w:r>{r(AMOUNT)}</w:p>"
    assert [(1, BEFORE + f"紧接着“-”，{SIGN}")] == told(tmp_path, paragraph)


def test_the_words_of_a_picture_are_a_text_of_their_own(tmp_path: Path) -> None:
    picture = '<w:drawing><x xmlns="x" descr="{}"/></w:drawing>'
    wrong, right = (
        f"<w:p>{r('1')}<w:r>{picture.format(words)}</w:r>{r('2')}</w:p>"
        for words in (f"1{AMOUNT}", AMOUNT)
    )
    assert [(1, BEFORE + DIGIT)] == told(tmp_path, wrong, right)


@pytest.mark.parametrize(
    "text",
    [
        f"1{{% if 三公经费.合计.有数 %}}{AMOUNT}{{% endif %}}",
        f"{{% if 三公经费.合计.有数 %}}支出1{{% else %}}支出{{% endif %}}{AMOUNT}",
        f"1{{% if 单位.简称 %}}：{{% elif 年度 %}}{{% else %}}，{{% endif %}}{AMOUNT}",
        f"{{% if not 单位.简称 %}}1{{% endif %}}{{% if not 单位.简称 %}}{AMOUNT}{{% endif %}}",
        f"1{{% for 段 in 部门概况.主要职责 %}}{{{{ 段 }}}}{{% endfor %}}{AMOUNT}",
    ],
)
def test_what_may_meet_by_way_of_conditions_and_loops_is_told(tmp_path: Path, text: str) -> None:
    assert [(1, BEFORE + DIGIT)] == told(tmp_path, text)


def test_what_can_never_meet_is_right(tmp_path: Path) -> None:
    either = f"{{% if 单位.简称 %}}1{{% endif %}}{{% if not 单位.简称 %}}{AMOUNT}{{% endif %}}"
    else_ = f"{{% if 单位.简称 %}}{AMOUNT}{{% else %}}{COUNT}{{% endif %}}"
    both = "{% if 单位.简称 and 年度 %}"
    parts = f"{both}{AMOUNT}{{% endif %}}{{% if not 单位.简称 %}}{COUNT}{{% endif %}}"
    assert [] == told(tmp_path, either, else_, parts)


def test_the_rounds_of_a_loop_meet_unless_something_stands_between(tmp_path: Path) -> None:
    end = "{% endfor %}"
    wrong = f"{EACH}{OF_EACH}{end}"
    right = [
        f"{EACH}{OF_EACH}{{% if not loop.last %}}、{{% endif %}}{end}万元",
        f"{EACH}{{% if not loop.first %}}、{{% endif %}}{OF_EACH}{end}万元",
        f"{EACH}{{% if loop.index0 %}}、{{% endif %}}{OF_EACH}{end}万元",
        f"{EACH}{{% if loop.first %}}{{% else %}}、{{% endif %}}{OF_EACH}{end}万元",
        f"{EACH}{{{{ 行.名称 }}}}{OF_EACH}{end}万元",
    ]
    message = f"“{OF_EACH}”和“{OF_EACH}”紧接着，会印成一个数"
    assert [(1, message)] == told(tmp_path, wrong, *right)


def test_the_last_round_meets_what_stands_behind_the_loop(tmp_path: Path) -> None:
    text = f"{EACH}{OF_EACH}{{% if not loop.last %}}、{{% endif %}}{{% endfor %}}5"
    assert [(1, f"“{OF_EACH}”后面{DIGIT}")] == told(tmp_path, text)


def test_a_phrase_may_begin_and_end_with_a_figure(tmp_path: Path) -> None:
    phrase = "{{ 三公经费.合计 | 比上年决算数 }}"
    message = f"“{phrase}”后面紧接着“%”和数字，会读成一个数"
    assert [(1, message)] == told(tmp_path, f"{phrase}5")


def test_a_form_is_not_used_as_long_as_a_figure_is_touched(tmp_path: Path) -> None:
    pack = example_pack()
    own = opc.load(pack.form)[BODY].decode()
    [tag, *_] = re.findall(r"\{\{ 政府采购\.总额 [^{}]*\}\}", own)
    form = saved(tmp_path, {BODY: own.replace(tag, f"1{tag}", 1)})
    [fault] = compiling.judge(form, pack)
    assert ("D550", f"“{tag}”前面{DIGIT}") == (fault.code, fault.message)
    assert "政府采购" in str(fault.place)


@pytest.mark.parametrize("path", PACK_FILES, ids=named)
def test_nothing_touches_a_figure_in_a_form_of_ours(path: Path) -> None:
    pack = reading.read(path, HOME)
    assert [] == told_of(pack.form, pack)
