"""导入: files are dropped, what was recognised is shown, and a filing is made of them."""

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from generator.kept import library
from generator.packs import finding
from generator.packs.pack import Key
from generator.workbench import answers, import_folder, import_making, import_work, job_views
from generator.workbench.bench import Bench, read_change, read_uploads
from generator.workbench.import_work import Examined, ImportChoice
from generator.workbooks import offered

KIND = "新建"
_GONE = ("这次收到的文件已经不在了", "回到新建，再拖进来一次；文件夹里的没有动")
_MOST_CELLS = 3000  # that are shown


def show_start(bench: Bench, request: Request) -> Response:
    """Where files are dropped."""
    return bench.show("import.html", keys=_list_keys(), refused=[])


def take_files(bench: Bench, request: Request) -> Response:
    """Have a look at what was dropped."""
    folder = bench.jobs.new_folder()
    refused = import_folder.keep(read_uploads(request), folder)
    choice = _read_choice(bench, read_change(request))
    if refused or not (import_folder.list_kept(folder) or choice.key):
        told = refused or ["先选文件；从空白开始的，选出文种、年度、地区"]
        return bench.show("import.html", 409, keys=_list_keys(), refused=told)
    return _look(bench, folder, choice)


def _look(bench: Bench, folder: Path, choice: ImportChoice) -> Response:
    filings = list(bench.desk.look().filings.values())
    arguments = (folder, choice, filings)
    way = "/import/{job}"
    job = bench.jobs.start(KIND, folder.name, way, import_work.examine, *arguments, folder=folder)
    return job_views.follow(job)


def show_found(bench: Bench, request: Request) -> Response:
    """What the files are, and which cell of them becomes what."""
    found = _find(bench, request)
    return answers.refuse(404, *_GONE) if found is None else _show(bench, request, found)


def choose(bench: Bench, request: Request) -> Response:
    """The same files for another filing, or without one of them."""
    job = bench.jobs.find(str(request.path_params["job"]))
    if job is None or job.folder is None or not isinstance(job.result, Examined):
        return answers.refuse(404, *_GONE)
    fields = read_change(request)
    folder = bench.jobs.new_folder()
    import_folder.copy_all(job.folder, folder, fields.get("without", ""))
    return _look(bench, folder, _read_choice(bench, fields))


def make(bench: Bench, request: Request) -> Response:
    """Make the filing, and go there."""
    found = _find(bench, request)
    if found is None:
        return answers.refuse(404, *_GONE)
    fields = read_change(request)
    made = import_making.make(
        bench.desk, found, fields.get("name", ""), keep_strange=bool(fields.get("strange"))
    )
    if made.path is None:
        return _show(bench, request, found, made.refused, 409)
    return answers.go(f"/units/{bench.desk.name(made.path)}")


def _find(bench: Bench, request: Request) -> Examined | None:
    job = bench.jobs.find(str(request.path_params["job"]))
    return job.result if job is not None and isinstance(job.result, Examined) else None


def _read_choice(bench: Bench, fields: Mapping[str, str]) -> ImportChoice:
    """What was chosen; what no page of ours offers is not chosen."""
    named = fields.get("key", "")
    key = next((it for it in _list_keys() if " ".join(it) == named), None)
    suffix = next((it for it in import_work.SUFFIXES if it == fields.get("suffix")), "")
    last = bench.desk.find(fields.get("last", ""))
    unit = " ".join(fields.get("unit", "").split())[:100]
    return ImportChoice(key, suffix or import_work.TEXT_SUFFIX, str(last or ""), unit)


def _list_keys() -> list[Key]:
    return sorted(finding.list_available(library.current()))


def _show(
    bench: Bench, request: Request, found: Examined, refused: str = "", status: int = 200
) -> Response:
    key = found.choice.key
    cells = found.cells[:_MOST_CELLS]
    same = [it for it in found.standing if it.key == key and _is_same(it, found)]
    return bench.show(
        "import_found.html",
        status,
        job=str(request.path_params["job"]),
        found=found,
        keys=_list_keys(),
        lasts=[(bench.desk.name(it.path), it) for it in found.standing if key and it.leads_to(key)],
        last=bench.desk.name(found.last) if found.last else "",
        standing=[(bench.desk.name(it.path), bench.desk.show(it.path)) for it in same],
        files=[
            (it, _say(it, key), list(offered.name_sheets(it, key)) if key else [])
            for it in found.files
        ],
        sections=[(name, list(of)) for name, of in groupby(cells, key=lambda it: it.section)],
        left=len(found.cells) - len(cells),
        proposed=import_making.propose_name(bench.desk, found),
        strange=any(it.kind == offered.STRANGE for it in found.files),
        refused=refused,
    )


def _is_same(it: offered.Offered, found: Examined) -> bool:
    return bool((found.code and it.code == found.code) or (found.unit and it.unit == found.unit))


def _say(it: offered.Offered, key: Key | None) -> str:
    """What becomes of a file."""
    if it.kind == offered.STRANGE:
        return "用不上"
    if key is None:
        return "不知道用在哪里"
    if it.key == key and it.kind == offered.FILING:
        return "就是这份填报，放进文件夹"
    if it.leads_to(key):
        return "上年的，由它起头"
    return "取数" if it.is_drawn_on and key in it.votes else "这份填报用不上"
