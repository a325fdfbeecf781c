"""The remarks of a filing: what stands behind “#” in YAML, by the path that it stands at."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.filing import path_text
from generator.filing.noticed import indent_of
from generator.filing.source import Source
from generator.filing.yaml_tree import Path_

BEFORE, BEHIND, AT_END = "前", "行尾", "文件末"
_WHOLE = re.compile(r" *#(.*)")
_BLOCK = re.compile(r"[|>][+-]?[1-9]?[+-]?( +#.*)?")


class Remark(NamedTuple):
    """A remark: the path it stands at, as one line, where there, and its words.

    Of one on a line of its own the words begin with as many blanks as it stands deeper.
    """

    path: str
    where: str
    text: str


def find(source: Source) -> list[Remark]:
    """The remarks of a filing in YAML, in their order."""
    return list(_RemarkLines(source).find())


class _RemarkLines:
    """The lines of a filing with what begins in each, and where texts run on."""

    def __init__(self, source: Source) -> None:
        self.source, self.lines = source, source.text.split("\n")
        self.starts: dict[int, Path_] = {}  # what begins in a line, the outermost of it
        for path, line in _list_lines(source):
            self.starts.setdefault(line, path)

    def find(self) -> Iterator[Remark]:
        held: list[str] = []
        open_text = 0  # the indent of the block of text that goes on, plus one
        for number, line in enumerate(self.lines, 1):
            indent = len(line) - len(line.lstrip(" "))
            if open_text and (not line.strip() or indent >= open_text):
                continue
            open_text = 0
            whole = _WHOLE.fullmatch(line)
            if whole and number not in self.starts:
                held.append(" " * indent + whole[1].removeprefix(" "))
            elif number in self.starts:
                yield from self._settle(number, held)
                held = []
                open_text = _key_indent(line) + 1 if _opens_block(line) else 0
        yield from (Remark("", AT_END, text) for text in held)

    def _settle(self, number: int, held: list[str]) -> Iterator[Remark]:
        path = path_text.show(self.starts[number])
        line = self.lines[number - 1]
        own = indent_of(line)
        for text in held:
            blanks = indent_of(text)
            yield Remark(path, BEFORE, " " * max(blanks - own, 0) + text.lstrip(" "))
        behind = _find_behind(line)
        if behind is not None:
            yield Remark(path, BEHIND, behind)


def _key_indent(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))


def _list_lines(source: Source) -> Iterator[tuple[Path_, int]]:
    """Every path with the line that it begins in, owners before what is theirs."""
    places: Mapping[Path_, int] = {
        path: place.line for path, place in (*source.values.items(), *source.keys.items()) if path
    }
    yield from sorted(places.items(), key=lambda it: (it[1], len(it[0])))


def _opens_block(line: str) -> bool:
    value = re.split(r":(?: +|$)|- +", line)[-1].strip()
    return _BLOCK.fullmatch(value) is not None


def _find_behind(line: str) -> str | None:
    """The remark at a line's end; None where there is none."""
    quote = ""
    for at, char in enumerate(line):
        if quote:
            quote = "" if char == quote and line[at - 1] != "\\" else quote
        elif char in "\"'" and _opens_quote(line, at):
            quote = char
        elif char == "#" and at and line[at - 1] in " \t":
            return line[at + 1 :].strip()
    return None


def _opens_quote(line: str, at: int) -> bool:
    """Whether a quotation mark stands where a value or a key begins."""
    before = line[:at].rstrip(" ")
    return not before or before[-1] in ":-{[,"
