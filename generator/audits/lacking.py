"""Sentences of a section that are due by what is there and are not, or lack their amount."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from generator.audits import conditions
from generator.audits.beside import FormedDocument, tell_missing
from generator.audits.found import LIKELY, AuditFinding
from generator.published import pattern
from generator.published.aligning import ChoiceWay
from generator.published.blocks import ReadBlock, ReadParagraph
from generator.published.drafting import NUMBER
from generator.published.expressions import PART, VALUE, Expression
from generator.published.sentences import FormSentence
from generator.published.signs import normalize

_LEAST = 12  # signs of a sentence that is known by its own words
_AMOUNT = re.compile(rf"\({re.escape(NUMBER)}(?:\|0)?\)万?元")
_ANYTHING = "([^，。;:]{1,12}?)(?:万?元)?"  # what may stand in the place of an amount
_WORDS = re.compile("[一-龥]+")  # what is left to be filled in is told as that
_NOTHING = re.compile("没有|无|未|^零$")


def find(given: FormedDocument) -> Iterator[AuditFinding]:
    """Sentences that are due and not there, and words where the form has an amount."""
    it = _Lacking(*given)
    yield from it.find_missing()
    yield from it.find_wordy()


class _Lacking(FormedDocument):
    """A document whose sections are held against the form, sentence by sentence."""

    # -- sentences that are not there ------------------------------------------------------

    def find_missing(self) -> Iterator[AuditFinding]:
        """Sentences below headings that are there with others of theirs, in the form's words."""
        there = {at: number for number, at in self.read.matched.items()}
        for title, below in self._list_sections():
            if title in there and self._is_whole(there[title]):
                beside = [it for it in below if it in there]
                for at in below if beside else ():
                    if at not in there and self._is_due(at, beside):
                        yield self._tell_missing(at, self.items[there[title]])

    def _list_sections(self) -> Iterator[tuple[int, Sequence[int]]]:
        """The headings of the form with the sentences up to the next title or table."""
        made = self.reader.made
        for at, one in enumerate(made):
            if isinstance(one, FormSentence) and one.sentence.level:
                rest = range(at + 1, len(made))
                end = next((it for it in rest if not self._is_sentence(it)), len(made))
                yield at, range(at + 1, end)

    def _is_sentence(self, at: int) -> bool:
        made = self.reader.made[at]
        return isinstance(made, FormSentence) and not made.is_title

    def _is_whole(self, number: int) -> bool:
        """Whether all up to the next title are sentences of the form, in its words."""
        for it in range(number + 1, len(self.items)):
            item, at = self.items[it], self.read.matched.get(it)
            if not isinstance(item, ReadParagraph) or at is None or item in self._reworded:
                return bool(getattr(item, "level", 0))
            if not self._is_sentence(at):
                return True
        return True

    @cached_property
    def _reworded(self) -> frozenset[ReadParagraph]:
        return frozenset(it.paragraph for it in self.read.reworded)

    def _is_due(self, at: int, beside: Sequence[int]) -> bool:
        """Whether figures, or sentences that stand by the same choices, show that one is due.

        What stands in every document is told by `notes`.
        """
        state, made = self.reader.states[at], self.reader.made[at]
        assert isinstance(made, FormSentence)
        named = len(normalize(pattern.write(made.sentence.pieces))) >= _LEAST
        if state.cycles or not state.ways or not named or "\t" in made.expression.signs:
            return False
        return self._is_chosen(state.ways, beside) or self._is_sure(at, beside)

    def _is_chosen(self, ways: Sequence[ChoiceWay], beside: Sequence[int]) -> bool:
        return any({*ways} <= {*self.reader.states[it].ways} for it in beside)

    def _is_sure(self, at: int, beside: Sequence[int]) -> bool:
        """Whether the form would print it beside the figures that are in tables.

        Where a sentence that is there denies these figures, `notes` tells of that.
        """
        pack = self.reader.pack
        grounds, known = conditions.list_whole_grounds(pack)[at], conditions.list_grounds(pack)
        denied = {it._replace(nil=not it.nil) for other in beside for it in known[other]}
        if not grounds or not denied.isdisjoint(grounds):
            return False
        return all(self.money.has(it.steps) is (not it.nil) for it in grounds)

    def _tell_missing(self, at: int, heading: ReadBlock) -> AuditFinding:
        due = pattern.write(self.reader.states[at].node.pieces).strip()
        return tell_missing(due, heading.place, "照这里的数和其他各段，表样有这一段")

    # -- words in the place of an amount ---------------------------------------------------

    def find_wordy(self) -> Iterator[AuditFinding]:
        """Sentences in the form's words but for what stands where it has an amount."""
        for it in self.read.reworded:
            text = normalize(it.paragraph.text)
            words = next(_list_words(it.sentence.expression, text), None)
            if words is not None:
                message = f"数的位置写的是“{words}”"
                why = "表样的这一段写明数，照表写"
                place = it.paragraph.place
                yield AuditFinding("A831", "缺少内容", message, place, (), why, sure=LIKELY)


def _list_words(expression: Expression, text: str) -> Iterator[str]:
    """What stands in a text in the places of amounts and is none."""
    loose = re.compile(_AMOUNT.sub(lambda _: _ANYTHING, expression.source), re.DOTALL)
    match = expression.match(loose, text)
    groups = zip(expression.marks, match.groups(), strict=True) if match else ()
    for mark, said in groups:
        worded = mark.kind in (VALUE, PART) and said and _WORDS.fullmatch(said)
        if worded and not _NOTHING.search(said.removeprefix("为")):
            yield said
