"""The fields of a form as its page shows them: label, unit, what was typed, what stands beside."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from generator.corrections.due import Due
from generator.filing import sheet_map
from generator.filing.yaml_tree import Node, Path_
from generator.packs.pack import Pack
from generator.vocabulary import (
    AMOUNT_UNIT,
    FIGURE_KINDS,
    KIND_TEXT,
    KIND_YUAN,
    NAME,
    PRIOR_YEAR,
    UNIT_NAME,
    YUAN,
)
from generator.workbench import answers, form_entries, form_values
from generator.workbench.form_drawn import DrawnRow, Given
from generator.workbench.form_reasons import NOTHING_AHEAD, StatedAt, list_stated
from generator.workbench.form_shapes import (
    ACCOUNT,
    CHOICE,
    FIGURE,
    LINE,
    PROSE,
    FieldTable,
    ShownField,
    ShownRow,
    ShownSheet,
    StatedGroup,
)
from generator.workbooks import tree_paths
from generator.workbooks.laid_forms import explain, find_beside
from generator.workbooks.planning import FieldPlan, SheetPlan

_SHORT = (NAME, UNIT_NAME)


class Showing:
    """A filing's tree at work for one page; `given` is it with what others supply."""

    def __init__(self, pack: Pack, tree: Mapping[str, Node], given: Given) -> None:
        self.pack, self.tree, self.given = pack, tree, given
        self.before: Callable[[Path_, str], str] = lambda *_: ""
        self.ahead = NOTHING_AHEAD
        self.placed: dict[Path_, str] = {}  # what the field of each value is called

    def show(self, plan: SheetPlan) -> ShownSheet:
        """The fields and tables of a sheet."""
        waiting = form_entries.waiting_sections(self.tree, plan, self.pack.rules)
        named = tuple((form_entries.name_gone(it), it) for it in waiting)
        return self._show_sheet(plan)._replace(waiting=named)

    def _show_sheet(self, plan: SheetPlan) -> ShownSheet:
        if plan.shape == sheet_map.FORM:
            fields = tuple(self._show_value(it, plan.beside) for it in plan.fields)
            return ShownSheet(plan.title, plan.note, fields)
        if plan.shape == sheet_map.TABLE:
            tables = tuple(self._show_table(plan, it) for it in self._list_owners(plan.path))
            return ShownSheet(plan.title, plan.note, tables=tables)
        if plan.shape == sheet_map.NAMED:
            return ShownSheet(plan.title, plan.note, stated=(self._show_names(plan.path),))
        groups = tuple(self._show_stated(it) for it in plan.beside)
        return ShownSheet(plan.title, plan.note, stated=groups)

    def _show_value(self, plan: FieldPlan, beside: Sequence[str]) -> ShownField:
        name = form_entries.name_value(plan.path)
        group = ".".join(map(str, plan.path[:-1]))
        shown = self._show(plan, plan.path, name, plan.due)
        bases = (self._show_beside(it, plan, shown) for it in beside)
        return shown._replace(group=group, beside=tuple(it for it in bases if it))

    def _show_beside(self, base: str, plan: FieldPlan, shown: ShownField) -> ShownField | None:
        """What a base states for a figure of a form; nothing where it need not."""
        if len(plan.path) != 2 or shown.look != FIGURE:
            return None
        kind, address = self.pack.rules[base]["addresses"], ".".join(map(str, plan.path))
        stated = list_stated(base, kind, self.tree, self.ahead)
        found = next((it for it in stated if it.label == address), None)
        if found is None and (kind == KIND_TEXT or (shown.before and base == PRIOR_YEAR)):
            return None
        path = found.path if found else find_beside(self.tree, base, plan.path)
        made = self._show_for_address(path, kind)
        return made._replace(label=base, help=say_asked(found.asked) if found else "")

    def _show_for_address(self, path: Path_, kind: str) -> ShownField:
        field = FieldPlan(path, {"kind": kind})
        shown = self._show(field, path, form_entries.name_stated(path), needed=False)
        return shown._replace(look=PROSE if kind == KIND_TEXT else FIGURE, before="")

    def _show_stated(self, section: str) -> StatedGroup:
        rule = self.pack.rules[section]
        kind = rule["addresses"]
        fields = tuple(
            (self._show_for_address(it.path, kind)._replace(label=it.label), it)
            for it in list_stated(section, kind, self.tree, self.ahead)
        )
        return StatedGroup(section, str(rule.get("meaning", "")), kind == KIND_TEXT, fields)

    def _show_names(self, path: Path_) -> StatedGroup:
        held = tree_paths.find(self.tree, path)
        keys = list(held) if isinstance(held, dict) else []
        fields = tuple(
            (self._show_for_address((*path, key), KIND_TEXT), StatedAt((*path, key), key))
            for key in keys
        )
        return StatedGroup(str(path[0]), "", True, fields, named=True)

    def _show(self, plan: FieldPlan, path: Path_, name: str, needed: bool) -> ShownField:
        node, rule, unit = tree_paths.find(self.tree, path), plan.rule, self._unit_of(plan, path)
        self.placed[path] = name
        value = form_values.show(node)
        there = tree_paths.has(self.tree, path)
        given = "" if there else self.given.find(path, unit)
        choices = tuple(map(str, rule.get("allowed", ())))
        look = choose_look(plan)
        if look == CHOICE and value and value not in choices:
            choices = (*choices, value)
        return ShownField(
            name,
            str(plan.path[-1]),
            look,
            answers.keep_whole(value),
            unit,
            explain(plan),
            choices,
            str(rule.get("code", "")),
            self.before(path, unit) if look == FIGURE else "",
            needed or bool(rule.get("required")),
            there and node in (None, []),
            given,
            self.given.say_origin(path) if given else "",
        )

    def _unit_of(self, plan: FieldPlan, path: Path_) -> str:
        return unit_at(self.given.whole, path) if plan.rule.get("kind") == KIND_YUAN else ""

    def _list_owners(self, path: Path_) -> Iterator[Path_]:
        """The lists of a kind, one for each item of the list that they stand in."""
        if -1 not in path:
            yield path
            return
        size = path.index(-1)
        for number in range(max(self._count(path[:size]), self.given.count(path[:size]))):
            yield from self._list_owners((*path[:size], number, *path[size + 1 :]))

    def _count(self, path: Path_) -> int:
        items = tree_paths.find(self.tree, path)
        return len(items) if isinstance(items, list) else 0

    def _show_table(self, plan: SheetPlan, owner: Path_) -> FieldTable:
        typed = self._count(owner)
        shown = tuple(self._show_row(plan, owner, str(number), number) for number in range(typed))
        blank = self._show_row(plan, owner, "{key}", -1)
        drawn = tuple(self._show_drawn(plan, it) for it in self.given.list_drawn(owner, typed))
        at = max((n for n, step in enumerate(owner) if isinstance(step, int)), default=0)
        is_typed = not at or tree_paths.has(self.tree, owner[: at + 1])
        return FieldTable(
            form_entries.name_list(owner) if is_typed else "",
            self._call_owner(owner) if len(owner) > 2 else "",
            shown,
            blank,
            plan.numbered or len(plan.fields) > 14,
            drawn,
        )

    def _show_drawn(self, plan: SheetPlan, row: Path_) -> DrawnRow:
        texts = (self._say_drawn(it, (*row, *it.path)) for it in plan.fields)
        return DrawnRow(tuple(texts), self.given.say_origin(row))

    def _say_drawn(self, plan: FieldPlan, path: Path_) -> str:
        text = self.given.find(path, self._unit_of(plan, path))
        table = self.pack.classifications.get(str(plan.rule.get("code", "")))
        named = table.name_of(text, int(self.pack.key[1])) if table and text.isdecimal() else ""
        return f"{text} {named}" if named else text

    def _call_owner(self, owner: Path_) -> str:
        """What the item is called in which a list stands."""
        at = max(n for n, step in enumerate(owner) if isinstance(step, int)) + 1
        item = tree_paths.find(self.given.whole, owner[:at])
        texts = (
            [it for it in item.values() if isinstance(it, str)] if isinstance(item, dict) else []
        )
        return f"第 {int(owner[at - 1]) + 1} 条　{texts[0] if texts else ''}".strip()

    def _show_row(self, plan: SheetPlan, owner: Path_, key: str, number: int) -> ShownRow:
        fields = []
        for it in plan.fields:
            name = form_entries.name_in_row(owner, key, it.path)
            label = ".".join(map(str, it.path))
            shown = self._show(it, (*owner, number, *it.path), name, needed=False)
            fields.append(shown._replace(label=label))
        return ShownRow(key, tuple(fields))


def choose_look(plan: FieldPlan) -> str:
    """How a field is typed."""
    rule = plan.rule
    if "code" in rule:
        return ACCOUNT
    if rule.get("kind") in FIGURE_KINDS:
        return FIGURE
    if "allowed" in rule:
        return CHOICE
    name = str(plan.path[-1])
    many = plan.kind.endswith(sheet_map.MANY)
    return PROSE if many or not name.endswith(_SHORT) else LINE


def unit_at(tree: Mapping[str, Node], path: Path_) -> str:
    """In which unit an amount at a path is typed."""
    unit, node = YUAN, dict[Any, Any](tree)
    for step in path:
        if isinstance(node, dict):
            said = node.get(AMOUNT_UNIT)
            unit = said if isinstance(said, str) and said else unit
        held: Any = node
        node = held[step] if tree_paths.holds(held, step) else {}
    return unit


def say_asked(asked: Due | None) -> str:
    """Both figures that a reason is about, and what was said last year."""
    if asked is None:
        return ""
    said = f"；上年写的是“{asked.said}”" if asked.said else ""
    before = f"，{asked.base} {asked.before}" if asked.before else ""
    return f"本年 {asked.now}{before}{said}" if asked.now else ""
