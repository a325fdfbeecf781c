"""What the fields of a form send: kept as a draft while somebody types, and saved."""

import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from generator.corrections import hints
from generator.diagnostics import Fault
from generator.workbench import (
    answers,
    form_conflicts,
    form_entries,
    form_files,
    form_making,
    form_told,
    keeping,
    text_views,
    texts,
)
from generator.workbench.bench import Bench, find_filing, read_change, tell_gone
from generator.workbench.form_making import FormMade
from generator.workbench.form_views import read_number
from generator.workbench.keeping import Draft

_LOST = "草稿留不下，请保存"
_CROSSED = "这一节刚才在别的窗口改过。这里写的已留在“文本”页的“以前的各版”里；按“保存”可以逐项选"
# A draft may still be on its way when its page is saved: half of one is no other window's change.
_AT_WORK = threading.Lock()


class _Kept(NamedTuple):
    """What the fields made of the filing, and whether the draft of it is kept."""

    made: FormMade
    is_kept: bool


def keep_typed(bench: Bench, request: Request) -> Response:
    """Keep what stands in the fields as a draft, and tell what is wrong with it."""
    filing, number, fields = find_filing(bench, request), read_number(request), read_change(request)
    if filing is None:
        return tell_gone()
    with _AT_WORK:
        kept = _keep(filing, number, fields)
    if isinstance(kept, str):
        return answers.show("form_lost.html", kept=kept)
    now = form_files.load(filing)
    if isinstance(now, Fault):
        return answers.show("form_lost.html", kept=now.message)
    _, found = form_told.judge(bench, now)
    said = f"草稿已留下，{datetime.now():%H:%M:%S}" if kept.is_kept else _LOST
    told = form_told.tell(found, now, number, kept.made.placed, said, lost=not kept.is_kept)
    return bench.show_unit("form_beside.html", "form", filing, "", **told)


def _keep(filing: Path, number: int, fields: Mapping[str, str]) -> _Kept | str:
    """Keep a draft; a text is why there is none."""
    typing = form_files.load(filing)
    made = typing if isinstance(typing, Fault) else form_making.carry_out(typing, number, fields)
    if isinstance(typing, Fault) or made is None or isinstance(made, Fault):
        return f"草稿没有留下：{made.message if isinstance(made, Fault) else '没有这一节'}"
    draft = Draft(made.text, typing.base, fields.get("window", ""))
    if made.crossed:
        keeping.keep_typed(filing, draft)
        return _CROSSED
    is_kept = keeping.keep_draft(filing, draft, grown=True)
    if is_kept:
        form_making.remember(draft.window, made.tree)
    return _Kept(made, is_kept)


def save(bench: Bench, request: Request) -> Response:
    """Save what stands in the fields, if nobody else has changed the same meanwhile."""
    filing, number, fields = find_filing(bench, request), read_number(request), read_change(request)
    if filing is None:
        return bench.show("gone.html", 409, text=answers.keep_whole(_list_typed(fields)))
    with _AT_WORK:
        return _save(bench, filing, number, fields)


def _save(bench: Bench, filing: Path, number: int, fields: Mapping[str, str]) -> Response:
    typing = form_files.load(filing)
    if isinstance(typing, Fault):
        return form_told.refuse(bench, filing, typing, _list_typed(fields))
    made = form_making.carry_out(typing, number, fields)
    if made is None:
        return answers.refuse(404, "没有这一节", "回到单位，重新打开填报")
    if isinstance(made, Fault):
        return form_told.refuse(bench, filing, made, _list_typed(fields))
    text = hints.drop_filled(made.text, typing.file.text, typing.pack.rules)
    draft = Draft(text, typing.base, fields.get("window", ""))
    saved = None if made.crossed else texts.save(filing, draft)
    if saved is None:
        return form_conflicts.show(bench, typing, number, fields, made)
    if isinstance(saved, Fault):
        return form_told.refuse(bench, filing, saved, _list_typed(fields))
    form_making.remember(draft.window, made.tree)  # a draft that comes late crosses nothing
    return form_told.go_on(bench, typing, number, fields)


def undo(bench: Bench, request: Request) -> Response:
    """Put the version before in the file's place; what stands in the fields becomes a version."""
    filing, number, fields = find_filing(bench, request), read_number(request), read_change(request)
    if filing is None:
        return tell_gone()
    typing = form_files.load(filing)
    made = None if isinstance(typing, Fault) else form_making.carry_out(typing, number, fields)
    if isinstance(typing, Fault) or not isinstance(made, FormMade):
        return answers.refuse(409, "没有退回", "到“文本”页里退回上一版")
    shown = Draft(made.text, typing.base, fields.get("window", ""))
    return text_views.undo_from(bench, filing, shown, f"form/{number}")


def _list_typed(fields: Mapping[str, str]) -> str:
    """What was typed, a line each, for whom it cannot be kept otherwise."""
    leads = (form_entries.VALUE, form_entries.ROW, form_entries.STATED)
    typed = (
        (name.partition("|")[2], text) for name, text in fields.items() if name.startswith(leads)
    )
    return "\n".join(f"{name}：{text}" for name, text in typed if text)
