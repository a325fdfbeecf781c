"""What the properties of a filing's JSON Schema refer to: kinds of values, accounts, addresses."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator import vocabulary as term
from generator.filing.kinds import MAX_TEXT
from generator.packs.classification import Classification
from generator.packs.definitions import Band, Field, Record, Records, Table, Text
from generator.packs.pack import Pack

Schema = dict[str, Any]

_WHOLE = "(?:0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4})"
AMOUNT_PATTERN = f"^-?{_WHOLE}(?:\\.[0-9]+)?$"
COUNT_PATTERN = f"^{_WHOLE}(?:\\.0+)?$"
# A scalar that an editor takes for a number or a truth value is still the text that was typed.
_SCALAR = ["string", "number", "boolean"]

_DECIMAL, _INTEGER = ["number", "string"], ["integer", "string"]
_AMOUNT: Schema = {"type": _DECIMAL, "pattern": AMOUNT_PATTERN}
_COUNT: Schema = {"type": _INTEGER, "minimum": 0, "pattern": COUNT_PATTERN}
_SCORE: Schema = {"type": _DECIMAL, "minimum": 0, "maximum": 100, "pattern": AMOUNT_PATTERN}
_LINE: Schema = {"type": _SCALAR, "pattern": "^[^\\n\\t]*$", "maxLength": MAX_TEXT}
_ITEM: Schema = {"type": _SCALAR, "minLength": 1}
_PROSE: Schema = {"type": [*_SCALAR, "array"], "items": _ITEM, "minItems": 1, "minLength": 1}
_YEAR: Schema = {"type": _INTEGER, "minimum": 2000, "maximum": 2099, "pattern": "^20[0-9]{2}$"}
_AMOUNT_WORDS = f"金额：只写半角数字，最多两位小数（金额单位是{term.WAN_YUAN}时最多六位）"

# For each kind of field: its name in the schema, what to type in words, and its rule.
KINDS: Mapping[str, tuple[str, str, Schema]] = {
    term.KIND_YUAN: ("amount", _AMOUNT_WORDS, _AMOUNT),
    term.KIND_COUNT: ("count", "个数：不小于 0 的整数", _COUNT),
    term.KIND_SCORE: ("score", "分数：0 到 100，最多两位小数", _SCORE),
    term.KIND_TEXT: ("line", "一行文字", _LINE),
    term.KIND_PARAGRAPHS: ("paragraphs", "一段或几段文字，每段前写“- ”", _PROSE),
    term.KIND_YEAR: ("year", "年度：四位数字", _YEAR),
}
ADDRESSED = {
    term.KIND_YUAN: "逐项写金额：表名.行名.栏名: 金额，也可以逐级分行写；只写到行，就是它的合计栏",
    term.KIND_TEXT: "逐项写文字：表名.行名: 文字，也可以逐级分行写",
}


def ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def definitions(pack: Pack) -> Iterator[tuple[str, Schema]]:
    # Without descriptions: an editor would show them in place of the property's own.
    for name, _, schema in KINDS.values():
        yield name, schema
    for table in pack.classifications.values():
        yield account(pack, table.name), _code(table, int(pack.key[1]))
    for kind in ADDRESSED:
        name = KINDS[kind][0]
        yield f"part-{name}", _part(kind)
        yield f"addresses-{name}", _addresses(kind, pack.definitions.root)


def account(pack: Pack, name: str) -> str:
    """A table of accounts in references, which hold ASCII only."""
    return f"account-{list(pack.classifications).index(name) + 1}"


def _code(table: Classification, year: int) -> Schema:
    """An account code of the lowest level, alone or with its name; the table's own are offered."""
    size = table.leaf_size
    codes = sorted(code for code in table.terms if len(code) == size)
    named = [(code, table.name_of(code, year)) for code in codes]
    return {
        "type": ["integer", "string"],
        "minimum": 10 ** (size - 1),
        "maximum": 10**size - 1,
        "pattern": f"^[0-9]{{{size}}}(?:[ 　]+\\S.*)?$",
        "examples": [f"{code} {name}" for code, name in named if name],
    }


def code_words(table: Classification) -> str:
    size = table.leaf_size
    return f"{table.name}科目：{size} 位的{table.level_of('0' * size)}级编码，空格后可以加名称"


# -- what is stated for addresses ---------------------------------------------------------------


def _addresses(kind: str, root: Record) -> Schema:
    """A section of addresses, or the word that there is nothing; every table's name is offered."""
    section = _pieces(kind, _offer(root, kind))
    return {**section, "type": ["object", "string"], "pattern": f"^{term.NOTHING_TO_COMPARE}$"}


def _pieces(kind: str, offered: Schema) -> Schema:
    """What follows in an address: pieces that are offered, or any other."""
    unit = {
        "title": term.AMOUNT_UNIT,
        "description": "下面各数的单位",
        "enum": [term.YUAN, term.WAN_YUAN],
    }
    return {
        "type": "object",
        "properties": {**({term.AMOUNT_UNIT: unit} if kind == term.KIND_YUAN else {}), **offered},
        "additionalProperties": ref(f"part-{KINDS[kind][0]}"),
    }


def _part(kind: str, offered: Schema | None = None) -> Schema:
    """What stands for a piece of an address: a value, or more pieces, each with its own."""
    value = KINDS[kind][2]
    return {**value, **_pieces(kind, offered or {}), "type": ["object", *value["type"]]}


def _offer(record: Record, kind: str) -> Schema:
    """The names in a record that lead to figures, each with those that may follow it."""
    found = {name: _follow(field, kind) for name, field in record.fields.items()}
    return {name: schema for name, schema in found.items() if schema is not None}


def _follow(field: Field, kind: str) -> Schema | None:
    part = ref(f"part-{KINDS[kind][0]}")
    if isinstance(field, Text | Band):
        return None
    if isinstance(field, Records):
        return _pieces(kind, {}) if _offer(field.item, kind) else None
    if isinstance(field, Record):
        inner = _offer(field, kind)
        return _pieces(kind, inner) if inner else None
    if isinstance(field, Table):
        columns = {name: part for name in field.columns}
        return _pieces(kind, {name: _part(kind, columns) for name in field.rows})
    return part
