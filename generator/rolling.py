"""A filing rolled into the next year, as text: its lines, order and comments stay as they are.

Figures are emptied where they stand, last year's figures come from last year's file, and prose is
kept and marked. The result is parsed again and must say exactly what was meant.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator import kinds
from generator import source as sources
from generator.kinds import KindError
from generator.packs import KEYS, BaseFile, Pack
from generator.source import Node, Path_, Source
from generator.vocabulary import (
    CODE_DIMENSION,
    FIGURE_KINDS,
    FISCAL_YEAR,
    KIND_YUAN,
    REVIEW,
    UNIT,
)

MARK = f"# {REVIEW}"


class RollError(ValueError):
    """Why a filing cannot be rolled forward, in the words to show."""


@dataclass(frozen=True, slots=True)
class Rolled:
    """The new filing's text; how much is to be filled and to be reviewed; what else to know."""

    text: str
    empty: int
    review: int
    remarks: tuple[str, ...]


@dataclass
class _Plan:
    """What is to become of the lines of a filing."""

    source: Source
    pack: Pack
    year: int
    values: dict[Path_, str] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    review: set[Path_] = field(default_factory=set)
    comments: dict[int, list[str]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def note(self, line: int, text: str) -> None:
        """A comment for the end of a line."""
        if text not in self.comments.setdefault(line, []):
            self.comments[line].append(text)


def roll(source: Source, pack: Pack, link: str) -> Rolled:
    """The filing of a pack's year that follows from the year before's; `link` leads to that."""
    if any(place.column != 1 for path, place in source.keys.items() if len(path) == 1):
        raise RollError(f"{source.file} 不是每项一行写的，不能逐行改写")
    plan = _Plan(source, pack, int(pack.key[1]))
    added = _plan_top(plan, link)
    _plan_marks(plan)
    text = _written(plan, added)
    made, faults = sources.parse(text.encode(), source.file)
    if made is None or made.data != _expected(plan, added):
        where = faults[0].message if faults else "改写后的内容与原意不符"
        raise RollError(f"{source.file} 的写法不能逐行改写：{where}")
    empty = sum(value == "" for value in plan.values.values())
    return Rolled(text, empty, text.count(MARK) - source.text.count(MARK), tuple(plan.remarks))


# -- what is to become of each value -----------------------------------------------------------


def _plan_top(plan: _Plan, link: str) -> dict[str, str]:
    """Plan every section; what is to be added, by its key."""
    added: dict[str, str] = {}
    for base, file in plan.pack.base_files.items():
        if _last_year(plan.pack, file):
            plan.dropped |= {base} & set(plan.source.data)
            added[file.key] = link
        elif file.key in plan.source.data:
            plan.values[file.key,] = ""
    plan.values[FISCAL_YEAR,] = str(plan.year)
    for name, node in plan.source.data.items():
        rule = plan.pack.rules.get(name)
        if rule is None:
            plan.remarks.append(f"{plan.year} 年度没有“{name}”这一项，请删去或改名")
        elif name not in (*KEYS, UNIT, *plan.dropped, *_file_keys(plan.pack)):
            _plan_value(plan, node, rule, (name,))
    for key in set(added) & set(plan.source.data):
        plan.values[key,] = added.pop(key)
    return added


def _last_year(pack: Pack, file: BaseFile) -> bool:
    return file.kind == pack.key[0] and file.years == -1


def _file_keys(pack: Pack) -> list[str]:
    return [file.key for file in pack.base_files.values()]


def _plan_value(plan: _Plan, node: Node, rule: Mapping[str, Any], path: Path_) -> None:
    if "addresses" in rule:
        _plan_addressed(plan, node, rule["addresses"], path)
    elif rule.get("type") == "dict":
        _plan_fields(plan, node, rule["schema"], path)
    elif rule.get("type") == "list":
        for number, item in enumerate(node if isinstance(node, list) else ()):
            _plan_fields(plan, item, rule["schema"]["schema"], (*path, number))
    elif "code" in rule:
        _plan_code(plan, node, rule["code"], path)
    elif rule.get("kind") in FIGURE_KINDS:
        plan.values |= {path: ""} if isinstance(node, str) else {}
    elif node and not (_chosen(rule) or _coordinate(plan, path)):
        plan.review.add(path)


def _chosen(rule: Mapping[str, Any]) -> bool:
    """Whether a text is one of a few, or a name, and so says the same in any year."""
    return "allowed" in rule or "names" in rule


def _plan_fields(plan: _Plan, node: Node, rules: Mapping[str, Any], path: Path_) -> None:
    for name, value in node.items() if isinstance(node, dict) else ():
        if name in rules:
            _plan_value(plan, value, rules[name], (*path, name))
        else:
            line = plan.source.key_place((*path, name)).line
            plan.remarks.append(f"第 {line} 行：{plan.year} 年度没有“{name}”这一项")


def _plan_addressed(plan: _Plan, node: Node, kind: str, path: Path_) -> None:
    """Amounts under addresses are emptied, words are kept; accounts that ended are told."""
    for key, value in node.items() if isinstance(node, dict) else ():
        here = (*path, key)
        if isinstance(value, dict):
            _plan_addressed(plan, value, kind, here)
        elif isinstance(value, str):
            if kind == KIND_YUAN:
                plan.values[here] = ""
            else:
                plan.review.add(here)


def _coordinate(plan: _Plan, path: Path_) -> bool:
    """Whether a text says which entry of a list this is."""
    return path[0] in plan.pack.definitions.lists


def _plan_code(plan: _Plan, node: Node, classification: str, path: Path_) -> None:
    try:
        code = kinds.code(str(node), path).code
    except KindError:  # check will tell
        return
    table = plan.pack.classifications[classification]
    before, after = table.name_of(code, plan.year - 1), table.name_of(code, plan.year)
    if before is None or before == after:
        return
    line = plan.source.place(path).line
    heirs = {f.codes[code] for f in plan.pack.base_files.values() if code in f.codes}
    heir = f"，改用 {'、'.join(sorted(heirs))}" if heirs else ""
    became = f"改称“{after}”" if after else f"停用{heir}"
    told = f"{CODE_DIMENSION} {code} 从 {plan.year} 年度起{became}"
    plan.note(line, told)
    plan.remarks.append(f"第 {line} 行：{told}")


# -- lines -------------------------------------------------------------------------------------


def _plan_marks(plan: _Plan) -> None:
    """Marks at the ends of the lines in which prose is told."""
    broken = {plan.source.values[path].line for path in plan.source.values if _broken(plan, path)}
    for path in plan.review:
        single = isinstance(_value(plan, path), str) and not _broken(plan, path)
        line = (plan.source.place if single else plan.source.key_place)(path).line
        # A comment after a text that goes on in the next line would become part of it.
        plan.note(-line if line in broken else line, REVIEW)


def _value(plan: _Plan, path: Path_) -> Node:
    node: Node = plan.source.data
    for step in path:
        node = node[step]
    return node


def _broken(plan: _Plan, path: Path_) -> bool:
    """Whether a text goes on over several lines, so that its line does not end with it."""
    value = _value(plan, path)
    return isinstance(value, str) and plan.source.values[path].width == 1 and len(value) > 1


def _written(plan: _Plan, added: Mapping[str, str]) -> str:
    lines = plan.source.text.split("\n")
    for path in sorted(plan.values, key=lambda p: plan.source.place(p), reverse=True):
        if isinstance(_value(plan, path), str):
            place = plan.source.place(path)
            line, start = lines[place.line - 1], place.column - 1
            rest = line[start + place.width :]
            lines[place.line - 1] = line[:start] + plan.values[path] + rest
        elif plan.values[path]:
            place = plan.source.key_place(path)
            lines[place.line - 1] += f" {plan.values[path]}"
    made: dict[int, list[str]] = {number: [line] for number, line in enumerate(lines, start=1)}
    for number, comments in plan.comments.items():
        _comment(made[abs(number)], comments, before=number < 0)
    _replace_sections(plan, added, made)
    return "\n".join(_dated(plan, line) for number in sorted(made) for line in made[number])


def _comment(lines: list[str], comments: list[str], *, before: bool) -> None:
    text = "  ".join(f"# {comment}" for comment in comments)
    if before:
        indent = len(lines[-1]) - len(lines[-1].lstrip(" "))
        lines.insert(0, " " * indent + text)
    else:
        lines[-1] = f"{lines[-1].rstrip()}  {text}"


def _replace_sections(plan: _Plan, added: Mapping[str, str], made: dict[int, list[str]]) -> None:
    """Take the dropped sections out; what is added stands in their place, or at the end."""
    new = [f"{key}: {_scalar(value)}" for key, value in added.items()]
    for name in plan.dropped:
        first, last = _lines_of(plan.source, name)
        made[first], new = new, []
        for number in range(first + 1, last + 1):
            made[number] = []
    if new:
        end = max(made)
        made[end] = [*new, ""] if made[end] == [""] else [*made[end], *new]


def _scalar(text: str) -> str:
    """A path as a YAML value; quoted where a plain one would mean something else."""
    plain = re.fullmatch(r"[\w.][\w./（）()“” -]*", text) and not text.endswith(" ")
    quoted = text.replace("'", "''")
    return text if plain else f"'{quoted}'"


def _lines_of(source: Source, name: str) -> tuple[int, int]:
    """The first and last line of a section, without the comments of the next."""
    starts = sorted(place.line for path, place in source.keys.items() if len(path) == 1)
    lines = source.text.split("\n")
    first = source.key_place((name,)).line
    last = next((line - 1 for line in starts if line > first), len(lines))
    while last > first and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
        last -= 1
    return first, last


def _dated(plan: _Plan, line: str) -> str:
    """A line of comment with its year; other lines as they are."""
    if not line.lstrip().startswith("#"):
        return line
    kind, before = plan.pack.key[0], plan.year - 1
    line = line.replace(f"{kind}{before}.", f"{kind}{plan.year}.")
    return re.sub(rf"(?<![0-9]){before}( ?年度)", rf"{plan.year}\1", line)


def _expected(plan: _Plan, added: Mapping[str, str]) -> dict[str, Node]:
    """What the new text must say."""
    data = {
        name: _edited(plan, node, (name,))
        for name, node in plan.source.data.items()
        if name not in plan.dropped
    }
    return {**data, **added}


def _edited(plan: _Plan, node: Node, path: Path_) -> Node:
    if path in plan.values:
        return plan.values[path] or None
    if isinstance(node, dict):
        return {key: _edited(plan, value, (*path, key)) for key, value in node.items()}
    if isinstance(node, list):
        return [_edited(plan, value, (*path, number)) for number, value in enumerate(node)]
    return node
