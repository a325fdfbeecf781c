"""Every paragraph and cell in which two finished documents differ, named as a reader finds them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from generator.compare.alignment import Rest, align
from generator.compare.likeness import Bag, bag, share, signs
from generator.compare.thresholds import CORRECTED
from generator.compare.tokens import tokens
from generator.compare.words import Segment, Status, segments
from generator.corrections.dossier import Dossier
from generator.word.outline import Spot

_CODE = re.compile("[0-9]{3,9}")
# What paragraphs that belong together have in common.
_ROW, _CELL, _PARAGRAPH = attrgetter("cell.row"), attrgetter("cell.cell"), attrgetter("paragraph")


class Passage(NamedTuple):
    """A paragraph that changed (both sides), came (no old side) or went (no new side).

    `inner` is one that came or went in a row of a table that stays.
    """

    old: Spot | None
    new: Spot | None
    segments: tuple[Segment, ...] = ()
    inner: bool = False

    @property
    def spot(self) -> Spot:
        """Where to look: in the new document, or in the old one for what is gone."""
        spot = self.new or self.old
        assert spot is not None
        return spot

    def side(self, step: Status) -> tuple[Segment, ...]:
        """What the old side (GONE) or the new one (CAME) says; its own words have that step."""
        spot = self.old if step is Status.GONE else self.new
        whole = () if spot is None else (Segment(Status.STAYED, spot.text),)
        return tuple(part for part in self.segments or whole if part.step in (Status.STAYED, step))

    @property
    def blank(self) -> bool:
        """Whether nothing can be read here on either side: an empty cell of a row, say."""
        return not any(spot is not None and spot.text.strip() for spot in (self.old, self.new))


@dataclass(frozen=True)
class _Group:
    """Paragraphs that belong together in one document: a table, a row, a cell, or one alone."""

    of: Dossier
    spots: tuple[Spot, ...]

    @property
    def words(self) -> str:
        """The words, without figures."""
        return "\n".join(map(self._mask, self.spots))

    @property
    def table(self) -> bool:
        """Whether this is a table."""
        return self.spots[0].cell is not None

    @property
    def units(self) -> list[str]:
        """The units of change of its first paragraph."""
        return tokens(self.spots[0].text, self._figures(self.spots[0]))

    def _mask(self, spot: Spot) -> str:
        """A paragraph's words with its figures left out."""
        text, words, end = spot.text, "", 0
        for start, stop in sorted(self._figures(spot)):
            words += text[end:start] + "\x00"
            end = stop
        return words + text[end:]

    def split(self, key: Callable[[Spot], object]) -> list["_Group"]:
        """The groups that neighbours of the same key make."""
        return [_Group(self.of, tuple(spots)) for _, spots in groupby(self.spots, key)]

    def _figures(self, spot: Spot) -> list[tuple[int, int]]:
        """The printed figures of a paragraph, from where to where."""
        printed = self.of.printed_in.get((spot.part, spot.paragraph), ())
        return [(item.offset, item.offset + len(item.text)) for item in printed]


BlockKey = tuple[object, ...]


def compare(old: Dossier, new: Dossier) -> tuple[Passage, ...]:
    """The passages that differ, in the order of the new document."""
    parts = dict.fromkeys(spot.part for spot in (*new.spots, *old.spots))
    return tuple(
        passage
        for part in parts
        for passage in _compare_blocks(*(_list_blocks(of, part) for of in (old, new)))
    )


def _list_blocks(of: Dossier, part: str) -> list[_Group]:
    """A part's blocks: every table, and every paragraph outside of tables."""
    spots = tuple(spot for spot in of.spots if spot.part == part)
    return _Group(of, spots).split(lambda s: (s.cell.table,) if s.cell else ("", s.paragraph))


def _compare_blocks(old: Sequence[_Group], new: Sequence[_Group]) -> Iterator[Passage]:
    several = _find_repeated(old) | _find_repeated(new)

    def key(block: _Group) -> BlockKey:
        """Tables that look alike are told apart by all their words."""
        usual = _block_key(block)
        return (*usual, block.words) if usual in several else usual

    for left, right in align(old, new, [key], _BLOCKS):
        if left is not None and right is not None and left.table and right.table:
            yield from _compare_rows(left, right)
        else:
            yield from _compare(left, right)


def _find_repeated(blocks: Sequence[_Group]) -> set[BlockKey]:
    """The keys that several tables of one document have: a form filled once for each record."""
    counts = Counter(_block_key(block) for block in blocks if block.table)
    return {key for key, count in counts.items() if count > 1}


def _block_key(block: _Group) -> BlockKey:
    """Tables are the same by their headings and first row, paragraphs by their words."""
    if not block.table:
        return (block.words,)
    return block.spots[0].headings[-1:], block.split(_ROW)[0].words


def _compare_rows(old: _Group, new: _Group) -> Iterator[Passage]:
    left, right = (table.split(_ROW) for table in (old, new))
    for one, other in align(left, right, [_WORDS], _ROWS):
        if one is None or other is None:
            yield from _compare(one, other)
            continue
        cells = (row.split(_CELL) for row in (one, other))
        for before, after in _pair(*cells):
            yield from _compare(before, after, inner=True)


def _name(row: _Group) -> Bag:
    """What a row is known by: its account's code, or its words; figures say nothing."""
    first = row.spots[0].text.strip()
    return bag([first]) if _CODE.fullmatch(first) else signs(row.words.replace("\x00", ""))


_WORDS: Callable[[_Group], str] = attrgetter("words")
_PARAGRAPHS: Rest[_Group] = Rest(share, CORRECTED, lambda group: signs(group.words), in_order=True)
_BLOCKS = replace(_PARAGRAPHS, features=lambda block: signs(block.words[:600]))
_ROWS = replace(_PARAGRAPHS, features=_name)


def _pair(old: list[_Group], new: list[_Group]) -> list[tuple[_Group | None, _Group | None]]:
    """Cells or paragraphs by their places where there are as many, else by their words."""
    if len(old) == len(new):
        return list(zip(old, new, strict=True))
    return align(old, new, [_WORDS], _PARAGRAPHS)


def _compare(old: _Group | None, new: _Group | None, *, inner: bool = False) -> Iterator[Passage]:
    """The passages of two groups that belong together, or of one that has no counterpart."""
    if old is None or new is None:
        yield from (Passage(spot, None, inner=inner) for spot in (old.spots if old else ()))
        yield from (Passage(None, spot, inner=inner) for spot in (new.spots if new else ()))
        return
    for one, other in _pair(*(group.split(_PARAGRAPH) for group in (old, new))):
        if one is None or other is None:
            yield from _compare(one, other, inner=inner)
        elif one.spots[0].text != other.spots[0].text:
            yield Passage(one.spots[0], other.spots[0], segments(one.units, other.units))
