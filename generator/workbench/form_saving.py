"""What the fields of a form send: kept as a draft while somebody types, and saved."""

from collections.abc import Mapping
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from generator.diagnostics import Fault
from generator.workbench import (
    answers,
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
from generator.workbench.form_views import SAVED, read_number
from generator.workbench.keeping import Draft

_LOST = "草稿留不下，请保存"
_CROSSED = (
    "这一节刚才在别的窗口改过。这里写的已留在“文本”页的“以前的各版”里；按“保存”可以并排看两边"
)


def keep_typed(bench: Bench, request: Request) -> Response:
    """Keep what stands in the fields as a draft, and tell what is wrong with it."""
    filing, number, fields = find_filing(bench, request), read_number(request), read_change(request)
    if filing is None:
        return tell_gone()
    typing = form_files.load(filing)
    made = None if isinstance(typing, Fault) else form_making.carry_out(typing, number, fields)
    if isinstance(typing, Fault) or made is None or isinstance(made, Fault):
        fault = typing if isinstance(typing, Fault) else made
        assert fault is None or isinstance(fault, Fault)
        said = fault.message if fault else "没有这一节"
        return answers.show("form_lost.html", kept=f"草稿没有留下：{said}")
    draft = Draft(made.text, typing.base, fields.get("window", ""))
    if made.crossed:
        keeping.keep_typed(filing, draft)
        return answers.show("form_lost.html", kept=_CROSSED)
    kept = keeping.keep_draft(filing, draft, grown=True)
    if kept:
        form_making.remember(draft.window, made.tree)
    now = form_files.load(filing)
    if isinstance(now, Fault):
        return answers.show("form_lost.html", kept=now.message)
    _, found = form_told.judge(bench, now)
    said = f"草稿已留下，{datetime.now():%H:%M:%S}" if kept else _LOST
    told = form_told.tell(found, now, number, made.placed, said, lost=not kept)
    return bench.show_unit("form_beside.html", "form", filing, "", **told)


def save(bench: Bench, request: Request) -> Response:
    """Save what stands in the fields, if nobody else has changed the same meanwhile."""
    filing, number, fields = find_filing(bench, request), read_number(request), read_change(request)
    if filing is None:
        return bench.show("gone.html", 409, text=answers.keep_whole(_list_typed(fields)))
    typing = form_files.load(filing)
    if isinstance(typing, Fault):
        return form_told.refuse(bench, filing, typing, _list_typed(fields))
    made = form_making.carry_out(typing, number, fields)
    if made is None:
        return answers.refuse(404, "没有这一节", "回到单位，重新打开填报")
    if isinstance(made, Fault):
        return form_told.refuse(bench, filing, made, _list_typed(fields))
    draft = Draft(made.text, typing.base, fields.get("window", ""))
    if made.crossed:
        return text_views.show_both(bench, filing, draft)
    saved = texts.save(filing, draft)
    if saved is None:
        return text_views.show_both(bench, filing, draft)
    if isinstance(saved, Fault):
        return form_told.refuse(bench, filing, saved, _list_typed(fields))
    after = fields.get("next", "")
    onward = (
        int(after) if after.isdecimal() and 0 < int(after[:4]) <= len(typing.sheets) else number
    )
    return answers.go(f"/units/{bench.desk.name(filing)}/form/{onward}?done={SAVED}")


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
