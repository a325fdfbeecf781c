"""Which changed documents are no fault that anybody can see: another sound filing makes the same.

Whoever reads such a document has nothing to hold the changed number against. That is found by
making it: the number is typed otherwise in the filing, and the program writes the document anew.
What an audit says of it plays no part.
"""

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from generator import pipeline
from generator.pipeline import Outcome
from generator.published.blocks import ReadDocument, squeeze
from support.reading_back import blocks_of

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TYPED = re.compile(r"(?<=: )\d[\d,]*(?:\.\d+)?(?=\s*(?:[,}\n]|$))", re.MULTILINE)
_UNITS = (Decimal(1), Decimal(10000))  # 元 as it is typed, 万元 as it is printed
_CENT = Decimal("0.01")


def is_sound_elsewhere(path: Path, document: ReadDocument, changed: ReadDocument) -> bool:
    """Whether the filing at `path`, with one number typed otherwise, makes a changed document.

    Only of a document with one number changed; all its other texts must be as they are.
    """
    pair = _find_pair(document, changed)
    if pair is None:
        return False
    text, old, new = pair
    made = (_produce_beside(path, it) for it in _retype(path.read_text("utf-8"), old, new))
    return any(_is_that(_produce(path), it, text) for it in made)


def _find_pair(old: ReadDocument, new: ReadDocument) -> tuple[str, Decimal, Decimal] | None:
    """The one text that is another, as it is now, and the number in it before and after."""
    gone, come = (_less(*pair) for pair in ((old, new), (new, old)))
    if len(gone) != 1 or len(come) != 1:
        return None
    before, after = _list_numbers(gone[0]), _list_numbers(come[0])
    apart = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
    if len(before) != len(after) or len(apart) != 1:
        return None
    return come[0], *apart[0]


def _list_numbers(text: str) -> list[Decimal]:
    return [Decimal(it[0].replace(",", "")) for it in _NUMBER.finditer(text)]


def _less(one: ReadDocument, other: ReadDocument) -> list[str]:
    """The texts of a document that another lacks."""
    return list((Counter(_list_texts(one)) - Counter(_list_texts(other))).elements())


def _list_texts(document: ReadDocument) -> Iterator[str]:
    yield from (squeeze(it.text) for it in document.paragraphs)
    yield from (squeeze(cell.text) for table in document.tables for cell in table.cells)


def _retype(text: str, old: Decimal, new: Decimal) -> Iterator[str]:
    """A filing with one number typed otherwise, for each that prints as the old one does."""
    for match in _TYPED.finditer(text):
        typed = Decimal(match[0].replace(",", ""))
        for unit in _UNITS:
            if (typed / unit).quantize(_CENT) == old:
                yield f"{text[: match.start()]}{new * unit:f}{text[match.end() :]}"


@cache
def _produce(path: Path) -> Outcome:
    return pipeline.produce(path)


def _produce_beside(path: Path, text: str) -> Outcome:
    """What becomes of another text of a filing, among the files that it names."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / path.parent.name
        shutil.copytree(path.parent, folder)
        (folder / path.name).write_text(text, "utf-8")
        return pipeline.produce(folder / path.name)


def _is_that(first: Outcome, made: Outcome, text: str) -> bool:
    """Whether a document differs from the first by one text alone, that of the changed one."""
    told = [Counter(it.code for it in one.faults) for one in (first, made)]
    if not made.document or told[1] - told[0]:
        return False
    gone, come = (blocks_of(it.document) for it in (first, made))
    return [text] == _less(come, gone) and 1 == len(_less(gone, come))
