"""What a form says where there is nothing, against what there is: notes of tables, sentences."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from generator.addresses import show
from generator.audits import beside, conditions, lacking, subjects
from generator.audits.beside import FormedDocument
from generator.audits.conditions import MoneyGround
from generator.audits.found import CERTAIN, LIKELY, AuditFinding, StatedFigure
from generator.audits.structure import title_of
from generator.diagnostics import Severity
from generator.published import pattern
from generator.published.blocks import ReadBlock, ReadDocument, ReadParagraph, ReadPlace, ReadTable
from generator.published.form_reader import FormReader
from generator.published.sentences import FormSentence, holds_figure
from generator.published.signs import normalize
from generator.published.tables import TableForm
from generator.published.understanding import Understanding

# What says that there is nothing, and what a note of a table begins with (in normalized texts).
_NOTHING = re.compile("没有|无|不涉及|未安排|未发生|未使用|空表|均为零|为0")
_NOTE = re.compile(r"^(?:备?注|说明)\d*[:.、]")
_LEAST = 12  # signs of a sentence that stands in every document


def find(document: ReadDocument, read: Understanding, reader: FormReader) -> Iterator[AuditFinding]:
    """Sentences that say nothing beside figures, and the reverse; notes that are not there."""
    given = beside.hold(document, read, reader)
    it = _Noting(*given)
    yield from it.judge_sentences()
    stated = [*subjects.find(given)]
    yield from it.find_bare_tables({one.place for one in stated})
    yield from it.find_missing()
    yield from stated
    yield from lacking.find(given)


class _Noting(FormedDocument):
    """A document whose notes are judged."""

    @cached_property
    def grounds(self) -> Sequence[Sequence[MoneyGround]]:
        return conditions.list_grounds(self.reader.pack)

    @cached_property
    def there(self) -> Mapping[int, int]:
        """Of each state of the form the first block that stands for it."""
        return {at: n for n, at in reversed(list(self.read.matched.items()))}

    # -- sentences against figures -------------------------------------------------------

    def judge_sentences(self) -> Iterator[AuditFinding]:
        """Paragraphs that the form would not print beside the figures that are there."""
        for number, at in self.read.matched.items():
            item, made = self.items[number], self.reader.made[at]
            if not (isinstance(item, ReadParagraph) and isinstance(made, FormSentence)):
                continue
            if self._is_below_its_own(number, at):
                for ground in self.grounds[at]:
                    yield from self._judge(item, made, ground)

    def _is_below_its_own(self, number: int, at: int) -> bool:
        """Whether a paragraph stands below no other table than its form's.

        Notes say the same below several tables; where these stand in another order, a note may
        have been taken for another one's.
        """
        before = (n for n in range(number - 1, -1, -1) if not self._is_plain(n))
        above = next(before, None)
        if above is None or not isinstance(self.items[above], ReadTable):
            return True
        own = self.read.matched.get(above, at)
        between = range(own + 1, at)
        return own <= at and not any(map(self.is_title, between))

    def _is_plain(self, number: int) -> bool:
        """Whether a block is a paragraph, and no title."""
        item, at = self.items[number], self.read.matched.get(number)
        is_title = at is not None and self.is_title(at)
        return isinstance(item, ReadParagraph) and not item.level and not is_title

    def _judge(
        self, item: ReadParagraph, made: FormSentence, ground: MoneyGround
    ) -> Iterator[AuditFinding]:
        has, text = self.money.has(ground.steps), normalize(item.text)
        same = made.expression.read(text) is not None and not made.expression.free
        if has is None or has != ground.nil or not (same or ground.nil):
            return
        if ground.nil and not _NOTHING.search(text):
            return
        what = show(ground.steps)
        it = self.money.under.get(ground.steps)
        stated = (StatedFigure(show(it.steps), it.number.text, it.place),) if it else ()
        said = f"这里说没有，{what}有数" if ground.nil else f"这里照有数的写，{what}没有数"
        why = "没有数的才写没有，有数的照数写明"
        yield AuditFinding(
            "A843", "说明与表不符", said, item.place, stated, why,
            sure=CERTAIN if same else LIKELY,
        )  # fmt: skip

    # -- tables without a note -----------------------------------------------------------

    def find_bare_tables(self, told: Collection[ReadPlace]) -> Iterator[AuditFinding]:
        """Tables without a figure of which nothing says so, where the form says it.

        Of what is said there instead it is told already.
        """
        for number, at in self.read.matched.items():
            table = self.items[number]
            if isinstance(table, ReadTable) and self._due_if_nil(at) and not _has_amount(table):
                below = self._list_below(number)
                if not any(it.place in told or _NOTHING.search(normalize(it.text)) for it in below):
                    message = f"“{title_of(self.reader, at)}”没有数，表下没有说明"
                    why = "没有数的表应当列出空表并说明"
                    yield AuditFinding("A843", "空表没有说明", message, table.place, (), why)

    def _due_if_nil(self, at: int) -> bool:
        """Whether the form prints something below a table where it has no figure."""
        return any(any(ground.nil for ground in self.grounds[it]) for it in self._states_below(at))

    def _states_below(self, at: int) -> Iterator[int]:
        """The sentences of the form below a table, up to the next title."""
        for it in range(at + 1, len(self.reader.made)):
            made = self.reader.made[it]
            if not isinstance(made, FormSentence) or made.is_title:
                return
            yield it

    def _list_below(self, number: int) -> list[ReadParagraph]:
        """The paragraphs below a table, up to what the form has as the next title."""
        below: list[ReadParagraph] = []
        for n in range(number + 1, len(self.items)):
            item = self.items[n]
            if not isinstance(item, ReadParagraph) or not self._is_plain(n):
                break
            below.append(item)
        return below

    # -- sentences that stand in every document ------------------------------------------

    def find_missing(self) -> Iterator[AuditFinding]:
        """Sentences and notes that stand in every document of the form, and not in this one."""
        bare = list[int]()
        for at, made in enumerate(self.reader.made):
            if at in self.there or not _is_fixed(made):
                continue
            above = next((it for it in range(at, -1, -1) if it in self.there), None)
            if (
                above is None
                or not self._is_due(at, above)
                or not self._is_whole(self.there[above])
            ):
                continue
            if isinstance(self.reader.made[above], TableForm):
                bare.append(above)
            else:
                yield self._tell_missing(made, self.items[self.there[above]])
        if bare:
            yield self._tell_bare(list(dict.fromkeys(bare)))

    def _is_due(self, at: int, above: int) -> bool:
        """Whether a sentence stands in every document, or is the note of a table that is there.

        Such a note stands wherever the form has the table, in one wording or in another.
        """
        if not self.reader.may_lack(at):
            return True
        state, table = self.reader.states[at], self.reader.states[above]
        if state.cycles or not isinstance(self.reader.made[above], TableForm):
            return False
        if {*state.ways} <= {*table.ways}:
            return True
        others = self._worded[state.ways[-1].choice]
        both = len({self.reader.states[it].ways[-1].first for it in others}) > 1
        free = not any(it in self.there for it in others)
        return {*state.ways[:-1]} <= {*table.ways} and both and free

    @cached_property
    def _worded(self) -> Mapping[int, Sequence[int]]:
        """Of each choice of the form the sentences that stand there, by either way."""
        found: dict[int, list[int]] = defaultdict(list)
        for at, state in enumerate(self.reader.states):
            if state.ways and not state.cycles and _is_fixed(self.reader.made[at]):
                found[state.ways[-1].choice].append(at)
        return found

    def _is_whole(self, number: int) -> bool:
        """Whether each paragraph up to the next title is one of the form's; no note of a table."""
        below = self._list_below(number)
        texts = [normalize(it.text) for it in below]
        matched = all(n in self.read.matched for n in range(number + 1, number + 1 + len(below)))
        if isinstance(self.items[number], ReadTable):
            return not any(_NOTE.search(it) for it in texts)
        return matched

    def _tell_missing(self, made: FormSentence | TableForm, above: ReadBlock) -> AuditFinding:
        assert isinstance(made, FormSentence)
        due = pattern.write(made.sentence.pieces).strip()
        return beside.tell_missing(due, above.place, "表样的这一段每份文档都有")

    def _tell_bare(self, tables: Sequence[int]) -> AuditFinding:
        titles = [title_of(self.reader, at) for at in tables]
        places = [self.items[self.there[at]].place for at in tables]
        bare = zip(titles, places, strict=True) if len(tables) > 1 else ()
        stated = tuple(StatedFigure(f"“{title}”", "没有注", place) for title, place in bare)
        message = f"{'、'.join(f'“{it}”' for it in titles)}下面没有表样的注"
        return AuditFinding(
            "A831", "缺少表注", message, places[0], stated, "表下的注照表样写",
            Severity.WARNING, LIKELY,
        )  # fmt: skip


def _is_fixed(made: FormSentence | TableForm) -> bool:
    """Whether something of the form is a sentence with enough words of its own."""
    if not isinstance(made, FormSentence) or made.is_title:
        return False
    literal = pattern.write(made.sentence.pieces)
    return len(normalize(literal)) >= _LEAST and "\t" not in literal


def _has_amount(table: ReadTable) -> bool:
    return any(
        re.search(r"[1-9]", it.text) and holds_figure(normalize(it.text)) for it in table.cells
    )
