"""What definitions stand on: the fields that the engine knows, the lists, how tables are laid out.

Only where nothing is wrong here can `defining` make definitions; the rules in them are looked at
by `coherence`. Paths are those of the engine's terms, of input.yaml those of the file.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator import vocabulary as term
from generator.diagnostics import did_you_mean
from generator.filing.values import Rules
from generator.filing.yaml_tree import Path_
from generator.packs import naming
from generator.packs.grammar import Flaw
from generator.packs.language import ACCOUNT_TABLE, CHOICES, ITEMS, PARTS


class _Reserved(NamedTuple):
    """A field that the engine itself reads: whether there must be one, and what it must be."""

    said: str
    fits: Callable[[Rules], bool]
    needed: bool = False


def _is_unit(rule: Rules) -> bool:
    fields = rule.get("schema", {})
    named = fields.get(term.UNIT_NAME, {}).get("kind") == term.KIND_TEXT
    return rule.get("type") == "dict" and named and "allowed" in fields.get(term.UNIT_WORD, {})


def _is_unit_of_money(rule: Rules) -> bool:
    return set(rule.get("allowed", ("",))) <= {term.YUAN, term.WAN_YUAN}


_UNITS = f"可选值为 {term.YUAN}、{term.WAN_YUAN}"
_KNOWN: Mapping[str, _Reserved] = {
    term.DOCUMENT_KIND: _Reserved("可选值", lambda rule: "allowed" in rule, True),
    term.FISCAL_YEAR: _Reserved("年度", lambda rule: rule.get("kind") == term.KIND_YEAR, True),
    term.REGION: _Reserved("文字", lambda rule: rule.get("kind") == term.KIND_TEXT, True),
    term.AMOUNT_UNIT: _Reserved(_UNITS, _is_unit_of_money, True),
    term.UNIT: _Reserved(f"分项的一节，有{term.UNIT_NAME}、{term.UNIT_WORD}", _is_unit, True),
    term.REASONS: _Reserved("按地址: 文字", lambda rule: rule.get("addresses") == term.KIND_TEXT),
    term.CONTROL_TOTALS: _Reserved(
        "按地址: 金额", lambda rule: rule.get("addresses") == term.KIND_YUAN
    ),
    term.ACCOUNT_NAMES: _Reserved("名称表", lambda rule: "names" in rule),
    term.CONSOLIDATES: _Reserved("文件清单", lambda rule: "files" in rule),
    term.EXPORTS: _Reserved("导出文件", lambda rule: "exports" in rule),
}


# What but one field may be.
_OWNERS = {"names": term.ACCOUNT_NAMES, "files": term.CONSOLIDATES, "exports": term.EXPORTS}


def find_in_input(
    raw: Rules, rules: Rules, accounts: Mapping[str, Iterable[str]]
) -> Iterator[Flaw]:
    """What is wrong with the fields that a filing may have; `accounts`: each table's levels."""
    for name, known in _KNOWN.items():
        if name in rules and not known.fits(rules[name]):
            yield Flaw((name,), f"“{name}”应是{known.said}")
        elif known.needed and name not in rules:
            help_ = did_you_mean(name, raw) or f"补上“{name}”"
            yield Flaw((), f"缺少程序要用的“{name}”", help_)
    yield from _find_in_levels(raw, accounts)
    for name, rule in rules.items():
        for word, owner in _OWNERS.items():
            if word in rule and name != owner:
                yield Flaw((name,), f"这样的一项只能叫“{owner}”", "", True)
    yield from _find_in_fields(raw, (), list(accounts))
    yield from naming.find_in_reasons(rules)


def _find_in_levels(raw: Rules, accounts: Mapping[str, Iterable[str]]) -> Iterator[Flaw]:
    """The levels that a unit may stop at are those of the tables of accounts."""
    said = raw.get(term.DISCLOSED_LEVELS)
    fields = said.get(PARTS, {}) if isinstance(said, dict) else {}
    for name, field in fields.items():
        path = (term.DISCLOSED_LEVELS, PARTS, name)
        if name not in accounts:
            yield Flaw(path, f"没有“{name}”这张科目表", did_you_mean(name, accounts), True)
            continue
        levels = list(accounts[name])
        for index, level in enumerate(field.get(CHOICES, ()) if isinstance(field, dict) else ()):
            if level not in levels:
                help_ = f"可以写：{'、'.join(levels)}"
                yield Flaw((*path, CHOICES, index), f"没有“{level}”这个级次", help_)


