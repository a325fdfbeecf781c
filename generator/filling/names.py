"""The names that a Word form may use at the top, and what they stand for."""

from typing import Any

from generator.books.books import Books
from generator.filling.cells import years
from generator.filling.records import view_of
from generator.packs.pack import Pack
from generator.vocabulary import CHARTS, GLOSSARY, MISSING_TEXT, UNIT, UNIT_WORD, WORDING


def names(books: Books) -> dict[str, Any]:
    """Every top-level name that a form may use, with what it stands for."""
    fields = books.now.root.fields.items()
    views = {name: view_of(books, field, (name,), books.texts) for name, field in fields}
    return {**years(books), **views}


def form_names(pack: Pack, books: Books) -> dict[str, Any]:
    """Every top-level name that a form of a pack may use, with what it stands for."""
    own = books.texts[UNIT][UNIT_WORD]
    words = pack.wordings.get(own, {})
    if own == MISSING_TEXT:  # what the unit calls itself is to be filled, and so all it leads to
        words = {name: own for each in pack.wordings.values() for name in each}
    found = {**names(books), GLOSSARY: pack.glossary, WORDING: words}
    if pack.charts:
        from generator.filling import charts

        found[CHARTS] = charts.views(pack.charts, books, pack.wording)
    return found
