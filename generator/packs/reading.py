"""Read a pack from its files: pack.yaml and phrases.yaml with the form, the law in schemas/."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from generator import vocabulary as term
from generator.addresses import parse
from generator.filing.yaml_tree import load_pack_data
from generator.money import Style
from generator.packs import adding, classification, language
from generator.packs.defining import define
from generator.packs.pack import BaseFile, Overview, Pack, key_of
from generator.packs.wording import Wording, read_phrases

PHRASES_FILE = "phrases.yaml"


@cache
def read(path: Path, root: Path) -> Pack:
    """The pack whose pack.yaml this is."""
    raw = load_pack_data(path)
    law = root / "schemas" / raw[term.PACK_SCHEMAS]
    rules = language.read_input(load_pack_data(law / "input.yaml"))
    tables = language.read_tables(load_pack_data(law / "tables.yaml"))
    dictionaries, glossary = root / "schemas" / "classification", root / "templates/glossary.yaml"
    accounts = classification.load_all(dictionaries)
    wording = Wording(
        {name: _style(name, entry) for name, entry in raw[term.PACK_STYLES].items()},
        read_phrases(load_pack_data(path.with_name(PHRASES_FILE))),
        raw[term.PACK_PHRASE_STYLES],
    )
    return Pack(
        key_of(raw),
        raw[term.PACK_FILE_NAME],
        rules,
        define(rules, tables, {name: table.levels for name, table in accounts.items()}),
        language.read_checks(load_pack_data(law / "checks.yaml")),
        wording,
        accounts,
        path.parent / "document.docx",
        root,
        {name: _base_file(entry) for name, entry in tables.get("bases", {}).items()},
        root / "inputs" / raw[term.PACK_EXAMPLE],
        raw[term.PACK_WORDINGS],
        _glossary(raw.get(term.GLOSSARY, ()), glossary),
        (
            path,
            path.with_name(PHRASES_FILE),
            *sorted(law.glob("*.yaml")),
            *sorted(dictionaries.glob("*.yaml")),
            glossary,
        ),
        adding.read(tables.get("members", {})),
        _overview(raw.get(term.PACK_OVERVIEW, {})),
    )


def _base_file(entry: Mapping[str, Any]) -> BaseFile:
    codes = {str(old): str(new) for old, new in entry.get("codes", {}).items()}
    lists = entry.get("lists", {})
    return BaseFile(entry["file"], entry["kind"], int(entry["years"]), lists, codes)


def _glossary(keys: Sequence[str], file: Path) -> tuple[Mapping[str, str], ...]:
    """The terms that a pack explains, from the glossary that all packs share."""
    if not keys:
        return ()
    terms = load_pack_data(file)
    return tuple(
        {term.NAME: terms[key].get(term.NAME, key), term.DEFINITION: terms[key][term.DEFINITION]}
        for key in keys
    )


def _overview(entry: Mapping[str, Any]) -> Overview:
    if not entry:
        return Overview()
    figures = {
        label: parse(address) for label, address in entry[term.PACK_OVERVIEW_FIGURES].items()
    }
    limit = Decimal(str(entry[term.PACK_OVERVIEW_LIMIT])) / 100
    return Overview(entry[term.PACK_OVERVIEW_BASE], limit, figures)


def _style(name: str, entry: Mapping[str, Any]) -> Style:
    zero, void = entry.get(term.STYLE_ZERO), entry.get(term.STYLE_VOID)
    return Style(
        name,
        scale=Decimal(str(entry.get(term.STYLE_SCALE, 1))),
        decimals=int(entry[term.STYLE_DECIMALS]),
        zero=None if zero is None else str(zero),
        suffix=str(entry.get(term.STYLE_SUFFIX, "")),
        trim=bool(entry.get(term.STYLE_TRIM, False)),
        void=None if void is None else str(void),
    )