def _find_in_fields(raw: Rules, path: Path_, accounts: list[str]) -> Iterator[Flaw]:
    for name, said in raw.items():
        here = (*path, name)
        if not isinstance(said, dict):
            continue
        table = said.get(ACCOUNT_TABLE)
        if table and table not in accounts:
            help_ = did_you_mean(table, accounts) or f"现有：{'、'.join(accounts)}"
            yield Flaw((*here, ACCOUNT_TABLE), f"没有“{table}”这张科目表", help_)
        yield from _find_in_unit(name, said, here)
        for word in (PARTS, ITEMS):
            yield from _find_in_fields(said.get(word, {}), (*here, word), accounts)


def _find_in_unit(name: str, said: Rules, path: Path_) -> Iterator[Flaw]:
    """The unit of a section's amounts is called so, and nothing else is one."""
    choices = said.get(CHOICES, ())
    units = {term.YUAN, term.WAN_YUAN}
    if name == term.AMOUNT_UNIT and not set(choices or ("",)) <= units:
        yield Flaw(path, f"“{name}”应是{_UNITS}")
    elif name != term.AMOUNT_UNIT and choices and set(choices) <= units:
        yield Flaw(path, f"金额的单位只能叫“{term.AMOUNT_UNIT}”", f"写 {term.AMOUNT_UNIT}", True)


# -- lists ---------------------------------------------------------------------------------------


def find_in_lists(lists: Rules, rules: Rules) -> Iterator[Flaw]:
    """Every list of entries is one of the filing, with an account and amounts."""
    for name, options in lists.items():
        path, rule = ("lists", name), rules.get(name, {})
        fields = rule["schema"]["schema"] if rule.get("type") == "list" else {}
        if not fields:
            known = [it for it, other in rules.items() if other.get("type") == "list"]
            help_ = did_you_mean(name, known)
            yield Flaw(path, f"input.yaml 里没有“{name}”这张清单", help_, True)
        elif "code" not in fields.get(term.CODE_DIMENSION, {}):
            yield Flaw(path, f"清单“{name}”没有填科目表的“{term.CODE_DIMENSION}”", "", True)
        elif not any(it.get("kind") == term.KIND_YUAN for it in fields.values()):
            yield Flaw(path, f"清单“{name}”没有一项是金额", "", True)
        elif options["spread"] in fields:
            yield Flaw(
                (*path, "spread"), f"“{options['spread']}”已经是清单“{name}”的一项", "另起名称"
            )


# -- tables --------------------------------------------------------------------------------------


class _Ground(NamedTuple):
    """What tables may be laid out by."""

    lists: Rules
    rules: Rules
    accounts: list[str]


def find_in_tables(tables: Rules, rules: Rules, accounts: Iterable[str]) -> Iterator[Flaw]:
    """How the tables are laid out: by accounts, by rows and columns, as records."""
    lists = tables["lists"]
    typed = {name: rule for name, rule in rules.items() if name not in lists}
    yield from _layouts(tables["tables"], typed, _Ground(lists, rules, list(accounts)), ("tables",))


def _layouts(tables: Rules, typed: Rules, ground: _Ground, path: Path_) -> Iterator[Flaw]:
    for name, options in tables.items():
        here = (*path, name)
        if len(path) == 1 and name in ground.lists:
            yield Flaw(here, f"“{name}”是清单，不能又是表", "另起名称", True)
        elif name in typed:
            yield from _layout_of_typed(typed[name], options, ground, here)
        elif "rows" in options or "columns" in options:
            yield from _layout_of_derived(options, ground, here)
        else:
            yield from _layouts(options.get("tables", {}), {}, ground, (*here, "tables"))


