"""The folder of a new region: a first form, with the files that stand beside one.

What the region has not said yet is taken from the nearest pack of the same kind and year.
"""

import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from generator.addresses import Steps, parse
from generator.exits import RefusedError
from generator.filing import legible
from generator.filling import phrases
from generator.forms import dialect, form_law, listing, template
from generator.forms.form_prints import belongs
from generator.kept import reading, writing
from generator.kept.library import FORM_FILE, LISTING_FILE, NOTICE_FILE, PACK_FILE
from generator.layouts import planning, word_form
from generator.packs import finding, layout, layout_flaws, pack_tree, pack_yaml
from generator.packs.pack import Key, Pack
from generator.packs.reading import GLOSSARY_FILE, PHRASES_FILE
from generator.vocabulary import (
    DOCUMENT_KIND,
    FISCAL_YEAR,
    PACK_DROPPED,
    PACK_LAW,
    REGION,
    UNSEEN,
    YEARS_FORM,
)
from generator.word import opc, output

_STEPS = "## 接着要做"
_CHECK = "gongkai template check"


class Begun(NamedTuple):
    """A new region's folder: where it is, the region it was made after, what is to be done next."""

    folder: Path
    like: str
    steps: tuple[str, ...]


def begin(root: Path, key: Key, like: str | None, named: str | None) -> Begun:
    """Write the folder of a region's pack, whole and new, or refuse."""
    if not re.fullmatch(r"\w+", key[2]):  # it stands in pack.yaml, and is a folder's name
        raise RefusedError(f"地区只写名称，不能是“{key[2]}”")
    model = finding.choose(root, *key[:2], _find_like(root, key, like))
    folder = Path(named) if named else model.form.parent.with_name(key[2])
    _refuse(folder)
    for fault in layout_flaws.find_faults(model, model.files):
        raise RefusedError(f"规则的版式有错：{fault.place} {fault.message}；先用 {_CHECK} 改好")
    files = _make(model, key)
    try:
        writing.write_folder(folder, files)
    except OSError as error:
        raise RefusedError(f"写不进去：{folder}；{output.ELSEWHERE}") from error
    notice = files[NOTICE_FILE].decode().partition(_STEPS)[2]
    return Begun(folder, model.key[2], tuple(filter(None, notice.splitlines())))


def _find_like(root: Path, key: Key, like: str | None) -> str:
    """The region whose pack a new one is made after: the named one, its own, or the only one."""
    kind, year, region = key
    there = [it[2] for it in finding.list_available(root) if it[:2] == (kind, year)]
    wanted = like or region
    if wanted in there:
        return wanted
    if not there or like:
        choices = "；".join(" ".join(it) for it in finding.list_available(root))
        raise RefusedError(f"没有可以照的表样，现有：{choices}")
    if len(there) > 1:
        raise RefusedError(f"用 --照 写明照哪个地区的规则，现有：{'、'.join(there)}")
    return there[0]


def _refuse(folder: Path) -> None:
    if folder.suffix.lower() == output.SUFFIX:
        raise RefusedError(f"-o 后面要写文件夹：表样和它旁边的几个文件一起放，不是“{folder}”")
    if os.path.lexists(folder) and not (os.path.isdir(folder) and not os.listdir(folder)):
        raise RefusedError(f"已经有“{folder}”，没有覆盖；换一个文件夹，或者把它移走")


def _make(model: Pack, key: Key) -> Mapping[str, bytes]:
    """What stands in the folder, by name."""
    pack = replace(model, key=key)
    form, missing = _lay_out(pack)
    kept = [of for of in model.dropped if any(belongs(steps, of) for steps in missing)]
    own = model.form.parent
    said = reading.read(own / PACK_FILE, legible.MAX_BYTES).decode()
    notice = reading.read(word_form.blank(NOTICE_FILE), legible.MAX_BYTES).decode()
    law = pack_yaml.load(own / PACK_FILE)[PACK_LAW]
    words = {
        **dict(zip((DOCUMENT_KIND, FISCAL_YEAR, REGION), key, strict=True)),
        "照": model.key[2],
        PACK_LAW: "、".join(law) if isinstance(law, list) else law,
    }
    return {
        FORM_FILE: form,
        LISTING_FILE: listing.write(opc.read(form)).encode(),
        **{
            name: _rename_remarks(reading.read(own / name, legible.MAX_BYTES), model, key)
            for name in (PHRASES_FILE, GLOSSARY_FILE)
            if os.path.isfile(own / name)
        },
        NOTICE_FILE: notice.format_map(words).encode(),
        PACK_FILE: _rename_remarks(_rewrite(said, key[2], kept).encode(), model, key),
    }


def _lay_out(pack: Pack) -> tuple[bytes, Sequence[Steps]]:
    """A pack's first form, and what the law requires and it does not print.

    What no title of the layout has, and the pack does not leave out, stands at its end.
    """
    laid = layout.read(pack.files)
    form = word_form.write(planning.plan(pack, laid))
    missing = _find_missing(pack, form)
    left = [it for it in missing if not any(belongs(it, of) for of in pack.dropped)]
    if left:
        form = word_form.write(planning.plan(pack, laid, left))
        missing = _find_missing(pack, form)
    return form, missing


def _find_missing(pack: Pack, form: bytes) -> list[Steps]:
    parts = opc.read(form)
    env = dialect.environment(phrases.filters(pack.wording))
    programs, _ = template.compile_parts(parts, env, FORM_FILE)
    return form_law.list_missing(pack, programs, parts)


def _rewrite(text: str, new: str, kept: Collection[Steps]) -> str:
    """A pack.yaml for another region, with the reasons of what its form does not print."""
    lines: list[str] = []
    within = False
    for line in text.split("\n"):
        if line[:1] not in (" ", "#", ""):
            within = line.startswith(f"{PACK_DROPPED}:")
            if within and not kept:
                continue
        if line.startswith(f"{YEARS_FORM}:"):
            continue
        if line.startswith(f"{REGION}:"):
            line = f"{REGION}: {new}\n{YEARS_FORM}: {UNSEEN}"
        if not (within and line.startswith(" ")) or _address_of(line) in kept:
            lines.append(line)
    return "\n".join(lines)


def _rename_remarks(raw: bytes, model: Pack, key: Key) -> bytes:
    """A file of the model's whose remarks say of which region it is."""
    lines = raw.decode().split("\n")
    old, new = f"（{model.key[2]}表样）", f"（{key[2]}表样）"
    return "\n".join(it.replace(old, new) if it.startswith("#") else it for it in lines).encode()


def _address_of(line: str) -> Steps:
    """The address that a line gives a reason for; none for another line."""
    said: Any = pack_tree.parse(line.strip().encode(), "").root
    return parse(next(iter(said))) if isinstance(said, dict) and said else ()
