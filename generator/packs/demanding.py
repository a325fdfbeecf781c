"""Whether the demands of checks.yaml refer to what there is: figures, tables, columns, words."""

from collections.abc import Iterator, Mapping

from generator import vocabulary as term
from generator.addresses import Steps, parse, show
from generator.diagnostics import did_you_mean
from generator.filing.values import Rules
from generator.filing.yaml_tree import Path_
from generator.packs import figure_rules, naming
from generator.packs.addressing import AddressError, locate
from generator.packs.definitions import Record, Records, Table
from generator.packs.grammar import Flaw
from generator.packs.language import PARTS
from generator.packs.law import list_names
from generator.packs.reasons import list_reasons, say_unreasoned
from generator.packs.selections import Surroundings

# Kinds that ask for the reasons that a filing states.
_OF_REASONS = ("explained", "direction")
_SIDES = ("left", "right", "full")
_LISTS = ("each", "list")
_TABLES = ("table", "beside")
# What is added up over the records of the list that a demand names.
_ADDED_UP = ("bounded", "left")
# Kinds that hold figures of another sort against each other: money and numbers, rates and scores.
_MIXED = ("paired", "needed", "scored")


def find_in_demands(demands: Mapping[str, Rules], known: Surroundings) -> Iterator[Flaw]:
    """Everything that demands refer to and is not there, or that makes them hold of themselves."""
    for name, demand in demands.items():
        path: Path_ = (name,)
        yield from _find_in_table(demand, known, path)
        yield from _find_in_figures(demand, known, path)
        yield from naming.find_in_cases(demand, known.rules, path)
        yield from naming.find_in_names(demand, known.rules, path)
        yield from find_in_base(demand, known, path)
        yield from _find_in_entries(demand, known, path)
        for at, address in enumerate(demand.get("withheld", ())):
            yield from find_nowhere(address, known, (*path, "withheld", at))
        base = demand.get("base", term.PRIOR_YEAR)
        if demand["kind"] in _OF_REASONS and base not in list_reasons(known.rules):
            yield Flaw((*path, "kind"), *say_unreasoned(base))


def find_open(demands: Mapping[str, Rules], rules: Rules) -> Iterator[Flaw]:
    """What a filing may withhold and no demand says what is then not printed (of input.yaml)."""
    said = {it["stated"] for it in demands.values() if it["kind"] == "withheld"}
    for name in rules.get(term.WITHHELD, {}).get("schema", {}):
        address = show((term.WITHHELD, name))
        if address not in said:
            message = f"checks.yaml 没有说写明“{address}”时不印什么"
            demand = f"种类: {term.WITHHELD}, 写了: {address}, {term.PACK_DROPPED}: [地址], 依据: …"
            help_ = f"加一条 名称: {{{demand}}}"
            yield Flaw((term.WITHHELD, PARTS, name), message, help_, True)


def find_nowhere(address: str, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    """An address that names nothing."""
    try:
        figure_rules.follow(known.root, parse(address))
    except AddressError as error:
        yield Flaw(path, error.message, error.help, not isinstance(path[-1], int))


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


def _find_in_entries(demand: Rules, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    """A section that is to have every account is a list of entries."""
    name, lists = demand.get("section", ""), known.definitions.lists
    if demand["kind"] == "listed_rows" and name in known.rules and name not in lists:
        help_ = did_you_mean(name, lists) or f"可以写：{'、'.join(lists)}"
        yield Flaw((*path, "section"), f"“{name}”不是按科目写的清单", help_)


# -- tables ----------------------------------------------------------------------------------------


def _find_in_table(demand: Rules, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    tables = {it: found for it, found in known.root.fields.items() if isinstance(found, Table)}
    for word in (it for it in _TABLES if it in demand and demand[it] not in tables):
        name = demand[word]
        yield Flaw((*path, word), f"没有“{name}”这张分栏的表", did_you_mean(name, [*tables]))
    name = demand.get("table")
    table = tables.get(name) if name else None
    if table is None:
        return
    yield from _find_in_columns(demand, table, path)
    if table.classification is None and demand["kind"] != "total":
        yield Flaw((*path, "table"), f"“{name}”的行不是科目")
        return
    for word, offered, said in _list_offered(table, known):
        if word in demand and demand[word] not in offered:
            help_ = did_you_mean(demand[word], offered) or f"可以写：{'、'.join(offered)}"
            yield Flaw((*path, word), f"没有“{demand[word]}”这{said}", help_)


def _list_offered(table: Table, known: Surroundings) -> Iterator[tuple[str, list[str], str]]:
    """The levels and the budgets of a table's accounts, each with what it is."""
    if table.classification is not None:
        accounts = known.accounts[table.classification]
        yield "level", list(accounts.levels), "个级次"
        yield "budget", list(dict.fromkeys(accounts.budgets.values())), f"本{term.BUDGETS}"


def _find_in_columns(demand: Rules, table: Table, path: Path_) -> Iterator[Flaw]:
    if "sum" in demand:
        yield from _find_in_column(demand["sum"], table, (*path, "sum"))
    several = isinstance(demand.get("columns"), list)
    for index, column in enumerate(list_names(demand.get("columns", ()))):
        at = (*path, "columns", index) if several else (*path, "columns")
        yield from _find_in_column(column, table, at)
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
    homes: dict[str, Steps] = {}
    for word in (word for word in _LISTS if word in demand):
        try:
            homes[word] = find_home(parse(demand[word]), known.root)
        except AddressError as error:
            yield Flaw((*path, word), error.message, error.help)
            return
    yield from _find_in_sides(demand, homes, known, path)
    left, right = (list_names(demand.get(side, [])) for side in ("left", "right"))
    if demand["kind"] != "carried" and left and left == right:
        yield Flaw((*path, "right"), "左右是同一个数，这样总是成立")


def _find_in_sides(
    demand: Rules, homes: dict[str, Steps], known: Surroundings, path: Path_
) -> Iterator[Flaw]:
    """The figures of a demand are there, and of one kind where they are compared."""
    kinds: set[str] = set()
    for side in (side for side in _SIDES if side in demand):
        home = homes.get("list" if (demand["kind"], side) == _ADDED_UP else "each", ())
        for index, name in enumerate(list_names(demand[side])):
            at = (*path, side, index) if isinstance(demand[side], list) else (*path, side)
            try:
                full = figure_rules.resolve(known.root, home, parse(name))
                figure_rules.rule_at(known.root, full)
            except AddressError as error:
                yield Flaw(at, error.message, error.help)
                continue
            kinds.add(figure_rules.kind_of(known.root, full))
            if len(kinds) > 1 and demand["kind"] not in _MIXED:
                yield Flaw(at, f"“{name}”和前面的不是一种数，不能相比")
                return


def find_home(steps: Steps, root: Record) -> Steps:
    """The first record of the list, and of the lists in its records, that a demand goes through."""
    home: Steps = ()
    for step in steps:
        home = (*home, step)
        found = locate(root, home)[0]
        if isinstance(found, Records):
            home = (*home, figure_rules.FIRST)
    if home[-1:] != (figure_rules.FIRST,):
        raise AddressError(f"“{steps[-1]}”不是清单，不能逐条")
    return home
