"""A published document read, whatever its format: which it is says the content, not the name."""

from pathlib import Path

from generator.diagnostics import Fault, Place
from generator.kept import reading
from generator.published import pdf_blocks, word_blocks
from generator.published.blocks import ReadDocument
from generator.published.pdf_file import PDF_MARK, PdfError
from generator.word import archive, word_file

# How far into a file its mark may stand: programs write a line or two before it.
_HEAD = 1024
_EXPORT = "请用 Word、WPS 另存的 PDF，或者用 Word 文档"


def read(path: Path, shown: str | None = None) -> tuple[ReadDocument | None, list[Fault]]:
    """What a file holds, called `shown` in every place; None with the faults that stopped it."""
    file = shown or str(path)
    try:
        raw = reading.read(path, archive.MAX_TOTAL)
    except OSError as error:
        return None, [refuse(file, f"文档读不出来：{reading.reason(error)}")]
    return _read_pdf(file, raw) if PDF_MARK in raw[:_HEAD] else _read_word(file, raw)


def _read_pdf(file: str, raw: bytes) -> tuple[ReadDocument | None, list[Fault]]:
    try:
        return pdf_blocks.read(file, raw), []
    except PdfError as error:
        return None, [
            refuse(file, str(error), "请用排版软件重新另存或导出的 PDF，或者用 Word 文档")
        ]


def _read_word(file: str, raw: bytes) -> tuple[ReadDocument | None, list[Fault]]:
    opened = word_file.read(raw, file)
    return (None, [opened]) if isinstance(opened, Fault) else (word_blocks.read(opened), [])


def refuse(file: str, message: str, help_: str = "") -> Fault:
    """The fault that a file is no document that can be read."""
    return Fault("R811", message, Place(file, 1, 1), help=help_)
