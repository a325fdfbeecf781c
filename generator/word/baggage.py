"""Parts of a document that no reader sees: what programs and people left in the file.

A published copy holds what its pages show, and what Word needs for that; what else a file may hold
(data of forms, printers, add-ins, parts that nothing leads to) is not known to be fit to leave.
"""

from collections.abc import Iterator
from typing import Any

from generator.word import ooxml, opc, outside
from generator.word.ooxml import W

BAGGAGE, VARIABLES = "页面上看不到的部件", "文档变量"

# How the parts that pages show, and those that say how, are led to.
_SHOWING = frozenset(
    (
        *("officeDocument", "core-properties", "extended-properties", "styles", "numbering"),
        *("stylesWithEffects", "settings", "webSettings", "fontTable", "font", "theme"),
        *("themeOverride", "header", "footer", "footnotes", "endnotes", "image", "hyperlink"),
        *("chart", "chartEx", "chartUserShapes", "chartStyle", "chartColorStyle", "diagramData"),
        *("diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "oleObject"),
        *("package", "aFChunk", "control", "activeXControlBinary"),
    )
)
_KEPT = ("docVars", "mailMerge", "attachedSchema")


def take_out(parts: opc.Parts) -> dict[str, int]:
    """Take out the parts that show nothing, and what settings keep; how many of each kind."""
    variables = _clear_settings(parts)
    main = opc.main_part(parts)
    # Comments that somebody let pass are the document's own.
    commented = main if opc.find_target(parts, main, opc.COMMENTS) else None
    for source in list(opc.sources(list(parts))):
        _cut(parts, source, commented == source)
    idle = sorted(set(parts) - set(_reach(parts)))
    for name in idle:
        opc.drop(parts, name)
    # What belongs to another part is told with it.
    number = sum(not name.endswith(".rels") for name in idle)
    return {kind: n for kind, n in ((BAGGAGE, number), (VARIABLES, variables)) if n}


def _cut(parts: opc.Parts, source: str, commented: bool) -> None:
    """Take out the relations of a part that show nothing, and what in it depends on them."""
    links = [it for it in opc.relations(parts, source) if not it.external]
    identifiers = {it.id for it in links if not _shows(it.kind.rpartition("/")[2], commented)}
    opc.cut(parts, source, identifiers)
    if identifiers and source in parts and source.endswith(".xml"):
        root = ooxml.parse(parts[source])
        if outside.detach(root, identifiers):
            parts[source] = ooxml.bytes_of(root)


def _shows(kind: str, commented: bool) -> bool:
    return kind in _SHOWING or (commented and kind.startswith("comments"))


def _reach(parts: opc.Parts) -> Iterator[str]:
    """Every part that something leads to, with its relationships."""
    yield opc.TYPES_PART
    seen, waiting = set[str](), [""]
    while waiting:
        source = waiting.pop()
        if source not in seen:
            seen.add(source)
            yield from (source, opc.relations_part(source))
            waiting += [it.target for it in opc.relations(parts, source) if not it.external]


def _clear_settings(parts: opc.Parts) -> int:
    name = opc.find_target(parts, opc.main_part(parts), opc.SETTINGS)
    root: Any = ooxml.parse(parts[name]) if name else None
    found = [] if root is None else list(root.iter(*(f"{W}{kept}" for kept in _KEPT)))
    for node in found:
        node.getparent().remove(node)
    if found:
        parts[name] = ooxml.bytes_of(root)
    return len(found)
