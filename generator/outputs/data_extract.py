"""The rows of open data that a filing gives, as text: what another process makes of an outcome."""

from generator.diagnostics import Fault
from generator.outputs import data, data_figures, data_text, document
from generator.pipeline import Outcome
from generator.word import word_file


def extract(outcome: Outcome) -> bytes:
    """The rows of an outcome's document; nothing of one that has none."""
    opened = word_file.read(outcome.document, outcome.file) if outcome.document else None
    if opened is None or isinstance(opened, Fault):
        return b""
    figures = data_figures.of_outcome(outcome, opened.main)
    shown = document.read(opened, placed=False)
    publisher = data_figures.tell_publisher(outcome)
    return data_text.write(data.list_rows(shown, publisher, figures))
