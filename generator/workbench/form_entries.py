"""What a form's fields send, carried out on the tree that it began from.

A field is called by the path of its value; one in a row by the list, the row and the path in it.
Rows count as they are sent: the order of their fields is theirs.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from generator.filing import path_text, sheet_map
from generator.filing.yaml_tree import Node, Path_
from generator.vocabulary import FIGURE_KINDS, KIND_TEXT
from generator.workbench import form_values
from generator.workbooks import tree_paths
from generator.workbooks.planning import FieldPlan, SheetPlan

VALUE, ROW, LIST, STATED, GONE = "f|", "r|", "t|", "a|", "gone|"
NEW, WHERE, WHAT = "s|", "|where", "|what"
Sent = Mapping[str, str]


class SentRow(NamedTuple):
    """A row as it is sent: the number of the item that it was, if it was one, and its fields."""

    key: str
    fields: Mapping[str, str]

    @property
    def number(self) -> int | None:
        return int(self.key) if self.key.isdecimal() and len(self.key) < 8 else None


def name_value(path: Path_) -> str:
    """What the field of a single value is called."""
    return VALUE + path_text.show(path)


def name_in_row(owner: Path_, key: str, path: Path_) -> str:
    """What a field in a row of a list is called."""
    return f"{ROW}{path_text.show(owner)}|{key}|{path_text.show(path)}"


def name_list(owner: Path_) -> str:
    """What says that the rows of a list are among the fields."""
    return LIST + path_text.show(owner)


def name_gone(section: str) -> str:
    """What says that a filing has nothing of a section."""
    return f"{GONE}{VALUE}{section}"


def waiting_sections(
    tree: Mapping[str, Node], plan: SheetPlan, rules: Mapping[str, Any]
) -> list[str]:
    """The sections of a sheet that are there without anything in them, and need not be."""
    paths = [it.path for it in plan.fields] if plan.shape == sheet_map.FORM else [plan.path]
    names = dict.fromkeys(str(path[0]) for path in paths if path)
    return [it for it in names if tree.get(it, "") is None and _can_be_empty(rules[it])]


def _can_be_empty(rule: Mapping[str, Any]) -> bool:
    inner = rule["schema"].values() if rule.get("type") == "dict" else ()
    needed = rule.get("required") and any(it.get("required") for it in inner)
    return rule.get("type") in ("dict", "list") and not needed


def name_stated(path: Path_) -> str:
    """What the field of something stated for an address is called."""
    return STATED + path_text.show(path)


class Entries:
    """The fields of one sheet, carried out; `placed` says where the fields' values are now,
    `reworded` which words were written anew.
    """

    def __init__(self, tree: Mapping[str, Node], plan: SheetPlan, order: Mapping[str, Any]) -> None:
        self.before, self.tree = tree, deepcopy(dict[str, Any](tree))
        self.plan, self.order = plan, order
        self.placed: dict[Path_, str] = {}
        self.reworded: set[Path_] = set()

    def take(self, sent: Sent) -> dict[str, Any]:
        """The tree with all that is sent in it."""
        self._drop_sections(sent)
        self._take_values(sent)
        for owner in self._list_owners(sent):
            self._take_rows(owner, sent)
        self._take_stated(sent)
        return self.tree

    def _drop_sections(self, sent: Sent) -> None:
        """Take away the whole sections of which it is said that there is nothing."""
        for name in waiting_sections(self.tree, self.plan, self.order):
            if name_gone(name) in sent and self.order[name].get("required"):
                self.tree[name] = [] if self.order[name]["type"] == "list" else {}
            elif name_gone(name) in sent:
                self.tree.pop(name)

    def _take_values(self, sent: Sent) -> None:
        by_path = {it.path: it for it in self.plan.fields}
        for name, text in sent.items():
            path = path_text.parse(name.removeprefix(VALUE)) if name.startswith(VALUE) else None
            if path and path in by_path:
                self.placed[path] = name
                gone = GONE + name in sent
                form_values.put(self.tree, path, by_path[path], text, self.order, gone=gone)
                self._note(path, by_path[path], path, tree_paths.find(self.tree, path))

    def _take_stated(self, sent: Sent) -> None:
        for name, text in sent.items():
            if name.startswith(STATED):
                self._state(path_text.parse(name.removeprefix(STATED)) or (), text, name)
            elif name.startswith(NEW) and name.endswith(WHERE):
                section, what = name.removeprefix(NEW).partition("|")[0], name.replace(WHERE, WHAT)
                self._state((section, form_values.clean(text)), sent.get(what, ""), what)

    def _list_owners(self, sent: Sent) -> Iterator[Path_]:
        for name in sent:
            path = path_text.parse(name.removeprefix(LIST)) if name.startswith(LIST) else None
            if path and tree_paths.generalize(path) == self.plan.path:
                yield path

    def _take_rows(self, owner: Path_, sent: Sent) -> None:
        before = tree_paths.find(self.tree, owner)
        old = before if isinstance(before, list) else []
        rows: list[Node] = []
        for row in _list_rows(owner, sent):
            number = row.number
            was = deepcopy(old[number]) if number is not None and number < len(old) else None
            if was is not None and not isinstance(was, dict):  # nothing that the fields show
                rows.append(was)
                continue
            made = self._make_row(row, was or {}, sent, owner, new=was is None)
            if made is not None:
                self._place_row((*owner, len(rows)), owner, row, made)
                rows.append(made)
        if rows or old:
            form_values.put_node(self.tree, owner, rows, self.order)

    def _make_row(
        self, row: SentRow, node: dict[str, Any], sent: Sent, owner: Path_, *, new: bool
    ) -> Node | None:
        """The item of a row; None for a new one of which nothing is typed."""
        if new and not any(form_values.clean(text) for text in row.fields.values()):
            return None
        order = _rules_of(self.order, self.plan.path)
        for field in self.plan.fields:
            name = path_text.show(field.path)
            if name in row.fields:
                gone = GONE + name_in_row(owner, row.key, field.path) in sent
                text = row.fields[name]
                form_values.put(node, field.path, field, text, order, due=new, gone=gone)
        return node

    def _place_row(self, path: Path_, owner: Path_, row: SentRow, node: Node) -> None:
        for field in self.plan.fields:
            self.placed[*path, *field.path] = name_in_row(owner, row.key, field.path)
            if row.number is not None:
                was = (*owner, row.number, *field.path)
                self._note((*path, *field.path), field, was, tree_paths.find(node, field.path))

    def _state(self, path: Path_, text: str, name: str) -> None:
        rule = self.order.get(str(path[0]), {}) if len(path) > 1 and all(path) else {}
        if "addresses" not in rule and "names" not in rule:
            return
        field = FieldPlan(path, {"kind": rule.get("addresses", KIND_TEXT)})
        self.placed[path] = name
        form_values.put(self.tree, path, field, text, self.order)
        self._note(path, field, path, tree_paths.find(self.tree, path))

    def _note(self, path: Path_, field: FieldPlan, was: Path_, now: Node) -> None:
        """Note whether other words stand at a path than did before."""
        is_figure = field.rule.get("kind") in FIGURE_KINDS
        if not is_figure and now != tree_paths.find(self.before, was):
            self.reworded.add(path)


def _list_rows(owner: Path_, sent: Sent) -> list[SentRow]:
    lead = f"{ROW}{path_text.show(owner)}|"
    rows: dict[str, dict[str, str]] = {}
    for name, text in sent.items():
        if name.startswith(lead):
            key, _, field = name.removeprefix(lead).partition("|")
            rows.setdefault(key, {})[field] = text
    return [SentRow(key, fields) for key, fields in rows.items()]


def _rules_of(rules: Mapping[str, Any], path: Path_) -> Mapping[str, Any]:
    for step in path:
        rules = rules["schema"] if isinstance(step, int) else rules[step]["schema"]
    return rules["schema"] if rules.get("type") == "dict" else rules
