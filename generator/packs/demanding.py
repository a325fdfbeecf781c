"""Whether the demands of checks.yaml refer to what there is: figures, tables, columns, words."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator import vocabulary as term
from generator.addresses import Steps, parse
from generator.diagnostics import did_you_mean
from generator.filing.values import Rules
from generator.filing.yaml_tree import Path_
from generator.packs import figure_rules
from generator.packs.addressing import AddressError, locate
from generator.packs.definitions import Records, Table
from generator.packs.grammar import Flaw
from generator.packs.selections import Surroundings

# Kinds that need a whole view of accounts, and what they say of reasons.
_OF_VIEWS = ("rollup", "covered")
_OF_REASONS = ("explained", "direction")
_SIDES = ("left", "right")
# What is typed there is the unit's own; a demand can only ask whether anything is.
_FREE = (term.KIND_TEXT, term.KIND_PARAGRAPHS)


def find_in_demands(demands: list[Rules], known: Surroundings) -> Iterator[Flaw]:
    """Everything that demands refer to and is not there, or that makes them hold of themselves."""
    for index, demand in enumerate(demands):
        path: Path_ = (index,)
        yield from _find_in_table(demand, known, path)
        yield from _find_in_figures(demand, known, path)
        yield from _find_in_cases(demand, known, path)
        yield from find_in_base(demand, known, path)
        reasons = known.rules.get(term.REASONS)
        if demand["kind"] in _OF_REASONS and reasons is None:
            yield Flaw((*path, "kind"), f"input.yaml 里没有“{term.REASONS}”")


def find_in_base(said: Rules, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    """What is compared with is a base that a filing can state."""
    bases = [
        name
        for name, rule in known.rules.items()
        if rule.get("addresses") == term.KIND_YUAN and name != term.CONTROL_TOTALS
    ]
    if "base" in said and said["base"] not in bases:
        help_ = did_you_mean(said["base"], bases) or f"可以写：{'、'.join(bases)}"
        yield Flaw((*path, "base"), f"没有“{said['base']}”这样的基数", help_)


# -- tables ----------------------------------------------------------------------------------------


def _find_in_table(demand: Rules, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    name = demand.get("table")
    if name is None:
        return
    table = known.root.fields.get(name)
    if not isinstance(table, Table):
        tables = [it for it, field in known.root.fields.items() if isinstance(field, Table)]
        yield Flaw((*path, "table"), f"没有“{name}”这张分栏的表", did_you_mean(name, tables))
        return
    yield from _find_in_columns(demand, table, path)
    if table.classification is None and demand["kind"] != "total":
        yield Flaw((*path, "table"), f"“{name}”的行不是科目")
    elif "level" in demand:
        levels = known.accounts[str(table.classification)].levels
        if demand["level"] not in levels:
            help_ = f"可以写：{'、'.join(levels)}"
            yield Flaw((*path, "level"), f"没有“{demand['level']}”这个级次", help_)


def _find_in_columns(demand: Rules, table: Table, path: Path_) -> Iterator[Flaw]:
    for word in ("sum", "column"):
        if word in demand:
            yield from _find_in_column(demand[word], table, (*path, word))
    for index, column in enumerate(demand.get("of", ())):
        yield from _find_in_column(column, table, (*path, "of", index))
        if column == demand["sum"]:
            yield Flaw((*path, "of", index), f"“{column}”是合计栏自己", "删去")


def _find_in_column(name: str, table: Table, path: Path_) -> Iterator[Flaw]:
    if name not in table.columns:
        help_ = did_you_mean(name, table.columns) or f"可以写：{'、'.join(table.columns)}"
        yield Flaw(path, f"这张表没有“{name}”这一栏", help_)


# -- figures ---------------------------------------------------------------------------------------


def _find_in_figures(demand: Rules, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    home: Steps = ()
    if "each" in demand:
        try:
            home = _home_of(parse(demand["each"]), known)
        except AddressError as error:
            yield Flaw((*path, "each"), error.message, error.help)
            return
    sides = {side: _list_names(demand[side]) for side in _SIDES if side in demand}
    kinds: set[str] = set()
    for side, names in sides.items():
        for index, name in enumerate(names):
            at = (*path, side, index) if isinstance(demand[side], list) else (*path, side)
            try:
                full = figure_rules.resolve(known.root, home, parse(name))
                figure_rules.rule_at(known.root, full)
            except AddressError as error:
                yield Flaw(at, error.message, error.help)
                continue
            kinds.add(figure_rules.kind_of(known.root, full))
            if len(kinds) > 1:
                yield Flaw(at, f"“{name}”和前面的不是一种数，不能相比")
                return
    if demand["kind"] != "carried" and sides.get("left") == sides.get("right", ()):
        yield Flaw((*path, "right"), "左右是同一个数，这样总是成立")


def _list_names(said: str | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else said


def _home_of(steps: Steps, known: Surroundings) -> Steps:
    """The first record of the list, and of the lists in its records, that a demand goes through."""
    home: Steps = ()
    for step in steps:
        home = (*home, step)
        found = locate(known.root, home)[0]
        if isinstance(found, Records):
            home = (*home, figure_rules.FIRST)
    if home[-1:] != (figure_rules.FIRST,):
        raise AddressError(f"“{steps[-1]}”不是清单，不能逐条")
    return home


# -- of whom a demand is made ----------------------------------------------------------------------


def _find_in_cases(demand: Rules, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    stated = demand.get("stated")
    if stated is not None and _rule_of(parse(stated), known.rules) is None:
        yield Flaw((*path, "stated"), *_no_field(stated))
    for name, values in demand.get("when", {}).items():
        here = (*path, "when", name)
        rule = _rule_of(parse(name), known.rules)
        if rule is None:
            yield Flaw(here, *_no_field(name), True)
            continue
        for index, value in enumerate(values):
            yield from _find_in_case(name, value, rule, (*here, index))


def _no_field(name: str) -> tuple[str, str]:
    return f"input.yaml 里没有“{name}”这一项", "写 节.项"


def _find_in_case(name: str, value: str, rule: Rules, path: Path_) -> Iterator[Flaw]:
    """A value is one that the field can have; of a list it is how many there are."""
    if rule.get("type") == "list":
        if not value.isdecimal():
            yield Flaw(path, f"“{name}”是清单，限于几条", '写条数，如 "1"')
        return
    allowed = rule.get("allowed", [""] if rule.get("kind") in _FREE else None)
    left_out = value == "" and not rule.get("required")
    if allowed is not None and value not in allowed and not left_out:
        offered = "、".join(it or '""（没有写）' for it in allowed)
        help_ = did_you_mean(value, allowed) or f"可以写：{offered}"
        yield Flaw(path, f"“{name}”不能限于“{value}”", help_)


def _rule_of(steps: Steps, rules: Rules) -> Mapping[str, Any] | None:
    """The input rule of a value or a list at the steps of a path, outside lists."""
    rule: Mapping[str, Any] = {"type": "dict", "schema": rules}
    for step in steps:
        inner = rule.get("schema", {}) if rule.get("type") == "dict" else {}
        if step not in inner:
            return None
        rule = inner[step]
    single = rule.get("type") == "list" or bool({"allowed", "kind"} & set(rule))
    return rule if single else None
