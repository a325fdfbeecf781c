"""Whether a pack may be used: what `judging` says of it, kept under all that it was judged by.

A pack that was found sound before costs no more than looking whether its files are the same.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from generator.diagnostics import Fault, Severity, has_errors
from generator.kept import engine, fingerprints, store
from generator.packs.reading import find_files, show_file

VERDICTS = "verdicts"


@cache
def find_faults(path: Path, root: Path) -> tuple[Fault, ...]:
    """The errors of the pack whose pack.yaml this is; none for one that was found sound before."""
    key = _key(path, root)
    match store.load(VERDICTS, key):
        case {"besides": dict(besides)} if _stand(besides, root):
            return ()
    from generator.packs import judging

    faults, others = judging.judge(path, root)
    if not has_errors(faults):
        store.keep(VERDICTS, key, {"besides": {name: _of(root / name) for name in others}})
    return tuple(fault for fault in faults if fault.severity is Severity.ERROR)


def _key(path: Path, root: Path) -> str:
    """The fingerprint of all that a verdict depends on, but for packs that bases come from."""
    files = find_files(path, root).all
    lines = (f"{show_file(file, root)}\0{_of(file)}" for file in files)
    return fingerprints.of_bytes("\n".join((engine.fingerprint(), *lines)).encode())


def _of(file: Path) -> str:
    return fingerprints.of_file(str(file)) or ""


def _stand(besides: Mapping[str, Any], root: Path) -> bool:
    return all(_of(root / name) == found for name, found in besides.items())
