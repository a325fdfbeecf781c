"""A pack's definitions, made from `input.yaml` (what is typed) and `tables.yaml` (what follows)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from generator.filing.values import Rules
from generator.packs import definitions
from generator.packs.definitions import Definitions, Field, Record, Rule, Selection, Table, Typed
from generator.vocabulary import CODE_DIMENSION, FIGURE_KINDS, KIND_PARAGRAPHS, KIND_YUAN, TOTAL_ROW

Levels = Mapping[str, Mapping[str, int]]
# What is typed and is no field of the document: words and amounts for addresses, names, files.
_SETTINGS = frozenset(("addresses", "names", "files", "exports"))


def define(schema: Rules, raw: Rules, levels: Levels) -> Definitions:
    """The definitions that a pack's input schema and tables make together.

    `levels` says how long a code is on each level of each table of accounts.
    """
    lists = {name: _list(name, schema[name], options) for name, options in raw["lists"].items()}
    typed = {name: rules for name, rules in schema.items() if name not in lists}
    return Definitions(lists, _record(typed, {"tables": raw["tables"]}, _Known(lists, levels)))


class _Known(NamedTuple):
    """What tables may refer to: the lists of entries and the levels of the accounts."""

    lists: Mapping[str, definitions.EntryList]
    levels: Levels


def _list(name: str, rules: Rules, options: Rules) -> definitions.EntryList:
    fields = rules["schema"]["schema"]
    values = tuple(key for key, rule in fields.items() if rule.get("kind") == KIND_YUAN)
    keys = tuple(key for key in fields if key not in values and key != CODE_DIMENSION)
    code = fields[CODE_DIMENSION]["code"]
    return definitions.EntryList(name, code, keys, options["spread"], values)


def _record(typed: Rules, extra: Rules, known: _Known) -> Record:
    """A record's typed fields, with the figures and tables that `extra` derives beside them."""
    tables: Rules = extra.get("tables", {})
    fields: dict[str, Field] = {}
    for name, rules in typed.items():
        if not _SETTINGS & set(rules):
            fields[name] = _define_typed(rules, tables.get(name, {}), known)
    fields |= {name: _field_of(rule) for name, rule in extra.get("figures", {}).items()}
    derived = {name: options for name, options in tables.items() if name not in typed}
    fields |= {name: _define_derived(options, known) for name, options in derived.items()}
    return Record(fields)


def _define_typed(rules: Rules, extra: Rules, known: _Known) -> Field:
    if rules.get("kind") in FIGURE_KINDS:
        return Typed(rules["kind"])
    if rules.get("type") == "list":
        return definitions.Records(_record(rules["schema"]["schema"], extra, known))
    if rules.get("type") != "dict":
        return definitions.Text(paragraphs=rules.get("kind") == KIND_PARAGRAPHS)
    if "columns" in extra or "rows" in extra:
        return _define_table(rules["schema"], extra)
    return _record(rules["schema"], extra, known)


def _define_table(rows: Rules, extra: Rules) -> Table:
    """A table whose rows and columns the filing types, with derived ones beside them."""
    first = next(iter(rows.values()))["schema"]
    columns: dict[str, Rule] = {name: Typed(rule["kind"]) for name, rule in first.items()}
    columns |= _rules_of(extra.get("columns", {}))
    typed: dict[str, Rule] = {name: Typed(KIND_YUAN) for name in rows}
    typed |= _rules_of(extra.get("rows", {}))
    return Table(None, typed, columns, next(iter(columns)), Selection(None))


def _define_derived(options: Rules, known: _Known) -> Field:
    if "rows" not in options:
        return _record({}, options, known)
    source = Selection(options.get("from"), _where(options.get("where", {})))
    rows = options["rows"]
    dynamic = isinstance(rows, str)
    fixed: dict[str, Rule] = {TOTAL_ROW: Selection(None)} if dynamic else _rules_of(rows)
    columns = _columns(options, source, known)
    classification = rows if dynamic else None
    sizes = tuple(sorted(known.levels[rows].values())) if dynamic else ()
    return Table(classification, fixed, columns, options["total"], source, sizes)


def _columns(options: Rules, source: Selection, known: _Known) -> dict[str, Rule]:
    columns = options["columns"]
    if not isinstance(columns, str):
        return _rules_of(columns)
    values = known.lists[source.list or ""].values
    spread: dict[str, Rule] = {value: Selection(None, {columns: (value,)}) for value in values}
    return {options["total"]: Selection(None), **spread}


def _rules_of(raw: Rules) -> dict[str, Rule]:
    return {name: _rule_of(rule) for name, rule in raw.items()}


def _field_of(rule: Rules) -> Field:
    if "band" in rule:
        grades = tuple((label, Decimal(low)) for label, low in rule["grades"].items())
        return definitions.Band(rule["band"], grades)
    return _rule_of(rule)


def _rule_of(rule: Rules) -> Rule:
    if "plus" in rule or "minus" in rule or "sum" in rule:
        plus, minus = (tuple(rule.get(key, ())) for key in ("plus", "minus"))
        return definitions.Sum(plus, minus, rule.get("sum"))
    if "share" in rule:
        return definitions.Share(*rule["share"])
    if "count" in rule:
        return definitions.Count(rule["count"])
    return selection_of(rule)


def selection_of(raw: Rules) -> Selection:
    """The selection that a rule states: the list it takes from, and its conditions."""
    conditions = {key: value for key, value in raw.items() if key != "from"}
    return Selection(raw.get("from"), _where(conditions))


def _where(conditions: Rules) -> definitions.Where:
    return {
        name: tuple(value) if isinstance(value, list) else (value,)
        for name, value in conditions.items()
    }
