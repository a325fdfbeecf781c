"""A text of the form drafted as an expression: every hole with its type, phrases in all wordings.

A code is digits, a year four of them, an amount what a number style prints; a phrase is any of its
wordings, in which the words that tell its direction are holes themselves.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from generator import vocabulary as term
from generator.filling.lookup import LOOP
from generator.money import Style
from generator.packs.pack import Pack
from generator.packs.turns import Turn, list_turns
from generator.packs.wording import Phrase, cut
from generator.published import pattern
from generator.published.expressions import (
    CASE,
    NUMBERED,
    PART,
    REASON,
    ROUNDS,
    TEXT,
    TURN,
    VALUE,
    Expression,
    GroupMark,
)
from generator.published.pattern import Each, Either, Hole, Nodes
from generator.published.signs import normalize

NUMBER = r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|-?[0-9]+(?:\.[0-9]+)?"
# A text goes as far as it must; a name is no number. Inside of a list a text ends with its item,
# and holds no amount: otherwise the ways to cut the list would multiply without end.
_ANY, _NO_NUMBER = ".+?", f"(?!(?:{NUMBER})$)"
_ROUND_END = "(?=[，。;、])"
_IN_LIST = "(?:[^，。;、0-9]|[0-9]+(?![0-9.,万元%])){1,200}?"
_NUMERAL = "[一二三四五六七八九十百零]+"
_CODE, _OWN_CODE, _YEAR = "[0-9]{3,9}", "[0-9]{2,3}|", "[0-9]{4}"


def make(nodes: Nodes, pack: Pack) -> Expression:
    """The expression of a text of a pack's form."""
    return _Maker(pack).make(nodes)


