"""A published document read, whatever its format: which it is says the content, not the name."""

from pathlib import Path

from generator.diagnostics import Fault, Place
from generator.kept import reading
from generator.published import word_blocks
from generator.published.blocks import ReadDocument
from generator.word import archive, word_file


def read(path: Path, shown: str | None = None) -> tuple[ReadDocument | None, list[Fault]]:
    """What a file holds, called `shown` in every place; None with the faults that stopped it."""
    file = shown or str(path)
    try:
        raw = reading.read(path, archive.MAX_TOTAL)
    except OSError as error:
        return None, [refuse(file, f"文档读不出来：{reading.reason(error)}")]
    opened = word_file.read(raw, file)
    return (None, [opened]) if isinstance(opened, Fault) else (word_blocks.read(opened), [])


def refuse(file: str, message: str, help_: str = "") -> Fault:
    """The fault that a file is no document that can be read."""
    return Fault("R811", message, Place(file, 1, 1), help=help_)
