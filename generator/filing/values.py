"""A filing's values: each turned from text into what its kind says, or refused at its place.

The result holds every field that the pack knows: what was left out is zero, empty, or still to
be filled.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator import addresses
from generator import vocabulary as term
from generator.addresses import Steps
from generator.diagnostics import Fault
from generator.filing import advice, kinds
from generator.filing.kinds import NOT_STATED, Amount, KindError, Stated
from generator.filing.source import Source
from generator.filing.yaml_tree import Node, Path_

Rules = Mapping[str, Any]
Data = Mapping[str, Any]
ZERO = Amount(Decimal(0))
_FILL = {term.KIND_YUAN: "填上金额，没有的写 0，或者删去这一行"}


def at(data: Any, steps: Iterable[str]) -> Any:
    """What a filing's data holds at an address, where a step into a list counts from 1.

    A `LookupError` where nothing can stand at the address.
    """
    for step in steps:
        if isinstance(data, dict):
            data = data[step]
        elif isinstance(data, tuple) and addresses.is_code(step):
            data = data[int(step) - 1]
        else:
            raise KeyError(step)
    return data


class Reader:
    """Turns the checked tree into typed values, collecting what the kinds refuse."""

    def __init__(self, source: Source, faulty: set[Any]) -> None:
        self.source, self.faulty = source, faulty
        self.faults: list[Fault] = []

    def read_mapping(
        self, node: Node, rules: Rules, path: Path_, unit: str, whole: bool | None
    ) -> Data:
        """A value for every rule; `whole`: what the mapping leaves out is missing.

        None: the mapping need not be there and is not, so that nothing in it is missing.
        """
        typed = node if isinstance(node, dict) else {}
        unit = str(typed.get(term.AMOUNT_UNIT) or unit)
        return {
            name: self.read(typed.get(name), rule, (*path, name), unit, whole)
            for name, rule in rules.items()
        }

    def read(self, node: Node, rule: Rules, path: Path_, unit: str, whole: bool | None) -> Any:
        needed = whole is not None and rule.get("required", False)
        if rule.get("type") == "dict":
            missing = (needed or None) if node is None else False
            return self.read_mapping(node, rule["schema"], path, unit, missing)
        if rule.get("type") == "list":
            items = node if isinstance(node, list) else []
            inner = rule["schema"]["schema"]
            return tuple(
                self.read_mapping(item, inner, (*path, index), unit, False)
                for index, item in enumerate(items)
            )
        if "addresses" in rule:
            return self.read_addresses(node, rule["addresses"], path, unit)
        if "files" in rule or "exports" in rule:
            names = [node] if isinstance(node, str) else node or ()
            return tuple(name for name in names if isinstance(name, str))
        if "names" in rule:
            return self.read_names(node if isinstance(node, dict) else {}, path)
        return self.read_leaf(node, rule, path, unit, whole or needed)

    def read_names(self, node: Node, path: Path_) -> dict[str, str]:
        """Codes with the names that the filing gives them."""
        named = {}
        for code, name in node.items():
            try:
                named[code] = kinds.account_name(code, name)
            except KindError as error:
                self._refuse(error, (*path, code))
        return named

    def read_leaf(self, node: Node, rule: Rules, path: Path_, unit: str, wanted: bool) -> Any:
        prose = rule.get("kind") == term.KIND_PARAGRAPHS
        if node is None or isinstance(node, dict) or (isinstance(node, list) and not prose):
            return _stand_in(rule, wanted or path in self.source.values)
        try:
            return _read(node, rule, path, term.YUAN if path in self.source.drawn else unit)
        except KindError as error:
            self._refuse(error, path)
            return _stand_in(rule, True)

    def read_addresses(
        self, node: Node, kind: str, path: Path_, unit: str
    ) -> tuple[Stated, ...] | str:
        """What is stated for addresses, or the word that there is nothing to compare with."""
        if isinstance(node, str):
            if node != term.NOTHING_TO_COMPARE:
                self._refuse(KindError("S206", "这里应写各表的数", advice.NO_ADDRESSES), path)
            return term.NOTHING_TO_COMPARE
        section = node if isinstance(node, dict) else {}
        return tuple(self._walk(section, kind, path, unit, ()))

    def _walk(self, node: Node, kind: str, path: Path_, unit: str, to: Steps) -> Iterator[Stated]:
        unit = str(node.get(term.AMOUNT_UNIT) or unit)
        for key, value in node.items():
            if key == term.AMOUNT_UNIT:
                continue
            here, full = (*path, key), (*to, *addresses.parse(key))
            if isinstance(value, dict):
                yield from self._walk(value, kind, here, unit, full)
            else:
                yield self._state(value, kind, here, unit, full)

    def _state(self, value: Node, kind: str, path: Path_, unit: str, steps: Steps) -> Stated:
        if value is None:
            self._refuse(
                KindError("S204", f"“{path[-1]}”待填", _FILL.get(kind, "填上内容，或者删去这一行")),
                path,
            )
        if isinstance(value, list):
            self._refuse(
                KindError("S206", f"“{path[-1]}”应是一个值，不能是清单", advice.ONE_VALUE), path
            )
        read = self.read_leaf(value, {"kind": kind}, path, unit, True)
        amount = read if isinstance(read, Amount) else NOT_STATED
        return Stated(steps, amount, read if isinstance(read, str) else "", path)

    def _refuse(self, error: KindError, path: Path_) -> None:
        written = self.source.at(path) is not None  # an empty value's place is its key
        place = self.source.place(path) if written else self.source.key_place(path)
        if place not in self.faulty:
            help_ = advice.at(place, error.help)
            self.faults.append(Fault(error.code, error.message, place, help=help_))


def _read(node: Node, rule: Rules, path: Path_, unit: str) -> Any:
    kind = rule.get("kind", term.KIND_TEXT)
    if "code" in rule:
        return kinds.code(node, path)
    if kind == term.KIND_YUAN:
        return kinds.money(node, path, unit == term.WAN_YUAN)
    if kind == term.KIND_PARAGRAPHS:
        return kinds.paragraphs(node)
    if kind in kinds.NUMBER_KINDS:
        return kinds.number(node, kind, path)
    if kind == term.KIND_TEXT and str(path[-1]).endswith(term.UNIT_NAME):
        return kinds.name(node)
    return kinds.line(node, kind)


def _stand_in(rule: Rules, wanted: bool) -> Any:
    """What stands for a value that is not there: missing where it is wanted, else nothing."""
    if "code" in rule:
        return None
    kind = rule.get("kind")
    if kind == term.KIND_YUAN or kind in kinds.NUMBER_KINDS:
        return NOT_STATED if wanted else ZERO
    text = term.MISSING_TEXT if wanted else ""
    if kind == term.KIND_PARAGRAPHS:
        return (text,) if text else ()
    return text


def read_amounts(source: Source, path: Path_) -> tuple[tuple[Stated, ...], list[Fault]]:
    """The addresses with their amounts (元, unless it says 万元) under a path of any YAML file."""
    reader = Reader(source, set())
    items = reader.read_addresses(source.at(path), term.KIND_YUAN, path, term.YUAN)
    placed = () if isinstance(items, str) else items
    return tuple(replace(item, place=source.place(item.path)) for item in placed), reader.faults
