"""A table that no pack knows but whose heads are a filing's own words: a list as one types it."""

from collections.abc import Iterator

from generator.exports import labels
from generator.exports.recognising import SheetMarks
from generator.filing.values import Rules
from generator.packs.definitions import EntryList
from generator.packs.pack import Pack
from generator.packs.sheet_forms import EntryMoney, RowKey, SheetForm, Target
from generator.spreadsheets.cells import Holds, Worksheet
from generator.vocabulary import CODE_DIMENSION

MOST_ROWS = 40


def find_forms(sheet: Worksheet, marks: SheetMarks, pack: Pack) -> list[SheetForm]:
    """The form of a sheet with a list's words in its heads; none where it has no list's.

    Of several lists it is the one that the sheet, its file or its title is called after.
    """
    texts = [
        (row, cell.text)
        for (row, _), cell in sorted(sheet.cells.items())
        if row <= MOST_ROWS and cell.holds is Holds.TEXT
    ]
    head = next((row for row, text in texts if labels.heads_codes(text)), 0)
    heads = {labels.plain(text) for row, text in texts if row == head}
    fitting = list(_find_fitting(heads, pack))
    called = {labels.title(text) for _, text in marks.texts} | {labels.title(sheet.name)}
    named = [it for it in fitting if it.name in called or it.name in sheet.file]
    chosen = named or fitting
    return chosen if len(chosen) == 1 else []


def _find_fitting(heads: set[str], pack: Pack) -> Iterator[SheetForm]:
    for spec in pack.definitions.lists.values():
        columns = dict(_list_columns(heads, spec, pack.rules[spec.name]["schema"]["schema"]))
        if any(isinstance(it, EntryMoney) for it in columns.values()):
            yield SheetForm(spec.name, accounts=spec.classification, columns=columns)


def _list_columns(heads: set[str], spec: EntryList, fields: Rules) -> Iterator[tuple[str, Target]]:
    """The fields of a list that stand in some heads; none if one that it must have does not."""
    required = [name for name in spec.keys if fields[name].get("required")]
    if not all(labels.plain(name) in heads for name in required):
        return
    for name in (*spec.keys, *spec.values):
        if labels.plain(name) in heads and name != CODE_DIMENSION:
            is_key = name in spec.keys
            yield name, RowKey(name) if is_key else EntryMoney(spec.name, {spec.spread: name})
