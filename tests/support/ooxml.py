"""A second, independent look at finished .docx files: structural lint, paragraphs and tables.

Raw zip and XML only, so that it shares no code and no blind spot with the engine. The lint reports
what Microsoft's Open XML SDK validator does not mind and Word, WPS or a reader does.
"""

import posixpath
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element as Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "[Content_Types].xml"
MAIN_DOCUMENT = ("", "officeDocument")
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


VAL = _w("val")
WRAPPERS = {
    _w(name)
    for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "del", "moveFrom", "moveTo")
}
TEXT = ("t", "delText", "instrText", "delInstrText")
MAY_HOLD_TEXT = {_w(name) for name in (*TEXT, "fldData")}
OUTSIDE_TEXT = {_w("p"), _w("pPr"), _w("rPr"), f"{{{MC}}}Fallback"}
BREAKS = {_w("br"): "\n", _w("cr"): "\n", _w("tab"): "\t"}
STYLE_REFERENCES = {
    "pStyle": "paragraph",
    "rStyle": "character",
    "tblStyle": "table",
    "numStyleLink": "numbering",
    "styleLink": "numbering",
    "basedOn": "",
    "next": "",
    "link": "",
}
FIELD_STEPS = {("", "begin"), ("begin", "separate"), ("begin", "end"), ("separate", "end")}
LEFTOVER_MARKS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
# Han characters count as word characters for \b, hence the ASCII look-arounds.
LEFTOVER_WORDS = re.compile(r"(?<![A-Za-z])(?:None|nan|NaN|undefined)(?![A-Za-z])")
BOOKMARK_FIELD = re.compile(
    r'\s*(?:PAGEREF|NOTEREF|REF|HYPERLINK\s+\\l)\s+"?([^\s"\\]+)', re.IGNORECASE
)
ORDINARY_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


@dataclass(frozen=True)
class Relationship:
    """One line of a .rels part: who points at what."""

    holder: str
    source: str
    identifier: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """The zip entries of a .docx with their bytes, and the XML that could be parsed."""

    entries: tuple[zipfile.ZipInfo, ...]
    contents: Mapping[str, bytes]

    @cached_property
    def trees(self) -> dict[str, Element]:
        """The roots of all well-formed XML parts by part name."""
        parsed = {name: _parse(data) for name, data in self.contents.items() if _is_xml(name)}
        return {name: root for name, root in parsed.items() if not isinstance(root, str)}

    @cached_property
    def stories(self) -> dict[str, Element]:
        """The WordprocessingML parts: document, headers, styles, numbering and the like."""
        return {name: root for name, root in self.trees.items() if root.tag.startswith(_w(""))}

    @cached_property
    def relationships(self) -> tuple[Relationship, ...]:
        """All relationships of all parts; internal targets as part names."""
        holders = (name for name in self.trees if name.endswith(".rels"))
        return tuple(
            _relationship(holder, element)
            for holder in holders
            for element in self.trees[holder].iter(f"{{{RELATIONSHIPS}}}Relationship")
        )

    def find(self, *names: str) -> Iterator[tuple[str, Element]]:
        """Elements of these names in the w: namespace, with their part, in document order."""
        for part, root in self.stories.items():
            for element in root.iter(*map(_w, names)):
                yield part, element


Check = Callable[[Package], Iterator[str]]


def lint(docx: bytes) -> list[str]:
    """What is wrong with the structure of a .docx: messages with part and position."""
    try:
        package = _open(docx)
    except UNREADABLE as error:
        return [f"not a readable zip archive: {error}"]
    return [message for check in CHECKS for message in check(package)]


def paragraphs(docx: bytes) -> list[str]:
    """The text of every paragraph of the body in order, those in table cells included."""
    return [
        _text(paragraph)
        for paragraph in _body(docx).iter(_w("p"))
        if not _is_inside(paragraph, f"{{{MC}}}Fallback")
    ]


def tables(docx: bytes) -> list[list[list[str]]]:
    """The cell texts of every table of the body by row; nested tables are left out.

    A cell that spans columns counts once; one that continues a vertical merge gives "".
    """
    outermost = (t for t in _body(docx).iter(_w("tbl")) if not _is_inside(t, _w("tbl")))
    return [[_row_texts(row) for row in _children(table, "tr")] for table in outermost]


