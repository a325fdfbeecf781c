"""Read a pack from its files: pack.yaml and phrases.yaml with the form, the law in schemas/.

They are files that `judging` has found right; what is wrong with others it tells.
"""

import os
from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator import vocabulary as term
from generator.addresses import parse
from generator.kept import fingerprints, library
from generator.packs import adding, classification, law, pack_yaml
from generator.packs.defining import define
from generator.packs.law import LAW_FILES, TABLES_FILE
from generator.packs.pack import BaseFile, Overview, OwnBase, Pack, key_of, list_places
from generator.packs.wording import Wording, read_phrases, read_style

if TYPE_CHECKING:
    from generator.packs.charts import Chart
    from generator.packs.record_forms import RecordForm
    from generator.packs.sheet_forms import SheetForm

PHRASES_FILE, GLOSSARY_FILE = "phrases.yaml", "glossary.yaml"
CHARTS_FILE = "图.yaml"  # beside pack.yaml, where a form places charts
LAYOUT_FILE = "layout.yaml"  # beside them; only a new region's first form is made by it
WORKBOOK_FILE = "workbook.yaml"  # beside them; only a filing as a workbook is laid out by it
INSPECTION_FILE = "检查清单.yaml"  # beside them; only an audit's list is made by it
ASIDE = (LAYOUT_FILE, WORKBOOK_FILE, INSPECTION_FILE)  # what no filing is checked by


class PackFiles(NamedTuple):
    """Where a pack's files lie: its own, those of its law, and what all packs share.

    The law is a chain of folders, each laid over those before it; none needs to have every file.
    """

    pack: Path
    root: Path
    laws: tuple[Path, ...]

    @property
    def phrases(self) -> Path:
        """The phrases, beside pack.yaml."""
        return self.pack.with_name(PHRASES_FILE)

    @property
    def glossaries(self) -> tuple[Path, ...]:
        """The terms that packs explain: those of all packs, then the pack's own if it has any."""
        own = self.pack.with_name(GLOSSARY_FILE)
        common = self.root / "templates" / GLOSSARY_FILE
        return (common, own) if own.is_file() else (common,)

    @property
    def charts(self) -> tuple[Path, ...]:
        """The charts that the form may place, if the pack has any."""
        own = self.pack.with_name(CHARTS_FILE)
        return (own,) if own.is_file() else ()

    @property
    def dictionaries(self) -> Path:
        """The folder of the tables of accounts."""
        return self.root / "schemas" / "classification"

    @property
    def all(self) -> tuple[Path, ...]:
        """Every file but the form and what is aside, and where the law's folders may get one."""
        found = (file for folder in self.laws for file in list_in_law(folder))
        law = (file for file in found if file.name not in ASIDE)
        accounts = sorted(self.dictionaries.glob("*.yaml"))
        return (self.pack, self.phrases, *law, *accounts, *self.glossaries, *self.charts)


def find_files(path: Path, root: Path) -> PackFiles:
    """The files of the pack whose pack.yaml this is, as far as it says where they lie."""
    raw = pack_yaml.load(path)
    folders = law.list_folders(raw.get(term.PACK_LAW) if isinstance(raw, dict) else None)
    laws = (root / "schemas" / it for it in folders if isinstance(it, str))
    return PackFiles(path, root, tuple(laws))


def list_in_law(folder: Path) -> list[Path]:
    """The files that a folder of the law has or may get: whatever else is there is no law."""
    there = folder.glob("*.y*ml") if os.path.isdir(folder) else ()
    return sorted({*there, *(folder / name for name in LAW_FILES)})


def root_of(pack: Path) -> Path:
    """The folder with the `schemas/` that a pack.yaml is read by.

    It holds templates/<kind>/<year>/<region>/; a pack that lies apart is read by the rules in use.
    """
    home = pack.parents[4] if len(pack.parents) > 4 else pack.parent
    return home if (home / library.FOLDERS[1]).is_dir() else library.current()


def show_file(file: Path, root: Path) -> str:
    """A pack's file as messages name it."""
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name


