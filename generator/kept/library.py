"""Which forms and rules are used: a folder that holds `templates/` and `schemas/`.

The one that a call names; else the one at hand, in the folder that one stands in; else the one
that came with the program. What comes from elsewhere is data: it is read as the installed one is.
"""

import os
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from generator.exits import RefusedError

FOLDERS = ("templates", "schemas")
PACK_FILE, FORM_FILE, LISTING_FILE = "pack.yaml", "document.docx", "document.txt"
NOTICE_FILE = "NOTICE.md"

_chosen: ContextVar[Path | None] = ContextVar("_chosen", default=None)


@cache
def installed() -> Path:
    """The folder that came with the program: the package's, or the checkout's."""
    here = Path(__file__).resolve().parents[1]
    return here if (here / FOLDERS[0]).is_dir() else here.parent


def current() -> Path:
    """The folder that is used."""
    return _chosen.get() or installed()


def named() -> str:
    """The folder that is used, for other processes; nothing where it came with the program.

    Where the same program lies on another machine, that came with it, too.
    """
    return "" if current() == installed() else str(current())


def use(folder: Path) -> None:
    """Use a folder from here on."""
    _chosen.set(folder)


def settle(named: str, standing_in: Path) -> str:
    """Use the folder that a call names (empty: none), or the one at hand; what to say of it.

    A named one that holds no forms is refused.
    """
    if named:
        folder = Path(os.path.abspath(named))
        if not _holds_packs(folder):
            wanted = "、".join(FOLDERS)
            raise RefusedError(f"--表样库 后面要写装着 {wanted} 的文件夹，“{named}”不是")
        use(folder)
        return ""
    if not _holds_packs(standing_in) or os.path.samefile(standing_in, installed()):
        use(installed())
        lacks = _has_pack(standing_in) and not os.path.isdir(standing_in / FOLDERS[1])
        return "当前文件夹的 templates 没有用：旁边没有 schemas" if lacks else ""
    use(standing_in)
    return f"用的是当前文件夹的表样库：{standing_in}"


def _holds_packs(folder: Path) -> bool:
    """Whether a folder has both of them, and a pack in the one."""
    both = all(os.path.isdir(folder / name) for name in FOLDERS)
    return both and _has_pack(folder)


def _has_pack(folder: Path) -> bool:
    return next((folder / FOLDERS[0]).glob(f"*/*/*/{PACK_FILE}"), None) is not None
