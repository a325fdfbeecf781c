"""A pack's form, compiled and linted once and kept across runs.

What is kept is data that nothing executes. An entry is named after everything that makes it: the
form, the pack, the engine and the libraries that prepare a form; a damaged one is made anew.
"""

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs

from generator import archive, document, environment, fingerprints, phrases
from generator.archive import ArchiveError
from generator.diagnostics import Fault, FormPlace, Severity, has_errors
from generator.document import Form
from generator.packs import Pack
from generator.program import Filter, Instruction, Linked, link

MAX_BYTES = 64 * 1024 * 1024
MAX_ENTRIES = 64
FOLDER = "GONGKAI_CACHE"


@dataclass(frozen=True)
class Compiled:
    """A pack's form ready to be filled (None: it has errors), and how its documents are called."""

    form: Form | None
    name: Linked
    faults: tuple[Fault, ...]


@cache
def compiled(pack: Pack) -> Compiled:
    """The pack's form, from the cache if it is there, with what the linter says of it."""
    shown = _shown(pack.form)
    try:
        parts = archive.read(pack.form.read_bytes())
    except OSError:
        return _refused(shown, "表样文件读不出来")
    except ArchiveError as error:
        return _refused(shown, str(error))
    entry = folder() / f"{_key(pack, parts)}.json"
    data = _kept(entry)
    if data is None:
        data, faults = _made(pack, parts, shown)
        if has_errors(faults):
            return Compiled(None, (), tuple(faults))
        _keep(entry, data)
    return _linked(pack, parts, data, phrases.filters(pack.wording), shown)


def _refused(shown: str, message: str) -> Compiled:
    return Compiled(None, (), (Fault("D501", message, FormPlace(shown, "", 0, "")),))


def _linked(
    pack: Pack,
    parts: Mapping[str, bytes],
    data: Mapping[str, Any],
    filters: Mapping[str, Filter],
    shown: str,
) -> Compiled:
    form = document.form(pack.form, parts, data["programs"], filters, shown)
    return Compiled(form, link(data["name"], filters), tuple(map(_fault, data["faults"])))


def _made(pack: Pack, parts: Mapping[str, bytes], shown: str) -> tuple[dict[str, Any], list[Fault]]:
    """Compile and lint: seconds' worth of imports and work, therefore kept."""
    from generator import dialect, linting, template

    env = dialect.environment(phrases.filters(pack.wording))
    programs, faults = template.compile_parts(parts, env, shown)
    if not faults:
        faults = linting.lint(pack.form, pack, shown)
    name: list[Instruction] = template.measured(dialect.compile_text(env, pack.file_name))
    kept = [{**asdict(fault), "severity": fault.severity.value} for fault in faults]
    return {"programs": programs, "name": name, "faults": kept}, faults


def judge(form: Path, pack: Pack) -> list[Fault]:
    """Everything that is wrong with a form of a pack, the linter's word first."""
    from generator import dialect, linting, template

    faults = linting.lint(form, pack)
    if has_errors(faults):
        return faults
    env = dialect.environment(phrases.filters(pack.wording))
    _, more = template.compile_parts(archive.read(form.read_bytes()), env, str(form))
    return [*faults, *more]


def _fault(kept: Mapping[str, Any]) -> Fault:
    place, severity = FormPlace(**kept["place"]), Severity(kept["severity"])
    return Fault(kept["code"], kept["message"], place, severity, help=kept["help"])


def _shown(path: Path) -> str:
    """A form's file as messages name it: from the folder of the forms on."""
    parts = path.parts
    return "/".join(parts[parts.index("templates") :]) if "templates" in parts else path.name


# -- the cache ---------------------------------------------------------------------------------


def folder() -> Path:
    """Where compiled forms are kept: the user's own cache folder, unless one is named."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else Path(platformdirs.user_cache_dir("gongkai", appauthor=False))


def _key(pack: Pack, parts: Mapping[str, bytes]) -> str:
    """The fingerprint of all that a compiled form depends on."""
    made_of = {str(path): fingerprints.of_file(str(path)) or "" for path in pack.files}
    content = {name: fingerprints.of_bytes(xml) for name, xml in parts.items()}
    lines = (f"{name}\0{found}" for name, found in sorted({**made_of, **content}.items()))
    return fingerprints.of_bytes("\n".join((environment.fingerprint(), *lines)).encode())


def _kept(entry: Path) -> dict[str, Any] | None:
    """What an entry holds; nothing if there is none or it is not as it was written."""
    try:
        with entry.open("rb") as stream:
            raw = stream.read(MAX_BYTES)
    except OSError:
        return None
    checksum, _, content = raw.partition(b"\n")
    if fingerprints.of_bytes(content).encode() != checksum:
        return None
    data: dict[str, Any] = json.loads(content)
    return data


def _keep(entry: Path, data: Mapping[str, Any]) -> None:
    """Write an entry whole or not at all; without a folder to write in, the work is done again."""
    content = json.dumps(data, ensure_ascii=False).encode()
    whole = fingerprints.of_bytes(content).encode() + b"\n" + content
    temporary = entry.with_suffix(f".{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        entry.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(whole)
        os.replace(temporary, entry)
        _forget(entry.parent.glob("*.json"))


def _forget(entries: Iterable[Path]) -> None:
    """Remove the oldest entries of a folder that has too many."""
    dated = sorted(entries, key=lambda path: path.stat().st_mtime, reverse=True)
    for path in dated[MAX_ENTRIES:]:
        path.unlink(missing_ok=True)
