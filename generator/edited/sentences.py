"""One paragraph in three versions, sentence by sentence: what was, what stands, what is due.

Of what was, only fingerprints are known (`pieces`); every character of the result comes from the
text that stands or from the text that is due.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.compare import pieces
from generator.compare.alignment import Match, Rest, matches, pair_numbers
from generator.compare.likeness import liken, liken_words
from generator.compare.pieces import TextPiece, Words
from generator.compare.thresholds import EDITED
from generator.word.blocks import BodyNode, Paragraph

# For each number that was printed, what stands now wherever it stood ("" where nothing does).
Moves = Mapping[str, Counter[str]]
_GONE = ""
_BEFORE_ALL = -1
_LEFT = "现在不再生成这一句，但已人工改过，没有删去；请决定去留"
_REWORDED = "这一句人工改过，说法已随填报改变；请看人工改的文字是否还合适。现在生成的是"


@dataclass(frozen=True, slots=True)
class Merged:
    """A paragraph's merged text, and what is left to be decided.

    `touched` are the sentences written in by hand whose figures changed, before and after.
    """

    text: str
    remarks: tuple[str, ...] = ()
    touched: tuple[tuple[str, str], ...] = ()


def find_moves(pairs: Iterable[tuple[Paragraph, BodyNode | None]]) -> Moves:
    """What became of every printed number, from the paragraphs then and now."""
    moves: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for was, now in pairs:
        due = pieces.cut(now.text if isinstance(now, Paragraph) else "")
        paired = pair_numbers(was.words, tuple(piece.word for piece in due))
        for index, word in enumerate(was.words):
            if pieces.is_number(word):
                moves[word][due[paired[index]].text if index in paired else _GONE] += 1
    return dict(moves)


def find_stale(text: str, moves: Moves, printed: Words = ()) -> Iterator[str]:
    """Remarks on numbers written by hand that were printed elsewhere and have changed since.

    What was `printed` in the same sentence was not written by hand.
    """
    free = Counter(printed)
    for piece in pieces.cut(text):
        if not piece.number:
            continue
        if free[piece.word]:
            free[piece.word] -= 1
            continue
        became = moves.get(piece.word, Counter())
        others = [target for target in became if target != piece.text]
        if others and (piece.text not in became or _is_telling(piece.text)):
            yield _remark_stale(piece.text, others, piece.text in became)


def _is_telling(number: str) -> bool:
    """Whether a number is unlikely to be the same as another by chance."""
    return "." in number and any(digit in number for digit in "123456789")


def _remark_stale(number: str, others: Sequence[str], some: bool) -> str:
    now = "、".join(other or "（不再印出）" for other in others)
    where = "文中有的地方" if some else "文中别处"
    return f"“{number}”是人工写的，{where}原来的这个数现在是 {now}；请核对"


def merge(was: Words, text: str, due: str, moves: Moves) -> Merged:
    """What a paragraph that was written in by hand becomes."""
    return _SentenceMerger(was, text, due, moves).merge()


class _Sentence(NamedTuple):
    """A sentence's fingerprints and, where it is known, its text."""

    words: Words
    text: str = ""
    pieces: Sequence[TextPiece] = ()


def _split(text: str) -> list[_Sentence]:
    words, cut = pieces.words(text), pieces.cut(text)
    parts = pieces.sentences(words)
    return [_Sentence(words[part], pieces.text_of(cut[part]), cut[part]) for part in parts]


