"""Tell results as they come, one of many after the other, and how far the work is."""

import sys
import time
from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING

from generator.diagnostics import Severity
from generator.frozen import replace
from generator.reporting import console
from generator.units import summary
from generator.units.result import Result
from generator.units.summary import Tally

if TYPE_CHECKING:
    from generator.reporting.results_json import ResultsJson

# Of so many filings each has its line; of more, only those that are to be seen to.
FEW = 50


def follow(results: Iterable[Result], tally: Tally, form: str) -> Generator[Result, None, None]:
    """Tell the results as they come, in words or in a form for programs; the page comes last.

    Each is handed on without its document, so that nobody keeps many of them.
    """
    many, clock, bar = tally.total > FEW, time.monotonic(), Bar(tally.total > 1)
    pieces = _begin_json() if form == "json" else None
    try:
        for result in results:
            tally.add(result)
            bar.clear()
            _tell_one(result, tally, pieces, in_words=form == "text", many=many)
            if tally.seen < tally.total:
                bar.show(summary.draw_bar(tally, int(time.monotonic() - clock)))
            if result.document:
                result = replace(result, document=b"")
            yield result
    finally:
        bar.clear()
        if pieces is not None:
            console.say(pieces.end(tally.counts()), utf8=True, end="")
    if form == "text" and tally.total > 1:
        console.say(summary.draw_table(tally))


def _begin_json() -> "ResultsJson":
    from generator.reporting.results_json import ResultsJson

    return ResultsJson()


def _tell_one(
    result: Result, tally: Tally, pieces: "ResultsJson | None", *, in_words: bool, many: bool
) -> None:
    counter = f"[{tally.seen}/{tally.total}] " if tally.total > 1 else ""
    if pieces is not None:
        console.say(pieces.next(result), utf8=True, end="")
    if many:
        if result.failed:
            console.complain(f"{counter}{console.verdict(result)}\n{_first_error(result)}")
    elif in_words:
        console.tell(result, counter)
    else:
        console.complain(f"{counter}{console.verdict(result)}")


def _first_error(result: Result) -> str:
    """Of a unit among very many, one error; `check` tells all of them."""
    errors = [fault for fault in result.faults if fault.severity is Severity.ERROR]
    rest = f"（另有 {len(errors) - 1} 个）" if len(errors) > 1 else ""
    return f"    {errors[0].place}: {errors[0].code} {errors[0].message}{rest}"


class Bar:
    """A line on the terminal that is written over and over; nothing where it is not `wanted`."""

    def __init__(self, wanted: bool) -> None:
        self.wanted = wanted and sys.stderr.isatty()
        self.shown = 0

    def show(self, line: str) -> None:
        """Show a line in the place of the one before."""
        if self.wanted:
            self.shown = console.display_width(line)
            console.complain(f"\r{line}", end="")

    def clear(self) -> None:
        """Take it away, for other lines to be told."""
        if self.shown:
            console.complain(f"\r{' ' * self.shown}\r", end="")
            self.shown = 0
