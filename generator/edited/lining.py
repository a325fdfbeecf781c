"""Which lines of a document are which of those that would be printed now: those that were moved,
split and joined too.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.compare.alignment import Rest, matches
from generator.compare.likeness import liken
from generator.compare.thresholds import EDITED, EDITED_ROW, MOST_ITEMS
from generator.edited.keyed_lines import KeyedLine, counts, list_titles
from generator.edited.signs import Signs

# Of longer texts, so much is held against others.
_ENOUGH = 2000
# A paragraph is split into, or joined of, so many at most.
_MOST_PARTS = 8
Group = tuple[tuple[KeyedLine, ...], tuple[KeyedLine, ...]]


class LinedUp(NamedTuple):
    """What became of lines that are not simply the same in their place.

    `changed` pairs what is due with what stands there; `misplaced` is word for word the same, but
    stands where it says something else.
    """

    changed: list[Group]
    misplaced: list[tuple[KeyedLine, KeyedLine]]
    lost: list[KeyedLine]
    added: list[KeyedLine]


def line_up(due: Sequence[KeyedLine], stands: Sequence[KeyedLine]) -> LinedUp:
    """Every line that is due against every line that stands there."""
    liner = _Liner(due, stands)
    liner.match_equal()
    liner.match_moved()
    liner.match_parts()
    liner.match_changed()
    liner.join_changed()
    return LinedUp(
        [(due, stands) for due, stands in liner.groups if due and stands],
        list(dict.fromkeys((*liner.list_misplaced(), *liner.list_untitled()))),
        [line for line in due if line not in liner.settled],
        [line for line in stands if line not in liner.settled],
    )


@dataclass(eq=False)
class _Liner:
    due: Sequence[KeyedLine]
    stands: Sequence[KeyedLine]
    settled: set[KeyedLine] = field(default_factory=set)
    anchors: set[KeyedLine] = field(default_factory=set)
    became: dict[int, int] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    moved: list[tuple[KeyedLine, KeyedLine]] = field(default_factory=list)

    def match_equal(self) -> None:
        """What is the same, in order."""
        nothing: Rest[KeyedLine] = Rest(lambda one, other: 0)
        # Again between what was found: what occurs twice in all may stand there once.
        for i, j in matches(self.due, self.stands, [_key_of] * 3, nothing):
            self._settle(self.due[i], self.stands[j])
        self.anchors |= self.settled

    def _settle(self, due: KeyedLine, stands: KeyedLine) -> None:
        self.became[due.at] = stands.at
        self.settled |= {due, stands}

    def _left(self) -> tuple[list[KeyedLine], list[KeyedLine]]:
        sides = (self.due, self.stands)
        due, stands = ([line for line in side if line not in self.settled] for side in sides)
        return due, stands

    def match_moved(self) -> None:
        """What is the same elsewhere."""
        due, stands = self._left()
        places: defaultdict[Hashable, list[KeyedLine]] = defaultdict(list)
        for line in reversed(stands):
            places[line.key].append(line)
        moved = [(line, places[line.key].pop()) for line in due if places.get(line.key)]
        for one, other in moved:
            self._settle(one, other)
        self.moved = moved

    def list_misplaced(self) -> list[tuple[KeyedLine, KeyedLine]]:
        """What was moved, and says something else where it stands now."""
        return [pair for pair in self.moved if not self.stands_well(*pair)]

    def list_untitled(self) -> Iterator[tuple[KeyedLine, KeyedLine]]:
        """Tables that their titles do not stand above any more, each by its first row."""
        often = Counter(line.key for line in self.due)
        firsts = {line.line.table: line for line in self.due[::-1] if line.in_table}
        for line in firsts.values():
            at = self.became.get(line.at, -1)
            end = next((n for n in range(at - 1, -1, -1) if self.stands[n].in_table), -1)
            titles = (it.at for it in list_titles(self.due, line.at) if often[it.key] == 1)
            became = (self.became[it] for it in titles if it in self.became)
            if at >= 0 and any(not end < it < at for it in became):
                yield line, self.stands[at]

    def stands_well(self, due: KeyedLine, stands: KeyedLine) -> bool:
        """Whether a line that was moved still says the same: a sentence, a table as a whole, the
        titles that went with either; what only stands between other lines than before.
        """
        if due.is_sentence or due.is_entry or self._is_between(due, stands):
            return True
        rows = [line for line in self.due if due.in_table and line.line.table == due.line.table]
        if rows:
            first = self.became.get(rows[0].at)
            return first is not None and all(
                self.became.get(line.at) == first + n for n, line in enumerate(rows)
            )
        return self.became.get(due.at + 1) == stands.at + 1

    def _is_between(self, due: KeyedLine, stands: KeyedLine) -> bool:
        """Whether a line stands between those that the lines before and after it became."""
        before = next(
            (self.became[at] for at in range(due.at - 1, -1, -1) if at in self.became), -1
        )
        rest = range(due.at + 1, len(self.due))
        after = next((self.became[at] for at in rest if at in self.became), len(self.stands))
        return before < stands.at < after

    def match_parts(self) -> None:
        """Paragraphs that were split, and those that were joined."""
        due, stands = self._left()
        if len(due) * len(stands) > MOST_ITEMS:
            return
        for whole, parts in [*_find_parts(due, stands), *_find_parts(stands, due)]:
            if self.settled.isdisjoint((whole, *parts)):
                self.settled |= {whole, *parts}

    def match_changed(self) -> None:
        """What is left, by its name, then by likeness."""
        due = [line for line in self.due if line not in self.settled or line in self.anchors]
        stands = [line for line in self.stands if line not in self.settled or line in self.anchors]
        rest = Rest(_liken, EDITED, rewritten=_may_be_rewritten)
        keys = [_key_of, _key_of, lambda line: line.name]
        for i, j in matches(due, stands, keys, rest):
            if due[i] not in self.settled and stands[j] not in self.settled:
                self._settle(due[i], stands[j])
                self.groups.append(((due[i],), (stands[j],)))

    def join_changed(self) -> None:
        """Paragraphs next to a pair that were split off it, or joined with it."""
        due = {line.at: line for line in self.due if line not in self.settled}
        stands = {line.at: line for line in self.stands if line not in self.settled}
        for number, group in enumerate(self.groups):
            self.groups[number] = group = self._grow(group, 1, stands)
            self.groups[number] = self._grow(group, 0, due)

    def _grow(self, group: Group, side: int, left: dict[int, KeyedLine]) -> Group:
        """A pair with the neighbours on one side that make it more alike."""
        lines = list(group[side])
        against = group[1 - side]
        if any(line.in_table for line in (*lines, *against)):
            return group
        for _ in range(_MOST_PARTS):
            near = [left.get(lines[0].at - 1), left.get(lines[-1].at + 1)]
            tried = [[near[0], *lines] if near[0] else [], [*lines, near[1]] if near[1] else []]
            better = [more for more in tried if more and _gains(lines, more, against)]
            if not better:
                break
            lines = better[0]
            for line in lines:
                left.pop(line.at, None)
        self.settled |= set(lines)
        return (tuple(lines), against) if side == 0 else (against, tuple(lines))


def _gains(
    lines: Sequence[KeyedLine], more: Sequence[KeyedLine], against: Sequence[KeyedLine]
) -> bool:
    if any(line.in_table for line in more):
        return False
    return _liken_texts(more, against) > _liken_texts(lines, against)


def _liken_texts(ones: Sequence[KeyedLine], others: Sequence[KeyedLine]) -> int:
    one, other = ("".join(line.text for line in side)[:_ENOUGH] for side in (ones, others))
    return liken(one, other)


def _key_of(line: KeyedLine) -> Hashable:
    return line.key


def _find_parts(
    wholes: Sequence[KeyedLine], parts: Sequence[KeyedLine]
) -> Iterator[tuple[KeyedLine, list[KeyedLine]]]:
    """The paragraphs that stand there in several, one after the other."""
    by_place = {line.at: line for line in parts if not line.in_table}
    for whole in wholes:
        if whole.in_table or len(whole.known) < 2:
            continue
        for start in by_place.values():
            found = _gather(whole.known, start, by_place) if start.known else []
            if found:
                yield whole, found
                break


def _gather(
    known: tuple[str, ...], start: KeyedLine, by_place: dict[int, KeyedLine]
) -> list[KeyedLine]:
    gathered, length, at = list[KeyedLine](), 0, start.at
    while at in by_place and len(gathered) < _MOST_PARTS:
        part = by_place[at].known
        if known[length : length + len(part)] != part:
            return []
        gathered.append(by_place[at])
        length, at = length + len(part), at + 1
        if length == len(known):
            return gathered
    return []


def _may_be_rewritten(one: KeyedLine, other: KeyedLine) -> bool:
    """Whether two lines that alone stand between the same neighbours are one, rewritten."""
    return len(one.cells) == len(other.cells) and one.in_table == other.in_table


def _liken(one: KeyedLine, other: KeyedLine) -> int:
    if one.in_table != other.in_table:
        return 0
    if one.in_table and len(one.cells) == len(other.cells):
        alike = _liken_rows(one, other)
        return alike if alike >= EDITED_ROW else 0
    return liken(one.text[:_ENOUGH], other.text[:_ENOUGH])


def _liken_rows(one: KeyedLine, other: KeyedLine) -> int:
    """How alike two rows are; what names a row weighs more than what it counts."""
    weights = [_weigh(at, cell) for at, cell in enumerate(one.cells)]
    pairs = zip(one.texts, other.texts, weights, strict=True)
    same = sum(weight for text, against, weight in pairs if text == against)
    return 1000 * same // sum(weights)


def _weigh(at: int, cell: Signs) -> int:
    if cell and (at == 0 or not counts(cell)):
        return 8
    return 2 if cell else 1
