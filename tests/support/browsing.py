"""A real browser on this machine: Chromium without a window, watched for what it asks for.

axe-core is looked for under AXE, else installed by npm into the project's own cache. It is handed
over by the debugger, as browsers' own tools are: the pages' policy lets no foreign script in.
"""

import base64
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from support.examples import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
AXE_VERSION = "4.14.1"
_CACHE = ROOT / ".cache" / "axe"
WIDE, PHONE = (1280, 900), (390, 844)
THEMES = ("light", "dark")
_DROP = """
([name, content]) => {
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  const held = new DataTransfer();
  held.items.add(new File([bytes], name));
  for (const kind of ["dragover", "drop"]) {
    const event = new DragEvent(kind, {dataTransfer: held, bubbles: true, cancelable: true});
    document.querySelector(".dropping").dispatchEvent(event);
  }
}
"""


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield started
        finally:
            started.close()


@contextmanager
def watched(started: Browser, origin: str, *refusals: int) -> Iterator[BrowserContext]:
    """A visitor's browser; nothing but the origin was asked for, and nothing went wrong in it but
    the `refusals` that are to be seen, by their status.
    """
    context = started.new_context(locale="zh-CN")
    asked: list[str] = []
    wrong: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    try:
        yield context
        assert [] == [url for url in asked if not url.startswith(f"{origin}/")]
        due = [f"status of {it} " for it in refusals]
        assert len(due) == len(wrong), wrong
        assert all(it in told for it, told in zip(due, wrong, strict=True)), wrong
    finally:
        context.close()


@cache
def axe() -> str:
    """axe-core's one script."""
    named = os.environ.get("AXE")
    path = Path(named) if named else _CACHE / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        wanted = f"axe-core@{AXE_VERSION}"
        command = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix"]
        subprocess.run([*command, str(_CACHE), wanted], check=True, capture_output=True)
    return path.read_text("utf-8")


def find_barriers(page: Page) -> list[str]:
    """What axe finds on a page as it is shown when all of it is there, a line each."""
    page.wait_for_load_state()
    page.evaluate(axe())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['html'][:120]} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def drop(page: Page, path: Path) -> None:
    """Drop a file on a page as a hand would."""
    page.wait_for_selector(".dropping")
    page.wait_for_load_state()
    page.evaluate(_DROP, [path.name, base64.b64encode(path.read_bytes()).decode()])
