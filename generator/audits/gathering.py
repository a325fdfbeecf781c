"""Which documents are to be audited, and each of them audited: a bad one never stops the rest."""

import os
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.audits import audit, pictures
from generator.audits.audit import Audit
from generator.diagnostics import Fault, Place
from generator.units import intake, rolls, scheduling, work

SUFFIXES = (".docx", ".docm", ".pdf", ".html", ".htm", ".xhtml", ".xlsx", ".xls", ".et", ".ods")
_ASIDE = ("_", ".", "~")


def find(names: Sequence[str], roster: str = "") -> list[Path]:
    """The documents that names mean, each once: files, folders with all they hold, patterns.

    A list of units is none.
    """
    paths = (path for name in names for path in intake.expand(name))
    meant = (it for path in paths for it in (_list(path) if os.path.isdir(path) else [path]))
    found = {os.path.abspath(path): path for path in meant}
    found.pop(os.path.abspath(roster), None)
    return [Path(it) for it in found.values()]


def _list(folder: str) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(it for it in folders if not it.startswith(_ASIDE))
        for name in sorted(names):
            meant = name.lower().endswith(SUFFIXES) and not name.startswith(_ASIDE)
            if meant and name not in rolls.FILES:
                yield os.path.join(place, name)


def audit_all(
    paths: Sequence[Path], root: Path, region: str | None, pictured: bool = False
) -> Generator[Audit, None, None]:
    """What is wrong in each document, in their order; several are shared out among processes.

    With pictures of it, where they are wanted.
    """
    function = partial(_audit, root=root, region=region, pictured=pictured)
    if len(paths) == 1:
        yield function(paths[0])
        return
    count = work.count_processes(len(paths), None if len(paths) > work.WORTH_A_PROCESS else 2)
    yield from scheduling.in_processes(function, paths, max(count, 1), _report_lost, _report_late)


def _audit(path: Path, root: Path, region: str | None, pictured: bool) -> Audit:
    made = audit.audit(path, root, region)
    return replace(made, pictures=pictures.take(made)) if pictured else made


def _report_lost(path: Path) -> Audit:
    return _refuse(path, "审核它的进程中途结束，多半是内存不足或程序没有想到的写法")


def _report_late(path: Path) -> Audit:
    return _refuse(path, "审核的时间太长，已经停下")


def _refuse(path: Path, message: str) -> Audit:
    return Audit(str(path), refused=(Fault("R811", message, Place(str(path), 1, 1)),))
