"""The workbench as an application: which address leads to which page."""

from collections.abc import Callable
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from generator.workbench import (
    answers,
    document_views,
    form_accounts,
    form_converting,
    form_saving,
    form_views,
    text_views,
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
    _UNIT: views.show_unit,
    f"{_UNIT}/checks": views.show_checks,
    f"{_UNIT}/text": text_views.show_text,
    f"{_UNIT}/document": document_views.show_document,
    f"{_UNIT}/document/{{document}}": document_views.send_document,
    f"{_UNIT}/form": form_views.show_first,
    f"{_UNIT}/form/{{sheet}}": form_views.show_sheet,
    f"{_UNIT}/accounts": form_accounts.show_accounts,
}
CHANGING: dict[str, View] = {
    "/look-again": views.look_again,
    f"{_UNIT}/text": text_views.save_text,
    f"{_UNIT}/draft": text_views.keep_draft,
    f"{_UNIT}/discard": text_views.drop_draft,
    f"{_UNIT}/undo": text_views.undo,
    f"{_UNIT}/document": document_views.make_document,
    f"{_UNIT}/form/{{sheet}}": form_saving.save,
    f"{_UNIT}/form/{{sheet}}/draft": form_saving.keep_typed,
    f"{_UNIT}/form/{{sheet}}/undo": form_saving.undo,
    f"{_UNIT}/convert": form_converting.convert,
}


def make_app(bench: Bench) -> ASGIApp:
    """The application, with the guard around all of it."""
    shown = [Route(path, partial(view, bench), methods=["GET"]) for path, view in SHOWN.items()]
    changing = [
        Route(path, partial(view, bench), methods=["POST"]) for path, view in CHANGING.items()
    ]
    app = Starlette(
        routes=[*shown, *changing],
        exception_handlers={HTTPException: _tell_wrong_way, Exception: _tell_own_fault},
    )
    return Guard(app, bench.gate)


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
