"""The workbench as an application: which address leads to which page."""

from collections.abc import Callable
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Scope

from generator.workbench import (
    answers,
    audit_views,
    correction_views,
    document_views,
    form_accounts,
    form_conflicts,
    form_converting,
    form_saving,
    form_views,
    import_views,
    job_views,
    preview_views,
    publish_views,
    roster_views,
    text_views,
    unit_import_views,
    views,
)
from generator.workbench.bench import Bench
from generator.workbench.guard import ENTRANCE, Guard

View = Callable[[Bench, Request], Response]
_UNIT = "/units/{unit}"
SHOWN: dict[str, View] = {
    ENTRANCE: views.enter,
    "/assets/{name}": views.send_asset,
    "/": views.show_overview,
    "/help": views.show_help,
    "/help/{code}": views.show_help_page,
    "/audit": audit_views.show_start,
    "/audit/{job}": audit_views.show_round,
    "/audit/{job}/files/{file}": audit_views.send_file,
    "/audit/{job}/documents/{number}": audit_views.show_audit,
    "/audit/{job}/documents/{number}/files/{file}": audit_views.send_file,
    "/audit/{job}/documents/{number}/pictures/{picture}": audit_views.send_picture,
    "/import": import_views.show_start,
    "/import/{job}": import_views.show_found,
    "/jobs/{job}": job_views.show_job,
    _UNIT: views.show_unit,
    f"{_UNIT}/checks": views.show_checks,
    f"{_UNIT}/import": unit_import_views.show_start,
    f"{_UNIT}/import/{{job}}": unit_import_views.show_found,
    f"{_UNIT}/text": text_views.show_text,
    f"{_UNIT}/preview": preview_views.show_preview,
    f"{_UNIT}/preview/ask": preview_views.ask,
    f"{_UNIT}/preview/{{sign}}/{{number}}": preview_views.ask,
    f"{_UNIT}/correction": correction_views.show_correction,
    f"{_UNIT}/correction/note": correction_views.send_note,
    f"{_UNIT}/correction/redline": correction_views.send_redline,
    f"{_UNIT}/correction/{{job}}": correction_views.show_worked,
    f"{_UNIT}/correction/{{job}}/{{number}}": correction_views.send_worked,
    f"{_UNIT}/document": document_views.show_document,
    f"{_UNIT}/document/{{document}}": document_views.send_document,
    f"{_UNIT}/published/{{job}}": publish_views.show_published,
    f"{_UNIT}/published/{{job}}/pdf": publish_views.send_printed,
    f"{_UNIT}/public/{{document}}.zip": publish_views.send_folder,
    f"{_UNIT}/public/{{document}}/{{file}}": publish_views.send_public,
    f"{_UNIT}/form": form_views.show_first,
    f"{_UNIT}/form/{{sheet}}": form_views.show_sheet,
    f"{_UNIT}/accounts": form_accounts.show_accounts,
}
CHANGING: dict[str, View] = {
    "/look-again": views.look_again,
    "/audit/{job}/keep": audit_views.keep_documents,
    "/import/{job}/choose": import_views.choose,
    "/import/{job}/make": import_views.make,
    "/jobs/{job}": job_views.stop_job,
    f"{_UNIT}/import/{{job}}": unit_import_views.exchange,
    "/build-all": views.build_all,
    "/stop": views.stop,
    "/go-on": views.go_on,
    f"{_UNIT}/text": text_views.save_text,
    f"{_UNIT}/draft": text_views.keep_draft,
    f"{_UNIT}/discard": text_views.drop_draft,
    f"{_UNIT}/undo": text_views.undo,
    f"{_UNIT}/document": document_views.make_document,
    f"{_UNIT}/published-on": roster_views.write_day,
    f"{_UNIT}/document/{{document}}/pdf": publish_views.print_document,
    f"{_UNIT}/form/{{sheet}}": form_saving.save,
    f"{_UNIT}/form/{{sheet}}/draft": form_saving.keep_typed,
    f"{_UNIT}/form/{{sheet}}/undo": form_saving.undo,
    f"{_UNIT}/form/{{sheet}}/settle": form_conflicts.settle,
    f"{_UNIT}/convert": form_converting.convert,
}

OF_NO_PACK = (ENTRANCE, "/assets/{name}", "/help", "/help/{code}")
_SHOWN = 200
_OTHER_PACKS = (
    "表样库改过了",
    "停下 gongkai serve，再运行一次，才照现在的做；保存过的和草稿都在",
)

# Of what changes, what files come with: only there a body may be so large, and hold any.
UPLOADING: dict[str, View] = {
    "/audit": audit_views.take_documents,
    f"{_UNIT}/correction/lend": correction_views.lend_filing,
    f"{_UNIT}/correction/refresh": correction_views.start_refresh,
    f"{_UNIT}/correction/verify": correction_views.start_verify,
    f"{_UNIT}/document/{{document}}/publish": publish_views.publish_document,
    "/import": import_views.take_files,
    f"{_UNIT}/import": unit_import_views.take_files,
}


def make_app(bench: Bench) -> ASGIApp:
    """The application, with the guard around all of it."""
    shown = [_route(bench, path, view, "GET") for path, view in SHOWN.items()]
    uploading = _list_changing(bench, UPLOADING)
    changing = [*uploading, *_list_changing(bench, CHANGING)]
    app = Starlette(
        routes=[*shown, *changing],
        exception_handlers={HTTPException: _tell_wrong_way, Exception: _tell_own_fault},
    )

    def takes_files(scope: Scope) -> bool:
        return any(it.matches(scope)[0] is Match.FULL for it in uploading)

    return Guard(app, bench.gate, takes_files)


def _list_changing(bench: Bench, views: dict[str, View]) -> list[Route]:
    return [_route(bench, path, view, "POST") for path, view in views.items()]


def _route(bench: Bench, path: str, view: View, method: str) -> Route:
    answer = partial(view, bench) if path in OF_NO_PACK else partial(_answer, view, bench)
    return Route(path, answer, methods=[method])


def _answer(view: View, bench: Bench, request: Request) -> Response:
    """Nothing is shown that was made of packs which are others by now. What is typed is taken all
    the same, and a page that refuses it gives it back.
    """
    answer = view(bench, request)
    if answer.status_code == _SHOWN and bench.packs.have_changed():
        return answers.refuse(503, *_OTHER_PACKS)
    return answer


async def _tell_wrong_way(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return answers.refuse(status, "没有这一页", "回到概览")


async def _tell_own_fault(request: Request, error: Exception) -> Response:
    """A fault of the program's: nothing of it is for the officer to read."""
    return answers.refuse(
        500,
        "程序出错",
        "草稿还在；回到概览再试，还是这样就用 gongkai 的命令做，并告诉系统的维护人",
    )
