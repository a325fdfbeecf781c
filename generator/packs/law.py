"""The law of a pack: its files in a chain of folders, in the engine's terms.

To lay them over each other and to translate them takes ten times as long as to read back what was
made of them; so it is kept, under all that it was made of, and the language needs no import then.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from generator.kept import environment, fingerprints, store
from generator.packs import pack_yaml

INPUT_FILE, TABLES_FILE, CHECKS_FILE = "input.yaml", "tables.yaml", "checks.yaml"
EXPORTS_FILE = "取数.yaml"  # read only for a filing that draws on exports
# The files that a folder of the law may hold, and what each of them holds.
LAW_FILES = {
    INPUT_FILE: "fields",
    TABLES_FILE: "law",
    CHECKS_FILE: "checks",
    EXPORTS_FILE: "exports",
}
_OF_EVERY_FILING = (INPUT_FILE, TABLES_FILE, CHECKS_FILE)
KEPT = "law"


class Law(NamedTuple):
    """What may be typed, what follows, and what must hold."""

    rules: Mapping[str, Any]
    tables: Mapping[str, Any]
    checks: tuple[Mapping[str, Any], ...]


def read(folders: Sequence[Path]) -> Law:
    """The law that lies in a chain of folders."""
    key = _key(folders)
    match store.load(KEPT, key):
        case [dict(rules), dict(tables), list(checks)]:
            return Law(rules, tables, tuple(checks))
    law = _translate(folders)
    if key == _key(folders):
        store.keep(KEPT, key, [law.rules, law.tables, list(law.checks)])
    return law


def _key(folders: Sequence[Path]) -> str:
    files = [str(folder / name) for name in _OF_EVERY_FILING for folder in folders]
    found = [environment.fingerprint(), *(fingerprints.of_file(it) or "" for it in files)]
    return fingerprints.of_bytes("\n".join(found).encode())


def _translate(folders: Sequence[Path]) -> Law:
    from generator.packs import language

    rules, tables, checks = (
        _lay((folder / name for folder in folders), name) for name in _OF_EVERY_FILING
    )
    typed, following = language.read_input(rules), language.read_tables(tables)
    return Law(typed, following, language.read_checks(checks))


def read_exports(files: Iterable[Path]) -> Mapping[str, Any]:
    """What the law says of exports, of all the files of a pack."""
    from generator.packs import language

    named = (file for file in files if file.name == EXPORTS_FILE)
    return language.read_exports(_lay(named, EXPORTS_FILE) or {})


def _lay(files: Iterable[Path], name: str) -> Any:
    """One file of the law, as the chain's folders make it together."""
    from generator.packs import language, layering

    return layering.lay([*map(pack_yaml.load, files)], LAW_FILES[name], language.LAW).root
