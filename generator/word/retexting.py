"""Give a paragraph another text, leaving the runs whose text stays alone, with their formats."""

import copy
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from generator.compare import pieces
from generator.compare.opcodes import opcodes
from generator.word import fields, ooxml
from generator.word.ooxml import SPACE, W


def retext(paragraph: Any, text: str) -> None:
    """Give a paragraph another text, leaving alone the runs whose text stays."""
    nodes = fields.text_nodes(paragraph) or [_add_empty_run(paragraph)]
    old = "".join(node.text or "" for node in nodes)
    for start, end, replacement in reversed(list(_edits(old, text))):
        _replace(nodes, start, end, replacement)


def _edits(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """What to replace in a text by what; whole pieces, so that no number is put together."""
    one, other = pieces.cut(old), pieces.cut(new)
    starts = list(accumulate((len(piece.text) for piece in one), initial=0))
    for tag, i, k, j, m in opcodes(pieces.words(old), pieces.words(new)):
        if tag != "equal":
            yield starts[i], starts[k], pieces.text_of(other[j:m])


def _replace(nodes: Sequence[Any], start: int, end: int, replacement: str) -> None:
    """Put a text in the place of another that may reach over several runs."""
    at = 0
    for node in nodes:
        text = node.text or ""
        low, high = max(start - at, 0), min(end - at, len(text))
        if low < high or (start == end and low == high):
            node.text = text[:low] + replacement + text[high:]
            node.set(SPACE, "preserve")
            replacement = ""
            if start == end:
                return
        at += len(text)


def _add_empty_run(paragraph: Any) -> Any:
    """A text node in a new run at a paragraph's end, in the format of its paragraph mark."""
    node = ooxml.word("t")
    run = ooxml.word("r", node)
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    if mark is not None:
        formats = copy.deepcopy(mark)
        for change in list(formats.iterchildren(f"{W}ins", f"{W}del", f"{W}rPrChange")):
            formats.remove(change)
        node.addprevious(formats)
    paragraph.append(run)
    return node
