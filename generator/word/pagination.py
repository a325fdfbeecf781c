"""Page numbers of the 目录: LibreOffice lays a document out, the numbers it prints are filled in.

Nothing else starts a layout engine. The numbers are read off the laid-out pages themselves, and
the document is laid out a second time to see that they are still true.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from generator.compare.thresholds import LONGEST
from generator.diagnostics import Place
from generator.exits import RefusedError
from generator.kept import reading
from generator.word import archive, fields, fonts, ooxml, opc, output, outside
from generator.word.archive import ArchiveError
from generator.word.fields import WordField
from generator.word.ooxml import W, XmlError

TIMEOUT_SECONDS = 180

_TO_PDF = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'

_PAGE_NUMBER = re.compile(r"—\s*(\d+)\s*—")
# The bookmark may stand in quotation marks, or behind the switches.
_TARGET = re.compile(r'\s*PAGEREF\s+(?:\\\S+\s+)*"?([^\s"\\]+)', re.IGNORECASE)
_ASIDE = (f"{W}txbxContent", f"{W}rt")


class PaginationError(RefusedError):
    """Why the page numbers could not be filled in, in the officer's words."""


@dataclass(frozen=True, slots=True)
class Paginated:
    """A document whose 目录 is filled in: how many entries, and what the numbers rest on.

    `fonts` are those that the engine used; of those that the document asks for `missing` were not
    at hand, so that others stood in for them.
    """

    path: Path
    entries: int
    engine: str
    fonts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class _Laid(NamedTuple):
    """A document as it was laid out: the text of each page, its headings with their pages."""

    pages: list[str]
    outline: list[tuple[str, int]]
    fonts: tuple[str, ...]


def paginate(path: Path) -> Paginated:
    """Fill the page numbers of a document's 目录, in place."""
    try:
        parts = opc.load(path)
        main = opc.main_part(parts)
        root = ooxml.parse(parts[main])
        asked = fonts.asked(parts, main, root)
    except reading.UnfitError as error:
        raise PaginationError(f"{path}：{error}") from error
    except (OSError, ArchiveError, XmlError, KeyError) as error:
        raise PaginationError(f"{path} 不是完好的 Word 文档") from error
    entries = list(list_entries(root))
    if not entries:
        raise PaginationError(f"{path} 没有目录")
    longest = max(map(len, ooxml.paragraph_texts(root)))
    if longest > LONGEST:  # the engine would take hours
        raise PaginationError(f"{path} 里有一段长 {longest} 字，排不了版；请先在 Word 里分成几段")
    targets = [target for target, _ in entries]
    numbers = _number(_lay_out_parts(parts), root, targets)
    for target, field in entries:
        field.show(numbers[target])
    finished = {**parts, main: ooxml.bytes_of(root)}
    laid = _lay_out_parts(finished)
    if _number(laid, root, targets) != numbers:
        raise PaginationError(f"{path} 填上页码后页数变了，没有改动文档")
    fault = output.write(path, archive.pack(finished), Place(str(path), 1, 1))
    if fault is not None:
        raise PaginationError(fault.message)
    missing = fonts.find_missing(asked, laid.fonts)
    return Paginated(path, len(numbers), engine_version(), laid.fonts, missing)


def list_entries(root: Any) -> Iterator[tuple[str, WordField]]:
    """Each entry of the 目录, in order: the bookmark that it refers to, and its page's number."""
    for field in fields.read(root):
        match = _TARGET.match(field.instruction)
        if match:
            yield match[1], field


def _lay_out_parts(parts: Mapping[str, bytes]) -> _Laid:
    """A document laid out; the engine gets a copy that reaches nowhere outside of itself."""
    copy = dict(parts)
    outside.take_out(copy)
    # On Windows the engine may hold a file a little longer than its process lives.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return _read_pdf(_lay_out(archive.pack(copy), Path(folder)))


def _number(laid: _Laid, root: Any, targets: list[str]) -> dict[str, str]:
    """The page number that is printed on the page of each bookmark's heading."""
    numbers: dict[str, str] = {}
    # Headings come in the order of the 目录; each entry is looked for after the one before.
    left = iter(laid.outline)
    for name in targets:
        heading = _find_heading(root, name)
        texts = {_squeeze(text) for text in _read_heading(heading)}
        page = next((page for title, page in left if title in texts), None)
        if page is None:
            raise PaginationError(f"排版后找不到标题“{ooxml.spaced_text(heading)}”")
        printed = _PAGE_NUMBER.findall(laid.pages[page])
        if not printed:
            raise PaginationError(f"“{ooxml.spaced_text(heading)}”所在的页没有页码")
        numbers[name] = printed[-1]
    return numbers


