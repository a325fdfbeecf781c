"""One paragraph in three versions, sentence by sentence: what was, what stands, what is due.

Of what was, only fingerprints are known (`pieces`); every character of the result comes from the
text that stands or from the text that is due.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.compare import pieces
from generator.compare.alignment import Match, Rest, matches, pair_numbers
from generator.compare.likeness import alike, alike_words
from generator.compare.pieces import Piece, Words
from generator.compare.thresholds import EDITED
from generator.word.blocks import Paragraph

# For each number that was printed, what stands now wherever it stood ("" where nothing does).
Moves = Mapping[str, Counter[str]]
_GONE = ""
_BEFORE_ALL = -1


@dataclass(frozen=True, slots=True)
class Merged:
    """A paragraph's merged text, and what is left to be decided."""

    text: str
    remarks: tuple[str, ...] = ()


def moves(pairs: Iterable[tuple[Paragraph, Paragraph | None]]) -> Moves:
    """What became of every printed number, from the paragraphs then and now."""
    found: dict[str, Counter[str]] = {}
    for was, now in pairs:
        due = pieces.cut(now.text) if now else ()
        paired = pair_numbers(was.words, now.words) if now else {}
        for index, word in enumerate(was.words):
            if pieces.is_number(word):
                text = due[paired[index]].text if index in paired else _GONE
                found.setdefault(word, Counter())[text] += 1
    return found


def stale(text: str, moves: Moves, known: Words = ()) -> Iterator[str]:
    """Remarks on numbers written by hand that were printed elsewhere and have changed since."""
    free = Counter(known)
    for piece in pieces.cut(text):
        if not piece.number:
            continue
        if free[piece.word]:
            free[piece.word] -= 1
            continue
        became = moves.get(piece.word, Counter())
        others = [target for target in became if target != piece.text]
        if others and (piece.text not in became or _telling(piece.text)):
            yield _elsewhere(piece.text, others, piece.text in became)


def _telling(number: str) -> bool:
    """Whether a number is unlikely to be the same as another by chance."""
    return "." in number and any(digit in number for digit in "123456789")


def _elsewhere(number: str, others: Sequence[str], some: bool) -> str:
    now = "、".join(other or "（不再印出）" for other in others)
    where = "文中有的地方" if some else "文中别处"
    return f"“{number}”是人工写的，{where}原来的这个数现在是 {now}；请核对"


def merge(was: Words, text: str, due: str, moves: Moves) -> Merged:
    """What a paragraph that was written in by hand becomes."""
    return _Merger(was, pieces.cut(text), pieces.cut(due), moves).merged()


class _Merger:
    def __init__(
        self, was: Words, stands: Sequence[Piece], due: Sequence[Piece], moves: Moves
    ) -> None:
        self.was = [was[part] for part in pieces.sentences(was)]
        self.stands = _split(stands)
        self.due = _split(due)
        self.moves = moves
        pairs = _paired([(line, "") for line in self.was], [(_words(s), "") for s in self.due])
        self.now = dict(pairs)
        self.new = {j: i for i, j in pairs}
        self.then = {j: i for i, j in self._stood()}

    def _stood(self) -> list[Match]:
        """Which sentence that was is which that stands; its words are known if it is still due."""
        due = {i: pieces.text_of(self.due[j]) for i, j in self.now.items()}
        left = [(line, due.get(i, "")) for i, line in enumerate(self.was)]
        return _paired(left, [(_words(line), pieces.text_of(line)) for line in self.stands])

    def merged(self) -> Merged:
        """The sentences that stand, each merged, with the new ones after those they follow."""
        text = ""
        remarks: list[str] = []
        follow = self._following()
        for index in range(_BEFORE_ALL, len(self.stands)):
            stands = self._standing(index)
            text += stands.text
            remarks += stands.remarks
            new = "".join(follow.get(index, []))
            if self._joins(text, new, index):
                text += new
            else:
                remarks.append(f"现在还生成“{new}”，与人工写的接不上，没有加；请决定")
        return Merged(text, tuple(dict.fromkeys(remarks)))

    def _standing(self, index: int) -> Merged:
        if index == _BEFORE_ALL:
            return Merged("")
        line, then = self.stands[index], self.then.get(index)
        if then is None:
            text = pieces.text_of(line)
            return Merged(text, tuple(stale(text, self.moves)))
        return self._sentence(then, line)

    def _joins(self, before: str, new: str, index: int) -> bool:
        """Whether new sentences stand apart from what is around them: two numbers make a third."""
        last = index + 1 == len(self.stands)
        return not new or (pieces.is_closed(before) and (last or pieces.is_closed(new)))

    def _following(self) -> dict[int, list[str]]:
        """The sentences that are new, by the standing one that they come after."""
        stands = {then: index for index, then in self.then.items()}
        texts = {pieces.text_of(line) for line in self.stands}
        found: dict[int, list[str]] = {}
        after = _BEFORE_ALL
        for index, line in enumerate(self.due):
            if index in self.new:
                after = stands.get(self.new[index], after)
            elif pieces.text_of(line) not in texts:
                found.setdefault(after, []).append(pieces.text_of(line))
        return found

    def _sentence(self, then: int, line: Sequence[Piece]) -> Merged:
        was, text = self.was[then], pieces.text_of(line)
        if then not in self.now:
            untouched = _words(line) == was
            return Merged("" if untouched else text, () if untouched else (_LEFT,))
        due = self.due[self.now[then]]
        if _words(line) == was or _words(line) == _words(due):
            return Merged(pieces.text_of(due))
        foreign = tuple(stale(text, self.moves, was))
        merged = _follow(was, line, due) or Merged(text, tuple(self._reworded(was, line, due)))
        return Merged(merged.text, (*merged.remarks, *foreign))

    def _reworded(self, was: Words, line: Sequence[Piece], due: Sequence[Piece]) -> Iterator[str]:
        """A sentence written in by hand whose generated words have changed: nothing is touched."""
        left = [p for p in line if p.number and p.word in was and p.word not in _words(due)]
        numbers = "、".join(dict.fromkeys(piece.text for piece in left))
        old = f"，其中 {numbers} 已不是现在的数" if numbers else ""
        yield f"这一句已人工改过，而填报更正后说法有变{old}。现在生成的是：“{pieces.text_of(due)}”"


