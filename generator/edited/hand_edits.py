"""What people wrote in a document since it was generated: what a document made anew would lose."""

from generator.edited import merging
from generator.edited.merging import ReportLine
from generator.word import carried
from generator.word.carried import CarriedError
from generator.word.word_file import WordFile


def find(edited: WordFile, new: WordFile) -> list[ReportLine] | None:
    """Every place that was edited and is otherwise in the new document; None where the document
    carries nothing that tells, whichever program saved it.
    """
    try:
        base, _ = carried.read(edited.parts, edited.main)
    except CarriedError:
        return None
    places: dict[str, ReportLine] = {}
    for entry in merging.merge(base, edited, new).entries:
        if entry.by_hand:
            places.setdefault(entry.where, entry)
    return list(places.values())
