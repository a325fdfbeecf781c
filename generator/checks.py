"""The kinds of identity that a pack may demand; which figures they hold is said in checks.yaml.

Every kind is a short function from one demand to faults. Identities are tested on exact 元.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from generator.book import Book, Figure, locate, rounding, show
from generator.definitions import Table
from generator.diagnostics import Fault, Severity
from generator.document import Printed
from generator.kinds import steps as parse_steps
from generator.ledger import Steps
from generator.marks import Aspect
from generator.money import ZERO, yuan_text
from generator.schema import Filing
from generator.views import Books
from generator.vocabulary import NOTHING_TO_COMPARE, REASONS, TOTAL_ROW

Check = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """What a check looks at: the filing, its books, and (after filling) what was printed."""

    filing: Filing
    books: Books
    printed: Sequence[Printed] = ()

    @property
    def book(self) -> Book:
        """This year's figures."""
        return self.books.now

    def figure(self, address: str) -> Figure:
        """The figure that a check names."""
        return self.book.figure(self.book.canonical(parse_steps(address)))

    def label(self, address: str) -> str:
        """An address as an officer would write it."""
        return show(self.book.short(parse_steps(address)))

    def table(self, name: str) -> Table:
        """The table that a check names."""
        found, _ = locate(self.book.root, (name,))
        assert isinstance(found, Table)
        return found

    def fault(self, code: str, check: Check, message: str, *figures: Figure, help_: str) -> Fault:
        """A fault at the first line that makes any of the figures, with the rule it breaks."""
        source = self.filing.source
        places = sorted({source.place(path) for figure in figures for path in figure.paths})
        place = places[0] if places else source.place(())
        related = tuple((other, "") for other in places[1:6])
        return Fault(code, message, place, Severity.ERROR, (_basis(check),), related, help_)


def _basis(check: Check) -> str:
    return f"依据：{check['依据']}"


def total(check: Check, case: Case) -> Iterator[Fault]:
    """A row's total column is the sum of the columns that the form prints beside it."""
    name, column = check["table"], check["sum"]
    for row in sorted(case.book.codes((name,))):
        whole = case.book.figure((name, row, column))
        parts = [case.book.figure((name, row, part)) for part in check["of"]]
        added = sum((part.value for part in parts), ZERO)
        if _differ(added, whole.value, rounding(whole, *parts)):
            labels = "＋".join(check["of"])
            message = f"{whole.address} {yuan_text(whole.value)}，{labels} {yuan_text(added)}"
            help_ = "检查这一科目下各条金额填在哪一项"
            yield case.fault("C301", check, message, whole, *parts, help_=help_)


def _differ(left: Decimal, right: Decimal, slack: Decimal) -> bool:
    difference = abs(left - right)
    return not difference.is_nan() and difference > slack


def same(check: Check, case: Case) -> Iterator[Fault]:
    """Two addresses are one quantity."""
    left, right = case.figure(check["left"]), case.figure(check["right"])
    difference = abs(left.value - right.value)
    if not difference.is_nan() and difference > rounding(left, right):
        message = (
            f"{left.address} {yuan_text(left.value)}，{right.address} {yuan_text(right.value)}，"
            f"差 {yuan_text(difference)}"
        )
        yield case.fault("C302", check, message, left, right, help_="核对两处的明细")


def within(check: Check, case: Case) -> Iterator[Fault]:
    """One quantity never exceeds another; without a left side, the other is never below zero."""
    right = case.figure(check["right"])
    left = case.figure(check["left"]) if "left" in check else None
    floor = left.value if left else ZERO
    slack = rounding(right, left) if left else rounding(right)
    if not (floor - right.value).is_nan() and floor - right.value > slack:
        shown = f"{left.address} {yuan_text(floor)}，大于" if left else "小于零："
        message = f"{shown}{right.address} {yuan_text(right.value)}"
        figures = (left, right) if left else (right,)
        yield case.fault("C303", check, message, *figures, help_="核对两处的金额")


def rollup(check: Check, case: Case) -> Iterator[Fault]:
    """A view's total is the sum of its rows: no money stands under no account."""
    name, column = check["table"], check["column"]
    whole = case.book.figure((name, TOTAL_ROW, column))
    rows = [case.book.figure((name, code, column)) for code in case.book.codes((name,))]
    added = sum((row.value for row in rows), ZERO)
    if _differ(added, whole.value, rounding(whole, *rows)):
        message = f"{whole.address} {yuan_text(whole.value)}，各科目相加 {yuan_text(added)}"
        yield case.fault("C304", check, message, whole, help_="给没有科目的金额写上科目")


def carried(check: Check, case: Case) -> Iterator[Fault]:
    """What this year opens with is what the base closed with; a difference is only told."""
    book = case.books.bases[check["base"]]
    left = case.figure(check["left"])
    if book is None:
        return
    right = book.figure(book.canonical(parse_steps(check["right"])))
    if (left.value - right.value).is_nan() or left.value == right.value:
        return
    message = (
        f"{left.address} {yuan_text(left.value)}，"
        f"{check['base']}的{right.address} {yuan_text(right.value)}"
    )
    fault = case.fault("C311", check, message, left, help_="有调整的请在文中说明；没有的请核对")
    yield replace(fault, severity=Severity.WARNING)


