"""Where the lines of paragraphs stand: to the left, in the middle, to the right."""

from collections.abc import Mapping
from typing import Any

from generator.word.ooxml import W
from generator.word.styles import by_identifier, chain_of, is_default, stated_by, value_of

LEFT, CENTER, RIGHT = "left", "center", "right"
_SIDES = {"center": CENTER, "right": RIGHT, "end": RIGHT}


def by_style(root: Any) -> Mapping[str, str]:
    """The side of each style's paragraphs; "" stands for paragraphs that name no style."""
    listed = by_identifier(root)
    sides = {name: _inherit(style, listed) for name, style in listed.items()}
    default = (sides[name] for name, style in listed.items() if is_default(style))
    return {"": next(default, LEFT), **sides}


def of(paragraph: Any, sides: Mapping[str, str]) -> str:
    """The side of a paragraph: its own, or that of its style."""
    properties = stated_by(paragraph)
    stated = properties.get(f"{W}jc", "")
    named = sides.get(properties.get(f"{W}pStyle", ""), LEFT)
    return _SIDES.get(stated, LEFT) if stated else named


def _inherit(style: Any, listed: Mapping[str, Any]) -> str:
    stated = (value_of(one, f"pPr/{W}jc") for one in chain_of(style, listed))
    return _SIDES.get(next(filter(None, stated), ""), LEFT)
