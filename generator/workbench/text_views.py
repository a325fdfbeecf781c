"""文本: the filing as it is typed, its faults beside it; saving, drafts, and versions before."""

import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from generator.diagnostics import Fault
from generator.units.result import Result
from generator.workbench import answers, keeping, steps, texts
from generator.workbench.bench import Bench, find_filing, read_change, tell_gone
from generator.workbench.keeping import Draft
from generator.workbench.texts import FileText

SAVED, UNDONE, DISCARDED = "saved", "undone", "discarded"
_LOST = "草稿留不下，请保存"
_SAID = {
    SAVED: "已保存",
    UNDONE: "已退回上一版；退回前的也留着，再退一次就回来",
    DISCARDED: "已丢弃草稿，编辑框里是文件里的；丢弃的留在以前的各版里",
}


def show_text(bench: Bench, request: Request) -> Response:
    """The editor, with the draft in it where there is one, else what the file holds."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    now = texts.load(filing)
    if isinstance(now, Fault):
        return refuse_text(bench, filing, now)
    draft = keeping.find_draft(filing)
    said = _SAID.get(request.query_params.get("done", ""), "")
    chosen = _choose(filing, request.query_params.get("version", ""))
    if chosen is not None:
        draft, said = Draft(chosen.text, now.digest), "编辑框里是选的那一版，还没有保存"
    return _show(bench, filing, now, draft, said)


def _choose(filing: Path, version: str) -> FileText | None:
    raw = keeping.find_version(filing, version) if version else None
    found = texts.decode(raw, filing) if raw is not None else None
    return found if isinstance(found, FileText) else None


def _show(
    bench: Bench, filing: Path, now: FileText, draft: Draft | None, said: str, status: int = 200
) -> Response:
    text = draft.text if draft else now.text
    if text == now.text:
        result, _ = bench.surveyor.find(filing, bench.today())
    else:
        result = bench.surveyor.try_out(filing, now.encode(text))
    return bench.show_unit(
        "text.html",
        "text",
        filing,
        result.unit,
        status,
        text=answers.keep_whole(text),
        base=draft.base if draft else now.digest,
        drafted=draft is not None and draft.text != now.text,
        aged=text != now.text and draft is not None and draft.base != now.digest,
        said=said,
        window=secrets.token_hex(8),
        versions=keeping.list_versions(filing),
        **_beside(bench, result, ""),
    )


def _beside(bench: Bench, result: Result, kept: str) -> dict[str, Any]:
    return {
        "result": result,
        "subjects": bench.list_subjects(result),
        "line_of": steps.line_of,
        "kept": kept,
        "lost": kept == _LOST,
    }


def refuse_text(bench: Bench, filing: Path, fault: Fault, text: str = "") -> Response:
    """That a filing is no text to be edited, or was not written; what was typed stands there."""
    status = 409 if text else 200
    kept = answers.keep_whole(text)
    return bench.show_unit("no_text.html", "text", filing, "", status, fault=fault, text=kept)


def save_text(bench: Bench, request: Request) -> Response:
    """Save what was typed, if the file is still the one that it began from."""
    filing, draft = find_filing(bench, request), _take_draft(request)
    if filing is None:
        return bench.show("gone.html", 409, text=answers.keep_whole(draft.text))
    return _save(bench, filing, draft, SAVED)


def _take_draft(request: Request) -> Draft:
    """What a browser sends of a text: it ends every line in its own way."""
    fields = read_change(request)
    text = fields.get("text", "").replace("\r\n", "\n")
    return Draft(text, fields.get("base", ""), fields.get("window", ""))


def _save(bench: Bench, filing: Path, draft: Draft, done: str, page: str = "text") -> Response:
    saved = texts.save(filing, draft)
    if isinstance(saved, Fault):
        return refuse_text(bench, filing, saved, draft.text)
    if saved is None:
        return show_both(bench, filing, draft)
    return answers.go(f"/units/{bench.desk.name(filing)}/{page}?done={done}")


def show_both(bench: Bench, filing: Path, draft: Draft) -> Response:
    """The file as it is now beside what was typed, which is kept as a draft."""
    draft = draft._replace(window=secrets.token_hex(8))  # what is typed from here on is new
    is_kept = keeping.keep_draft(filing, draft)
    now = texts.load(filing)
    if isinstance(now, Fault):
        return refuse_text(bench, filing, now, draft.text)
    return bench.show_unit(
        "conflict.html",
        "text",
        filing,
        "",
        409,
        pairs=list(texts.compare(now.text, draft.text)),
        text=answers.keep_whole(draft.text),
        base=now.digest,
        window=draft.window,
        is_kept=is_kept,
    )


def keep_draft(bench: Bench, request: Request) -> Response:
    """Keep what is being typed beside, and tell what a check of it would say."""
    filing, draft = find_filing(bench, request), _take_draft(request)
    if filing is None:
        return tell_gone()
    kept = keeping.keep_draft(filing, draft)
    now = texts.load(filing)
    if isinstance(now, Fault):
        return refuse_text(bench, filing, now, draft.text)
    said = f"草稿已留下，{datetime.now():%H:%M:%S}" if kept else _LOST
    result = bench.surveyor.try_out(filing, now.encode(draft.text))
    return bench.show_unit(
        "beside.html", "text", filing, result.unit, **_beside(bench, result, said)
    )


def drop_draft(bench: Bench, request: Request) -> Response:
    """Go back to what the file holds; what was typed becomes one of the versions before."""
    filing, shown = find_filing(bench, request), _take_draft(request)
    if filing is None:
        return tell_gone()
    if not keeping.give_up_draft(filing, shown):
        return answers.refuse(409, "草稿没有丢弃", "它留不成以前的版本；把它复制到别处再试")
    return answers.go(f"/units/{bench.desk.name(filing)}/text?done={DISCARDED}")


def undo(bench: Bench, request: Request) -> Response:
    """Put the version before in the file's place, if the file is the one that was shown."""
    filing, shown = find_filing(bench, request), _take_draft(request)
    return tell_gone() if filing is None else undo_from(bench, filing, shown, "text")


def undo_from(bench: Bench, filing: Path, shown: Draft, page: str) -> Response:
    """The same for whichever page shows the text; what is typed there becomes a version."""
    found = None
    for version in keeping.list_versions(filing):
        if version.kind == keeping.SAVED and found is None:
            found = _choose(filing, version.name)
    if found is None:
        return answers.refuse(404, "没有以前的版本", "在这里保存过以后才有")
    now = texts.load(filing)
    if (
        isinstance(now, FileText)
        and shown.text != now.text
        and not keeping.keep_typed(filing, shown)
    ):
        return answers.refuse(409, "没有退回", "刚才写的留不成以前的版本；把它复制到别处再试")
    return _save(bench, filing, shown._replace(text=found.text), UNDONE, page)