@dataclass
class _Maker:
    """An expression in the making: the marks of its groups so far."""

    pack: Pack
    listed: bool = False
    marks: list[GroupMark] = field(default_factory=list)
    open: int = 0

    def make(self, nodes: Nodes) -> Expression:
        source = self._sequence(nodes)
        signs = normalize(pattern.write(nodes))
        return Expression(source, tuple(self.marks), signs, self.open)

    def _sequence(self, nodes: Nodes) -> str:
        return "".join(map(self._piece, nodes))

    def _piece(self, it: object) -> str:
        if isinstance(it, str):
            return re.escape(normalize(it))
        if isinstance(it, Either):
            return self._either(it)
        if isinstance(it, Each):
            return self._rounds(it)
        assert isinstance(it, Hole)
        return self._hole(it)

    def _either(self, it: Either) -> str:
        """Both ways: first the one that says more, but nothing between items, where a list ends."""
        ways = sorted((it.body, it.otherwise), key=lambda way: len(pattern.write(way)))
        ways = ways if self.listed else ways[::-1]
        return f"(?:{'|'.join(map(self._sequence, ways))})"

    def _group(self, source: str, mark: GroupMark) -> str:
        self.marks.append(mark)
        return f"({source})"

    def _rounds(self, each: Each) -> str:
        inner = _Maker(self.pack, listed=True).make(each.body)
        if not inner.signs:  # paragraphs of a text, say: they end where all of it ends
            self.open += 1
            return self._group(".*?", GroupMark(TEXT, Hole(each.path)))
        bare = re.sub(r"(?<!\\)\((?!\?)", "(?:", inner.source)
        mark = GroupMark(ROUNDS, Hole(each.path), inner=inner, each=each)
        last = each.body[-1]
        if isinstance(last, Hole) and not last.filter:
            # Where a round of any words may end anywhere, a long text takes for ever.
            return self._group(f"(?:{bare}{_ROUND_END})*?(?:{bare})??", mark)
        return self._group(f"(?:{bare})*?", mark)

    def _hole(self, hole: Hole) -> str:
        name, wording = hole.filter, self.pack.wording
        if not name:
            return self._group(self._type_of(hole), GroupMark(TEXT, hole))
        if name in wording.styles:
            return self._value(wording.styles[name], GroupMark(VALUE, hole))
        if name in wording.phrases:
            return self._phrase(hole, wording.phrases[name])
        if name == term.FILTER_ORDINAL:
            return self._group(_NUMERAL, GroupMark(NUMBERED, hole))
        return self._words(hole)

    def _words(self, hole: Hole) -> str:
        """What the officer states in words, between what the form says before and after it."""
        section, *said = (
            hole.arguments if hole.filter == term.FILTER_NOTE else ("", *hole.arguments)
        )
        lead, end = (normalize(it) for it in (*said, *("", term.REASON_END)[len(said) :]))
        self.open += 1
        mark = GroupMark(REASON, hole, section, phrase=None)
        source = f"{re.escape(lead)}{self._group('.+?', mark)}{re.escape(end)}"
        return source if hole.filter == term.FILTER_NOTE else f"(?:{source})?"

    def _type_of(self, hole: Hole) -> str:
        """What a text of a hole may be."""
        first, last = hole.path[0], hole.path[-1]
        if len(hole.path) == 1 and first in term.YEARS:
            return _YEAR
        if first == term.WORDING or hole.path == (term.UNIT, term.UNIT_WORD):
            return self._wordings(str(last))
        if first == term.DISCLOSED_LEVELS:
            levels = {level for it in self.pack.classifications.values() for level in it.levels}
            return "|".join(map(re.escape, sorted(levels)))
        if last in (term.CODE, term.OWN_CODE):
            return _CODE if last == term.CODE else _OWN_CODE
        if first == LOOP:
            return "[0-9]{1,3}"
        self.open += 1
        source = _IN_LIST if self.listed else _ANY
        return _NO_NUMBER + source if last == term.NAME else source

    def _wordings(self, name: str) -> str:
        words: Mapping[str, Mapping[str, str]] = self.pack.wordings
        known = words if name == term.UNIT_WORD else [it.get(name, "") for it in words.values()]
        longest = sorted({normalize(it) for it in known}, key=len, reverse=True)
        return "|".join(map(re.escape, longest))

    def _value(self, style: Style, mark: GroupMark) -> str:
        suffix = re.escape(normalize(style.suffix))
        besides = {style.zero, style.void, style.unstated} - {None}
        bare = (normalize(str(it)).removesuffix(normalize(style.suffix)) for it in besides)
        others = "".join(f"|{re.escape(it)}" for it in sorted(bare, key=len, reverse=True))
        return self._group(NUMBER + others, mark._replace(style=style)) + suffix

    # -- phrases -------------------------------------------------------------------------------

    def _phrase(self, hole: Hole, phrase: Phrase) -> str:
        ways: dict[Worded, set[str]] = {}
        for case, pieces in _word_cases(phrase).items():
            ways.setdefault(pieces, set()).add(case)
        for pieces in list(ways):
            # What another wording may come out as (“0%”) is read by that one, which has numbers.
            if alike := self._list_alike(hole, phrase, pieces, ways):
                cases = ways.pop(pieces)
                for other in alike:
                    ways[other] |= cases
        longest = sorted(ways, key=_measure, reverse=True)
        told = (self._case(hole, phrase, frozenset(ways[it]), it) for it in longest)
        return f"(?:{'|'.join(told)})"

    def _list_alike(
        self, hole: Hole, phrase: Phrase, pieces: "Worded", ways: Mapping["Worded", set[str]]
    ) -> list["Worded"]:
        """The wordings that may come out as one that prints no number."""
        text = normalize("".join(up for up, _ in pieces[0]))
        if len(pieces) > 1 or not text or any(up != down for up, down in pieces[0]):
            return []
        return [it for it in ways if it != pieces and self._may_print(hole, phrase, it, text)]

    def _may_print(self, hole: Hole, phrase: Phrase, pieces: "Worded", text: str) -> bool:
        """Whether a wording may come out as a text, its numbers as their styles print them."""
        maker = _Maker(self.pack)
        match = re.fullmatch(maker._case(hole, phrase, frozenset(), pieces), text)
        said = zip(maker.marks, match.groups() if match else (), strict=match is not None)
        styled = ((it.style, found) for it, found in said if it.style)
        return match is not None and all(_prints(style, found) for style, found in styled)

    def _case(self, hole: Hole, phrase: Phrase, cases: frozenset[str], pieces: "Worded") -> str:
        mark = GroupMark(CASE, hole, cases=cases, phrase=phrase)
        source = self._group("", mark)
        for at, piece in enumerate(pieces):
            for up, down in piece:
                if at % 2:
                    source += self._field(hole, phrase, up)
                else:
                    source += self._turn(mark, up, down)
        return source

    def _turn(self, mark: GroupMark, up: str, down: str) -> str:
        if up == down:
            return re.escape(normalize(up))
        pair = (normalize(up), normalize(down))
        return self._group("|".join(map(re.escape, pair)), mark._replace(kind=TURN, turn=pair))

    def _field(self, hole: Hole, phrase: Phrase, name: str) -> str:
        mark = GroupMark(PART, hole, name, phrase=phrase)
        if name == term.DIRECTION:
            return self._turn(mark, term.UP, term.DOWN)
        if name in term.YEARS:
            return self._group(_YEAR, GroupMark(TEXT, Hole((name,))))
        if name == term.FILTER_REASON:
            self.open += 1
            return self._group(".+?", GroupMark(REASON, hole, phrase=phrase))
        if name in (term.THIS_PHRASE, term.OTHER_PHRASE):
            path = phrase.other if name == term.OTHER_PHRASE else hole.path
            return self._phrase(Hole(path), self.pack.wording.phrases[phrase.each])
        if name in OF_OTHER:
            mark = GroupMark(PART, Hole(phrase.other), OF_OTHER[name], phrase=phrase)
        style = self.pack.wording.style_of(mark.part)
        return self._value(style, mark)


OF_OTHER = {term.OTHER_DIFFERENCE: term.DIFFERENCE, term.OTHER_RATE: term.RATE}


def _prints(style: Style, text: str) -> bool:
    """Whether a style prints a number so."""
    if text in (style.zero, style.void):
        return True
    value = Decimal(text.replace(",", "")) * style.scale
    return style.show(value).removesuffix(style.suffix) == text


Worded = tuple[tuple[Turn, ...], ...]


def _word_cases(phrase: Phrase) -> dict[str, Worded]:
    """Each case's wording in pieces; up and down are one where only the words that turn differ."""
    worded = {case: tuple([((it, it),) for it in cut(text)]) for case, text in phrase.cases.items()}
    turned = tuple([tuple(it) for it in list_turns(phrase)])
    return {**worded, **({term.UP: turned, term.DOWN: turned} if turned else {})}


def _measure(pieces: Worded) -> int:
    return sum(len(up) for piece in pieces for up, _ in piece)
