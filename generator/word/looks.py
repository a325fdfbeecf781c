"""How a run of text looks to a reader: whether it is there at all, struck out, raised, or faint."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from generator.word import inks, ooxml, places, styles
from generator.word.ooxml import W

_STRUCK = ("strike", "dstrike")
# Half points; nobody reads a letter of three points.
_TINY = 6
# Twentieths of a point: letters pushed so far into each other, or into so little room.
_CROWDED, _ROOM = -100, 60
# Half points: letters lifted so far stand in another line.
_LIFTED = 24
# Fonts whose letters and digits are drawings.
_DRAWN = ("wingdings", "webdings", "symbol", "mt extra", "marlett", "bookshelf symbol", "zapf")
_CROWDING = ("spacing", "fitText")
# What lets letters stand in another order, or over each other.
_TURNING = ("rtl", "eastAsianLayout", "position")
_NAMES = ("rPr", "vanish", "specVanish", *_STRUCK, "vertAlign", "color", "sz", "rFonts", "w")
_MORE_NAMES = ("shd", "highlight", *_CROWDING, *_TURNING)
_TELLING = {f"{W}{name}" for name in (*_NAMES, *_MORE_NAMES)}
# What of a paragraph's properties does something to all that stands in it.
_SHAPING = places.PUSHING | {f"{W}shd", f"{W}highlight"}


class Look(NamedTuple):
    """What can be said of a run's look; None where nothing is stated."""

    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    faint: bool | None = None
    drawn: bool | None = None
    ink: int | None = None
    ground: int | None = None

    @property
    def unreadable(self) -> bool:
        """Whether letters are faint, or of the colour of what they stand on."""
        return bool(self.faint) or inks.are_alike(self.ink, self.ground)

    def over(self, below: "Look") -> "Look":
        """This look, and where it states nothing, that below it."""
        return _lay_over(self, below)


PLAIN = Look()


@lru_cache(maxsize=1 << 10)  # documents have few, and lay them over each other at every paragraph
def _lay_over(look: Look, below: Look) -> Look:
    if look == PLAIN:
        return Look._make(below)  # never the same one: some are told by being themselves
    return Look._make(it if own is None else own for own, it in zip(look, below, strict=True))


def read(properties: Any) -> Look:
    """What the properties of a run (or None) state."""
    if properties is None or not len(properties):
        return PLAIN
    values = {node.tag: node for node in properties if node.tag in _TELLING}
    if not values and inks.find_fill(properties) is None:
        return PLAIN
    struck = [_is_on(values.get(f"{W}{name}")) for name in _STRUCK]
    raised = values.get(f"{W}vertAlign")
    return Look(
        _is_on(values.get(f"{W}vanish")),
        None if set(struck) == {None} else True in struck,
        None if raised is None else raised.get(f"{W}val") in ("superscript", "subscript"),
        _is_faint(properties, values),
        _is_drawn(values.get(f"{W}rFonts")),
        inks.of_letters(properties),
        inks.of_ground(properties),
    )


def read_paragraph(properties: Any) -> Look:
    """What the properties of a paragraph (or None) do to all that stands in it."""
    if properties is None or not any(node.tag in _SHAPING for node in properties):
        return PLAIN
    return Look(faint=places.is_out_of_sight(properties) or None, ground=inks.of_ground(properties))


def _is_on(node: Any) -> bool | None:
    return None if node is None else ooxml.is_on(node)


def _is_faint(properties: Any, values: Mapping[str, Any]) -> bool | None:
    """Whether letters are as small as dust, crowded, or filled with nothing."""
    stated = [_is_small(values), _is_crowded(values), _is_turned(values)]
    fill = inks.find_fill(properties)
    if True in stated or (fill is not None and _is_empty(fill)):
        return True
    return False if False in stated else None


def _is_empty(fill: Any) -> bool:
    return any(str(node.tag).endswith("}noFill") for node in fill.iter())


def _is_crowded(values: Mapping[str, Any]) -> bool | None:
    spacing, room = (ooxml.number(values.get(f"{W}{name}"), "val") for name in _CROWDING)
    if spacing is None and room is None:
        return None
    return (spacing is not None and spacing <= _CROWDED) or (room is not None and room <= _ROOM)


def _is_turned(values: Mapping[str, Any]) -> bool | None:
    rtl, layout, lifted = (values.get(f"{W}{name}") for name in _TURNING)
    if rtl is None and layout is None and lifted is None:
        return None
    ways = () if layout is None else (layout.get(f"{W}{name}") for name in ("combine", "vert"))
    if any(way in ("1", "true", "on") for way in ways):
        return True
    return bool(_is_on(rtl)) or abs(ooxml.number(lifted, "val") or 0) >= _LIFTED


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
        look = look.over(read_paragraph(one.find(f"{W}pPr")))
    return look
