"""A pack's form, compiled and linted once and kept across runs.

What makes a compiled form, and so its name among what is kept, is the form, the pack, the engine
and the libraries that prepare a form.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from generator import archive, document, environment, fingerprints, kept, phrases
from generator.archive import ArchiveError
from generator.diagnostics import Fault, FormPlace, Severity, has_errors
from generator.document import Form
from generator.packs import Pack
from generator.program import Filter, Instruction, Linked, link

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
        parts = archive.read(pack.form.read_bytes())
    except OSError:
        return _refused(shown, "表样文件读不出来")
    except ArchiveError as error:
        return _refused(shown, str(error))
    key = _key(pack, parts)
    data = kept.load(FORMS, key)
    if data is None:
        data, faults = _made(pack, parts, shown)
        if has_errors(faults):
            return Compiled(None, (), tuple(faults))
        kept.keep(FORMS, key, data)
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
    told = [_told(fault) for fault in faults]
    return {"programs": programs, "name": name, "faults": told}, faults


def judge(form: Path, pack: Pack) -> list[Fault]:
    """Everything that is wrong with a form of a pack, the linter's word first."""
    from generator import dialect, linting, template

    faults = linting.lint(form, pack)
    if has_errors(faults):
        return faults
    env = dialect.environment(phrases.filters(pack.wording))
    _, more = template.compile_parts(archive.read(form.read_bytes()), env, str(form))
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


def _key(pack: Pack, parts: Mapping[str, bytes]) -> str:
    """The fingerprint of all that a compiled form depends on."""
    made_of = {str(path): fingerprints.of_file(str(path)) or "" for path in pack.files}
    content = {name: fingerprints.of_bytes(xml) for name, xml in parts.items()}
    lines = (f"{name}\0{found}" for name, found in sorted({**made_of, **content}.items()))
    return fingerprints.of_bytes("\n".join((environment.fingerprint(), *lines)).encode())
