"""Documents made of a finished one, put where they are wanted and nowhere else."""

import os
from pathlib import Path

from generator.diagnostics import Fault, Place


def write(name: str, document: bytes, edited: str) -> Fault | None:
    """Write a document under a new name, or over the very one that it was made of."""
    from generator.word import output

    target = Path(name)
    if (fault := _find_unfit(name)) is not None:
        return fault
    if os.path.exists(target) and not target.samefile(edited):
        return _refuse(
            name, f"这个名称已经被占用：{target}", "换一个文件名；要写回原来的文档，-o 就写它"
        )
    return output.write(target, document, Place(name, 1, 1))


def find_taken(name: str, other: str) -> Fault | None:
    """Why a document cannot be written under a name of its own, beside another one's."""
    if (fault := _find_unfit(name)) is not None:
        return fault
    if os.path.realpath(name).casefold() == os.path.realpath(other).casefold():
        return _refuse(name, f"两份文档不能同名：{name}", "换一个文件名")
    if os.path.lexists(name):
        return _refuse(name, f"这个名称已经被占用：{name}", "换一个文件名")
    return None


def _find_unfit(name: str) -> Fault | None:
    from generator.word import output

    target = Path(name)
    if target.suffix.lower() == output.SUFFIX:
        return None
    example = target / "新.docx" if os.path.isdir(target) else f"{name}.docx"
    return _refuse(name, f"这个名称不是 Word 文档的：{target}", f"写文件名，如 {example}")


def _refuse(name: str, message: str, help_: str) -> Fault:
    return Fault("W702", message, Place(name, 1, 1), help=help_)
