"""Find the pack that a filing or somebody asks for: (文种, 年度, 地区) → law, wording and form."""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import eq
from pathlib import Path

from generator.diagnostics import Fault, did_you_mean, nearest
from generator.exits import RefusedError
from generator.filing.source import Source
from generator.frozen import replace
from generator.kept import fingerprints, library, reading
from generator.kept.library import PACK_FILE
from generator.packs import pack_yaml, soundness
from generator.packs.pack import KEYS, Key, Pack, key_of
from generator.packs.reading import find_files, read, root_of, show_file

_TELL_KEEPER = "表样有错，请告知表样管理人"
_NOTHING_TO_MEND = "填报文件不用为它改；表样改好后再运行一次"


@cache
def list_available(root: Path) -> dict[Key, Path]:
    """Every pack under a root, by the filing that it serves."""
    return {key: paths[0] for key, paths in _list_served(root).items()}


@cache
def _list_served(root: Path) -> dict[Key, list[Path]]:
    """For each key the packs that serve it; more than one is an error of theirs."""
    served: dict[Key, list[Path]] = {}
    for path, key in _list_keys(root):
        if key:
            served.setdefault(key, []).append(path)
    return served


def _list_keys(root: Path) -> list[tuple[Path, Key | None]]:
    """Every pack.yaml under a root; with None, it does not say which filings it serves."""
    paths = sorted((root / "templates").glob(f"*/*/*/{PACK_FILE}"))
    return [(path, _read_key(path, root)) for path in paths]


def _read_key(path: Path, root: Path) -> Key | None:
    # Looked at before it is read: a pack that serves other filings by the time it is used has
    # changed since, as `reading.read` would not see.
    fingerprints.list_pack(str(root), show_file(path, root))
    raw = pack_yaml.load(path)
    return key_of(raw) if _has_key(raw) else None


def _has_key(raw: object) -> bool:
    return isinstance(raw, dict) and all(isinstance(raw.get(key), str) for key in KEYS)


def find(source: Source, root: Path) -> tuple[Pack | None, list[Fault]]:
    """The pack for a filing, or the faults of the keys that name none."""
    faults = list(_header_faults(source))
    if faults:
        return None, faults
    wanted, packs = key_of(source.data), list_available(root)
    path = packs.get(wanted)
    if path is None:
        spoilt = [show_file(path, root) for path, key in _list_keys(root) if key is None]
        return None, [_unknown(source, wanted, packs, spoilt)]
    said = _say_unsound(path, root)
    if said:
        return None, [Fault("P605", said, source.place((KEYS[0],)), help=_NOTHING_TO_MEND)]
    return read(path, root), []


def find_meant(source: Source, root: Path) -> tuple[Pack, Source] | None:
    """The pack that wrong keys most likely mean, and the filing with the right ones in their place.

    None where that is anybody's guess, or the pack has errors. It serves only to find what else is
    wrong.
    """
    packs, data = list_available(root), dict(source.data)
    typed = [str(data.pop(_find_typed(key, source), "")) for key in KEYS]
    # How many keys fit, and whether the first does: two that fit alike are anybody's guess.
    fits = {key: ([*map(eq, key, typed)].count(True), key[0] == typed[0]) for key in packs}
    left = [key for key in packs if fits[key][0] and fits[key] == max(fits.values())]
    left = _find_alike(left, typed)
    if len(left) != 1:
        return None
    data |= dict(zip(KEYS, left[0], strict=True))
    path = packs[left[0]]
    return None if _say_unsound(path, root) else (read(path, root), replace(source, data=data))


def _find_alike(left: list[Key], typed: Sequence[str]) -> list[Key]:
    """Of packs that differ in a year or region alone that fits none, the one that is nearest.

    A year is as near as it is early or late; what is none, and a region, as it is spelt alike.
    """
    apart = {index for key in left for index, word in enumerate(typed) if key[index] != word}
    if len(left) < 2 or len(apart) != 1 or apart == {0}:  # those of another kind are too unlike
        return left
    (index,) = apart
    values, word = [key[index] for key in left], typed[index]
    dated = all(_is_year(it) for it in (word, *values))
    near = min(values, key=lambda it: abs(int(it) - int(word))) if dated else nearest(word, values)
    return [key for key in left if key[index] == near]


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdecimal()


def _find_typed(key: str, source: Source) -> str:
    """The key as it was typed, or as it was most likely misspelt."""
    if key in source.data:
        return key
    return nearest(key, set(source.data) - set(KEYS)) or key


