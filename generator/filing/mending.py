"""A filing that cannot be read, put right in a copy: only to find what else is wrong with it.

Nothing is printed from such a copy. Every slip that is put right in it is told where it was typed.
A slip of which nobody can tell how it was meant goes, with the whole section that it stands in: so
what is told of the rest rests on nothing that was made up.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import Fault, Place
from generator.filing import alike, event_tree, indents, legible, marked, mends, shared
from generator.filing import source as sources
from generator.filing.noticed import Miswriting
from generator.filing.source import Source
from generator.filing.yaml_tree import Node, Path_, Tree
from generator.kept import noted
from generator.vocabulary import SHARED_FILE

# How much of one file is read in all, in characters, and how often.
MAX_READ = 8_000_000
MAX_ROUNDS = 60
MAX_ON_LINE = 6
_SECTION = re.compile(r"(?P<name>[^\s#:：'\"-][^:：]*)[:：]")
_KEY = re.compile(rf"\s*{_SECTION.pattern}")
_INDENT = re.compile(r"\s*")
# What keeps nothing else of a tree from being read.
_HARMLESS = ("F104", "F109")


class Mended(NamedTuple):
    """What a filing would be with its slips put right, all its slips, and what it is without.

    There is no source where too little can be read. `left_out` are the sections that were left
    out, `repeated` the places of what was written twice, so that nobody knows which is right;
    `whole` is whether those are all that is open: of a strange cell nobody knows what it states.
    """

    source: Source | None
    faults: list[Fault]
    left_out: frozenset[str]
    repeated: frozenset[Place]
    whole: bool = True


def load(path: Path) -> Mended:
    """A filing that could not be read, with what its folder shares, as far as both can be."""
    beside = path.parent / SHARED_FILE
    own = _load_alone(path)
    if own.source is None or beside == path or not noted.is_there(beside):
        return own
    common = _load_alone(beside)
    if common.source is None:
        return Mended(None, [*own.faults, *common.faults], frozenset(), frozenset())
    without = (_leave(own.source, common.left_out), _leave(common.source, own.left_out))
    return Mended(
        shared.merge(*without),
        [*own.faults, *common.faults],
        own.left_out | common.left_out,
        own.repeated | common.repeated,
        own.whole and common.whole,
    )


def _leave(source: Source, sections: frozenset[str]) -> Source:
    """A source without what it says in sections that are left out of the other's."""
    if sections.isdisjoint(source.data):
        return source
    return replace(
        source, data={it: node for it, node in source.data.items() if it not in sections}
    )


def _load_alone(path: Path) -> Mended:
    if marked.is_workbook(path):
        from generator.filing import cell_mending  # most filings are text

        cells = cell_mending.load(path)
        return Mended(*cells, whole=not cells.open)
    source, faults = sources.load(path)
    unread = None if source is not None else sources.read_unparsed(path)
    return Mended(source, faults, frozenset(), frozenset()) if unread is None else mend(unread)


def mend(unread: Source) -> Mended:
    """A text that could not be read, read as far as its slips can be put right."""
    copy = _Copy(unread.file, unread.text)
    tree = copy.read()
    faults = [*legible.find_unseen(unread.text, unread.file), *alike.gather(copy.faults)]
    left_out = frozenset(copy.left_out)
    if tree is None:
        return Mended(None, faults, left_out, frozenset())
    data = _without_unseen(tree.root)
    for path in tree.repeated:
        data = _forget(data, path)
    keys, values = (
        {path: copy.as_typed(place) for path, place in places.items()}
        for places in (tree.keys, tree.values)
    )
    doubts = (
        *copy.tell(tree.doubts),
        *legible.find_lookalikes(unread.text, unread.file),
    )
    source = replace(unread, data=data, keys=keys, values=values, doubts=doubts)
    return Mended(source, faults, left_out, frozenset(keys[path] for path in tree.repeated))


