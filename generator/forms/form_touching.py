"""What touches a figure in a form, so that both would be read as one number.

The form is carried out in every way at once: through Word's text runs, the rounds of loops and the
ways of choices, with the last two signs that may stand before each place.

D550 a digit, a sign or another figure right beside a figure
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from generator import vocabulary as term
from generator.diagnostics import Fault, FormPlace
from generator.filling.lookup import LOOP
from generator.filling.program import (
    And,
    Block,
    Choice,
    Condition,
    Fixed,
    Loop,
    Name,
    NamePath,
    Not,
    Or,
    Print,
    Program,
)
from generator.forms.dialect import write_path
from generator.packs import touching
from generator.packs.touching import A_DIGIT, PLAIN, Numeral, Sign
from generator.packs.wording import STYLED_AS, Wording

_FIRST, _LAST = "first", "last"
# What a number of a loop says by being none.
_NIL = {"index0": _FIRST, "revindex0": _LAST}
_MARKUP = re.compile(r"(<[^>]*>)")
_ENDS = re.compile(r"</?w:(?:p|tab|ptab|br|cr|sym|drawing|pict|object|\w+Reference)[ />]")
_HYPHEN = re.compile(r"<w:noBreakHyphen[ />]")
_TEXT = re.compile(r"<w:t(?: [^>]*[^/>])?>")
_ASIDE = re.compile(r'[<>"]')

_Supposed = frozenset[tuple[NamePath, bool]]


class _Stand(NamedTuple):
    """What may stand before a place: the last two signs, and what holds where they were printed."""

    tail: tuple[Sign, ...] = ()
    supposed: _Supposed = frozenset()


_Stands = frozenset[_Stand]


def check(wording: Wording, programs: Mapping[str, Program], file: str) -> Iterator[Fault]:
    """Every figure of a form that something touches, part by part."""
    for part, program in programs.items():
        walk = _Walk(wording)
        walk.carry_out(program, frozenset((_Stand(),)), frozenset(), False)
        for message, paragraph in walk.found:
            place = FormPlace(file, part, paragraph, "")
            yield Fault("D550", message, place, help=touching.HELP)


@dataclass(frozen=True)
class _Walk:
    """A walk through a program; `found` are the messages with their paragraphs."""

    wording: Wording
    found: dict[tuple[str, int], None] = field(default_factory=dict)

    def carry_out(
        self, program: Program, stands: _Stands, holding: _Supposed, shown: bool
    ) -> _Stands:
        """What may stand behind a program, `holding` being what holds where it is carried out."""
        for it in program:
            if isinstance(it, Block):
                stands, shown = self._go_through(it, stands, holding, shown)
            elif isinstance(it, Choice):
                stands = self._choose(it, stands, holding, shown)
            else:
                stands = self._repeat(it, stands, holding, shown)
        return stands

    def _choose(self, it: Choice, stands: _Stands, holding: _Supposed, shown: bool) -> _Stands:
        after: set[_Stand] = set()
        for holds, way in ((True, it.body), (False, it.otherwise)):
            more = _suppose(it.condition, holds)
            after |= self.carry_out(way, _keep(stands, more), holding | more, shown)
        return frozenset(after)

    def _repeat(self, it: Loop, stands: _Stands, holding: _Supposed, shown: bool) -> _Stands:
        """The loop's rounds until nothing else may stand before one, and the way without any."""
        after = {*self.carry_out(it.otherwise, stands, holding, shown)}
        outer = _forget(holding, LOOP)
        entering, known, first = _outside(stands, LOOP), set[_Stand](), True
        while entering:
            more = frozenset([((LOOP, _FIRST), first)])
            ended = self.carry_out(it.body, _keep(entering, more), outer | more, shown)
            after |= _outside(_keep(ended, frozenset([((LOOP, _LAST), True)])), it.variable)
            known |= frozenset() if first else entering
            going_on = _outside(_keep(ended, frozenset([((LOOP, _LAST), False)])), LOOP)
            entering, first = _outside(going_on, it.variable) - known, False
        return frozenset(_outside(after, LOOP))

    def _go_through(
        self, block: Block, stands: _Stands, holding: _Supposed, shown: bool
    ) -> tuple[_Stands, bool]:
        before = True
        for fixed, it in zip(block.texts, (*block.prints, None), strict=True):
            signs, shown = _read_fixed(fixed, shown, not before, it is not None and not it.shown)
            stands = self._follow(stands, signs, holding)
            if it is not None:
                ways = [self._follow(stands, way, holding) for way in _spell(it, self.wording)]
                stands, before = ways[0].union(*ways[1:]), it.shown
        return stands, shown

    def _follow(self, stands: _Stands, signs: Iterable[Sign | None], holding: _Supposed) -> _Stands:
        """What may stand behind signs (None: an end), telling what is wrong on the way."""
        for sign in signs:
            if sign is None or sign == PLAIN:
                stands = frozenset([_Stand((PLAIN,), holding)])
                continue
            for tail in {stand.tail for stand in stands}:
                self._tell(touching.find_wrong(tail, sign), (*tail, sign))
            stands = frozenset(
                _Stand((*tail, sign)[-2:], supposed | holding) for tail, supposed in stands
            )
        return stands

    def _tell(self, message: str, signs: tuple[Sign, ...]) -> None:
        if message:
            number = next(it for it in reversed(signs) if isinstance(it, Numeral))
            self.found[message, number.place] = None


