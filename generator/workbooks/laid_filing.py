"""A whole filing laid out as a workbook, so that reading it back gives the same tree."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.exits import RefusedError
from generator.filing import sheet_map, workbook
from generator.filing.sheet_map import WorkbookMap
from generator.filing.yaml_tree import Node, Path_
from generator.workbooks import (
    laid_addresses,
    laid_drawn,
    laid_forms,
    laid_tables,
    sheets,
    tree_paths,
)
from generator.workbooks.laying import LaidTree
from generator.workbooks.planning import SheetPlan
from generator.workbooks.sheets import LaidSheet

REST = "其他"
_WAYS = {
    sheet_map.FORM: laid_forms.lay,
    sheet_map.TABLE: laid_tables.lay,
    sheet_map.BY_ADDRESS: laid_addresses.lay_addresses,
    sheet_map.NAMED: laid_addresses.lay_names,
}
Order = Mapping[Path_, tuple[str, ...]]


class LaidFiling(NamedTuple):
    """The sheets, and what the workbook says of itself."""

    sheets: tuple[LaidSheet, ...]
    book: WorkbookMap


def lay(laying: LaidTree, plans: Sequence[SheetPlan]) -> LaidFiling:
    """The sheets for a filing's tree; a `RefusedError` where something of it would be lost."""
    made = [_WAYS[plan.shape](laying, plan) for plan in plans]
    rest = laid_addresses.lay_rest(laying, _name_rest(plans))
    drawn = list(laid_drawn.lay(laying.drawn, plans, laying.kinds))
    shown = {it.map.title for it in drawn}
    laid = (*(_lead(it, shown) for it in made), *drawn, *([rest] if rest else []))
    book = WorkbookMap(
        tuple(sheet.map for sheet in laid),
        {},
        laying.spelt,
        frozenset(laying.single),
        frozenset(laying.nested),
        laying.blank,
    )
    return LaidFiling(laid, _with_order(laid, book, laying.tree))


def _lead(sheet: LaidSheet, shown: set[str]) -> LaidSheet:
    """A sheet that says where the rest of its figures is to be seen, if it is."""
    beside = laid_drawn.name(sheet.map.title)
    told = f"“{beside}”里有的不用填。"
    return sheet._replace(note=told + sheet.note, due=False) if beside in shown else sheet


def _name_rest(plans: Sequence[SheetPlan]) -> str:
    titles = {plan.title for plan in plans}
    return next(it for it in (REST * n for n in range(1, len(titles) + 2)) if it not in titles)


def _with_order(laid: Sequence[LaidSheet], book: WorkbookMap, tree: dict[str, Node]) -> WorkbookMap:
    """The map with the orders of keys that the sheets themselves do not show."""
    read, faults = workbook.read(sheets.as_spreadsheet(laid, book, ""))
    if read is None or read.data != tree:
        what = faults[0].message if faults else "内容放不进表格"
        raise RefusedError(f"做不成填报簿：{what}")
    order = _find_orders(tree, read.data)
    return WorkbookMap(book.sheets, order, book.spelt, book.single, book.nested, book.begun)


def _find_orders(tree: Node, read: Node) -> dict[Path_, tuple[str, ...]]:
    """For each mapping whose keys come in another order the one it should have.

    One order for the entries of all lists alike where there is one.
    """
    all_ = dict(_list_keys(tree, ()))
    wrong = {path for path, keys in _list_keys(read, ()) if all_[path] != keys}
    kinds: dict[Path_, list[Path_]] = {}
    for path in all_:
        kinds.setdefault(tree_paths.generalize(path), []).append(path)
    order: dict[Path_, tuple[str, ...]] = {}
    for kind, paths in kinds.items():
        odd = [path for path in paths if path in wrong]
        common = _merge([all_[path] for path in paths]) if odd else None
        order |= {kind: common} if common else {path: all_[path] for path in odd}
    return order


def _list_keys(node: Node, path: Path_) -> Iterator[tuple[Path_, tuple[str, ...]]]:
    if isinstance(node, dict):
        yield path, tuple(node)
        for key, value in node.items():
            yield from _list_keys(value, (*path, key))
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from _list_keys(item, (*path, number))


def _merge(orders: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """One order of all keys in which each of the orders is kept; None where there is none."""
    merged: list[str] = []
    for keys in sorted(orders, key=len, reverse=True):
        at = 0
        for key in keys:
            if key not in merged:
                merged.insert(at, key)
            at = merged.index(key) + 1
    kept = all(tuple(key for key in merged if key in keys) == keys for keys in orders)
    return tuple(merged) if kept else None
