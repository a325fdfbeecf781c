"""The words that the law is written in: what form keepers write, and what the engine calls it.

The files of the law (`input.yaml`, `tables.yaml`, `checks.yaml`, `取数.yaml`) are translated as
they are read; of the input rules Cerberus's own (`required`, `allowed`, `type`, `schema`) are made.
Whatever is no word of the language is a name of the pack's own (a table, a row, a dimension) and
stays.
"""

from collections.abc import Callable, Mapping
from typing import Any

from generator import vocabulary as term
from generator.filing.values import Rules
from generator.packs import check_words, demands, export_words
from generator.packs.reasons import AGAINST
from generator.packs.shapes import Language, Pattern, Shape, Word, translate

YES, NO = "是", "否"

# -- input.yaml: what may be typed --------------------------------------------------------------

# What is typed into a field; a field that says no more is written as this word alone.
DATA: Mapping[str, Rules] = {
    "金额": {"kind": term.KIND_YUAN},
    "个数": {"kind": term.KIND_COUNT},
    "分数": {"kind": term.KIND_SCORE},
    "文字": {"kind": term.KIND_TEXT},
    "段落": {"kind": term.KIND_PARAGRAPHS},
    "年度": {"kind": term.KIND_YEAR},
    "文件清单": {"files": True},
    "名称表": {"names": True},
    "导出文件": {"exports": True},
}
ADDRESSED = {"金额": term.KIND_YUAN, "文字": term.KIND_TEXT}


def read_input(raw: Rules) -> Rules:
    """The rules of a mapping's fields, from what input.yaml says of each."""
    return {name: _read_field(said) for name, said in raw.items()}


def _read_field(said: str | Rules) -> Rules:
    if isinstance(said, str):
        return DATA[said]
    rule: dict[str, Any] = {}
    for word, value in said.items():
        rule |= FIELD[word](value)
    return rule


def _record(fields: Rules) -> Rules:
    return {"type": "dict", "schema": read_input(fields)}


# Of what a field says of its value, exactly one.
ACCOUNT_TABLE, CHOICES, PARTS, ITEMS = "科目表", "可选值", "各项", "每条"
_SAID = ("数据", CHOICES, ACCOUNT_TABLE, "按地址", PARTS, ITEMS)
FIELD: Mapping[str, Callable[[Any], Rules]] = {
    "数据": lambda word: DATA[word],
    "必填": lambda value: {"required": value == YES},
    CHOICES: lambda values: {"allowed": values},
    ACCOUNT_TABLE: lambda name: {"code": name},
    "按地址": lambda word: {"addresses": ADDRESSED[word]},
    PARTS: _record,
    ITEMS: lambda fields: {"type": "list", "schema": _record(fields)},
    "说明": lambda text: {"meaning": text},
    term.PHRASE_BASE: lambda name: {AGAINST: name},
}

# -- tables.yaml ---------------------------------------------------------------------------------

_TAKING = {"取自": Word("from")}
_ADDING = {"加": Word("plus", "texts"), "减": Word("minus", "texts")}
_COMPARING = {"占比": Word("share", "pair")}
_RULE = {
    **_TAKING,
    **_ADDING,
    **_COMPARING,
    "各条之和": Word("sum"),
    "条数": Word("count"),
    "分档": Word("band"),
    "起点": Word("grades", "grades"),
}
_SUMS = {"加": Pattern(("加",), ("减",)), "减": Pattern(("减",))}
_SELECTION = {"": Pattern(may=("取自",), names=True)}
_TAKEN = {"": Pattern(("取自",), names=True)}
_SHARE = {"占比": Pattern(("占比",))}
_FIGURES = {
    "各条之和": Pattern(("各条之和",), ("加", "减")),
    "条数": Pattern(("条数",)),
    "分档": Pattern(("分档", "起点")),
}

_OTHER_FILE = Pattern(("文件", "文种", "相差年数"), ("清单", "科目沿革"))

_TABLE = {
    "行": Pattern(("行",), ("取自", "条件", "栏", "主栏")),
    "栏": Pattern(("栏",)),
    "": Pattern(may=("数", "表")),
}

