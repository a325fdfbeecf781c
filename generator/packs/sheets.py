"""The files of a pack as they are judged: read with places, and how each is to be written."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from generator.diagnostics import Fault, Place, Severity
from generator.filing.yaml_tree import Node, Path_
from generator.packs import grammar, language, layering, pack_tree, pack_words
from generator.packs.chart_words import CHARTS
from generator.packs.grammar import Flaw
from generator.packs.law import CHECKS_FILE, EXPORTS_FILE, INPUT_FILE, LAW_FILES, TABLES_FILE
from generator.packs.layering import Layered
from generator.packs.pack_tree import PackTree
from generator.packs.reading import PackFiles, show_file
from generator.packs.shapes import Language, trace, translate

WORDS, PHRASES, REFERENCES = "P603", "P602", "P604"


class LayeredTree(NamedTuple):
    """The same file of several folders of the law, laid over each other, with the places of all."""

    trees: tuple[PackTree, ...]
    laid: Layered

    @property
    def root(self) -> Node:
        """What the folders make together."""
        return self.laid.root

    @property
    def faults(self) -> list[Fault]:
        """What cannot be read, or else cannot be laid over what stands before."""
        found = [fault for tree in self.trees for fault in tree.faults]
        return found or [
            tell(Flaw(*said), self.trees[number], REFERENCES) for number, said in self.laid.flaws
        ]

    @property
    def dropped(self) -> dict[str, Place]:
        """Every name that a folder drops and no later one brings back, with where it does so."""
        gone = [path for path in self.laid.writers if path and not self._leads(path)]
        return {str(path[-1]): self.place(path, at_key=True) for path in gone}

    def _leads(self, path: Path_) -> bool:
        owner = self.root
        for step in path[:-1]:
            owner = owner[step]
        return path[-1] in owner

    def place(self, path: Path_, at_key: bool = False) -> Place:
        """Where the value (or the key) at a path stands, in the folder's file that wrote it."""
        return self.trees[self.laid.writer_of(path)].place(path, at_key)


class Sheet(NamedTuple):
    """One file of a pack, read with its places, and how it should be written."""

    tree: PackTree | LayeredTree
    holds: str
    language: Language
    code: str = WORDS

    @property
    def data(self) -> Any:
        """What the file says, in the engine's terms; of input.yaml as it stands."""
        root = self.tree.root
        return root if self.holds == "fields" else translate(root, self.holds, self.language)

    def find_faults(self) -> list[Fault]:
        """What cannot be read in the file, or is not written in the language."""
        if self.tree.faults:
            return self.tree.faults
        flaws = grammar.find_flaws(self.tree.root, self.holds, self.language)
        return [self.fault(flaw, self.code) for flaw in flaws]

    def refer(self, flaws: Iterable[Flaw], code: str = REFERENCES) -> Iterator[Fault]:
        """The faults of flaws whose paths are those of `data`."""
        for flaw in flaws:
            yield self.fault(flaw._replace(path=self.way(flaw.path)), code)

    def way(self, path: Path_) -> Path_:
        """The path in the file that a path in `data` comes from."""
        if self.holds == "fields":
            return path
        return dict(trace(self.tree.root, self.holds, self.language)).get(path, path)

    def fault(self, flaw: Flaw, code: str, severity: Severity = Severity.ERROR) -> Fault:
        """The fault of a flaw whose path is the file's own."""
        return tell(flaw, self.tree, code, severity)


def tell(
    flaw: Flaw, tree: PackTree | LayeredTree, code: str, severity: Severity = Severity.ERROR
) -> Fault:
    """The fault of a flaw whose path is the tree's own."""
    return Fault(code, flaw.message, tree.place(flaw.path, flaw.at_key), severity, help=flaw.help)


