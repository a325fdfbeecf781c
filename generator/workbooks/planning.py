"""Which sheets a pack's filing has: its rules shared out over forms, tables and addresses.

What the pack says of it goes first; a section that it does not name gets a sheet of its own, so
that nothing is ever without a place.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.filing import sheet_map
from generator.filing.yaml_tree import Path_
from generator.packs.pack import Pack
from generator.packs.workbook_layout import SheetLayout, WorkbookLayout
from generator.vocabulary import KIND_PARAGRAPHS

FieldRule = Mapping[str, Any]
NO_RULE: FieldRule = {}
FIRST, ADDRESSED = "基本信息", "按地址"


class FieldPlan(NamedTuple):
    """A value that is typed: its path (from an entry on, in a table), and its rule.

    `due`: every filing has it, not only one that has its section.
    """

    path: Path_
    rule: FieldRule
    due: bool = False

    @property
    def kind(self) -> str:
        """What is typed: the kind of its cells, and whether several may follow each other."""
        if "files" in self.rule or "exports" in self.rule:
            return sheet_map.MANY
        kind = str(self.rule.get("kind", ""))
        return kind + sheet_map.MANY if kind == KIND_PARAGRAPHS else kind


class SheetPlan(NamedTuple):
    """One sheet: its title and shape, the list it holds (-1 for the number of an entry), fields.

    `beside` are the bases whose figures stand beside a form's, or the columns of addresses;
    `numbered`: its entries have numbers of their own, as they take several rows or are owners;
    `due`: no filing is without its list.
    """

    title: str
    shape: str
    path: Path_ = ()
    fields: tuple[FieldPlan, ...] = ()
    beside: tuple[str, ...] = ()
    numbered: bool = False
    note: str = ""
    due: bool = False


def plan(pack: Pack, layout: WorkbookLayout) -> list[SheetPlan]:
    """The sheets of a pack's filing in their order, owners before what they own."""
    rules = pack.rules
    order = {name: number for number, name in enumerate(rules)}
    groups = sorted(
        _group(rules, layout.sheets),
        key=lambda group: min((order[it] for it in group[1].sections if it in order), default=0),
    )
    sheets = [it for group in groups for it in _plan_group(rules, group, layout.tables)]
    bases = tuple(name for name, rule in rules.items() if "addresses" in rule)
    return _name_apart([*sheets, SheetPlan(ADDRESSED, sheet_map.BY_ADDRESS, beside=bases)])


def _group(rules: FieldRule, said: Mapping[str, SheetLayout]) -> Iterator[tuple[str, SheetLayout]]:
    """Every section in one group: the named ones as they are, the others by themselves."""
    named = {section for group in said.values() for section in group.sections}
    left = [it for it, rule in rules.items() if it not in named and "addresses" not in rule]
    bare = tuple(name for name in left if _is_bare(rules[name]))
    if bare:
        yield FIRST, SheetLayout(bare, ())
    yield from ((title, group) for title, group in said.items())
    yield from ((name, SheetLayout((name,), ())) for name in left if name not in bare)


def _is_bare(rule: FieldRule) -> bool:
    """Whether a section is a single value."""
    return rule.get("type") not in ("dict", "list") and not {"names", "addresses"} & rule.keys()


def _plan_group(
    rules: FieldRule, group: tuple[str, SheetLayout], titles: Mapping[str, str]
) -> Iterator[SheetPlan]:
    title, (sections, beside) = group
    within = {name: rules[name] for name in sections if name in rules}
    fields = tuple(_list_fields(within, (), True))
    lists = list(_list_lists(within, ()))
    if fields:
        yield SheetPlan(title, sheet_map.FORM, fields=fields, beside=beside)
    alone = not fields and len(lists) == 1
    for path, rule in lists:
        usual = title if alone else "·".join(str(step) for step in path if step != -1)
        name = titles.get(".".join(str(step) for step in path if step != -1), usual)
        yield _plan_table(name, path, rule)


def _plan_table(title: str, path: Path_, rule: FieldRule) -> SheetPlan:
    about = str(rule.get("meaning", ""))
    if "names" in rule:
        return SheetPlan(title, sheet_map.NAMED, path, note=about)
    inner = rule["schema"]["schema"]
    fields = tuple(_list_fields(inner, ()))
    owner = any(it.get("type") == "list" for it in _walk(inner))
    numbered = owner or any(it.kind.endswith(sheet_map.MANY) for it in fields)
    due = len(path) == 1 and bool(rule.get("required"))
    return SheetPlan(title, sheet_map.TABLE, path, fields, numbered=numbered, note=about, due=due)


def _walk(rules: FieldRule) -> Iterator[FieldRule]:
    for rule in rules.values():
        yield rule
        if rule.get("type") == "dict":
            yield from _walk(rule["schema"])


def _list_fields(rules: FieldRule, path: Path_, due: bool = False) -> Iterator[FieldPlan]:
    """Every single value below some rules, which are `due` or not; lists apart."""
    for name, rule in rules.items():
        here, needed = (*path, name), due and bool(rule.get("required"))
        if rule.get("type") == "dict":
            yield from _list_fields(rule["schema"], here, needed)
        elif rule.get("type") != "list" and not {"addresses", "names"} & rule.keys():
            yield FieldPlan(here, rule, needed)


def _list_lists(rules: FieldRule, path: Path_) -> Iterator[tuple[Path_, FieldRule]]:
    """Every list below some rules, each before the lists in its entries."""
    for name, rule in rules.items():
        here = (*path, name)
        if rule.get("type") == "dict":
            yield from _list_lists(rule["schema"], here)
        elif rule.get("type") == "list":
            yield here, rule
            yield from _list_lists(rule["schema"]["schema"], (*here, -1))
        elif "names" in rule:
            yield here, rule


def _name_apart(sheets: list[SheetPlan]) -> list[SheetPlan]:
    """Sheets of which no two have the same title."""
    seen: set[str] = set()
    named = []
    for sheet in sheets:
        tries = (sheet.title if n == 1 else f"{sheet.title}（{n}）" for n in range(1, 10**6))
        title = next(it for it in tries if it not in seen)
        seen.add(title)
        named.append(sheet._replace(title=title))
    return named
