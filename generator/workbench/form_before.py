"""The figures of the year before beside those that are typed, from the books of the filing."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from generator.books.books import Books
from generator.books.renaming import RenamedLedger
from generator.figures.book import Book
from generator.figures.sparse import below_stated
from generator.filing import kinds
from generator.filing.kinds import KindError
from generator.filing.yaml_tree import Node, Path_
from generator.packs.addressing import AddressError
from generator.packs.definitions import EntryList, Selection, Table
from generator.packs.pack import Pack
from generator.vocabulary import CODE_DIMENSION, PRIOR_YEAR, WAN_YUAN
from generator.workbooks import tree_paths


class Comparing:
    """Which figure stands beside a typed one; nothing where that is not surely known."""

    def __init__(self, pack: Pack, books: Books | None, tree: Mapping[str, Node]) -> None:
        self.pack, self.tree = pack, tree
        self.base: Book | None = books.bases.get(PRIOR_YEAR) if books else None
        self.levels = books.levels if books else {}

    def find(self, path: Path_, unit: str) -> str:
        """The figure that a value at a path is compared with, as digits in the unit of its field;
        nothing where none is.
        """
        if self.base is None:
            return ""
        spec = self.pack.definitions.lists.get(str(path[0]))
        try:
            value = self._in_list(spec, path) if spec else self._by_address(path)
        except (AddressError, LookupError):
            value = None
        if value is None or value.is_nan():
            return ""
        return f"{value / 10000 if unit == WAN_YUAN else value:f}"

    def _by_address(self, path: Path_) -> Decimal | None:
        assert self.base is not None
        if not all(isinstance(step, str) for step in path):
            return None
        return self.base.figure(tuple(map(str, path))).value

    def _in_list(self, spec: EntryList, path: Path_) -> Decimal | None:
        """Of an entry what the same account, with all that tells it apart, had."""
        entry, column = tree_paths.find(self.tree, path[:-1]), str(path[-1])
        if not isinstance(entry, dict) or column not in spec.values:
            return None
        code = _read_code(entry)
        fields = self._fields(spec)
        where = {name: entry.get(name) for name in spec.keys if name in fields}
        due = (it for name, it in where.items() if fields[name].get("required"))
        if not code or not all(isinstance(it, str) for it in due):
            return None
        wanted = {**{name: (str(it or ""),) for name, it in where.items()}, spec.spread: (column,)}
        shown = self._from_tables(spec, code, wanted)
        return shown if shown is not None else self._from_entries(spec, code, wanted)

    def _fields(self, spec: EntryList) -> Mapping[str, Any]:
        fields: Mapping[str, Any] = self.pack.rules[spec.name]["schema"]["schema"]
        return fields

    def _from_entries(
        self, spec: EntryList, code: str, wanted: Mapping[str, tuple[str, ...]]
    ) -> Decimal | None:
        assert self.base is not None
        below = below_stated(self.base.leaves)
        if not isinstance(below, RenamedLedger):
            return None
        leaf = below.selected((), Selection(spec.name, {**wanted}), code)
        return None if leaf.value.is_nan() else leaf.value

    def _from_tables(
        self, spec: EntryList, code: str, wanted: Mapping[str, tuple[str, ...]]
    ) -> Decimal | None:
        """What a table shows of just these entries, where one does."""
        assert self.base is not None
        said = {name: values for name, values in wanted.items() if values != ("",)}
        for name, table in self.pack.definitions.root.fields.items():
            if not isinstance(table, Table) or len(code) not in table.sizes:
                continue
            for column, rule in table.columns.items():
                if not isinstance(rule, Selection):
                    continue
                picked = table.pick("", column)
                if picked.list == spec.name and dict(picked.where) == said:
                    value = self.base.figure((name, code, column)).value
                    if not value.is_nan():
                        return value
        return None


def _read_code(entry: Mapping[str, Node]) -> str:
    typed = entry.get(CODE_DIMENSION)
    try:
        return kinds.code(typed, ()).code if isinstance(typed, str) else ""
    except KindError:
        return ""
