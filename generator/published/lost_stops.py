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
_SHOWN, _MOST_ROUNDS = 8, 20  # of a list each look finds those of one item


class LostStop(NamedTuple):
    """A stop that is not there, and what stands before its place."""

    before: str
    sign: str


class Restored(NamedTuple):
    """A text (normalized) with the stops that it lacks; `lacking` are those not lost in print."""

    text: str
    lacking: tuple[LostStop, ...] = ()


def restore(expression: Expression, it: ReadParagraph) -> Restored | None:
    """A paragraph's text as the form has it; None where more than stops is another."""
    text = normalize(it.text)
    if expression.read(text) is not None:
        return Restored(text)
    ends = frozenset(len(text) - len(normalize(it.text[:at])) for at in it.line_ends)
    printed = _put_back(expression, text, ends, ends) if ends else None
    return printed or _put_back(expression, text, ends, None)


def _put_back(
    expression: Expression, text: str, ends: frozenset[int], allowed: frozenset[int] | None
) -> Restored | None:
    """A text with its stops put back, where so many signs are left as is `allowed` (None: any).

    At the `ends` of full lines nobody knows whether the print has lost them.
    """
    lacking: list[LostStop] = []
    for _ in range(_MOST_ROUNDS):
        lost = _find(expression, text, allowed)
        for at, sign in reversed(lost):
            left = len(text) - at
            if left not in ends:
                lacking.append(LostStop(text[max(at - _SHOWN, 0) : at], sign))
            text = f"{text[:at]}{sign}{text[at:]}"
            ends = frozenset(it + (it > left) for it in ends)
            allowed = ends if allowed is not None else None
        if not lost or expression.read(text) is not None:
            return Restored(text, tuple(lacking)) if lost else None
    return None


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


@lru_cache(maxsize=1 << 8)
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
