"""Documents made of a finished one, put where they are wanted and nowhere else."""

import os
from pathlib import Path

from generator.diagnostics import Fault, Place


def write(name: str, document: bytes, edited: str) -> Fault | None:
    """Write a document under a new name; nothing that stands there is replaced."""
    from generator.word import output

    target, place = Path(name), Place(name, 1, 1)
    if target.suffix.lower() != output.SUFFIX:
        help_ = f"-o 写文件名，如 {target / '新.docx' if os.path.isdir(target) else f'{name}.docx'}"
        return Fault("W702", f"这个名称不是 Word 文档的：{target}", place, help=help_)
    if os.path.exists(target):
        own = target.samefile(edited)
        help_ = "原来的文档留着，-o 写一个新的文件名" if own else "换一个文件名"
        return Fault("W702", f"这个名称已经被占用：{target}", place, help=help_)
    return output.write(target, document, place)
