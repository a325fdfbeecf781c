"""审核: published documents are dropped, audited, and what was found is shown and handed over."""

import hashlib
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from generator.audits.audit import WRONG
from generator.audits.found import AuditFinding, excerpt, spot
from generator.kept import library, reading
from generator.packs import finding
from generator.published.blocks import ReadPlace
from generator.published.pdf_pictures import Picture
from generator.reporting import audit_files, audit_text, inspection_page, inspection_rows
from generator.reporting.inspection_page import ShownPicture
from generator.units import rolls
from generator.workbench import answers, audit_work, import_folder, job_views
from generator.workbench.audit_work import AuditRound
from generator.workbench.bench import Bench, read_change, read_uploads
from generator.workbench.jobs import LongJob

KIND, FOLDER = "审核", "审核"
_GONE = ("这次审核的结果已经不在了", "回到审核，再拖进来一次")
_KINDS = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".html": "text/html; charset=utf-8",
}
# What can be taken of all together, and of one document.
WHOLE = {
    "report.html": (audit_files.REPORT, "html"),
    "report.xlsx": (audit_files.REPORT, "xlsx"),
    "list.xlsx": (audit_files.LIST, "xlsx"),
}
SINGLE = {**WHOLE, "list.html": (audit_files.LIST, "html")}


class _Found(NamedTuple):
    job: LongJob
    round: AuditRound


def show_start(bench: Bench, request: Request) -> Response:
    """Where documents are dropped."""
    return _show_start(bench, [], 200)


def _show_start(bench: Bench, refused: list[str], status: int) -> Response:
    regions = audit_work.list_regions(sorted(finding.list_available(library.current())))
    past = [it for it in bench.jobs.list() if it.kind == KIND]
    return bench.show("audit.html", status, regions=regions, refused=refused, past=past)


def take_documents(bench: Bench, request: Request) -> Response:
    """Audit what was dropped."""
    folder, wanted = bench.jobs.new_folder(), read_change(request).get("region", "")
    refused = import_folder.keep(read_uploads(request), folder)
    if refused or not import_folder.list_kept(folder):
        return _show_start(bench, refused or ["先选文档"], 409)
    keys = finding.list_available(library.current())
    region = next((it for _, _, it in keys if it == wanted), None)
    roster = next((it for it in rolls.FILES if (bench.desk.folder / it).is_file()), "")
    roster = str(bench.desk.folder / roster) if roster else ""
    arguments = (folder, region, roster, bench.today())
    way = "/audit/{job}"
    return job_views.follow(
        bench.jobs.start(KIND, folder.name, way, audit_work.audit, *arguments, folder=folder)
    )


def show_round(bench: Bench, request: Request) -> Response:
    """Every document with its verdict."""
    found = _find(bench, request)
    if found is None:
        return answers.refuse(404, *_GONE)
    kept = request.query_params.get("done") == "kept"
    return bench.show(
        "audit_round.html",
        job=found.job,
        round=found.round,
        audits=list(enumerate(found.round.audits)),
        told=audit_text.overview(found.round.audits),
        say=audit_text,
        wrong=WRONG,
        names=WHOLE,
        kept=kept,
        folder=FOLDER,
    )


def show_audit(bench: Bench, request: Request) -> Response:
    """All that was found in one document."""
    found = _find(bench, request)
    number = _number(found, request)
    if found is None or number is None:
        return answers.refuse(404, *_GONE)
    audit = found.round.audits[number]
    taken = audit_work.find_pictures(found.job.folder, number)
    return bench.show(
        "audit_document.html",
        job=found.job,
        number=number,
        audit=audit,
        rows=inspection_rows.list_rows(audit),
        heads=inspection_rows.HEADS,
        unjudged=inspection_rows.why_unjudged(audit),
        say=audit_text,
        spot=spot,
        excerpt=excerpt,
        names=SINGLE,
        pictures=lambda it: [(_name(one), one) for one in _list_pictures(it, taken)],
    )


def send_picture(bench: Bench, request: Request) -> Response:
    """A place cut out of a document."""
    found, wanted = _find(bench, request), str(request.path_params["picture"])
    number = _number(found, request)
    if found is not None and number is not None:
        taken = audit_work.find_pictures(found.job.folder, number)
        for it in found.round.audits[number].findings:
            for one in _list_pictures(it, taken):
                if _name(one) == wanted:
                    return Response(b64decode(one.data), media_type="image/png")
    return answers.refuse(404, *_GONE)


def send_file(bench: Bench, request: Request) -> Response:
    """What was found, as a file: of all documents, or of the one that is named."""
    found, name = _find(bench, request), str(request.path_params["file"])
    one = "number" in request.path_params
    number = _number(found, request) if one else None
    if found is None or name not in (SINGLE if one else WHOLE) or (one and number is None):
        return answers.refuse(404, *_GONE)
    style, form = SINGLE[name]
    if number is None:
        audits, stem = list(found.round.audits), f"{audit_files.ALL}（{style}）"
    else:
        audit = found.round.audits[number]
        taken = audit_work.find_pictures(found.job.folder, number)
        audits, stem = [replace(audit, pictures=taken)], f"{Path(audit.file).stem}（{style}）"
    suffix, content = audit_files.make(style, form, audits, None if one else found.round.held)
    raw = content.encode() if isinstance(content, str) else content
    return answers.hand_over(raw, f"{stem}{suffix}", _KINDS[suffix])


def keep_documents(bench: Bench, request: Request) -> Response:
    """Put the documents themselves into the folder, since that is wished."""
    found = _find(bench, request)
    if found is None or found.job.folder is None:
        return answers.refuse(404, *_GONE)
    home = bench.desk.folder / FOLDER
    if not import_folder.is_inside(bench.desk, home):
        return answers.refuse(409, "没有留下文档", import_folder.say_astray(home))
    for path in import_folder.list_kept(found.job.folder):
        content = reading.read(path, import_folder.MAX_FILE)
        import_folder.put(home, path.name, content)
    return answers.go(f"/audit/{found.job.id}?done=kept")


def _find(bench: Bench, request: Request) -> _Found | None:
    job = bench.jobs.find(str(request.path_params["job"]))
    return _Found(job, job.result) if job and isinstance(job.result, AuditRound) else None


def _number(found: _Found | None, request: Request) -> int | None:
    named = str(request.path_params.get("number", ""))
    names = [str(number) for number in range(len(found.round.audits))] if found else []
    return names.index(named) if named in names else None


def _list_pictures(it: AuditFinding, taken: Mapping[ReadPlace, Picture]) -> Iterator[ShownPicture]:
    return inspection_page.list_pictures(it, taken)


def _name(picture: ShownPicture) -> str:
    return hashlib.sha256(picture.data.encode()).hexdigest()[:24]
