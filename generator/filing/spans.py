"""Where a piece of a value stands in its file: within quotation marks, over lines, in a block."""

from generator.diagnostics import Place
from generator.filing.source import Source
from generator.filing.yaml_tree import Path_

_QUOTES, _BLOCKS = frozenset("\"'"), frozenset("|>")
# How many characters an escape in double quotation marks takes; any other takes two.
_ESCAPES = {"x": 4, "u": 6, "U": 10}


def find_place(source: Source, path: Path_, start: int, end: int) -> Place:
    """The place of some characters of the value at a path, up to the end of their first line.

    Where what was typed cannot be told character by character, it is the place of the value.
    """
    whole, value = source.place(path), source.at(path)
    holder = source.find_holding(whole)
    if whole.sheet or holder is None or not isinstance(value, str):
        return whole
    text = holder.text
    offsets = _align(text, _begin(text, whole), value[:end])
    if len(offsets) < end:
        return whole
    first = text.rfind("\n", 0, offsets[start]) + 1
    line = text.count("\n", 0, first) + 1
    stop = text.find("\n", offsets[start])
    last = min(offsets[end - 1] + 1, stop if stop >= 0 else len(text))
    return Place(whole.file, line, offsets[start] - first + 1, max(last - offsets[start], 1))


def _begin(text: str, place: Place) -> int:
    """The offset of a value's first character, behind its quotation mark or the head of a block."""
    offset = 0
    for _ in range(place.line - 1):
        offset = text.find("\n", offset) + 1
    offset += place.column - 1
    if text[offset : offset + 1] in _BLOCKS:
        return text.find("\n", offset) + 1
    return offset + (text[offset : offset + 1] in _QUOTES)


def _align(text: str, begin: int, value: str) -> list[int]:
    """The offset of each character of a value, as far as they are found one after another."""
    offsets: list[int] = []
    at, quote = begin, text[begin - 1 : begin]
    for character in value:
        if character.isspace() and text[at : at + 1] != "\\":  # a fold, however it is typed
            offsets.append(at)
            at = _skip_blanks(text, at)
            continue
        at = _skip_blanks(text, at)
        size = _measure(text, at, character, quote)
        if not size:
            break
        offsets.append(at)
        at += size
    return offsets


def _skip_blanks(text: str, at: int) -> int:
    while text[at : at + 1].isspace():
        at += 1
    return at


def _measure(text: str, at: int, character: str, quote: str) -> int:
    """How many characters of a file one of a value takes there; 0 where it does not stand there."""
    if quote == '"' and text[at : at + 1] == "\\":
        return _ESCAPES.get(text[at + 1 : at + 2], 2)
    if text[at : at + 1] != character:
        return 0
    return 2 if quote == character == "'" else 1
