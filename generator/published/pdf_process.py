"""A .pdf read by a process of its own, so that none can take this one's memory, time or life."""

import json
import subprocess
import sys
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator.published import pdf_file
from generator.published.ink import Glyph, PageInk, Rule
from generator.published.pdf_child import MAX_SECONDS
from generator.published.pdf_file import OutlineEntry, PdfError, PdfInk
from generator.published.pdf_pictures import Picture, SoughtSpot

# No folder that happens to be the current one is searched for modules.
_RUN = "import sys; sys.path.append(sys.argv[1]); from generator.published import pdf_child as it"
_ROOT = str(Path(__file__).parents[2])
_COMMAND = (sys.executable, "-P", "-c", f"{_RUN}; getattr(it, sys.argv[2])()", _ROOT)
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # on Windows one would flash
_TOO_MUCH = "这个 PDF 读不下去：读它要的时间或者内存太多，或者文件损坏"


def read(raw: bytes) -> PdfInk:
    """What is on the pages of a .pdf; one that cannot be read, or takes too much, a `PdfError`."""
    pdf_file.load()  # where the library is not at hand it is said here
    told = _ask("run", raw)
    if told is None:
        raise PdfError(_TOO_MUCH)
    if "refused" in told:
        raise PdfError(told["refused"])
    outline = tuple(OutlineEntry(*it) for it in told["outline"])
    return PdfInk(tuple(map(_page, told["pages"])), outline)


def show(raw: bytes, spots: Sequence[SoughtSpot]) -> list[Picture | None]:
    """The picture of each place in a .pdf; None where there is none, or it would take too much."""
    told = _ask("show", json.dumps(spots).encode() + b"\n" + raw) if spots else None
    pictures = [it and Picture(b64decode(it[0]), it[1], it[2], tuple(it[3])) for it in told or ()]
    return pictures if len(pictures) == len(spots) else [None] * len(spots)


def _ask(what: str, content: bytes) -> Any:
    """What the process tells of what it is handed; None where it ends or goes on too long."""
    try:
        done = subprocess.run(
            (*_COMMAND, what),
            input=content,
            capture_output=True,
            timeout=MAX_SECONDS,
            creationflags=_NO_WINDOW,
        )
        return json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return None


def _page(told: Any) -> PageInk | str:
    if isinstance(told, str):
        return told
    number, width, height, glyphs, across, down, *rest = told
    signs = tuple(Glyph(*it) for it in glyphs)
    lines, posts = (tuple(Rule(*it) for it in rules) for rules in (across, down))
    return PageInk(number, width, height, signs, lines, posts, *rest)
