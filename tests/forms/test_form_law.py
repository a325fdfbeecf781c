"""A form is held against its law: what is to be published is printed, or the pack says why not."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support.packs import HOME, PACK_FILES, named, spoil

from generator.addresses import parse, show
from generator.diagnostics import Fault, FormPlace
from generator.filling import phrases
from generator.forms import dialect, form_law, form_prints, template
from generator.packs import reading
from generator.packs.pack import Pack
from generator.word import ooxml, opc
from generator.word.ooxml import W

BODY = "word/document.xml"
BUDGET = next(path for path in PACK_FILES if "budget" in path.parts)
ACCOUNTS = next(path for path in PACK_FILES if "final-accounts" in path.parts)
Change = Callable[[Any], None]


@cache
def own_parts(pack: Pack) -> dict[str, bytes]:
    return opc.read(pack.form.read_bytes())


def held(pack: Pack, xml: bytes | None = None) -> list[Fault]:
    """What the law says of a pack's form with this body."""
    parts = {**own_parts(pack), **({} if xml is None else {BODY: xml})}
    env = dialect.environment(phrases.filters(pack.wording))
    programs, faults = template.compile_parts(parts, env, "表样.docx")
    assert [] == faults
    return form_law.check(form_prints.read(pack, programs, parts, "表样.docx"))


def told(pack: Pack, xml: bytes) -> list[tuple[str, str]]:
    """What is said, and at which heading."""
    faults = held(pack, xml)
    assert {"D538"} == {fault.code for fault in faults}
    return [(f.message, f.place.text) for f in faults if isinstance(f.place, FormPlace)]


def without(pack: Pack, *tags: str) -> bytes:
    """A pack's form without these texts."""
    xml = own_parts(pack)[BODY].decode()
    for tag in tags:
        assert tag in xml
        xml = xml.replace(tag, "")
    return xml.encode()


def below(pack: Pack, heading: str, change: Change) -> bytes:
    """A pack's form with a change of the first table below a heading."""
    root = ooxml.parse(own_parts(pack)[BODY])
    body = root.find(f"{W}body")
    nodes = list(body)
    at = max(n for n, it in enumerate(nodes) if _is_heading(it, heading))
    change(next(node for node in nodes[at:] if node.tag == f"{W}tbl"))
    return ooxml.bytes_of(root)


def _is_heading(node: Any, text: str) -> bool:
    """Whether a paragraph says this; in the 目录, which goes before, one says so too."""
    return ooxml.shown_text(node) == text


def read(path: Path) -> Pack:
    return reading.read(path, HOME)


# -- forms that are right ----------------------------------------------------------------------


@pytest.mark.parametrize("path", PACK_FILES, ids=named)
def test_every_packs_own_form_prints_all_that_its_law_requires(path: Path) -> None:
    assert [] == held(read(path))


@pytest.mark.parametrize("path", PACK_FILES, ids=named)
def test_what_a_pack_does_not_print_has_a_reason(path: Path) -> None:
    assert [] == [show(steps) for steps, why in read(path).dropped.items() if not why.strip()]


def test_a_figure_may_move_to_another_row_of_its_table() -> None:
    first, second = "{{ 三公经费.公务接待费 | 万元 }}", "{{ 三公经费.因公出国境费 | 万元 }}"
    pack = read(BUDGET)
    xml = own_parts(pack)[BODY].decode()
    moved = xml.replace(first, "甲").replace(second, first).replace("甲", second)
    assert [] == held(pack, moved.encode())


# -- forms that leave something out ---------------------------------------------------------------

TRIPS = "十、一般公共预算“三公”经费支出预算表"


def test_a_deleted_table_is_told_though_the_text_prints_its_figures() -> None:
    pack = read(BUDGET)
    gone = below(pack, TRIPS, lambda table: table.getparent().remove(table))
    expected = (
        "“一般公共预算“三公”经费支出预算表”下的公开表没有印：三公经费.因公出国境费、"
        "三公经费.公务接待费、三公经费.公务用车购置费、三公经费.公务用车运行费、"
        "三公经费.公务用车购置及运行费、三公经费.合计"
    )
    assert [(expected, TRIPS)] == told(pack, gone)


@pytest.mark.parametrize(
    ("path", "tag", "missing"),
    [
        (BUDGET, "{{ 三公经费.公务接待费 | 万元 }}", "三公经费.公务接待费"),
        (BUDGET, "{{ 行.事业收入 | 万元空零 }}", "收入预算总表.事业收入"),
        (BUDGET, "{{ 收入预算总表.合计.其他收入 | 万元空零 }}", "收入预算总表.合计.其他收入"),
        (BUDGET, "{{ 政府采购.货物 | 万元整零 }}", "政府采购.货物"),
        (BUDGET, "{{ 国有资产.执法执勤用车 | 整数 }}", "国有资产.执法执勤用车"),
        (BUDGET, "{{ 部门概况.主要任务 }}", "部门概况.主要任务"),
        (BUDGET, "{{ 行.立项依据 }}", "部门专项资金.立项依据"),
        (
            ACCOUNTS,
            "{{ 一般公共预算财政拨款基本支出决算表[30207].决算数 | 万元 }}",
            "一般公共预算财政拨款基本支出决算表[30207].决算数",
        ),
        (ACCOUNTS, "{{ 政府采购.中小企业占比 | 占采购总额 }}", "政府采购.中小企业占比"),
    ],
)
def test_what_lost_its_field_is_named(path: Path, tag: str, missing: str) -> None:
    pack = read(path)
    [(message, _)] = told(pack, without(pack, tag))
    assert message.endswith(f"没有印：{missing}")


