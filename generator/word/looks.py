"""How a run of text looks to a reader: whether it is there at all, struck out, raised, or faint."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from generator.word import ooxml, styles
from generator.word.ooxml import W

_STRUCK = ("strike", "dstrike")
# Half points; nobody reads a letter of three points.
_TINY = 6
# A colour whose every part is as light as this cannot be told from white paper.
_LIGHT = 0xF0
# Fonts whose letters and digits are drawings.
_DRAWN = ("wingdings", "webdings", "symbol")
# What lets light letters be read, or is no colour at all.
_GROUND = [f"{W}{name}" for name in ("shd", "highlight")]
_NAMES = ("rPr", "vanish", "specVanish", *_STRUCK, "vertAlign", "color", "sz", "rFonts", "w")
_TELLING = {f"{W}{name}" for name in _NAMES}


class Look(NamedTuple):
    """What can be said of a run's look; None where nothing is stated."""

    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    faint: bool | None = None
    drawn: bool | None = None

    def over(self, below: "Look") -> "Look":
        """This look, and where it states nothing, that below it."""
        pairs = zip(self, below, strict=True)
        return Look(*(own if own is not None else other for own, other in pairs))


PLAIN = Look()


def read(properties: Any) -> Look:
    """What the properties of a run (or None) state."""
    if properties is None or not len(properties):
        return PLAIN
    values = {node.tag: node for node in properties if node.tag in _TELLING}
    if not values and not any(str(node.tag).endswith("}textFill") for node in properties):
        return PLAIN
    struck = [_is_on(values.get(f"{W}{name}")) for name in _STRUCK]
    raised = values.get(f"{W}vertAlign")
    return Look(
        _is_on(values.get(f"{W}vanish")),
        None if set(struck) == {None} else True in struck,
        None if raised is None else raised.get(f"{W}val") in ("superscript", "subscript"),
        _is_faint(properties, values),
        _is_drawn(values.get(f"{W}rFonts")),
    )


def _is_on(node: Any) -> bool | None:
    return None if node is None else ooxml.is_on(node)


def _is_faint(properties: Any, values: Mapping[str, Any]) -> bool | None:
    """Whether letters are white, as small as dust, or filled with nothing."""
    stated = [_is_light(values.get(f"{W}color")), _is_small(values)]
    stated += [True for node in properties if str(node.tag).endswith("}textFill") and _empty(node)]
    if True in stated and all(properties.find(tag) is None for tag in _GROUND):
        return True
    return False if False in stated else None


def _empty(fill: Any) -> bool:
    return any(str(node.tag).endswith("}noFill") for node in fill.iter())


def _is_light(color: Any) -> bool | None:
    value = "" if color is None else color.get(f"{W}val", "")
    if value == "auto":
        return False
    if len(value) != 6 or any(sign not in "0123456789abcdefABCDEF" for sign in value):
        return None
    return all(int(value[at : at + 2], 16) >= _LIGHT for at in (0, 2, 4))


def _is_small(values: Mapping[str, Any]) -> bool | None:
    sizes = [(values.get(f"{W}sz"), _TINY), (values.get(f"{W}w"), _TINY)]
    stated = [
        size <= least
        for node, least in sizes
        if node is not None
        and (size := ooxml.whole_number(node.get(f"{W}val", "").rstrip("%"))) is not None
    ]
    return any(stated) if stated else None


def _is_drawn(fonts: Any) -> bool | None:
    names = () if fonts is None else (fonts.get(f"{W}ascii"), fonts.get(f"{W}eastAsia"))
    stated = [name.casefold().startswith(_DRAWN) for name in names if name]
    return any(stated) if stated else None


def by_style(root: Any) -> Mapping[str, Look]:
    """The look that each style gives, with what it inherits; "" for what names no style.

    Styles that give none are left out.
    """
    listed = styles.by_identifier(root)
    looks = {name: _inherit(style, listed) for name, style in listed.items()}
    default = next((looks[n] for n, style in listed.items() if styles.is_default(style)), PLAIN)
    everywhere = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    looks[""] = default.over(read(everywhere))
    return {name: look for name, look in looks.items() if look != PLAIN}


def _inherit(style: Any, listed: Mapping[str, Any]) -> Look:
    look = PLAIN
    for one in styles.chain_of(style, listed):
        look = look.over(read(one.find(f"{W}rPr")))
    return look
