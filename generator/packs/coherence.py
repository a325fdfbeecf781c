"""Whether the rules of tables.yaml refer to what there is: lists, dimensions, values, figures.

The definitions have been made of them already; each rule is looked at where it stands.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from generator.addresses import Steps
from generator.diagnostics import did_you_mean
from generator.filing.values import Rules
from generator.filing.yaml_tree import Path_
from generator.packs import figure_rules
from generator.packs.addressing import AddressError, locate
from generator.packs.definitions import Record, Records, Selection, Sum, Table
from generator.packs.grammar import Flaw
from generator.packs.selections import FROM, Surroundings, find_in_selection

# -- tables and figures ----------------------------------------------------------------------------


def find_in_tables(tables: Rules, known: Surroundings) -> Iterator[Flaw]:
    """Everything that the rules of tables and figures refer to and is not there."""
    flaws = list(_find_in_record(tables, known.root, (), known, ()))
    yield from flaws
    for name, options in tables["lists"].items():
        if flaws and not _mentions(tables["tables"], options["spread"]):  # perhaps this is the flaw
            message = f"没有哪个数是按“{options['spread']}”取的"
            yield Flaw(("lists", name, "spread"), message, "检查展开的名称")


def _mentions(node: Any, name: str) -> bool:
    """Whether a name occurs among the keys and values of the rules."""
    if isinstance(node, dict):
        return name in node or any(_mentions(value, name) for value in node.values())
    return bool(node == name)


def _find_in_record(
    options: Rules, record: Record, steps: Steps, known: Surroundings, path: Path_
) -> Iterator[Flaw]:
    for name, rule in options.get("figures", {}).items():
        here = (*path, "figures", name)
        yield from _find_in_figure(rule, (*steps, name), known, here)
    for name, inner in options.get("tables", {}).items():
        field, here = record.fields[name], (*path, "tables", name)
        if isinstance(field, Table):
            yield from _find_in_table(inner, field, (*steps, name), known, here)
        elif isinstance(field, Records):
            below = (*steps, name, figure_rules.FIRST)
            yield from _find_in_record(inner, field.item, below, known, here)
        elif isinstance(field, Record):
            yield from _find_in_record(inner, field, (*steps, name), known, here)


def _find_in_figure(rule: Rules, steps: Steps, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    if "band" in rule:
        yield from _find_in_band(rule, steps, known, path)
    elif "count" in rule:
        yield from _find_in_count(rule, steps, known, path)
    elif FROM in rule:
        yield from find_in_selection(rule, set(), known, path)
    else:
        yield from _find_in_names(rule, steps, known, path)


def _find_in_band(rule: Rules, steps: Steps, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    beside = (*steps[:-1], *rule["band"].split("."))
    yield from _try_figure(known.root, (), beside, (*path, "band"))
    lows = [(label, Decimal(low)) for label, low in rule["grades"].items()]
    for (_, above), (label, low) in pairwise(lows):
        if low >= above:
            yield Flaw((*path, "grades", label), f"“{label}”的起点不比前一档低", "从高到低写")


def _find_in_count(rule: Rules, steps: Steps, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    try:
        listed = figure_rules.resolve(known.root, steps[:-1], tuple(rule["count"].split(".")))
    except AddressError as error:
        yield Flaw((*path, "count"), error.message, error.help)
        return
    if not isinstance(locate(known.root, listed)[0], Records):
        yield Flaw((*path, "count"), f"“{rule['count']}”不是清单，数不出条数")


def _find_in_names(rule: Rules, steps: Steps, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    """What is added, taken away or shared is a figure, of one kind, and not the figure itself."""
    kinds: dict[str, str] = {}
    for at, name in _list_names(rule):
        target = tuple(name.split("."))
        if at == ("sum",):
            target = (*target[:-1], figure_rules.FIRST, target[-1])
        flaws = list(_try_figure(known.root, steps[:-1], target, (*path, *at)))
        yield from flaws
        if not flaws:
            full = figure_rules.resolve(known.root, steps[:-1], target)
            kind = figure_rules.kind_of(known.root, full)
            first = kinds.setdefault("", kind)
            if kind != first:
                yield Flaw((*path, *at), f"“{name}”和前面的不是一种数，不能合在一起算")
    if figure_rules.leads_back(known.root, steps):
        yield Flaw(path, f"“{steps[-1]}”绕一圈又由它自己得出", "改成由别的数得出", True)


def _list_names(rule: Rules) -> Iterator[tuple[Path_, str]]:
    """The names in a rule, with the path to each."""
    if "sum" in rule:
        yield ("sum",), rule["sum"]
    for word in ("plus", "minus", "share"):
        for index, name in enumerate(rule.get(word, ())):
            yield (word, index), name


def _try_figure(root: Record, home: Steps, steps: Steps, path: Path_) -> Iterator[Flaw]:
    try:
        figure_rules.rule_at(root, figure_rules.resolve(root, home, steps))
    except AddressError as error:
        yield Flaw(path, error.message, error.help)


# -- rows and columns ------------------------------------------------------------------------------


def _find_in_table(
    options: Rules, table: Table, steps: Steps, known: Surroundings, path: Path_
) -> Iterator[Flaw]:
    rows, columns = options.get("rows", {}), options.get("columns", {})
    derived = table.source.list is not None or "total" in options
    if derived:
        yield from _find_in_selections(options, table, known, path)
    for name, rule in (rows if isinstance(rows, dict) else {}).items():
        here = (*path, "rows", name)
        yield from _find_in_row(rule, table, (*steps, name, table.total), derived, known, here)
    row = next(iter(table.rows))
    for name, rule in (columns if isinstance(columns, dict) else {}).items():
        here = (*path, "columns", name)
        if _is_derived(rule):
            yield from _find_in_names(rule, (*steps, row, name), known, here)
        elif not derived:
            yield Flaw(here, "填报文件里的一节，加的栏要由别的栏得出", "用 加、减、占比", True)


def _is_derived(rule: Rules) -> bool:
    return any(word in rule for word in ("plus", "minus", "share"))


def _find_in_row(
    rule: Rules, table: Table, steps: Steps, derived: bool, known: Surroundings, path: Path_
) -> Iterator[Flaw]:
    """A row is made of rows of its own table."""
    if not _is_derived(rule):
        if not derived:
            yield Flaw(path, "填报文件里的一节，加的行要由别的行得出", "用 加、减", True)
        return
    for at, name in _list_names(rule):
        if name not in table.rows:
            help_ = did_you_mean(name, table.rows)
            yield Flaw((*path, *at), f"这张表没有“{name}”这一行", help_)
    if figure_rules.leads_back(known.root, steps):
        yield Flaw(path, f"“{steps[-2]}”绕一圈又由它自己得出", "改成由别的行得出", True)


def _find_in_selections(
    options: Rules, table: Table, known: Surroundings, path: Path_
) -> Iterator[Flaw]:
    """The lists and conditions of a table, of each row and of each column, alone and together."""
    source, lists = options.get(FROM), known.definitions.lists
    if source is not None and source not in lists:
        yield from find_in_selection({FROM: source}, set(), known, path)
        return
    flaws: list[Flaw] = []
    for part, rules in (("rows", table.rows), ("columns", table.columns)):
        raw = options[part] if isinstance(options[part], dict) else {}
        for name, rule in raw.items():
            if isinstance(rules[name], Selection):
                about = _lists_of(_cells(table, part, name), known)
                flaws += find_in_selection(rule, about, known, (*path, part, name))
    everywhere = _lists_of(_cells(table), known)
    flaws += _find_other_accounts(everywhere, table, known, path)
    flaws += find_in_selection(options.get("where", {}), everywhere, known, (*path, "where"))
    yield from flaws or _find_empty(options, table, known, path)


def _find_other_accounts(
    lists: set[str], table: Table, known: Surroundings, path: Path_
) -> Iterator[Flaw]:
    for name in sorted(lists):
        own = known.definitions.lists[name].classification
        if table.classification not in (None, own):
            message = f"清单“{name}”填的是{own}科目，不是{table.classification}"
            yield Flaw((*path, "rows"), message, f"写 {own}")


def _lists_of(cells: Iterable[Selection], known: Surroundings) -> set[str]:
    named = {cell.list or "" for cell in cells}
    return named & set(known.definitions.lists)


def _cells(table: Table, part: str = "", name: str = "") -> Iterator[Selection]:
    """What the cells of a table take, or those of one row or column."""
    for row, across in table.rows.items():
        for column, down in table.columns.items():
            wanted = {"": name, "rows": row, "columns": column}[part] == name
            if wanted and not isinstance(across, Sum) and isinstance(down, Selection):
                yield table.pick(row, column)


def _find_empty(options: Rules, table: Table, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    """Cells that take from no list, or under conditions that no entry can meet; row and column."""
    offered = f"现有：{'、'.join(known.definitions.lists)}"
    for row, across in table.rows.items():
        for column, down in table.columns.items():
            if isinstance(across, Sum) or not isinstance(down, Selection):
                continue
            cell = table.pick(row, column)
            for at in _places_of(options, row, column, path):
                if cell.list is None:
                    yield Flaw(at, "没有写“取自”哪张清单", offered, True)
                elif not all(cell.where.values()):
                    message = "几处的条件合起来没有一条明细能满足"
                    yield Flaw(at, message, "检查“条件”、行、栏", True)


def _places_of(options: Rules, row: str, column: str, path: Path_) -> Iterator[Path_]:
    """Where a cell is made: its row and its column, or the table as a whole."""
    written = [
        (*path, part, name)
        for part, name in (("rows", row), ("columns", column))
        if isinstance(options[part], dict)
    ]
    yield from written or [path]