@cache
def read(path: Path, root: Path) -> Pack:
    """The pack whose pack.yaml this is."""
    # Looked at before it is read: what changes meanwhile is then done again the next time.
    fingerprints.list_pack(str(root), show_file(path.parent, root))
    files = find_files(path, root)
    for place in list_places(files.all, root):
        fingerprints.list_pack(str(root), show_file(place, root))
    raw, rules, tables, checks = law.read(path, files.laws)
    accounts, bases = classification.load_all(files.dictionaries), tables.get("bases", {})
    styles = {name: read_style(name, entry) for name, entry in raw["styles"].items()}
    phrases = read_phrases(pack_yaml.load(files.phrases))
    return Pack(
        key_of(raw),
        raw["file_name"],
        rules,
        define(rules, tables, {name: table.levels for name, table in accounts.items()}),
        checks,
        Wording(styles, phrases, raw["phrase_styles"]),
        accounts,
        path.parent / library.FORM_FILE,
        root,
        {name: _base_file(entry) for name, entry in bases.items() if "file" in entry},
        root / "inputs" / raw["example"],
        raw["wordings"],
        _glossary(raw.get("glossary", ()), files.glossaries),
        files.all,
        adding.read(tables.get("members", {})),
        _overview(raw.get("overview", {})),
        {title: tuple(map(parse, of or ())) for title, of in tables.get("contents", {}).items()},
        {name: _own_base(entry) for name, entry in bases.items() if "file" not in entry},
        {parse(address): why for address, why in raw.get("dropped", {}).items()},
        raw.get("form_seen", True),
        _charts(files),
        raw.get("open_data", {}),
    )


def read_exports(pack: Pack) -> "list[SheetForm]":
    """The sheets of exports that a pack knows; few filings draw on any."""
    from generator.packs import sheet_forms

    return sheet_forms.read(
        law.read_exports(pack.files), pack.rules, pack.definitions, pack.contents
    )


def read_record_forms(pack: Pack) -> "list[RecordForm]":
    """The tables of single records that a pack knows; few filings draw on any."""
    from generator.packs import record_forms

    return record_forms.read(law.read_exports(pack.files), pack.rules, pack.definitions.root.fields)


def _base_file(entry: Mapping[str, Any]) -> BaseFile:
    lists, codes = entry.get("lists", {}), entry.get("codes", {})
    return BaseFile(entry["file"], entry["kind"], int(entry["years"]), lists, codes)


def _own_base(entry: Mapping[str, Any]) -> OwnBase:
    return OwnBase(entry.get("lists", {}), entry.get("sections", {}))


def _glossary(keys: Sequence[str], files: Sequence[Path]) -> tuple[Mapping[str, str], ...]:
    """The terms that a pack explains; its own glossary goes before the one that all share."""
    if not keys:
        return ()
    terms = dict(ChainMap(*map(pack_yaml.load, reversed(files))))
    return tuple(
        {term.NAME: terms[key].get(term.NAME, key), term.DEFINITION: terms[key][term.DEFINITION]}
        for key in keys
    )


def _charts(files: PackFiles) -> "Mapping[str, Chart]":
    """The charts that the form may place; few packs have any."""
    if not files.charts:
        return {}
    from generator.packs import charts

    return charts.read(pack_yaml.load(*files.charts))


def _overview(entry: Mapping[str, Any]) -> Overview:
    if not entry:
        return Overview()
    figures = _addresses(entry["figures"])
    parts = {title: _addresses(group) for title, group in entry.get("parts", {}).items()}
    return Overview(entry["base"], Decimal(entry["limit"]) / 100, figures, parts)


def _addresses(entry: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {label: parse(address) for label, address in entry.items()}


def list_beside(files: Iterable[Path], name: str) -> list[Path]:
    """The files of a name beside the tables of a law, of all the files of a pack."""
    folders = dict.fromkeys(file.parent for file in files if file.name == TABLES_FILE)
    return [file for folder in folders if (file := folder / name).is_file()]