def _layout_of_derived(options: Rules, ground: _Ground, path: Path_) -> Iterator[Flaw]:
    missing = [
        word
        for name, word in (("rows", "行"), ("columns", "栏"), ("total", "主栏"))
        if name not in options
    ]
    for word in missing:
        yield Flaw(path, f"缺少“{word}”", f"补上“{word}”", True)
    rows, columns = options.get("rows"), options.get("columns")
    if isinstance(rows, str) and rows not in ground.accounts:
        help_ = did_you_mean(rows, ground.accounts) or f"现有：{'、'.join(ground.accounts)}"
        yield Flaw((*path, "rows"), f"没有“{rows}”这张科目表", help_)
    if isinstance(columns, str):
        source, total = options.get("from", ""), options.get("total")
        yield from _layout_of_spread(columns, source, total, ground, path)
    elif columns and not missing and options["total"] not in columns:
        help_ = did_you_mean(options["total"], columns) or f"可以写：{'、'.join(columns)}"
        yield Flaw((*path, "total"), f"没有“{options['total']}”这一栏", help_)


def _layout_of_spread(
    columns: str, source: str, total: object, ground: _Ground, path: Path_
) -> Iterator[Flaw]:
    if source not in ground.lists:
        at = (*path, "from") if source else path
        help_ = did_you_mean(source, ground.lists)
        yield Flaw(at, "按展开的维分栏，要写明“取自”哪张清单", help_)
        return
    spread = ground.lists[source]["spread"]
    if columns != spread:
        message = f"清单“{source}”按“{spread}”展开，表按“{columns}”分栏"
        yield Flaw((*path, "columns"), message, f"写 {spread}")
        yield Flaw(("lists", source, "spread"), message, "两处写成一样")
    elif total in _fields_of(ground.rules[source]):
        message = f"“{total}”已经是展开的一栏，主栏是它们的合计"
        yield Flaw((*path, "total"), message, "另起名称")


def _layout_of_typed(typed: Rules, options: Rules, ground: _Ground, path: Path_) -> Iterator[Flaw]:
    """What is typed has its own rows and columns, to which others are added."""
    inner = _fields_of(typed)
    if not inner:
        message = f"“{path[-1]}”在 input.yaml 里是填的一项，下面没有分项"
        yield Flaw(path, message, "另起名称", True)
        return
    for name, word in (("from", "取自"), ("where", "条件"), ("total", "主栏")):
        if name in options:
            yield Flaw((*path, name), f"填报文件里的一节不写“{word}”", "删去", True)
    yield from _find_in_added(typed, options, path)
    for name in options.get("figures", {}):
        if name in inner:
            yield Flaw((*path, "figures", name), f"“{name}”已经是填报的一项", "另起名称", True)
    yield from _layouts(options.get("tables", {}), inner, ground, (*path, "tables"))


def _fields_of(rule: Rules) -> Rules:
    """The fields of a section, or of each item of a list; none of a single value."""
    inner: Rules = rule.get("schema", {})
    return inner["schema"] if rule.get("type") == "list" else inner


def _find_in_added(typed: Rules, options: Rules, path: Path_) -> Iterator[Flaw]:
    added = [it for it in ("rows", "columns") if it in options]
    for name in added:
        if isinstance(options[name], str):
            yield Flaw((*path, name), "填报文件里的一节，行和栏要逐项写")
    if added and not _is_grid(typed):
        yield Flaw(path, f"“{path[-1]}”的各项不是同样的几栏数，不能加行和栏", "", True)


def _is_grid(typed: Rules) -> bool:
    """Whether a section has rows with the same columns, all of them figures."""
    rows = typed["schema"] if typed["type"] == "dict" else {}
    columns = [
        [(name, rule.get("kind")) for name, rule in row.get("schema", {}).items()]
        for row in rows.values()
        if row.get("type") == "dict"
    ]
    figures = all(kind in term.FIGURE_KINDS for column in columns for _, kind in column)
    return 0 < len(columns) == len(rows) and figures and all(it == columns[0] for it in columns)
