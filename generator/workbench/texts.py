"""The text of a filing in the editor, and how it is saved: never over what somebody else wrote."""

import contextlib
import os
import stat
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.compare.opcodes import opcodes
from generator.diagnostics import Fault, Place
from generator.filing import legible, marked
from generator.kept import fingerprints, reading
from generator.word import output
from generator.workbench import keeping
from generator.workbench.keeping import Draft

_MARK, _NEAR = "\ufeff".encode(), 2  # lines around a difference that are shown with it
_saving = threading.Lock()


@dataclass(frozen=True)
class FileText:
    """What a file holds: its bytes, and the text that they are with plain line ends."""

    content: bytes
    text: str

    @property
    def digest(self) -> str:
        """What a change to it has to begin from."""
        return fingerprints.of_bytes(self.content)

    def encode(self, text: str) -> bytes:
        """Another text in this file's own manner: line ends, and the mark that some begin with."""
        ends = "\r\n" if b"\r\n" in self.content else "\n"
        whole = reading.with_plain_line_ends(text).replace("\n", ends).encode("utf-8", "replace")
        return (_MARK if self.content.startswith(_MARK) else b"") + whole


class LinePair(NamedTuple):
    """A line of the file beside one of what was typed; numbers count from 1, 0 where none is."""

    same: bool
    number: int
    theirs: str
    own_number: int
    own: str


def load(filing: Path) -> FileText | Fault:
    """The text of a filing, or why it cannot be edited as one."""
    if marked.is_workbook(filing):
        help_ = "在 Excel 或 WPS 里改，存盘以后这里就是新的"
        return Fault("F103", "这是填报簿，不是文本", Place(str(filing), 1, 1), help=help_)
    raw = legible.load(filing, str(filing))
    return raw if isinstance(raw, Fault) else decode(raw, filing)


def decode(raw: bytes, filing: Path) -> FileText | Fault:
    """The text that some bytes of a filing are, or why they are none."""
    text, faults = legible.decode(raw, str(filing))
    return faults[0] if faults else FileText(raw, text)


def save(filing: Path, draft: Draft) -> FileText | Fault | None:
    """Write a text if the file still is the one that it began from; None where it is not.

    What the file held is kept before.
    """
    with _saving:
        now = load(filing)
        if isinstance(now, Fault):
            return now
        if now.digest != draft.base:
            return None
        if draft.text != now.text:
            now = _replace(filing, now, now.encode(draft.text))
        if isinstance(now, FileText):
            keeping.drop_draft(filing, draft.window)
        return now


def _replace(filing: Path, now: FileText, content: bytes) -> FileText | Fault:
    made = decode(content, filing)
    if isinstance(made, Fault):
        return made
    if not keeping.keep_version(filing, now.content):
        message, help_ = "以前的内容留不下来，没有保存", "腾出磁盘空间，或检查缓存文件夹的权限"
        return Fault("W703", message, Place(str(filing), 1, 1), help=help_)
    fault = _write(filing, content)
    return made if fault is None else fault


def _write(filing: Path, content: bytes) -> Fault | None:
    """Put a new file in the old one's place; who might read that may read this, nobody else."""
    mode = _mode_of(filing)
    fault = output.write(filing, content, Place(str(filing), 1, 1))
    if mode is not None:
        with contextlib.suppress(OSError):
            os.chmod(filing, mode)
    return fault


def _mode_of(filing: Path) -> int | None:
    try:
        return stat.S_IMODE(os.stat(filing).st_mode)
    except OSError:  # gone since it was read: a new one is written
        return None


def compare(theirs: str, own: str) -> Iterator[LinePair | None]:
    """Two texts line by line, where they differ and next to it; None where some is left out."""
    left, right = theirs.split("\n"), own.split("\n")
    for name, i, k, j, m in opcodes(left, right):
        if name != "equal":
            yield from _pair(left, right, range(i, k), range(j, m))
            continue
        yield from _surround(left, right, range(i, k), j)


def _surround(left: list[str], right: list[str], same: range, j: int) -> Iterator[LinePair | None]:
    """Of lines that are the same those next to a difference: none at the ends of a file."""
    size = len(same)
    after = _NEAR if same.start or j else 0
    ahead = _NEAR if same.stop < len(left) or j + size < len(right) else 0
    near = [n for n in range(size) if n < after or n >= size - ahead]
    for n, before in zip([*near, size], [-1, *near], strict=True):
        if n > before + 1:
            yield None
        if n < size:
            yield LinePair(True, same[n] + 1, left[same[n]], j + n + 1, right[j + n])


def _pair(left: list[str], right: list[str], old: range, new: range) -> Iterator[LinePair]:
    for n in range(max(len(old), len(new))):
        here = (old[n] + 1, left[old[n]]) if n < len(old) else (0, "")
        there = (new[n] + 1, right[new[n]]) if n < len(new) else (0, "")
        yield LinePair(False, *here, *there)
