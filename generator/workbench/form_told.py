"""What is said beside the fields of a form, and when they cannot be filled in."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from starlette.responses import Response

from generator.diagnostics import Fault
from generator.filing import marked
from generator.filing.yaml_tree import Path_
from generator.units.result import Result
from generator.workbench import answers, form_faults, form_files, form_making
from generator.workbench.bench import Bench
from generator.workbench.form_faults import FieldFault
from generator.workbench.form_files import Typing

SAVED, UNDONE = "saved", "undone"


def judge(bench: Bench, typing: Typing) -> tuple[Result, list[FieldFault]]:
    """What is wrong with a filing as it is typed now."""
    if typing.drafted:
        result = bench.surveyor.try_out(typing.filing, typing.content)
    else:
        result, _ = bench.surveyor.find(typing.filing, bench.today())
    return result, form_faults.find(result.faults, typing.source, typing.sheets)


class FieldWay(NamedTuple):
    """The way to the field of a fault: the number and title of its sheet, and where on the page."""

    number: int
    title: str
    spot: str


def find_ways(filing: Path, result: Result) -> Mapping[Fault, FieldWay]:
    """The ways to the fields of a saved filing's faults; none where more is typed than is saved."""
    typing = form_files.load(filing)
    if isinstance(typing, Fault) or typing.drafted:
        return {}
    found = form_faults.find(result.faults, typing.source, typing.sheets)
    return {
        it.fault: FieldWay(it.sheet, typing.sheets[it.sheet - 1].title, it.spot)
        for it in found
        if it.sheet is not None
    }


def tell(
    found: Sequence[FieldFault],
    typing: Typing,
    number: int,
    placed: Mapping[Path_, str],
    kept: str,
    *,
    lost: bool = False,
) -> dict[str, Any]:
    own = [(it, it.name_at(placed)) for it in found if it.sheet == number]
    return {
        "counts": list(form_faults.count(found, typing.sheets, typing.marked)),
        "marked": sum(it == number for it in typing.marked.values()),
        "told": own,
        "others": sum(it.sheet is None for it in found),
        "kept": kept,
        "lost": lost,
        "number": number,
    }


def refuse(bench: Bench, filing: Path, fault: Fault, text: str = "") -> Response:
    status = 409 if text else 200
    kept = answers.keep_whole(text)
    book = filing.name if marked.is_workbook(filing) else ""
    return bench.show_unit(
        "form_refused.html", "form", filing, "", status, fault=fault, text=kept, book=book
    )


def go_on(bench: Bench, typing: Typing, number: int, fields: Mapping[str, str]) -> Response:
    """After a save: to the sheet that was asked for, or the same again.

    Who has looked all through a sheet goes on to the one after it.
    """
    after, last = fields.get("next", "")[:3], len(typing.sheets)
    if form_making.REVIEWED in fields:
        onward = min(number + 1, last)
    else:
        onward = int(after) if after.isdecimal() and 0 < int(after) <= last else number
    return answers.go(f"/units/{bench.desk.name(typing.filing)}/form/{onward}?done={SAVED}")
