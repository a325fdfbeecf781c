"""How a pack's filing is laid out as a workbook: which sections share a sheet, what is beside it.

Each folder of a law may say it in a workbook.yaml; a later one's sheets replace an earlier one's.
Where none says anything, every section has a sheet of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.packs import pack_yaml, workbook_words
from generator.packs.reading import WORKBOOK_FILE, list_beside


class SheetLayout(NamedTuple):
    """A sheet: its sections in their order; the bases whose figures stand beside theirs."""

    sections: tuple[str, ...]
    beside: tuple[str, ...]


class WorkbookLayout(NamedTuple):
    """All sheets by their titles; and titles for lists, by the way to them (`节.清单`)."""

    sheets: Mapping[str, SheetLayout] = {}
    tables: Mapping[str, str] = {}


def read(files: Iterable[Path]) -> WorkbookLayout:
    """The layout of a pack with these files; an empty one where there is none."""
    sheets: dict[str, SheetLayout] = {}
    tables: dict[str, str] = {}
    for file in list_beside(files, WORKBOOK_FILE):
        said = workbook_words.read(pack_yaml.load(file))
        for title, it in said.get("sheets", {}).items():
            sheets[title] = SheetLayout(tuple(it["sections"]), tuple(it.get("beside", ())))
        tables |= said.get("tables", {})
    return WorkbookLayout(sheets, tables)


def list_lists(rules: Mapping[str, Any], way: str = "") -> Iterator[str]:
    """The way to every list that can have a title of its own: `节.清单`."""
    for name, rule in rules.items():
        here = f"{way}.{name}" if way else name
        if rule.get("type") == "dict":
            yield from list_lists(rule["schema"], here)
        elif rule.get("type") == "list":
            yield here
            yield from list_lists(rule["schema"]["schema"], here)
        elif "names" in rule:
            yield here
