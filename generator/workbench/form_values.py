"""One value of a filing's tree as it is typed in a field: shown, read, put where it belongs."""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.filing import sheet_map
from generator.filing.legible import INVISIBLE
from generator.filing.yaml_tree import Node, Path_
from generator.workbooks import tree_paths
from generator.workbooks.planning import FieldPlan


def show(node: Node) -> str:
    """A value as it stands in its field; paragraphs are lines."""
    if isinstance(node, list):
        return "\n".join(it for it in node if isinstance(it, str))
    return node if isinstance(node, str) else ""


def clean(text: str) -> str:
    """A text as a filing can hold it: without signs that nobody sees, and blanks at its ends."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return INVISIBLE.sub("", plain).strip()


def put(
    tree: dict[str, Any],
    path: Path_,
    field: FieldPlan,
    text: str,
    order: Mapping[str, Any],
    *,
    due: bool = False,
    gone: bool = False,
) -> None:
    """Put what was typed in a field where it belongs; what is shown as it was stays as it is.

    What is emptied waits to be filled where there must be something, and is gone elsewhere.
    """
    old, typed = tree_paths.find(tree, path), clean(text)
    if typed and typed == clean(show(old)):
        return
    if not typed:
        _empty(tree, path, old, order, needed=bool(field.rule.get("required")), due=due, gone=gone)
        return
    put_node(tree, path, _read(typed, old, field), order)


def _read(typed: str, old: Node, field: FieldPlan) -> Node:
    many = field.kind.endswith(sheet_map.MANY)
    lines = [it for it in (line.strip() for line in typed.split("\n")) if it] if many else [typed]
    return lines[0] if len(lines) == 1 and not (many and isinstance(old, list)) else lines


def _empty(
    tree: dict[str, Any],
    path: Path_,
    old: Node,
    order: Mapping[str, Any],
    *,
    needed: bool,
    due: bool,
    gone: bool,
) -> None:
    there = tree_paths.has(tree, path)
    if gone and there and not needed:
        drop(tree, path)
    elif there and old is not None and old != []:
        put_node(tree, path, None, order) if needed else drop(tree, path)
    elif not there and due and needed:
        put_node(tree, path, None, order)


def drop(tree: dict[str, Any], path: Path_) -> None:
    """Take a value away."""
    owner = tree_paths.find(tree, path[:-1])
    if isinstance(owner, dict):
        owner.pop(str(path[-1]), None)


def put_node(tree: dict[str, Any], path: Path_, node: Node, order: Mapping[str, Any]) -> None:
    """Put a node at a path; what is missing on the way is made, each where the rules have it."""
    owner: Any = tree
    names: Any = order
    for step in path[:-1]:
        if isinstance(owner, dict) and not isinstance(owner.get(step), dict | list):
            _set(owner, str(step), {}, names)
        owner = owner[step]
        names = _inner(names, step)
    if isinstance(owner, dict):
        _set(owner, str(path[-1]), node, names)
    else:
        owner[path[-1]] = node


def _inner(names: Any, step: str | int) -> Mapping[str, Any]:
    if isinstance(step, int):
        return dict(names) if isinstance(names, Mapping) else {}
    rule = names.get(step, {}) if isinstance(names, Mapping) else {}
    inner = rule.get("schema", {})
    below: Mapping[str, Any] = inner["schema"] if inner.get("type") == "dict" else inner
    return below


def _set(owner: dict[str, Any], key: str, node: Node, names: Mapping[str, Any]) -> None:
    """Set a key; a new one stands behind the last of those that the rules have before it."""
    if key in owner or key not in names:
        owner[key] = node
        return
    listed: Sequence[str] = list(names)
    before = set(listed[: listed.index(key)])
    keys = list(owner)
    at = max((n + 1 for n, it in enumerate(keys) if it in before), default=0)
    items = list(owner.items())
    owner.clear()
    owner.update([*items[:at], (key, node), *items[at:]])
