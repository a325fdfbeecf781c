"""Several units' documents in one file: the first is kept, and it is said that others follow."""

from collections.abc import Sequence
from dataclasses import replace

from generator.published.blocks import Gap, ReadBlock, ReadDocument, ReadParagraph, ReadTable
from generator.published.form_reader import FormReader
from generator.published.sentences import FormSentence, holds_figure
from generator.published.signs import normalize

_LONGEST = 100  # signs of a heading
_SHORT = 40  # signs of a line of a cover


def keep_first(document: ReadDocument, reader: FormReader) -> ReadDocument:
    """A document up to where its parts begin again; what follows is a gap."""
    begin = _find_second(document.blocks, reader)
    if begin is None:
        return document
    first = begin
    while first > 1 and _is_cover(document.blocks[first - 1]):
        first -= 1
    kept = document.blocks[:first]
    said = next(filter(None, map(_say, document.blocks[first : begin + 1])), "")
    what = f"从“{said}”起是另一份文档，没有读：一个文件只读第一份"
    gap = Gap(what, document.blocks[begin].place)
    pages = max((_page_of(it) for it in kept), default=0)
    return replace(document, blocks=kept, gaps=(*document.gaps, gap), pages=pages)


def _find_second(blocks: Sequence[ReadBlock], reader: FormReader) -> int | None:
    """The block where a part that has been there begins again, after tables and a later part."""
    seen, tabled = list[int](), False
    for number, it in enumerate(blocks):
        if isinstance(it, ReadTable):
            tabled = bool(seen)
        elif not it.entry and len(it.text) <= _LONGEST:
            part = _find_part(normalize(it.text), reader)
            if part is not None and tabled and part in seen and part < max(seen):
                return number
            seen += [] if part is None else [part]
    return None


def _find_part(text: str, reader: FormReader) -> int | None:
    """Which of a form's parts a heading begins; None where it begins none."""
    made = ((at, reader.made[at]) for at in reader.anchors)
    tops = ((at, it) for at, it in made if isinstance(it, FormSentence) and it.sentence.level == 1)
    return next((at for at, it in tops if it.expression.read(text) is not None), None)


def _is_cover(block: ReadBlock) -> bool:
    """Whether a block may stand on a cover or in a 目录."""
    if isinstance(block, ReadTable):
        return False
    text = normalize(block.text)
    return block.entry or (len(text) <= _SHORT and "。" not in text and not holds_figure(text))


def _say(block: ReadBlock) -> str:
    return " ".join(block.text.split()) if isinstance(block, ReadParagraph) else ""


def _page_of(block: ReadBlock) -> int:
    return max(block.pages, default=0) if isinstance(block, ReadTable) else block.page
