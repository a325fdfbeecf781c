"""导入 of a unit: its exports dropped again, what changes with them, and the exchange."""

from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from generator.workbench import answers, import_folder, job_views
from generator.workbench import unit_import_making as making
from generator.workbench import unit_import_work as work
from generator.workbench.bench import Bench, find_filing, find_result, read_uploads, tell_gone
from generator.workbench.unit_import_work import ExaminedForUnit
from generator.workbooks import offered

KIND = "导入"
_GONE = ("这次收到的文件已经不在了", "回到这个单位的导入，再拖进来一次；文件夹里的没有动")
_MOST_CHANGES = 3000  # that are shown


def show_start(bench: Bench, request: Request) -> Response:
    """Where a unit's exports are dropped."""
    return _show_start(bench, request, [], 200)


def _show_start(bench: Bench, request: Request, refused: list[str], status: int) -> Response:
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    result, _ = bench.surveyor.find(filing, bench.today())
    drawn = [bench.desk.show(it) for it in result.exports]
    return bench.show_unit(
        "unit_import.html", "import", filing, result.unit, status, refused=refused, drawn=drawn
    )


def take_files(bench: Bench, request: Request) -> Response:
    """Compare what was dropped with what the filing draws on."""
    filing, folder = find_filing(bench, request), bench.jobs.new_folder()
    if filing is None:
        return tell_gone()
    refused = import_folder.keep(read_uploads(request), folder)
    if refused or not import_folder.list_kept(folder):
        return _show_start(bench, request, refused or ["先选文件"], 409)
    name = bench.desk.name(filing)
    way, arguments = f"/units/{name}/import/{{job}}", (folder, filing)
    return job_views.follow(
        bench.jobs.start(KIND, name, way, work.examine, *arguments, folder=folder)
    )


def show_found(bench: Bench, request: Request) -> Response:
    """What would change, cell by cell."""
    found = _find(bench, request)
    return answers.refuse(404, *_GONE) if found is None else _show(bench, request, found)


def exchange(bench: Bench, request: Request) -> Response:
    """Exchange the files, and show what is to be seen to then."""
    found = _find(bench, request)
    if found is None:
        return answers.refuse(404, *_GONE)
    done = making.exchange(bench.desk, found)
    if done.refused:
        return _show(bench, request, found, done.refused, 409)
    return answers.go(f"/units/{bench.desk.name(found.filing)}/checks")


def _find(bench: Bench, request: Request) -> ExaminedForUnit | None:
    result = find_result(bench, request)
    is_its = isinstance(result, ExaminedForUnit) and result.filing == find_filing(bench, request)
    return result if is_its else None


def _show(
    bench: Bench, request: Request, found: ExaminedForUnit, refused: str = "", status: int = 200
) -> Response:
    changes = found.changes[:_MOST_CHANGES]
    goes = {it.new: bench.desk.show(it.old) if it.old else "" for it in found.exchanges}
    return bench.show_unit(
        "unit_import_found.html",
        "import",
        found.filing,
        bench.surveyor.find(found.filing, bench.today())[0].unit,
        status,
        job=str(request.path_params["job"]),
        found=found,
        goes=goes,
        strange=offered.STRANGE,
        sections=[(name, list(of)) for name, of in groupby(changes, key=lambda it: it.section)],
        left=len(found.changes) - len(changes),
        obstacle=making.find_obstacle(bench.desk, found),
        refused=refused,
        old_folder=import_folder.OLD,
    )
