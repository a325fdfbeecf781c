"""The pages that only show: the folder, a unit, its faults, the help."""

from dataclasses import replace
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from generator.reporting import unit_pictures
from generator.reporting.overview_rows import UnitRow
from generator.reporting.unit_pictures import DrawnTable
from generator.units import stages
from generator.workbench import answers, choosing, documents, form_told, help_pages, keeping, steps
from generator.workbench.bench import Bench, find_filing, tell_gone
from generator.workbench.gate import MAX_AGE


def enter(bench: Bench, request: Request) -> Response:
    """The first visit: the token is taken for a cookie, and is gone from the address."""
    if not bench.gate.admit(request.query_params.get("token", "")):
        return answers.refuse(403, "这个地址已经用过，或者不对", answers.COME_IN)
    answer = answers.go("/")
    answer.set_cookie(
        bench.gate.cookie,
        bench.gate.pass_,
        max_age=MAX_AGE,
        httponly=True,
        samesite="strict",
    )
    return answer


def send_asset(bench: Bench, request: Request) -> Response:
    """A style sheet or a script."""
    found = answers.find_asset(str(request.path_params["name"]))
    return found or answers.refuse(404, "没有这个文件", "刷新页面；还不行，重新运行 gongkai serve")


def show_overview(bench: Bench, request: Request) -> Response:
    """概览: every unit, those that need somebody first; what is not known yet is told later."""
    surveyed = bench.surveyor.survey(bench.today())
    shown = {str(path): bench.desk.show(path) for path in surveyed.shelf.filings.values()}
    rows = [replace(it, document=None, file=shown.get(it.file, "")) for it in surveyed.rows]
    names = {shown[str(path)]: name for name, path in surveyed.shelf.filings.items()}

    def lead(row: UnitRow) -> str:
        return f"/units/{names[row.file]}" if row.file else ""

    def lead_on(row: UnitRow) -> str:
        return f"{lead(row)}/checks" if row.errors + row.warnings else ""

    wanted = choosing.read_wanted(request.query_params)
    is_part = "hx-request" in request.headers
    return bench.show(
        "overview_part.html" if is_part else "overview.html",
        folder=str(bench.desk.folder),
        astray=surveyed.shelf.astray,
        roll_faults=surveyed.rolls.faults,
        movements=None if is_part else unit_pictures.draw_movements(rows),
        going=bench.surveyor.round,
        left=bench.surveyor.left,
        **choosing.lay_out(rows, wanted, lead, lead_on),
    )


def look_again(bench: Bench, request: Request) -> Response:
    """Every filing is checked anew, whatever was known of it."""
    bench.surveyor.forget()
    return answers.go("/")


def build_all(bench: Bench, request: Request) -> Response:
    """What `gongkai build` does in the folder is begun; the overview shows how far it is."""
    bench.surveyor.build_all()
    return answers.go("/")


def stop(bench: Bench, request: Request) -> Response:
    """What is being done with many filings ends; what is done stays."""
    bench.surveyor.stop()
    return answers.go("/")


def go_on(bench: Bench, request: Request) -> Response:
    """What was stopped is begun again, where it was."""
    bench.surveyor.go_on()
    return answers.go("/")


def show_unit(bench: Bench, request: Request) -> Response:
    """单位: how far it has come, what is missing, its main figures."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    result, listed = bench.surveyor.find(filing, bench.today())
    stage = stages.stage_of(result, listed, bench.today())
    drafted = keeping.find_draft(filing) is not None
    published = stage == stages.PUBLISHED
    lacking = [(it, steps.line_of(it, result.file)) for it in steps.list_lacking(result)]
    return bench.show_unit(
        "unit.html",
        "unit",
        filing,
        result.unit,
        stage=stage,
        result=result,
        steps=steps.list_steps(result, drafted=drafted, published=published),
        lacking=lacking,
        ways=form_told.find_ways(filing, result) if lacking else {},
        documents=documents.list_documents(bench.desk, filing),
        drawn=_draw(bench, filing),
    )


def _draw(bench: Bench, filing: Path) -> list[DrawnTable]:
    """A unit's money, as its pack groups it; nothing where it cannot even be drafted."""
    of = bench.previews.open(bench.surveyor, filing, bench.today(), typed=False).of
    return list(unit_pictures.draw_unit(of.pack, of.books)) if of is not None else []


def show_checks(bench: Bench, request: Request) -> Response:
    """检查: every fault by its weight, each with the way to its line."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    result, _ = bench.surveyor.find(filing, bench.today())
    return bench.show_unit(
        "checks.html",
        "checks",
        filing,
        result.unit,
        result=result,
        subjects=bench.list_subjects(result),
        line_of=steps.line_of,
        ways=form_told.find_ways(filing, result),
    )


def show_help(bench: Bench, request: Request) -> Response:
    """帮助: the pages of the codes, found by words."""
    wanted = request.query_params.get("q", "")[:100]
    found = help_pages.search(wanted)
    part = "help_list.html" if "hx-request" in request.headers else "help.html"
    return bench.show(part, wanted=wanted, found=found)


def show_help_page(bench: Bench, request: Request) -> Response:
    """The page of one code."""
    page = help_pages.find_page(str(request.path_params["code"]))
    if page is None:
        return answers.refuse(404, "没有这个代码", "回到帮助，用几个字查找")
    return bench.show("help_page.html", page=page)
