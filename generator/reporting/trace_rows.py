"""How a figure is made, row by row as a reader goes down it: for the terminal and for pages."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.corrections.findings import Making, Origin

MAX_ORIGINS, MAX_DEPTH = 15, 6
FIGURE, TYPED, MORE = "figure", "typed", "more"


class MadeRow(NamedTuple):
    """A figure, or what was typed for the one above it; `depth` counts the steps down to it.

    `sign` is how it goes into the one above; `amount` may be empty where only words are known.
    A row of MORE counts in `amount` what is left out.
    """

    kind: str
    depth: int
    sign: str
    amount: str
    name: str
    place: str = ""
    cells: tuple[str, ...] = ()


def list_rows(making: Making, depth: int = 0) -> Iterator[MadeRow]:
    """A figure, its typed figures, and the figures that it is made from, within bounds."""
    amount = _amount(making.printed, making.value)
    yield MadeRow(FIGURE, depth, making.sign, amount, making.address)
    for number, origin in enumerate(making.origins[:MAX_ORIGINS]):
        sign = "＋" if number else "＝" if len(making.origins) > 1 else ""
        yield _list_typed(origin, depth, sign)
    if (left := len(making.origins) - MAX_ORIGINS) > 0:
        yield MadeRow(MORE, depth, "", str(left), "")
    if depth < MAX_DEPTH:
        for part in making.parts:
            if part.sign == "÷" or not _is_idle(part):
                yield from list_rows(part, depth + 1)


def _list_typed(origin: Origin, depth: int, sign: str) -> MadeRow:
    amount = _amount(origin.printed, origin.value) if origin.value else ""
    return MadeRow(TYPED, depth, sign, amount, origin.label, origin.place, origin.cells)


def _is_idle(making: Making) -> bool:
    """Whether a part is zero because nobody typed anything, so that it says nothing."""
    return not making.origins and all(_is_idle(part) for part in making.parts)


def _amount(printed: str, value: str) -> str:
    """A figure as printed, with its exact amount where that says more."""
    return f"{printed}（{value}）" if value.endswith("元") else printed
