"""A program carried out without a filing: its XML with marks where it prints, repeats and chooses.

A mark is a processing instruction with the number of what stands there: `HERE` for a print that a
reader sees; `OPEN`, `ELSE` and `CLOSE` for a loop or a choice, both of whose ways are there, one
after the other. So the form stands once and whole, for whoever reads a document by it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from generator.filling.program import Block, Choice, Loop, Print, Program

HERE, OPEN, ELSE, CLOSE = "here", "open", "else", "close"


class Symbolic(NamedTuple):
    """A program's XML with marks, and what the mark of each number stands for."""

    xml: bytes
    marked: tuple[Print | Loop | Choice, ...]


def fill(program: Program) -> Symbolic:
    """The XML that a program makes with every print, loop and choice as marks."""
    marked: list[Print | Loop | Choice] = []
    return Symbolic(b"".join(_carry_out(program, marked)), tuple(marked))


def _carry_out(program: Program, marked: list[Print | Loop | Choice]) -> Iterator[bytes]:
    for it in program:
        if isinstance(it, Block):
            yield from _carry_out_block(it, marked)
            continue
        number = len(marked)
        marked.append(it)
        yield _mark(OPEN, number)
        yield from _carry_out(it.body, marked)
        yield _mark(ELSE, number)
        yield from _carry_out(it.otherwise, marked)
        yield _mark(CLOSE, number)


def _carry_out_block(block: Block, marked: list[Print | Loop | Choice]) -> Iterator[bytes]:
    yield block.texts[0].xml
    for it, fixed in zip(block.prints, block.texts[1:], strict=True):
        if it.shown:
            yield _mark(HERE, len(marked))
            marked.append(it)
        yield fixed.xml


def _mark(kind: str, number: int) -> bytes:
    return f"<?{kind} {number}?>".encode()