SHAPES: Mapping[str, Shape] = {
    "fields": Shape({}, "field"),
    "said": Shape(
        {
            "数据": Word("", "data"),
            "必填": Word("required", "yes"),
            CHOICES: Word("allowed", "texts"),
            ACCOUNT_TABLE: Word("code"),
            "按地址": Word("addresses", "addressed"),
            PARTS: Word("", "fields"),
            ITEMS: Word("", "fields"),
            "说明": Word("meaning"),
            term.PHRASE_BASE: Word(AGAINST),
        },
        patterns={"": Pattern(may=("必填", "说明", term.PHRASE_BASE), one_of=_SAID)},
    ),
    "law": Shape(
        {
            "清单": Word("lists", "lists"),
            "表": Word("tables", "tables"),
            "基数": Word("bases", "bases"),
            "汇总": Word("members", "members"),
            "公开内容": Word("contents", "contents"),
        },
        patterns={"": Pattern(("清单", "表"), ("基数", "汇总", "公开内容"))},
    ),
    "lists": Shape({}, "list"),
    "list": Shape({"展开": Word("spread")}, patterns={"": Pattern(("展开",))}),
    "tables": Shape({}, "table"),
    "table": Shape(
        {
            **_TAKING,
            "条件": Word("where", "where"),
            "行": Word("rows", "rows"),
            "栏": Word("columns", "columns"),
            "主栏": Word("total"),
            "数": Word("figures", "figures"),
            "表": Word("tables", "tables"),
        },
        patterns=_TABLE,
    ),
    "where": Shape({}, "values"),
    "row rules": Shape({}, "row rule"),
    "column rules": Shape({}, "column rule"),
    "figures": Shape({}, "figure rule"),
    "row rule": Shape(_RULE, "values", {**_SUMS, **_SELECTION}, may_be_empty=True),
    "column rule": Shape(_RULE, "values", {**_SHARE, **_SUMS, **_SELECTION}, may_be_empty=True),
    "figure rule": Shape(_RULE, "values", {**_FIGURES, **_SHARE, **_SUMS, **_TAKEN}),
    "grades": Shape({}, "number"),
    "bases": Shape({}, "base"),
    "base": Shape(
        {
            "文件": Word("file"),
            "文种": Word("kind"),
            "相差年数": Word("years", "whole"),
            "清单": Word("lists", "borrowed"),
            "节": Word("sections", "own sections"),
            "科目沿革": Word("codes", "codes"),
        },
        patterns={
            **dict.fromkeys(("文件", "文种", "相差年数"), _OTHER_FILE),
            "": Pattern(may=("清单", "节")),
        },
    ),
    "own sections": Shape({}, "text"),
    "borrowed": Shape({}, "borrowed list"),
    "borrowed list": Shape(_TAKING, "renamed or fixed", _TAKEN),
    "renamed": Shape({}, "text or nothing"),
    "codes": Shape({}, "text", may_be_empty=True),
    "members": Shape(
        {
            "相加": Word("add", "texts"),
            "接续": Word("join", "texts"),
            "自填": Word("own", "texts"),
            "抵销": Word("transfers", "transfers"),
        },
    ),
    "transfer": Shape(
        {
            "付款": Word("paid", "selection"),
            "收款": Word("received", "selection"),
            term.BASIS: Word(term.BASIS),
        },
        patterns={"": Pattern(("付款", "收款", term.BASIS))},
    ),
    "selection": Shape(_TAKING, "values", _TAKEN),
    "checks": Shape({}, "check"),
    "check": demands.CHECK,
    "contents": Shape({}, "titled"),
    "cases": Shape({}, "written"),
    **check_words.SHAPES,
    **export_words.SHAPES,
}

LAW = Language(
    SHAPES,
    lists={"transfers": "transfer", **check_words.LISTS},
    choices={
        "field": ("data", "said"),
        "rows": ("text", "row rules"),
        "columns": ("text", "column rules"),
        "values": ("text", "texts"),
        "renamed or fixed": ("renamed", "text"),
        "titled": ("nothing", "texts"),
        **export_words.CHOICES,
    },
    values={
        "yes": {YES: True, NO: False},
        "data": {word: word for word in DATA},
        "addressed": {word: word for word in ADDRESSED},
        "kind of check": demands.KINDS,
        **export_words.VALUES,
    },
)


def read_tables(raw: Rules) -> Rules:
    """What tables.yaml says, in the engine's terms."""
    return dict(translate(raw, "law", LAW))


def read_exports(raw: Rules) -> Rules:
    """What 取数.yaml says, in the engine's terms."""
    return dict(translate(raw, "exports", LAW))


def read_checks(raw: Rules) -> tuple[Rules, ...]:
    """The demands of checks.yaml, in the engine's terms and in their order."""
    return tuple(translate(raw, "checks", LAW).values())


WORDS = frozenset(
    {
        *(word for shape in SHAPES.values() for word in shape.words),
        *(word for values in LAW.values.values() for word in values),
    }
)
