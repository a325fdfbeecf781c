"""A .pdf that LibreOffice has made: where its headings stand, and the same, small and for ever.

Everything that would be another the next time is taken out of it: dates, identifiers made of them,
numbers that count what was made before. What it claims to be (PDF/A, PDF/UA) stays as far as it is
so.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from generator.exits import RefusedError
from generator.outputs import contents_tags, font_numbers, pdf_lacks, xmp
from generator.outputs.pdf_lacks import Lack, PdfElements
from generator.published.pdf_file import DAMAGED, LOCKED, PdfError

LANGUAGE = "zh-CN"
# Where a colour profile says when it was made (year, month, day, hour, minute, second).
_MADE = slice(24, 36)
_EVER = bytes((7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))


class HeadingPages(NamedTuple):
    """Where headings stand: titles with their pages, counted from 1; how many pages there are."""

    outline: tuple[tuple[str, int], ...]
    pages: int


def load() -> Any:
    """The library."""
    try:
        import pikepdf
    except ImportError as error:
        raise RefusedError("缺少 pikepdf：请运行 pip install gongkai[publish]") from error
    return pikepdf


@contextmanager
def opened(raw: bytes) -> Iterator[Any]:
    """An open .pdf; one that is no whole one, or needs a password, is a `PdfError`.

    From a file, which the library reads in half the time.
    """
    library = load()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder, "made.pdf")
        file.write_bytes(raw)
        try:
            with library.open(file) as pdf:
                yield pdf
        except library.PasswordError as error:
            raise PdfError(LOCKED) from error
        except library.PdfError as error:
            raise PdfError(DAMAGED) from error


def read_headings(raw: bytes) -> HeadingPages:
    """The bookmarks of a .pdf that was just made."""
    with opened(raw) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        return HeadingPages(tuple(_walk(pdf.Root.get("/Outlines"), pages)), len(pages))


def links_lines(raw: bytes, lines: Sequence[str]) -> bool:
    """Whether these lines are links, one after the other, of which `finish` makes a 目录."""
    try:
        with opened(raw) as pdf:
            return bool(contents_tags.find(pdf, load(), lines))
    except PdfError:
        return False


def _walk(node: Any, pages: dict[Any, int]) -> Iterator[tuple[str, int]]:
    entry = node.get("/First") if node is not None else None
    while entry is not None:
        target = entry.get("/Dest")
        page = pages.get(target[0].objgen, 0) if target is not None else 0
        yield str(entry.get("/Title", "")), page
        yield from _walk(entry, pages)
        entry = entry.get("/Next")


class FinishedPdf(NamedTuple):
    """A .pdf as it may be published: its bytes, the fonts in it, what it lacks."""

    raw: bytes
    fonts: tuple[str, ...]
    lacks: tuple[Lack, ...]


def finish(
    raw: bytes, title: str, pictured: Sequence[str] = (), contents: Sequence[str] = ()
) -> FinishedPdf:
    """The same, small, always with the same bytes.

    `title` serves where it has none; `pictured` are the alternative texts of the document's
    pictures and charts in order, of which the engine loses some; `contents` are the lines of a
    目录 that it did not take for one (`links_lines`).
    """
    library = load()
    with opened(raw) as pdf:
        if entries := contents_tags.find(pdf, library, contents):
            contents_tags.tag(pdf, library, entries)
        _fix_dates(pdf)
        font_numbers.count_anew(pdf, library)
        tagged = _list_tagged(pdf, library)
        _speak_chinese(tagged)
        _share_attributes(tagged, library)
        pdf.Root.Lang = LANGUAGE
        pdf.Root.ViewerPreferences = library.Dictionary(DisplayDocTitle=True)
        if not str(pdf.docinfo.get("/Title", "")).strip():
            pdf.docinfo["/Title"] = title
        elements = PdfElements(pdf, library)
        elements.describe(pictured)
        fonts = pdf_lacks.list_fonts(pdf, library)
        lacks = tuple(pdf_lacks.find_in(pdf, library, elements, fonts))
        _describe(pdf, library, lacks)
        out = BytesIO()
        mode = library.ObjectStreamMode.generate
        pdf.save(out, object_stream_mode=mode, compress_streams=True, deterministic_id=True)
        return FinishedPdf(out.getvalue(), tuple(sorted(fonts)), lacks)


def find_lacks(raw: bytes) -> tuple[Lack, ...]:
    """What a .pdf lacks that somebody else has made."""
    library = load()
    try:
        with opened(raw) as pdf:
            fonts = pdf_lacks.list_fonts(pdf, library)
            return tuple(pdf_lacks.find_in(pdf, library, PdfElements(pdf, library), fonts))
    except PdfError:
        return (Lack("结构读不出来", 1, xmp.ARCHIVE),)


def list_fonts(raw: bytes) -> tuple[str, ...]:
    """The fonts of a .pdf that was just made, by their own names."""
    with opened(raw) as pdf:
        return tuple(sorted(pdf_lacks.list_fonts(pdf, load())))


def _fix_dates(pdf: Any) -> None:
    """Take out when it was made."""
    for name in ("/CreationDate", "/ModDate"):
        if name in pdf.docinfo:
            del pdf.docinfo[name]
    for name in ("/DocChecksum", "/ID"):  # made of the bytes as they were, and of the time
        if name in pdf.trailer:
            del pdf.trailer[name]
    for intent in pdf.Root.get("/OutputIntents", ()):
        profile = bytearray(intent.DestOutputProfile.read_bytes())
        profile[_MADE] = _EVER
        intent.DestOutputProfile.write(bytes(profile))


def _list_tagged(pdf: Any, library: Any) -> list[Any]:
    """The structure elements of a file."""
    found = (it for it in pdf.objects if isinstance(it, library.Dictionary))
    return [it for it in found if it.get("/Type") == "/StructElem"]


def _speak_chinese(tagged: Sequence[Any]) -> None:
    """Let nothing be in another language than the whole: `laying` marks digits as English."""
    for it in tagged:
        if "/Lang" in it:
            del it["/Lang"]


def _share_attributes(tagged: Sequence[Any], library: Any) -> None:
    """Say once how elements are laid out that are laid out alike: cells of a column, and the like.

    That is a sixth of the file.
    """
    known: dict[tuple[tuple[str, str], ...], Any] = {}

    def share(said: Any) -> Any:
        return known.setdefault(tuple((name, str(it)) for name, it in said.items()), said)

    for it in tagged:
        if "/A" in it:
            said = it["/A"]
            if isinstance(said, library.Dictionary):
                it["/A"] = share(said)
            elif isinstance(said, library.Array):
                dictionaries = all(isinstance(one, library.Dictionary) for one in said)
                it["/A"] = library.Array([share(one) for one in said] if dictionaries else said)


def _describe(pdf: Any, library: Any, lacks: tuple[Lack, ...]) -> None:
    """The same properties as XMP, and what the file claims to be: no more than it is."""
    if "/Metadata" not in pdf.Root:
        kind = {"/Type": library.Name.Metadata, "/Subtype": library.Name.XML}
        pdf.Root.Metadata = pdf.make_stream(b"", kind)
    metadata = pdf.Root.Metadata.read_bytes()
    kept = {it.standard for it in lacks}
    claims = [it for it in xmp.read_claims(metadata) if it.standard not in kept]
    info = {name: str(value) for name, value in pdf.docinfo.items()}
    pdf.Root.Metadata.write(xmp.write(info, LANGUAGE, claims))
