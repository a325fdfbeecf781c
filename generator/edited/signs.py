"""A text as signs: numbers, units of money, words for a movement, negations, and single letters.

Two signs are the same when their keys are: a number in any width, with or without separators; any
of the words for one movement; brackets and stops in either width.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from generator.compare.thresholds import LONGEST
from generator.vocabulary import (
    CORRECTIONS,
    DOWN,
    MOVEMENT_SIGNS,
    MOVEMENTS,
    NEGATIONS,
    NO_NEGATIONS,
    UP,
)
from generator.word.seen_text import PAGE, SeenText

NUMBER, MOVEMENT, NEGATION, MONEY, LETTER = "#", "±", "!", "¥", ""
# Where a clause ends, and where a sentence does.
STOPS = frozenset("，。；：！？\n")
ENDS = ("。", "；", "！", "？")
MOST_READ = LONGEST
HAN = "〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億廿卅卌皕"
_MINUS = "-−－‑‐‒–—﹣⁻˗➖"
_DIGITS = r"\d[\dA-Za-zＡ-Ｚａ-ｚ]*"
_NUMBER = (
    rf"(?:(?<![0-9A-Za-zＡ-Ｚ０-９])(?:负|[{_MINUS}]))?(?:[A-Za-z]{1, 8}(?=\d))?{_DIGITS}"
    rf"(?:(?:[.．,]|，(?=\d{{3}}[.．]\d))(?=\d){_DIGITS})*[%％‰]?"
)
_MONEY = r"[十百千万亿]{0,2}(?:美|欧|港|日)?元|百分点"
# A number in words: before what is counted, as a share, or in capitals.
_COUNTED = re.compile(
    rf"[{HAN}]{{1,12}}(?:点[{HAN}]{{1,4}})?[个项次批人辆台套件元倍成类场份户家页天名条处所张部期轮级年月日岁万亿]"
    rf"|百分之[{HAN}]|[{HAN}]{{2,}}点[{HAN}]|[壹贰叁肆伍陆柒捌玖拾佰仟]"
)
_SEPARATED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?[%‰]?")
_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_WIDTHS |= dict(zip(map(ord, "“”‘’「」『』【】〔〕"), map(ord, "\"\"''\"\"''[]()"), strict=True))
_TO_MINUS = dict.fromkeys(map(ord, f"{_MINUS}负"), ord("-"))
_SPACES = re.compile(r"\s+")
_OF_NUMBER = r"[\d.,%．，％‰]"
_SPACE = re.compile(rf"(?<!{_OF_NUMBER}) | (?!{_OF_NUMBER})")
_PAGE = re.compile(rf"(?<!\d){PAGE}(?!\d)")


class TextSign(NamedTuple):
    """A sign: its kind, what it is known by, how it stands there, and where."""

    kind: str
    key: str
    text: str
    start: int
    home: SeenText

    @property
    def shape(self) -> str:
        """What stays when only figures, movements and units change."""
        return self.kind or self.key

    @property
    def end(self) -> int:
        """The place after the sign."""
        return self.start + len(self.text)


Signs = tuple[TextSign, ...]


class SignReader:
    """Cuts texts; `more` are further words for a rise and a fall."""

    def __init__(self, more: Mapping[str, Iterable[str]] | None = None) -> None:
        words = {key: (*listed, *(more or {}).get(key, ())) for key, listed in MOVEMENTS.items()}
        self.movements = {word: key for key, listed in words.items() for word in listed}
        self.movements |= {sign: key for key, listed in MOVEMENT_SIGNS.items() for sign in listed}
        short = "".join(MOVEMENT_SIGNS.values())
        long = sorted((word for word in self.movements if word not in short), key=len)[::-1]
        self.pattern = re.compile(
            rf"(?P<number>{_NUMBER})|(?P<money>{_MONEY})"
            rf"|(?P<movement>{'|'.join(map(re.escape, long))}|[{short}](?=[了约]*\d))"
            rf"|(?P<letter>{'|'.join(NO_NEGATIONS)})|(?P<negation>{'|'.join(NEGATIONS)})"
            r"|(?P<other>\S)"
        )

    def cut(self, text: SeenText) -> Signs:
        """The signs of a text, without blanks; of one that is too long, those that begin it."""
        plain = _PAGE.sub(" ", text.text[:MOST_READ])
        return tuple(self._cut(plain, text)) if plain.strip() else ()

    def _cut(self, plain: str, home: SeenText) -> Iterator[TextSign]:
        for found in self.pattern.finditer(plain):
            kind, word, at = found.lastgroup, found[0], found.start()
            if kind == "number":
                yield TextSign(NUMBER, _value(word), word, at, home)
            elif kind == "movement":
                yield TextSign(MOVEMENT, self.movements[word], word, at, home)
            elif kind == "negation":
                yield TextSign(NEGATION, NEGATION, word, at, home)
            elif kind == "money":
                yield TextSign(MONEY, word, word, at, home)
            elif kind == "other":
                yield TextSign(LETTER, word.translate(_WIDTHS), word, at, home)
            else:
                yield from (
                    TextSign(LETTER, letter.translate(_WIDTHS), letter, at + n, home)
                    for n, letter in enumerate(word)
                )


def find_words(checks: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """The words for a rise and a fall that the pack knows from its check of the reasons."""
    directions = [check for check in checks if check["kind"] == "direction"]
    return {way: tuple(word for one in directions for word in one[way]) for way in (UP, DOWN)}


@lru_cache(maxsize=1 << 12)
def _value(number: str) -> str:
    """A number as it is known, in plain digits; its decimals are counted."""
    if number.isascii() and "," not in number:
        return number
    sign, rest = number[0].translate(_TO_MINUS), number[1:]
    plain = (sign + rest).translate(_WIDTHS)
    return plain.replace(",", "") if _SEPARATED.fullmatch(plain) else plain


def squeeze(text: str) -> str:
    """A text without what separates nothing: blanks that stand between no two numbers, pages."""
    text = _PAGE.sub("", text) if PAGE in text else text
    if not _SPACES.search(text):
        return text
    return _SPACE.sub("", _SPACES.sub(" ", text.strip()))


def holds_figure(signs: Iterable[TextSign]) -> bool:
    """Whether signs say how much, in any notation, which way, or that what is said is not so."""
    signs = tuple(signs)
    if any(sign.kind in (NUMBER, MONEY, MOVEMENT) for sign in signs):
        return True
    text = "".join(sign.text for sign in signs)
    if _COUNTED.search(text) or any(word in text for word in CORRECTIONS):
        return True
    return any(unicodedata.category(s)[0] == "N" or s == "\ufffd" for s in text)


def list_counted(text: str) -> list[str]:
    """The numbers in words that a text holds, with what they count."""
    return [found[0] for found in _COUNTED.finditer(text)]


def text_of(signs: Iterable[TextSign]) -> str:
    """The signs as they stand, together."""
    return "".join(sign.text for sign in signs)
