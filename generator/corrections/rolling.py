"""A filing rolled into the next year, as text: its lines, order and comments stay as they are.

Figures are emptied where they stand, last year's figures come from last year's file, and prose is
kept and marked. The result is parsed again and must say exactly what was meant.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.corrections.relining import Edits, expected_data, runs_on, write_lines
from generator.exits import RefusedError
from generator.filing import kinds
from generator.filing import source as sources
from generator.filing.source import Source
from generator.filing.yaml_tree import Node, Path_
from generator.packs import jsonschema
from generator.packs.pack import KEYS, Pack
from generator.vocabulary import CODE_DIMENSION, FIGURE_KINDS, FISCAL_YEAR, KIND_YUAN, REVIEW, UNIT

MARK = f"# {REVIEW}"
# Rules whose texts are one of a few, or names, and so say the same in any year.
_CHOICES = {"allowed", "names", "files", "exports"}


class StartError(RefusedError):
    """Why no filing was begun, in the words to show."""


class Rolled(NamedTuple):
    """The new filing's text; how much is to be filled and to be reviewed; what else to know."""

    text: str
    empty: int
    review: int
    remarks: tuple[str, ...]


@dataclass(kw_only=True)
class _NextYear(Edits):
    """What is to become of a filing in the next year, and what its officer must know."""

    pack: Pack
    year: int
    review: set[Path_] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)


def roll(source: Source, pack: Pack, link: str | None) -> Rolled:
    """The filing of a pack's year that follows from the year before's; `link` leads to that.

    What many filings share has no link (None): it is no filing, and has no base. A `StartError`
    where the text cannot be edited line by line.
    """
    if any(place.column != 1 for path, place in source.keys.items() if len(path) == 1):
        raise StartError(f"{source.file} 不是每项一行写的，不能逐行改写")
    plan = _NextYear(source=source, pack=pack, year=int(pack.key[1]))
    _plan_top(plan, link)
    _plan_marks(plan)
    text = "\n".join(_redate(plan, line) for line in write_lines(plan))
    rolled, faults = sources.parse(text.encode(), source.file)
    if rolled is None or rolled.data != expected_data(plan):
        where = faults[0].message if faults else "改写后的内容与原意不符"
        raise StartError(f"{source.file} 的写法不能逐行改写：{where}")
    empty = sum(value == "" for value in plan.values.values())
    return Rolled(text, empty, text.count(MARK), tuple(plan.remarks))


# -- what is to become of each value -----------------------------------------------------------


def _plan_top(plan: _NextYear, link: str | None) -> None:
    """Plan every section."""
    _plan_bases(plan, link)
    if FISCAL_YEAR in plan.source.data:
        plan.values[FISCAL_YEAR,] = str(plan.year)
    for name, node in plan.source.data.items():
        rule = plan.pack.rules.get(name)
        if rule is None:
            plan.remarks.append(f"{plan.year} 年度没有“{name}”这一项，请删去或改名")
        elif name not in (*KEYS, UNIT, *plan.dropped, *plan.pack.own_files):
            _plan_value(plan, node, rule, (name,))


def _plan_bases(plan: _NextYear, link: str | None) -> None:
    """Last year's figures come from last year's file; other files are to be named anew."""
    for base, file in plan.pack.base_files.items():
        if (file.kind, file.years) == (plan.pack.key[0], -1):
            plan.dropped |= {base} & set(plan.source.data)
            plan.added |= {file.key: link} if link else {}
        elif file.key in plan.source.data:
            plan.values[file.key,] = ""
    for key in set(plan.added) & set(plan.source.data):
        plan.values[key,] = plan.added.pop(key)


def _plan_value(plan: _NextYear, node: Node, rule: Mapping[str, Any], path: Path_) -> None:
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
    # A text in a list says which entry this is.
    elif node and not (_CHOICES & rule.keys() or path[0] in plan.pack.definitions.lists):
        plan.review.add(path)


def _plan_fields(plan: _NextYear, node: Node, rules: Mapping[str, Any], path: Path_) -> None:
    for name, value in node.items() if isinstance(node, dict) else ():
        if name in rules:
            _plan_value(plan, value, rules[name], (*path, name))
        else:
            line = plan.source.key_place((*path, name)).line
            plan.remarks.append(f"第 {line} 行：{plan.year} 年度没有“{name}”这一项")


def _plan_addressed(plan: _NextYear, node: Node, kind: str, path: Path_) -> None:
    """Amounts under addresses are emptied, words are kept; accounts that ended are told."""
    for key, value in node.items() if isinstance(node, dict) else ():
        here = (*path, key)
        if isinstance(value, dict):
            _plan_addressed(plan, value, kind, here)
        elif isinstance(value, str) and kind == KIND_YUAN:
            plan.values[here] = ""
        elif isinstance(value, str):
            plan.review.add(here)


def _plan_code(plan: _NextYear, node: Node, classification: str, path: Path_) -> None:
    try:
        code = kinds.code(str(node), path).code
    except kinds.KindError:  # check will tell
        return
    change = plan.pack.classifications[classification].change_of(code, plan.year)
    if change is None:
        return
    line = plan.source.place(path).line
    heirs = {f.codes[code] for f in plan.pack.base_files.values() if code in f.codes}
    remark = f"{CODE_DIMENSION} {code} 从 {plan.year} 年度起{change.say(heirs)}"
    plan.note(line, remark)
    plan.remarks.append(f"第 {line} 行：{remark}")


# -- comments ----------------------------------------------------------------------------------


def _plan_marks(plan: _NextYear) -> None:
    """Marks at the ends of the lines in which prose is told, unless last year's still stands."""
    lines = ["", *plan.source.text.split("\n")]
    values = plan.source.values
    broken = {place.line for path, place in values.items() if runs_on(plan, path)}
    for path in plan.review:
        single = isinstance(plan.source.at(path), str) and not runs_on(plan, path)
        line = (plan.source.place if single else plan.source.key_place)(path).line
        # A comment after a text that goes on in the next line would become part of it.
        apart = line in broken
        if MARK not in lines[line - apart]:
            plan.note(-line if apart else line, REVIEW)


def _redate(plan: _NextYear, line: str) -> str:
    """A line of comment with its year, and the year's schema; other lines as they are."""
    if not line.lstrip().startswith("#"):
        return line
    (kind, _, region), before = map(re.escape, plan.pack.key), plan.year - 1
    line = re.sub(
        rf"{kind}{before}({region})?\.schema\.json", jsonschema.file_name(plan.pack), line
    )
    return re.sub(rf"(?<![0-9]){before}( ?年度)", rf"{plan.year}\1", line)
