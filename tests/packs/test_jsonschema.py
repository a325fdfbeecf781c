"""What an editor is told of a filing: the examples are valid, what the engine refuses is marked."""

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from support.examples import EXAMPLE, FILINGS, ROOT
from support.packs import HOME, PACK_FILES, named, pack_named
from support.properties import examples

from generator.money import AmountError, parse_decimal
from generator.packs import reading
from generator.packs.jsonschema import json_schema
from generator.packs.pack import Pack
from generator.packs.schema_definitions import AMOUNT_PATTERN, COUNT_PATTERN

WITH_MEMBERS = [*FILINGS, *sorted(ROOT.glob("tests/filings/department/[!_]*.yaml"))]

Node = dict[str, Any]
# Of which year the filings of the tests are, which may lack their own.
YEARS = {"部门决算": "2024", "部门预算": "2025"}


@cache
def schema_of(kind: str = "部门决算", year: str = "2024", region: str = "福建") -> Node:
    """What an editor is told of the filings of a kind, year and region."""
    return json_schema(pack_named(kind, year, region))


@pytest.fixture(params=PACK_FILES, ids=named)
def pack(request: pytest.FixtureRequest) -> Pack:
    return reading.read(request.param, HOME)


@pytest.fixture
def schema(pack: Pack) -> Node:
    return schema_of(*pack.key)


@cache
def filing(path: Path = EXAMPLE) -> Node:
    """A filing as an editor reads it, with numbers and truth values guessed."""
    node = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(node, dict)
    return node


def errors(node: Node, region: str = "福建") -> list[str]:
    """Where a schema finds a filing wrong."""
    kind = node.get("文种", "部门决算")
    found = Draft7Validator(schema_of(kind, YEARS[kind], region)).iter_errors(node)
    return sorted("/".join(map(str, error.absolute_path)) for error in found)


def changed(change: Callable[[Node], object]) -> list[str]:
    """Where the example is wrong after a change."""
    node = deepcopy(filing())
    change(node)
    return errors(node)


# -- what is right ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WITH_MEMBERS, ids=lambda path: path.stem)
def test_a_filing_without_faults_is_valid(path: Path) -> None:
    node = filing(path)
    assert [] == errors(node, node.get("地区", "福建"))


def test_the_schema_is_a_draft_07_schema(schema: Node) -> None:
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_the_schema_is_plain_json_and_always_the_same(pack: Pack) -> None:
    text = json.dumps(json_schema(pack), ensure_ascii=False)
    assert text == json.dumps(json_schema(pack), ensure_ascii=False)
    assert schema_of(*pack.key) == json.loads(text)


@pytest.mark.parametrize(
    "change",
    [
        lambda node: node["三公经费"].update(公务接待费="1,800.00"),
        lambda node: node["三公经费"].update(公务接待费=-5),
        lambda node: node["三公经费"].update(接待人次="1,024"),
        lambda node: node["收入"][0].update(科目=2010350),
        lambda node: node["收入"][0].update(科目="2010350"),
        lambda node: node["收入"][0].update(科目="2010350　事业运行"),
        lambda node: node["单位"].update(代码=126),
        lambda node: node.update(年度="2024"),
        lambda node: node.update(上年数="无"),
        lambda node: node["上年数"].update(三公经费={"金额单位": "万元", "公务接待费": 0.09}),
        lambda node: node["上年数"].update({"支出决算表.2010350 事业运行.基本支出": 1}),
        lambda node: node["部门概况"].update(主要职责="一段话"),
        lambda node: node.update(科目名称={"22960": "彩票公益金安排的支出"}),
    ],
)
def test_whatever_the_engine_accepts_is_valid(change: Callable[[Node], object]) -> None:
    assert [] == changed(change)


@pytest.mark.parametrize(
    "change",
    [
        lambda node: node.pop("年度"),
        lambda node: node.pop("金额单位"),
        lambda node: node["单位"].pop("类型"),
        lambda node: node["部门概况"].pop("主要任务"),
        lambda node: node["国有资产"].pop("其他用车说明"),
    ],
)
def test_what_a_shared_file_may_supply_need_not_stand_in_the_filing(
    change: Callable[[Node], object],
) -> None:
    assert [] == changed(change)


@pytest.mark.parametrize("section", ["收入", "三公经费", "政府采购", "项目支出绩效自评"])
def test_a_department_leaves_to_its_members_what_adds_up(section: str) -> None:
    assert [] == changed(lambda node: (node.pop(section), node.update(汇总=["126001.yaml"])))


def test_a_department_states_what_is_its_own() -> None:
    found = changed(lambda node: (node.pop("部门评价"), node.update(汇总=["126001.yaml"])))
    assert [""] == found


