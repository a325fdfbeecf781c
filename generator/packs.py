"""Find and read the pack that a filing asks for: (文种, 年度, 地区) → law, wording and form."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from generator import additions, classification
from generator.additions import Consolidation
from generator.classification import Classification
from generator.definitions import Definitions, define
from generator.diagnostics import Fault, Place, did_you_mean
from generator.fingerprints import home as home
from generator.kinds import steps
from generator.money import Style
from generator.program import PhraseError
from generator.source import Source
from generator.views import Books, names
from generator.vocabulary import (
    CONTROL_TOTALS,
    DEFINITION,
    DOCUMENT_KIND,
    FISCAL_YEAR,
    GLOSSARY,
    KIND_YUAN,
    NAME,
    PACK_EXAMPLE,
    PACK_FILE_NAME,
    PACK_OVERVIEW,
    PACK_OVERVIEW_BASE,
    PACK_OVERVIEW_FIGURES,
    PACK_OVERVIEW_LIMIT,
    PACK_PHRASE_STYLES,
    PACK_SCHEMAS,
    PACK_STYLES,
    PACK_WORDINGS,
    REGION,
    STYLE_DECIMALS,
    STYLE_SCALE,
    STYLE_SUFFIX,
    STYLE_TRIM,
    STYLE_VOID,
    STYLE_ZERO,
    UNIT,
    UNIT_WORD,
    WORDING,
)
from generator.wording import Wording, read_phrases
from generator.yaml_tree import load_pack_data

Key = tuple[str, str, str]
PHRASES_FILE, PACK_FILE = "phrases.yaml", "pack.yaml"
KEYS = (DOCUMENT_KIND, FISCAL_YEAR, REGION)


class BaseFile(NamedTuple):
    """A base that another filing can supply: the key that names it, and how to read it here."""

    key: str
    kind: str
    years: int
    lists: Mapping[str, Mapping[str, Any]]
    codes: Mapping[str, str]


class Overview(NamedTuple):
    """What a bureau sees first: figures by what they are called, and how a movement is judged.

    A movement against `base` beyond `limit` (a fraction) stands out.
    """

    base: str = ""
    limit: Decimal = Decimal(1)
    figures: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Pack:
    """One document kind of one year and region."""

    key: Key
    file_name: str
    rules: Mapping[str, Any]
    definitions: Definitions
    checks: tuple[Mapping[str, Any], ...]
    wording: Wording
    classifications: Mapping[str, Classification]
    form: Path
    root: Path
    base_files: Mapping[str, BaseFile]
    example: Path
    wordings: Mapping[str, Mapping[str, str]]
    glossary: tuple[Mapping[str, str], ...] = ()
    files: tuple[Path, ...] = ()  # all that it was read from; the form is apart
    consolidation: Consolidation = field(default_factory=Consolidation)
    overview: Overview = field(default_factory=Overview)

    @property
    def made_of(self) -> tuple[str, ...]:
        """The folders that the pack was read from, and the file that lies beside all packs."""
        beside = self.root / "templates"
        places = (file if file.parent == beside else file.parent for file in self.files)
        return tuple(dict.fromkeys(str(place) for place in places))

    @property
    def bases(self) -> tuple[str, ...]:
        """Every base that a filing may state (control totals are none)."""
        stated = (name for name, rule in self.rules.items() if rule.get("addresses") == KIND_YUAN)
        return tuple(name for name in stated if name != CONTROL_TOTALS)


@cache
def available(root: Path) -> dict[Key, Path]:
    """Every pack under a root, by the filing that it serves."""
    found = {}
    for path in sorted((root / "templates").glob(f"*/*/*/{PACK_FILE}")):
        raw = load_pack_data(path)
        kind, year, region = (str(raw[key]) for key in KEYS)
        found[kind, year, region] = path
    return found


@cache
def read(path: Path, root: Path) -> Pack:
    """The pack whose pack.yaml this is."""
    raw = load_pack_data(path)
    law = root / "schemas" / raw[PACK_SCHEMAS]
    rules, tables = load_pack_data(law / "input.yaml"), load_pack_data(law / "tables.yaml")
    dictionaries = root / "schemas" / "classification"
    accounts = classification.load_all(dictionaries)
    wording = Wording(
        {name: _style(name, entry) for name, entry in raw[PACK_STYLES].items()},
        read_phrases(load_pack_data(path.with_name(PHRASES_FILE))),
        raw[PACK_PHRASE_STYLES],
    )
    kind, year, region = (str(raw[key]) for key in KEYS)
    return Pack(
        (kind, year, region),
        raw[PACK_FILE_NAME],
        rules,
        define(rules, tables, {name: table.levels for name, table in accounts.items()}),
        tuple(load_pack_data(law / "checks.yaml")),
        wording,
        accounts,
        path.parent / "document.docx",
        root,
        {name: _base_file(entry) for name, entry in tables.get("bases", {}).items()},
        root / "inputs" / raw[PACK_EXAMPLE],
        raw[PACK_WORDINGS],
        _glossary(raw.get(GLOSSARY, ()), root),
        (
            path,
            path.with_name(PHRASES_FILE),
            *sorted(law.glob("*.yaml")),
            *sorted(dictionaries.glob("*.yaml")),
            _glossary_file(root),
        ),
        additions.read(tables.get("members", {})),
        _overview(raw.get(PACK_OVERVIEW, {})),
    )


def _base_file(entry: Mapping[str, Any]) -> BaseFile:
    codes = {str(old): str(new) for old, new in entry.get("codes", {}).items()}
    lists = entry.get("lists", {})
    return BaseFile(entry["file"], entry["kind"], int(entry["years"]), lists, codes)


def _glossary(keys: Sequence[str], root: Path) -> tuple[Mapping[str, str], ...]:
    """The terms that a pack explains, from the glossary that all packs share."""
    if not keys:
        return ()
    terms = load_pack_data(_glossary_file(root))
    return tuple(
        {NAME: terms[key].get(NAME, key), DEFINITION: terms[key][DEFINITION]} for key in keys
    )


def _glossary_file(root: Path) -> Path:
    return root / "templates" / "glossary.yaml"


def _overview(entry: Mapping[str, Any]) -> Overview:
    if not entry:
        return Overview()
    figures = {label: steps(address) for label, address in entry[PACK_OVERVIEW_FIGURES].items()}
    limit = Decimal(str(entry[PACK_OVERVIEW_LIMIT])) / 100
    return Overview(entry[PACK_OVERVIEW_BASE], limit, figures)


def _style(name: str, entry: Mapping[str, Any]) -> Style:
    zero, void = entry.get(STYLE_ZERO), entry.get(STYLE_VOID)
    return Style(
        name,
        scale=Decimal(str(entry.get(STYLE_SCALE, 1))),
        decimals=int(entry[STYLE_DECIMALS]),
        zero=None if zero is None else str(zero),
        suffix=str(entry.get(STYLE_SUFFIX, "")),
        trim=bool(entry.get(STYLE_TRIM, False)),
        void=None if void is None else str(void),
    )


def form_names(pack: Pack, books: Books) -> dict[str, Any]:
    """Every top-level name that a form of a pack may use, with what it stands for."""
    words = pack.wordings.get(books.texts[UNIT][UNIT_WORD], {})
    return {**names(books), GLOSSARY: pack.glossary, WORDING: words}


def find(source: Source, root: Path) -> tuple[Pack | None, list[Fault]]:
    """The pack for a filing, or the faults of the keys that name none."""
    faults = list(_header_faults(source))
    if faults:
        return None, faults
    wanted = tuple(str(source.data[key]) for key in KEYS)
    packs = available(root)
    path = packs.get((wanted[0], wanted[1], wanted[2]))
    if path is None:
        return None, [_unknown(source, wanted, packs)]
    try:
        return read(path, root), []
    except PhraseError as error:
        return None, [
            Fault(
                "P602", str(error), Place("/".join(path.with_name(PHRASES_FILE).parts[-5:]), 1, 1)
            )
        ]


def choose(root: Path, kind: str, year: str, region: str | None) -> Pack | str:
    """The pack that someone names, or why there is none (in the words to show)."""
    packs = available(root)
    fitting = [key for key in packs if key[:2] == (kind, year) and region in (None, key[2])]
    if len(fitting) == 1:
        return read(packs[fitting[0]], root)
    choices = "；".join(" ".join(key) for key in (fitting or packs))
    return f"{'请写明地区' if fitting else '没有这个表样'}，现有：{choices}"


def beside(form: Path) -> Pack | str:
    """The pack that a form lies in, or that it lies in none (in the words to show)."""
    path = form.resolve().with_name(PACK_FILE)
    # A pack's folder is templates/<kind>/<year>/<region>/, and its law lies beside templates/.
    root = path.parents[4] if len(path.parents) > 4 else path.parent
    if not os.path.isfile(path) or path not in available(root).values():
        return "表样旁边没有 pack.yaml，请写明文种和年度"
    return read(path, root)


def _header_faults(source: Source) -> Iterator[Fault]:
    for key in KEYS:
        value = source.data.get(key)
        if value is None and key not in source.data:
            place = source.key_place(())
            near = did_you_mean(key, source.data)
            yield Fault("S202", f"缺少“{key}”", place, help=near or f"补上“{key}”")
        elif not isinstance(value, str):
            yield Fault("S204", f"“{key}”待填", source.key_place((key,)))


def _unknown(source: Source, wanted: tuple[str, ...], packs: Mapping[Key, Path]) -> Fault:
    """One fault, at the first of the three keys for which there is no pack."""
    left = list(packs)
    for index, (key, value) in enumerate(zip(KEYS, wanted, strict=True)):
        matching = [pack for pack in left if pack[index] == value]
        if not matching:
            choices = sorted({pack[index] for pack in left})
            near = did_you_mean(value, choices) or f"现有：{'、'.join(choices)}"
            message = f"没有“{'、'.join(wanted[: index + 1])}”的表样"
            return Fault("P601", message, source.place((key,)), help=near)
        left = matching
    raise AssertionError("a pack that matches every key is not unknown")
