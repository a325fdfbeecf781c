"""The kinds of identity that figures alone decide; which figures they hold is said in checks.yaml.

Every kind is a short function from one demand to faults. Identities are tested on exact 元; only
figures typed in 万元 have the slack that rounding gives them.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.addresses import Steps
from generator.checks.case import Case, Check
from generator.diagnostics import Fault, Severity
from generator.figures.book import Amounts, Book, Figure, add_up, rounding
from generator.filing.source import Source
from generator.filing.yaml_tree import Path_
from generator.money import ZERO, as_text
from generator.packs.law import list_names
from generator.vocabulary import TOTAL_ROW


def _exceeds(excess: Decimal, figures: Sequence[Figure]) -> bool:
    """Whether something is too much by more than rounding allows; mostly it is by nothing."""
    return not excess.is_nan() and excess > ZERO and excess > rounding(*figures)


def differ(left: Decimal, right: Decimal, figures: Sequence[Figure]) -> bool:
    """Whether two amounts are apart by more than rounding of these figures allows."""
    return _exceeds(abs(left - right), figures)


def _label(figures: Sequence[Figure]) -> str:
    value = as_text(add_up(figures), figures[0].kind)
    return f"{'＋'.join(figure.address for figure in figures)} {value}"


def total(check: Check, case: Case) -> Iterator[Fault]:
    """A row's total column is the sum of the columns that the form prints beside it.

    Rows that differ by what an export does not split are told together: they want one thing.
    """
    name, column, find = check["table"], check["sum"], case.book.figure
    unsplit: list[tuple[Figure, Path_]] = []
    for row in _list_unequal(case.book, (name,), column, check["of"]):
        whole = find((name, row, column))
        parts = [find((name, row, part)) for part in check["of"]]
        if differ(add_up(parts), whole.value, (whole, *parts)):
            if rest := _find_unsplit(case.filing.source, whole, parts):
                unsplit += [(whole, path) for path in rest]
                continue
            labels = "＋".join(check["of"])
            message = f"{_label([whole])}，{labels} {as_text(add_up(parts), whole.kind)}"
            help_ = "检查这一科目下各条金额填在哪一项"
            yield case.fault("C301", check, message, whole, *parts, help_=help_)
    if unsplit:
        yield _tell_unsplit(check, case, unsplit)


def _list_unequal(book: Book, table: Steps, total: str, of: Sequence[str]) -> list[str]:
    """The rows of accounts in which columns do not add up to another exactly: few, if any."""
    rows = sorted(book.codes(table))
    of_column = Amounts(book, table, rows)
    whole, *parts = [of_column[column] for column in (total, *of)]
    sums = {row: sum([part[row] for part in parts if row in part], ZERO) for row in rows}
    return [row for row, added in sums.items() if added != whole.get(row, ZERO)]


def _find_unsplit(source: Source, whole: Figure, parts: Sequence[Figure]) -> list[Path_]:
    """Where a row's money is that none of its parts has, if exports give all of that unsplit."""
    rest = [path for path in whole.paths if not any(path in part.paths for part in parts)]
    led = [source.lead(path) for path in rest]
    return rest if all(inner in own.unsplit for own, inner in led) else []


def _tell_unsplit(check: Check, case: Case, found: Sequence[tuple[Figure, Path_]]) -> Fault:
    source = case.filing.source
    own, inner = source.lead(found[0][1])
    item, parts = own.at(inner[:-1]), "、".join(own.unsplit[inner])
    told = item.items() if isinstance(item, dict) else ()
    entry = "、".join(
        f"{key} {value}" for key, value in told if (*inner[:-1], key) not in own.drawn
    )
    message = f"导出的表里{inner[-1]}没有分成{parts}，{len(found)} 处要分"
    help_ = (
        f"在“{inner[0]}”里每处写一条，{parts}相加等于导出的{inner[-1]}；"
        f"如 {entry}，{parts}相加 {own.at(inner)}；其余的照样取"
    )
    return case.fault("C301", check, message, *(whole for whole, _ in found), help_=help_)


