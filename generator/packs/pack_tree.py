"""A pack's own YAML files with the places of all that stands in them, to be judged and changed.

Unlike filings, packs may use references (& and *); a referred piece stands where it is written out.
"""

from functools import lru_cache
from pathlib import Path

from generator.diagnostics import Fault, Place
from generator.filing import event_tree, legible
from generator.filing.event_tree import EventTree
from generator.filing.yaml_events import yaml
from generator.filing.yaml_tree import MAX_DEPTH, Node, Path_

# All pieces counted as often as they are referred to: packs stay far below, a bomb does not.
MAX_NODES = 200_000
_WRITE_OUT = "把内容写在这里，不用引用"


def read(path: Path, shown: str) -> "PackTree":
    """A file with the places of all that stands in it; with faults, it is not whole."""
    raw = legible.load(path, shown)
    if not isinstance(raw, Fault):
        return _parse_once(raw, shown)
    tree = PackTree(shown, [])
    tree.faults.append(raw)
    return tree


@lru_cache(maxsize=64)
def _parse_once(raw: bytes, shown: str) -> "PackTree":
    """A tree that nobody changes: packs share most of their files."""
    return parse(raw, shown)


def parse(raw: bytes, shown: str) -> "PackTree":
    """The tree that a file's bytes hold."""
    text, faults = legible.decode(raw, shown)
    tree = PackTree(shown, text.split("\n"))
    tree.faults += faults or legible.find_unseen(text, shown)
    if not tree.faults:
        event_tree.fill(tree, text)
    return tree


class PackTree(EventTree):
    """The tree of a pack's file: references are followed, and a text may be empty."""

    def __init__(self, file: str, lines: list[str]) -> None:
        super().__init__(file, lines)
        self.referred: dict[Path_, Path_] = {}  # where a reference stands: where it leads
        self._anchors: dict[str, tuple[Node, Path_]] = {}
        self._nodes = 0

    def place(self, path: Path_, at_key: bool = False) -> Place:
        """Where the value (or the key) at a path stands, or its nearest owner."""
        path = self._follow(path)
        places = self.keys if at_key and path and isinstance(path[-1], str) else self.values
        while path and path not in places:
            path = path[:-1]
        return places.get(path) or self.values.get(()) or Place(self.file, 1, 1)

    def _follow(self, path: Path_) -> Path_:
        """The path to where a piece is written out; a reference's own key stays where it is."""
        for size in range(1, len(path)):
            if path[:size] in self.referred:
                return self._follow((*self.referred[path[:size]], *path[size:]))
        return path

    def _node(self, event: yaml.NodeEvent) -> None:
        anchor, event.anchor = event.anchor, None
        if isinstance(event, yaml.AliasEvent):
            self._refer(str(anchor), event)
            return
        path = () if self._awaits_key() else self._next_path()
        super()._node(event)
        self._nodes += 1
        if anchor is not None:
            self._anchors[anchor] = (_node_of(event, self._open), path)

    def _refer(self, anchor: str, event: yaml.AliasEvent) -> None:
        """Put what a reference leads to."""
        node, path = self._anchors.get(anchor, (None, ()))
        inside = any(owner is node for owner, _ in self._open)
        if node is None or inside or self._awaits_key():
            self._refuse(event, "F108", f"“*{anchor}”前面没有写“&{anchor}”", _WRITE_OUT)
            return
        if self._is_too_much(node):
            self._refuse(event, "F108", "引用得太多", _WRITE_OUT)
            return
        here = self._next_path()
        self.values[here], self.referred[here] = self._place(event), path
        self._put(node)

    def _is_too_much(self, node: Node) -> bool:
        """Whether what is referred to makes the tree too large or too deep."""
        if self._nodes > MAX_NODES:
            return True
        count, depth = _measure(node)
        self._nodes += count
        return self._nodes > MAX_NODES or len(self._open) + depth > MAX_DEPTH

    def _take_value(self, event: yaml.NodeEvent) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            super()._take_value(event)
            return
        path, text = self._next_path(), str(event.value)
        self.values[path] = self._place(event)
        if event.style == '"':
            self._look(text, event)
        if not text:
            self._look_behind(path, event)
        self._put(text if text or event.style in ("'", '"') else None)


def _node_of(
    event: yaml.NodeEvent, open_: list[tuple[dict[str, Node] | list[Node], Path_]]
) -> Node:
    """The node that an event has begun or is."""
    return event.value if isinstance(event, yaml.ScalarEvent) else open_[-1][0]


def _measure(node: Node) -> tuple[int, int]:
    """How many pieces a node has, itself included, and how deep they stand in each other."""
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    sizes = [_measure(it) for it in inner]
    return 1 + sum(count for count, _ in sizes), 1 + max((depth for _, depth in sizes), default=0)