class _SentenceMerger:
    def __init__(self, was: Words, text: str, due: str, moves: Moves) -> None:
        self.was = [_Sentence(was[part]) for part in pieces.sentences(was)]
        self.stands, self.due, self.moves = _split(text), _split(due), moves
        pairs = _pair(self.was, self.due)
        self.now = {i: self.due[j] for i, j in pairs}
        self.new = {j: i for i, j in pairs}
        # The text of a sentence that was is known if it is still due.
        was_so = [_Sentence(s.words, self.now.get(i, s).text) for i, s in enumerate(self.was)]
        self.then = {j: i for i, j in _pair(was_so, self.stands)}

    def merge(self) -> Merged:
        """The sentences that stand, each merged, with the new ones after those they follow."""
        text = ""
        remarks: list[str] = []
        touched: list[tuple[str, str]] = []
        follow = self._list_new()
        for index in range(_BEFORE_ALL, len(self.stands)):
            merged = Merged("") if index == _BEFORE_ALL else self._merge_sentence(index)
            text += merged.text
            remarks += merged.remarks
            touched += merged.touched
            new = follow.get(index, "")
            if self._joins(text, new, index):
                text += new
            else:
                remarks.append(f"现在还生成“{new}”，与人工写的接不上，没有加；请决定")
        return Merged(text, tuple(dict.fromkeys(remarks)), tuple(touched))

    def _joins(self, before: str, new: str, index: int) -> bool:
        """Whether new sentences stand apart from what is around them: two numbers make a third."""
        last = index + 1 == len(self.stands)
        return not new or (pieces.is_closed(before) and (last or pieces.is_closed(new)))

    def _list_new(self) -> Mapping[int, str]:
        """The sentences that are new, by the standing one that they come after."""
        stands = {then: index for index, then in self.then.items()}
        texts = {line.text for line in self.stands}
        new: defaultdict[int, str] = defaultdict(str)
        after = _BEFORE_ALL
        for index, line in enumerate(self.due):
            if index in self.new:
                after = stands.get(self.new[index], after)
            elif line.text not in texts:
                new[after] += line.text
        return new

    def _merge_sentence(self, index: int) -> Merged:
        line, then = self.stands[index], self.then.get(index)
        if then is None:
            return Merged(line.text, tuple(find_stale(line.text, self.moves)))
        was, due = self.was[then].words, self.now.get(then)
        if due is None:
            return Merged("") if line.words == was else Merged(line.text, (_LEFT,))
        if line.words in (was, due.words):
            return Merged(due.text)
        foreign = find_stale(line.text, self.moves, was)
        merged = _follow(was, line, due) or Merged(line.text, (_remark_reworded(was, line, due),))
        touched = ((line.text, merged.text),) if merged.text != line.text else ()
        return Merged(merged.text, (*merged.remarks, *foreign), touched)


def _remark_reworded(was: Words, line: _Sentence, due: _Sentence) -> str:
    """A sentence written in by hand whose generated words have changed: nothing is touched."""
    left = [p for p in line.pieces if p.number and p.word in was and p.word not in due.words]
    numbers = "、".join(dict.fromkeys(piece.text for piece in left))
    old = f"，其中 {numbers} 已不是现在的数" if numbers else ""
    return f"这一句已人工改过，而填报更正后说法有变{old}。现在生成的是：“{due.text}”"


def _follow(was: Words, line: _Sentence, due: _Sentence) -> Merged | None:
    """A sentence written in by hand, each piece that has changed since brought up to date where it
    still stands as often as before and became one thing; none where others than figures did not.
    """
    if len(was) != len(due.words):
        return None
    became: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for old, new in zip(was, due.pieces, strict=True):
        became[old][new.text] += 1
    stands = Counter(line.words)
    changed = {old for old, word in zip(was, due.words, strict=True) if old != word}
    clear = {o for o in changed if len(became[o]) == 1 and stands[o] == became[o].total()}
    if clear != changed and pieces.skeleton(was) != pieces.skeleton(due.words):
        return None
    texts = [min(became[p.word]) if p.word in clear else p.text for p in line.pieces]
    reworded = any(p.word in clear and not p.number and not p.ordinal for p in line.pieces)
    remarks = [f"{_REWORDED}：“{due.text}”"] if reworded else []
    remarks += _remark_unclear(was, line, due, {old: became[old] for old in changed - clear})
    return Merged("".join(texts), tuple(dict.fromkeys(remarks)))


def _remark_unclear(was: Words, line: _Sentence, due: _Sentence, became: Moves) -> Iterator[str]:
    """Remarks on figures that have changed in more than one way, or were retyped or taken out."""
    stands = {piece.word: piece.text for piece in line.pieces}
    retyped = pieces.skeleton(line.words) == pieces.skeleton(was)
    for index, (old, new) in enumerate(zip(was, due.pieces, strict=True)):
        if old == new.word or old not in became:
            continue
        if old in stands:
            targets = "、".join(became[old])
            yield f"“{stands[old]}”已变，现在应为 {targets}；句中不止一种改法，没有改动"
        elif not retyped and new.word not in stands:
            yield f"这一句里原来的一个数已人工改动，按填报现在应为 {new.text}；请核对"
        elif retyped and line.pieces[index].word != new.word:
            yield f"“{line.pieces[index].text}”是人工改的，按填报现在应为 {new.text}；没有改动"


def _pair(left: Sequence[_Sentence], right: Sequence[_Sentence]) -> list[Match]:
    """Sentences that are the same, then but for their figures, then those that are alike."""
    keys = (lambda line: line.words, lambda line: pieces.skeleton(line.words))
    return matches(left, right, keys, Rest(_liken, EDITED, rewritten=lambda one, other: True))


def _liken(one: _Sentence, other: _Sentence) -> int:
    known = liken(one.text, other.text) if one.text else 0
    return max(liken_words(one.words, other.words), known)
