"""The package around the parts of a .docx: content types and relationships, read and changed."""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from pyexpat import ExpatError, ParserCreate
from typing import NamedTuple

from generator.kept import reading
from generator.word import archive, ooxml

TYPES_PART = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
HEADER, FOOTER, STYLES, NUMBERING, SETTINGS, COMMENTS = (
    f"{OFFICE}/{kind}"
    for kind in ("header", "footer", "styles", "numbering", "settings", "comments")
)
_CORE_OF_LIBREOFFICE = (
    "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties"
)
_MAIN = f"{OFFICE}/officeDocument"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_RELATIONSHIP = f"{_RELATIONS[1:]}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
# How Strict Open XML (ISO/IEC 29500-1) calls what Transitional (part 4) and all programs know.
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME = re.compile(rb"""(?<=["'])http://purl\.oclc\.org/ooxml/(\w+)/([\w/]+)(?=["'])""")
_STRICT_MARK = re.compile(rb"""\s\w+:conformance=["']strict["']""")
_RENAMED = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}

Parts = MutableMapping[str, bytes]


class Relation(NamedTuple):
    """What a part leads to: a part of the package, or (external) an address as it is written."""

    id: str
    kind: str
    target: str
    external: bool


def load(path: Path) -> dict[str, bytes]:
    """Every part of a container on disk; an `OSError` where there is no file of its bounds."""
    return read(reading.read(path, archive.MAX_TOTAL))


def read(raw: bytes) -> dict[str, bytes]:
    """Every part of a container; a Strict document's are read as Transitional, and stay so."""
    parts = archive.read(raw)
    if _STRICT not in parts.get(relations_part(""), b""):
        return parts
    return {name: _make_transitional(name, data) for name, data in parts.items()}


def _make_transitional(name: str, xml: bytes) -> bytes:
    if not name.endswith((".xml", ".rels")):
        return xml
    return _STRICT_NAME.sub(_rename, _STRICT_MARK.sub(b"", xml))


def _rename(match: re.Match[bytes]) -> bytes:
    *way, last = match[2].split(b"/")
    rest = b"/".join((*way, _RENAMED.get(last, last)))
    return b"http://schemas.openxmlformats.org/" + match[1] + b"/2006/" + rest


# -- relationships -----------------------------------------------------------------------------


def relations_part(source: str) -> str:
    """The part that holds the relationships of a part ("" for the package's own)."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def sources(parts: Iterable[str]) -> Iterator[str]:
    """Every part that has relationships, and "" for the package."""
    for name in parts:
        folder, mark, source = name.rpartition("_rels/")
        if mark and name.endswith(".rels"):
            yield folder + source.removesuffix(".rels")


def relations(parts: Mapping[str, bytes], source: str) -> Iterator[Relation]:
    """The relationships of a part, in order; those that are no XML are an `XmlError`."""
    holder = parts.get(relations_part(source))
    for link in () if holder is None else _list_links(holder):
        target, external = link.get("Target", ""), link.get("TargetMode") == "External"
        resolved = target if external else _resolve(source, target)
        kind = link.get("Type", "")
        kind = CORE if kind == _CORE_OF_LIBREOFFICE else kind
        yield Relation(link.get("Id", ""), kind, resolved, external)


def _list_links(xml: bytes) -> list[Mapping[str, str]]:
    """What is said of each relationship; a tree is made only to say why there is none."""
    found: list[Mapping[str, str]] = []

    def note(name: str, attributes: Mapping[str, str]) -> None:
        if name == _RELATIONSHIP:
            found.append(attributes)

    def give_up(*_: object) -> None:
        raise ExpatError

    parser = ParserCreate(namespace_separator="}")
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = note, give_up
    try:
        parser.Parse(xml, True)
    except ExpatError:
        return list(ooxml.parse(xml).iter(f"{{{_RELATIONSHIP}"))
    return found


def targets(parts: Mapping[str, bytes], source: str, *kinds: str) -> list[str]:
    """The parts of the package that a part points to by these kinds of relationship, each once."""
    names = (r.target for r in relations(parts, source) if r.kind in kinds and not r.external)
    return list(dict.fromkeys(names))


def find_target(parts: Mapping[str, bytes], source: str, kind: str) -> str:
    """The first part there that a part points to by a kind; nothing where there is none."""
    return next((name for name in targets(parts, source, kind) if name in parts), "")


def _resolve(source: str, target: str) -> str:
    joined = posixpath.join("/", posixpath.dirname(source), target)
    return posixpath.normpath(joined).lstrip("/")


def main_part(parts: Mapping[str, bytes]) -> str:
    """The part that is the document itself; nothing where the package has none."""
    return find_target(parts, "", _MAIN)


def relate(parts: Parts, source: str, kind: str, target: str, wanted: str = "") -> str:
    """Point a part to another; the identifier of the relationship, the `wanted` one if given."""
    name = relations_part(source)
    holder = parts.get(name)
    root = ooxml.parse(holder) if holder else ooxml.root_of(f"{_RELATIONS}Relationships")
    taken = {link.get("Id") for link in root}
    free = (i for n in range(1, len(taken) + 2) if (i := f"rId{n}") not in taken)
    identifier = wanted or next(free)
    path = posixpath.relpath(target, posixpath.dirname(source) or ".")
    root.append(ooxml.element(f"{_RELATIONS}Relationship", Id=identifier, Type=kind, Target=path))
    parts[name] = ooxml.bytes_of(root)
    return identifier


def unrelate(parts: Parts, source: str, target: str) -> None:
    """Take out every relationship of a part to another."""
    root = ooxml.parse(parts[relations_part(source)])
    for link in list(root.iter(f"{_RELATIONS}Relationship")):
        if _resolve(source, link.get("Target", "")) == target:
            link.getparent().remove(link)
    parts[relations_part(source)] = ooxml.bytes_of(root)


def cut(parts: Parts, source: str, identifiers: Collection[str]) -> None:
    """Take out the relationships of a part that bear these identifiers."""
    if not identifiers:
        return
    root = ooxml.parse(parts[relations_part(source)])
    for link in list(root.iter(f"{_RELATIONS}Relationship")):
        if link.get("Id") in identifiers:
            link.getparent().remove(link)
    parts[relations_part(source)] = ooxml.bytes_of(root)


def declare(parts: Parts, name: str, content_type: str) -> None:
    """State the content type of a part."""
    root = ooxml.parse(parts[TYPES_PART])
    root.append(ooxml.element(f"{_TYPES}Override", PartName=f"/{name}", ContentType=content_type))
    parts[TYPES_PART] = ooxml.bytes_of(root)


def content_type(parts: Mapping[str, bytes], name: str) -> str:
    """The content type that is stated of a part; nothing where it has only its suffix's."""
    stated = ooxml.parse(parts[TYPES_PART]).iter(f"{_TYPES}Override")
    kinds = (it.get("ContentType", "") for it in stated if it.get("PartName") == f"/{name}")
    return next(kinds, "")


def drop(parts: Parts, name: str) -> None:
    """Take a part out of the package, with its relationships and its content type."""
    parts.pop(name, None)
    parts.pop(relations_part(name), None)
    undeclare(parts, name)


def undeclare(parts: Parts, name: str) -> None:
    """Take back what is stated of the content type of a part."""
    root = ooxml.parse(parts[TYPES_PART])
    for declared in list(root):
        if declared.get("PartName") == f"/{name}":
            root.remove(declared)
    parts[TYPES_PART] = ooxml.bytes_of(root)
