"""Names of cells (`B7`, `A1:C3`) as rows and columns that count from 1."""

import re

from generator.spreadsheets.cells import Area, Spot
from generator.spreadsheets.limits import MAX_COLUMNS, MAX_ROWS

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LETTERS: dict[str, int] = {}  # columns that were read before


def read_spot(name: str) -> Spot | None:
    """The row and column of a cell's name; None where it names none that Excel has."""
    match = _CELL.fullmatch(name)
    if match is None:
        return None
    row, column = int(match[2]), _column(match[1])
    return (row, column) if 1 <= row <= MAX_ROWS and column <= MAX_COLUMNS else None


def _column(letters: str) -> int:
    number = _LETTERS.get(letters)
    if number is None:
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - ord("A") + 1
        _LETTERS[letters] = number
    return number


def read_area(name: str) -> Area | None:
    """The rectangle that two corners name (one alone is its own); None where it is none."""
    first, _, last = name.partition(":")
    one, other = read_spot(first), read_spot(last or first)
    if one is None or other is None:
        return None
    (top, bottom), (left, right) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return Area(top, left, bottom, right)
