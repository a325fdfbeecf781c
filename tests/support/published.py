"""Documents read back in tests: what a .pdf of a few drawn pages is as blocks, in short."""

from collections.abc import Iterable

from generator.published import pdf_blocks, pdf_file
from generator.published.blocks import ReadDocument, ReadTable
from support.pdfs import Page, make


def read_pdf(*pages: Page) -> ReadDocument:
    """The document of these pages."""
    return pdf_blocks.read("公开.pdf", pdf_file.read(make(*pages)))


def rows_of(table: ReadTable) -> list[str]:
    """A table's rows, their cells with `|` between them; a cell over more says `×rows×columns`."""
    return ["|".join(map(_show, row)) for row in table.rows]


def _show(cell: tuple[object, ...]) -> str:
    _, _, text, _, rows, columns, *_ = cell
    return f"{text}" if (rows, columns) == (1, 1) else f"{text}×{rows}×{columns}"


def texts_of(document: ReadDocument) -> list[str]:
    """The paragraphs of a document."""
    return [it.text for it in document.paragraphs]


def tables_of(document: ReadDocument) -> list[list[str]]:
    """The tables of a document."""
    return [rows_of(table) for table in document.tables]


def gaps_of(document: ReadDocument) -> list[str]:
    """What of a document could not be read, with the place."""
    return [f"{gap.place}：{gap.what}" for gap in document.gaps]


def lines_of(texts: Iterable[str], first: float = 80, step: float = 20) -> Page:
    """A page of lines of text, from the left margin on; each sign at the margin is an indent."""
    page = Page()
    for n, text in enumerate(texts):
        indent = len(text) - len(text.lstrip("　"))
        page.text(80 + 10 * indent, first + step * n, text.lstrip("　"))
    return page
