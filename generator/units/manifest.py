"""The record of builds that lies beside the documents: what each was made from, and by what.

It serves to leave alone what has not changed, and is a hint to everybody but the user who made it:
what it says of a document is believed, and told, only under that user's own seal. A record that is
damaged or too large is none, and everything is made again. All paths in it go from the folder of
the documents, with `/`, so that the whole may be moved.
"""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator.charts.shown import ShownChart, ShownPoint
from generator.diagnostics import Fault, Place
from generator.frozen import Frozen, field, replace
from generator.kept import environment, fingerprints, reading, seals, stamps
from generator.kept.stamps import Stamped
from generator.units.result import Identity, KeyFigure

T = TypeVar("T")

NAME = "生成记录.json"
VERSION = 3
MAX_BYTES = 64 * 1024 * 1024
_WRITE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Built(NamedTuple):
    """One document: the filing, everything it was made from, and what a summary tells of it."""

    filing: str
    draft: bool
    document: str
    # Of every file that was read, the filing included; None: was not there.
    drawn: Mapping[str, str | None]
    packs: tuple[str, ...]
    pack_fingerprint: str
    exported: str
    environment: str
    unit: str
    errors: int
    warnings: int
    figures: tuple[KeyFigure, ...] = ()
    # The same of exports that figures were drawn from, and the fingerprint of these figures.
    exports: Mapping[str, str | None] = {}
    given: str = ""
    # The layout engine that the page numbers of the 目录 are from.
    layout: str = ""
    # What the filing says of itself, for holding it against a list of units.
    identity: Identity = Identity()
    charts: tuple[ShownChart, ...] = ()
    seal: str = ""


class BuildRecord(Frozen):
    """A folder's documents by their paths, the environments they are from, its files' stamps."""

    entries: Mapping[str, Built] = field(default_factory=dict)
    environments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    stamped: Mapping[str, Stamped] = field(default_factory=dict)


NOTHING_RECORDED = BuildRecord()


def load(folder: Path) -> BuildRecord:
    """The record of a folder; an empty one where there is none that can be trusted."""
    path = os.path.join(folder, NAME)
    try:
        return _record(json.loads(reading.read(path, MAX_BYTES)))
    except (OSError, ValueError, RecursionError):
        return BuildRecord()


def save(folder: Path, record: BuildRecord) -> Fault | None:
    """Write the record, the old or the new one whole at every moment."""
    from generator.word import output

    path = folder / NAME
    # Half of a character from an undecodable file name is kept the way JSON can keep it.
    content = _lay_out(_content(record)).encode("utf-8", errors="backslashreplace")
    return output.write(path, content, Place(str(path), 1, 1))


def update(record: BuildRecord, made: Mapping[str, Built]) -> BuildRecord:
    """A record with what was made now; a document that its filing no longer gives is dropped."""
    now = {(entry.filing, entry.draft) for entry in made.values()}
    kept = {
        name: entry
        for name, entry in record.entries.items()
        if (entry.filing, entry.draft) not in now
    }
    entries = dict(sorted({**kept, **made}.items()))
    known = {**record.environments, environment.fingerprint(): environment.description()}
    used = {entry.environment for entry in entries.values()}
    environments = {name: known[name] for name in sorted(used & set(known))}
    return BuildRecord(entries, environments, record.stamped)


def find_document(document: Path) -> tuple[Path, str] | None:
    """The folder and the path under which a document is recorded that stands as it was made."""
    whole = document.absolute()
    for folder in whole.parents[:2]:
        name = whole.relative_to(folder).as_posix()
        entry = load(folder).entries.get(name)
        if entry is not None and entry.document == fingerprints.of_file(str(whole)):
            return folder, name
    return None


def record_layout(folder: Path, name: str, engine: str) -> None:
    """BuildRecord that a document stands with the page numbers that a layout engine gave it."""
    record = load(folder)
    found = fingerprints.of_file(str(folder / name)) or ""
    entry = record.entries[name]._replace(document=found, layout=engine)
    if is_sealed(name, record.entries[name]):  # what was not believed is not from now on either
        entry = sealed(name, entry)
    save(folder, replace(record, entries={**record.entries, name: entry}))


