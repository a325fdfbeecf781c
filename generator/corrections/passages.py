"""Every paragraph and cell in which two finished documents differ, named as a reader finds them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator.compare.alignment import Rest, align
from generator.compare.likeness import Bag, bag, share, signs
from generator.compare.thresholds import CORRECTED
from generator.compare.tokens import tokens
from generator.compare.words import Segment, segments
from generator.corrections.dossier import Dossier
from generator.word.outline import Spot

_CODE = re.compile("[0-9]{3,9}")


@dataclass(frozen=True, slots=True)
class Passage:
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
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def blank(self) -> bool:
        """Whether nothing can be read here on either side: an empty cell of a row, say."""
        return not any(spot is not None and spot.text.strip() for spot in (self.old, self.new))


@dataclass(frozen=True)
class _Side:
    """One of the two documents."""

    dossier: Dossier

    def figures(self, spot: Spot) -> list[tuple[int, int]]:
        """The printed figures of a paragraph, from where to where."""
        found = self.dossier.printed_in.get((spot.part, spot.paragraph), ())
        return [(item.offset, item.offset + len(item.text)) for item in found]

    def masked(self, spot: Spot) -> str:
        """A paragraph's words with its figures left out."""
        text, made, end = spot.text, "", 0
        for start, stop in sorted(self.figures(spot)):
            made += text[end:start] + "\x00"
            end = stop
        return made + text[end:]


@dataclass(frozen=True)
class _Group:
    """Paragraphs that belong together in one document: a table, a row, a cell, or one alone."""

    side: _Side
    spots: tuple[Spot, ...]

    @property
    def words(self) -> str:
        """The words, without figures."""
        return "\n".join(self.side.masked(spot) for spot in self.spots)

    @property
    def table(self) -> bool:
        """Whether this is a table."""
        return self.spots[0].cell is not None


Key = tuple[object, ...]


def compare(old: Dossier, new: Dossier) -> tuple[Passage, ...]:
    """The passages that differ, in the order of the new document."""
    left, right = _Side(old), _Side(new)
    parts = list(dict.fromkeys(spot.part for spot in (*new.spots, *old.spots)))
    return tuple(
        passage for part in parts for passage in _blocks(_of(left, part), _of(right, part))
    )


def _of(side: _Side, part: str) -> list[_Group]:
    """A part's blocks: every table, and every paragraph outside of tables."""
    spots = [spot for spot in side.dossier.spots if spot.part == part]
    keyed = groupby(spots, lambda s: (s.cell.table,) if s.cell else ("", s.paragraph))
    return [_Group(side, tuple(items)) for _, items in keyed]


def _blocks(old: Sequence[_Group], new: Sequence[_Group]) -> Iterator[Passage]:
    several = _several(old) | _several(new)

    def key(block: _Group) -> Key:
        """Tables that look alike are told apart by all their words."""
        known = _block_key(block)
        return (*known, block.words) if known in several else known

    for left, right in align(old, new, [key], _BLOCKS):
        if left is not None and right is not None and left.table and right.table:
            yield from _rows(left, right)
        else:
            yield from _pair(left, right)


def _several(blocks: Sequence[_Group]) -> set[Key]:
    """The keys that several tables of one document have: a form filled once for each record."""
    counts = Counter(_block_key(block) for block in blocks if block.table)
    return {key for key, count in counts.items() if count > 1}


def _block_key(block: _Group) -> Key:
    """Tables are the same by their headings and first row, paragraphs by their words."""
    if not block.table:
        return (block.words,)
    first = block.spots[0]
    assert first.cell is not None
    row = [s for s in block.spots if s.cell is not None and s.cell.row == 0]
    return first.headings[-1:], "\n".join(block.side.masked(spot) for spot in row)


def _rows(old: _Group, new: _Group) -> Iterator[Passage]:
    left, right = (_split(group, "row") for group in (old, new))
    for one, other in align(left, right, [_words], _ROWS):
        if one is not None and other is not None:
            yield from _cells(one, other)
        else:
            yield from _pair(one, other)


def _words(group: _Group) -> str:
    return group.words


def _name(row: _Group) -> Bag:
    """What a row is known by: its account's code, or its words; figures say nothing."""
    first = row.spots[0].text.strip()
    return bag([first]) if _CODE.fullmatch(first) else signs(row.words.replace("\x00", ""))


_PARAGRAPHS: Rest[_Group] = Rest(share, CORRECTED, lambda group: signs(group.words), in_order=True)
_BLOCKS = replace(_PARAGRAPHS, features=lambda block: signs(block.words[:600]))
_ROWS = replace(_PARAGRAPHS, features=_name)


def _cells(old: _Group, new: _Group) -> Iterator[Passage]:
    left, right = (_split(group, "cell") for group in (old, new))
    for one, other in _matched(left, right):
        yield from _pair(one, other, inner=True)


def _split(group: _Group, by: str) -> list[_Group]:
    """A table's rows, or a row's cells."""
    keyed = groupby(group.spots, lambda spot: getattr(spot.cell, by))
    return [_Group(group.side, tuple(items)) for _, items in keyed]


def _matched(old: list[_Group], new: list[_Group]) -> list[tuple[_Group | None, _Group | None]]:
    """Cells or paragraphs by their places where there are as many, else by their words."""
    if len(old) == len(new):
        return list(zip(old, new, strict=True))
    return align(old, new, [_words], _PARAGRAPHS)


def _pair(old: _Group | None, new: _Group | None, *, inner: bool = False) -> Iterator[Passage]:
    """The passages of two groups that belong together, or of one that has no counterpart."""
    if old is None or new is None:
        yield from (Passage(spot, None, inner=inner) for spot in (old.spots if old else ()))
        yield from (Passage(None, spot, inner=inner) for spot in (new.spots if new else ()))
        return
    for one, other in _matched(_single(old), _single(new)):
        if one is None or other is None:
            yield from _pair(one, other, inner=inner)
        elif one.spots[0].text != other.spots[0].text:
            yield _changed(one, other)


def _single(group: _Group) -> list[_Group]:
    return [_Group(group.side, (spot,)) for spot in group.spots]


def _changed(old: _Group, new: _Group) -> Passage:
    left, right = old.spots[0], new.spots[0]
    units = (tokens(g.spots[0].text, g.side.figures(g.spots[0])) for g in (old, new))
    return Passage(left, right, segments(*units))
