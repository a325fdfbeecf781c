"""Documents laid out: what the engine gets is a copy, and which fonts stand in for its own.

The copy reaches nowhere outside of itself. Its digits and letters are marked as English, whatever
the document says: LibreOffice breaks lines anywhere in what is marked as Chinese, in the middle of
a number too (369 | 3.88). `made_pdf` says of all that comes out that it is Chinese. Where another
font stands in for a Chinese one, digits and letters keep the width that columns are made for.
"""

from collections.abc import Collection, Mapping, Sequence
from threading import Event
from types import MappingProxyType
from typing import Any, NamedTuple

from generator.outputs import font_choice, office, office_profile
from generator.outputs.font_choice import StandIn
from generator.outputs.office import EngineSetup, Unmade
from generator.word import archive, fonts, ooxml, outside
from generator.word.ooxml import W, XmlError
from generator.word.word_file import WordFile

_LANGUAGES = {"val": "en-US", "eastAsia": "zh-CN"}
_KNOWN = font_choice.list_known()
_LATIN = ("ascii", "hAnsi", "cs")
# PDF/A-2b and PDF/UA-1: tagged, fonts embedded, headings as bookmarks.
_EXPORT = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"},'
    '"ExportNotes":{"type":"boolean","value":"false"},'
    '"DisplayPDFDocumentTitle":{"type":"boolean","value":"true"}}'
)


class PreparedCopy(NamedTuple):
    """What the engine gets of a document, the fonts it asks for, and what stands in for them.

    None where nothing tells which fonts are installed.
    """

    parts: Mapping[str, bytes]
    asked: tuple[str, ...]
    stand_ins: tuple[StandIn, ...] | None


def prepare(opened: WordFile, changed: Mapping[str, bytes] = MappingProxyType({})) -> PreparedCopy:
    """A copy for the engine, with the parts that are `changed` for it; what is no XML in it is an
    `XmlError`.
    """
    at_hand = font_choice.list_installed()
    asked = tuple(fonts.asked(opened.parts, opened.main, opened.root))
    stand_ins = None if at_hand is None else font_choice.find_stand_ins(asked, at_hand)
    parts = {**opened.parts, **changed}
    outside.take_out(parts)
    digits = font_choice.find_digits(at_hand)
    known = (*asked, *_KNOWN)
    absent = {it.asked for it in font_choice.find_stand_ins(known, at_hand or known)}
    for name in [it for it in parts if it.startswith("word/") and it.endswith(".xml")]:
        parts[name] = _adapt(parts[name], absent if digits else (), digits)
    return PreparedCopy(parts, asked, stand_ins)


def _adapt(part: bytes, absent: Collection[str], digits: str) -> bytes:
    """A part whose lines break where they should, no Latin letter in a font that is absent."""
    if not any(it in part for it in (b":lang", b":rFonts", b":overflowPunct", b":styles")):
        return part
    try:
        root = ooxml.parse(part)
    except XmlError:  # in a part that the engine does not need either
        return part
    _let_nothing_hang(root)
    for language in root.iter(f"{W}lang"):
        for script, name in _LANGUAGES.items():
            language.set(W + script, name)
    for font in root.iter(f"{W}rFonts") if absent else ():
        for name in _LATIN:
            if font.get(W + name) in absent:
                font.set(W + name, digits)
    return ooxml.bytes_of(root)


def _let_nothing_hang(root: Any) -> None:
    """Signs stay within the line: the engine takes the property for its contrary."""
    styles = root.findall(f"{W}style") if root.tag == f"{W}styles" else ()
    for style in styles:
        if style.get(f"{W}type") == "paragraph" and style.find(f"{W}basedOn") is None:
            if style.find(f"{W}pPr") is None:
                style.append(ooxml.word("pPr"))
            style.find(f"{W}pPr").append(ooxml.word("overflowPunct"))
    for it in root.iter(f"{W}overflowPunct"):
        it.set(f"{W}val", "1")


def lay_out(
    copies: Sequence[PreparedCopy], processes: int = 1, stop: Event | None = None
) -> list[bytes | Unmade]:
    """Each copy as a .pdf, in order, or why there is none; none any more where `stop` is set."""
    documents = [archive.pack(dict(it.parts)) for it in copies]
    return office.lay_out(documents, _set_up(copies), processes, stop=stop)


def _set_up(copies: Sequence[PreparedCopy]) -> EngineSetup:
    at_hand = font_choice.list_installed()
    known = font_choice.find_stand_ins(_KNOWN, at_hand or _KNOWN)
    stand_ins = dict.fromkeys((*known, *(it for copy in copies for it in copy.stand_ins or ())))
    # Where there is no Simplified Chinese font at all, another country's is better than none.
    enough = all(it.used for it in known)
    plain = font_choice.find_plain(at_hand)
    fontconfig = office_profile.write_fontconfig(plain) if enough else ""
    return EngineSetup(_EXPORT, office_profile.write_registry(stand_ins), fontconfig)
