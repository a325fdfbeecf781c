"""The sheets of an export that a pack knows: how each is told, and what its rows and columns hold.

`取数.yaml` says it; of a public table the columns follow from its definition.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.addresses import Steps, parse
from generator.filing.values import Rules
from generator.packs.definitions import Definitions, EntryList, Selection, Table, narrow
from generator.packs.export_words import UNTAKEN
from generator.packs.record_forms import INTO
from generator.vocabulary import FIGURE_KINDS

Contents = Mapping[str, tuple[Steps, ...]]  # titles, with what has to stand in tables under each


class EntryMoney(NamedTuple):
    """What a cell holds: the money of a list's entries, with what they are told apart by.

    A filing may state the `parts` of it instead, other values of the list.
    """

    list: str
    where: Mapping[str, str]
    parts: tuple[str, ...] = ()


class Sectioned(NamedTuple):
    """What a cell holds: a figure that a filing would type, by its path in it, and its kind."""

    path: Steps
    kind: str


class Held(NamedTuple):
    """What a cell holds: a figure that follows from others, so that it only controls them.

    In a row that is an account's, the address of the row comes between table and column.
    """

    steps: Steps


class RowKey(NamedTuple):
    """What a cell holds: by which value of a dimension the entries of its row are told apart."""

    dimension: str


Target = EntryMoney | Sectioned | Held | RowKey | None  # None: nothing is drawn from it


class SheetForm(NamedTuple):
    """One sheet of an export: how it is told, and what stands in it.

    With an `accounts` table a row is an account's, and `columns` say by their heads what they hold;
    with `across`, the columns are accounts of that table, all holding `listed`. Without `accounts`,
    `rows` are told by their labels and taken from the columns under the `heads`; where there are no
    rows either, the columns are those of the only row. What the sheets in `minus` draw is taken
    off. `held` is the table whose row a row of totals is; `totals` are its columns by their heads.
    """

    name: str
    numbers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    accounts: str = ""
    across: str = ""
    listed: EntryMoney = EntryMoney("", {})
    columns: Mapping[str, Target] = {}
    rows: Mapping[str, Target] = {}
    heads: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    held: str = ""
    totals: Mapping[str, Held] = {}  # of columns that hold a list's entries
    unit: str = ""
    unseen: bool = False
    set: str = ""  # which its sheet is exported with


def read(raw: Rules, rules: Rules, definitions: Definitions, contents: Contents) -> list[SheetForm]:
    """The sheets that 取数.yaml describes, in its order."""
    sheets = {name: said for name, said in raw.items() if INTO not in said}
    return [_read_form(name, said, rules, definitions, contents) for name, said in sheets.items()]


def _read_form(
    name: str, said: Rules, rules: Rules, definitions: Definitions, contents: Contents
) -> SheetForm:
    public = said.get("table", "")
    table = definitions.root.fields.get(public)
    where = {key: _one(value) for key, value in said.get("where", {}).items()}
    listed, held = EntryMoney(said.get("list", ""), where), said.get("held", public)
    rows, columns = said.get("rows", {}), said.get("columns", {})
    accounts = rows if isinstance(rows, str) else ""
    made: dict[str, Target] = {}
    if isinstance(table, Table):
        accounts = accounts or table.classification or ""
        made |= dict(_columns_of(table, where, held, definitions.lists))
    by_row = held if accounts else ""
    targets = made | _read_targets(columns, listed, by_row, rules)
    of_row = definitions.root.fields.get(by_row)
    return SheetForm(
        name,
        _several(said.get("numbers", ())),
        (*_several(said.get("titles", ())), *_titles(public, contents)),
        accounts,
        columns if isinstance(columns, str) else "",
        listed,
        targets,
        _read_targets(rows, listed, "", rules),
        _several(said.get("heads", ())),
        _several(said.get("minus", ())),
        held,
        dict(_totals_of(targets, by_row, of_row)) if isinstance(of_row, Table) else {},
        said.get("unit", ""),
        said.get("unseen", False),
        # The names of a set's sheets are one word with numbers behind it.
        re.sub(r"\d.*$", "", said.get("set", name)),
    )


def _totals_of(
    targets: Mapping[str, Target], name: str, table: Table
) -> Iterator[tuple[str, Held]]:
    """The columns of the table of totals that bear a head's name, or its group's."""
    for key, target in targets.items():
        column = next((it for it in reversed(key.split(".")) if it in table.columns), "")
        if isinstance(target, EntryMoney) and column:
            yield key, Held((name, column))


def _titles(public: str, contents: Contents) -> Iterator[str]:
    """The titles under which the law wants a table published."""
    for title, names in contents.items():
        if public and any(steps[0] == public for steps in names):
            yield title


def _read_targets(said: Any, listed: EntryMoney, held: str, rules: Rules) -> dict[str, Target]:
    """What labels lead to; `held` is the table of which a word alone names a column."""
    if isinstance(said, str):
        return {}
    return {label: _read_target(of, listed, held, rules) for label, of in said.items()}


def _read_target(of: Any, listed: EntryMoney, held: str, rules: Rules) -> Target:
    if isinstance(of, dict):
        name = of.get("list", listed.list)
        told = {**listed.where, **{key: _one(it) for key, it in of.items() if key != "parts"}}
        fields = rules[name]["schema"]["schema"]
        spread = {key: it for key, it in told.items() if key in fields or it in fields}
        where = {key: it for key, it in spread.items() if key != "list"}
        return EntryMoney(name, where, tuple(of.get("parts", ())))
    if of == UNTAKEN:
        return None
    steps = parse(of)
    if held and len(steps) == 1:
        return Held((held, of))
    kind = find_kind(rules, steps)
    return Sectioned(steps, kind) if kind else Held(steps)


def find_kind(rules: Rules, steps: Steps) -> str:
    """The kind of a figure that a filing types in a section of its own; nothing for other ones."""
    rule: Rules = {"type": "dict", "schema": rules}
    for step in steps:
        if "addresses" in rule:
            return str(rule["addresses"])
        if rule.get("type") != "dict" or step not in rule["schema"]:
            return ""
        rule = rule["schema"][step]
    kind = str(rule.get("kind", ""))
    return kind if kind in FIGURE_KINDS else ""


def _columns_of(
    table: Table, where: Mapping[str, str], held: str, lists: Mapping[str, EntryList]
) -> Iterator[tuple[str, Target]]:
    """The columns of a public table: what one value of each dimension tells is taken, else held."""
    for name, rule in table.columns.items():
        target: Target = Held((held, name))
        sums_others = name == table.total and len(table.columns) > 1
        if isinstance(rule, Selection) and not sums_others:
            picked = narrow(table.source, rule)
            told = {key: values[0] for key, values in picked.where.items() if len(values) == 1}
            told = {**where, **told}
            if picked.list and told.keys() >= {*picked.where, lists[picked.list].spread}:
                target = EntryMoney(picked.list, told)
        yield name, target


def _several(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _one(value: Any) -> str:
    return value if isinstance(value, str) else str(value[0])