def _say_unsound(path: Path, root: Path) -> str:
    """What an officer is told of a pack with errors; nothing of a sound one."""
    twins = next((paths for paths in _list_served(root).values() if path in paths), [])
    places = [fault.place.file for fault in soundness.find_faults(path, root)]
    places += [show_file(it, root) for it in twins if len(twins) > 1]
    files = dict.fromkeys(places)
    return f"{_TELL_KEEPER}（{'、'.join(files)}）" if files else ""


def _open(path: Path, root: Path) -> Pack:
    """A pack that somebody asks for; a `RefusedError` if it has errors."""
    said = _say_unsound(path, root)
    if said:
        folder = show_file(path.parent, root)
        raise RefusedError(f"{said}；改的人用 gongkai template check {folder} 看要改的地方")
    return read(path, root)


def choose(root: Path, kind: str, year: str, region: str | None) -> Pack:
    """The pack that someone names; where there is none, or more than one, a `RefusedError`.

    The region may be left out (None) where the year has but one of the kind.
    """
    packs = list_available(root)
    fitting = [key for key in packs if key[:2] == (kind, year) and region in (None, key[2])]
    if len(fitting) == 1:
        return _open(packs[fitting[0]], root)
    if fitting:
        regions = "、".join(key[2] for key in fitting)
        raise RefusedError(f"{kind} {year} 有 {len(fitting)} 个地区的表样，请写明地区：{regions}")
    # Of the same kind and year, else of the same kind, else whatever there is.
    near = ([key for key in packs if key[:size] == (kind, year)[:size]] for size in (2, 1, 0))
    choices = "；".join(" ".join(key) for key in next(filter(None, near), []))
    raise RefusedError(f"没有这个表样，现有：{choices}")


def choose_each(root: Path, kind: str, year: str) -> Mapping[str, Pack]:
    """The packs of a kind and year, by region; where there is none, a `RefusedError`."""
    found = {key[2]: path for key, path in list_available(root).items() if key[:2] == (kind, year)}
    if not found:
        choose(root, kind, year, None)
    return {region: _open(path, root) for region, path in sorted(found.items())}


def find_beside(form: Path) -> Pack:
    """The pack that a form lies in; where it lies in none, a `RefusedError`."""
    path = reading.follow(form).with_name(PACK_FILE)
    root = root_of(path)
    if not os.path.isfile(path):
        raise RefusedError("表样旁边没有 pack.yaml，请写明文种和年度")
    return _open(path, root)


def list_using(folder: Path) -> list[Path]:
    """The packs whose law a folder is part of; none for a folder that is no law's."""
    path = reading.follow(folder)
    root = next((it.parent for it in path.parents if it.name == library.FOLDERS[1]), None)
    packs = _list_keys(root) if root else []
    return [pack for pack, _ in packs if path in find_files(pack, root or pack).laws]


def _header_faults(source: Source) -> Iterator[Fault]:
    for key in KEYS:
        value = source.data.get(key)
        if value is None and key not in source.data:
            near = nearest(key, set(source.data) - set(KEYS))
            message = f"没有“{near}”这一项" if near else f"缺少“{key}”"
            help_ = f"是否应为“{key}”？" if near else f"补上“{key}”"
            place = source.key_place((near,) if near else ())
            yield Fault("S201" if near else "S202", message, place, help=help_)
        elif not isinstance(value, str):
            yield Fault("S204", f"“{key}”待填", source.key_place((key,)), help=f"填上{key}")


def _unknown(
    source: Source, wanted: Key, packs: Mapping[Key, Path], spoilt: Sequence[str]
) -> Fault:
    """One fault, at the first of the three keys for which there is no pack.

    It may be one of those that are `spoilt`.
    """
    notes = (f"读不出来的表样，请告知表样管理人：{'、'.join(spoilt)}",) if spoilt else ()
    left = list(packs)
    for index, (key, value) in enumerate(zip(KEYS, wanted, strict=True)):
        matching = [pack for pack in left if pack[index] == value]
        if not matching:
            choices = sorted({pack[index] for pack in left})
            # What fits the other keys is meant rather than what is spelt alike.
            fitting = {pack[index] for pack in left if pack[index + 1 :] == wanted[index + 1 :]}
            near = did_you_mean(value, fitting) or did_you_mean(value, choices)
            near = near or (f"现有：{'、'.join(choices)}" if choices else "")
            message = f"没有“{'、'.join(wanted[: index + 1])}”的表样"
            return Fault("P601", message, source.place((key,)), notes=notes, help=near)
        left = matching
    raise AssertionError("a pack that matches every key is not unknown")
