"""The package around the parts of a .docx: content types and relationships, read and changed."""

import posixpath
from collections.abc import MutableMapping

from generator.word import ooxml

TYPES_PART = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

Parts = MutableMapping[str, bytes]


def relations_part(source: str) -> str:
    """The part that holds the relationships of a part ("" for the package's own)."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def targets(parts: Parts, source: str, kind: str) -> list[str]:
    """The parts of the package that a part points to by a kind of relationship."""
    holder = parts.get(relations_part(source))
    if holder is None:
        return []
    links = ooxml.parse(holder).iter(f"{_RELATIONS}Relationship")
    return [
        _resolved(source, link.get("Target", ""))
        for link in links
        if link.get("Type") == kind and link.get("TargetMode") != "External"
    ]


def _resolved(source: str, target: str) -> str:
    joined = posixpath.join("/", posixpath.dirname(source), target)
    return posixpath.normpath(joined).lstrip("/")


def relate(parts: Parts, source: str, kind: str, target: str) -> str:
    """Point a part to another; the identifier of the relationship."""
    name = relations_part(source)
    holder = parts.get(name)
    root = ooxml.parse(holder) if holder else ooxml.root_of(f"{_RELATIONS}Relationships")
    known = {link.get("Id") for link in root}
    identifier = next(made for n in range(1, len(known) + 2) if (made := f"rId{n}") not in known)
    path = posixpath.relpath(target, posixpath.dirname(source) or ".")
    root.append(ooxml.element(f"{_RELATIONS}Relationship", Id=identifier, Type=kind, Target=path))
    parts[name] = ooxml.bytes_of(root)
    return identifier


def unrelate(parts: Parts, source: str, target: str) -> None:
    """Take out every relationship of a part to another."""
    root = ooxml.parse(parts[relations_part(source)])
    for link in list(root):
        if _resolved(source, link.get("Target", "")) == target:
            root.remove(link)
    parts[relations_part(source)] = ooxml.bytes_of(root)


def declare(parts: Parts, name: str, content_type: str) -> None:
    """State the content type of a part."""
    root = ooxml.parse(parts[TYPES_PART])
    root.append(ooxml.element(f"{_TYPES}Override", PartName=f"/{name}", ContentType=content_type))
    parts[TYPES_PART] = ooxml.bytes_of(root)


def drop(parts: Parts, name: str) -> None:
    """Take a part out of the package, with its relationships and its content type."""
    parts.pop(name, None)
    parts.pop(relations_part(name), None)
    root = ooxml.parse(parts[TYPES_PART])
    for declared in list(root):
        if declared.get("PartName") == f"/{name}":
            root.remove(declared)
    parts[TYPES_PART] = ooxml.bytes_of(root)


def main_part(parts: Parts) -> str:
    """The part that is the document itself; nothing where the package has none."""
    found = targets(parts, "", f"{OFFICE}/officeDocument")
    return found[0] if found and found[0] in parts else ""
