"""What stands before a document's text: its cover, which says its title, and its 目录."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from pathlib import PurePath

from generator.outputs.public_blocks import PublicParagraph
from generator.published import headings
from generator.published.blocks import Gap, ReadBlock, ReadParagraph, squeeze
from generator.word import word_file
from generator.word.word_file import WordFile

# How many lines a cover has, where its title does not tell, and how long one is.
_MOST, _LONGEST = 6, 60
_SENTENCE = tuple("。；：:;，,")
_LOST = "目录里的这一行，正文没有这个标题"


def list_contents(blocks: Sequence[ReadBlock]) -> list[ReadParagraph]:
    """The lines of the 目录, the heading above it among them; typed ones, too."""
    found, begun = list[ReadParagraph](), False
    for block in blocks:
        if isinstance(block, ReadParagraph) and (block.entry or _is_typed(block)):
            found.append(block)
            begun = begun or bool(block.level)
    return found if not begun else [it for it in found if it.entry]


def _is_typed(block: ReadParagraph) -> bool:
    """Whether a line leads to a page's number, though no program made it."""
    return not block.level and bool(headings.entry_of(block.text))


def read_title(opened: WordFile, blocks: Sequence[ReadBlock]) -> tuple[str, list[ReadParagraph]]:
    """What a document is called, and the lines of its cover that say so."""
    front = list(takewhile(_is_front, blocks))
    lines = [it for it in front if isinstance(it, ReadParagraph)]
    stated = word_file.title(opened.parts)
    cover = list(takewhile(lambda it: _says(stated, it.text), lines)) if stated else []
    if not cover and len(front) < len(blocks):
        cover = list(takewhile(_is_line, lines[:_MOST]))
    said = " ".join(" ".join(it.text.split()) for it in cover)
    known = _says(said, stated, ordered=False) or all(_says(stated, it.text) for it in cover)
    title = stated if stated and known else said
    return title or PurePath(opened.file).stem, cover


def list_lost(contents: Sequence[ReadParagraph], named: Iterable[PublicParagraph]) -> list[Gap]:
    """The lines of a 目录 that name none of the headings: one that is made of these lacks them."""
    known = {squeeze(said) for it in named for said in (it.text, it.shown)}
    lost = (it for it in contents[_has_heading(contents) :] if name_entry(it) not in known)
    return [Gap(f"{_LOST}：{it.text}", it.place) for it in lost]


def _has_heading(contents: Sequence[ReadParagraph]) -> bool:
    """Whether the first line of a 目录 is what it is called."""
    return bool(contents) and squeeze(contents[0].text) in ("目录", "目次")


def _says(whole: str, line: str, *, ordered: bool = True) -> bool:
    """Whether a text says all signs of a line, in its order."""
    signs = iter(whole) if ordered else whole
    return all(sign in signs for sign in squeeze(line))


def name_entry(entry: ReadParagraph) -> str:
    """What a line of the 目录 leads to, without blanks."""
    return squeeze(headings.entry_of(entry.text) or entry.text)


def _is_front(block: ReadBlock) -> bool:
    return isinstance(block, ReadParagraph) and not block.level and not block.entry


def _is_line(line: ReadParagraph) -> bool:
    return len(line.text) <= _LONGEST and not line.text.endswith(_SENTENCE)