def _without_unseen(node: Node) -> Node:
    """A tree without the characters that nobody sees, which escapes may have brought into it."""
    if isinstance(node, dict):
        return {key: _without_unseen(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_without_unseen(item) for item in node]
    return legible.INVISIBLE.sub("", node) if isinstance(node, str) else node


def _forget(node: Node, path: Path_) -> Node:
    """A tree in which nothing is known of what stands at a path."""
    if not path:
        return None
    first, rest = path[0], path[1:]
    if isinstance(node, dict) and first in node:
        return {**node, first: _forget(node[first], rest)}
    if isinstance(node, list) and isinstance(first, int) and first < len(node):
        return [*node[:first], _forget(node[first], rest), *node[first + 1 :]]
    return node


class _Copy:
    """The lines of a text, put right one slip after the other; every line keeps its number."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.typed = file, text.split("\n")
        self.lines = list(_make_legible(self.typed))
        self.faults: list[Fault] = []
        self._told: set[tuple[str, Place]] = set()
        self.left_out: set[str] = set()
        self._mended: dict[int, int] = {}
        self._guessed: set[int] = set()  # where sections begin in which a guess was made
        self._begins: list[int] = []  # of each line, where its section begins

    def read(self) -> Tree | None:
        """The tree of the copy when all is put right; None where too little can be read."""
        left = MAX_READ
        for _ in range(MAX_ROUNDS):
            text = "\n".join(self.lines)
            left -= len(text)
            if left < 0:
                break
            tree = event_tree.read(text, self.file)
            begins = map(_begins_at, range(len(self.lines)), self.lines)
            self._begins = list(accumulate(begins, max))
            if not isinstance(tree.root, dict) and not tree.stopped and self.faults:
                return None
            if not self._put_right(tree):
                return tree if isinstance(tree.root, dict) else None
        if self.faults:
            self.faults[-1] = replace(self.faults[-1], notes=(*self.faults[-1].notes, alike.MORE))
        return None

    def _put_right(self, tree: Tree) -> bool:
        """Whether something had to be put right; what is wrong is told."""
        slips = {(slip.at[0] + 1, slip.at[1] + 1): slip for slip in tree.slips}
        changed, mended = False, set[int]()
        for fault in tree.faults:
            assert isinstance(fault.place, Place)
            slip = slips.get((fault.place.line, fault.place.column))
            if self._begin_of(fault.place.line - 1) not in self._guessed or not tree.stopped:
                self.faults += self.tell([fault])
            if slip is not None and {edit.line for edit in slip.edits} & mended:
                continue  # its line is another by now: looked at again in the next round
            if slip is not None or fault.code not in _HARMLESS:
                number, between = fault.place.line - 1, fault.message == indents.BETWEEN
                changed = self._mend(slip) or self._leave_out(number, between) or changed
            mended.update(edit.line for edit in (slip.edits if slip else ()))
        return changed

    def _mend(self, slip: Miswriting | None) -> bool:
        if slip is None or not slip.edits:
            return False
        number = slip.edits[0].line
        made = mends.apply(self.lines[number], slip.edits)
        times = self._mended[number] = self._mended.get(number, 0) + 1
        begin = self._begin_of(number)
        if made == self.lines[number] or times > MAX_ON_LINE or begin in self._guessed:
            return False
        self.lines[number] = made
        if not slip.sure:
            self._guessed.add(begin)
        return True

    def _begin_of(self, number: int) -> int:
        """The line in which the section begins that a line stands in."""
        return self._begins[min(number, len(self._begins) - 1)]

    def _leave_out(self, number: int, maybe_section: bool) -> bool:
        """Empty the section that a line stands in; whether there was anything in it."""
        begin = self._begin_of(number)
        named = _SECTION.match(self.lines[begin])
        below = range(begin + 1, len(self.lines))
        end = next((it for it in below if _SECTION.match(self.lines[it])), len(self.lines))
        if not any(self.lines[begin:end]):
            return False
        own = _KEY.match(self.lines[number]) if maybe_section else None
        self.left_out |= {it["name"].strip() for it in (named, own) if it} or {""}
        self.lines[begin:end] = [""] * (end - begin)
        return True

    def as_typed(self, place: Place) -> Place:
        """Where a place of the copy stands in the text that was typed."""
        number = place.line - 1
        if number >= len(self.typed):
            return place
        column = mends.shift_back(self.typed[number], self.lines[number], place.column - 1)
        return place._replace(column=column + 1)

    def tell(self, faults: Iterable[Fault]) -> Iterable[Fault]:
        """Faults at the places that were typed, each told once."""
        for fault in faults:
            assert isinstance(fault.place, Place)
            place = self.as_typed(fault.place)
            if (fault.code, place) not in self._told:
                self._told.add((fault.code, place))
                yield replace(fault, place=place)


def _begins_at(number: int, line: str) -> int:
    """Where a section begins at the earliest for a line's sake: there, or in the first line."""
    return number if _SECTION.match(line) else 0


def _make_legible(lines: Iterable[str]) -> Iterable[str]:
    """Lines without what nobody sees, indented with plain blanks as the lines before are."""
    known = [0]
    for line in lines:
        shown = legible.INVISIBLE.sub("", line)
        blanks = _INDENT.match(shown)
        indent = blanks.group() if blanks else ""
        if indent.strip(" ") and "\t" not in indent:
            width = sum(2 if blank == "\u3000" else 1 for blank in indent)
            width = min(known, key=lambda it: abs(it - width))
            shown = " " * width + shown[len(indent) :]
        elif shown.strip():
            known.append(len(indent))
        yield shown
