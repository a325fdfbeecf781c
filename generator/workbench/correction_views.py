"""更正: what changes against an earlier filing, its 更正说明 and redline; uploaded documents are
refreshed, or held against the filing.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from generator.corrections import correction_note
from generator.corrections.revision import Revision
from generator.diagnostics import Fault
from generator.filing import legible
from generator.redlines import redlining
from generator.reporting import revisions
from generator.units.result import Result
from generator.vocabulary import DRAFT
from generator.word import archive, output
from generator.workbench import (
    answers,
    correction_work,
    documents,
    job_views,
    preview_rows,
    preview_views,
    steps,
    uploads,
)
from generator.workbench.bench import (
    Bench,
    find_filing,
    find_result,
    read_change,
    read_uploads,
    tell_gone,
)
from generator.workbench.correction_bases import EarlierFiling
from generator.workbench.correction_work import RefreshedUpload, VerifiedUpload
from generator.workbench.preview_shelf import OpenFiling

NOTE = "更正说明"
_MEND = "先照检查的结果改正，再来这里"
_AGAIN = "回到更正，选一版再来"


def show_correction(bench: Bench, request: Request) -> Response:
    """What reads otherwise than what an earlier filing gave, and what to do with documents."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    opened, earlier, against = _open(bench, filing, request)
    made = bench.previews.compare(bench.surveyor, opened, against) if against else None
    revision = made if isinstance(made, Revision) else None
    changes = preview_rows.list_changes(revision.passages, {}, "") if revision else ()
    return bench.show_unit(
        "correction.html",
        "correction",
        filing,
        opened.of.filing.unit_name if opened.of else "",
        earlier=earlier,
        against=against,
        revision=revision,
        parts=[it for it in revisions.list_parts(revision) if not it.printed] if revision else [],
        changes=list(changes),
        hindrance=correction_note.find_hindrance(revision) if revision else "",
        most=revisions.MAX_SHOWN,
        documents=[it for it in documents.list_documents(bench.desk, filing) if not it.draft],
        **_tell(bench, filing, made if isinstance(made, Sequence) else ()),
    )


def _open(
    bench: Bench, filing: Path, request: Request
) -> tuple[OpenFiling, list[EarlierFiling], EarlierFiling | None]:
    """The filing as it is saved, what it can be compared with, which of these is wanted."""
    opened = bench.previews.open(bench.surveyor, filing, bench.today(), typed=False)
    now = preview_views.read_filing(filing)
    earlier = bench.previews.list_earlier(bench.desk, filing, now)
    wanted = request.query_params.get("against", "")
    return opened, earlier, preview_views.choose(earlier, wanted)


def _tell(bench: Bench, filing: Path, faults: Sequence[Fault]) -> dict[str, Any]:
    result = Result(str(filing), tuple(faults))
    subjects = bench.list_subjects(result)
    return {"subjects": subjects, "result": result, "line_of": steps.line_of}


def send_note(bench: Bench, request: Request) -> Response:
    """The 更正说明, as `gongkai diff --word` writes it."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    opened, _, against = _open(bench, filing, request)
    made = bench.previews.compare(bench.surveyor, opened, against) if against else None
    if not isinstance(made, Revision):
        return answers.refuse(409, "没有可以比较的", _AGAIN)
    hindrance = correction_note.find_hindrance(made)
    if hindrance:
        return answers.refuse(409, hindrance, _AGAIN)
    name = output.remark_name(made.new.outcome.name.removesuffix(f"（{DRAFT}）"), NOTE)
    return answers.hand_over(correction_note.document(made), f"{name}{output.SUFFIX}")


def send_redline(bench: Bench, request: Request) -> Response:
    """The document with tracked changes against an earlier filing, or a document that stands."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    opened, _, against = _open(bench, filing, request)
    standing = documents.list_documents(bench.desk, filing)
    wanted = request.query_params.get("document", "")
    document = next((it for it in standing if it.id == wanted), None)
    if opened.of is None or opened.of.drafted:
        return answers.refuse(409, "填报有错误，没有做修订稿", _MEND)
    if document is None and against is None:
        return answers.refuse(404, "没有可以比较的", _AGAIN)
    with bench.surveyor.alone(filing, None if document or not against else against.content):
        outcome, old = opened.of.outcome, document.path if document else filing
        revised, faults = redlining.redline_against(outcome, old)
    if revised is not None:
        return answers.hand_over(revised.document, f"{revised.name}{output.SUFFIX}")
    return bench.show_unit(
        "untold.html",
        "correction",
        filing,
        opened.of.filing.unit_name,
        409 if faults else 200,
        said="没有做成，原因如下。" if faults else "与选的那一版没有不同，没有修订稿。",
        **_tell(bench, filing, faults),
    )


