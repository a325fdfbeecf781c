"""A filing with what was most likely meant in the place of what its rules refuse.

Nothing is printed from such a copy: it serves only to find what else is wrong. What cannot be told
is left empty in it, and figures that rest on that are missing, so that nobody complains of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from generator import money
from generator.addresses import CODE, parse
from generator.diagnostics import ALIKE, Place, nearest
from generator.filing.kinds import IN_QUOTES, NUMBER_KINDS, UNKNOWN_ACCOUNT
from generator.filing.source import Source
from generator.filing.values import Rules
from generator.filing.yaml_tree import Node, Path_
from generator.vocabulary import AMOUNT_UNIT, KIND_YUAN


@dataclass(frozen=True)
class Meant:
    """A filing as it was most likely meant, where it has been emptied, and whether that is all.

    It is not `whole` where something stands in it that may hold figures and belongs nowhere.
    """

    source: Source
    emptied: frozenset[Place]
    whole: bool


def read(source: Source, rules: Rules) -> Meant:
    """A filing as it was most likely meant under some rules."""
    reader = _Guess(source)
    data = reader.read_mapping(source.data, rules, (), ())
    keys, values = (
        {**places, **dict(reader.move(places))} for places in (source.keys, source.values)
    )
    made = replace(source, data=data, keys=keys, values=values)
    emptied = {path: made.key_place(path) for path in reader.emptied}
    made = replace(made, values=emptied | values)  # what may have been written is not nothing
    return Meant(made, frozenset(emptied.values()), reader.whole)


@dataclass
class _Guess:
    """What is found on the way: keys that moved (new path → old), what was emptied."""

    source: Source
    moved: dict[Path_, Path_] = field(default_factory=dict)
    emptied: set[Path_] = field(default_factory=set)
    whole: bool = True

    def move(self, places: Mapping[Path_, Place]) -> Iterator[tuple[Path_, Place]]:
        """The places of what moved, and of all beneath it, by their new paths."""
        moved = {old: new for new, old in self.moved.items()}
        for path, place in places.items() if moved else ():
            for size in range(1, len(path) + 1):
                if path[:size] in moved:
                    yield (*moved[path[:size]], *path[size:]), place

    def read_mapping(self, node: Node, rules: Rules, path: Path_, old: Path_) -> Node:
        if not isinstance(node, dict):
            return node if node is None else self._empty(rules, path)
        read: dict[str, Node] = {}
        for key, value in self._name_keys(node, rules, path, old).items():
            rule = rules.get(key[1])
            read[key[1]] = (
                value if rule is None else self._read(value, rule, (*path, key[1]), (*old, key[0]))
            )
        return read

    def _empty(self, rules: Rules, path: Path_) -> dict[str, Node]:
        """What something stands for that is no mapping: nobody knows its figures."""
        self.emptied.add(path)
        inner = {name: rule["schema"] for name, rule in rules.items() if rule.get("type") == "dict"}
        figures = [name for name, rule in rules.items() if _is_figure(rule)]
        self.emptied.update((*path, name) for name in figures)
        return {
            **dict.fromkeys(figures),
            **{name: self._empty(below, (*path, name)) for name, below in inner.items()},
        }

    def _name_keys(
        self, node: dict[str, Node], rules: Rules, path: Path_, old: Path_
    ) -> dict[tuple[str, str], Node]:
        """The values of a mapping by the keys that were typed, and those that were meant."""
        absent = [name for name in rules if name not in node]
        named: dict[tuple[str, str], Node] = {}
        for key, value in node.items():
            meant = key if key in rules else _find_meant(key, absent, rules)
            if meant is None:
                self._leave(value, absent, rules, path)
                self.whole = self.whole and find_owner(key, node, rules) is None
            elif meant != key:
                absent.remove(meant)
                self.moved[(*path, meant)] = (*old, key)
            named[key, meant or key] = value
        return named | {(name, name): None for name in absent if (*path, name) in self.emptied}

    def _leave(self, value: Node, absent: list[str], rules: Rules, path: Path_) -> None:
        """Something belongs nowhere: what it may have been meant for is not known."""
        if isinstance(value, dict | list):
            self.whole = False
        elif isinstance(value, str) and value[:1].isdecimal():
            unknown = (name for name in absent if _is_figure(rules[name]))
            self.emptied.update((*path, name) for name in unknown)

    def _read(self, node: Node, rule: Mapping[str, Any], path: Path_, old: Path_) -> Node:
        if rule.get("type") == "dict":
            return self.read_mapping(node, rule["schema"], path, old)
        if rule.get("type") == "list":
            return self._read_list(node, rule["schema"]["schema"], path, old)
        if rule.get("addresses") == KIND_YUAN:
            return _read_amounts(node)
        return self._read_text(node, rule, path) if isinstance(node, str) else node

    def _read_list(self, node: Node, inner: Rules, path: Path_, old: Path_) -> Node:
        code = next((name for name, rule in inner.items() if "code" in rule), None)
        if code is None:
            items = node if isinstance(node, list) else []
            return [
                self.read_mapping(item, inner, (*path, number), (*old, number))
                for number, item in enumerate(items)
            ]
        items = node if isinstance(node, list) else [None]
        return [
            self._read_entry(item, inner, code, (*path, number), (*old, number))
            for number, item in enumerate(items)
        ]

    def _read_entry(self, node: Node, inner: Rules, code: str, path: Path_, old: Path_) -> Node:
        """An entry; one that cannot be read, or is of no account, may be of any."""
        entry = node if isinstance(node, dict) else dict[str, Node]()
        if entry is not node:
            self.emptied.update((*path, name) for name, rule in inner.items() if _is_figure(rule))
            entry = {name: None for name, rule in inner.items() if _is_figure(rule)}
        read = self.read_mapping(entry, inner, path, old)
        typed = read.get(code)
        sound = isinstance(typed, str) and CODE.fullmatch(typed)
        known = isinstance(node, dict) and typed is None and not inner[code].get("required")
        if not sound and not known:
            read[code] = UNKNOWN_ACCOUNT
        return read

    def _read_text(self, text: str, rule: Mapping[str, Any], path: Path_) -> Node:
        if "code" in rule and (quoted := IN_QUOTES.match(text)):
            return quoted[1] + text[quoted.end() :]
        if _is_figure(rule):
            return money.find_meant(text)
        allowed = [str(item) for item in rule.get("allowed", ())]
        if not allowed or text in allowed:
            return text
        meant = nearest(text, allowed)
        if meant is None:
            self.emptied.add(path)
        return meant


def find_owner(key: str, node: Mapping[str, Node], rules: Rules) -> str | None:
    """The section right before a key in which it would have a meaning, if there is one."""
    keys = list(node)
    before = keys[keys.index(key) - 1] if key in keys[1:] else ""
    rule = rules.get(before, {})
    inner = rule.get("schema", {})
    inner = inner.get("schema", {}) if rule.get("type") == "list" else inner
    return before if key in inner or ("addresses" in rule and len(parse(key)) > 1) else None


def _find_meant(key: str, absent: list[str], rules: Rules) -> str | None:
    required = [name for name in absent if rules[name].get("required")]
    return nearest(key, required) or nearest(key, absent, ALIKE)


def _read_amounts(node: Node) -> Node:
    """The amounts that are stated for addresses; what says that there are none stays."""
    if not isinstance(node, dict):
        return node
    return {
        key: _read_amounts(it) if isinstance(it, dict) else _read_amount(key, it)
        for key, it in node.items()
    }


def _read_amount(key: str, node: Node) -> Node:
    plain = key == AMOUNT_UNIT or not isinstance(node, str)
    return node if plain else money.find_meant(node)


def _is_figure(rule: Mapping[str, Any]) -> bool:
    return rule.get("kind") == KIND_YUAN or rule.get("kind") in NUMBER_KINDS