# -- what is printed -----------------------------------------------------------------------------


def _spell(it: Print, wording: Wording) -> Iterator[tuple[Sign, ...]]:
    """What a print may print, as signs."""
    style, phrase = wording.styles.get(it.filter), wording.phrases.get(it.filter)
    number = Numeral(f"{{{{ {write_path(it.path)} | {it.filter} }}}}", place=it.paragraph)
    if style is not None:
        yield tuple(touching.spell(number._replace(scale=style.scale, suffix=style.suffix)))
    elif phrase is not None:
        styled = {field: wording.style_of(field) for field in STYLED_AS}
        for case, said in phrase.cases.items():
            yield tuple(touching.read_wording(said, case, styled, number))
    elif it.filter == term.FILTER_ORDINAL:
        yield ("一",)
    else:
        counts = it.path[0] in (*term.YEARS, LOOP) and not it.filter
        yield (A_DIGIT if counts else PLAIN,)


# -- what stands there as it is ------------------------------------------------------------------


def _read_fixed(
    fixed: Fixed, shown: bool, behind: bool, ahead: bool
) -> tuple[list[Sign | None], bool]:
    """The signs of a text (None: where a text ends), and whether a text run is open at its end.

    `behind`, `ahead`: whether what is printed before and after it stands in no text run.
    """
    pieces = _MARKUP.split(fixed.xml.decode())
    signs: list[Sign | None] = []
    text = ""
    if behind:
        signs += [*touching.read(unescape(_ASIDE.split(pieces[0])[0])), None]
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            text += unescape(piece) if shown else ""
            continue
        shown = bool(_TEXT.match(piece)) or (shown and piece != "</w:t>")
        text += "-" if _HYPHEN.match(piece) else ""
        if _ENDS.match(piece):
            signs += [*touching.read(text), None]
            text = ""
    signs += touching.read(text)
    if ahead:
        signs += [None, *touching.read(unescape(_ASIDE.split(pieces[-1])[-1]))]
    return signs, shown


# -- what holds ----------------------------------------------------------------------------------


def _suppose(condition: Condition, holds: bool) -> _Supposed:
    """What is known of single names where a condition holds, or does not."""
    if isinstance(condition, Name):
        path, *rest = condition.path
        if path == LOOP and rest and rest[0] in _NIL:
            return frozenset([((LOOP, _NIL[str(rest[0])]), not holds)])
        return frozenset([(condition.path, holds)])
    if isinstance(condition, Not):
        return _suppose(condition.condition, not holds)
    both = isinstance(condition, And) == holds and isinstance(condition, And | Or)
    return frozenset().union(*(_suppose(it, holds) for it in condition)) if both else frozenset()


def _keep(stands: Iterable[_Stand], more: _Supposed) -> _Stands:
    """The stands that may be there where more holds, with it."""
    against = {(path, not holds) for path, holds in more}
    return frozenset(
        it._replace(supposed=it.supposed | more) for it in stands if it.supposed.isdisjoint(against)
    )


def _outside(stands: Iterable[_Stand], name: str) -> _Stands:
    """The same without what holds of a name that now is another's."""
    return frozenset(it._replace(supposed=_forget(it.supposed, name)) for it in stands)


def _forget(supposed: _Supposed, name: str) -> _Supposed:
    return frozenset((path, holds) for path, holds in supposed if not _names(path, name))


def _names(path: NamePath, name: str) -> bool:
    return path[0] == name or any(_names(it, name) for it in path if isinstance(it, tuple))
