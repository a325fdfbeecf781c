"""Edits of a figure: its digits, its sign, what stands within it or right behind it."""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from support.edits import elements
from support.edits.draft import Draft, Edit, Origin, Text

Retyped = Callable[[str, Random], str | None]

FIGURE = re.compile(r"(?<![0-9.A-Za-z])[0-9]+(?:\.[0-9]+)?(?![0-9.])")
AMOUNT = re.compile(r"(?<![0-9.A-Za-z])(?!0\.?0*[万%|])[0-9]+\.[0-9]+(?=万元|%|$)")
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
_HAN = "〇一二三四五六七八九"


def change_digit(text: str, chance: Random) -> str:
    at = chance.choice([at for at, char in enumerate(text) if char.isdigit()])
    return text[:at] + chance.choice([d for d in "0123456789" if d != text[at]]) + text[at + 1 :]


def add_digit(text: str, chance: Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice("123456789") + text[at:]


def drop_digit(text: str, chance: Random) -> str | None:
    spots = [at for at, char in enumerate(text) if char.isdigit()]
    at = chance.choice(spots)
    return text[:at] + text[at + 1 :] if len(spots) > 1 else None


def turn_digits(text: str, chance: Random) -> str | None:
    pairs = [at for at in range(len(text) - 1) if _may_turn(text[at : at + 2])]
    at = chance.choice(pairs) if pairs else None
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :] if at is not None else None


def _may_turn(pair: str) -> bool:
    return pair.isdigit() and pair[0] != pair[1]


def move_point(text: str, chance: Random) -> str | None:
    whole, point, rest = text.partition(".")
    if not point or len(rest) < 2 or not int(whole + rest):
        return None
    left = chance.random() < 0.5 and len(whole) > 1
    return f"{whole[:-1]}.{whole[-1]}{rest}" if left else f"{whole}{rest[0]}.{rest[1:]}"


def drop_point(text: str, chance: Random) -> str | None:
    return text.replace(".", "") if "." in text else None


def write_comma(text: str, chance: Random) -> str | None:
    return text.replace(".", ",") if "." in text else None


def write_letter(text: str, chance: Random) -> str | None:
    turned = text.replace("0", "O", 1) if "0" in text else text.replace("1", "l", 1)
    return turned if turned != text else None


def write_han(text: str, chance: Random) -> str:
    at = chance.choice([at for at, char in enumerate(text) if char.isdigit()])
    return text[:at] + _HAN[int(text[at])] + text[at + 1 :]


DIGITS: dict[str, Retyped] = {
    "改一位": change_digit,
    "多一位": add_digit,
    "少一位": drop_digit,
    "相邻两位颠倒": turn_digits,
    "小数点移一位": move_point,
    "小数点丢了": drop_point,
    "小数点写成逗号": write_comma,
    "一位写成字母": write_letter,
    "一位写成汉字": write_han,
    "改一位，写成全角": lambda text, chance: change_digit(text, chance).translate(WIDE),
    "写成一横": lambda text, chance: "—",
    "改成 0.00": lambda text, chance: "0.00" if text.strip("0.") else None,
    "写了两遍": lambda text, chance: text * 2,
    "前面加十、百": lambda text, chance: chance.choice("十百千") + text,
    "后面加 E2": lambda text, chance: f"{text}E2",
    "中间有空格": lambda text, chance: f"{text[:2]} {text[2:]}" if len(text) > 3 else None,
}
SIGNS: dict[str, tuple[str, str]] = {
    "负号 -": ("-", ""),
    "负号 U+2212": ("\u2212", ""),
    "负号 U+FF0D": ("\uff0d", ""),
    "负号 U+2011": ("\u2011", ""),
    "负号 U+2010": ("\u2010", ""),
    "负号 U+2013": ("\u2013", ""),
    "负号 U+FE63": ("\ufe63", ""),
    "负字": ("负", ""),
    "会计括号（全角）": ("（", "）"),
    "会计括号 ()": ("(", ")"),
    "减字": ("减", ""),
}
_MINUS = '<w:sym w:font="Symbol" w:char="F02D"/>'
WITHIN = {
    "换行": "<w:br/>",
    "回车": "<w:cr/>",
    "制表符": "<w:tab/>",
    "对齐制表符": '<w:ptab w:relativeTo="margin" w:alignment="left" w:leader="none"/>',
    "不间断连字符": "<w:noBreakHyphen/>",
    "符号字体的数字": '<w:sym w:font="Symbol" w:char="F037"/>',
    "分页符": '<w:br w:type="page"/>',
}
BEHIND = {
    "上标 1": ("1", '<w:vertAlign w:val="superscript"/>'),
    "下标 2": ("2", '<w:vertAlign w:val="subscript"/>'),
    "另一文字块的 3": ("3", "<w:b/>"),
    "另一文字块的 .5": (".5", ""),
}


def spots(origin: Origin, pattern: re.Pattern[str]) -> Iterator[tuple[Text, re.Match[str]]]:
    """Each place of a pattern in the texts of a document."""
    for text in origin.texts:
        for match in pattern.finditer(text.words):
            yield text, match


def always(words: str) -> Callable[[Random], str]:
    """The same words, whatever chance says."""
    return lambda _: words


def replace(
    origin: Origin, kind: str, text: Text, match: re.Match[str], made: Callable[[Random], str]
) -> Edit:
    """The edit that puts another text in the place of a match."""
    start, end = match.span()

    def change(copy: Draft, node: Any) -> None:
        elements.put(node, text.words[:start] + made(copy.chance) + text.words[end:])

    note = text.words[max(start - 15, 0) : end + 15]
    return Edit(kind, origin.path(text.node), change, text.near, note)


def edits(origin: Origin) -> Iterator[Edit]:
    """Every edit of a figure."""
    for text, match in spots(origin, FIGURE):
        place = "表中" if text.table else "句中"
        for kind, retype in DIGITS.items():
            if retype(match[0], Random(0)) is not None:
                made = _retyping(retype, match[0])
                yield replace(origin, f"数字（{place}）：{kind}", text, match, made)
    for text, match in spots(origin, AMOUNT):
        for kind, (before, after) in SIGNS.items():
            signed = f"{before}{match[0]}{after}"
            yield replace(origin, f"正负：{kind}", text, match, always(signed))
        yield _putting(origin, "正负：不间断连字符元素", text, match.start(), "<w:noBreakHyphen/>")
        yield _putting(origin, "正负：w:sym", text, match.start(), _MINUS)
        for kind, mark in WITHIN.items():
            yield _putting(origin, f"数中间：{kind}", text, match.start() + 2, mark)
        for kind, (more, look) in BEHIND.items():
            yield _running(origin, f"数后面：{kind}", text, match.end(), elements.run(more, look))


def _retyping(retype: Retyped, figure: str) -> Callable[[Random], str]:
    def made(chance: Random) -> str:
        other = retype(figure, chance)
        assert other is not None
        return other

    return made


def _putting(origin: Origin, kind: str, text: Text, at: int, mark: str) -> Edit:
    """The edit that puts an element into a text."""

    def change(copy: Draft, node: Any) -> None:
        elements.cut(node, at)[0].append(elements.xml(mark))

    return Edit(kind, origin.path(text.node), change, text.near, text.words[max(at - 15, 0) :])


def _running(origin: Origin, kind: str, text: Text, at: int, run: str) -> Edit:
    """The edit that puts a run into a text."""

    def change(copy: Draft, node: Any) -> None:
        elements.cut(node, at)[0].addnext(elements.xml(run))

    return Edit(kind, origin.path(text.node), change, text.near, text.words[max(at - 15, 0) :])
