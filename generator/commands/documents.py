"""Documents made of a finished one, put where they are wanted and nowhere else."""

import os
from pathlib import Path

from generator.diagnostics import Fault, Place


def write(name: str, document: bytes, edited: str) -> Fault | None:
    """Write a document under a new name, or over the very one that it was made of."""
    from generator.word import output

    target, place = Path(name), Place(name, 1, 1)
    if target.suffix.lower() != output.SUFFIX:
        help_ = f"-o 写文件名，如 {target / '新.docx' if os.path.isdir(target) else f'{name}.docx'}"
        return Fault("W702", f"这个名称不是 Word 文档的：{target}", place, help=help_)
    if os.path.exists(target) and not target.samefile(edited):
        help_ = "换一个文件名；要写回原来的文档，-o 就写它"
        return Fault("W702", f"这个名称已经被占用：{target}", place, help=help_)
    return output.write(target, document, place)
