"""The clause around a place in a text: what stands before and behind a number, what it is about."""

import unicodedata

from generator.edited.signs import HAN, LETTER, MONEY, NUMBER, STOPS, Signs, TextSign, text_of
from generator.vocabulary import ALIKE

# 人次, 批次, 个月, 台套: what would not be told from the unit that it begins with.
_ENDS_OF_UNITS = "次月套"
# So far a clause is looked for around a change.
_REACH = 200
# So much of what follows a change shows what it is about.
_SHOWN = 8


def is_stop(sign: TextSign) -> bool:
    return sign.text in STOPS


def may_be_lost(sign: TextSign, stands: Signs, at: int) -> bool:
    """Whether a print may have lost a stop that is due before what stands at a place: at the end of
    a full line, where it hung.
    """
    before = stands[at - 1] if at else None
    if before is None or not (is_stop(sign) or sign.text == "、"):
        return False
    same = at < len(stands) and stands[at].home is before.home
    after = stands[at].start if same else len(before.home.text)
    return any(before.end <= it <= after for it in before.home.line_ends)


def is_word(sign: TextSign) -> bool:
    return sign.kind != LETTER or unicodedata.category(sign.text)[0] in "LNSC"


def tail(signs: Signs, at: int) -> str:
    """What stands right behind a number, if it is a word: its unit, or how that begins."""
    after = signs[at + 1 : at + 3]
    if not after or not is_word(after[0]):
        return ""
    return "".join(s.key for n, s in enumerate(after) if n == 0 or s.text in _ENDS_OF_UNITS)


def with_unit(signs: Signs, at: int) -> str:
    """A number with what stands right behind it."""
    tail = signs[at + 1 : at + 3]
    if tail and tail[0].kind == MONEY:
        tail = tail[:1]
    words = list(tail[: next((n for n, s in enumerate(tail) if not is_word(s)), len(tail))])
    return signs[at].text + text_of(words)


def glued(signs: Signs, at: int) -> str:
    """A numeral in words right before a number."""
    before = signs[at - 1] if at else None
    if before is None or before.text not in HAN or before.home is not signs[at].home:
        return ""
    return before.text if before.end == signs[at].start else ""


def clause(signs: Signs, start: int, end: int) -> Signs:
    """The clause around a stretch, or as much of it as is near."""
    first = last = None
    for at in range(start - 1, max(start - _REACH, 0) - 1, -1):
        if is_stop(signs[at]):
            first = at + 1
            break
    for at in range(end, min(end + _REACH, len(signs))):
        if is_stop(signs[at]):
            last = at
            break
    near = (max(start - _REACH, 0), min(end + _REACH, len(signs)))
    return signs[near[0] if first is None else first : near[1] if last is None else last]


def has_number(signs: Signs, start: int, end: int) -> bool:
    """Whether a number stands in the clause around a stretch, or opens the next."""
    if any(sign.kind == NUMBER for sign in clause(signs, start, end)):
        return True
    rest = signs[end : end + _REACH]
    stop = next((at for at, sign in enumerate(rest) if is_stop(sign)), len(rest))
    return any(sign.kind == NUMBER for sign in rest[stop : stop + 3])


def words_of(signs: Signs) -> str:
    """The words of a clause, those made equal that may stand for each other."""
    clause = "".join(sign.shape for sign in signs)
    for word, other in ALIKE.items():
        clause = clause.replace(word, other)
    return clause


def phrase(signs: Signs, start: int, end: int) -> str:
    """A stretch with what it is about: on to the next number, or back to the last stop."""
    stretch = [*signs[start : min(end, start + 3 * _SHOWN)]]
    after: list[TextSign] = []
    for sign in signs[end : end + _SHOWN]:
        if is_stop(sign):
            break
        after.append(sign)
        if sign.kind == NUMBER:
            return text_of([*stretch, *after])
    before = signs[max(start - 4, 0) : start]
    return text_of([*before, *stretch, *after[:2]])
