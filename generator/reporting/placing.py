"""Pages and data put into files: whole, and never over what somebody else has written."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.diagnostics import Fault, Place
from generator.kept import reading
from generator.word import archive, output

HTML = ".html"
MAX_BYTES = 256 * 1024 * 1024  # of a page or a file of data that stands there
_HEAD, _TITLE = 16, b"</title>"
_PACKED = b"PK\x03\x04"
_PROPERTIES_PART, _PROPERTY = "docProps/core.xml", re.compile(rb"<dc:title>(.*?)</dc:title>")


def put(path: Path, text: str | bytes) -> Fault | None:
    """Write a text or a workbook into a file of its own; else the fault says why it is not."""
    content = text.encode("utf-8", "replace") if isinstance(text, str) else text
    place = Place(str(path), 1, 1)
    if os.path.exists(path) and not _is_ours(path, content):
        help_ = "换一个文件名或文件夹，或把那个文件移走"
        return Fault("W702", f"这里有别的文件，没有覆盖：{path}", place, help=help_)
    return output.write(path, content, place)


def _is_ours(path: Path, content: bytes) -> bool:
    """Whether a file begins as what is to be written does: a page up to its title.

    All workbooks begin alike, somebody's filing among them: of these the title is compared.
    """
    if content.startswith(_PACKED):
        return _title_of_packed(path) == _title_in(content)
    title = content.find(_TITLE)
    size = title + len(_TITLE) if title >= 0 else _HEAD
    try:
        return reading.read(path, MAX_BYTES)[:size] == content[:size]
    except OSError:
        return False


def _title_of_packed(path: Path) -> bytes | None:
    try:
        return _title_in(reading.read(path, MAX_BYTES))
    except (OSError, ValueError):
        return None


def _title_in(content: bytes) -> bytes:
    """The title that an Office file has among its properties; without one a `ValueError`."""
    found = _PROPERTY.search(archive.read(content).get(_PROPERTIES_PART, b""))
    if found is None:
        raise ValueError("no title")
    return found[1]


def name_pages(files: Sequence[str], taken: str) -> Mapping[str, str]:
    """A page's name for each file, after it; where two would be one, they are numbered."""
    names: dict[str, str] = {}
    seen = {reading.as_one_name(taken)}
    for file in files:
        stem = Path(file).stem
        tries = (stem if number == 1 else f"{stem}（{number}）" for number in range(1, 10**6))
        name = next(it for it in tries if reading.as_one_name(it + HTML) not in seen)
        seen.add(reading.as_one_name(name + HTML))
        names[file] = name + HTML
    return names
