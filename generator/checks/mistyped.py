"""Amounts that look mistyped beside their like: a digit too many or too few, two exchanged, one at
another account, one left out, a year copied whole.

All of it is only told, and only where chance hardly makes it so.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.checks.case import Case, Check, basis
from generator.checks.identities import differ
from generator.diagnostics import Fault, Severity
from generator.figures.book import Book, Figure, add_up
from generator.filing.kinds import NO_CODE
from generator.money import as_text, ratio
from generator.packs.law import list_names
from generator.vocabulary import CODE_DIMENSION

_POWERS = tuple(Decimal(10) ** power for power in range(1, 7))
_PERCENT = Decimal(100)
_MANY = 3  # so many different amounts are not equal by chance
_DIGIT = "数数位数，多写、少写了的改正；确实如此的，不用改"
_COPY = "是由上年的抄来、还没有改的，换成本年的；上年的数抄成了本年的，换成上年的"
_ROWS = "核对两张表里这几个科目的数；确实如此的，不用改"
Pair = tuple[Figure, Figure]  # this year's, and what it is compared with


def tenfold(check: Check, case: Case) -> Iterator[Fault]:
    """A figure is not ten (a hundred, a thousand …) times what it is compared with."""
    left = case.figures(check["left"])
    book = case.books.bases[check["base"]] if "base" in check else case.book
    if book is not None:
        right = [case.figure(it, book) for it in list_names(check.get("right", check["left"]))]
        yield from _tell_tenfold(check, case, left, right)


def tenfold_rows(check: Check, case: Case) -> Iterator[Fault]:
    """No account's amount is ten times what the same account has in a base, or in another table."""
    book = case.books.bases[check["base"]] if "base" in check else case.book
    for now, other in _list_rows(check, case, book) if book is not None else ():
        yield from _tell_tenfold(check, case, [now], [other])


def exchanged_rows(check: Check, case: Case) -> Iterator[Fault]:
    """No two accounts have in one table what the other has in another table."""
    told = set[Figure]()
    apart = [it for it in _list_rows(check, case, case.book) if it[0].value != it[1].value]
    crossed = {(now.value, other.value): (now, other) for now, other in apart}
    for now, other in apart:
        back = crossed.get((other.value, now.value))
        if back is None or now in told or not (now.value and other.value):
            continue
        told.add(back[0])
        both = "、".join(case.show([it]) for it in (now, back[0]))
        message = f"{both}，与{check['beside']}的正好对调"
        figures = (now, back[0], other, back[1])
        yield case.fault("C313", check, message, *figures, help_=_ROWS, severity=Severity.WARNING)


def same_rows(check: Check, case: Case) -> Iterator[Fault]:
    """Each account has as a rule the same in two tables."""
    apart = [
        (now, other)
        for now, other in _list_rows(check, case, case.book)
        if differ(now.value, other.value, (now, other))
    ]
    if apart:
        sides = (f"{case.show([now])}，{case.show([other])}" for now, other in apart[:_MANY])
        message = "；".join(sides) + (f"；等 {len(apart)} 个科目" if len(apart) > _MANY else "")
        figures = [it for pair in apart for it in pair]
        yield case.fault("C313", check, message, *figures, help_=_ROWS, severity=Severity.WARNING)


def copied(check: Check, case: Case) -> Iterator[Fault]:
    """Not everything is to the 分 what it was in a base: then one is the other's copy."""
    book, base = case.books.bases[check["base"]], check["base"]
    if book is None:
        return
    named = [(case.figure(it), case.figure(it, book)) for it in list_names(check["left"])]
    pairs = [*filter(_is_stated, (*named, *_list_rows(check, case, book)))]
    amounts = {now.value for now, _ in pairs}
    if not pairs or any(now.value != before.value for now, before in pairs):
        return
    if len(amounts) >= _MANY:
        now, before = pairs[0]
        shown = "、".join(case.label(it.steps) for it, _ in pairs[:_MANY])
        message = f"本年的数和{base}一分不差：{shown}{'等' if len(pairs) > _MANY else ''}"
        yield case.fault(
            "C318", check, message, before, now, help_=_COPY, severity=Severity.WARNING
        )


def listed_rows(check: Check, case: Case) -> Iterator[Fault]:
    """A list that states something of each account has every account of a table.

    Nothing is left out for sure where one of its accounts cannot be read.
    """
    name, source = check["section"], case.filing.source
    listed = {item[CODE_DIMENSION].code for item in case.filing.data[name] if item[CODE_DIMENSION]}
    left_out = sorted(case.book.codes((check["table"],)) - listed)
    if listed and left_out and NO_CODE.code not in listed:
        message = f"{name}没有列 {'、'.join(left_out)}，按 0 计"
        help_ = f"补上；确实没有的，写一条：{{{CODE_DIMENSION}: {left_out[0]}, …: 0}}"
        place = source.key_place((name,))
        yield Fault("C323", message, place, Severity.WARNING, (basis(check),), help=help_)


def _list_rows(check: Check, case: Case, book: Book) -> Iterator[Pair]:
    """The amounts of each account in a table, this year's and the other."""
    name = check["table"]
    other, table = check.get("beside", name), case.table(name)
    column = check.get("columns", table.total)
    there = case.table(other).total if "beside" in check else column
    codes = case.book.codes((name,)) | case.book.codes((other,))
    for code in sorted(codes):
        pair = case.book.figure((name, code, column)), book.figure((other, code, there))
        if _is_known(*pair):
            yield pair


def _is_stated(pair: Pair) -> bool:
    """Whether both are known, and a base has something to compare with."""
    return _is_known(*pair) and bool(pair[1].value)


def _is_known(*figures: Figure) -> bool:
    """Whether none of some figures is still to be filled."""
    return not any(it.value.is_nan() for it in figures)


def _tell_tenfold(
    check: Check, case: Case, left: Sequence[Figure], right: Sequence[Figure]
) -> Iterator[Fault]:
    values = [abs(add_up(left)), abs(add_up(right))]
    if any(it.is_nan() or not it for it in values):
        return
    small, large = sorted(values)
    if large - small < Decimal(check["floor"]):
        return
    margin, times = Decimal(check["margin"]) / _PERCENT, ratio(large, small)
    power = next((it for it in _POWERS if abs(times / it - 1) <= margin), None)
    if power is not None:
        of = check.get("base", "")
        one, other = (case.show(it) for it in (left, right))
        told = as_text(add_up(right), right[0].kind) if of else other
        message = f"{one}，{of}{' ' if of else ''}{told}，差 {power:f} 倍"
        yield case.fault(
            "C318", check, message, *right, *left, help_=_DIGIT, severity=Severity.WARNING
        )
