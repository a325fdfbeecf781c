"""What a reader cannot see: signs that no font shows, pages on which nothing stands."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from generator.audits.found import CERTAIN, LIKELY, AuditFinding
from generator.diagnostics import FormPlace, Severity
from generator.published.blocks import ReadDocument, ReadPlace, ReadTable

_MOST_TOLD, _AROUND = 10, 8
_LOST = "\ufffd"
_BOX = re.compile("(?<=[㐀-鿿])□(?=[㐀-鿿，。；、）])")


def find(document: ReadDocument) -> Iterator[AuditFinding]:
    """Texts with signs that are not shown as themselves, and pages that are empty."""
    told = 0
    for text, place in _list_texts(document):
        lost = _find_lost(text)
        if lost and told < _MOST_TOLD:
            told += 1
            yield _tell_lost(text, lost, place)
    for page in _list_blank(document):
        place = FormPlace(document.file, "", 0, "", "", page)
        message, why = f"第 {page} 页是空白页", "文档里没有多余的空白页"
        yield AuditFinding("A849", "空白页", message, place, (), why, Severity.WARNING, LIKELY)


def _list_texts(document: ReadDocument) -> Iterator[tuple[str, ReadPlace]]:
    for it in (*document.blocks, *document.beside):
        if isinstance(it, ReadTable):
            yield from ((cell.text, cell.place) for cell in it.cells)
        else:
            yield it.text, it.place


def _find_lost(text: str) -> list[int]:
    """Where signs stand that mean nothing, or that no font need have."""
    strange = (n for n, it in enumerate(text) if it in _LOST or _is_private(it))
    return sorted(chain(strange, (it.start() for it in _BOX.finditer(text))))


def _is_private(sign: str) -> bool:
    return sign > "\x7f" and unicodedata.category(sign) in ("Co", "Cn")


def _tell_lost(text: str, lost: list[int], place: ReadPlace) -> AuditFinding:
    first = lost[0]
    shown = text[max(first - _AROUND, 0) : first + _AROUND].strip()
    message = f"“{shown}”里有显示不出的字（U+{ord(text[first]):04X}），共 {len(lost)} 个"
    why = "字体里没有这个字，读者看到的是方框或空白"
    return AuditFinding("A848", "字显示不出", message, place, (), why, Severity.WARNING, CERTAIN)


def _list_blank(document: ReadDocument) -> Iterator[int]:
    """The pages between others on which nothing stands; nothing where pages are not known."""
    full = {it.page for it in (*document.beside, *document.paragraphs)}
    full |= {page for it in document.tables for page in it.pages}
    full |= {cell.page for it in document.tables for cell in it.cells}
    full |= {it.place.page for it in document.gaps if isinstance(it.place, FormPlace)}
    full |= set(document.numbers)
    if len(full - {0}) > 1:
        yield from (it for it in range(1, document.pages + 1) if it not in full)