def covered(check: Check, case: Case) -> Iterator[Fault]:
    """Every row of a view that has money is printed by the form."""
    name = check["table"]
    table = case.table(name)
    printed = {item.mark.address for item in case.printed if item.mark.aspect is Aspect.VALUE}
    size = case.books.levels[table.classification or ""][check["level"]]
    for code in sorted({code[:size] for code in case.book.codes((name,))}):
        for column in table.columns:
            figure = case.book.figure((name, code, column))
            if _has_money(figure) and figure.address not in printed:
                label = f"{code} {case.books.name_of(table.classification or '', code) or ''}"
                message = f"{label.strip()} {yuan_text(figure.value)}，表样没有印这一行"
                help_ = "检查科目是否用对；确有此项支出时请联系表样管理人"
                yield case.fault("C305", check, message, figure, help_=help_)
                break


def _has_money(figure: Figure) -> bool:
    return not (figure.value.is_zero() or figure.value.is_nan())


def explained(check: Check, case: Case) -> Iterator[Fault]:
    """A reason is stated wherever the form prints one and the movement is not flat."""
    source = case.filing.source
    asked = {item.mark.address for item in case.printed if item.mark.aspect is Aspect.NO_REASON}
    for address in map(case.label, sorted(asked)):
        place = source.key_place((REASONS,))
        message = f"缺增减原因：{address}"
        help_ = f"在“{REASONS}”里写：{address}: 原因"
        yield Fault("C306", message, place, notes=(_basis(check),), help=help_)


Kind = Callable[[Check, Case], Iterator[Fault]]
BEFORE: dict[str, Kind] = {
    "total": total,
    "same": same,
    "within": within,
    "rollup": rollup,
    "carried": carried,
}
AFTER: dict[str, Kind] = {"covered": covered, "explained": explained}


def before_filling(demands: Sequence[Check], case: Case) -> list[Fault]:
    """The faults of every identity that figures alone decide."""
    return _run(demands, case, BEFORE)


def after_filling(demands: Sequence[Check], case: Case) -> list[Fault]:
    """The faults that only the filled form shows, with what is missing in it."""
    faults = _run(demands, case, AFTER)
    faults += _missing_bases(case)
    faults += _missing_notes(case)
    faults += _idle_reasons(case)
    return faults


def _run(demands: Sequence[Check], case: Case, kinds: Mapping[str, Kind]) -> list[Fault]:
    chosen = [check for check in demands if check["kind"] in kinds]
    return [fault for check in chosen for fault in kinds[check["kind"]](check, case)]


def gaps(case: Case) -> Iterator[Fault]:
    """Whatever else is missing in the form: no document leaves with a gap in it."""
    missing = {item.mark.address for item in case.printed if item.mark.aspect.gap}
    for address in sorted(missing):
        yield Fault("C309", f"待填：{address}", case.filing.source.place(()))


def _missing_bases(case: Case) -> Iterator[Fault]:
    source = case.filing.source
    missing = {
        (item.mark.base, item.mark.address)
        for item in case.printed
        if item.mark.aspect is Aspect.NO_BASE
    }
    for base in sorted({base for base, _ in missing}):
        if base not in source.data:
            message = f"缺“{base}”：表样要与它比较"
            first = "、".join([case.label(a) for b, a in sorted(missing) if b == base][:3])
            help_ = f"补上“{base}”一节；没有可比的，写“{base}: {NOTHING_TO_COMPARE}”"
            yield Fault("C307", message, source.place(()), notes=(f"如：{first}",), help=help_)
    for base, address in sorted(missing):
        if base in source.data:
            label = case.label(address)
            help_ = f"在“{base}”里写：{label}: 金额"
            yield Fault("C307", f"缺{base}：{label}", source.key_place((base,)), help=help_)


def _missing_notes(case: Case) -> Iterator[Fault]:
    source = case.filing.source
    missing = {
        (item.mark.base, item.mark.address)
        for item in case.printed
        if item.mark.aspect is Aspect.NO_NOTE
    }
    for section, address in sorted(missing):
        label = case.label(address)
        help_ = f"在“{section}”里写：{label}: 文字"
        yield Fault("C310", f"缺{section}：{label}", source.key_place((section,)), help=help_)


def _idle_reasons(case: Case) -> Iterator[Fault]:
    used = {item.mark.address for item in case.printed if item.mark.aspect is Aspect.REASON}
    given = case.filing.data.get(REASONS, ())
    for item in () if isinstance(given, str) else given:
        steps: Steps = case.book.canonical(item.steps)
        if show(steps) not in used:
            place = case.filing.source.key_place(item.path)
            message = f"“{show(case.book.short(steps))}”的原因没有用上：表样这里不印原因"
            yield Fault("C308", message, place, Severity.WARNING, help="删去，或检查写的是哪一项")
