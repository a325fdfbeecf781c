"""Whether the fields that 取数.yaml fills from tables of records are there."""

from collections.abc import Iterator

from generator.diagnostics import did_you_mean
from generator.filing.values import Rules
from generator.filing.yaml_tree import Path_
from generator.packs import record_forms
from generator.packs.export_words import UNTAKEN
from generator.packs.grammar import Flaw
from generator.packs.record_forms import INTO


def find_in_record(name: str, said: Rules, rules: Rules) -> Iterator[Flaw]:
    """Everything that the description of one table refers to and is not there."""
    fields = record_forms.fields_of(rules, said[INTO])
    if fields is None:
        help_ = did_you_mean(said[INTO], rules)
        yield Flaw((name, INTO), f"没有“{said[INTO]}”这一节可以填", help_)
        return
    for word, of in (("beside", fields), ("below", fields), ("owner", rules)):
        for label, path in said.get(word, {}).items():
            yield from _find_lacking(path, of, (name, word, label))
    for word in ("key", "before"):
        yield from _find_lacking(said[word], fields, (name, word)) if word in said else ()
    for index, label in enumerate(said.get("whose", ())):
        if label not in {**said.get("beside", {}), **said.get("owner", {})}:
            yield Flaw((name, "whose", index), f"右格、本单位里都没有“{label}”", "")
    yield from _find_in_grid(said.get("grid", {}), fields, (name, "grid"))
    yield from _find_in_lines(said, fields, (name, "lines"))


def _find_in_grid(said: Rules, fields: Rules, at: Path_) -> Iterator[Flaw]:
    rows, columns = said.get("rows", {}), said.get("columns", {})
    taken = {name: path for name, path in columns.items() if path != UNTAKEN}
    bare = [path for path in rows.values() if path != UNTAKEN]
    wrong = {
        name
        for name, path in taken.items()
        if bare and all(_lacks(f"{row}.{path}", fields) for row in bare)
    }
    for name in wrong:
        yield from _find_lacking(f"{bare[0]}.{taken[name]}", fields, (*at, "columns", name))
    for row, path in rows.items():
        for name in taken if path != UNTAKEN else ():
            if name not in wrong:
                yield from _find_lacking(f"{path}.{taken[name]}", fields, (*at, "rows", row))
    for cell, path in said.get("cells", {}).items():
        if cell not in {f"{row}.{column}" for row in rows for column in columns}:
            yield Flaw((*at, "cells", cell), f"没有“{cell}”这一格", "写作 行.栏")
        yield from _find_lacking(path, fields, (*at, "cells", cell))
    yield from _find_in_sums(said.get("sums", {}), rows, (*at, "sums"))


def _find_in_sums(said: Rules, rows: Rules, at: Path_) -> Iterator[Flaw]:
    for label, parts in said.items():
        for index, part in enumerate((label, *parts)):
            if part not in rows:
                path = (*at, label, *((index - 1,) if index else ()))
                yield Flaw(path, f"没有“{part}”这一行", did_you_mean(part, rows))


def _find_in_lines(said: Rules, fields: Rules, at: Path_) -> Iterator[Flaw]:
    lines = said.get("lines", {})
    of_line = record_forms.fields_of(fields, lines[INTO]) if lines else {}
    if of_line is None:
        yield Flaw((*at, INTO), f"没有“{lines[INTO]}”这张清单", did_you_mean(lines[INTO], fields))
        return
    for label, path in lines.get("columns", {}).items():
        yield from _find_lacking(path, of_line, (*at, "columns", label))
    for index, path in enumerate(lines.get("carried", ())):
        yield from _find_lacking(path, of_line, (*at, "carried", index))
    for label, paths in said.get("sums", {}).items():
        for index, path in enumerate(paths):
            owner, _, inner = path.partition(".")
            place = (at[0], "sums", label, index)
            if lines and owner == lines[INTO]:
                yield from _find_lacking(inner, of_line, place)
            else:
                yield from _find_lacking(path, fields, place)


def _find_lacking(path: str, fields: Rules, at: Path_) -> Iterator[Flaw]:
    if _lacks(path, fields):
        help_ = did_you_mean(record_forms.split(path)[-1], fields)
        yield Flaw(at, f"没有“{path}”这一项可以填", help_)


def _lacks(path: str, fields: Rules) -> bool:
    return record_forms.find_rule(fields, record_forms.split(path)) is None
