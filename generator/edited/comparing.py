"""A text as its filing prints it against the same text as it stands in a document, sign by sign."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.compare.opcodes import opcodes
from generator.edited import clauses
from generator.edited.findings import State
from generator.edited.signs import (
    MONEY,
    MOVEMENT,
    NEGATION,
    NUMBER,
    Signs,
    TextSign,
    list_counted,
    text_of,
)
from generator.vocabulary import CORRECTIONS

NEAR_FIGURE, RENAMED, COUNTED = "数旁的字改了", "名称改了", "文字里的数改了"
REWORDED = "字句不同"
NEGATED, EXCHANGED, NAMED = "“不、没有”之类的字改了", "两处文字对调了", "所说的项目改了"
TAKEN_BACK = "收回别处所说的话"
_MEANING = (MOVEMENT, NEGATION, MONEY)


class Difference(NamedTuple):
    """What does not agree: the sign that is due and the one that stands there (None: there is
    none), and how both read.
    """

    state: State
    due: TextSign | None
    stands: TextSign | None
    printed: str
    expected: str
    why: str = ""


@dataclass
class Comparison:
    """Signs that are due against those that stand there.

    A title or a label (`title`) must stand word for word; `names` are those of rows and columns.
    What is `literal` is to stand word for word, though no figure hangs on it.
    `reworded` is whether words differ that say nothing of a figure.
    """

    due: Signs
    stands: Signs
    title: bool = False
    names: Collection[str] = ()
    literal: bool = False
    reworded: bool = False
    told: set[tuple[str, int]] = field(default_factory=set)
    whys: set[str] = field(default_factory=set)
    swapped: list[tuple[str, str, int, int]] = field(default_factory=list)

    def differences(self) -> Iterator[Difference]:
        """Each place that does not agree, in order."""
        shapes = ([sign.shape for sign in side] for side in (self.due, self.stands))
        codes = opcodes(*shapes)
        for name, i, k, j, _ in codes:
            if name == "equal":
                for step in range(k - i):
                    yield from self._compare(i + step, j + step)
        for name, i, k, j, m in codes:
            if name != "equal":
                yield from self._judge(i, k, j, m)
        yield from self._find_exchanged()

    # -- signs in the same place ---------------------------------------------------------------

    def _compare(self, i: int, j: int) -> Iterator[Difference]:
        due, stands = self.due[i], self.stands[j]
        if due.kind == NUMBER:
            after = self.stands[j + 1 : j + 2]
            if due.key == stands.key:
                yield from self._compare_around(i, j)
            elif after and after[0].key == due.key and self._opens(i, j):
                self.told.add(("stands", j + 1))  # another number stands before it
                yield Difference(State.ADDED, due, stands, stands.text, "")
            else:
                yield Difference(State.DIFFERS, due, stands, stands.text, due.text)
        elif due.key != stands.key and not (due.kind == MONEY and self._follows_number(i)):
            yield self._tell(State.DIFFERS, (i, i + 1, j, j + 1), "")
        elif self.literal and due.kind == MOVEMENT and due.text != stands.text:
            yield self._tell(State.UNKNOWN, (i, i + 1, j, j + 1), REWORDED)

    def _opens(self, i: int, j: int) -> bool:
        """Whether what follows a number that stands there is not what follows the one due."""
        return clauses.tail(self.due, i) != clauses.tail(self.stands, j)

    def _follows_number(self, i: int) -> bool:
        return i > 0 and self.due[i - 1].kind == NUMBER

    def _compare_around(self, i: int, j: int) -> Iterator[Difference]:
        """The same number with another unit behind it, or with more before it."""
        due, stands = self.due[i], self.stands[j]
        unlike = clauses.tail(self.due, i) != clauses.tail(self.stands, j)
        if unlike and not self._lost_a_stop(i, j):
            self.told |= {("due", i + 1), ("stands", j + 1)}
            printed, expected = clauses.with_unit(self.stands, j), clauses.with_unit(self.due, i)
            yield Difference(State.DIFFERS, due, stands, printed, expected)
        glued = clauses.glued(self.stands, j)
        own = clauses.glued(self.due, i)
        if glued != own:
            self.told |= {("due", i - 1), ("stands", j - 1)}
            yield Difference(State.DIFFERS, due, stands, glued + stands.text, own + due.text)

    def _lost_a_stop(self, i: int, j: int) -> bool:
        """Whether a number is followed by what is due behind the stop after it."""
        after, there = self.due[i + 1 : i + 3], self.stands[j + 1 : j + 2]
        lost = len(after) == 2 and bool(there) and clauses.may_be_lost(after[0], self.stands, j + 1)
        return lost and there[0].key == after[1].key

    # -- stretches that differ -----------------------------------------------------------------

    def _judge(self, i: int, k: int, j: int, m: int) -> Iterator[Difference]:
        gone, came = self.due[i:k], self.stands[j:m]
        told = self._is_told(i, k, j, m)
        if told and not gone and came[0].kind == NUMBER:
            return  # it was told with the number before it
        numbers = list(_compare_numbers(gone, came))
        if numbers:
            yield from numbers
        elif _meaning(gone) != _meaning(came):
            yield from self._judge_meaning(i, k, j, m)
        elif not came and len(gone) == 1 and clauses.may_be_lost(gone[0], self.stands, j):
            self.reworded = True
        elif not told:
            yield from self._judge_words(i, k, j, m)

    def _is_told(self, i: int, k: int, j: int, m: int) -> bool:
        """Whether what differs here was told with the number beside it."""
        due, stands = (("due", at) for at in range(i, k)), (("stands", at) for at in range(j, m))
        return any(place in self.told for place in (*due, *stands))

    def _judge_meaning(self, i: int, k: int, j: int, m: int) -> Iterator[Difference]:
        """A movement, a unit or a negation that is not what it should be."""
        kinds = {sign.kind for sign in (*self.due[i:k], *self.stands[j:m])}
        if self._is_told(i, k, j, m) and not kinds & {MOVEMENT, NEGATION}:
            return  # the unit was told with its number
        strong = kinds & {MOVEMENT, MONEY} or self._bears_figure(i, k, j, m)
        state, why = (State.DIFFERS, "") if strong else (State.UNKNOWN, NEGATED)
        yield self._tell(state, (i, k, j, m), why)

    def _judge_words(self, i: int, k: int, j: int, m: int) -> Iterator[Difference]:
        due, stands = clauses.clause(self.due, i, k), clauses.clause(self.stands, j, m)
        if self.title:
            yield from self._rename()
            return
        was, now = text_of(due), text_of(stands)
        if self.literal:
            yield self._tell(State.UNKNOWN, (i, k, j, m), REWORDED)
        elif clauses.words_of(due) == clauses.words_of(stands):
            self.reworded = True
        elif any(word in now and word not in was for word in CORRECTIONS):
            yield self._tell(State.ADDED, (i, k, j, m), TAKEN_BACK)
        elif list_counted(was) != list_counted(now):
            yield self._tell(State.UNKNOWN, (i, k, j, m), COUNTED)
        elif self._bears_figure(i, k, j, m):
            yield self._tell(State.UNKNOWN, (i, k, j, m), NEAR_FIGURE)
        elif self._name_others(was, now):
            yield self._tell(State.UNKNOWN, (i, k, j, m), NAMED)
        else:
            self.reworded = True
            self.swapped.append((text_of(self.due[i:k]), text_of(self.stands[j:m]), i, j))

    def _rename(self) -> Iterator[Difference]:
        """A title or label in other words, told once as a whole."""
        if RENAMED not in self.whys:
            self.whys.add(RENAMED)
            due, stands = self.due[0] if self.due else None, self.stands[0] if self.stands else None
            printed, was = text_of(self.stands), text_of(self.due)
            yield Difference(State.UNKNOWN, due, stands, printed, was, RENAMED)

    def _bears_figure(self, i: int, k: int, j: int, m: int) -> bool:
        """Whether a number stands in the clause, or opens the next."""
        return clauses.has_number(self.due, i, k) or clauses.has_number(self.stands, j, m)

    def _name_others(self, was: str, now: str) -> bool:
        """Whether the clause speaks of other rows or columns than it did."""
        return any((name in was) != (name in now) for name in self.names)

    def _find_exchanged(self) -> Iterator[Difference]:
        gone = {was: i for was, _, i, _ in self.swapped if len(was) > 1}
        for _, came, i, j in self.swapped:
            if came in gone:
                yield self._tell(State.UNKNOWN, (i, i + len(came), j, j + len(came)), EXCHANGED)

    def _tell(self, state: State, span: tuple[int, int, int, int], why: str) -> Difference:
        i, k, j, m = span
        due = self.due[min(i, len(self.due) - 1)] if self.due else None
        stands = self.stands[min(j, len(self.stands) - 1)] if self.stands else None
        printed, expected = clauses.phrase(self.stands, j, m), clauses.phrase(self.due, i, k)
        return Difference(state, due, stands, printed, expected, why)


def _compare_numbers(gone: Signs, came: Signs) -> Iterator[Difference]:
    """The numbers of two stretches, one by one."""
    due, stands = ([s for s in side if s.kind == NUMBER] for side in (gone, came))
    for one, other in zip(due, stands, strict=False):
        if one.key != other.key:
            yield Difference(State.DIFFERS, one, other, other.text, one.text)
    for one in due[len(stands) :]:
        yield Difference(State.LOST, one, came[0] if came else None, "", one.text)
    for one in stands[len(due) :]:
        yield Difference(State.ADDED, gone[0] if gone else None, one, one.text, "")


def _meaning(signs: Signs) -> list[str]:
    return [sign.key for sign in signs if sign.kind in _MEANING]
