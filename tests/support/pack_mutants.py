"""Wrong copies of the packs' data: one name or value of one file misspelt, at its very place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Fault, Place
from generator.filing.yaml_tree import Path_
from generator.packs import (
    chart_words,
    judging,
    language,
    layering,
    pack_tree,
    pack_words,
    pack_yaml,
)
from generator.packs.pack_tree import PackTree
from generator.packs.reading import find_files
from generator.packs.shapes import Language
from support.packs import HOME

SLIP = "误"
_WRITTEN = {
    "pack.yaml": ("pack", pack_words.PACK),
    "phrases.yaml": ("phrases", pack_words.PACK),
    "input.yaml": ("fields", language.LAW),
    "tables.yaml": ("law", language.LAW),
    "checks.yaml": ("checks", language.LAW),
    "取数.yaml": ("exports", language.LAW),
    "图.yaml": ("charts", chart_words.CHARTS),
    "glossary.yaml": ("glossary", pack_words.PACK),
    "function.yaml": ("accounts", pack_words.PACK),
    "economic.yaml": ("accounts", pack_words.PACK),
    "government.yaml": ("accounts", pack_words.PACK),
}


@dataclass(frozen=True)
class PackMutant:
    """One wrong copy of a file: where it was misspelt, whether in a key, and what it then says."""

    pack: Path
    file: Path
    path: Path_
    at_key: bool
    is_word: bool
    place: Place

    @property
    def what(self) -> str:
        """The path without the numbers of lists, as a pattern may name it."""
        own = ".".join(str(step) for step in self.path if isinstance(step, str))
        return f"{self.file.name}:{own}{':' if self.at_key else ''}"

    @property
    def text(self) -> str:
        """What the copy says."""
        return _misspell(self.file.read_text("utf-8"), self.place)


def mutants(pack: Path) -> Iterator[PackMutant]:
    """Every key and every value of every file of a pack, each misspelt once, in a fixed order."""
    for file in filter(Path.is_file, find_files(pack, HOME).all):
        tree = tree_of(file)
        places = [(path, place, True) for path, place in tree.keys.items()]
        places += [
            (path, place, False)
            for path, place in tree.values.items()
            if isinstance(_at(tree.root, path), str) and path not in tree.referred
        ]
        words = set(_words(tree.root, *_WRITTEN[file.name], ()))
        for path, place, at_key in places:
            yield PackMutant(pack, file, path, at_key, path in words, place)


def _words(node: Any, holds: str, language: Language, path: Path_) -> Iterator[Path_]:
    """The paths of the keys that are words of the language, and no names of the pack's own."""
    holds = language.settle(holds, node)
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from _words(item, language.lists.get(holds, "text"), language, (*path, index))
    elif isinstance(node, dict):
        shape = language.shapes[holds]
        for key, value in node.items():
            if key in (*shape.words, layering.ADDS):
                yield (*path, key)
            inner = shape.words[key].holds if key in shape.words else shape.names
            yield from _words(value, inner, language, (*path, key))


def _at(node: Any, path: Path_) -> Any:
    for step in path:
        node = node[step]
    return node


def _misspell(text: str, place: Place) -> str:
    """The text with a character too many at the end of what stands at a place."""
    lines = text.split("\n")
    line = lines[place.line - 1]
    end = place.column - 1 + place.width
    if line[end - 1] in "\"'":
        end -= 1
    lines[place.line - 1] = line[:end] + SLIP + line[end:]
    return "\n".join(lines)


@cache
def tree_of(file: Path) -> PackTree:
    """A file of the packs as it is."""
    return pack_tree.parse(file.read_bytes(), file.relative_to(HOME).as_posix())


def judged(mutant: PackMutant, patch: pytest.MonkeyPatch) -> list[Fault]:
    """What is told of the pack with the mutant in the place of its file."""

    name = mutant.file.relative_to(HOME).as_posix()
    wrong = pack_tree.parse(mutant.text.encode(), name)

    def read(path: Path, shown: str) -> PackTree:
        return wrong if path == mutant.file else tree_of(path)

    def load(path: Path) -> Any:
        return read(path, path.name).root

    with patch.context() as changed:
        changed.setattr(pack_tree, "read", read)
        changed.setattr(pack_yaml, "load", load)
        return judging.judge(mutant.pack, HOME)[0]


def is_told(mutant: PackMutant, faults: list[Fault]) -> bool:
    """Whether a fault stands in the line that was misspelt."""
    lines = {
        (fault.place.file, fault.place.line) for fault in faults if isinstance(fault.place, Place)
    }
    return (mutant.place.file, mutant.place.line) in lines
