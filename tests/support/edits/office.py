"""A document opened and saved by other programs than Word."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from support import office

Save = Callable[[bytes, Path], bytes]


def _by_libreoffice(raw: bytes, folder: Path) -> bytes:
    (saved,) = office.settled([(raw, office.SAVE)], folder)
    return saved


def _by_pandoc(raw: bytes, folder: Path) -> bytes:
    source, target = folder / "来.docx", folder / "去.docx"
    source.write_bytes(raw)
    command = ["pandoc", "-f", "docx", "-t", "docx", "-o", str(target), str(source)]
    subprocess.run(command, check=True, timeout=office.TIMEOUT_SECONDS)
    return target.read_bytes()


PROGRAMS: dict[str, Save] = {"LibreOffice": _by_libreoffice, "pandoc": _by_pandoc}
