"""What a template or an older text has left in the words: blanks, open choices, another year."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from generator.checks import numerals
from generator.checks.prose import Prose, Slip, Speaker
from generator.vocabulary import UNIT

Found = Iterator[Slip]


def cover(text: str, words: Sequence[str]) -> str:
    """A text with words put out of sight that only look like what is sought; its length stays."""
    for word in words:
        if word in text:
            text = text.replace(word, " " * len(word))
    return text


def find_words(text: str, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Each place of each of some words in a text."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield at, at + len(word), word
            at = text.find(word, at + len(word))


# -- blanks still to be filled ------------------------------------------------------------------


@lru_cache(maxsize=8)
def _blank(fillers: str, before: tuple[str, ...]) -> re.Pattern[str]:
    """Two or more of a filler, or one before a unit: not within words of other letters."""
    some, units = re.escape(fillers), "|".join(map(re.escape, before))
    run = rf"(?<![A-Za-z])([{some}])\1+(?![A-Za-z])"
    return re.compile(rf"{run}|(?<![0-9A-Za-z])[{some}](?={units})")


_EMPTY = ("《》", "“”", "（）", "()")
_FRAMED = r"【([^【】\n]*)】"


def find_blanks(said: Mapping[str, Any], prose: Prose, _: Speaker) -> Found:
    """Places that a template leaves to be filled, and words that say so."""
    text = cover(prose.text, said.get("except", ()))
    for match in re.finditer(_FRAMED, text) if "【" in text else ():
        if not match[1].strip("…. ") or any(word in match[1] for word in said["framed"]):
            text = text.replace(match.group(), " " * len(match.group()), 1)
            yield _blank_slip(match.start(), match.end(), match.group())
    if any(filler in text for filler in said["fillers"]):
        for match in _blank(said["fillers"], tuple(said["units"])).finditer(text):
            yield _blank_slip(match.start(), match.end(), match.group())
    for start, end, word in find_words(text, (*said["words"], *_EMPTY)):
        yield _blank_slip(start, end, word)


def _blank_slip(start: int, end: int, shown: str) -> Slip:
    return Slip(start, end, f"“{shown}”还没有填", "换成实际的内容，或删去")


def find_instructions(words: Sequence[str], prose: Prose, _: Speaker) -> Found:
    """What a template says to whoever fills it in; of words within others, the longest."""
    end = 0
    for start, stop, word in sorted(find_words(prose.text, words), key=lambda it: (it[0], -it[1])):
        if start >= end:
            end = stop
            yield Slip(start, stop, f"“{word}”是表样的提示语，没有删", "照它写明内容，再把它删去")


# -- choices still open -------------------------------------------------------------------------

_BOX = "[□☐☑■√✓○●]"


@lru_cache(maxsize=8)
def _choice(words: tuple[str, ...]) -> re.Pattern[str]:
    """Two of some words with between them, or around, what makes a choice of them."""
    word = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    bracketed = rf"(?:或 *)?[（(] *[或/／]? *(?:{word}) *[）)]"
    after = rf"(?P<one>{word}) *(?:{bracketed}|[/／|｜\\] *(?:{word}))"
    return re.compile(rf"{after}|{_BOX} *(?:{word}) *{_BOX} *(?:{word})")


@lru_cache(maxsize=8)
def _may_choose(words: tuple[str, ...]) -> re.Pattern[str]:
    """What every choice has: a word's last sign with a mark behind it, or a box."""
    ends = "".join(sorted({re.escape(word[-1]) for word in words}))
    return re.compile(rf"[{ends}][ \u3000]*(?:或[ \u3000]*)?[（(/／|｜\\]|{_BOX}")


def find_choices(pairs: Sequence[Sequence[str]], prose: Prose, _: Speaker) -> Found:
    """Two words of which one should have been struck out."""
    words = tuple(dict.fromkeys(word for pair in pairs for word in pair))
    if not _may_choose(words).search(prose.text):
        return
    meant = {frozenset(pair) for pair in pairs}
    for match in _choice(words).finditer(prose.text.replace("\u3000", " ")):
        shown = prose.text[match.start() : match.end()]
        if frozenset(re.findall("|".join(sorted(words, key=len)[::-1]), shown)) in meant:
            yield Slip(*match.span(), f"“{shown}”没有选定", "只留一个，删去另一个")


