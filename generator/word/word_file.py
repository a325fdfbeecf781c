"""A finished Word document, opened: its parts, its body as blocks, and where each block stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.compare import pieces
from generator.diagnostics import Fault, Place
from generator.word import archive, blocks, ooxml, opc
from generator.word.archive import ArchiveError
from generator.word.blocks import Block, Paragraph, Row, Table
from generator.word.ooxml import W, XmlError

_STYLES = "styles"
_SHORT = 40
_CORE = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
# How many of the first lines name a document.
_COVER_LINES = 3


@dataclass(frozen=True)
class WordFile:
    """A document's parts, the XML of its main part, and that part's blocks."""

    file: str
    parts: dict[str, bytes]
    main: str
    root: Any
    blocks: tuple[Block, ...]
    places: dict[Paragraph, str]


def load(path: Path) -> WordFile | Fault:
    """The document of a file, or the fault that it is none."""
    try:
        raw = path.read_bytes()
    except OSError:
        return _unfit(str(path), "文档读不出来：没有这个文件，或者没有读取的权限")
    return opened(raw, str(path))


def opened(raw: bytes, file: str) -> WordFile | Fault:
    """The document that bytes are, or the fault that they are none."""
    try:
        parts = archive.read(raw)
        main = opc.main_part(parts)
        _check_frame(parts, main)
        root = ooxml.parse(parts[main])
    except ArchiveError as error:
        return _unfit(file, str(error))
    except (XmlError, KeyError):
        return _unfit(file, "文档内容损坏")
    if root.find(f"{W}body") is None:
        return _unfit(file, "不是 Word 文档")
    body = blocks.read(root)
    return WordFile(file, parts, main, root, body, places(body, _headings(parts, main)))


def _check_frame(parts: dict[str, bytes], main: str) -> None:
    """The parts that hold a package together, and the comments, must be whole XML."""
    ooxml.parse(parts[opc.TYPES_PART])
    relations = [name for name in parts if name.endswith(".rels")]
    for name in (*relations, *opc.targets(parts, main, f"{opc.OFFICE}/comments")):
        ooxml.parse(parts.get(name, b"<none/>"))


def _unfit(file: str, message: str) -> Fault:
    help_ = "在 Word 或 WPS 里打开看看，另存为 .docx 再试"
    return Fault("R811", message, Place(file, 1, 1), help=help_)


def title(parts: Mapping[str, bytes]) -> str:
    """The title among a document's properties, without spaces; nothing where there is none."""
    found = ooxml.parse(parts[_CORE]).findtext(_TITLE) if _CORE in parts else None
    return re.sub(r"\s+", "", found or "")


def cover(root: Any) -> str:
    """What the cover of a document says: its first lines."""
    lines = (line for line in ooxml.paragraph_texts(root) if line.strip())
    return "".join(line for line, _ in zip(lines, range(_COVER_LINES), strict=False))


def styles(parts: dict[str, bytes], main: str) -> Any:
    """The XML of the styles, or nothing where the document has none that can be read."""
    for name in opc.targets(parts, main, f"{opc.OFFICE}/{_STYLES}"):
        try:
            return ooxml.parse(parts[name])
        except (XmlError, KeyError):
            return None
    return None


def store_styles(parts: dict[str, bytes], main: str, root: Any) -> None:
    """Put the styles back into the package."""
    name = opc.targets(parts, main, f"{opc.OFFICE}/{_STYLES}")[0]
    parts[name] = ooxml.bytes_of(root)


def style_names(root: Any) -> dict[str, tuple[str, str]]:
    """For each style, its type and its name; programs write names in different cases."""
    found = {}
    for style in () if root is None else root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            key = (style.get(f"{W}type", "paragraph"), name.get(f"{W}val", "").casefold())
            found[style.get(f"{W}styleId", "")] = key
    return found


def _headings(parts: dict[str, bytes], main: str) -> set[str]:
    names = style_names(styles(parts, main))
    return {style for style, (_, name) in names.items() if name.startswith("heading")}


def places(body: Sequence[Block], headings: set[str]) -> dict[Paragraph, str]:
    """For each paragraph, the heading it stands under and, in a table, its row."""
    found: dict[Paragraph, str] = {}
    title = ""
    for block in body:
        if isinstance(block, Paragraph):
            title = block.text if _style(block) in headings and block.text else title
            found[block] = title
        else:
            found.update(_in_table(block, title))
    return found


def _in_table(table: Table, title: str) -> Iterator[tuple[Paragraph, str]]:
    for number, row in enumerate(table.children, start=1):
        label = f"{title} 表 第{number}行 {_label(row)}".strip()
        yield from ((paragraph, label) for paragraph in blocks.paragraphs([row]))


def _label(row: Row) -> str:
    """What names a row: its first cells up to one that has words."""
    said = []
    for cell in row.children:
        text = blocks.text(cell).strip()
        said += [text] if text else []
        if text and not all(map(pieces.is_number, pieces.words(text))):
            break
    return " ".join(said)[:_SHORT]


def _style(paragraph: Paragraph) -> str:
    style = paragraph.element.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val", ""))


def excerpt(text: str, at: int = 0) -> str:
    """A text short enough for a line, with the place in it that it is about."""
    start = max(at - _SHORT // 2, 0)
    shown = text[start : start + _SHORT]
    return f"{'…' if start else ''}{shown}{'…' if start + _SHORT < len(text) else ''}"
