"""What is wrong with a workbook.yaml: its words, and sections, bases and lists that are not there.

Only who keeps forms is told: no filing in YAML is read by it, and a section that it does not name
has a sheet of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.diagnostics import Fault, did_you_mean
from generator.packs import workbook_layout, workbook_words
from generator.packs.grammar import Flaw
from generator.packs.pack import Pack
from generator.packs.reading import WORKBOOK_FILE, list_beside
from generator.packs.sheets import open_sheet

_Said = Mapping[str, Any]


def find_faults(pack: Pack, files: Iterable[Path]) -> list[Fault]:
    """All that is wrong with how a pack's filing is laid out; `files` are all it was read from."""
    found: list[Fault] = []
    settled: set[str] = set()  # sheets that a later folder lays out itself
    for file in list_beside(files, WORKBOOK_FILE)[::-1]:
        sheet = open_sheet(file, pack.root, "workbook", workbook_words.WORKBOOK)
        faults = sheet.find_faults()
        if not faults:
            faults = list(sheet.refer(_find_flaws(sheet.data, pack, settled)))
            settled |= set(sheet.data.get("sheets", {}))
        found = [*faults, *found]
    return found


def _find_flaws(said: _Said, pack: Pack, settled: set[str]) -> Iterator[Flaw]:
    rules = pack.rules
    bases = [name for name, rule in rules.items() if "addresses" in rule]
    sections = [name for name in rules if name not in bases]
    taken: set[str] = set()
    for title, sheet in said.get("sheets", {}).items():
        for word, names in (("sections", sections), ("beside", bases)):
            for number, name in enumerate(sheet.get(word, ()) if title not in settled else ()):
                path = ("sheets", title, word, number)
                if name not in names:
                    what = "节" if word == "sections" else "按地址填的节"
                    help_ = did_you_mean(name, names)
                    yield Flaw(path, f"填报文件里没有“{name}”这一{what}", help_)
                elif word == "sections" and name in taken:
                    yield Flaw(path, f"“{name}”已经在前面的表里", "留一处")
                taken.add(name)
    lists = set(workbook_layout.list_lists(rules))
    for way in said.get("tables", {}):
        if way not in lists:
            yield Flaw(("tables", way), f"填报文件里没有“{way}”这个清单", did_you_mean(way, lists))
