"""A pack's form, compiled and linted once and kept across runs.

What makes a compiled form, and so its name among what is kept, is the form, the pack, the engine
and the libraries that prepare a form.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from generator.diagnostics import Fault, FormPlace, has_errors
from generator.filling import phrases, program
from generator.filling.document import SAVE_AGAIN, Form, FormChart
from generator.filling.filling import Linked, link
from generator.kept import environment, fingerprints, reading, store
from generator.packs.pack import Pack
from generator.word import archive, opc
from generator.word.archive import ArchiveError
from generator.word.ooxml import XmlError

FORMS = "forms"
UNREADABLE = "D501"

# How much of what is wrong with a form an officer hands on to its keeper.
_MOST_NOTED = 3


class Compiled(NamedTuple):
    """A pack's form ready to be filled (None: it has errors), and how its documents are called.

    The faults are the errors; what is only remarked is for those who keep the form.
    """

    form: Form | None
    name: Linked
    faults: tuple[Fault, ...]
    unwithheld: Mapping[str, str]  # see form_withheld.list_open


@cache
def compile_form(pack: Pack) -> Compiled:
    """The pack's form, from the cache if it is there, with what the linter says of it."""
    shown = _name_shown(pack.form)
    try:
        raw = reading.read(pack.form, archive.MAX_TOTAL)
        key = _key(pack, raw)
        with suppress(ValueError):  # nothing is kept, or not as it is kept now
            return _link(pack, store.load(FORMS, key), shown)
        data, faults = _compile(pack, opc.read(raw), shown)
    except (OSError, ArchiveError, XmlError) as error:
        plain = isinstance(error, OSError) and not isinstance(error, reading.UnfitError)
        message = "表样文件读不出来" if plain else str(error)
        faults = [Fault(UNREADABLE, message, FormPlace(shown, "", 0, ""), help=SAVE_AGAIN)]
    if has_errors(faults):
        return Compiled(None, link((), {}), tuple(faults), {})
    store.keep(FORMS, key, data)
    return _link(pack, data, shown)


def _link(pack: Pack, data: object, shown: str) -> Compiled:
    """What was kept, ready to be filled; a `ValueError` if it is of another shape."""
    filters = phrases.filters(pack.wording)
    match data:
        case {
            "programs": dict(plain),
            "fixed": dict(parts),
            "name": name,
            "numbered": list(ids),
            "unwithheld": dict(left),
            "charts": list(drawn),
        } if {*map(str, ids)} <= {*plain}:
            programs = {part: link(program.read(it), filters) for part, it in plain.items()}
            fixed = {part: archive.read_plain(it) for part, it in parts.items()}
            charts = tuple(_link_charts(pack, drawn)) if drawn else ()
            form = Form(shown, pack.form, programs, fixed, frozenset(map(str, ids)), charts)
            unwithheld = {str(of): str(told) for of, told in left.items()}
            return Compiled(form, link(program.read(name), filters), (), unwithheld)
    raise ValueError(shown)


def _link_charts(pack: Pack, drawn: Sequence[Any]) -> Iterator[FormChart]:
    from generator.filling import charts  # few forms have any

    for number, name, one, other in drawn:
        filters = charts.filters(pack.charts[str(name)], pack.wording)
        made, sheet = (link(program.read(it), filters) for it in (one, other))
        yield FormChart(int(number), str(name), made, sheet)


def _compile(pack: Pack, raw: opc.Parts, shown: str) -> tuple[dict[str, Any], list[Fault]]:
    """Compile and lint: seconds' worth of imports and work, therefore kept."""
    from generator.filling import renumbering
    from generator.forms import (
        charting,
        dialect,
        form_law,
        form_prints,
        form_touching,
        form_withheld,
        linting,
        template,
    )
    from generator.word import comments, outline

    env, parts = dialect.environment(phrases.filters(pack.wording)), comments.clear(raw)
    placing = charting.Placing(pack, parts)
    programs, faults = template.compile_parts(parts, env, shown, placing.place)
    # What could not be compiled stands nearer where the linter finds it.
    faults = [it for it in linting.lint(pack.form, pack, shown) if has_errors([it])] or faults
    if not faults:
        faults = form_law.check(form_prints.read(pack, programs, parts, shown))
        faults += form_touching.check(pack.wording, programs, shown)
    data = {
        "programs": {part: program.plain(it) for part, it in programs.items()},
        "fixed": {
            n: archive.plain(archive.deflate(xml)) for n, xml in parts.items() if n not in programs
        },
        "name": program.plain(dialect.compile_text(env, pack.file_name)),
        "numbered": [part for part, it in programs.items() if renumbering.is_numbered(it)],
        "unwithheld": form_withheld.list_open(pack, programs),
        "charts": program.plain(tuple(placing.compile(pack))),
    }
    return data, outline.name_places(faults, raw)


def judge(form: Path, pack: Pack) -> list[Fault]:
    """Everything that is wrong with a form of a pack, the linter's word first."""
    from generator.forms import (
        charting,
        dialect,
        form_heads,
        form_law,
        form_prints,
        form_touching,
        form_withheld,
        linting,
        template,
    )
    from generator.word import comments, outline

    parts: opc.Parts = {}
    faults = linting.lint(form, pack)
    if not any(fault.code == UNREADABLE for fault in faults):
        parts = opc.load(form)
    if not has_errors(faults):
        env, parts = dialect.environment(phrases.filters(pack.wording)), comments.clear(parts)
        place = charting.Placing(pack, parts).place
        programs, more = template.compile_parts(parts, env, str(form), place)
        faults += more
    if not has_errors(faults):
        form_ = form_prints.read(pack, programs, parts, str(form))
        faults += form_law.check(form_)
        faults += form_touching.check(pack.wording, programs, str(form))
        faults += form_withheld.check(pack, programs, str(form))
        faults += form_heads.check(form_, parts)
    return outline.name_places(faults, parts)


def _name_shown(path: Path) -> str:
    """A form's file as messages name it: from the folder of the forms on."""
    parts = path.parts
    return "/".join(parts[parts.index("templates") :]) if "templates" in parts else path.name


def key_of(pack: Pack) -> str:
    """The fingerprint of all that a pack's compiled form depends on."""
    return _key(pack, reading.read(pack.form, archive.MAX_TOTAL))


def _key(pack: Pack, form: bytes) -> str:
    made_of = {str(path): fingerprints.of_file(str(path)) or "" for path in pack.files}
    made_of[str(pack.form)] = fingerprints.of_bytes(form)
    lines = (f"{name}\0{found}" for name, found in sorted(made_of.items()))
    return fingerprints.of_bytes("\n".join((environment.fingerprint(), *lines)).encode())


def tell_officer(faults: Sequence[Fault]) -> Fault:
    """What an officer is told of a form with errors: whom to tell, and what that one wants to know.

    No form has an error that somebody who fills in a filing could mend.
    """
    place = faults[0].place
    notes = [f"{fault.place}：{fault.code} {fault.message}" for fault in faults[:_MOST_NOTED]]
    more = [f"共 {len(faults)} 处"] if len(faults) > _MOST_NOTED else []
    at = FormPlace(place.file, "", 0, "")
    help_ = "表样管理人用 gongkai template check 查看全部，改好以后再生成"
    return Fault("D508", "表样有错，请告知表样管理人", at, notes=(*notes, *more), help=help_)
