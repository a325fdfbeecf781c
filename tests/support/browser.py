"""Chromium and axe-core as functions, for tests marked `office`; what is missing is an error."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from support.office import OfficeError

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_TIMEOUT = 120
# Every rule that axe knows, those it does not run of itself among them; but a table whose first row
# is one cell over all columns is as its form has it.
_RUN = """
<script>
const rules = {};
for (const it of axe.getRules()) rules[it.ruleId] = {enabled: true};
rules['table-fake-caption'].enabled = false;
window.onload = () => axe.run(document, {rules, resultTypes: ['violations']}).then(found =>
  parent.tell(window.name, found.violations.map(it => it.id + ': ' + it.nodes[0].html),
              found.passes.length, document.documentElement.scrollWidth));
</script></body>"""
_HARNESS = """<!DOCTYPE html><title>-</title><body><script>
const told = {}, wanted = %d;
function tell(name, violations, passed, width) {
  told[name] = {violations, passed, width};
  if (Object.keys(told).length == wanted)
    document.body.innerHTML = '<pre>' + encodeURIComponent(JSON.stringify(told)) + '</pre>';
}
</script>%s</body>"""


class View(NamedTuple):
    """A page as somebody looks at it: how wide its window is, in CSS pixels, and how dark."""

    page: str
    width: int = 1280
    dark: bool = False


class Looked(NamedTuple):
    """What axe finds on a page, how many rules held, and how wide all of it is."""

    violations: list[str]
    passed: int
    width: int


def look_at(views: Mapping[str, View], folder: Path) -> dict[str, Looked]:
    """Every page in a frame of its own, in one run of Chromium."""
    frames = "".join(_frame(name, view) for name, view in views.items())
    harness = folder / "harness.html"
    harness.write_text(_HARNESS % (len(views), frames), encoding="utf-8")
    done = subprocess.run(
        [
            _chromium(), "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom",
            "--virtual-time-budget=60000", f"--user-data-dir={folder / 'profile'}",
            "--allow-file-access-from-files", harness.as_uri(),
        ],
        capture_output=True, text=True, timeout=_TIMEOUT, check=False,
    )  # fmt: skip
    found = re.search(r"<pre>(.*?)</pre>", done.stdout, re.DOTALL)
    if found is None:
        raise OfficeError(f"Chromium gave no verdict:\n{done.stderr[-2000:]}")
    return {name: Looked(**it) for name, it in json.loads(unquote(found[1])).items()}


def _frame(name: str, view: View) -> str:
    page = _POLICY.sub("", view.page)
    page = page.replace("(prefers-color-scheme: dark)", "all") if view.dark else page
    page = page.replace("</body>", f'<script src="{_axe().as_uri()}"></script>{_RUN}')
    return (
        f'<iframe name="{name}" width="{view.width}" height="900" srcdoc="{escape(page)}"></iframe>'
    )


def _axe() -> Path:
    path = Path(os.environ.get("AXE_CORE", "axe.min.js")).resolve()
    if not path.is_file():
        raise OfficeError("no axe-core: set AXE_CORE to its axe.min.js, as .ci/run does")
    return path


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        raise OfficeError("no Chromium on the PATH; see .ci/run")
    return found
