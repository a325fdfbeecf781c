"""What a program writes before a paragraph by itself: the automatic number of a list."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from generator.word import ooxml, opc
from generator.word.ooxml import W, XmlError
from generator.word.styles import by_identifier, chain_of, value_of

Level = tuple[str, str]
NONE = ("0", "0")


class Numbering(NamedTuple):
    """What each level of each list shows (`%1.`, `（%1）`), and the list that a style stands in."""

    shown: Mapping[Level, str]
    by_style: Mapping[str, Level]

    def of(self, paragraph: Any) -> str:
        """The pattern of a paragraph's automatic number; nothing for a paragraph without one."""
        return self.shown.get(self.place_of(paragraph), "") if self.shown else ""

    def of_style(self, style: str) -> str:
        """The same for one that names a style ("": none), and states no list itself."""
        return self.shown.get(self.by_style.get(style, NONE), "") if self.shown else ""

    def place_of(self, paragraph: Any) -> Level:
        """The list that a paragraph stands in, and its level there, as the document writes them."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return self.by_style.get("", NONE)
        style = value_of(properties, "pStyle")
        return _level(properties) or self.by_style.get(style, NONE)


def read(parts: Mapping[str, bytes], main: str, styles: Any) -> Numbering:
    """The lists of a document; none where their part cannot be read."""
    name = opc.find_target(parts, main, opc.NUMBERING)
    try:
        root = ooxml.parse(parts[name]) if name else None
    except XmlError:
        root = None
    shown = {} if root is None else {key: text for key, text in _shown(root).items() if text}
    return Numbering(shown, _by_style(by_identifier(styles if shown else None)))


def _shown(root: Any) -> dict[Level, str]:
    """The text of every level of every list; a bullet that is no dash or bracket says nothing."""
    kinds = {
        kind.get(f"{W}abstractNumId", ""): {
            level.get(f"{W}ilvl", "0"): _text(level) for level in kind.iter(f"{W}lvl")
        }
        for kind in root.iter(f"{W}abstractNum")
    }
    shown: dict[Level, str] = {}
    for number in root.iter(f"{W}num"):
        levels = dict(kinds.get(value_of(number, "abstractNumId"), {}))
        levels |= {one.get(f"{W}ilvl", "0"): _text(one) for one in number.iter(f"{W}lvl")}
        shown |= {(number.get(f"{W}numId", ""), at): text for at, text in levels.items()}
    return shown


def _text(level: Any) -> str:
    text, kind = value_of(level, "lvlText"), value_of(level, "numFmt")
    if kind == "none":
        return "".join(part[1:] if at else part for at, part in enumerate(text.split("%")))
    plain_bullet = kind == "bullet" and not any(
        sign.isdigit() or sign in "-−–—(（" for sign in text
    )
    return "" if plain_bullet else text


def _by_style(styles: Mapping[str, Any]) -> Mapping[str, Level]:
    found: dict[str, Level] = {}
    for name, style in styles.items():
        stated = (one.find(f"{W}pPr") for one in chain_of(style, styles))
        levels = (_level(properties) for properties in stated if properties is not None)
        level = next((level for level in levels if level), None)
        if level:
            found[name] = level
    return found


def _level(properties: Any) -> Level | None:
    numbered = properties.find(f"{W}numPr")
    if numbered is None:
        return None
    return value_of(numbered, "numId") or "0", value_of(numbered, "ilvl") or "0"
