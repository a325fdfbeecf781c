"""What the workbench answers with: pages of templates, the files that they use, documents."""

import re
from functools import cache
from urllib.parse import quote

from starlette.responses import HTMLResponse, RedirectResponse, Response

from generator.kept import library, reading
from generator.outputs import pages

COME_IN = (
    "用 gongkai serve 打开的那个地址进来；地址只能用一次，用过的，停下 gongkai serve 再运行一次"
)
_FOLDER, _MAX_ASSET = "workbench/", 1024 * 1024
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
ASSETS = {
    "workbench.css": f"{_FOLDER}workbench.css",
    "mark.svg": f"{_FOLDER}mark.svg",
    "workbench.js": f"{_FOLDER}workbench.js",
    "preview.js": f"{_FOLDER}preview.js",
    "form.js": f"{_FOLDER}form.js",
    "htmx.min.js": f"{_FOLDER}htmx.min.js",
}
WORD_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(name: str, status: int = 200, **fields: object) -> Response:
    """The page of a template of the workbench."""
    return HTMLResponse(pages.render(f"{_FOLDER}{name}", **fields), status)


def refuse(status: int, title: str, advice: str) -> Response:
    """A page that says why something is not done, and what to do."""
    return show("refused.html", status, title=title, advice=advice)


def go(path: str) -> Response:
    """Whoever made a change is shown its result under an address of its own."""
    return RedirectResponse(path, 303)


def send_on(path: str) -> Response:
    """The same for a part of a page that asks for itself anew: the whole page goes there."""
    return Response(headers={"HX-Redirect": path})


def hand_over(content: bytes, name: str, kind: str = WORD_KIND) -> Response:
    """A document to be saved under a name; of Word unless it is told otherwise."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=kind, headers={"Content-Disposition": named})


def keep_whole(text: str) -> pages.Verbatim:
    """A text that stands in a field as it is, since it comes back from there."""
    return pages.Verbatim(text)


@cache
def find_asset(name: str) -> Response | None:
    """A style sheet or script that pages use; None where none is called so."""
    if name not in ASSETS:
        return None
    path = library.installed() / "templates" / "pages" / ASSETS[name]
    return Response(reading.read(path, _MAX_ASSET), media_type=_KINDS[path.suffix])