def _open(docx: bytes) -> Package:
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        entries = tuple(archive.infolist())
        return Package(entries, {entry.filename: archive.read(entry) for entry in entries})


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _parse(data: bytes) -> Element | str:
    """The root of an XML part, or the parser's complaint."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return str(error)


def _relationship(holder: str, element: Element) -> Relationship:
    folder, name = posixpath.split(holder)
    source = posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
    external = element.get("TargetMode") == "External"
    target = element.get("Target", "")
    return Relationship(
        holder=holder,
        source=source,
        identifier=element.get("Id", ""),
        kind=element.get("Type", "").rpartition("/")[2],
        target=target if external else _part_name(source, target),
        external=external,
    )


def _part_name(source: str, target: str) -> str:
    path = unquote(target.partition("#")[0])
    joined = posixpath.join("/", posixpath.dirname(source), path)
    return posixpath.normpath(joined).lstrip("/")


def _body(docx: bytes) -> Element:
    package = _open(docx)
    main = next(r.target for r in package.relationships if (r.source, r.kind) == MAIN_DOCUMENT)
    return package.trees[main].find(_w("body"))


def _is_inside(element: Element, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _at(part: str, element: Element) -> str:
    return f"{part} {element.getroottree().getpath(element)}"


def _children(parent: Element, *names: str) -> Iterator[Element]:
    """Children of these names, looked for through content controls and tracked changes."""
    wanted = {_w(name) for name in names}
    for child in parent.iterchildren("*"):
        if child.tag in wanted:
            yield child
        elif child.tag in WRAPPERS:
            yield from _children(child, *names)


def _text(paragraph: Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Element) -> Iterator[str]:
    for child in element.iterchildren("*"):
        if child.tag == _w("t"):
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        elif child.tag not in OUTSIDE_TEXT:
            yield from _pieces(child)


def _row_texts(row: Element) -> list[str]:
    return [_cell_text(cell) for cell in _children(row, "tc")]


def _cell_text(cell: Element) -> str:
    if _vertical_merge(cell) == "continue":
        return ""
    return "\n".join(_text(paragraph) for paragraph in _children(cell, "p"))


def _vertical_merge(cell: Element) -> str:
    """How a cell takes part in a vertical merge: restart, continue, or "" for not at all."""
    merge = cell.find(f"{_w('tcPr')}/{_w('vMerge')}")
    return "" if merge is None else str(merge.get(VAL, "continue"))


def _count(element: Element, properties: str, name: str, default: int) -> int:
    """A number of grid columns from row or cell properties; 0 where it is not a number."""
    found = element.find(f"{_w(properties)}/{_w(name)}")
    if found is None:
        return default
    value = found.get(VAL, "")
    return int(value) if re.fullmatch(r"[0-9]{1,4}", value) else 0


def _grid_cells(row: Element) -> Iterator[tuple[Element, int, int]]:
    """The cells of a row, each with its first grid column and its number of columns."""
    column = _count(row, "trPr", "gridBefore", 0)
    for cell in _children(row, "tc"):
        span = _count(cell, "tcPr", "gridSpan", 1)
        yield cell, column, span
        column += span


def _repeats(keyed: Iterable[tuple[Hashable, str]]) -> Iterator[str]:
    """The messages of those items whose key was there before."""
    seen: set[Hashable] = set()
    for key, message in keyed:
        if key in seen:
            yield message
        seen.add(key)


# The archive


def _entry_dates(package: Package) -> Iterator[str]:
    for entry in package.entries:
        if entry.date_time != FIXED_DATE:
            yield f"{entry.filename}: zip entry dated {entry.date_time}, not 1980-01-01"


def _entry_names(package: Package) -> Iterator[str]:
    names = (entry.filename for entry in package.entries)
    return _repeats((name.lower(), f"{name}: duplicate zip entry name") for name in names)


def _ill_formed(package: Package) -> Iterator[str]:
    for name in package.contents:
        if _is_xml(name) and name not in package.trees:
            yield f"{name}: not well-formed XML: {_parse(package.contents[name])}"


# Content types and relationships


def _content_types(package: Package) -> Iterator[str]:
    declared = package.trees.get(CONTENT_TYPES)
    if declared is None:
        yield f"{CONTENT_TYPES}: missing or not readable"
        return
    extensions = {e.get("Extension", "").lower() for e in declared.iterchildren("{*}Default")}
    overrides = {e.get("PartName", "").lower() for e in declared.iterchildren("{*}Override")}
    for name in package.contents:
        known = f"/{name}".lower() in overrides or name.lower().rpartition(".")[2] in extensions
        if not known and name != CONTENT_TYPES:
            yield f"{name}: no content type"


def _content_types_without_part(package: Package) -> Iterator[str]:
    parts = {f"/{name}".lower() for name in package.contents}
    declared = package.trees.get(CONTENT_TYPES)
    for override in () if declared is None else declared.iterchildren("{*}Override"):
        if override.get("PartName", "").lower() not in parts:
            yield f"{CONTENT_TYPES}: content type for {override.get('PartName')}, a missing part"


def _missing_targets(package: Package) -> Iterator[str]:
    for link in package.relationships:
        if not link.external and link.target not in package.contents:
            yield f"{link.holder} {link.identifier}: relationship target missing: {link.target}"


def _missing_relationships(package: Package) -> Iterator[str]:
    known = {(link.source, link.identifier) for link in package.relationships}
    for part, root in package.stories.items():
        for element in root.iter("*"):
            for name, value in element.attrib.items():
                if name.startswith(f"{{{R}}}") and (part, value) not in known:
                    yield f"{_at(part, element)}: no relationship {value!r}"


def _external_relationships(package: Package) -> Iterator[str]:
    for link in package.relationships:
        ordinary = link.kind == "hyperlink" and ORDINARY_LINK.match(link.target)
        if link.external and not ordinary:
            yield f"{link.holder} {link.identifier}: external {link.kind}: {link.target}"


def _attached_templates(package: Package) -> Iterator[str]:
    for link in package.relationships:
        if link.kind == "attachedTemplate":
            yield f"{link.holder} {link.identifier}: attached template {link.target}"
    for part, element in package.find("attachedTemplate"):
        yield f"{_at(part, element)}: attached template"


def _macros(package: Package) -> Iterator[str]:
    for name in package.contents:
        if re.match(r"vba(?:project|data)", posixpath.basename(name), re.IGNORECASE):
            yield f"{name}: macro part"
    if b"macroenabled" in package.contents.get(CONTENT_TYPES, b"").lower():
        yield f"{CONTENT_TYPES}: macro-enabled content type"


def _thumbnails(package: Package) -> Iterator[str]:
    for name in package.contents:
        if name.lower().startswith("docprops/thumbnail"):
            yield f"{name}: embedded thumbnail"
    for link in package.relationships:
        if link.kind == "thumbnail":
            yield f"{link.holder} {link.identifier}: embedded thumbnail {link.target}"


# Tables


def _cell_ends(package: Package) -> Iterator[str]:
    for part, cell in package.find("tc"):
        blocks = list(_children(cell, "p", "tbl"))
        if not blocks:
            yield f"{_at(part, cell)}: cell without a paragraph"
        elif blocks[-1].tag == _w("tbl"):
            yield f"{_at(part, cell)}: cell ends in a table"


def _empty_rows(package: Package) -> Iterator[str]:
    for part, table in package.find("tbl"):
        if not any(True for _ in _children(table, "tr")):
            yield f"{_at(part, table)}: table without rows"
    for part, row in package.find("tr"):
        if not any(True for _ in _children(row, "tc")):
            yield f"{_at(part, row)}: row without cells"


def _rows_off_grid(package: Package) -> Iterator[str]:
    for part, table in package.find("tbl"):
        columns = len(table.findall(f"{_w('tblGrid')}/{_w('gridCol')}"))
        for row in _children(table, "tr"):
            width = _row_width(row)
            if width != columns:
                yield f"{_at(part, row)}: row of {width} columns in a grid of {columns}"


def _row_width(row: Element) -> int:
    outside = _count(row, "trPr", "gridBefore", 0) + _count(row, "trPr", "gridAfter", 0)
    return outside + sum(span for _, _, span in _grid_cells(row))


def _orphan_merges(package: Package) -> Iterator[str]:
    for part, table in package.find("tbl"):
        above: set[tuple[int, int]] = set()
        for row in _children(table, "tr"):
            merged = {(c, n): cell for cell, c, n in _grid_cells(row) if _vertical_merge(cell)}
            for place, cell in merged.items():
                if _vertical_merge(cell) == "continue" and place not in above:
                    yield f"{_at(part, cell)}: vMerge continues nothing in the row above"
            above = set(merged)


# Styles, numbering, bookmarks, fields


def _unknown_styles(package: Package) -> Iterator[str]:
    styles = (style for _, style in package.find("style"))
    kinds = {s.get(_w("styleId")): s.get(_w("type"), "paragraph") for s in styles}
    for part, element in package.find(*STYLE_REFERENCES):
        kind = STYLE_REFERENCES[etree.QName(element).localname]
        if kinds.get(element.get(VAL)) not in ({kind} if kind else set(kinds.values())):
            name = f"{kind} style".lstrip()
            yield f"{_at(part, element)}: unknown {name} {element.get(VAL)!r}"


def _unknown_numbering(package: Package) -> Iterator[str]:
    lists = {element.get(_w("numId")) for _, element in package.find("num")}
    abstract = {element.get(_w("abstractNumId")) for _, element in package.find("abstractNum")}
    known = {_w("numId"): lists | {"0"}, _w("abstractNumId"): abstract}
    for part, element in package.find("numId", "abstractNumId"):
        if element.get(VAL) not in known[element.tag]:
            yield f"{_at(part, element)}: unknown numbering {element.get(VAL)!r}"


def _bookmark_names(package: Package) -> Iterator[str]:
    return _repeats(
        (_bookmark_name(mark), f"{_at(part, mark)}: duplicate bookmark name {_bookmark_name(mark)}")
        for part, mark in package.find("bookmarkStart")
    )


def _bookmark_name(element: Element) -> str:
    """The name as Word compares it: without regard to case."""
    return str(element.get(_w("name"), "")).lower()


def _bookmark_ids(package: Package) -> Iterator[str]:
    return _repeats(
        ((part, mark.tag, mark.get(_w("id"))), f"{_at(part, mark)}: duplicate bookmark id")
        for part, mark in package.find("bookmarkStart", "bookmarkEnd")
    )


def _bookmark_pairs(package: Package) -> Iterator[str]:
    marks = list(package.find("bookmarkStart", "bookmarkEnd"))
    present = {(part, mark.tag, mark.get(_w("id"))) for part, mark in marks}
    for part, mark in marks:
        name = etree.QName(mark).localname
        other = "bookmarkEnd" if name == "bookmarkStart" else "bookmarkStart"
        if (part, _w(other), mark.get(_w("id"))) not in present:
            yield f"{_at(part, mark)}: {name} without {other}"


def _missing_bookmarks(package: Package) -> Iterator[str]:
    known = {_bookmark_name(mark) for _, mark in package.find("bookmarkStart")} | {"_top"}
    for part, element, name in _bookmark_targets(package):
        if name.lower() not in known:
            yield f"{_at(part, element)}: no bookmark {name!r}"


def _bookmark_targets(package: Package) -> Iterator[tuple[str, Element, str]]:
    for part, link in package.find("hyperlink"):
        if link.get(_w("anchor")) and not link.get(f"{{{R}}}id"):
            yield part, link, link.get(_w("anchor"))
    for part, element, instruction in _instructions(package):
        target = BOOKMARK_FIELD.match(instruction)
        if target:
            yield part, element, target[1]


def _instructions(package: Package) -> Iterator[tuple[str, Element, str]]:
    """Every field's instruction, put together from its runs, with the element it begins at."""
    for part, element in package.find("fldSimple"):
        yield part, element, element.get(_w("instr"), "")
    for part in package.stories:
        for begin, texts in _complex_fields(package.stories[part]):
            yield part, begin, "".join(texts)


