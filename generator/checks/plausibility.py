"""What can hardly be, though no identity is broken: which figures, is said in checks.yaml.

All of it is only told: there may be a reason that the figures do not show.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator.addresses import Steps, is_code, show
from generator.addresses import parse as parse_steps
from generator.checks.case import Case, Check, basis
from generator.diagnostics import Fault, Place, Severity
from generator.figures import statements
from generator.figures.book import Book, Figure, add_up
from generator.filing.kinds import Amount, Stated
from generator.filing.values import at
from generator.filing.yaml_tree import Path_
from generator.frozen import replace
from generator.money import ZERO, as_text, ratio

WARNING = Severity.WARNING
_CONFIRM = "核对两处；确实如此的，不用改"
_PERCENT = Decimal(100)
# A minus in front of a number; it is looked for by the minus itself, which is seldom.
_NEGATIVE = r"-(?<=[\s:{,\"'-]-)[0-9]"


def _tell(code: str, check: Check, case: Case, message: str, *figures: Figure) -> Fault:
    return case.fault(code, check, message, *figures, help_=_CONFIRM, severity=WARNING)


def paired(check: Check, case: Case) -> Iterator[Fault]:
    """Two quantities (or sums of some) are both something, or both nothing."""
    left, right = case.figures(check["left"]), case.figures(check["right"])
    one, other = add_up(left), add_up(right)
    if not (one.is_nan() or other.is_nan()) and one.is_zero() != other.is_zero():
        message = f"{case.show(left)}，{case.show(right)}"
        some, none = (right, left) if one.is_zero() else (left, right)
        yield _tell("C316", check, case, message, *some, *none)


def needed(check: Check, case: Case) -> Iterator[Fault]:
    """Where one quantity is something (always, if none is named), another is something too."""
    left = case.figures(check["left"]) if "left" in check else []
    right = case.figures(check["right"])
    nothing = left and (add_up(left).is_nan() or add_up(left).is_zero())
    if nothing or not add_up(right).is_zero():
        return
    labels = "，".join(case.show(it) for it in (left, right) if it)
    yield _tell("C316", check, case, labels, *left, *right)


def bounded(check: Check, case: Case) -> Iterator[Fault]:
    """One quantity is as a rule not above another, this year or on a base, or not above a limit.

    With `list`, the left one is added up over the records of a list.
    """
    book = case.books.bases[check["base"]] if "base" in check else case.book
    if book is None:
        return
    homes = list(case.homes(check["list"])) if "list" in check else [case.home]
    left = [it for home in homes for it in _figures(case, check["left"], book, home)]
    right = _figures(case, check["right"], book, case.home) if "right" in check else []
    ceiling = add_up(right) if right else Decimal(check["limit"])
    if left and not (ceiling.is_nan() or add_up(left).is_nan()) and add_up(left) > ceiling:
        value = as_text(add_up(left), left[0].kind)
        added = f"{check['list']}各条的{check['left']}相加 {value}" if "list" in check else ""
        limit = case.show(right) if right else as_text(ceiling, left[0].kind)
        message = f"{check.get('base', '')}{added or case.show(left)}，大于 {limit}"
        yield _tell("C317", check, case, message, *left, *right)


def _figures(case: Case, names: str | Sequence[str], book: Book, home: Steps) -> list[Figure]:
    there = case.within(home)
    return [there.figure(it, book) for it in ([names] if isinstance(names, str) else names)]


def disproportionate(check: Check, case: Case) -> Iterator[Fault]:
    """A figure is not so many times its base, nor its base so many times the figure."""
    book = case.books.bases[check["base"]]
    if book is None:
        return
    now = case.figure(check["left"])
    before = case.figure(check["left"], book)
    if now.value.is_nan() or before.value.is_nan():
        return
    small, large = sorted((abs(now.value), abs(before.value)))
    if small.is_zero() or large - small < Decimal(check["floor"]):
        return
    if large > small * Decimal(check["limit"]):
        both = f"{case.show([now])}，{check['base']} {as_text(before.value, before.kind)}"
        message = f"{both}，相差 {large / small:.0f} 倍"
        yield _tell("C318", check, case, message, before, now)


def per_head(check: Check, case: Case) -> Iterator[Fault]:
    """A quantity for each of those that a list counts is within what there can be."""
    people = sum((item[check["field"]].value for item in _items(check, case)), ZERO)
    left = case.figures(check["left"])
    total = add_up(left)
    if people.is_nan() or not people or total.is_nan() or total <= 0:
        return
    each = ratio(total, people)
    low, high = (Decimal(check[name]) for name in ("floor", "limit"))
    if not low <= each <= high:
        message = f"{case.show(left)}，{people:f} 人，平均每人 {as_text(each, left[0].kind)}"
        yield _tell("C318", check, case, message, *left)


def scored(check: Check, case: Case) -> Iterator[Fault]:
    """A score is not far from the rate for which it is given."""
    score, rate = case.figure(check["left"]), case.figure(check["right"])
    full = case.figure(check["full"]).value if "full" in check else Decimal(check["value"])
    share = ZERO if rate.void else rate.value
    if score.value.is_nan() or share.is_nan() or full.is_nan() or full.is_zero():
        return
    given = ratio(score.value, full)
    if abs(given - min(share, Decimal(1))) * _PERCENT > Decimal(check["limit"]):
        percent = f"{share * _PERCENT:.2f}%"
        message = f"{case.label(rate.steps)} {percent}，{case.show([score])}"
        yield _tell("C320", check, case, message, score, rate)


# -- what is typed --------------------------------------------------------------------------------


def signed(check: Check, case: Case) -> Iterator[Fault]:
    """Amounts of some sections are not below zero, but for the fields that may be."""
    # Most filings have no such amount; they are not gone through.
    source = case.filing.source
    may_be = source.exports or re.search(_NEGATIVE, source.text)
    for section in check["sections"] if may_be else ():
        for path, amount in _amounts(case.filing.data.get(section), (section,)):
            own = amount.path and not isinstance(amount.path[0], int)
            if amount.value < 0 and own and path[-1] not in check.get("except", ()):
                place = source.place(amount.path)
                message = f"{'.'.join(map(str, path))} {as_text(amount.value, '元')}，小于零"
                help_ = "确是冲减（红字）的，不用改"
                yield Fault("C319", message, place, WARNING, (basis(check),), help=help_)


def _amounts(node: Any, path: Path_) -> Iterator[tuple[Path_, Amount]]:
    """Every amount of money of a section, with the names that lead to it."""
    if isinstance(node, Amount):
        if not node.value.is_nan():
            yield path, node
    elif isinstance(node, Stated):
        yield from _amounts(node.amount, (*path, show(node.steps)))
    elif isinstance(node, dict):
        for name, inner in node.items():
            yield from _amounts(inner, (*path, name))
    elif isinstance(node, tuple):
        for inner in node:
            yield from _amounts(inner, path)


def added(check: Check, case: Case) -> Iterator[Fault]:
    """What a department states itself of what its members state too is their sum."""
    for section in check["sections"] if case.filing.members else ():
        for path, amount in _amounts(case.filing.data[section], (section,)):
            theirs = [at(member.data, map(str, path)).value for member in case.filing.members]
            total = sum(theirs, ZERO)
            own = bool(amount.path) and not isinstance(amount.path[0], int)
            if own and not total.is_nan() and amount.value != total:
                kind = case.book.figure(tuple(map(str, path))).kind
                both = f"{as_text(amount.value, kind)}，各单位相加 {as_text(total, kind)}"
                message, place = f"{'.'.join(map(str, path))} {both}", amount.path
                fault = Fault("C324", message, case.filing.source.place(place), WARNING)
                yield replace(fault, notes=(basis(check),), help=_CONFIRM)


def unique(check: Check, case: Case) -> Iterator[Fault]:
    """No two records of a list have the same text in a field."""
    first: dict[str, Path_] = {}
    list_, field = parse_steps(check["list"]), check["field"]
    for number, item in enumerate(_own_items(check, case)):
        path = (*list_, number, field)
        if (before := first.setdefault(str(item[field]), path)) is not path and item[field]:
            places = map(case.filing.source.place, (path, before))
            yield _repeated(check, f"{check['list']}里“{item[field]}”写了两次", *places)


def unshared(check: Check, case: Case) -> Iterator[Fault]:
    """The same words do not stand under two accounts of different kinds."""
    first: dict[str, tuple[str, Stated]] = {}
    digits = int(check["digits"])
    stated = statements.resolve(case.filing.data[check["section"]], case.filing, case.book)[0]
    for steps, item in stated:
        code = next((step for step in steps if step.isdecimal()), "")
        kind, before = first.setdefault(item.text, (code[:digits], item))
        if kind != code[:digits]:
            places = map(case.filing.place_of, (item, before))
            yield _repeated(check, f"{case.label(steps)}与别的科目写得一样", *places)


def _items(check: Check, case: Case) -> Sequence[Mapping[str, Any]]:
    """What the filing states in the list that a check names."""
    items: Sequence[Mapping[str, Any]] = at(case.filing.data, parse_steps(check["list"]))
    return items


def _own_items(check: Check, case: Case) -> Sequence[Mapping[str, Any]]:
    """What the filing itself states in a list: two members may have projects of one name."""
    items, typed = _items(check, case), case.filing.source.data.get(parse_steps(check["list"])[0])
    own = len(typed) if isinstance(typed, list) else 0
    return items[:own] if case.filing.members else items


def _repeated(check: Check, message: str, place: Place, before: Place) -> Fault:
    related = ((before, "先写在这里"),)
    return Fault("C321", message, place, WARNING, (basis(check),), related, _CONFIRM)


def listed(check: Check, case: Case) -> Iterator[Fault]:
    """A number that is typed is how many records a list has, less a few that do not count."""
    stated = case.figure(check["left"])
    listed = len(_items(check, case))
    if not listed:
        return
    members = len(case.filing.members)
    meant = stated.value + int(check["besides"])
    if not meant.is_nan() and meant != listed:
        message = f"{case.show([stated])}，“{check['list']}”有 {listed} 条"
        yield _tell("C322", check, case, message, stated)
    elif members and members != listed:
        message = f"“{check['list']}”有 {listed} 条，汇总的单位有 {members} 个"
        yield _tell("C322", check, case, message, stated)


def remembered(check: Check, case: Case) -> Iterator[Fault]:
    """A base that lists rows of a table lists every one that has money this year, if only as 0."""
    source, base = case.filing.source, check["base"]
    if case.books.bases[base] is None or case.books.drawn:  # another filing supplies the others
        return
    stated = statements.resolve(case.filing.data[base], case.filing, case.book)[0]
    rows = {steps[-2] for steps, _ in stated if steps[0] == check["table"]}
    listed = {row for row in rows if is_code(row)}
    left_out = sorted(case.book.codes((check["table"],)) - listed)
    if listed and left_out:
        place = min(source.key_place(it.path) for steps, it in stated if steps[-2] in listed)
        message = f"{base}的{check['table']}没有列 {'、'.join(left_out)}，按 0 计"
        help_ = f"补上；{base}确实没有的，写“{left_out[0]}: 0”"
        yield Fault("C323", message, place, WARNING, (basis(check),), help=help_)