class Sheets(NamedTuple):
    """The files of a pack; `below` are the same with fewer folders of the law, the fewest first."""

    pack: Sheet
    phrases: Sheet
    input: Sheet
    tables: Sheet
    checks: Sheet
    glossaries: tuple[Sheet, ...]
    accounts: tuple[Sheet, ...]
    charts: tuple[Sheet, ...] = ()
    exports: Sheet | None = None  # where a folder of the law says something of exports
    below: tuple["Sheets", ...] = ()
    later: Mapping[str, Place] = {}  # the names that only folders behind these have

    @property
    def moved(self) -> dict[str, str]:
        """What is to be said of a name that a folder drops, or that only a later folder has."""
        gone = {name: f"{place} 去掉了“{name}”" for name, place in self.dropped.items()}
        advice = "pack.yaml 的“规则”逐层写，用到它的写在它后面"
        later = {name: f"“{name}”到 {it} 才有；{advice}" for name, it in self.later.items()}
        return {**later, **gone}

    @property
    def dropped(self) -> dict[str, Place]:
        """What the folders of the law drop, by name."""
        trees = (sheet.tree for sheet in (self.input, self.tables))
        laid = [tree.dropped for tree in trees if isinstance(tree, LayeredTree)]
        return {name: place for names in laid for name, place in names.items()}

    @property
    def law(self) -> tuple[Sheet, ...]:
        """Those that the folders of the law make together."""
        law = (self.input, self.tables, self.checks)
        return (*law, self.exports) if self.exports else law

    @property
    def beside(self) -> tuple[Sheet, ...]:
        """All others but the tables of accounts, the pack's own first."""
        return (self.pack, self.phrases, *self.glossaries, *self.charts)

    @property
    def terms(self) -> frozenset[str]:
        """Every term that one of the glossaries explains."""
        return frozenset(name for sheet in self.glossaries for name in sheet.tree.root)


def open_sheet(file: Path, root: Path, holds: str, of: Language, code: str = WORDS) -> Sheet:
    return Sheet(pack_tree.read(file, show_file(file, root)), holds, of, code)


def read_sheets(pack: Sheet, files: PackFiles) -> Sheets:
    root, own = files.root, pack_words.PACK
    accounts = sorted(files.dictionaries.glob("*.yaml"))
    law = [_read_law(files, name) for name in (INPUT_FILE, TABLES_FILE, CHECKS_FILE)]
    steps = list(zip(law[0], law[1], law[2], strict=True))
    exports = _read_layers(files, EXPORTS_FILE)
    whole = Sheets(
        pack,
        open_sheet(files.phrases, root, "phrases", own, PHRASES),
        *steps[-1],
        tuple(open_sheet(file, root, "glossary", own) for file in files.glossaries),
        tuple(open_sheet(file, root, "accounts", own) for file in accounts),
        tuple(open_sheet(file, root, "charts", CHARTS) for file in files.charts),
        exports[-1],
    )
    fewer = [
        whole._replace(
            input=it[0], tables=it[1], checks=it[2], exports=of, later=_list_later(it, steps[-1])
        )
        for it, of in zip(steps[:-1], exports[:-1], strict=True)
    ]
    return whole._replace(below=tuple(fewer))


def _list_later(some: Sequence[Sheet], whole: Sequence[Sheet]) -> dict[str, Place]:
    """The sections of input.yaml that only all folders together have, with where they stand."""
    here, all_ = some[0].tree.root, whole[0].tree
    names = all_.root if isinstance(all_.root, dict) else {}
    return {it: all_.place((it,), True) for it in names if it not in (here or {})}


def _read_law(files: PackFiles, name: str) -> list[Sheet]:
    """One file of the law, as the first folder has it, the first two make it, and so on."""
    first = files.laws[0] / name
    missing = pack_tree.read(first, show_file(first, files.root))
    return [it or _lay((missing,), name) for it in _read_layers(files, name)]


def _read_layers(files: PackFiles, name: str) -> list[Sheet | None]:
    """The same, with None as long as no folder has the file."""
    trees, sheets = list[PackTree](), list[Sheet | None]()
    for folder in files.laws:
        if os.path.lexists(folder / name):  # what is there and no file is told
            trees.append(pack_tree.read(folder / name, show_file(folder / name, files.root)))
        sheets.append(_lay(tuple(trees), name) if trees else None)
    return sheets


def _lay(trees: tuple[PackTree, ...], name: str) -> Sheet:
    laid = layering.lay([it.root for it in trees], LAW_FILES[name], language.LAW)
    return Sheet(LayeredTree(trees, laid), LAW_FILES[name], language.LAW)