def _complex_fields(root: Element) -> Iterator[tuple[Element, list[str]]]:
    fields: list[tuple[Element, list[str]]] = []
    for element in root.iter(_w("fldChar"), _w("instrText")):
        kind = element.get(_w("fldCharType"))
        if kind == "begin":
            fields.append((element, []))
        elif fields and element.tag == _w("instrText"):
            fields[-1][1].append(element.text or "")
        elif fields and kind == "end":
            yield fields.pop()


def _unbalanced_fields(package: Package) -> Iterator[str]:
    for part, root in package.stories.items():
        unfinished: list[tuple[Element, str]] = []
        for mark in root.iter(_w("fldChar")):
            kind = mark.get(_w("fldCharType"), "")
            before = "" if kind == "begin" or not unfinished else unfinished.pop()[1]
            if (before, kind) not in FIELD_STEPS:
                yield f"{_at(part, mark)}: field {kind!r} after {before or 'nothing'!r}"
            elif kind != "end":
                unfinished.append((mark, kind))
        yield from (f"{_at(part, mark)}: field without end" for mark, _ in unfinished)


# Text


def _loose_text(package: Package) -> Iterator[str]:
    """Text in w: elements that hold none; elements of other namespaces may be properties."""
    for part, root in package.stories.items():
        for element in root.iter("*"):
            text = _own_text(element).strip()
            if text and element.tag not in MAY_HOLD_TEXT:
                yield f"{_at(part, element)}: loose text {text[:40]!r}"


