"""A filing's tree read by a pack's rules, seeing whether it has the shape that they give it.

Of the rules functions are made, once, which read a tree whatever it is; where its shape is another,
Cerberus says what is wrong (`shape_faults`).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator import addresses
from generator import vocabulary as term
from generator.addresses import Steps
from generator.diagnostics import Fault
from generator.filing import advice, kinds, torn_amounts
from generator.filing.kinds import NOT_STATED, Amount, KindError, Stated
from generator.filing.source import Source
from generator.filing.values import (
    Data,
    Read,
    Rules,
    TreeReading,
    absent_fields,
    leaf,
    stand_in,
    typed,
)
from generator.filing.yaml_tree import Node, Path_
from generator.frozen import replace

LACKING = "S202"
_FILL = {term.KIND_YUAN: "填上金额，没有的写 0，或者删去这一行"}
_MOST_KEPT = 100
_kept: dict[int, tuple[Rules, Read]] = {}


def reader_of(rules: Rules) -> Read:
    """What reads a mapping by some rules; made once for as long as they are in use."""
    kept = _kept.get(id(rules))
    if kept is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        kept = _kept[id(rules)] = rules, _mapping(rules, absent_fields(rules, False))
    return kept[1]


def _reader(rule: Rules, name: str) -> Read:
    if rule.get("type") == "dict":
        empty = absent_fields(rule["schema"], rule.get("required", False) or None)
        return _mapping(rule["schema"], empty)
    if rule.get("type") == "list":
        inner = rule["schema"]["schema"]
        return _items(_mapping(inner, absent_fields(inner, False)))
    if "addresses" in rule:
        return _addresses(rule["addresses"])
    if "files" in rule or "exports" in rule:
        return _file_names("exports" in rule)
    if "names" in rule:
        return _account_names
    return leaf(rule, name)


def _mapping(rules: Rules, empty: Data) -> Read:
    """`empty` is what an empty value is read as."""
    absent = absent_fields(rules, False)
    fields = [(name, _reader(rule, name), absent[name]) for name, rule in rules.items()]
    required = frozenset(name for name, rule in rules.items() if rule.get("required"))
    known = frozenset(rules)

    def read(node: Node, path: Path_, unit: str, to: TreeReading) -> Data:
        if type(node) is not dict:
            to.misshapen.append(path)
            return empty if node is None else absent
        torn: Mapping[str, str] = {}
        if node.keys() != known and not required <= node.keys() <= known:
            torn, ends = torn_amounts.find(node)
            odd = (required - node.keys()) | (node.keys() - known - ends)
            to.misshapen += [(*path, name) for name in odd]
        unit = str(node.get(term.AMOUNT_UNIT) or unit)
        data = {
            name: read_field(node[name], (*path, name), unit, to) if name in node else left_out
            for name, read_field, left_out in fields
        }
        for name in torn.keys() & known if torn else ():  # most are whole
            to.refuse(torn_amounts.say(torn[name]), (*path, name))
            data[name] = stand_in(rules[name].get("kind", ""), True)
        return data

    return read


def _items(read_item: Read) -> Read:
    def read(node: Node, path: Path_, unit: str, to: TreeReading) -> tuple[Data, ...]:
        if type(node) is not list:
            to.misshapen.append(path)
            return ()
        return tuple(read_item(it, (*path, index), unit, to) for index, it in enumerate(node))

    return read


def _file_names(one_alone: bool) -> Read:
    """Names of files in a list; `one_alone`: a single one may stand there without a list."""

    def read(node: Node, path: Path_, unit: str, to: TreeReading) -> tuple[str, ...]:
        if type(node) is list and not one_alone:
            odd = [index for index, name in enumerate(node) if type(name) is not str]
            to.misshapen += [(*path, index) for index in odd]
        elif not (one_alone and type(node) in (str, list)):
            to.misshapen.append(path)
        names = [node] if isinstance(node, str) else node or ()
        return tuple(name for name in names if isinstance(name, str))

    return read


def _account_names(node: Node, path: Path_, unit: str, to: TreeReading) -> dict[str, str]:
    """Codes with the names that the filing gives them."""
    if type(node) is not dict:
        to.misshapen.append(path)
        return {}
    named = {}
    for code, name in node.items():
        try:
            named[code] = kinds.account_name(code, name)
        except KindError as error:
            to.refuse(error, (*path, code))
    return named


# -- what is stated for addresses ----------------------------------------------------------------


def _addresses(kind: str) -> Read:
    """What is stated for addresses, or the word that there is nothing to compare with."""

    def read(node: Node, path: Path_, unit: str, to: TreeReading) -> tuple[Stated, ...] | str:
        if type(node) is dict:
            return tuple(_walk(node, kind, path, unit, (), to))
        if type(node) is not str:
            to.misshapen.append(path)
            return ()
        if node != term.NOTHING_TO_COMPARE:
            to.refuse(KindError("S206", "这里应写各表的数", advice.NO_ADDRESSES), path)
        return term.NOTHING_TO_COMPARE

    return read


def _walk(
    node: dict[str, Node], kind: str, path: Path_, unit: str, above: Steps, to: TreeReading
) -> Iterator[Stated]:
    unit = str(node.get(term.AMOUNT_UNIT) or unit)
    # Three figures may be a code as well: an amount here has its 角分.
    torn, ends = torn_amounts.find(node) if None in node.values() else ({}, set())
    torn = {name: text for name, text in torn.items() if "." in text}
    for key, value in node.items():
        if key == term.AMOUNT_UNIT or (torn and key in ends):
            continue
        here, steps = (*path, key), (*above, *addresses.parse(key))
        if isinstance(value, dict):
            yield from _walk(value, kind, here, unit, steps, to)
        elif key in torn:
            to.refuse(torn_amounts.say(torn[key]), here)
            yield Stated(steps, NOT_STATED, "", here)
        else:
            read = _state(value, kind, here, unit, to)
            amount = read if isinstance(read, Amount) else NOT_STATED
            yield Stated(steps, amount, read if isinstance(read, str) else "", here)


def _state(value: Node, kind: str, path: Path_, unit: str, to: TreeReading) -> Any:
    if isinstance(value, str):
        return typed(kind, str(path[-1]))(value, path, unit, to)
    if value is None:
        help_ = _FILL.get(kind, "填上内容，或者删去这一行")
        to.refuse(KindError("S204", f"“{path[-1]}”待填", help_), path)
    else:
        message = f"“{path[-1]}”应是一个值，不能是清单"
        to.refuse(KindError("S206", message, advice.ONE_VALUE), path)
    return stand_in(kind, True)


def read_amounts(source: Source, path: Path_) -> tuple[tuple[Stated, ...], list[Fault]]:
    """The addresses with their amounts (元, unless it says 万元) under a path of any YAML file."""
    reading = TreeReading(source)
    items = _addresses(term.KIND_YUAN)(source.at(path), path, term.YUAN, reading)
    placed = () if isinstance(items, str) else items
    return tuple(replace(item, place=source.place(item.path)) for item in placed), reading.faults
