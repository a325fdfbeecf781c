"""Sentences of the form in which one word is another, so that they tell of another figure.

Such a sentence is not read. With the form's word it is, and says what the document says elsewhere
of that figure: so it is this word that is wrong.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from generator.addresses import Steps
from generator.audits.contrary import find_turning
from generator.audits.found import LIKELY, AuditFinding, showing
from generator.checks.coverage import list_ways
from generator.compare import likeness
from generator.compare.opcodes import count_common
from generator.money import ZERO, name_unit
from generator.packs.pack import Pack
from generator.published import adding, judging, pattern, stated
from generator.published.blocks import ReadDocument, ReadParagraph, ReadPlace
from generator.published.bounds import NIL
from generator.published.expressions import Expression
from generator.published.form_reader import FormReader
from generator.published.recognition import Recognized
from generator.published.sentences import FormSentence, holds_figure
from generator.published.signs import normalize
from generator.published.stated import StatedFigures
from generator.published.understanding import Understanding
from generator.vocabulary import PRIOR_YEAR

Understand = Callable[[ReadDocument, Recognized], Understanding]

# In an expression: its classes of signs, in which no word stands, and its words.
_WORDS = re.compile(r"\[(?:\\.|[^\]\\])*\]|(?P<word>[一-龥]{2,})")
_OTHER = "(?P<said>[一-龥()]{0,%d}?)"
_LONGER = 6  # so many signs more may stand for a word
_SHORT, _MOST_SHOWN = 2, 14  # signs of a word
_TEN_THOUSAND = Decimal(10_000)  # the unit that sentences write, and may leave out
# Beyond these it takes too long: signs and open holes of a sentence, paragraphs, sentences of the
# form for each, words in all, ways to mend what may be meant in several.
_MOST_SIGNS, _MOST_OPEN = 400, 7
_MOST_PARAGRAPHS, _MOST_NEAR, _MOST_WORDS, _MOST_ROUNDS = 30, 3, 600, 3
_BETWEEN = 40  # things of the form between two that are there
_WHY = "换成表样的词，数就与别处的一样"


class _Swapped(NamedTuple):
    """A paragraph as it is meant, and the word that stands for another in it."""

    paragraph: ReadParagraph
    text: str
    said: str
    meant: str


def find(
    document: ReadDocument,
    read: Understanding,
    found: Recognized,
    findings: Iterable[AuditFinding],
    understand: Understand,
) -> Iterator[AuditFinding]:
    """What is written for another word in sentences of which nothing is told already."""
    if found.note or found.strange:
        return
    words, told = _Words(found.reader), {showing(it.place, "") for it in findings}
    unread = _list_unread(document, read, found.reader)
    quiet = ((it, due) for it, due in unread if showing(it.place, "") not in told)
    tried = [words.list_exchanges(it, due) for it, due in islice(quiet, _MOST_PARAGRAPHS)]
    for _ in range(_MOST_ROUNDS):
        exchanged = [some.pop(0) for some in tried if some]
        if not exchanged:
            return
        proof = _prove(understand(_mend(document, exchanged), found), found.pack)
        yield from (_tell(it) for it in exchanged if it.paragraph.place in proof)
        tried = [it for it in tried if it and it[0].paragraph.place not in proof]


def _list_unread(
    document: ReadDocument, read: Understanding, reader: FormReader
) -> Iterator[tuple[ReadParagraph, Sequence[Expression]]]:
    """The paragraphs that say a sentence otherwise, or none, each with what the form has there."""
    for it in read.reworded:
        yield it.paragraph, [it.sentence.expression]
    items, taken = document.items, set(read.matched.values())
    after = len(reader.made)
    nearest = dict[int, int]()
    for number in range(len(items) - 1, -1, -1):
        nearest[number] = after = read.matched.get(number, after)
    before = 0
    for number, item in enumerate(items):
        if number in read.matched:
            before = read.matched[number]
        elif isinstance(item, ReadParagraph) and holds_figure(normalize(item.text)):
            near = range(before, min(nearest[number], before + _BETWEEN) + 1)
            free = (at for at in near if at not in taken or reader.states[at].cycles)
            yield item, [*_list_expressions(reader, free)]


def _list_expressions(reader: FormReader, some: Iterable[int]) -> Iterator[Expression]:
    for at in some:
        made = reader.made[at] if at < len(reader.made) else None
        if isinstance(made, FormSentence) and made.expression.source and not made.expression.free:
            yield made.expression


def _mend(document: ReadDocument, exchanged: Sequence[_Swapped]) -> ReadDocument:
    texts = {id(it.paragraph): it.text for it in exchanged}
    blocks = (
        it._replace(text=texts[id(it)]) if isinstance(it, ReadParagraph) and id(it) in texts else it
        for it in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def _tell(it: _Swapped) -> AuditFinding:
    if not it.said:
        message, place = f"数后面没有写“{it.meant}”", it.paragraph.place
        return AuditFinding("A842", "标点或单位缺漏", message, place, (), _WHY, sure=LIKELY)
    whole = max(len(it.said), len(it.meant)) <= _MOST_SHOWN
    said, meant = (it.said, it.meant) if whole else _widen(it, 2)
    message = f"这里写的是“{said}”，照表样和别处的数应是“{meant}”"
    place = showing(it.paragraph.place, said)
    return AuditFinding("A816", "说法与数不符", message, place, (), _WHY, sure=LIKELY)


# -- words -----------------------------------------------------------------------------------------


class _Words:
    """The words of a form, by which one that stands for another is known."""

    def __init__(self, reader: FormReader) -> None:
        self.reader = reader
        self.left, self.turning = _MOST_WORDS, find_turning(reader.pack)

    @cached_property
    def all(self) -> str:
        """All that the form and its phrases say."""
        spelled = [pattern.spell(it.node) for it in self.reader.states]
        phrases = self.reader.pack.wording.phrases.values()
        worded = [it for one in phrases for it in one.cases.values()]
        return normalize("，".join((*spelled, *worded)))

    def list_exchanges(self, paragraph: ReadParagraph, due: Iterable[Expression]) -> list[_Swapped]:
        """The words of a paragraph with others in their places it is the form's sentence.

        What differs in the fewest signs comes first.
        """
        text = normalize(paragraph.text)
        near = sorted(due, key=lambda it: -_liken(it, text))[:_MOST_NEAR]
        fits = [it for it in near if len(text) <= _MOST_SIGNS and it.open <= _MOST_OPEN]
        found = {it for one in fits for it in self._try(paragraph, text, one)}
        return sorted(found, key=lambda it: (len(it.said) + len(it.meant), it.meant))

    def _try(self, paragraph: ReadParagraph, text: str, due: Expression) -> Iterator[_Swapped]:
        for word in _WORDS.finditer(due.source):
            own = word["word"]
            if not own or self.left <= 0:
                continue
            self.left -= 1
            either = f"(?:{own}|{_OTHER % (len(own) + _LONGER)})"
            source = f"{due.source[: word.start()]}{either}{due.source[word.end() :]}"
            match = due.match(re.compile(source, re.DOTALL), text)
            start, end = match.span("said") if match else (-1, -1)
            meant = text[:start] + own + text[end:]
            if start >= 0 and due.read(meant) is not None:
                it = _Swapped(paragraph, meant, text[start:end], own)
                if self._is_word(it, due):
                    yield it

    def _is_word(self, it: _Swapped, due: Expression) -> bool:
        """Whether what stands for another word is one of the form's that says something else.

        Two signs are told apart with the one beside them, by this very sentence, by what the kind
        of document is called, or the year before.
        """
        said, meant = _part(it.said, it.meant)
        if not said or not meant:
            return not it.said and it.meant == name_unit(_TEN_THOUSAND)
        short = max(len(said), len(meant)) < _SHORT
        said, meant = _widen(it) if short else (said, meant)
        sure = (short and meant in self.reader.pack.key[0]) or said in PRIOR_YEAR
        known = sure or said in (due.source if short else self.all)
        return known and not self._means_same(said, meant)

    def _means_same(self, one: str, other: str) -> bool:
        """Whether two words tell one direction."""
        ways = [list_ways(it, self.turning) for it in (one, other)] if self.turning else []
        return bool(ways) and bool(ways[0]) and ways[0] == ways[1]


def _liken(due: Expression, text: str) -> int:
    return likeness.share(likeness.signs(due.signs), likeness.signs(text))


def _part(one: str, other: str) -> tuple[str, str]:
    """What stands in one text where something else stands in another."""
    head = count_common(one, other)
    tail = count_common(one[head:][::-1], other[head:][::-1])
    return one[head : len(one) - tail], other[head : len(other) - tail]


def _widen(it: _Swapped, signs: int = 1) -> tuple[str, str]:
    """The same with so many signs after it; before it, where nothing comes after."""
    head, (one, other) = count_common(it.said, it.meant), _part(it.said, it.meant)
    after = it.said[head + len(one) :][:signs]
    before = "" if after else it.said[max(head - signs, 0) : head]
    return f"{before}{one}{after}", f"{before}{other}{after}"


# -- proof -----------------------------------------------------------------------------------------


def _prove(read: Understanding, pack: Pack) -> frozenset[ReadPlace]:
    """The paragraphs that were read whole, and say what is said elsewhere; nothing else."""
    known = stated.gather(read.readings.figures, pack, read.whole, read.full)
    backed = {it.place for it in read.readings.changes if known.bounds(it.steps).known}
    summed = {*_list_summed(known)}
    for key, said in known.quantities.items():
        for it in said:
            alike = (one for one in said if one.number.value == it.number.value)
            if key in summed or any(one.place != it.place for one in alike):
                backed.add(it.place)
    wrong = {it for found in judging.judge(read, pack).findings for it in found.places}
    unread = {it.place for it in read.readings.gaps} | {it.paragraph.place for it in read.reworded}
    return frozenset(backed - wrong - unread)


def _list_summed(known: StatedFigures) -> Iterator[Steps]:
    """The quantities that are parts of a sum, or one, of which all is printed, and which holds."""
    for it in adding.list_relations(known):
        printed = all(one in known.quantities for one in it.terms)
        if printed and ZERO in it.gap(known.bounds) and known.bounds(it.whole) != NIL:
            yield from it.terms
