"""填报: a filing filled in by fields, a sheet a page; what is typed is kept as a draft at once."""

import secrets

from starlette.requests import Request
from starlette.responses import Response

from generator.diagnostics import Fault
from generator.workbench import (
    answers,
    form_faults,
    form_files,
    form_making,
    form_reasons,
    form_state,
    form_told,
    keeping,
)
from generator.workbench.bench import Bench, find_filing, tell_gone
from generator.workbench.form_before import Comparing
from generator.workbench.form_drawn import Given
from generator.workbench.form_fields import Showing
from generator.workbench.form_told import SAVED, UNDONE

_SAID = {SAVED: "已保存", UNDONE: "已退回上一版；退回前的也留着，再退一次就回来"}


def show_first(bench: Bench, request: Request) -> Response:
    """The way to the first sheet with something to be done."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    typing = form_files.load(filing)
    if isinstance(typing, Fault):
        return form_told.refuse(bench, filing, typing)
    _, found = form_told.judge(bench, typing)
    counts = list(form_faults.count(found, typing.sheets, typing.marked))
    first = next((it.number for it in counts if it.wrong or it.lacking), 1)
    return answers.go(f"/units/{bench.desk.name(filing)}/form/{first}")


def show_sheet(bench: Bench, request: Request) -> Response:
    """One sheet, with what is typed in it and its faults."""
    filing, number = find_filing(bench, request), read_number(request)
    if filing is None:
        return tell_gone()
    typing = form_files.load(filing)
    if isinstance(typing, Fault):
        return form_told.refuse(bench, filing, typing)
    if not 0 < number <= len(typing.sheets):
        return answers.refuse(404, "没有这一节", "回到单位，重新打开填报")
    plan = typing.sheets[number - 1]
    window = secrets.token_hex(8)
    form_state.keep(window, typing.source.data, form_making.list_sections(plan), typing.common)
    result, found = form_told.judge(bench, typing)
    outcome = bench.surveyor.look_into(filing, typing.content)
    tree, pack = typing.source.data, typing.pack
    whole = outcome.filing.source if outcome.filing else typing.source
    showing = Showing(pack, tree, Given(whole.data, whole.drawn))
    showing.before = Comparing(pack, outcome.books, tree).find
    if outcome.books is not None:
        showing.ahead = form_reasons.look_ahead(filing, typing.content, outcome, pack)
    sheet = showing.show(plan)
    return bench.show_unit(
        "form.html",
        "form",
        filing,
        result.unit,
        sheet=sheet,
        window=window,
        base=typing.base,
        seen=form_state.sign(tree, form_making.list_sections(plan)),
        said=_SAID.get(request.query_params.get("done", ""), ""),
        drafted=typing.drafted,
        versions=keeping.list_versions(filing),
        **form_told.tell(found, typing, number, showing.placed, ""),
    )


def read_number(request: Request) -> int:
    """The number of a sheet in an address; 0 where it is none."""
    said = str(request.path_params["sheet"])
    return int(said) if said.isdecimal() and len(said) < 4 else 0
