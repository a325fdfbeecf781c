"""The proof, line by line: what is due against what stands in a document's body."""

from collections.abc import Container, Hashable, Iterable, Iterator, Sequence

from generator.edited import charts_as_words, sheets
from generator.edited.comparing import Comparison, Difference
from generator.edited.expected import Expected
from generator.edited.findings import Finding, State
from generator.edited.held import HeldFile
from generator.edited.keyed_lines import KeyedLine, key_lines
from generator.edited.lining import line_up
from generator.edited.signs import (
    ENDS,
    MONEY,
    MOST_READ,
    MOVEMENT,
    NUMBER,
    Signs,
    TextSign,
    holds_figure,
)
from generator.word.seen_text import SeenText
from generator.word.word_file import excerpt

MISPLACED, TOO_LONG, NO_ENTRY = "字没有变，位置变了", "太长，只看了开头", "目录里没有这一条"
CELLS = "格的位置变了"
# A title says what stands below it, in one short line.
_TITLE = 60
# Rows at the head of a table, which a table that was cut in two has twice.
_HEAD_ROWS = 4
# So many places of one text are told one by one.
_MOST_TOLD = 50


class DocumentProof:
    """A document's lines against those that are due; `open` are those of them, once the findings
    are known, that do not stand there as they should.
    """

    def __init__(self, held: HeldFile, expected: Expected) -> None:
        self.held, self.expected = held, expected
        self.due = expected.lines
        self.stands = key_lines(held.seen.lines, expected.reader.cut, expected.entries)
        self.tables: frozenset[int] | None = None
        if held.only_tables:
            self.due, self.stands, self.tables = sheets.narrow(self.due, self.stands)
        self.reworded = 0
        self.open: set[KeyedLine] = set()
        self.due_by_key: dict[Hashable, list[KeyedLine]] = {}
        for line in self.due:
            self.due_by_key.setdefault(line.key, []).append(line)

    def findings(self) -> Iterator[Finding]:
        """Everything in the body that is not accounted for."""
        lined = line_up(self.due, self.stands)
        self.open = {*lined.lost, *(one for one, _ in lined.misplaced)}
        for due, stands in lined.changed:
            told = list(self._compare(due, stands))
            self.open.update(due if told else ())
            yield from told
        for one, other in lined.misplaced:
            yield self._tell(State.UNKNOWN, other, "", one.text, MISPLACED)
        for line in lined.lost:
            if self.tables is None or self._is_missed(line):
                yield from self._report_lost(line)
        for line in charts_as_words.leave_out(lined.added, self.stands, self.held, self.expected):
            yield from self._report_added(line)
        if self.tables is not None:
            yield self._report_rest(self.tables, set(lined.lost))

    @property
    def figures(self) -> int:
        """How many figures were held against what stands there."""
        if self.tables is None:
            return self.expected.figures
        return self._count(line for line in self.due if line.in_table)

    def _count(self, lines: Iterable[KeyedLine]) -> int:
        return sum(len(self.expected.figures_of(line)) for line in lines)

    def _is_missed(self, line: KeyedLine) -> bool:
        """Whether a line is missing in a spreadsheet: words alone in a row may stand there beside
        its tables; what belongs to no table need not.
        """
        if not line.in_table:
            return False
        return holds_figure(line.signs) or all(line.text != it.text for it in self.stands)

    def _report_rest(self, tables: frozenset[int], lost: Container[KeyedLine]) -> Finding:
        """What a spreadsheet has none of."""
        rest = [line for line in self.expected.lines if line.line.table not in tables]
        others = {line.line.table for line in rest if line.in_table}
        held = sum(not line.in_table and line not in lost for line in self.due)
        texts = sum(not line.in_table for line in rest) - held
        what = f"正文 {texts} 段、{len(others)} 张表，共 {self._count(rest)} 个数"
        return Finding(State.UNKNOWN, "全文", "", "", why=f"这个文件里没有的没有核对：{what}")

    # -- lines that differ ---------------------------------------------------------------------

    def _compare(self, due: Sequence[KeyedLine], stands: Sequence[KeyedLine]) -> Iterator[Finding]:
        reworded = False
        for one, other, title in _pair_texts(due, stands):
            names, literal = self.expected.names, self.expected.literal
            comparison = Comparison(one, other, title, names, literal)
            found = list(comparison.differences())
            reworded |= comparison.reworded
            for difference in found[:_MOST_TOLD]:
                yield self._report(difference, due[0], stands[0])
        self.reworded += reworded
        yield from self._compare_cells(due[0], stands[0])
        for line in stands:
            if any(len(text.text) > MOST_READ for text in line.line.texts):
                yield self._tell(State.UNKNOWN, line, "", "", TOO_LONG)

    def _compare_cells(self, due: KeyedLine, stands: KeyedLine) -> Iterator[Finding]:
        """A row whose cells were merged or split, so that figures stand under other heads."""
        if len(due.cells) == len(stands.cells) or due.known != stands.known:
            return
        sides = (
            [cell.column for cell, said in zip(line.line.cells, line.texts, strict=True) if said]
            for line in (due, stands)
        )
        one, other = sides
        if one != other:
            yield self._tell(State.UNKNOWN, stands, stands.text, due.text, CELLS)

    def _report(self, difference: Difference, due: KeyedLine, stands: KeyedLine) -> Finding:
        state, sign, other, printed, expected, why = difference
        item = None if sign is None else self.expected.near(sign, due.line.texts)
        text = excerpt(other.home.text, other.start) if other else ""
        address = item.mark.address if item else ""
        where = self._where_due(due, sign)
        if other or not self.held.opened:
            where = self.held.where((other.home if other else stands.home).element, where)
        lines = self.expected.lines_of(item)
        return Finding(state, where, text, printed, expected, address, lines, why)

    # -- lines that are gone, and those that have come -----------------------------------------

    def _report_lost(self, line: KeyedLine) -> Iterator[Finding]:
        where = self._where_due(line)
        if line.is_entry:
            yield Finding(State.UNKNOWN, where, "", "", line.text, why=NO_ENTRY)
            return
        figures = self.expected.figures_of(line)
        texts = {text.number: text for text in line.line.texts}
        for item in figures:
            address, lines = item.mark.address, self.expected.lines_of(item)
            where = self.expected.wheres.get(texts[item.paragraph].element, where)
            yield Finding(State.LOST, where, "", "", item.text, address, lines)
        if not figures:
            nearest = self.expected.near(line.signs[0], line.line.texts) if line.signs else None
            lines = self.expected.lines_of(nearest)
            yield Finding(State.LOST, where, "", "", excerpt(line.text), "", lines)

    def _report_added(self, line: KeyedLine) -> Iterator[Finding]:
        if any(len(text.text) > MOST_READ for text in line.line.texts):
            yield self._tell(State.UNKNOWN, line, "", "", TOO_LONG)
        elif self.tables is not None and self._is_elsewhere(line):
            yield self._tell(State.UNKNOWN, line, line.text, "", MISPLACED)
        elif (self.expected.literal or holds_figure(line.signs)) and not self._repeats(line):
            numbers = [sign.text for sign in line.signs if sign.kind == NUMBER]
            yield self._tell(State.ADDED, line, "、".join(numbers[:4]), "")
        else:
            self.reworded += 1

    def _repeats(self, line: KeyedLine) -> bool:
        """Whether a line is the head of a table once more, or the unit above it."""
        if self.held.only_tables and not line.in_table:
            return self._names_document(line)
        twins = self.due_by_key.get(line.key, [])
        if twins and line.is_entry:  # a 目录 that lists more of the headings
            return True
        if not twins or any(sign.kind == MOVEMENT for sign in line.signs):
            return False
        if not line.in_table:
            return all(sign.kind != NUMBER for sign in line.signs)
        firsts = (_is_head(twin, self.due) for twin in twins)
        return _is_head(line, self.stands) and any(firsts)

    def _is_elsewhere(self, line: KeyedLine) -> bool:
        """Whether a title stands above a table of a spreadsheet that is another's."""
        here = line.in_table or line.key in self.due_by_key or not self._heads_table(line)
        return not here and any(line.key == other.key for other in self.expected.lines)

    def _heads_table(self, line: KeyedLine) -> bool:
        """Whether there is a table below a line on its sheet."""
        below = next((it for it in self.stands[line.at :] if it.in_table), line)
        spots = (self.held.where(it.home.element, "") for it in (line, below))
        return below is not line and len({it.rpartition("!")[0] for it in spots}) == 1

    def _names_document(self, line: KeyedLine) -> bool:
        """Whether a title has no number but those of the document's name."""
        name = SeenText(self.expected.outcome.name, None, 0)
        known = {sign.key for sign in self.expected.reader.cut(name)}
        told = [sign for sign in line.signs if sign.kind in (NUMBER, MONEY, MOVEMENT)]
        return all(sign.kind == NUMBER and sign.key in known for sign in told)

    def _tell(
        self, state: State, line: KeyedLine, printed: str, expected: str, why: str = ""
    ) -> Finding:
        where = self.held.where(line.home.element, "")
        return Finding(state, where, excerpt(line.text), printed, excerpt(expected), why=why)

    def _where_due(self, line: KeyedLine, sign: TextSign | None = None) -> str:
        home = sign.home if sign else line.home
        return self.expected.wheres.get(home.element, "")