def _own_text(element: Element) -> str:
    """Text directly in an element that may not be there; between children it never may."""
    tails = "".join(child.tail or "" for child in element)
    word = element.tag.startswith((_w(""), f"{{{MC}}}"))
    return ((element.text or "") if word else "") + tails


def _leftovers(package: Package) -> Iterator[str]:
    for part, element, text in _visible_texts(package):
        for pattern in (LEFTOVER_MARKS, LEFTOVER_WORDS):
            found = pattern.search(text)
            if found:
                yield f"{_at(part, element)}: leftover {found[0]!r} in {text[:40]!r}"


def _visible_texts(package: Package) -> Iterator[tuple[str, Element, str]]:
    """Paragraphs of all stories and the document properties, each with its place."""
    for part, paragraph in package.find("p"):
        yield part, paragraph, _text(paragraph)
    yield from _property_texts(package)


def _property_texts(package: Package) -> Iterator[tuple[str, Element, str]]:
    for part, root in package.trees.items():
        if part.startswith("docProps/"):
            yield from ((part, element, element.text or "") for element in root.iter("*"))


def _leftovers_in_attributes(package: Package) -> Iterator[str]:
    for part, root in package.stories.items():
        for element in root.iter("*"):
            for value in element.attrib.values():
                if LEFTOVER_MARKS.search(value):
                    yield f"{_at(part, element)}: leftover mark in attribute {value[:40]!r}"


