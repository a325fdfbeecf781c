"""The figures of a filing that a bureau looks at first, and whether they stand out.

Which figures these are, what they are compared with, and from where on a movement stands out is
said by the pack.
"""

from decimal import Decimal

from generator.addresses import Steps
from generator.books.books import Books
from generator.figures.book import Book
from generator.figures.changes import change
from generator.money import Style
from generator.packs.pack import Overview, Pack
from generator.units.result import KeyFigure
from generator.vocabulary import BASE_NEGATIVE, BASE_ZERO, BOTH_ZERO, FLAT, NOW_NEGATIVE, UP

WAN = Style("", scale=Decimal(10000))
PERCENT = Style("", scale=Decimal("0.01"), suffix="%")


def list_figures(pack: Pack | None, books: Books | None) -> tuple[KeyFigure, ...]:
    """The figures that the pack names, as far as the filing states them."""
    if pack is None or books is None:
        return ()
    return tuple(_figure(*named, pack.overview, books) for named in pack.overview.figures.items())


def _figure(label: str, steps: Steps, overview: Overview, books: Books) -> KeyFigure:
    now = books.now.figure(steps).value
    if now.is_nan():
        return KeyFigure(label, "")
    base = books.bases.get(overview.base)
    return KeyFigure(label, WAN.show(now), *_movement(now, base, steps, overview.limit))


def _movement(now: Decimal, base: Book | None, steps: Steps, limit: Decimal) -> tuple[str, bool]:
    """How a figure moved, in a word or a signed rate, and whether that stands out."""
    before = base.figure(steps).value if base is not None else None
    if before is None or before.is_nan():
        return "", False
    moved = change(now, before, WAN)
    if moved.case in (FLAT, BOTH_ZERO):
        return FLAT, False
    if moved.case in (BASE_ZERO, BASE_NEGATIVE, NOW_NEGATIVE):
        return moved.case, True
    sign = "+" if moved.direction == UP else "-"
    return sign + PERCENT.show(moved.rate), moved.rate > limit
