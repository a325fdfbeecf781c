"""The styles of a document: their names, and what they make of the paragraphs that bear them."""

import re
from collections.abc import Iterator, Mapping, Set
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
        identifier: (style.get(f"{W}type", "paragraph"), value_of(style, "name").casefold())
        for identifier, style in by_identifier(root).items()
        if style.find(f"{W}name") is not None
    }


def by_identifier(root: Any) -> dict[str, Any]:
    """Every style's element by the name that paragraphs and runs refer to it by."""
    listed = () if root is None else root.iter(f"{W}style")
    return {style.get(f"{W}styleId", ""): style for style in listed}


def roles(root: Any) -> Roles:
    """What each style makes of its paragraphs; "" stands for paragraphs that name no style."""
    styles = by_identifier(root)
    roles = {name: _inherit_role(style, styles) for name, style in styles.items()}
    default = (roles[name] for name, style in styles.items() if is_default(style))
    return {"": next(default, Role()), **roles}


def is_default(style: Any) -> bool:
    """Whether a style is that of paragraphs which name none."""
    paragraph = style.get(f"{W}type") == "paragraph"
    return paragraph and style.get(f"{W}default") in ("1", "true", "on")


def _inherit_role(style: Any, styles: Mapping[str, Any]) -> Role:
    """A style's role with what it inherits."""
    chain = list(chain_of(style, styles))
    level = next((level for level in map(_level, chain) if level is not None), None)
    caption = any(one.find(f"{W}pPr/{W}keepNext") is not None for one in chain)
    return Role(None if level == _BODY_TEXT else level, caption)


def chain_of(style: Any, styles: Mapping[str, Any]) -> Iterator[Any]:
    """A style and those that it is based on; a chain that bites its tail ends there."""
    seen = set[int]()
    while style is not None and id(style) not in seen:
        seen.add(id(style))
        yield style
        style = styles.get(value_of(style, "basedOn"))


def east_asian_fonts(root: Any, borne: Set[str]) -> list[str]:
    """The fonts for Chinese text that these styles state or inherit, each once."""
    styles = by_identifier(root)
    stated = [_find_fonts(styles[name], styles) for name in sorted(borne & styles.keys())]
    stated += () if root is None else root.iterfind(f"{W}docDefaults//{W}rFonts")
    fonts = (node.get(f"{W}eastAsia") for node in stated if node is not None)
    return list(dict.fromkeys(filter(None, fonts)))


def _find_fonts(style: Any, styles: Mapping[str, Any]) -> Any:
    """The fonts that a style states, or the nearest that it inherits."""
    stated = (one.find(f"{W}rPr/{W}rFonts") for one in chain_of(style, styles))
    return next((node for node in stated if node is not None), None)


def _level(style: Any) -> int | None:
    """The level that a style itself gives: stated, or by its name."""
    level = _read_level(value_of(style, f"pPr/{W}outlineLvl"))
    named = _HEADING.fullmatch(value_of(style, "name").casefold())
    return int(named[1]) - 1 if level is None and named else level


def _read_level(value: str) -> int | None:
    return int(value) if re.fullmatch("[0-9]", value) else None


def value_of(holder: Any, path: str) -> str:
    """The value that an element states below a way of names; nothing where it states none."""
    node = holder.find(f"{W}{path}")
    return "" if node is None else str(node.get(f"{W}val", ""))


def stated_by(paragraph: Any) -> dict[str, str]:
    """The values of a paragraph's own properties, by their tags; "" where one has none."""
    properties = paragraph.find(f"{W}pPr")
    # Where one stands twice, the first holds.
    nodes = () if properties is None else reversed(properties)
    return {node.tag: node.get(f"{W}val", "") for node in nodes}


def role_of(paragraph: Any, by_style: Roles) -> Role:
    """What a paragraph is for: the role of its style, unless it states a level itself."""
    stated = stated_by(paragraph)
    level = _read_level(stated.get(f"{W}outlineLvl", ""))
    role = by_style.get(stated.get(f"{W}pStyle", ""), Role())
    if level is None:
        return role
    return Role(None if level == _BODY_TEXT else level, role.caption)
