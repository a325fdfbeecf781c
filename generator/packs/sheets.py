"""The files of a pack as they are judged: read with places, and how each is to be written."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from generator.diagnostics import Fault, Severity
from generator.filing.yaml_tree import Path_
from generator.packs import grammar, language, pack_words, pack_yaml
from generator.packs.grammar import Flaw
from generator.packs.pack_yaml import PackTree
from generator.packs.reading import CHECKS_FILE, INPUT_FILE, TABLES_FILE, PackFiles, show_file
from generator.packs.shapes import Language, trace, translate

WORDS, PHRASES, REFERENCES = "P603", "P602", "P604"


class Sheet(NamedTuple):
    """One file of a pack, read with its places, and how it should be written."""

    tree: PackTree
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
        place = self.tree.place(flaw.path, flaw.at_key)
        return Fault(code, flaw.message, place, severity, help=flaw.help)


class Sheets(NamedTuple):
    """The files of a pack."""

    pack: Sheet
    phrases: Sheet
    input: Sheet
    tables: Sheet
    checks: Sheet
    glossaries: tuple[Sheet, ...]
    accounts: tuple[Sheet, ...]

    @property
    def terms(self) -> frozenset[str]:
        """Every term that one of the glossaries explains."""
        return frozenset(name for sheet in self.glossaries for name in sheet.tree.root)

    @property
    def all(self) -> tuple[Sheet, ...]:
        """Every one of them, the pack's own first."""
        return (*self[:5], *self.glossaries, *self.accounts)


def open_sheet(file: Path, root: Path, holds: str, of: Language, code: str = WORDS) -> Sheet:
    return Sheet(pack_yaml.read(file, show_file(file, root)), holds, of, code)


def read_sheets(pack: Sheet, files: PackFiles) -> Sheets:
    root, law, own = files.root, language.LAW, pack_words.PACK
    return Sheets(
        pack,
        open_sheet(files.phrases, root, "phrases", own, PHRASES),
        open_sheet(files.law / INPUT_FILE, root, "fields", law),
        open_sheet(files.law / TABLES_FILE, root, "law", law),
        open_sheet(files.law / CHECKS_FILE, root, "checks", law),
        tuple(open_sheet(file, root, "glossary", own) for file in files.glossaries),
        tuple(
            open_sheet(file, root, "accounts", own)
            for file in sorted(files.dictionaries.glob("*.yaml"))
        ),
    )
