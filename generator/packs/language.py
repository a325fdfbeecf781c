"""The words that packs are written in: what form keepers write, and what the engine calls it.

The three files of the law (`input.yaml`, `tables.yaml`, `checks.yaml`) are translated as they are
read; of the input rules Cerberus's own (`required`, `allowed`, `type`, `schema`) are made. Whatever
is no word of the language is a name of the pack's own (a table, a row, a dimension) and stays.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from generator import vocabulary as term
from generator.filing.values import Rules
from generator.packs import check_words

YES = "是"

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
}


def read_input(raw: Rules) -> Rules:
    """The rules of a mapping's fields, from what input.yaml says of each."""
    return {name: _read_field(said) for name, said in raw.items()}


def _read_field(said: str | Rules) -> Rules:
    if isinstance(said, str):
        return _data(said)
    rule: dict[str, Any] = {}
    for word, value in said.items():
        rule |= FIELD[word](value) if word in FIELD else {word: value}
    return rule


def _data(word: str) -> Rules:
    return DATA.get(word, {"kind": word})


def _record(fields: Rules) -> Rules:
    return {"type": "dict", "schema": read_input(fields)}


FIELD: Mapping[str, Callable[[Any], Rules]] = {
    "数据": _data,
    "必填": lambda value: {"required": value == YES},
    "可选值": lambda values: {"allowed": values},
    "科目表": lambda name: {"code": name},
    "按地址": lambda word: {"addresses": _data(word).get("kind")},
    "各项": _record,
    "每条": lambda fields: {"type": "list", "schema": _record(fields)},
    "说明": lambda text: {"meaning": text},
}


# -- tables.yaml and checks.yaml ----------------------------------------------------------------


class Shape(NamedTuple):
    """A mapping's words, each with the engine's name for it and the shape of what it holds.

    `names` is the shape of what stands under names of the pack's own; an empty one is left alone.
    """

    words: Mapping[str, tuple[str, str]]
    names: str = ""


SHAPES: Mapping[str, Shape] = {
    "law": Shape(
        {
            "清单": ("lists", "lists"),
            "表": ("tables", "tables"),
            "基数": ("bases", "bases"),
            "汇总": ("members", "members"),
        }
    ),
    "lists": Shape({}, "list"),
    "list": Shape({"展开": ("spread", "")}),
    "tables": Shape({}, "table"),
    "table": Shape(
        {
            "取自": ("from", ""),
            "条件": ("where", ""),
            "行": ("rows", "rules"),
            "栏": ("columns", "rules"),
            "主栏": ("total", ""),
            "数": ("figures", "rules"),
            "表": ("tables", "tables"),
        }
    ),
    "rules": Shape({}, "rule"),
    "rule": Shape(
        {
            "取自": ("from", ""),
            "加": ("plus", ""),
            "减": ("minus", ""),
            "各条之和": ("sum", ""),
            "条数": ("count", ""),
            "占比": ("share", ""),
            "分档": ("band", ""),
            "起点": ("grades", ""),
        }
    ),
    "bases": Shape({}, "base"),
    "base": Shape(
        {
            "文件": ("file", ""),
            "文种": ("kind", ""),
            "相差年数": ("years", ""),
            "清单": ("lists", "borrowed lists"),
            "科目沿革": ("codes", ""),
        }
    ),
    "borrowed lists": Shape({}, "selection"),
    "selection": Shape({"取自": ("from", "")}),
    "members": Shape(
        {"相加": ("add", ""), "接续": ("join", ""), "抵销": ("transfers", "transfer")}
    ),
    "transfer": Shape({"付款": ("paid", "selection"), "收款": ("received", "selection")}),
    "check": Shape(
        {
            "种类": ("kind", "kind of check"),
            "表": ("table", ""),
            "栏": ("column", ""),
            "合计栏": ("sum", ""),
            "分栏": ("of", ""),
            "级次": ("level", ""),
            "左": ("left", ""),
            "右": ("right", ""),
            "定值": ("value", ""),
            "上限": ("limit", ""),
            "对": ("base", ""),
            "逐条": ("each", ""),
            "限于": ("when", ""),
            "写了": ("stated", ""),
            "汇总不查": ("alone", "yes"),
            "提示": ("told", "yes"),
            **check_words.KEYS,
        }
    ),
    **{shape: Shape(words) for shape, words in check_words.LISTS.items()},
}

# Under these the value itself is a word.
VALUES: Mapping[str, Mapping[str, Any]] = {
    "yes": {YES: True},
    "kind of check": {
        "分栏合计": "total",
        "科目合计": "rollup",
        "相等": "same",
        "一般相等": "usually",
        "等于定值": "equals",
        "不大于": "within",
        "不小于零": "not_negative",
        "上年衔接": "carried",
        "不大于基数": "budgeted",
        "印全": "covered",
        "写明原因": "explained",
        "原因方向": "direction",
        **check_words.KINDS,
    },
}

WORDS = frozenset(
    {
        *DATA,
        *FIELD,
        *(word for shape in SHAPES.values() for word in shape.words),
        *(word for values in VALUES.values() for word in values),
    }
)


def read_tables(raw: Rules) -> Rules:
    """What tables.yaml says, in the engine's terms."""
    return dict(_translate(raw, "law"))


def read_checks(raw: list[Rules]) -> tuple[Rules, ...]:
    """The demands of checks.yaml, in the engine's terms."""
    return tuple(_translate(raw, "check"))


def _translate(data: Any, shape: str) -> Any:
    if shape in VALUES:
        return VALUES[shape].get(data, data)
    if isinstance(data, list):
        return [_translate(item, shape) for item in data]
    if not isinstance(data, dict) or not shape:
        return data
    words, names = SHAPES[shape]
    pairs = ((words.get(key, (key, names)), value) for key, value in data.items())
    return {name: _translate(value, inner) for (name, inner), value in pairs}
