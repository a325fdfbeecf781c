"""Slips of the pen in typed words: doubled, unpaired, misspelt, and what the form prints anyway."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from generator.checks.prose import Prose, Slip, Speaker
from generator.checks.residue import cover, find_words
from generator.compare import likeness

Found = Iterator[Slip]

# -- doubled words and marks --------------------------------------------------------------------

# What stands twice begins again soon: mostly it does not, and that is quickly seen.
_TWICE = r"(?=(.).{1,8}\1)([㐀-鿿]{2,8})[ \u3000]?\2"
_SENTENCE = r"(?:^|(?<=[。；！？]))([^。；！？\n]{6,}[。；！？])\1"
_MARKS = r"[，。、；：！][，。、；：！]+|,,+|;;+"


def find_doubled(said: Mapping[str, Any], prose: Prose, _: Speaker) -> Found:
    """Words and marks that stand twice, but for those that may."""
    text = cover(prose.text, said["except"])
    for pattern in (_TWICE, f"([{re.escape(said['single'])}])\\1"):
        for match in re.finditer(pattern, text):
            yield Slip(*match.span(), f"“{match.group()}”重复", "删去一个")
    for match in re.finditer(_SENTENCE, text, re.MULTILINE):
        yield Slip(*match.span(), f"“{match[1]}”这一句连着写了两遍", "删去一遍")
    for match in re.finditer(_MARKS, text):
        yield Slip(*match.span(), f"“{match.group()}”：标点重复", "只留一个")


# -- marks that come in pairs -------------------------------------------------------------------

PAIRS = {
    "“": "”",
    "（": "）",
    "《": "》",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
    "‘": "’",
    "[": "]",
}
_CLOSING = {close: opening for opening, close in PAIRS.items()}
_WIDE = dict(zip("()［］", "（）[]", strict=True))
_PAIRED = "“”‘’（）《》【】〔〕「」『』\\[\\]"
_MOST_NESTED = 4  # in good order; what is nested deeper is gone through mark by mark
# What stands within foreign words, and the mark that opens as it closes, but for inches.
_APOSTROPHE, _STRAIGHT = r"[‘’](?<=[A-Za-z].)(?=[A-Za-z])", r'(?<![0-9])["＂]'
# A bracket alone closes the number of an item: 1）, a）, 一）
_NUMBER = r"(?:^|[\s，。；：、])[0-9a-zA-Z一二三四五六七八九十]{1,3}$"


def find_unpaired(_: Any, prose: Prose, __: Speaker) -> Found:
    """Marks of which the other half is missing, within one paragraph."""
    yield from _find_straight(prose.text)
    whole = left = re.sub(_APOSTROPHE, " ", _respell(prose.text, _WIDE))
    for _depth in range(_MOST_NESTED):  # from the inside out
        left, dropped = _innermost().subn(_drop_pair, left)
        if not dropped:
            break
    if not re.search(f"[{_PAIRED}]", left):
        return
    start = 0
    for line in whole.split("\n"):
        for at in _unpaired(line):
            mark = prose.text[start + at]
            other = PAIRS.get(line[at]) or _CLOSING[line[at]]
            help_ = f"补上 {other} ，或删去这一个"
            yield Slip(start + at, start + at + 1, f"{mark} 没有配对", help_)
        start += len(line) + 1


def _respell(text: str, marks: Mapping[str, str]) -> str:
    """A text with marks as they are best compared; a long one has few of them, or none."""
    for mark, other in marks.items():
        text = text.replace(mark, other)
    return text


def _find_straight(text: str) -> Found:
    """Of marks that open as they close, the last one where their number is odd."""
    start = 0
    for line in text.split("\n") if '"' in text or "＂" in text else ():
        marks = list(re.finditer(_STRAIGHT, line))
        if len(marks) % 2:
            at = start + marks[-1].start()
            message = f"{text[at]} 没有配对"
            yield Slip(at, at + 1, message, "补上另一个，或删去这一个；用“”更清楚")
        start += len(line) + 1


@lru_cache(maxsize=1)
def _innermost() -> re.Pattern[str]:
    """Two marks with none between them."""
    openings, closings = (re.escape("".join(marks)) for marks in (PAIRS, _CLOSING))
    return re.compile(rf"([{openings}])[^{_PAIRED}\n]*([{closings}])")


def _drop_pair(match: re.Match[str]) -> str:
    return "" if PAIRS[match[1]] == match[2] else match.group()


def _unpaired(line: str) -> list[int]:
    open_, wrong = list[int](), list[int]()
    for match in re.finditer(f"[{_PAIRED}]", line):
        mark, at = match.group(), match.start()
        if mark in PAIRS:
            open_.append(at)
        elif open_ and line[open_[-1]] == _CLOSING[mark]:
            open_.pop()
        elif not (mark == "）" and re.search(_NUMBER, line[max(at - 5, 0) : at])):
            wrong.append(at)
    return sorted((*wrong, *open_))


# -- the unit's own name ------------------------------------------------------------------------

_SHORTEST = 6
_QUOTES = dict.fromkeys(map(ord, "“”\"'‘’＂＇〝〞"))
_ALIKE = dict(zip("()［］〔〕", "（）[][]", strict=True))
# One of these for another makes another unit, not a misspelt one.
_ORDINALS = frozenset("0123456789一二三四五六七八九十东西南北中省市县区镇乡")


def find_misspelt_name(_: Any, prose: Prose, speaker: Speaker) -> Found:
    """The unit's own name with one character wrong, missing or too many, or without its quotes."""
    name = _respell(speaker.name, _ALIKE)
    if len(name) < _SHORTEST:
        return
    text = _respell(prose.text, _ALIKE)
    if name in text:
        text = text.replace(name, "\0" * len(name))
    bare = name.translate(_QUOTES)
    sizes = range(len(name) + 1, len(bare) - 2, -1)
    last = 0
    for start in _candidates(text, name, bare, sizes):
        windows = (text[start : start + size] for size in sizes)
        found = next((it for it in windows if _is_misspelt(it, name, bare)), None)
        if found and start >= last:
            last = start + len(found)
            shown, full = prose.text[start:last], speaker.name
            yield Slip(start, last, f"“{shown}”与单位名称不同", f"应是“{full}”")


