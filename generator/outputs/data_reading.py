"""The rows of open data of a finished document, read as an audit reads it.

With its filing the addresses are still the document's own; amounts are exact where the document
prints what the filing states. What the filing withholds gives no row and is told.
"""

from pathlib import Path
from typing import NamedTuple

from generator.audits import audit, named
from generator.diagnostics import FormPlace
from generator.outputs import data, data_figures
from generator.outputs.data import DataRow, Publisher
from generator.outputs.data_figures import FilingBehind
from generator.outputs.public_blocks import PublicDocument
from generator.packs.pack import Pack
from generator.pipeline import Outcome
from generator.published import recognition, word_blocks
from generator.published.blocks import Gap, ReadPlace
from generator.published.form_reader import reader_of
from generator.published.recognition import Recognized
from generator.word.word_file import WordFile

# Without the figure: what is told stands in the list of what is published.
_KEPT_BACK = "填报写明不公开的一个数，没有写进数据"


class DocumentData(NamedTuple):
    """The rows that a document gives; `gaps` are figures of its tables that no row tells.

    `why` says why it gives none, where nobody knows by which form it is to be read.
    """

    rows: tuple[DataRow, ...] = ()
    gaps: tuple[Gap, ...] = ()
    pack: Pack | None = None
    publisher: Publisher | None = None
    why: str = ""


def read(
    opened: WordFile, shown: PublicDocument, root: Path, outcome: Outcome | None = None
) -> DocumentData:
    """The rows of a document that is opened and `shown`; `outcome` is its filing's, if any.

    The packs lie under `root`.
    """
    document = word_blocks.read(opened)
    found, why = _recognize_by(outcome) or recognition.recognize(document, root)
    if found is None:
        return DocumentData(why=why)
    understood = audit.understand(document, found).readings
    behind = None
    if outcome is not None and outcome.filing and outcome.books:
        publisher = data_figures.tell_publisher(outcome)
        withheld = data_figures.list_withheld(outcome.filing, outcome.books, found.pack)
        behind = FilingBehind(outcome.books, withheld)
    else:
        name, own_word = recognition.name_unit(understood)
        name, (kind, _, region) = named.as_written(name, document), found.pack.key
        publisher = Publisher("", name, found.year, kind, own_word, region)
    figures, kept_back = data_figures.of_readings(understood.figures, found.pack, behind)
    told = (Gap(_KEPT_BACK, _without_text(it.place)) for it in kept_back)
    rows = tuple(data.list_rows(shown, publisher, figures))
    in_tables = {cell.place for it in document.tables for cell in it.cells}
    unread = (it for it in understood.gaps if it.place in in_tables)
    return DocumentData(rows, (*unread, *told), found.pack, publisher)


def _without_text(place: ReadPlace) -> ReadPlace:
    return place._replace(text="") if isinstance(place, FormPlace) else place


def _recognize_by(outcome: Outcome | None) -> tuple[Recognized | None, str] | None:
    """The form that a filing's document is of."""
    if outcome is None or outcome.pack is None or outcome.filing is None:
        return None
    reader = reader_of(outcome.pack)
    return None if reader is None else (Recognized(reader, outcome.filing.year, ""), "")
