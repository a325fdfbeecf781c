"""What is wrong with a 检查清单.yaml: its words, and items of which another takes everything.

Only who keeps forms is told: no filing is read by it.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.diagnostics import Fault
from generator.packs.grammar import Flaw
from generator.packs.inspection_words import INSPECTION, REST, UNSEEN
from generator.packs.pack import Pack
from generator.packs.reading import INSPECTION_FILE, list_beside
from generator.packs.sheets import open_sheet


def find_faults(pack: Pack, files: Iterable[Path]) -> list[Fault]:
    """All that is wrong with what inspectors tick off; `files` are all that the pack is read of."""
    found: list[Fault] = []
    for file in list_beside(files, INSPECTION_FILE):
        sheet = open_sheet(file, pack.root, "inspection", INSPECTION)
        found += sheet.find_faults() or sheet.refer(_find_flaws(sheet.data["items"]))
    return found


def _find_flaws(items: Mapping[str, Any]) -> Iterator[Flaw]:
    parts: set[str] = set()
    titles: set[str] = set()
    for name, said in items.items():
        part = said.get("part", "")
        if part and part in parts:
            yield Flaw(("items", name, "part"), "前面已经有一项是这个部分", "留一项")
        if "approved" in said and part != UNSEEN:
            yield Flaw(("items", name, "approved"), "看文档看得出来的一项不写批复", "删去")
        parts.add(part)
        for number, title in enumerate(said.get("titles", ())):
            if title in titles:
                path = ("items", name, "titles", number)
                yield Flaw(path, f"标题“{title}”已经在前面的一项里", "留一处")
            titles.add(title)
    if REST not in parts:
        yield Flaw(("items",), "没有一项收其余的内容", "加一项，写“部分: 其余”")
