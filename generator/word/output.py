"""Put finished documents on disk: whole or not at all, inside the folder, under safe names."""

import errno
import os
import re
from collections.abc import Mapping
from pathlib import Path

from generator.compare import pieces
from generator.diagnostics import Fault, Place
from generator.kept import fingerprints, reading, writing
from generator.kept.writing import HeldError
from generator.vocabulary import REVISER
from generator.word import archive
from generator.word.archive import ArchiveError

SUFFIX = ".docx"
MAX_NAME_BYTES = 255
PRODUCER = "gongkai"
PROPERTIES_PART = "docProps/app.xml"
PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    f'extended-properties"><Application>{PRODUCER}</Application></Properties>'
)

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


def name_fault(name: str, place: Place) -> Fault | None:
    """The fault of a document name that Windows or another system could not keep."""
    message = say_unfit(name)
    return Fault("W703", message, place, help="改正单位名称") if message else None


def say_unfit(name: str) -> str:
    """Why Windows or another system could not keep a document of this name; else nothing."""
    if _FORBIDDEN.search(name):
        bad = "".join(dict.fromkeys(_FORBIDDEN.findall(name)))
        return f"名称里有不能用作文件名的字符：{bad!r}"
    if not name.strip(" .") or name != name.strip(" ") or name.endswith("."):
        return "名称首尾不能是空格或句点"
    if _RESERVED.fullmatch(name):
        return f"“{name}”是系统保留的名称，不能用作文件名"
    return "名称太长，不能用作文件名" if len((name + SUFFIX).encode()) > MAX_NAME_BYTES else ""


def remark_name(name: str, remark: str) -> str:
    """The name of a document that stands beside another: the other's, cut where it grows too long.

    A cut name ends in the fingerprint of the whole one, so that no two are the same.
    """
    ending = f"（{remark}）"
    room = MAX_NAME_BYTES - len((ending + SUFFIX).encode())
    if len(name.encode()) <= room:
        return name + ending
    mark = f"…{pieces.fingerprint(name)}"
    kept = name.encode()[: room - len(mark.encode())].decode(errors="ignore")
    return f"{kept}{mark}{ending}"


def is_hand_edited(path: Path, known: str = "") -> bool:
    """Whether an existing document is another than this program wrote, as far as can be seen.

    It is `known` by its fingerprint where a record has one. Else it has to be packed as we pack,
    and its texts have to be those that it says it was generated with: the name of the producer
    stays when a program edits the document that is no word processor.
    """
    if not os.path.exists(path):  # `Path.exists` fails in a folder that is closed to us
        return False
    try:
        raw = reading.read(path, archive.MAX_TOTAL)
        return fingerprints.of_bytes(raw) != known and not _is_as_generated(raw)
    except (ArchiveError, OSError):
        return True


def _is_as_generated(raw: bytes) -> bool:
    from generator.word import carried

    parts = archive.read(raw)
    ours = is_own(parts) and archive.is_packed_here(raw)
    return ours and (_is_redline(parts) or carried.is_as_generated(parts))


def _is_redline(parts: Mapping[str, bytes]) -> bool:
    """Whether a document shows changes that this program tracked, so old texts beside the new."""
    return any(f'w:author="{REVISER}"'.encode() in part for part in parts.values())


def is_own(parts: Mapping[str, bytes]) -> bool:
    """Whether a document's parts say that this program was the last to save it."""
    properties = parts.get(PROPERTIES_PART, b"")
    return f"<Application>{PRODUCER}</Application>".encode() in properties


def write(path: Path, content: bytes, place: Place) -> Fault | None:
    """Write a document, whole or not at all; then the fault says why."""
    try:
        writing.write(path, content)
    except OSError as error:
        return _write_fault(error, path, place)
    return None


def explain_unwritten(error: OSError, path: Path) -> Fault:
    """The fault that says why something could not be written there."""
    return _write_fault(error, path, Place(str(path), 1, 1))


ELSEWHERE = "换一个文件夹，或检查这个文件夹能不能写"


def _write_fault(error: OSError, path: Path, place: Place) -> Fault:
    if isinstance(error, HeldError) and os.path.exists(path):
        return Fault(
            "W701", f"文件正被打开，请关闭后重试：{path}", place, help="关闭它后再运行一次"
        )
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Fault("W702", f"磁盘空间不足，没有写成：{path}", place, help="腾出空间后再运行一次")
    if isinstance(error, PermissionError):
        return Fault("W702", f"没有写入的权限：{path.parent}", place, help=ELSEWHERE)
    return Fault("W702", f"写不进去：{path}", place, help=ELSEWHERE)
