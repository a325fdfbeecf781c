"""The colour of letters and of what they stand on, as far as a file states them."""

from typing import Any

from generator.word.ooxml import W

AUTOMATIC = -1
_WHITE = 0xFFFFFF
# Two colours whose every part differs by so little cannot be told apart.
_NEAR = 0x0F
_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")
_PAPER = ("background1", "light1", "bg1", "lt1")
_HIGHLIGHTS = {
    "black": 0x000000,
    "blue": 0x0000FF,
    "cyan": 0x00FFFF,
    "green": 0x00FF00,
    "magenta": 0xFF00FF,
    "red": 0xFF0000,
    "yellow": 0xFFFF00,
    "white": 0xFFFFFF,
    "darkBlue": 0x000080,
    "darkCyan": 0x008080,
    "darkGreen": 0x008000,
    "darkMagenta": 0x800080,
    "darkRed": 0x800000,
    "darkYellow": 0x808000,
    "darkGray": 0x808080,
    "lightGray": 0xC0C0C0,
}


def are_alike(ink: int | None, ground: int | None) -> bool:
    """Whether letters cannot be told from their ground; automatic ones always can."""
    if ink is None or ink == AUTOMATIC:
        return False
    below = _WHITE if ground is None or ground == AUTOMATIC else ground
    return all(abs((ink >> at & 0xFF) - (below >> at & 0xFF)) <= _NEAR for at in (0, 8, 16))


def find_fill(properties: Any) -> Any:
    """What letters are filled with, as Word 2010 and later state it; None where nothing is said."""
    return next((node for node in properties if str(node.tag).endswith("}textFill")), None)


def of_letters(properties: Any) -> int | None:
    """The colour that properties give letters, None where they state none."""
    fill = find_fill(properties)
    for node in () if fill is None else fill.iter():
        value = next((v for name, v in node.items() if name.endswith("}val")), "")
        if str(node.tag).endswith("}srgbClr"):
            return _value(value)
        if str(node.tag).endswith("}schemeClr") and value in _PAPER:
            return _WHITE
    color = properties.find(f"{W}color")
    if color is None:
        # Letters stay black on a highlight, however dark.
        return 0 if of_highlight(properties) == 0 else None
    if color.get(f"{W}themeColor") in _PAPER and color.get(f"{W}themeShade") is None:
        return _WHITE
    return _value(color.get(f"{W}val", ""))


def of_ground(properties: Any) -> int | None:
    """The colour behind, by a highlight or a shade; None where there is none."""
    highlight = of_highlight(properties)
    if highlight is not None:
        return highlight
    shade = properties.find(f"{W}shd")
    if shade is None:
        return None
    if shade.get(f"{W}val") == "solid":
        value = _value(shade.get(f"{W}color", ""))
        return 0 if value == AUTOMATIC else value
    value = _value(shade.get(f"{W}fill", ""))
    return None if value == AUTOMATIC else value


def of_highlight(properties: Any) -> int | None:
    """The colour of a highlight, None where there is none."""
    highlight = properties.find(f"{W}highlight")
    return None if highlight is None else _HIGHLIGHTS.get(highlight.get(f"{W}val", ""))


def _value(text: str) -> int | None:
    if text == "auto":
        return AUTOMATIC
    return int(text, 16) if len(text) == 6 and _HEXADECIMAL.issuperset(text) else None