def sealed(name: str, entry: Built) -> Built:
    """An entry as this user's own, under the name of its document."""
    return entry._replace(seal=_seal(name, entry))


def is_sealed(name: str, entry: Built) -> bool:
    """Whether an entry is as this user's own run recorded it."""
    return entry.seal != "" and entry.seal == _seal(name, entry)


def _seal(name: str, entry: Built) -> str:
    return seals.seal(json.dumps([name, *entry._replace(seal="")]))


# -- as JSON ------------------------------------------------------------------------------------


def _content(record: BuildRecord) -> dict[str, Any]:
    return {
        "版本": VERSION,
        "环境": {name: dict(found) for name, found in record.environments.items()},
        "文档": {n: dict(zip(_READERS, e, strict=True)) for n, e in record.entries.items()},
        **stamps.as_data(record.stamped),
    }


def _lay_out(content: Mapping[str, Any], depth: int = 1) -> str:
    """A line for each document and file; `json` with an indent takes eight times as long."""
    lines = (
        f"{_WRITE(name)}:{_lay_out(of, 0) if depth and isinstance(of, dict) else _WRITE(of)}"
        for name, of in content.items()
    )
    return "{" + ",\n".join(lines) + "}"


def _record(content: Any) -> BuildRecord:
    if _as(dict, content).get("版本") != VERSION:
        return BuildRecord()
    entries = _each(content.get("文档"), _entry)
    if any(_leads_out(name) for name in entries):
        return BuildRecord()
    environments = _each(content.get("环境"), lambda raw: _each(raw, _text))
    return BuildRecord(entries, environments, stamps.from_data(content))


def _leads_out(name: str) -> bool:
    """Whether a document's path is none inside the folder."""
    return ".." in name.replace("\\", "/").split("/") or os.path.isabs(name) or ":" in name


def _entry(raw: Any) -> Built:
    given = _as(dict, raw)
    return Built(*(read(given.get(key)) for key, read in _READERS.items()))


def _figure(raw: Any) -> KeyFigure:
    label, value, movement, outlying = _as(list, raw)
    return KeyFigure(_text(label), _text(value), _text(movement), _as(bool, outlying))


def _chart(raw: Any) -> ShownChart:
    title, kind, alt, heads, points = _as(list, raw)
    texts = (_text(title), _text(kind), _text(alt))
    return ShownChart(*texts, _all(heads, _text), _all(points, _point))


def _point(raw: Any) -> ShownPoint:
    name, values, texts, share = _as(list, raw)
    return ShownPoint(_text(name), _all(values, _text), _all(texts, _text), _text(share))


def _each(raw: Any, read: Callable[[Any], T]) -> dict[str, T]:
    return {name: read(value) for name, value in _as(dict, raw).items()}


def _all(raw: Any, read: Callable[[Any], T]) -> tuple[T, ...]:
    return tuple(read(value) for value in _as(list, raw))


def _as(kind: type[T], raw: Any) -> T:
    if type(raw) is not kind:
        raise ValueError(f"{kind.__name__} expected")
    return raw


def _text(raw: Any) -> str:
    return _as(str, raw)


def _count(raw: Any) -> int:
    count = _as(int, raw)
    if count < 0:
        raise ValueError("a count is expected")
    return count


# What stands for each of an entry's values, in their order, and how it is read.
_READERS: Mapping[str, Callable[[Any], Any]] = {
    "填报文件": _text,
    "草稿": lambda raw: _as(bool, raw),
    "文档": _text,
    "引用": lambda raw: _each(raw, lambda found: None if found is None else _text(found)),
    "表样": lambda raw: _all(raw, _text),
    "表样内容": _text,
    "核对文件": _text,
    "环境": _text,
    "单位": _text,
    "错误数": _count,
    "提示数": _count,
    "主要数": lambda raw: _all(raw, _figure),
    "取数文件": lambda raw: _each(raw, lambda found: None if found is None else _text(found)),
    "取数": _text,
    "排版": _text,
    "报的": lambda raw: Identity(*_all(raw, _text)),
    "图": lambda raw: _all(raw, _chart),
    "印": _text,
}
