"""What a document's bytes depend on besides its data: the engine and the versions around it.

`importlib.metadata` would say the same, and take longer than a whole run that has nothing to do.
"""

import os
import re
import sys
import zlib
from collections.abc import Iterator
from functools import cache

from generator.kept import engine, fingerprints

OWN_NAME = "gongkai"
_DESCRIBED = ".dist-info"
_DISTRIBUTION = re.compile(r"(?P<name>.+)-(?P<version>[^-]+)\.dist-info")
_REQUIRED = re.compile(r"Requires-Dist: *([A-Za-z0-9._-]+)(?![^\n]*extra *==)")
MAX_METADATA = 64 * 1024


@cache
def description() -> dict[str, str]:
    """The engine and everything that it runs on, by name; the same answer in every process."""
    return {
        "程序": engine.fingerprint(),
        "Python": ".".join(str(part) for part in sys.version_info[:3]),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **dict(sorted(_list_libraries().items())),
    }


@cache
def fingerprint() -> str:
    """One fingerprint of the whole description."""
    lines = (f"{name}\0{version}" for name, version in description().items())
    return fingerprints.of_bytes("\n".join(lines).encode())


def version_of(name: str) -> str:
    """The version of a library that need not be there, as it is installed; "" where it is not."""
    return _list_installed().get(name, ("", ""))[1]


def _list_libraries() -> dict[str, str]:
    """The version of this program and of each library that it needs, as they are installed."""
    installed = _list_installed()
    versions: dict[str, str] = {}
    wanted = [OWN_NAME]
    while wanted:
        name = wanted.pop()
        if name in installed and name not in versions:
            folder, versions[name] = installed[name]
            wanted += _list_requirements(folder)
    return versions


def _list_installed() -> dict[str, tuple[str, str]]:
    """The folder and the version of every distribution; the first on the path counts."""
    found: dict[str, tuple[str, str]] = {}
    for place in sys.path:
        try:
            names = os.listdir(place or ".")
        except OSError:
            continue
        for entry in names:
            if entry.endswith(_DESCRIBED) and (match := _DISTRIBUTION.fullmatch(entry)):
                folder = os.path.join(place, entry)
                found.setdefault(_canonical(match["name"]), (folder, match["version"]))
    return found


def _list_requirements(folder: str) -> Iterator[str]:
    try:
        with open(os.path.join(folder, "METADATA"), encoding="utf-8", errors="replace") as file:
            head = file.read(MAX_METADATA).partition("\n\n")[0]
    except OSError:
        return
    for name in _REQUIRED.findall(head):
        yield _canonical(name)


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
