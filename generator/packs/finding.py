"""Find the pack that a filing or somebody asks for: (文种, 年度, 地区) → law, wording and form."""

import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from generator.diagnostics import Fault, Place, did_you_mean
from generator.exits import RefusedError
from generator.filing.source import Source
from generator.filing.yaml_tree import load_pack_data
from generator.kept.library import PACK_FILE
from generator.packs.pack import KEYS, Key, Pack, key_of
from generator.packs.reading import PHRASES_FILE, read
from generator.packs.wording import PhraseError


@cache
def list_available(root: Path) -> dict[Key, Path]:
    """Every pack under a root, by the filing that it serves."""
    paths = sorted((root / "templates").glob(f"*/*/*/{PACK_FILE}"))
    return {key_of(load_pack_data(path)): path for path in paths}


def find(source: Source, root: Path) -> tuple[Pack | None, list[Fault]]:
    """The pack for a filing, or the faults of the keys that name none."""
    faults = list(_header_faults(source))
    if faults:
        return None, faults
    wanted, packs = key_of(source.data), list_available(root)
    path = packs.get(wanted)
    if path is None:
        return None, [_unknown(source, wanted, packs)]
    try:
        return read(path, root), []
    except PhraseError as error:
        file = "/".join(path.with_name(PHRASES_FILE).parts[-5:])
        return None, [Fault("P602", str(error), Place(file, 1, 1))]


def choose(root: Path, kind: str, year: str, region: str | None) -> Pack:
    """The pack that someone names; where there is none, or more than one, a `RefusedError`."""
    packs = list_available(root)
    fitting = [key for key in packs if key[:2] == (kind, year) and region in (None, key[2])]
    if len(fitting) == 1:
        return read(packs[fitting[0]], root)
    choices = "；".join(" ".join(key) for key in (fitting or packs))
    raise RefusedError(f"{'请写明地区' if fitting else '没有这个表样'}，现有：{choices}")


def find_beside(form: Path) -> Pack:
    """The pack that a form lies in; where it lies in none, a `RefusedError`."""
    path = form.resolve().with_name(PACK_FILE)
    # A pack's folder is templates/<kind>/<year>/<region>/, and its law lies beside templates/.
    root = path.parents[4] if len(path.parents) > 4 else path.parent
    if not os.path.isfile(path) or path not in list_available(root).values():
        raise RefusedError("表样旁边没有 pack.yaml，请写明文种和年度")
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


def _unknown(source: Source, wanted: Key, packs: Mapping[Key, Path]) -> Fault:
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
