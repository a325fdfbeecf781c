"""Documents made of a finished one, put where they are wanted and nowhere else."""

import os
from pathlib import Path

from generator.diagnostics import Fault, Place
from generator.kept import reading

_ENDING = 5  # signs
_KINDS = {".docx": "Word 文档", ".pdf": "PDF "}


def write(name: str, document: bytes, edited: str, suffix: str = ".docx") -> Fault | None:
    """Write a document under a new name; nothing that stands there is replaced."""
    from generator.word import output

    unfit = find_unfit(name, edited, suffix=suffix)
    return unfit or output.write(Path(name), document, Place(name, 1, 1))


def find_unfit(
    name: str, edited: str, beside: str | None = None, suffix: str = ".docx"
) -> Fault | None:
    """Why a document cannot be written under a name, be it that another is written there too."""
    target, place = Path(name), Place(name, 1, 1)
    if target.suffix.lower() != suffix:
        new = target / f"新{suffix}" if os.path.isdir(target) else f"{name}{suffix}"
        help_ = f"{'-o' if beside is None else '--修订稿'} 写文件名，如 {new}"
        return Fault("W702", f"这个名称不是 {_KINDS[suffix]}的：{target}", place, help=help_)
    if os.path.lexists(target):
        own = reading.are_same(target, edited)
        help_ = "原来的文档留着，-o 写一个新的文件名" if own else "换一个文件名"
        return Fault("W702", f"这个名称已经被占用：{target}", place, help=help_)
    if beside is not None and _follow(name) == _follow(beside):
        help_ = "-o 和 --修订稿 各写一个名称"
        return Fault("W702", f"新的文档和修订稿不能是同一个文件：{target}", place, help=help_)
    return None


def looks_like_file(target: Path) -> bool:
    """Whether whoever writes a name means a file: it ends like one's, and is no folder yet."""
    ending = target.suffix.removeprefix(".")
    usual = (
        ending.isascii() and ending.isalnum() and ending[:1].isalpha() and len(ending) <= _ENDING
    )
    return usual and not os.path.isdir(target)


def _follow(name: str) -> str:
    return reading.as_one_name(reading.follow(Path(name)))
