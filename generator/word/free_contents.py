"""A 目录 without the field around it, in a copy: what is left are its entries, each of them a link
with the page of what it leads to.

Engines take for text what stands in that field. Left free, every entry finds its page by itself.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from generator.word import fields, ooxml, opc, pagination
from generator.word.fields import WordField
from generator.word.ooxml import W
from generator.word.word_file import WordFile

# LibreOffice makes no link in a .pdf of one that bears no style of its own.
_STYLE = "GongkaiContentsEntry"
_LINK, _PARAGRAPH, _RUN, _LOOK = (f"{W}{name}" for name in ("hyperlink", "p", "r", "rPr"))


def free(opened: WordFile) -> dict[str, bytes]:
    """The parts of a document that are others once its 目录 is free; what is no XML in it is an
    `XmlError`.

    None where it is not as programs make it of headings (every entry one link, all of them one
    after the other), or where somebody gave entries a look of their own.
    """
    parts, main = opened.parts, opened.main
    sheet = opc.find_target(parts, main, opc.STYLES)
    root = ooxml.parse(parts[main])
    around = [it for it in fields.read(root) if it.instruction.split()[:1] == ["TOC"]]
    entries = list(pagination.list_entries(root))
    if not sheet or len(around) != 1 or not around[0].closed or not _holds(around[0], entries):
        return {}
    _end(around[0], _find(entries[-1][1], _PARAGRAPH))
    for _, page in entries:
        for run in _find(page, _LINK).iterchildren(_RUN):
            _dress(run)
    styles = ooxml.parse(parts[sheet])
    name = ooxml.word("name", val=_STYLE)
    styles.append(ooxml.word("style", name, type="character", customStyle="1", styleId=_STYLE))
    return {main: ooxml.bytes_of(root), sheet: ooxml.bytes_of(styles)}


def list_lines(root: Any) -> list[str]:
    """What each entry of a 目录 says, its number included."""
    return [ooxml.shown_text(_find(page, _PARAGRAPH)) for _, page in pagination.list_entries(root)]


def _find(field: WordField, tag: str) -> Any:
    """The innermost element of a kind around a field; None where there is none."""
    return next(field.start.iterancestors(tag), None)


def _holds(around: WordField, entries: Sequence[tuple[str, WordField]]) -> bool:
    """Whether a field holds these entries and nothing else."""
    paragraphs = [_find(page, _PARAGRAPH) for _, page in entries]
    if not paragraphs or any(one.getnext() is not other for one, other in pairwise(paragraphs)):
        return False
    borders = (around.frame[0], around.frame[-1])
    begins, ends = (next(it.iterancestors(_PARAGRAPH)) for it in borders)
    after = paragraphs[-1].getnext()
    ended = ends is paragraphs[-1] or (ends is after and _is_alone(after, None, around))
    alone = (_is_link(page, target, around) for target, page in entries)
    return begins is paragraphs[0] and ended and all(alone)


def _end(around: WordField, last: Any) -> None:
    """Take away the field that ends at, or right after, a paragraph.

    A paragraph which nothing is left of would be none to the engine: a field that says nothing is.
    """
    after = next(around.frame[-1].iterancestors(_PARAGRAPH))
    around.unlink()
    if after is not last:
        after.append(ooxml.word("fldSimple", instr=" QUOTE "))


def _is_link(page: WordField, target: str, around: WordField) -> bool:
    """Whether a page's number stands in a plain link, alone in its paragraph."""
    link = _find(page, _LINK)
    if link is None or link.get(f"{W}anchor") != target:
        return False
    runs = all(it.tag == _RUN for it in link.iterchildren("*"))
    plain = runs and next(link.iter(f"{W}rStyle"), None) is None
    return plain and _is_alone(link.getparent(), link, around)


def _is_alone(paragraph: Any, link: Any, around: WordField) -> bool:
    """Whether there is nothing but a link in a paragraph, and pieces of the field around it."""
    beside = (it for it in paragraph.iterchildren("*") if it is not link)
    return paragraph.tag == _PARAGRAPH and all(
        it.tag == f"{W}pPr" or _frames(it, around) for it in beside
    )


def _frames(run: Any, around: WordField) -> bool:
    """Whether a run is but a piece of what goes with a field."""
    pieces = (it for it in run.iterchildren("*") if it.tag != _LOOK)
    return run.tag == _RUN and all(it in around.frame for it in pieces)


def _dress(run: Any) -> None:
    look = run.find(_LOOK)
    if look is None:
        look = ooxml.word("rPr")
        run.insert(0, look)
    look.insert(0, ooxml.word("rStyle", val=_STYLE))
