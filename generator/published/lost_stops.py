"""Stops that a form has and a document lacks: lost in the print, or left out by somebody.

LibreOffice loses a stop that hangs at the end of a full line: of such a place nobody can say that
the document lacks it, at any other it does.
"""

import re
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from generator.published.blocks import ReadParagraph
from generator.published.expressions import Expression
from generator.published.signs import normalize

# In an expression's source: a stop that stands literally; before it, what only looks like one.
_LITERAL = re.compile(r"\\.|\(\?.|\[(?:\\.|[^\]])*\]|([，。、;:!])")
# Those that are looked for anywhere. Without what parts the items of a list it could be cut in too
# many ways.
_LEFT_OUT = "，。;:"
_SHOWN, _MOST_ITEMS = 8, 20


class LostStop(NamedTuple):
    """A stop that is not there, and what stands before its place."""

    before: str
    sign: str


class Restored(NamedTuple):
    """A text (normalized) with the stops that it lacks; `lacking`: one that no print has lost."""

    text: str
    lacking: LostStop | None = None


def restore(expression: Expression, it: ReadParagraph) -> Restored | None:
    """A paragraph's text as the form has it; None where more than stops is another.

    One stop may be left out besides those lost in the print: with more, any words of the form's
    could take the place of what is really missing.
    """
    text = normalize(it.text)
    if expression.read(text) is not None:
        return Restored(text)
    ends = frozenset(len(text) - len(normalize(it.text[:at])) for at in it.line_ends)
    printed = _put_back(expression, text, ends) if ends else None
    return Restored(printed) if printed else _put_one_back(expression, text)


def _put_back(expression: Expression, text: str, ends: frozenset[int]) -> str | None:
    """A text with the stops that its print has lost: so many signs follow at the `ends` of lines.

    Of a list each look finds those of its last item that lacks some.
    """
    for _ in range(_MOST_ITEMS):
        lost = _find(expression, text, ends)
        for at, sign in reversed(lost):
            ends = frozenset(it + (it > len(text) - at) for it in ends)
            text = _insert(text, at, sign)
        if not lost or expression.read(text) is not None:
            return text if lost else None
    return None


def _put_one_back(expression: Expression, text: str) -> Restored | None:
    """A text with the stop that was left out of it, where there is no doubt of its place."""
    lost = _find(expression, text, None)
    if len(lost) != 1:
        return None
    [(at, sign)] = lost
    near = {_insert(text, it, sign) for it in (max(at - 1, 0), at, at + 1)}
    restored = [it for it in near if expression.read(it) is not None]
    lacking = LostStop(text[max(at - _SHOWN, 0) : at], sign)
    return Restored(restored[0], lacking) if len(restored) == 1 else None


def _insert(text: str, at: int, sign: str) -> str:
    return f"{text[:at]}{sign}{text[at:]}"


def _find(
    expression: Expression, text: str, allowed: frozenset[int] | None
) -> list[tuple[int, str]]:
    """The stops that a text lacks, each with its place; of a list those of its last item."""
    match = expression.match(_widen(expression.source, allowed), text)
    if match is None:
        return []
    signs = [it[1] for it in _LITERAL.finditer(expression.source) if it[1]]
    found = ((match.start(name), signs[int(name[1:])]) for name in match.re.groupindex)
    return sorted(it for it in found if it[0] >= 0)


@lru_cache(maxsize=1 << 6)
def _widen(source: str, allowed: frozenset[int] | None) -> re.Pattern[str]:
    """An expression that goes without stops; an empty group tells of each that is not there."""
    number = count()
    left = "" if allowed is None else rf"(?=(?:{'|'.join(f'.{{{it}}}' for it in allowed)})\Z)"

    def widen(found: re.Match[str]) -> str:
        if not found[1]:
            return found[0]
        at = next(number)
        needed = allowed is None and found[1] not in _LEFT_OUT
        return found[0] if needed else f"(?:{found[0]}|(?P<_{at}>{left}))"

    return re.compile(_LITERAL.sub(widen, source), re.DOTALL)