def _pair_texts(
    due: Sequence[KeyedLine], stands: Sequence[KeyedLine]
) -> Iterator[tuple[Signs, Signs, bool]]:
    """The texts that are to be compared, and whether they must stand word for word."""
    one, other = due[0], stands[0]
    if not one.in_table:
        title = not one.is_sentence and len(one.text) <= _TITLE
        yield _without_ordinal(due, stands), _join(stands), title
    elif len(one.cells) == len(other.cells):
        for at, (text, against) in enumerate(zip(one.texts, other.texts, strict=True)):
            if text != against:
                prose = any(end in text for end in (*ENDS, "，"))
                yield one.cells[at], other.cells[at], not prose
    else:
        yield one.signs, other.signs, True


def _join(lines: Iterable[KeyedLine]) -> Signs:
    return tuple(sign for line in lines for sign in line.signs)


def _without_ordinal(due: Sequence[KeyedLine], stands: Sequence[KeyedLine]) -> Signs:
    """The signs that are due, without the ordinal that a list now writes by itself."""
    signs = _join(due)
    automatic = next(stands[0].line.texts).automatic
    text = due[0].text
    end = next((n for n, sign in enumerate(signs[:6]) if sign.text in "、.．)）"), -1)
    if automatic and end >= 0 and not stands[0].text.startswith(text[: end + 1]):
        return signs[end + 1 :]
    return signs


def _is_head(line: KeyedLine, lines: Sequence[KeyedLine]) -> bool:
    """Whether a row is among the first of its table, and names no sum."""
    before = lines[max(line.at - _HEAD_ROWS, 0) : line.at]
    first = len(before) < _HEAD_ROWS or before[0].line.table != line.line.table
    figures = any("." in sign.text for sign in line.signs if sign.kind in (NUMBER, MONEY))
    return first and not figures
