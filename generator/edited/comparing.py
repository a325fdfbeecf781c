"""A text as its filing prints it against the same text as it stands in a document, sign by sign."""

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.compare.opcodes import opcodes
from generator.edited.findings import State
from generator.edited.signs import (
    HAN,
    LETTER,
    MONEY,
    MOVEMENT,
    NEGATION,
    NUMBER,
    STOPS,
    Sign,
    Signs,
    list_counted,
    text_of,
)
from generator.vocabulary import ALIKE

NEAR_FIGURE, RENAMED, COUNTED = "数旁的字改了", "名称改了", "文字里的数改了"
NEGATED, EXCHANGED, NAMED = "“不、没有”之类的字改了", "两处文字对调了", "所说的项目改了"
# So far a clause is looked for around a change.
_REACH = 200
# So much of what follows a change shows what it is about.
_SHOWN = 8
_MEANING = (MOVEMENT, NEGATION, MONEY)


class Difference(NamedTuple):
    """What does not agree: the sign that is due and the one that stands there (None: there is
    none), and how both read.
    """

    state: State
    due: Sign | None
    stands: Sign | None
    printed: str
    expected: str
    why: str = ""


@dataclass
class Comparison:
    """Signs that are due against those that stand there.

    A title or a label (`title`) must stand word for word; `names` are those of rows and columns.
    `reworded` is whether words differ that say nothing of a figure.
    """

    due: Signs
    stands: Signs
    title: bool = False
    names: Collection[str] = ()
    reworded: bool = False
    told: set[int] = field(default_factory=set)
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
            if due.key == stands.key:
                yield from self._compare_around(i, j)
            else:
                yield Difference(State.DIFFERS, due, stands, stands.text, due.text)
        elif due.key != stands.key and not (due.kind == MONEY and self._follows_number(i)):
            printed, expected = _phrase(self.stands, j, j + 1), _phrase(self.due, i, i + 1)
            yield Difference(State.DIFFERS, due, stands, printed, expected)

    def _follows_number(self, i: int) -> bool:
        return i > 0 and self.due[i - 1].kind == NUMBER

    def _compare_around(self, i: int, j: int) -> Iterator[Difference]:
        """The same number with another unit behind it, or with more before it."""
        due, stands = self.due[i], self.stands[j]
        if _tail(self.due, i) != _tail(self.stands, j):
            self.told.add(j + 1)
            printed, expected = _with_unit(self.stands, j), _with_unit(self.due, i)
            yield Difference(State.DIFFERS, due, stands, printed, expected)
        glued = _glued(self.stands, j)
        if glued != _glued(self.due, i):
            yield Difference(State.DIFFERS, due, stands, glued + stands.text, due.text)

    # -- stretches that differ -----------------------------------------------------------------

    def _judge(self, i: int, k: int, j: int, m: int) -> Iterator[Difference]:
        gone, came = self.due[i:k], self.stands[j:m]
        numbers = list(_compare_numbers(gone, came))
        if numbers:
            yield from numbers
        elif _meaning(gone) != _meaning(came):
            yield from self._judge_meaning(i, k, j, m)
        else:
            yield from self._judge_words(i, k, j, m)

    def _judge_meaning(self, i: int, k: int, j: int, m: int) -> Iterator[Difference]:
        """A movement, a unit or a negation that is not what it should be."""
        if j in self.told and not {MOVEMENT, NEGATION} & {s.kind for s in self.stands[j:m]}:
            return  # the unit was told with its number
        kinds = {sign.kind for sign in (*self.due[i:k], *self.stands[j:m])}
        strong = kinds & {MOVEMENT, MONEY} or self._bears_figure(i, k, j, m)
        state, why = (State.DIFFERS, "") if strong else (State.UNKNOWN, NEGATED)
        yield self._tell(state, (i, k, j, m), why)

    def _judge_words(self, i: int, k: int, j: int, m: int) -> Iterator[Difference]:
        due, stands = _clause(self.due, i, k), _clause(self.stands, j, m)
        was, now = text_of(due), text_of(stands)
        if list_counted(was) != list_counted(now):
            yield self._tell(State.UNKNOWN, (i, k, j, m), COUNTED)
        elif self.title:
            yield self._tell(State.UNKNOWN, (i, k, j, m), RENAMED)
        elif _level(was) == _level(now):
            self.reworded = True
        elif self._bears_figure(i, k, j, m):
            yield self._tell(State.UNKNOWN, (i, k, j, m), NEAR_FIGURE)
        elif self._name_others(was, now):
            yield self._tell(State.UNKNOWN, (i, k, j, m), NAMED)
        else:
            self.reworded = True
            self.swapped.append((text_of(self.due[i:k]), text_of(self.stands[j:m]), i, j))

    def _bears_figure(self, i: int, k: int, j: int, m: int) -> bool:
        """Whether a number stands in the clause, or opens the next."""
        return _has_number(self.due, i, k) or _has_number(self.stands, j, m)

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
        printed, expected = _phrase(self.stands, j, m), _phrase(self.due, i, k)
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


