"""Whether what 取数.yaml refers to is there: lists and their dimensions, tables, sheets."""

from collections.abc import Iterator
from typing import Any

from generator.addresses import parse
from generator.diagnostics import did_you_mean
from generator.filing.values import Rules
from generator.filing.yaml_tree import Path_
from generator.packs.addressing import AddressError, complete, locate
from generator.packs.definitions import Selection, Table, narrow
from generator.packs.export_words import LIST, UNTAKEN
from generator.packs.grammar import Flaw
from generator.packs.record_flaws import find_in_record
from generator.packs.record_forms import INTO
from generator.packs.selections import FROM, Surroundings, find_in_selection, find_in_value
from generator.packs.sheet_forms import find_kind


def find_in_exports(raw: Rules, known: Surroundings) -> Iterator[Flaw]:
    """Everything that the sheets refer to and is not there."""
    for name, said in raw.items():
        if INTO in said:
            yield from find_in_record(name, said, known.rules)
            continue
        if not any(word in said for word in ("numbers", "titles", "table")):
            yield Flaw((name,), f"“{name}”要写怎样认：表号、标题或公开表", "", True)
        yield from _find_in_sheet(name, said, known)
        yield from _find_beside(name, said, raw)


def _find_beside(name: str, said: Rules, raw: Rules) -> Iterator[Flaw]:
    """The other sheets that one refers to and that are not there."""
    for word, use in (("minus", "减去"), ("set", "作一套")):
        for index, other in _number(said.get(word, ())):
            if other not in raw or other == name:
                help_ = did_you_mean(other, raw)
                yield Flaw((name, word, *index), f"没有“{other}”这张表可以{use}", help_)


def _number(value: Any) -> list[tuple[Path_, str]]:
    """What stands alone, or in a list with the numbers, each with its path."""
    if isinstance(value, str):
        return [((), value)]
    return [((index,), item) for index, item in enumerate(value)]


def _find_in_sheet(name: str, said: Rules, known: Surroundings) -> Iterator[Flaw]:
    for word in ("rows", "columns"):
        of, path = said.get(word, {}), (name, word)
        if isinstance(of, str):
            if of not in known.accounts:
                help_ = did_you_mean(of, known.accounts) or f"现有：{'、'.join(known.accounts)}"
                yield Flaw(path, f"没有“{of}”这张科目表", help_)
        else:
            for label, target in of.items():
                yield from _find_in_target(target, said, known, (*path, label))
    for word in ("table", "held"):
        table = said.get(word)
        if table and not isinstance(known.root.fields.get(table), Table):
            yield Flaw((name, word), f"没有“{table}”这张表", did_you_mean(table, known.root.fields))
    if isinstance(said.get("columns"), str):
        yield from _find_in_entries({}, said, known, (name, "columns"))
    shared = said.get("where", {})
    yield from find_in_selection(shared, _list_filled(said, known), known, (name, "where"))


def _list_filled(said: Rules, known: Surroundings) -> set[str]:
    """The lists that the columns of a public table are of; those that are there."""
    table = known.root.fields.get(said.get("table", ""))
    if not isinstance(table, Table):
        return set()
    rules = (it for it in table.columns.values() if isinstance(it, Selection))
    named = {picked.list for it in rules if (picked := narrow(table.source, it)).list}
    return named & known.definitions.lists.keys()


def _find_in_target(target: Any, said: Rules, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    if isinstance(target, dict):
        yield from _find_in_entries(target, said, known, path)
        return
    if target == UNTAKEN:
        return
    steps = parse(target)
    table = known.root.fields.get(said.get("held", said.get("table", "")))
    if len(steps) == 1 and isinstance(table, Table) and not isinstance(said.get("rows"), dict):
        if target not in table.columns:
            help_ = did_you_mean(target, table.columns) or f"不取数的，写“{UNTAKEN}”"
            yield Flaw(path, f"“{said.get('held', said.get('table'))}”没有“{target}”这一栏", help_)
    elif not find_kind(known.rules, steps):
        try:
            complete(*locate(known.root, steps), steps)
        except AddressError as error:
            yield Flaw(path, error.message, error.help)


def _find_in_entries(
    target: Rules, said: Rules, known: Surroundings, path: Path_
) -> Iterator[Flaw]:
    """The list that is filled, the values that tell its entries apart, and that none is left."""
    name = target.get("list", said.get("list"))
    if name is None:
        offered = f"可以写：{'、'.join(known.definitions.lists)}"
        yield Flaw(path, f"要写明取到哪张{LIST}", offered)
        return
    at = path if "list" in target else (path[0],)
    if name not in known.definitions.lists:
        help_ = did_you_mean(name, known.definitions.lists)
        yield Flaw((*at, "list"), f"没有“{name}”这张清单", help_)
        return
    where = {key: value for key, value in target.items() if key not in ("list", "parts")}
    for index, part in enumerate(target.get("parts", ())):
        spread = known.definitions.lists[name].spread
        yield from find_in_value(name, spread, part, known, (*path, "parts", index))
    yield from find_in_selection({FROM: name, **where}, {name}, known, path)
    shared = {
        key: value for key, value in said.get("where", {}).items() if key in known.dimensions(name)
    }
    yield from find_in_selection({FROM: name, **shared}, {name}, known, (path[0], "where"))
    spread = known.definitions.lists[name].spread
    if spread not in {**where, **shared}:
        values = "、".join(known.values(name, spread) or ())
        yield Flaw(path, f"清单“{name}”要写明“{spread}”", f"可以写：{values}")
