"""What a pack says of its document, and its law in a chain of folders, in the engine's terms.

To lay files over each other and to translate them takes ten times as long as to read back what was
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
    """What pack.yaml says; what may be typed, what follows, and what must hold."""

    pack: Mapping[str, Any]
    rules: Mapping[str, Any]
    tables: Mapping[str, Any]
    checks: tuple[Mapping[str, Any], ...]


def list_folders(said: object) -> list[object]:
    """The folders that the word of the law names, whatever was written for them."""
    return said if isinstance(said, list) else [said]


def list_names(said: str | Sequence[str]) -> Sequence[str]:
    """What a word names that may name one thing or several."""
    return [said] if isinstance(said, str) else said


def read(pack: Path, folders: Sequence[Path]) -> Law:
    """What a pack.yaml says, and the law that lies in a chain of folders."""
    key = _key(pack, folders)
    match store.load(KEPT, key):
        case [dict(said), dict(rules), dict(tables), list(checks)]:
            return Law(said, rules, tables, tuple(checks))
    law = _translate(pack, folders)
    if key == _key(pack, folders):
        store.keep(KEPT, key, [law.pack, law.rules, law.tables, list(law.checks)])
    return law


def _key(pack: Path, folders: Sequence[Path]) -> str:
    files = [pack, *(folder / name for name in _OF_EVERY_FILING for folder in folders)]
    found = [environment.fingerprint(), *(fingerprints.of_file(str(it)) or "" for it in files)]
    return fingerprints.of_bytes("\n".join(found).encode())


def _translate(pack: Path, folders: Sequence[Path]) -> Law:
    from generator.packs import language, pack_words

    rules, tables, checks = (
        _lay((folder / name for folder in folders), name) for name in _OF_EVERY_FILING
    )
    return Law(
        pack_words.read_pack(pack_yaml.load(pack)),
        language.read_input(rules),
        language.read_tables(tables),
        language.read_checks(checks),
    )


def read_exports(files: Iterable[Path]) -> Mapping[str, Any]:
    """What the law says of exports, of all the files of a pack."""
    from generator.packs import language

    named = (file for file in files if file.name == EXPORTS_FILE)
    return language.read_exports(_lay(named, EXPORTS_FILE) or {})


def _lay(files: Iterable[Path], name: str) -> Any:
    """One file of the law, as the chain's folders make it together."""
    from generator.packs import language, layering

    return layering.lay([*map(pack_yaml.load, files)], LAW_FILES[name], language.LAW).root
