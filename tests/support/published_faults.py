"""How one fault is planted in a published document that was read, as inspectors find it there.

A planter changes one place, chosen by a seed; None where the document has no such place. The
classes of faults stand in `figure_faults` and `word_faults`; `fault_table` plants them all.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from generator.kept import library
from generator.published import reading, recognition
from generator.published.blocks import ReadCell, ReadDocument, ReadParagraph, ReadTable
from generator.published.recognition import Recognized

Plant = Callable[[ReadDocument, random.Random], ReadDocument | None]


def read(path: Path) -> tuple[ReadDocument, Recognized]:
    """A document, and as what it is recognised."""
    document, faults = reading.read(path)
    assert document is not None, faults
    found, why = recognition.recognize(document, library.current())
    assert found is not None, why
    return document, found


def replaced(document: ReadDocument, old: ReadParagraph, *new: ReadParagraph) -> ReadDocument:
    """A document with a paragraph replaced by others."""
    at = next(n for n, it in enumerate(document.blocks) if it is old)
    return replace(document, blocks=(*document.blocks[:at], *new, *document.blocks[at + 1 :]))


def with_cell(document: ReadDocument, cell: ReadCell, text: str) -> ReadDocument:
    """A document with another text in a cell."""
    blocks = tuple(
        replace(
            it,
            rows=tuple(
                tuple(one._replace(text=text) if one is cell else one for one in row)
                for row in it.rows
            ),
        )
        if isinstance(it, ReadTable)
        else it
        for it in document.blocks
    )
    return replace(document, blocks=blocks)


def rewrite(document: ReadDocument, said: str) -> ReadDocument:
    """A document as a line says that it was changed; any other line is one more paragraph."""
    if match := re.fullmatch("“目录”里写成“(.*)”", said):
        entry = next(it for it in document.paragraphs if it.entry and len(it.text) > 6)
        return replaced(document, entry, entry._replace(text=match[1]))
    if match := re.fullmatch("“(.*)”(删去|下面的表删去)", said):
        title = next(it for it in document.paragraphs if match[1] in it.text and not it.entry)
        at = next(n for n, it in enumerate(document.blocks) if it is title)
        end = next(n for n in range(at + 1, len(document.blocks)) if _ends(document.blocks[n]))
        first = at if match[2] == "删去" else at + 1
        return replace(document, blocks=(*document.blocks[:first], *document.blocks[end:]))
    if match := re.fullmatch("“(.*)”移到最后", said):
        return _move(document, match[1])
    if said == "第 2 页什么都没有":
        return replace(document, pages=3, numbers={1: "1", 3: "3"})
    if match := re.fullmatch("“(.*)”写成“(.*)”", said):
        return _rewrite(document, match[1], match[2])
    last = next(it for it in reversed(document.blocks) if isinstance(it, ReadParagraph))
    return replace(document, blocks=(*document.blocks, last._replace(text=said, level=0)))


def _move(document: ReadDocument, title: str) -> ReadDocument:
    """A document with a heading, and all up to the next one, at its end."""
    blocks = document.blocks
    heads = [it.text if isinstance(it, ReadParagraph) and it.level else "" for it in blocks]
    at = heads.index(title)
    end = next(n for n in range(at + 1, len(blocks)) if _ends(blocks[n]))
    return replace(document, blocks=(*blocks[:at], *blocks[end:], *blocks[at:end]))


def _ends(block: object) -> bool:
    return isinstance(block, ReadParagraph) and block.level > 0


def _rewrite(document: ReadDocument, old: str, new: str) -> ReadDocument:
    for it in document.paragraphs:
        if old in it.text and not it.entry:
            return replaced(document, it, it._replace(text=it.text.replace(old, new, 1)))
    cells = (cell for table in document.tables for cell in table.cells)
    return with_cell(document, next(it for it in cells if it.text == old), new)


def is_sentence(it: ReadParagraph) -> bool:
    """Whether a paragraph says something, and is no heading."""
    return not it.entry and not it.level and len(it.text) > 20


def in_text(
    pattern: str, into: str | Callable[[re.Match[str]], str], *, in_line: bool = False
) -> Plant:
    """One of the places in sentences that a pattern fits is changed, or of those `in_line`: that
    no full line of a print ends in.
    """

    def plant(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
        places = [
            (it, match)
            for it in document.paragraphs
            if is_sentence(it)
            for match in re.finditer(pattern, it.text)
            if not (in_line and match.end() in it.line_ends)
        ]
        if not places:
            return None
        it, match = chance.choice(places)
        new = into(match) if callable(into) else match.expand(into)
        text = it.text[: match.start()] + new + it.text[match.end() :]
        ends = (n + (len(text) - len(it.text)) * (n >= match.end()) for n in it.line_ends)
        return replaced(document, it, it._replace(text=text, line_ends=tuple(ends)))

    return plant


def read_as(document: ReadDocument) -> Recognized:
    """As what a document is recognised."""
    found, why = recognition.recognize(document, library.current())
    assert found is not None, why
    return found


@dataclass(frozen=True)
class Planted:
    """A class of faults: how one is planted, and under which codes it may be told.

    `besides` are codes of what is true besides where one is planted (a heading that was changed is
    no more what the 目录 says).
    """

    plant: Plant
    codes: frozenset[str]
    besides: frozenset[str] = frozenset()


def of(*codes: str) -> frozenset[str]:
    return frozenset(codes)