def _find_heading(root: Any, bookmark: str) -> Any:
    """The paragraph that a bookmark marks."""
    start = next((s for s in root.iter(f"{W}bookmarkStart") if s.get(f"{W}name") == bookmark), None)
    if start is None:
        raise PaginationError(f"目录所指的标题不在文中：{bookmark}")
    # Programs put a bookmark that reaches over paragraphs before the first of them.
    paragraphs = chain(start.iterancestors(f"{W}p"), start.itersiblings(f"{W}p"))
    return next(paragraphs, start)


def _read_heading(paragraph: Any) -> tuple[str, str]:
    """A heading's text without and (as engines may show) with what a tracked change deletes."""
    pieces = paragraph.iter(f"{W}t", f"{W}delText")
    own = [piece for piece in pieces if next(piece.iterancestors(*_ASIDE), None) is None]
    shown = (piece for piece in own if piece.tag == f"{W}t")
    return "".join(piece.text or "" for piece in shown), "".join(piece.text or "" for piece in own)


def _squeeze(text: str) -> str:
    """A heading's letters: blanks and hyphens are laid out in many ways."""
    return re.sub(r"[\W_]+", "", text)


def _read_pdf(path: Path) -> _Laid:
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise PaginationError("缺少 pypdf：请运行 pip install gongkai[paginate]") from error
    reader = PdfReader(path)
    titles = [
        (_squeeze(str(item.title)), reader.get_destination_page_number(item) or 0)
        for item in _flatten(reader.outline)
    ]
    return _Laid([page.extract_text() for page in reader.pages], titles, _list_fonts(reader))


def _list_fonts(reader: Any) -> tuple[str, ...]:
    """The fonts of a PDF by their own names, without the marks of a subset (ABCDEF+)."""
    names: set[str] = set()
    for page in reader.pages:
        for font in page.get("/Resources", {}).get_object().get("/Font", {}).values():
            names.add(str(font.get_object().get("/BaseFont", "")).lstrip("/").split("+")[-1])
    return tuple(sorted(names - {""}))


def _flatten(items: Any) -> Iterator[Any]:
    for item in items:
        yield from _flatten(item) if isinstance(item, list) else (item,)


def copy_page_numbers(parts: Mapping[str, bytes], other: Mapping[str, bytes]) -> dict[str, bytes]:
    """A document's parts with the page numbers that another one's 目录 shows, and only numbers."""
    main, others = opc.main_part(parts), opc.main_part(other)
    root, shown = ooxml.parse(parts[main]), ooxml.parse(other[others])
    for (_, own), (_, theirs) in zip(list_entries(root), list_entries(shown), strict=True):
        if theirs.shown.isdecimal():
            own.show(theirs.shown)
    return {**parts, main: ooxml.bytes_of(root)}


# -- LibreOffice -------------------------------------------------------------------------------


def _find_office() -> str:
    candidates = (
        shutil.which("soffice"),
        shutil.which("libreoffice"),
        os.path.expandvars(r"%ProgramFiles%\LibreOffice\program\soffice.com"),
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    )
    for candidate in candidates:
        if candidate and Path(candidate).exists():
            return candidate
    raise PaginationError("没有找到 LibreOffice；安装后重试，或在 Word 里右击目录选“更新域”")


def engine_version() -> str:
    """The layout engine's name and version, as it states them."""
    command = [_find_office(), "--version"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_SECONDS)
    return " ".join(done.stdout.split()[:2]) or "LibreOffice"


def _lay_out(docx: bytes, folder: Path) -> Path:
    """The PDF of a document, made in a folder with a profile of its own."""
    document, pdf = folder / "document.docx", folder / "document.pdf"
    document.write_bytes(docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--convert-to", _TO_PDF, "--outdir", str(folder)]
    command = [_find_office(), profile, *options, str(document)]
    try:
        subprocess.run(command, capture_output=True, timeout=TIMEOUT_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise PaginationError("LibreOffice 没有在规定时间内排完版") from error
    # LibreOffice reports success even when it made nothing.
    if not pdf.exists() or not pdf.stat().st_size:
        raise PaginationError("LibreOffice 没有排出版来")
    return pdf
