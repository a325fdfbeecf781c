"""Movements from a base that is known only as it was printed: what rounding leaves open of them."""

from collections.abc import Iterator
from decimal import Decimal

from generator.addresses import Steps
from generator.books import printed
from generator.checks.case import Case
from generator.diagnostics import Fault, Severity
from generator.figures.book import Book, Figure
from generator.filling.marks import Aspect
from generator.money import half_up, ratio

_HUNDRED = Decimal(100)
_HELP = "有{base}的元数的，写在“{base}”里；没有的，不用改"


def find_open(case: Case) -> Iterator[Fault]:
    """The rates that could print otherwise, and movements that could have gone the other way."""
    found = case.printed.by_aspect[Aspect.RATE]
    rates = {(it.mark.base, it.mark.steps): it.text for it in found if it.mark.base}
    for (base, steps), text in rates.items():
        book = case.books.bases.get(base)
        if book is not None and printed.ledger_behind(book) is not None:
            yield from _judge(case, base, book, steps, text)


def _judge(case: Case, base: str, book: Book, steps: Steps, text: str) -> Iterator[Fault]:
    """What is open of one movement of which a rate is printed."""
    now, before, half = case.book.figure(steps), book.figure(steps), printed.hidden_in(book, steps)
    ends = (before.value - half, before.value + half)
    if not half or now.value.is_nan() or before.value.is_nan():
        return
    said = ""
    if ends[0] <= now.value <= ends[1] or ends[0] <= 0:
        said = f"{base}是四舍五入的数，增减的方向、幅度都说不准，印的是 {text}"
    elif len(could := _list_rates(now.value, ends, text)) > 1:
        said = f"幅度印 {text}，{base}是四舍五入的数，原数算出的在 {'至'.join(could)}之间"
    if said:
        yield _tell(case, base, book, now, said)


def _list_rates(now: Decimal, ends: tuple[Decimal, Decimal], text: str) -> list[str]:
    """What would print of the rate on the least and on the most that the base can have been."""
    places = len(text.rstrip("%％").partition(".")[2])
    rates = sorted(half_up(ratio(abs(now - it), it) * _HUNDRED, places) for it in ends)
    return [f"{it:f}%" for it in dict.fromkeys(rates)]


def _tell(case: Case, base: str, book: Book, now: Figure, said: str) -> Fault:
    source = case.filing.source
    place = source.place(now.paths[0] if now.paths else ())
    notes = tuple(f"{base}：{it}" for it, _ in printed.places_of(book, now.steps))
    message, help_ = f"{case.label(now.steps)}：{said}", _HELP.format(base=base)
    return Fault("C343", message, place, Severity.WARNING, notes, help=help_)
