"""What a filing may withhold is held against what a form would print all the same."""

from pathlib import Path

import pytest
from support.packs import HOME, PACK_FILES, named, pack_named

from generator.diagnostics import FormPlace
from generator.filling import phrases
from generator.filling.program import Program
from generator.forms import dialect, form_prints, form_withheld, template
from generator.packs import reading
from generator.packs.pack import Pack
from generator.word import opc

BODY = "word/document.xml"
ASSETS = ("不公开", "国有资产")


def programs_of(pack: Pack, *changes: tuple[str, str], part: str = BODY) -> dict[str, Program]:
    """A pack's form with some of its texts replaced, each of which must be there."""
    parts = opc.read(pack.form.read_bytes())
    for old, new in changes:
        assert old in parts[part].decode()
        parts[part] = parts[part].decode().replace(old, new).encode()
    env = dialect.environment(phrases.filters(pack.wording))
    programs, faults = template.compile_parts(parts, env, "表样.docx")
    assert [] == faults
    return programs


@pytest.mark.parametrize("path", PACK_FILES, ids=named)
def test_every_packs_own_form_withholds_what_its_law_lets_a_filing_withhold(path: Path) -> None:
    pack = reading.read(path, HOME)
    assert {} == form_withheld.list_open(pack, programs_of(pack))


def test_a_form_that_does_not_ask_prints_what_is_withheld() -> None:
    pack = pack_named("部门预算", "2025")
    programs = programs_of(pack, ("{%p if 不公开.政府采购 %}", "{%p if 单位.简称 %}"))
    told = "还印着 政府采购.总额、政府采购.货物、政府采购.工程 等 4 处"
    assert {"不公开.政府采购": told} == form_withheld.list_open(pack, programs)
    [fault] = form_withheld.check(pack, programs, "表样.docx")
    assert isinstance(fault.place, FormPlace)
    assert ("D540", BODY, True) == (fault.code, fault.place.part, fault.place.paragraph > 0)


def test_one_print_that_was_forgotten_elsewhere_is_enough() -> None:
    pack = pack_named("部门决算", "2024")
    there = "{{ 三公经费.接待批次 | 整数 }}"
    programs = programs_of(pack, (there, "{{ 国有资产.车辆合计 | 整数 }}"))
    expected = {"不公开.国有资产": "还印着 国有资产.车辆合计"}
    assert expected == form_withheld.list_open(pack, programs)


def test_the_texts_of_what_is_withheld_are_no_less_withheld_than_its_figures() -> None:
    pack = pack_named("部门预算", "2025")
    loop = "{% for 项 in 项目绩效目标 %}{{ 项.名称 }}{% endfor %}"
    programs = programs_of(pack, ("{{ 部门概况.主要任务 }}", loop))
    expected = {"不公开.项目绩效目标": "还印着 项目绩效目标.名称"}
    assert expected == form_withheld.list_open(pack, programs)


def test_a_form_has_to_say_on_what_ground_it_prints_nothing() -> None:
    pack = pack_named("部门决算", "2024")
    programs = programs_of(pack, ("{{ 不公开.国有资产 }}", "有关规定"))
    expected = {"不公开.国有资产": "没有印不公开的依据"}
    assert expected == form_withheld.list_open(pack, programs)


@pytest.mark.parametrize(
    ("condition", "body", "otherwise"),
    [
        ("不公开.国有资产", True, False),
        ("not 不公开.国有资产", False, True),
        ("not not 不公开.国有资产", True, False),
        ("单位.简称", True, True),
        ("不公开.国有资产 or 单位.简称", True, False),
        ("单位.简称 or 不公开.国有资产", True, False),
        ("not 不公开.国有资产 and 单位.简称", False, True),
        ("单位.简称 and 不公开.国有资产", True, True),
        ("not 不公开.国有资产 or 单位.简称", True, True),
        ("不公开.国有资产 and not 不公开.国有资产", False, True),
        ("不公开.政府采购", True, True),
    ],
)
def test_what_is_stated_settles_a_condition_as_far_as_it_goes(
    condition: str, body: bool, otherwise: bool
) -> None:
    pack = pack_named("部门决算", "2024")
    env = dialect.environment(phrases.filters(pack.wording))
    text = f"{{% if {condition} %}}{{{{ 单位.名称 }}}}{{% else %}}{{{{ 年度 }}}}{{% endif %}}"
    reached = form_prints.list_reached(
        dialect.compile_text(env, text), pack.definitions.root, ASSETS
    )
    steps = [it.steps for it in reached]
    assert (body, otherwise) == (("单位", "名称") in steps, ("年度",) in steps)


def test_a_loop_over_what_is_not_withheld_goes_through_nothing_when_it_is() -> None:
    pack = pack_named("部门决算", "2024")
    env = dialect.environment(phrases.filters(pack.wording))
    loop = "{% for 项 in 项目支出绩效自评 if not 不公开.国有资产 %}{{ 项.项目名称 }}{% else %}"
    program = dialect.compile_text(env, loop + "{{ 年度 }}{% endfor %}")
    reached = form_prints.list_reached(program, pack.definitions.root, ASSETS)
    assert [("年度",)] == [it.steps for it in reached]
