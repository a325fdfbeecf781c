"""A tree of texts as it grows from cells, each key and value with the cell that it stands in."""

from collections.abc import Mapping
from itertools import pairwise

from generator.diagnostics import Fault, Place
from generator.filing import path_text
from generator.filing.cell_texts import is_same_number
from generator.filing.sheet_map import WorkbookMap
from generator.filing.yaml_tree import Node, Path_


class Growing:
    """The tree so far, with places and faults."""

    def __init__(self, told: WorkbookMap) -> None:
        self.told = told
        self.root: dict[str, Node] = {}
        self.keys: dict[Path_, Place] = {}
        self.values: dict[Path_, Place] = {}
        self.faults: list[Fault] = []
        self.doubts: list[Fault] = []
        # The entries of lists whose entries have numbers of their own.
        self.numbered: dict[Path_, dict[str, Path_]] = {}

    def awaits(self, path: Path_, place: Place) -> None:
        """Say where something would be stated, so that it is told there if it is not."""
        self.keys.setdefault(path, place)

    def put(self, path: Path_, text: Node, place: Place) -> None:
        """State a value; what is there already stays, and the second is a fault."""
        owner, step = self._reach(path), path[-1]
        if isinstance(owner, dict) and isinstance(step, str) and step not in owner:
            owner[step] = self._spell(path, text)
        elif isinstance(owner, list) and step == len(owner):
            owner.append(self._spell(path, text))
        else:
            self._refuse(path, place)
            return
        self.keys[path] = self.values[path] = place
        for size in range(1, len(path)):
            self.values.setdefault(path[:size], place)
            self.keys.setdefault(path[:size], place)

    def add(self, path: Path_, text: str | None, place: Place) -> None:
        """State one paragraph, or one item, of several."""
        there = self.at(path)
        if there is None:
            self.put((*path, 0), text, place)
            self.keys[path] = self.values[path] = place
        else:
            self.put((*path, len(there)), text, place)

    def at(self, path: Path_) -> Node:
        """What stands at a path; None where nothing does."""
        node: Node = self.root
        for step in path:
            if isinstance(node, dict):
                node = node.get(step)
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                node = node[step]
            else:
                return None
        return node

    def holds(self, path: Path_) -> bool:
        """Whether something is stated at a path, were it only that it is to be filled."""
        return path in self.values

    def _spell(self, path: Path_, text: Node) -> Node:
        typed = self.told.spelt.get(path)
        return typed if typed and isinstance(text, str) and is_same_number(typed, text) else text

    def _reach(self, path: Path_) -> Node:
        """What holds the value at a path, made where it is not there; None where it cannot be."""
        node: Node = self.root
        for step, after in pairwise(path):
            new: Node = [] if isinstance(after, int) else {}
            if isinstance(node, dict) and isinstance(step, str):
                node = node.setdefault(step, new)
            elif isinstance(node, list) and isinstance(step, int) and step <= len(node):
                node += [new] if step == len(node) else []
                node = node[step]
            else:
                return None
        return node

    def _refuse(self, path: Path_, place: Place) -> None:
        said = path_text.show(path)
        first = self.values.get(path)
        if first is not None:
            message = f"“{said}”在 {first.spot} 已经写过"
            help_ = "保留一处，清除另一处"
        else:
            message, help_ = f"“{said}”写不到这里：前面没有它所在的那一条", "删去这一行，或改正地址"
        self.faults.append(Fault("F136", message, place, help=help_))

    def finish(self) -> None:
        """Put what is one text together, and keys into the order that they had."""
        for path in self.told.single:
            held = self.at(path)
            owner = self.at(path[:-1])
            if isinstance(held, list) and len(held) == 1 and isinstance(held[0], str):
                owner[path[-1]] = held[0]
        if self.told.order:
            self.root = _arrange(self.root, (), (), self.told.order)


def _arrange(node: Node, path: Path_, kind: Path_, order: Mapping[Path_, tuple[str, ...]]) -> Node:
    """A tree with keys in their order; `kind` is the path with -1 for the numbers of items."""
    if isinstance(node, list):
        return [
            _arrange(item, (*path, number), (*kind, -1), order) for number, item in enumerate(node)
        ]
    if not isinstance(node, dict):
        return node
    wanted = order.get(path) or order.get(kind, ())
    first = {key: node[key] for key in wanted if key in node} if wanted else {}
    return {
        key: _arrange(value, (*path, key), (*kind, key), order)
        for key, value in (_merge(first, node) if first else node).items()
    }


def _merge(first: dict[str, Node], node: dict[str, Node]) -> dict[str, Node]:
    """Keys in their order; what has none keeps behind the key that it stands behind."""
    merged: list[str] = list(first)
    previous = ""
    for key in node:
        if key not in first:
            merged.insert(merged.index(previous) + 1 if previous else 0, key)
        previous = key
    return {key: node[key] for key in merged}
