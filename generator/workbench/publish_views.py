"""公开: a document through the gate into its portal folder; what stands there is handed over."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from generator.outputs import formats
from generator.outputs.gathering import Call
from generator.outputs.making import How
from generator.units.result import Result
from generator.word import archive
from generator.workbench import (
    answers,
    documents,
    job_views,
    public_folders,
    publish_work,
    steps,
)
from generator.workbench.bench import (
    Bench,
    find_filing,
    find_result,
    read_change,
    read_uploads,
    tell_gone,
)
from generator.workbench.documents import OwnDocument
from generator.workbench.public_folders import PublicFolder
from generator.workbench.publish_work import PrintedCopy, PublishedUnit

_ZIP_KIND, _PDF_KIND = "application/zip", "application/pdf"
_AGAIN = "回到成文，再做一次"


def publish_document(bench: Bench, request: Request) -> Response:
    """Publish it, as `gongkai publish` does, into the folder 公开; a PDF may come with it."""
    filing = find_filing(bench, request)
    document = _find_document(bench, filing, request)
    if filing is None or document is None or document.draft:
        return _refuse_unknown()
    fields = read_change(request)
    choice = tuple(it.word for it in formats.FORMATS if fields.get(it.word))
    if not choice:
        return answers.refuse(400, "没有选格式", "至少选一种再公开")
    folder, own, sent = bench.jobs.new_folder(), None, read_uploads(request)
    try:
        own = sent[0].put(folder, archive.MAX_TOTAL) if sent else None
    except OSError:
        return answers.refuse(507, "临时文件夹写不下", "腾出磁盘空间再来一次")
    into = str(bench.desk.folder / public_folders.NAME)
    call = Call(str(document.path), into, str(filing), str(own) if own else None)
    how = How(choice, anyway=bool(fields.get("anyway")), strict=bool(fields.get("strict")))
    overwrite, subject = bool(fields.get("overwrite")), bench.desk.name(filing)
    way, work = f"/units/{subject}/published/{{job}}", publish_work.publish
    job = bench.jobs.start("公开", subject, way, work, call, how, overwrite, folder=folder)
    return job_views.follow(job)


def print_document(bench: Bench, request: Request) -> Response:
    """A copy of a document as PDF, to be looked at."""
    filing = find_filing(bench, request)
    document = _find_document(bench, filing, request)
    if filing is None or document is None:
        return _refuse_unknown()
    subject, folder = bench.desk.name(filing), bench.jobs.new_folder()
    way, work = f"/units/{subject}/published/{{job}}", publish_work.print_pdf
    job = bench.jobs.start("印成 PDF", subject, way, work, document.path, folder, folder=folder)
    return job_views.follow(job)


def _find_document(bench: Bench, filing: Path | None, request: Request) -> OwnDocument | None:
    found = documents.list_documents(bench.desk, filing) if filing else []
    return next((it for it in found if it.id == request.path_params["document"]), None)


def _refuse_unknown() -> Response:
    return answers.refuse(404, "没有这份文档", "回到成文，重新生成")


def show_published(bench: Bench, request: Request) -> Response:
    """What came of it."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    done = _find_done(bench, request)
    if done is None:
        return answers.refuse(404, "没有这个结果", _AGAIN)
    result = Result(str(filing), tuple(done.faults))
    return bench.show_unit(
        "published.html" if isinstance(done, PublishedUnit) else "printed.html",
        "document",
        filing,
        "",
        done=done,
        job=request.path_params["job"],
        folders=list(public_folders.list_folders(bench.desk, filing)),
        subjects=bench.list_subjects(result),
        result=result,
        line_of=steps.line_of,
    )


def _find_done(bench: Bench, request: Request) -> PublishedUnit | PrintedCopy | None:
    done = find_result(bench, request)
    return done if isinstance(done, PublishedUnit | PrintedCopy) else None


def send_printed(bench: Bench, request: Request) -> Response:
    """The copy that was printed, to be saved."""
    done = _find_done(bench, request)
    if not isinstance(done, PrintedCopy) or not done.files:
        return answers.refuse(404, "没有这个文件", _AGAIN)
    path, name = done.files[0]
    try:
        return answers.hand_over(path.read_bytes(), name, _PDF_KIND)
    except OSError:
        return answers.refuse(404, "这个文件不在了", _AGAIN)


def send_public(bench: Bench, request: Request) -> Response:
    """A file of a folder that was published."""
    found = _find_folder(bench, request)
    wanted = str(request.path_params["file"])
    file = next((it for it in found.files if it.id == wanted), None) if found else None
    content = public_folders.read(file) if file else None
    if file is None or content is None:
        return answers.refuse(404, "没有这个文件", "回到成文，重新公开")
    return answers.hand_over(content, Path(file.name).name, file.kind)


def send_folder(bench: Bench, request: Request) -> Response:
    """All of a folder that was published, as a .zip."""
    found = _find_folder(bench, request)
    if found is None:
        return answers.refuse(404, "没有这个文件夹", "回到成文，重新公开")
    return answers.hand_over(public_folders.pack(found), f"{found.path.name}.zip", _ZIP_KIND)


def _find_folder(bench: Bench, request: Request) -> PublicFolder | None:
    filing, wanted = find_filing(bench, request), request.path_params["document"]
    found = public_folders.list_folders(bench.desk, filing) if filing else ()
    return next((it for it in found if it.id == wanted), None)