def _is_stop(sign: Sign) -> bool:
    return sign.text in STOPS


def _is_word(sign: Sign) -> bool:
    return sign.kind != LETTER or unicodedata.category(sign.text)[0] in "LNSC"


def _tail(signs: Signs, at: int) -> str:
    """What stands right behind a number, if it is a word."""
    after = signs[at + 1 : at + 2]
    return after[0].key if after and _is_word(after[0]) else ""


def _with_unit(signs: Signs, at: int) -> str:
    """A number with what stands right behind it."""
    tail = signs[at + 1 : at + 3]
    if tail and tail[0].kind == MONEY:
        tail = tail[:1]
    words = list(tail[: next((n for n, s in enumerate(tail) if not _is_word(s)), len(tail))])
    return signs[at].text + text_of(words)


def _glued(signs: Signs, at: int) -> str:
    """A numeral in words right before a number."""
    before = signs[at - 1] if at else None
    if before is None or before.text not in HAN or before.home is not signs[at].home:
        return ""
    return before.text if before.end == signs[at].start else ""


def _clause(signs: Signs, start: int, end: int) -> Signs:
    """The clause around a stretch, or as much of it as is near."""
    first = last = None
    for at in range(start - 1, max(start - _REACH, 0) - 1, -1):
        if _is_stop(signs[at]):
            first = at + 1
            break
    for at in range(end, min(end + _REACH, len(signs))):
        if _is_stop(signs[at]):
            last = at
            break
    near = (max(start - _REACH, 0), min(end + _REACH, len(signs)))
    return signs[near[0] if first is None else first : near[1] if last is None else last]


def _has_number(signs: Signs, start: int, end: int) -> bool:
    clause = _clause(signs, start, end)
    if any(sign.kind == NUMBER for sign in clause):
        return True
    rest = signs[end : end + _REACH]
    stop = next((at for at, sign in enumerate(rest) if _is_stop(sign)), len(rest))
    return any(sign.kind == NUMBER for sign in rest[stop : stop + 3])


def _level(clause: str) -> str:
    """A clause with words that may stand for each other made equal."""
    for word, other in ALIKE.items():
        clause = clause.replace(word, other)
    return clause


def _phrase(signs: Signs, start: int, end: int) -> str:
    """A stretch with what it is about: on to the next number, or back to the last stop."""
    stretch = [*signs[start : min(end, start + 3 * _SHOWN)]]
    after: list[Sign] = []
    for sign in signs[end : end + _SHOWN]:
        if _is_stop(sign):
            break
        after.append(sign)
        if sign.kind == NUMBER:
            return text_of([*stretch, *after])
    before = signs[max(start - 4, 0) : start]
    return text_of([*before, *stretch, *after[:2]])