def lend_filing(bench: Bench, request: Request) -> Response:
    """Compare with a filing that somebody kept elsewhere."""
    filing, sent = find_filing(bench, request), read_uploads(request)
    if filing is None:
        return tell_gone()
    content = sent[0].read(legible.MAX_BYTES) if sent else None
    if content is None or Path(sent[0].name).suffix.lower() != filing.suffix.lower():
        advice = f"选当时的填报文件（{filing.suffix}，不超过 {legible.MAX_BYTES >> 20} MB）"
        return answers.refuse(400, "没有收下这个文件", advice)
    lent = bench.previews.lend(filing, sent[0].name, content)
    return answers.go(f"{_way(bench, filing)}?against={lent.id}")


def start_refresh(bench: Bench, request: Request) -> Response:
    """Bring an uploaded document up to the filing, as `gongkai refresh` does."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    now, wanted = preview_views.read_filing(filing), read_change(request).get("base", "")
    earlier = bench.previews.list_earlier(bench.desk, filing, now)
    chosen = next((it for it in earlier if it.id == wanted), None)
    return _start(bench, request, filing, "更新文档", correction_work.refresh, chosen)


def start_verify(bench: Bench, request: Request) -> Response:
    """Hold an uploaded document against the filing, as `gongkai verify` does."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    return _start(bench, request, filing, "核对文档", correction_work.verify)


def _start(
    bench: Bench,
    request: Request,
    filing: Path,
    kind: str,
    work: Callable[..., object],
    *bases: EarlierFiling | None,
) -> Response:
    """Have a work begin with what was uploaded, and what a filing held before."""
    sent = read_uploads(request)
    folder = bench.jobs.new_folder()
    try:
        document = sent[0].put(folder, archive.MAX_TOTAL) if sent else None
        name = f"当时的填报{filing.suffix}"
        kept = [it and uploads.put(folder, name, it.content) for it in bases]
    except OSError:
        return answers.refuse(507, "临时文件夹写不下", "腾出磁盘空间再来一次")
    if document is None:
        most = archive.MAX_TOTAL >> 20
        return answers.refuse(400, "没有收下文档", f"选一份文档，不超过 {most} MB")
    subject, way = bench.desk.name(filing), f"{_way(bench, filing)}/{{job}}"
    job = bench.jobs.start(kind, subject, way, work, document, filing, *kept, folder=folder)
    return job_views.follow(job)


def _way(bench: Bench, filing: Path) -> str:
    return f"/units/{bench.desk.name(filing)}/correction"


def show_worked(bench: Bench, request: Request) -> Response:
    """What came of an uploaded document."""
    filing, worked = find_filing(bench, request), _find_worked(bench, request)
    if filing is None or worked is None:
        return tell_gone() if filing is None else answers.refuse(404, "没有这个结果", _AGAIN)
    page = "refreshed.html" if isinstance(worked, RefreshedUpload) else "verified.html"
    told = _tell(bench, filing, worked.faults)
    job = request.path_params["job"]
    fates = correction_work.FATES
    return bench.show_unit(
        page, "correction", filing, "", worked=worked, job=job, fates=fates, **told
    )


def _find_worked(bench: Bench, request: Request) -> RefreshedUpload | VerifiedUpload | None:
    """What a work of this unit gave; None where it is none, or was forgotten."""
    worked = find_result(bench, request)
    return worked if isinstance(worked, RefreshedUpload | VerifiedUpload) else None


def send_worked(bench: Bench, request: Request) -> Response:
    """A file that a work made, to be saved."""
    worked, number = _find_worked(bench, request), str(request.path_params["number"])
    files = worked.files if isinstance(worked, RefreshedUpload) else ()
    if not number.isdecimal() or int(number[:4]) >= len(files):
        return answers.refuse(404, "没有这个文件", _AGAIN)
    path, name = files[int(number[:4])]
    try:
        return answers.hand_over(path.read_bytes(), name)
    except OSError:
        return answers.refuse(404, "这个文件不在了", "再上传一次")