def _control_characters(package: Package) -> Iterator[str]:
    """Controls, zero-width and bidi marks; a raw tab or line feed in a run is one too."""
    runs = ((part, run, run.text or "") for part, run in package.find(*TEXT))
    properties = ((p, e, re.sub(r"[\t\n]", "", text)) for p, e, text in _property_texts(package))
    for part, element, text in (*runs, *properties):
        codes = sorted({f"U+{ord(char):04X}" for char in text if _is_control(char)})
        if codes:
            yield f"{_at(part, element)}: control character {', '.join(codes)}"


def _is_control(char: str) -> bool:
    return char == "\N{REPLACEMENT CHARACTER}" or (
        unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"}
    )


CHECKS: tuple[Check, ...] = (
    _entry_dates,
    _entry_names,
    _ill_formed,
    _content_types,
    _content_types_without_part,
    _missing_targets,
    _missing_relationships,
    _external_relationships,
    _attached_templates,
    _macros,
    _thumbnails,
    _cell_ends,
    _empty_rows,
    _rows_off_grid,
    _orphan_merges,
    _unknown_styles,
    _unknown_numbering,
    _bookmark_names,
    _bookmark_ids,
    _bookmark_pairs,
    _missing_bookmarks,
    _unbalanced_fields,
    _loose_text,
    _leftovers,
    _leftovers_in_attributes,
    _control_characters,
)
