"""A finished Word document, opened: its parts, its body as blocks, and where each block stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from generator.diagnostics import Fault, Place
from generator.kept import reading
from generator.vocabulary import FILING_SUFFIXES
from generator.word import archive, blocks, ooxml, opc, outline, styles
from generator.word.archive import ArchiveError
from generator.word.blocks import BodyBlock, Paragraph
from generator.word.ooxml import W, XmlError
from generator.word.outline import Spot

_SHORT = 40
_BREAKS = re.compile(r"[\t\n]+")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
# How many of the first lines name a document, and how much of one can.
COVER_LINES = 3
_COVER_SIGNS = 1000
_SAVE_AS = "在 Word 或 WPS 里打开看看，另存为 .docx 再试"
_DOCUMENT_FIRST = "写文档（.docx 等）的文件名；也要写填报文件的，写在文档后面"
# What other containers hold that people take for documents.
_OPEN_TEXT, _OFD = b"opendocument.text", "OFD.xml"


@dataclass(frozen=True)
class WordFile:
    """A document's parts, and the XML of its main part."""

    file: str
    parts: dict[str, bytes]
    main: str
    root: Any

    @cached_property
    def blocks(self) -> tuple[BodyBlock, ...]:
        """The blocks of its body; to be read before the XML is changed."""
        return blocks.read(self.root)

    @cached_property
    def places(self) -> Mapping[Paragraph, Spot]:
        """Where each paragraph stands; to be read before the XML is changed."""
        return outline.places(self.blocks, styles.roles(styles.read(self.parts, self.main)))

    @cached_property
    def wheres(self) -> Mapping[Any, str]:
        """The way to each paragraph's element, as a reader would look for it in Word."""
        return {paragraph.element: spot.where for paragraph, spot in self.places.items()}


# The parts beside the main one that one command or another reads.
_READ = ("header", "footer", "footnotes", "endnotes", "comments", "styles", "settings", "numbering")
_PROPERTIES = ("extended-properties", "custom-properties")


def load(path: Path) -> WordFile | Fault:
    """The document of a file, or the fault that it is none."""
    try:
        raw = reading.read(path, archive.MAX_TOTAL)
    except OSError as error:
        return _refuse(str(path), f"文档读不出来：{reading.reason(error)}")
    return read(raw, str(path))


def read(raw: bytes, file: str) -> WordFile | Fault:
    """The document that bytes are, or the fault that they are none."""
    try:
        opened = open_parts(file, opc.read(raw))
    except ArchiveError as error:
        if file.casefold().endswith(FILING_SUFFIXES):
            return _refuse(file, "这是填报文件，不是文档", _DOCUMENT_FIRST)
        return _refuse(file, str(error))
    except (XmlError, KeyError):
        return _refuse_other(raw, file) or refuse_damaged(file)
    if opened.root.find(f"{W}body") is None:
        return _refuse(file, "不是 Word 文档")
    return opened


def _refuse_other(raw: bytes, file: str) -> Fault | None:
    """The fault that a container is another program's; None where it is packed as Word packs."""
    parts = archive.read(raw)
    if opc.TYPES_PART in parts:
        return None
    if _OPEN_TEXT in parts.get("mimetype", b""):
        return _refuse(file, "不是 Word 文件（.docx），是 OpenDocument 文件（.odt）")
    ofd = _OFD in parts
    kind = " OFD 版式文件" if ofd else "压缩包，或者别的程序的文件"
    help_ = "转成 PDF，或者用排版时的 Word 文档" if ofd else "是压缩包的，先解压，再指明里面的文档"
    return _refuse(file, f"不是 Word 文件（.docx），是{kind}", help_)


def list_shown(parts: Mapping[str, bytes], main: str) -> dict[str, bytes]:
    """The parts that what is seen of a document rests upon, with what they hold."""
    names = (main, *opc.targets(parts, main, *(f"{opc.OFFICE}/{kind}" for kind in _READ)))
    return {name: parts.get(name, b"") for name in names}


def refuse_damaged(file: str) -> Fault:
    """The fault that a part of a document, though it opens, is not whole."""
    return _refuse(file, "文档内容损坏")


def open_parts(file: str, parts: dict[str, bytes]) -> WordFile:
    """The document that a package's parts are; what is no XML there is an `XmlError`, what is
    missing a `KeyError`.
    """
    main = opc.main_part(parts)
    _check_frame(parts, main)
    root = ooxml.parse(parts[main])
    return WordFile(file, parts, main, root)


def _check_frame(parts: dict[str, bytes], main: str) -> None:
    """The parts that hold a package together, and those that are read, must be whole XML."""
    ooxml.parse(parts[opc.TYPES_PART])
    links = [name for name in parts if name.endswith(".rels")]
    read = opc.targets(parts, main, *(f"{opc.OFFICE}/{kind}" for kind in _READ))
    said = opc.targets(parts, "", opc.CORE, *(f"{opc.OFFICE}/{kind}" for kind in _PROPERTIES))
    for name in (*links, *read, *said):
        ooxml.parse(parts.get(name, b"<none/>"))


def _refuse(file: str, message: str, help_: str = _SAVE_AS) -> Fault:
    return Fault("R811", message, Place(file, 1, 1), help=help_)


def title(parts: Mapping[str, bytes]) -> str:
    """The title among a document's properties, without spaces; nothing where there is none."""
    core = opc.find_target(parts, "", opc.CORE)
    text = ooxml.parse(parts[core]).findtext(_TITLE) if core else None
    return re.sub(r"\s+", "", text or "")


def cover(root: Any) -> str:
    """What the cover of a document says: its first lines."""
    lines = (line for line in ooxml.paragraph_texts(root) if line.strip())
    return "".join(line[:_COVER_SIGNS] for line in islice(lines, COVER_LINES))


def excerpt(text: str, at: int = 0) -> str:
    """A text short enough for a line, with the place in it that it is about."""
    start = max(at - _SHORT // 2, 0)
    shown = _BREAKS.sub(" ", text[start : start + _SHORT])
    return f"{'…' if start else ''}{shown}{'…' if start + _SHORT < len(text) else ''}"