def same(check: Check, case: Case) -> Iterator[Fault]:
    """Two addresses (or sums of some) are one quantity."""
    yield from _differ_at("C302", check, case, Severity.ERROR, "核对两处的明细")


def usually(check: Check, case: Case) -> Iterator[Fault]:
    """Two quantities are as a rule the same; where they are not, this is only told."""
    yield from _differ_at("C313", check, case, Severity.WARNING, "确有不同的，不用改")


def _differ_at(
    code: str, check: Check, case: Case, severity: Severity, help_: str
) -> Iterator[Fault]:
    left, right = case.figures(check["left"]), case.figures(check["right"])
    if differ(add_up(left), add_up(right), (*left, *right)):
        difference = as_text(abs(add_up(left) - add_up(right)), left[0].kind)
        message = f"{_label(left)}，{_label(right)}，差 {difference}"
        # The side that fewer lines make is as_text first: there the slip is soonest found.
        figures = sorted((*left, *right), key=lambda figure: (len(figure.paths), case.line(figure)))
        yield case.fault(code, check, message, *figures, help_=help_, severity=severity)


def within(check: Check, case: Case) -> Iterator[Fault]:
    """One quantity never exceeds another, or a limit."""
    right = case.figures(check["right"]) if "right" in check else []
    left = case.figures(check["left"])
    ceiling = add_up(right) if right else Decimal(str(check["limit"]))
    if _exceeds(add_up(left) - ceiling, (*left, *right)):
        message = f"{_label(left)}，大于 {_label(right) if right else check['limit']}"
        yield case.fault("C303", check, message, *left, *right, help_="核对两处的数")


def not_negative(check: Check, case: Case) -> Iterator[Fault]:
    """A quantity is never below zero."""
    left = case.figures(check["left"])
    if _exceeds(-add_up(left), left):
        message = f"{_label(left)}，小于零"
        yield case.fault("C303", check, message, *left, help_="核对两处的数")


def rollup(check: Check, case: Case) -> Iterator[Fault]:
    """A view's total is the sum of its rows: no money stands under no account."""
    name = check["table"]
    for column in list_names(check["columns"]):
        whole = case.book.figure((name, TOTAL_ROW, column))
        rows = [case.book.figure((name, code, column)) for code in case.book.codes((name,))]
        if differ(add_up(rows), whole.value, (whole, *rows)):
            message = f"{_label([whole])}，各科目相加 {as_text(add_up(rows), whole.kind)}"
            yield case.fault("C304", check, message, whole, help_="给没有科目的金额写上科目")


def equals(check: Check, case: Case) -> Iterator[Fault]:
    """A quantity has the value that a rule fixes."""
    left = case.figures(check["left"])
    fixed = Decimal(str(check["value"]))
    if differ(add_up(left), fixed, ()):
        message = f"{_label(left)}，应是 {as_text(fixed, left[0].kind)}"
        yield case.fault("C314", check, message, *left, help_="核对各项的数")


def carried(check: Check, case: Case) -> Iterator[Fault]:
    """What this year opens with is what the base closed with; a difference is only told."""
    book = case.books.bases[check["base"]]
    left = case.figure(check["left"])
    if book is None:
        return
    right = case.figure(check["right"], book)
    if differ(left.value, right.value, (left, right)):
        message = f"{_label([left])}，{check['base']}的{_label([right])}"
        help_ = "有调整的请在文中说明；没有的请核对"
        yield case.fault("C311", check, message, left, help_=help_, severity=Severity.WARNING)


def budgeted(check: Check, case: Case) -> Iterator[Fault]:
    """What was spent is within what a base allows; an excess is only told."""
    book = case.books.bases[check["base"]]
    spent = case.figure(check["left"])
    if book is None:
        return
    allowed = case.figure(check["left"], book)
    if _exceeds(spent.value - allowed.value, (spent, allowed)):
        message = f"{_label([spent])}，大于{check['base']} {as_text(allowed.value, allowed.kind)}"
        help_ = "核对两个数"
        yield case.fault("C315", check, message, spent, help_=help_, severity=Severity.WARNING)
