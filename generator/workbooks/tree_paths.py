"""What stands where in a filing's tree."""

from collections.abc import Iterator
from typing import Any

from generator.filing.yaml_tree import Node, Path_


def find(tree: Node, path: Path_) -> Node:
    """What stands at a path; None where nothing does."""
    for step in path:
        tree = _step(tree, step) if holds(tree, step) else None
    return tree


def _step(node: Any, step: str | int) -> Node:
    return node[step]


def holds(node: Node, step: str | int) -> bool:
    """Whether a mapping has a key, or a list an item."""
    if isinstance(node, dict):
        return step in node
    return isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node)


def has(tree: Node, path: Path_) -> bool:
    """Whether something stands at a path, were it only that nothing is typed."""
    return holds(find(tree, path[:-1]), path[-1]) if path else True


def list_leaves(node: Node, path: Path_) -> Iterator[tuple[Path_, Node]]:
    """Every text, empty value, and mapping or list without anything in it."""
    if isinstance(node, dict) and node:
        for key, value in node.items():
            yield from list_leaves(value, (*path, key))
    elif isinstance(node, list) and node:
        for number, item in enumerate(node):
            yield from list_leaves(item, (*path, number))
    else:
        yield path, node


def is_text(node: Node) -> bool:
    """Whether a node is a single value, even one that is not typed yet."""
    return node is None or isinstance(node, str)


def generalize(path: Path_) -> Path_:
    """A path with -1 for the numbers of items."""
    return tuple(-1 if isinstance(step, int) else step for step in path)
