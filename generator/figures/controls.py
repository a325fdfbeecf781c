"""Control totals (核对数): never printed, they tell whether the entries are the accounts.

Stated in 元 they must be equal. Where the figures were typed in 万元, a total within the rounding
bound of its leaves becomes the figure, in every table that prints the same entries (尾差).
"""

from collections.abc import Sequence
from decimal import Decimal

from generator.addresses import show
from generator.diagnostics import Fault, Severity
from generator.figures import statements
from generator.figures.book import Book, Figure, rounding
from generator.figures.ledger import Ledger
from generator.filing.filing import Filing
from generator.filing.kinds import WAN, Stated
from generator.filing.yaml_tree import Path_
from generator.frozen import replace
from generator.money import HALF_STEP, as_text
from generator.vocabulary import CONTROL_TOTALS, KIND_YUAN

MAX_LINES = 20


def apply(
    now: Book, entries: Ledger, filing: Filing, exported: Sequence[Stated] = ()
) -> tuple[Book, list[Fault]]:
    """The book with its rounding differences settled, and the totals that do not agree.

    Totals may stand in the filing and in files that nobody typed; all are held.
    """
    stated, faults = statements.resolve(filing.data.get(CONTROL_TOTALS, ()), filing, now)
    for given in (exported, filing.source.totals):
        more, unknown = statements.resolve(given, filing, now)
        stated, faults = [*stated, *more], [*faults, *unknown]
    adjusted: dict[tuple[Path_, ...], Decimal] = {}
    first: dict[tuple[Path_, ...], Decimal] = {}
    for steps, item in stated:
        figure = now.figure(steps)
        fault = _judge(figure, item, filing)
        if fault is not None:
            faults.append(fault)
        # The same entries are the same figure in every table that prints them.
        paths = figure.paths if not figure.parts else ()
        if figure.wan and paths and first.setdefault(paths, item.amount.value) != item.amount.value:
            message = f"{show(item.steps)}：与前面的核对数是同一个数，写得不一样"
            help_ = "核对这两个核对数，改成一样的"
            faults.append(Fault("L406", message, filing.place_of(item), help=help_))
        elif fault is not None and fault.severity is Severity.WARNING and paths:
            adjusted[paths] = item.amount.value
    return (Book(now.root, replace(entries, adjusted=adjusted)) if adjusted else now), faults


def _judge(figure: Figure, item: Stated, filing: Filing) -> Fault | None:
    """What a control total says of a figure: nothing, a rounding difference, or a fault."""
    total = item.amount.value
    if figure.kind != KIND_YUAN and item.amount.wan:  # what is counted is in no unit of money
        total /= WAN
    difference = abs(figure.value - total)
    if difference.is_nan() or difference.is_zero():
        return None
    place = filing.place_of(item)
    said, made, off = (as_text(it, figure.kind) for it in (total, figure.value, difference))
    message = f"{show(item.steps)}：核对数 {said}，填报数相加 {made}，差 {off}"
    if figure.wan and difference <= rounding(figure):
        # A figure that is made of others stays their sum, or one quantity would have two values.
        printed = "按各项相加印" if figure.parts else "按核对数印"
        message, help_ = f"{message}，属尾差，{printed}", "两边的数都没有填错的，不用改"
        return Fault("L407", message, place, Severity.WARNING, help=help_)
    typed_apart = figure.kind == KIND_YUAN and item.amount.wan and not figure.wan
    if typed_apart and difference <= HALF_STEP:
        return None
    lines = sorted({filing.source.place(path) for path in figure.paths})
    related = tuple((line, "") for line in lines[:MAX_LINES])
    help_ = "核对这几行的金额和科目，或核对数"
    if place.file in filing.source.all_exports:
        help_ = "核对这几行的金额和科目；账上改了数的，重新导出这张表"
    return Fault("L406", message, place, related=related, help=help_)
