"""The styles of a document: their names, and what they make of the paragraphs that bear them."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from generator.word import ooxml, opc
from generator.word.ooxml import W, XmlError

REFERENCES = ("pStyle", "rStyle", "tblStyle")
# Word's and WPS's own headings are known by their names; some programs state no level with them.
_HEADING = re.compile(r"heading ([1-9])")
_BODY_TEXT = 9  # the level that says of a paragraph that it is no heading


@dataclass(frozen=True, slots=True)
class Role:
    """What a paragraph is for: a heading of a level (from 0) in the outline, or a caption."""

    level: int | None = None
    caption: bool = False


Roles = Mapping[str, Role]


def read(parts: Mapping[str, bytes], main: str) -> Any:
    """The XML of the styles, or nothing where the document has none that can be read."""
    name = opc.find_target(parts, main, opc.STYLES)
    try:
        return ooxml.parse(parts[name]) if name else None
    except XmlError:
        return None


def names(root: Any) -> dict[str, tuple[str, str]]:
    """For each style, its type and its name; programs write names in different cases."""
    return {
        identifier: (style.get(f"{W}type", "paragraph"), _value(style, "name").casefold())
        for identifier, style in _by_identifier(root).items()
        if style.find(f"{W}name") is not None
    }


def _by_identifier(root: Any) -> dict[str, Any]:
    listed = () if root is None else root.iter(f"{W}style")
    return {style.get(f"{W}styleId", ""): style for style in listed}


def roles(root: Any) -> Roles:
    """What each style makes of its paragraphs; "" stands for paragraphs that name no style."""
    styles = _by_identifier(root)
    roles = {name: _inherit_role(style, styles) for name, style in styles.items()}
    default = (
        roles[name]
        for name, style in styles.items()
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")
    )
    return {"": next(default, Role()), **roles}


def _inherit_role(style: Any, styles: Mapping[str, Any]) -> Role:
    """A style's role with what it inherits; a chain that bites its tail ends there."""
    level, caption, seen = None, False, set[int]()
    while style is not None and id(style) not in seen:
        seen.add(id(style))
        level = _level(style) if level is None else level
        caption = caption or style.find(f"{W}pPr/{W}keepNext") is not None
        style = styles.get(_value(style, "basedOn"))
    return Role(None if level == _BODY_TEXT else level, caption)


def concealing(root: Any) -> set[str]:
    """The styles whose text Word does not show, for what they state or inherit."""
    styles = _by_identifier(root)
    stated = {name: _inherit(style, styles, "vanish") for name, style in styles.items()}
    off = ("0", "false", "off")
    return {n for n, node in stated.items() if node is not None and node.get(f"{W}val") not in off}


def east_asian_fonts(root: Any, borne: Set[str]) -> list[str]:
    """The fonts for Chinese text that these styles state or inherit, each once."""
    styles = _by_identifier(root)
    stated = [_inherit(styles[name], styles, "rFonts") for name in sorted(borne & styles.keys())]
    stated += () if root is None else root.iterfind(f"{W}docDefaults//{W}rFonts")
    fonts = (node.get(f"{W}eastAsia") for node in stated if node is not None)
    return list(dict.fromkeys(filter(None, fonts)))


def _inherit(style: Any, styles: Mapping[str, Any], name: str) -> Any:
    """What a style states or inherits of the look of its text; None where nothing is stated."""
    seen = set[int]()
    while style is not None and id(style) not in seen:
        seen.add(id(style))
        stated = style.find(f"{W}rPr/{W}{name}")
        if stated is not None:
            return stated
        style = styles.get(_value(style, "basedOn"))
    return None


def _level(style: Any) -> int | None:
    """The level that a style itself gives: stated, or by its name."""
    level = _stated_level(style)
    named = _HEADING.fullmatch(_value(style, "name").casefold())
    return int(named[1]) - 1 if level is None and named else level


def _stated_level(holder: Any) -> int | None:
    value = _value(holder, f"pPr/{W}outlineLvl")
    return int(value) if re.fullmatch("[0-9]", value) else None


def _value(holder: Any, path: str) -> str:
    node = holder.find(f"{W}{path}")
    return "" if node is None else str(node.get(f"{W}val", ""))


def role_of(paragraph: Any, by_style: Roles) -> Role:
    """What a paragraph is for: the role of its style, unless it states a level itself."""
    level = _stated_level(paragraph)
    role = by_style.get(_value(paragraph, f"pPr/{W}pStyle"), Role())
    if level is None:
        return role
    return Role(None if level == _BODY_TEXT else level, role.caption)