def _candidates(text: str, name: str, bare: str, sizes: Sequence[int]) -> list[int]:
    """Where the name may begin: one half of it stands there, or all of it without its quotes."""
    half, short = len(name) // 2, len(bare) // 2
    starts = {start for start, *_ in find_words(text, (name[:half], bare, bare[:short]))}
    ends = [end for _, end, _ in find_words(text, (name[-half:], bare[-short:]))]
    return sorted(starts | {end - size for end in ends for size in sizes if end >= size})


def _is_misspelt(found: str, name: str, bare: str) -> bool:
    """Whether a text is the name with other quotes, with none, or nearly so."""
    plain = found.translate(_QUOTES)
    return plain == bare or _is_near(found, name) or _is_near(plain, bare)


def _is_near(found: str, name: str) -> bool:
    """Whether two names differ in one character only, which is no number and no place's rank, or
    in the order of two neighbouring words.
    """
    if "\n" in found or "\0" in found or not -2 < len(found) - len(name) < 2:
        return False
    head = likeness.count_alike(found, name)
    tail = likeness.count_alike(found[head:][::-1], name[head:][::-1])
    left, right = found[head : len(found) - tail], name[head : len(name) - tail]
    if not head or (len(left) != len(right) and not tail):  # a longer name, or a shorter one
        return False
    if len("ab") <= len(left) == len(right) <= len("abcd"):
        return sorted(left) == sorted(right)
    return max(len(left), len(right)) == 1 and not {left, right} <= _ORDINALS


# -- what the form prints before and behind a text -----------------------------------------------


# A lead of so many characters is one as well behind a few others: 减少的主要原因是
_LONG, _LATE = 4, 12
# What says nothing where it is printed, alone in a few signs; so does what has no word at all.
_HOLLOW = ("无", "略", "同上", "同前", "见上", "见前", "如上", "同上年", "同上一项")
_WORD, _FEW = re.compile("[㐀-鿿]"), 8


def find_leads(leads: Mapping[str, Sequence[str]], prose: Prose, _: Speaker) -> Found:
    """Words at the head of a text that the form prints before it anyway; a text that says nothing,
    so that the form prints half a sentence.
    """
    for name, words in leads.items():
        for start, text in prose.under(name):
            whole = prose.at(start)[0] == (name,)  # 无 for a whole section says that it has none
            if not whole and _is_hollow(text):
                message = f"表样在“{text}”前面印着别的字，读不成句"
                yield Slip(start, start + len(text), message, "写明内容")
            elif found := _find_lead(text, words):
                at, word = found
                message = f"“{word}”表样已经印了，会印两遍"
                yield Slip(start + at, start + at + len(word), message, "只写后面的内容")


def _is_hollow(text: str) -> bool:
    few = len(text) <= _FEW and re.sub(r"\W", "", text) in _HOLLOW
    return few or _WORD.search(text) is None


def _find_lead(text: str, words: Sequence[str]) -> tuple[int, str] | None:
    if word := next((it for it in words if text.startswith(it)), ""):
        return 0, word
    head = re.split("[，。；：]", text[: _LATE + _LONG])[0]
    return next(((head.find(it), it) for it in words if len(it) >= _LONG and it in head), None)


def find_ends(fields: Sequence[str], prose: Prose, _: Speaker) -> Found:
    """A mark at the end of a text behind which the form prints its own."""
    for name in fields:
        for start, text in prose.under(name):
            if text.endswith(("。", "；", "，", ".")):
                end = start + len(text)
                yield Slip(end - 1, end, f"“{text[-1]}”后面表样还印标点", "句末不写标点")