_LEFT = "现在不再生成这一句，但已人工改过，没有删去；请决定去留"


_REWORDED = "这一句人工改过，说法已随填报改变；请看人工改的文字是否还合适。现在生成的是"


def _follow(was: Words, line: Sequence[Piece], due: Sequence[Piece]) -> Merged | None:
    """A sentence written in by hand, each piece that has changed since brought up to date where it
    still stands as often as before and became one thing; none where others than figures did not.
    """
    if len(was) != len(due):
        return None
    became: dict[str, Counter[str]] = {}
    for old, new in zip(was, due, strict=True):
        became.setdefault(old, Counter())[new.text] += 1
    stands = Counter(_words(line))
    changed = {old for old, new in zip(was, due, strict=True) if old != new.word}
    clear = {o for o in changed if len(became[o]) == 1 and stands[o] == became[o].total()}
    if clear != changed and pieces.skeleton(was) != pieces.skeleton(_words(due)):
        return None
    texts = [min(became[piece.word]) if piece.word in clear else piece.text for piece in line]
    reworded = any(p.word in clear and not p.number and not p.ordinal for p in line)
    remarks = [f"{_REWORDED}：“{pieces.text_of(due)}”"] if reworded else []
    remarks += _unclear(was, line, due, {old: became[old] for old in changed - clear})
    return Merged("".join(texts), tuple(dict.fromkeys(remarks)))


def _unclear(
    was: Words, line: Sequence[Piece], due: Sequence[Piece], became: Moves
) -> Iterator[str]:
    """Remarks on figures that have changed in more than one way, or were retyped or taken out."""
    stands = {piece.word: piece.text for piece in line}
    retyped = pieces.skeleton(_words(line)) == pieces.skeleton(was)
    for index, (old, new) in enumerate(zip(was, due, strict=True)):
        if old == new.word or old not in became:
            continue
        if old in stands:
            targets = "、".join(became[old])
            yield f"“{stands[old]}”已变，现在应为 {targets}；句中不止一种改法，没有改动"
        elif not retyped and new.word not in stands:
            yield f"这一句里原来的一个数已人工改动，按填报现在应为 {new.text}；请核对"
        elif retyped and line[index].word != new.word:
            yield f"“{line[index].text}”是人工改的，按填报现在应为 {new.text}；没有改动"


# A sentence's fingerprints and, where it is known, its text.
_Sentence = tuple[Words, str]


def _paired(left: Sequence[_Sentence], right: Sequence[_Sentence]) -> list[Match]:
    """Sentences that are the same, then but for their figures, then those that are alike."""
    keys = (lambda line: line[0], lambda line: pieces.skeleton(line[0]))
    return matches(left, right, keys, Rest(_alike, EDITED, rewritten=lambda one, other: True))


def _alike(one: _Sentence, other: _Sentence) -> int:
    known = alike(one[1], other[1]) if one[1] else 0
    return max(alike_words(one[0], other[0]), known)


def _words(line: Iterable[Piece]) -> Words:
    return tuple(piece.word for piece in line)


def _split(line: Sequence[Piece]) -> list[Sequence[Piece]]:
    return [line[part] for part in pieces.sentences(_words(line))]