# -- what is wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("", lambda node: node.update(年份=2024)),
        ("三公经费", lambda node: node["三公经费"].update(公务接侍费=1)),
        ("收入/0", lambda node: node["收入"][0].update(基本支出=1)),
        ("部门概况/决算单位/1", lambda node: node["部门概况"]["决算单位"][1].update(人数=6)),
    ],
)
def test_an_unknown_key_is_marked(where: str, change: Callable[[Node], object]) -> None:
    assert [where] == changed(change)


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("", lambda node: node.pop("收入")),
        ("三公经费", lambda node: node["三公经费"].pop("接待人次")),
        ("支出/2", lambda node: node["支出"][2].pop("科目")),
        ("单位", lambda node: node["单位"].pop("名称")),
        ("部门概况", lambda node: node["部门概况"].pop("内设机构")),
    ],
)
def test_a_missing_key_is_marked(where: str, change: Callable[[Node], object]) -> None:
    assert [where] == changed(change)


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("地区", lambda node: node.update(地区="广东")),
        ("三公经费/公务接待费", lambda node: node["三公经费"].update(公务接待费="18OO")),
        ("三公经费/公务接待费", lambda node: node["三公经费"].update(公务接待费="1800元")),
        ("三公经费/公务接待费", lambda node: node["三公经费"].update(公务接待费=None)),
        ("三公经费/接待人次", lambda node: node["三公经费"].update(接待人次=1.5)),
        ("三公经费/接待人次", lambda node: node["三公经费"].update(接待人次=-1)),
        ("部门整体支出绩效自评/资金得分", lambda node: score(node, 100.5)),
        ("收入/0/科目", lambda node: node["收入"][0].update(科目=20103)),
        ("收入/0/科目", lambda node: node["收入"][0].update(科目="20103 行政")),
        ("收入/0/科目", lambda node: node["收入"][0].update(科目="事业运行")),
        ("支出/0/资金", lambda node: node["支出"][0].update(资金="财政拨款")),
        ("金额单位", lambda node: node.update(金额单位="亿元")),
        ("年度", lambda node: node.update(年度=2023)),
        ("上年数", lambda node: node.update(上年数="没有")),
        ("上年数/三公经费", lambda node: node["上年数"].update(三公经费=5)),
        ("上年数/支出决算表/合计", lambda node: node["上年数"].update(支出决算表={"合计": "多"})),
        ("单位/名称", lambda node: node["单位"].update(名称="甲\n乙")),
        ("部门概况/主要职责", lambda node: node["部门概况"].update(主要职责=[])),
        ("收入", lambda node: node.update(收入={})),
    ],
)
def test_a_value_that_its_field_does_not_take_is_marked(
    where: str, change: Callable[[Node], object]
) -> None:
    assert [where] == changed(change)


def score(node: Node, points: float) -> None:
    """Give the whole unit so many points."""
    node["部门整体支出绩效自评"]["资金得分"] = points


@given(st.text("0123456789.,-+e 元", max_size=12) | st.from_regex(AMOUNT_PATTERN))
@examples(300)
def test_an_amount_is_what_the_engine_reads_as_one(text: str) -> None:
    assert reads(text, 99) == bool(re.search(AMOUNT_PATTERN.replace("$", r"\Z"), text))


@given(st.text("0123456789.,-", max_size=8) | st.from_regex(COUNT_PATTERN))
@examples(300)
def test_a_count_is_a_whole_number_of_nothing_or_more(text: str) -> None:
    counted = reads(text, 0) and not text.startswith("-")
    assert counted == bool(re.search(COUNT_PATTERN.replace("$", r"\Z"), text))


def reads(text: str, decimals: int) -> bool:
    """Whether the engine reads a text as a number."""
    try:
        parse_decimal(text, decimals)
    except AmountError:
        return False
    return True


# -- what an editor shows -----------------------------------------------------------------------


def properties(schema: Node) -> Iterator[tuple[str, Node]]:
    """Every property that stands under its own name, however deep."""
    for name, inner in schema.get("properties", {}).items():
        yield name, inner
        yield from properties(inner)
        yield from properties(inner.get("items", {}))


def test_every_property_has_a_title_and_says_what_to_type(schema: Node) -> None:
    assert [] == [name for name, inner in properties(schema) if inner["title"] != name]
    assert [] == [name for name, inner in properties(schema) if not inner["description"]]


def test_a_description_is_the_pack_s_explanation_and_the_kind_in_words() -> None:
    count = schema_of()["properties"]["部门概况"]["properties"]["内设机构"]
    assert count["description"] == "机关行政处（科、股）室的个数。个数：不小于 0 的整数"


def test_every_reference_leads_to_a_definition(schema: Node) -> None:
    named = set(re.findall(r'"#/definitions/([^"]+)"', json.dumps(schema)))
    assert set() == named - set(schema["definitions"])


def test_codes_are_offered_with_the_names_of_the_year() -> None:
    offered = schema_of()["definitions"]
    examples = [example for part in offered.values() for example in part.get("examples", [])]
    assert "2010350 事业运行" in examples
    assert "30101 基本工资" in examples
    assert [] == [example for example in examples if re.match(r"(\d{3}|\d{6})\b", example)]


def test_the_names_of_the_tables_are_offered_for_addresses(pack: Pack, schema: Node) -> None:
    offered = schema["definitions"]["addresses-amount"]["properties"]
    tables = {name for name in pack.definitions.root.fields if name.endswith("表")}
    assert tables
    assert set() == tables - set(offered)


def test_rows_and_columns_are_offered_in_their_tables() -> None:
    offered = schema_of()["definitions"]["addresses-amount"]["properties"]
    columns = offered["支出决算表"]["properties"]["合计"]["properties"]
    assert {"基本支出", "项目支出"} <= set(columns)
    assert "公务接待费" in offered["三公经费"]["properties"]


def test_sections_of_words_are_not_offered_for_addresses() -> None:
    offered = schema_of()["definitions"]["addresses-amount"]["properties"]
    assert {"单位", "年度"} - set(offered) == {"单位", "年度"}


def test_only_standard_keywords_are_used(schema: Node) -> None:
    assert re.search(r'"x-', json.dumps(schema)) is None


def test_no_definition_hides_a_property_s_own_description(schema: Node) -> None:
    assert set() == {
        name for name, shared in schema["definitions"].items() if "description" in shared
    }