def test_a_figure_that_only_its_comparison_is_left_of_is_not_printed() -> None:
    pack = read(BUDGET)
    tags = ("{{ 机关运行经费.支出 | 万元整零 }}",)
    [(message, _)] = told(pack, without(pack, *tags))
    assert "规则里有而表样没有印：机关运行经费.支出" == message


def test_a_deleted_heading_is_told_alone() -> None:
    pack = read(BUDGET)
    root = ooxml.parse(own_parts(pack)[BODY])
    *_, heading = (it for it in root.iter(f"{W}p") if _is_heading(it, TRIPS))
    heading.getparent().remove(heading)
    message = "规则要求公开“一般公共预算“三公”经费支出预算表”，表样没有这个标题"
    assert [(message, "")] == told(pack, ooxml.bytes_of(root))


def places(pack: Pack, xml: bytes) -> list[tuple[str, str]]:
    """Where what is missing belongs, and what is advised."""
    return [(f.place.text, f.help) for f in held(pack, xml) if isinstance(f.place, FormPlace)]


def test_a_heading_that_has_no_style_is_told_where_it_stands() -> None:
    pack = read(BUDGET)
    root = ooxml.parse(own_parts(pack)[BODY])
    *_, heading = (it for it in root.iter(f"{W}p") if _is_heading(it, TRIPS))
    properties = heading.find(f"{W}pPr")
    properties.remove(properties.find(f"{W}pStyle"))
    help_ = "这一段的字就是它，没有用标题样式；改用标题样式"
    assert [(TRIPS, help_)] == places(pack, ooxml.bytes_of(root))


def test_a_heading_that_says_nearly_a_title_is_told_as_it() -> None:
    pack = read(BUDGET)
    xml = own_parts(pack)[BODY].decode().replace(TRIPS, TRIPS.removesuffix("表"))
    [(text, help_)] = places(pack, xml.encode())
    assert TRIPS.removesuffix("表") == text
    assert help_.startswith("这个标题是不是它？是的，改成“一般公共预算“三公”经费支出预算表”；")


def test_what_is_missing_in_the_text_is_told_beside_its_neighbours() -> None:
    pack = read(ACCOUNTS)
    [(text, _)] = places(pack, without(pack, "{{ 政府采购.中小企业占比 | 占采购总额 }}"))
    assert "{{ 政府采购." in text


# -- reasons -------------------------------------------------------------------------------------


def test_a_reason_covers_all_that_stands_below_its_address() -> None:
    pack = read(BUDGET)
    dropped = {**pack.dropped, parse("政府采购"): "另文公开"}
    xml = without(pack, "{{ 政府采购.货物 | 万元整零 }}", "{{ 政府采购.工程 | 万元整零 }}")
    assert [] == held(replace(pack, dropped=dropped), xml)


def test_a_heading_may_be_dropped_with_a_reason() -> None:
    pack = read(BUDGET)
    contents = {**pack.contents, "债务情况": ()}
    dropped = {**pack.dropped, ("债务情况",): "本省另行公开"}
    assert [] == held(replace(pack, contents=contents, dropped=dropped))
    assert ["规则要求公开“债务情况”，表样没有这个标题"] == [
        fault.message for fault in held(replace(pack, contents=contents))
    ]


@pytest.mark.parametrize("address", ["三公经费.公务接待费", "三公经费.招待费"])
def test_a_reason_that_nothing_needs_is_an_error(address: str) -> None:
    pack = read(BUDGET)
    [fault] = held(replace(pack, dropped={**pack.dropped, parse(address): "不印"}))
    assert f"pack.yaml 的“不印”里有“{address}”，表样并没有少印它" == fault.message


def test_a_reason_that_nothing_needs_is_told_where_it_is_written(tmp_path: Path) -> None:
    file = "templates/final-accounts/2024/fujian/pack.yaml"
    root = spoil(tmp_path, (file, "\n不印:\n", "\n不印:\n  三公经费.公务接待费: 不印\n"))
    [fault] = held(reading.read(root / file, root))
    line = (root / file).read_text("utf-8").split("  三公经费.公务接待费: 不印")[0].count("\n") + 1
    assert f"{file}:{line}:3" == str(fault.place)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("三、支出决算表", "支出决算表"),
        ("第二部分 {{ 年度 }}年度{{ 单位.称谓 }}决算表", "年度决算表"),
        ("（一）机关运行经费", "机关运行经费"),
        ("十一、部门专项资金管理清单目录", "部门专项资金管理清单目录"),
        ("1. 名词解释", "名词解释"),
    ],
)
def test_a_title_is_a_heading_without_number_and_tags(heading: str, title: str) -> None:
    assert title == form_prints.read_title(heading)
