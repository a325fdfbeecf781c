"""Sentences about another thing than their title is, or that state what is to be denied."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from generator.addresses import show
from generator.audits import conditions
from generator.audits.beside import FormedDocument
from generator.audits.conditions import MoneyGround
from generator.audits.found import LIKELY, AuditFinding
from generator.compare.opcodes import opcodes
from generator.published import pattern
from generator.published.blocks import ReadParagraph
from generator.published.sentences import FormSentence
from generator.published.signs import normalize

_DENIAL = re.compile("没有|未|无|不")
_STATED = "(?:%s|(?:有|已|曾)?)"  # what may stand where something is denied
_LEAST = 3  # signs of a subject
_WHY = "没有数的才写没有，说的是这一节、这一张表的"


class TitleSubject(NamedTuple):
    """What a title is about, and the other thing that another sentence of the form is about."""

    own: str
    other: str


def find(given: FormedDocument) -> Iterator[AuditFinding]:
    """What is said of another thing than the title says, and what is stated where nothing is."""
    it = _Denying(*given)
    yield from it.find_other_subjects()
    yield from it.find_stated()


class _Denying(FormedDocument):
    """A document whose sentences that say nothing are judged."""

    @cached_property
    def nil(self) -> Mapping[int, Sequence[MoneyGround]]:
        """The sentences that the form prints where there is nothing, and what there is none of."""
        grounds = conditions.list_grounds(self.reader.pack)
        nil = ((at, [it for it in grounds[at] if it.nil]) for at in range(len(grounds)))
        return {at: it for at, it in nil if it and _denies(self.reader.made[at])}

    # -- of another thing ------------------------------------------------------------------

    @cached_property
    def subjects(self) -> Mapping[TitleSubject, Sequence[FormSentence]]:
        """What sets each such sentence and its title apart from another's."""
        said = [(at, self._sentence(at), self._title(at)) for at in self.nil]
        found: dict[TitleSubject, list[FormSentence]] = defaultdict(list)
        for _, one, title in said:
            others = {_write(it): heading for _, it, heading in said if heading != title}
            for text, heading in others.items():
                for own, other in _list_replaced(_write(one), text):
                    apart = own in title and other in heading
                    if apart and own not in heading and other not in title:
                        found[TitleSubject(own, other)].append(one)
        return found

    def _sentence(self, at: int) -> FormSentence:
        made = self.reader.made[at]
        assert isinstance(made, FormSentence)
        return made

    def _title(self, at: int) -> str:
        """The lines of the form above one of its sentences that are titles, up to the heading."""
        lines = list[str]()
        for made in reversed(self.reader.made[:at]):
            if isinstance(made, FormSentence) and made.is_title:
                lines.append(_write(made))
                if made.sentence.level:
                    break
        return "\n".join(lines)

    def find_other_subjects(self) -> Iterator[AuditFinding]:
        """Sentences that say of another title's thing what the form says here of this one's."""
        for titles, item in self._list_titled():
            title = normalize("".join(titles))
            if it := self._find_subject(normalize(item.text), title):
                where = " ".join(titles[0].split())
                message = f"“{where}”下面说的是{it.other}，不是{it.own}"
                yield _tell(message, item)

    def _list_titled(self) -> Iterator[tuple[Sequence[str], ReadParagraph]]:
        """The paragraphs with the titles that they stand below: a heading, what follows it."""
        titles, within = [""], False
        for number, item in enumerate(self.items):
            if not isinstance(item, ReadParagraph) or item.entry:
                continue
            titled = self._is_title(number, item)
            if titled:
                titles = [*titles, item.text] if within and not item.level else [item.text]
            else:
                yield titles, item
            within = titled

    def _is_title(self, number: int, item: ReadParagraph) -> bool:
        at = self.read.matched.get(number)
        return item.level > 0 or (at is not None and self.is_title(at))

    def _find_subject(self, text: str, title: str) -> TitleSubject | None:
        for it, sentences in self.subjects.items():
            astray = it.other in text and it.own not in text
            if astray and it.own in title and it.other not in title:
                meant = text.replace(it.other, it.own)
                if any(one.cost(meant) is not None for one in sentences):
                    return it
        return None

    # -- stated, where there is nothing ----------------------------------------------------

    def find_stated(self) -> Iterator[AuditFinding]:
        """Sentences of the form that say that there is nothing, without the word that says so."""
        for number, at in self.read.matched.items():
            item = self.items[number]
            if at not in self.nil or not isinstance(item, ReadParagraph):
                continue
            without = [it for it in self.nil[at] if self.money.has(it.steps) is False]
            if without and _states(self._sentence(at), normalize(item.text)):
                yield _tell(f"这里说有，{show(without[0].steps)}没有数", item)


def _tell(message: str, it: ReadParagraph) -> AuditFinding:
    return AuditFinding("A843", "说明与表不符", message, it.place, (), _WHY, sure=LIKELY)


def _denies(made: object) -> bool:
    return isinstance(made, FormSentence) and _DENIAL.search(_write(made)) is not None


def _write(made: FormSentence) -> str:
    return normalize(pattern.write(made.sentence.pieces))


def _list_replaced(one: str, other: str) -> Iterator[tuple[str, str]]:
    """What stands in one text where something else stands in another."""
    for kind, a, b, c, d in opcodes(one, other):
        if kind == "replace" and min(b - a, d - c) >= _LEAST:
            yield one[a:b], other[c:d]


def _states(made: FormSentence, text: str) -> bool:
    """Whether a text is a sentence of the form but that it does not deny all that this does."""
    expression = made.expression
    if expression.read(text) is not None:
        return False
    stated = re.compile(_DENIAL.sub(lambda it: _STATED % it[0], expression.source), re.DOTALL)
    return expression.match(stated, text) is not None