# -- years --------------------------------------------------------------------------------------

_END = r"(?:度|底|末)?(?: ?12 ?月 ?31 ?日)?"
_YEAR = (
    rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?: ?年(?![来代]){_END}|(?P<dot>[-./])12(?P=dot)31)"
    rf"|(?<=[较比与同至止])(?P<short>\d\d)年(?![来代前间期内以]){_END}"
)
_HAN_YEAR = r"[一二][〇○零九][〇○零一二三四五六七八九]{2}(?= ?年)"
_NEAR = 14
_NEITHER = "既不是本年，也不是上年"


def find_years(said: Mapping[str, Any], prose: Prose, speaker: Speaker) -> Found:
    """Years that are none of those that a document of this year speaks of, or not in that way."""
    text = re.sub(_HAN_YEAR, _in_digits, numerals.narrow(prose.text))
    for match in re.finditer(_YEAR, text):
        shift = int(match["year"] or f"20{match['short']}") - speaker.year
        before = prose.text[max(match.start() - _NEAR, 0) : match.start()].rpartition("\n")[2]
        after = prose.text[match.end() : match.end() + _NEAR].partition("\n")[0]
        why = _judge_year(said, shift, before.rstrip(), match.group(), after)
        if why and not (match["short"] and why == _NEITHER):  # 22年 may be how long
            shown = prose.text[match.start() : match.end()]
            yield Slip(*match.span(), f"“{shown}”{why}", f"本文是 {speaker.year} 年度的")


def _in_digits(match: re.Match[str]) -> str:
    return "".join(str(numerals.DIGITS[sign]) for sign in match.group())


def _judge_year(said: Mapping[str, Any], shift: int, before: str, year: str, after: str) -> str:
    """What is wrong with a year so many years from this one, or nothing."""
    if before.endswith(tuple(said["against"])) and any(word in after for word in said["compared"]):
        return "" if shift == -1 else "不是上年"
    if before.endswith(tuple(said["until"])) and year.endswith((*said["ends"], "31")):
        return "" if str(shift) in said["closed"] else "不是这一年度的年末"
    if -1 <= shift <= 1 or before.endswith(tuple("-－—–~～至到自从（(〔[")):
        return ""
    if any(word in before + after for word in said["dated"]):
        return ""
    return "" if after.startswith(tuple("-－—–~～至到")) else _NEITHER


def find_year_in_name(_: Any, prose: Prose, speaker: Speaker) -> Found:
    """A year within the unit's own name, which every title prints beside the document's year."""
    for start, name in prose.under(UNIT):
        if match := re.search(r"20\d\d(?: ?年度?)?", name):
            end = start + match.end()
            message = f"单位名称里有“{match.group()}”，会和年度印在一起"
            yield Slip(start + match.start(), end, message, "名称里不写年度")


# -- names that are no longer, or not here -------------------------------------------------------


def find_retired(names: Mapping[str, str], prose: Prose, speaker: Speaker) -> Found:
    """Names of accounts that were in force until a year before this one."""
    gone = [name for name, last in names.items() if int(last) < speaker.year]
    places = {
        (start, end, name)
        for name in gone
        for start, end, _ in find_words(prose.text, _spell(name))
    }
    for start, end, name in sorted(places):
        message = f"“{prose.text[start:end]}”{int(names[name]) + 1} 年起不用了"
        yield Slip(start, end, message, "改用现在的名称")


def _spell(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name, name.replace("与", "和"), name.replace("和", "与"))))


def find_wrong_word(words: Mapping[str, Sequence[str]], prose: Prose, speaker: Speaker) -> Found:
    """What only a unit of the other sort calls itself."""
    own = speaker.word
    for start, end, word in find_words(prose.text, words.get(own, ())):
        yield Slip(start, end, f"“{word}”：称谓是“{own}”", f"改为“{own}”，或检查称谓")
