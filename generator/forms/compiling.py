"""A pack's form, compiled and linted once and kept across runs.

What makes a compiled form, and so its name among what is kept, is the form, the pack, the engine
and the libraries that prepare a form.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from generator.diagnostics import Fault, FormPlace, Severity, has_errors
from generator.filling import document, phrases
from generator.filling.document import Form
from generator.filling.program import Filter, Instruction, Linked, link
from generator.kept import environment, fingerprints, store
from generator.packs.pack import Pack
from generator.word import archive, opc
from generator.word.archive import ArchiveError, Packed
from generator.word.ooxml import XmlError

FORMS = "forms"


class Compiled(NamedTuple):
    """A pack's form ready to be filled (None: it has errors), and how its documents are called."""

    form: Form | None
    name: Linked
    faults: tuple[Fault, ...]


@cache
def compiled(pack: Pack) -> Compiled:
    """The pack's form, from the cache if it is there, with what the linter says of it."""
    shown = _shown(pack.form)
    try:
        raw = pack.form.read_bytes()
        key = _key(pack, raw)
        data = store.load(FORMS, key)
        if data is None:
            data, faults = _made(pack, opc.read(raw), shown)
            if has_errors(faults):
                return Compiled(None, (), tuple(faults))
            store.keep(FORMS, key, data)
    except OSError:
        return _refused(shown, "表样文件读不出来")
    except (ArchiveError, XmlError) as error:
        return _refused(shown, str(error))
    return _linked(pack, data, phrases.filters(pack.wording), shown)


def _refused(shown: str, message: str) -> Compiled:
    return Compiled(None, (), (Fault("D501", message, FormPlace(shown, "", 0, "")),))


def _linked(
    pack: Pack, data: Mapping[str, Any], filters: Mapping[str, Filter], shown: str
) -> Compiled:
    fixed = {name: _unpacked(part) for name, part in data["fixed"].items()}
    form = document.form(pack.form, fixed, data["programs"], filters, shown)
    return Compiled(form, link(data["name"], filters), tuple(map(_fault, data["faults"])))


def _made(pack: Pack, parts: Mapping[str, bytes], shown: str) -> tuple[dict[str, Any], list[Fault]]:
    """Compile and lint: seconds' worth of imports and work, therefore kept."""
    from generator.forms import dialect, linting, template

    env = dialect.environment(phrases.filters(pack.wording))
    programs, faults = template.compile_parts(parts, env, shown)
    if not faults:
        faults = linting.lint(pack.form, pack, shown)
    name: list[Instruction] = template.measured(dialect.compile_text(env, pack.file_name))
    told = [_told(fault) for fault in faults]
    fixed = {n: _packed(archive.deflate(xml)) for n, xml in parts.items() if n not in programs}
    return {"programs": programs, "fixed": fixed, "name": name, "faults": told}, faults


def _packed(part: Packed) -> list[Any]:
    return [b64encode(part.deflated).decode(), part.checksum, part.size]


def _unpacked(kept_part: list[Any]) -> Packed:
    deflated, checksum, size = kept_part
    return Packed(b64decode(deflated), checksum, size)


def judge(form: Path, pack: Pack) -> list[Fault]:
    """Everything that is wrong with a form of a pack, the linter's word first."""
    from generator.forms import dialect, linting, template

    faults = linting.lint(form, pack)
    if has_errors(faults):
        return faults
    env = dialect.environment(phrases.filters(pack.wording))
    _, more = template.compile_parts(opc.read(form.read_bytes()), env, str(form))
    return [*faults, *more]


def _told(fault: Fault) -> dict[str, Any]:
    """What the linter may say of a form; it has no notes and nothing related."""
    own = {"code": fault.code, "message": fault.message, "help": fault.help}
    return {**own, "severity": fault.severity.value, "place": fault.place._asdict()}


def _fault(told: Mapping[str, Any]) -> Fault:
    place, severity = FormPlace(**told["place"]), Severity(told["severity"])
    return Fault(told["code"], told["message"], place, severity, help=told["help"])


def _shown(path: Path) -> str:
    """A form's file as messages name it: from the folder of the forms on."""
    parts = path.parts
    return "/".join(parts[parts.index("templates") :]) if "templates" in parts else path.name


def _key(pack: Pack, form: bytes) -> str:
    """The fingerprint of all that a compiled form depends on."""
    made_of = {str(path): fingerprints.of_file(str(path)) or "" for path in pack.files}
    made_of[str(pack.form)] = fingerprints.of_bytes(form)
    lines = (f"{name}\0{found}" for name, found in sorted(made_of.items()))
    return fingerprints.of_bytes("\n".join((environment.fingerprint(), *lines)).encode())
