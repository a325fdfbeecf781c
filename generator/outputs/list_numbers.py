"""The automatic numbers of a document's paragraphs, counted as Word counts them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.filling.numbers import chinese_ordinal
from generator.word import numbering, ooxml, opc
from generator.word.ooxml import W, XmlError
from generator.word.styles import value_of

_STEMS, _MOST = "甲乙丙丁戊己庚辛壬癸", 99
_CIRCLED, _LETTERS = 20, 26
_LEVEL = re.compile(r"%([1-9])")
_COUNTING = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "ideographDigital",
}  # fmt: skip


class _ListLevel(NamedTuple):
    """A level of a list: how its numbers are written, what stands around them, the first."""

    kind: str
    text: str
    start: int


def read(
    parts: Mapping[str, bytes], main: str, sheet: Any, paragraphs: Iterable[Any]
) -> Mapping[Any, str]:
    """What a program writes before each paragraph, in order; where it cannot be told, nothing.

    `sheet` is the XML of the styles. A bullet is written as it is, if any font can show it.
    """
    name = opc.find_target(parts, main, opc.NUMBERING)
    try:
        root = ooxml.parse(parts[name]) if name else None
    except XmlError:
        root = None
    if root is None:
        return {}
    return dict(_count(_Lists(root), numbering.read(parts, main, sheet), paragraphs))


def _count(
    lists: "_Lists", places: numbering.Numbering, paragraphs: Iterable[Any]
) -> Iterator[tuple[Any, str]]:
    """Go through the paragraphs with a counter for each level of each list."""
    counters: dict[str, dict[int, int]] = {}
    begun = set[str]()
    for paragraph in paragraphs:
        number, at = places.place_of(paragraph)
        level = ooxml.whole_number(at) or 0
        levels = lists.levels.get(number)
        if not levels or level not in levels:
            continue
        counter = counters.setdefault(lists.kinds[number], {})
        if number not in begun:
            begun.add(number)
            for anew in lists.restarted.get(number, ()):
                counter.pop(anew, 0)
        counter[level] = counter.get(level, levels[level].start - 1) + 1
        for deeper in [it for it in counter if it > level]:
            del counter[deeper]
        if text := _write(levels, level, counter):
            yield paragraph, text


def _write(levels: Mapping[int, _ListLevel], level: int, counter: Mapping[int, int]) -> str:
    """A number as it stands; nothing where a part of it cannot be written."""
    lacking = False

    def fill(found: re.Match[str]) -> str:
        nonlocal lacking
        at = int(found[1]) - 1
        own = levels.get(at)
        said = _spell(counter.get(at, own.start), own.kind) if own else ""
        lacking = lacking or not said
        return said

    said = _LEVEL.sub(fill, levels[level].text)
    return "" if lacking else said


def _spell(value: int, kind: str) -> str:
    """A number in a way of writing; nothing where it is none of those known here."""
    if not 0 < value <= _MOST:
        return str(value) if kind in ("decimal", "") and value >= 0 else ""
    if kind in _COUNTING:
        return chinese_ordinal(value)
    if kind == "ideographTraditional":
        return _STEMS[value - 1] if value <= len(_STEMS) else ""
    if kind.startswith("decimalEnclosedCircle"):
        return chr(ord("①") + value - 1) if value <= _CIRCLED else ""
    if kind in ("lowerLetter", "upperLetter"):
        return chr(ord("a" if kind[0] == "l" else "A") + value - 1) if value <= _LETTERS else ""
    return {"decimal": str(value), "": str(value), "decimalZero": f"{value:02}"}.get(kind, "")


class _Lists:
    """The lists of a document: the levels of each by its number, and the kind that it counts in."""

    def __init__(self, root: Any) -> None:
        kinds = {
            it.get(f"{W}abstractNumId", ""): dict(map(_read_level, it.iter(f"{W}lvl")))
            for it in root.iter(f"{W}abstractNum")
        }
        self.levels: dict[str, dict[int, _ListLevel]] = {}
        self.kinds: dict[str, str] = {}
        self.restarted: dict[str, list[int]] = {}
        for it in root.iter(f"{W}num"):
            number, kind = it.get(f"{W}numId", ""), value_of(it, "abstractNumId")
            levels = dict(kinds.get(kind, {})) | dict(map(_read_level, it.iter(f"{W}lvl")))
            for other in it.iter(f"{W}lvlOverride"):
                at, start = _number(other, "ilvl"), ooxml.number(_child(other), "val")
                if start is not None and at in levels:
                    levels[at] = levels[at]._replace(start=start)
                    self.restarted.setdefault(number, []).append(at)
            self.levels[number], self.kinds[number] = levels, kind


def _child(override: Any) -> Any:
    return override.find(f"{W}startOverride")


def _number(element: Any, name: str) -> int:
    return ooxml.whole_number(element.get(f"{W}{name}", "")) or 0


def _read_level(level: Any) -> tuple[int, _ListLevel]:
    start = ooxml.whole_number(value_of(level, "start"))
    text, kind = value_of(level, "lvlText"), value_of(level, "numFmt")
    hidden = any("\ue000" <= sign <= "\uf8ff" for sign in text)  # a bullet of a symbol font
    shown = "" if kind == "none" or hidden else text
    return _number(level, "ilvl"), _ListLevel(kind, shown, 1 if start is None else start)
