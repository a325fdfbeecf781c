"""The words of workbook.yaml: how a filing is laid out as a workbook. Nothing else reads it."""

from collections.abc import Mapping
from typing import Any

from generator.packs.shapes import Language, Pattern, Shape, Word, translate

_SECTIONS, _BESIDE = "节", "并列"
SHAPES: Mapping[str, Shape] = {
    "workbook": Shape(
        {"分表": Word("sheets", "workbook sheets"), "清单表": Word("tables", "titled lists")}
    ),
    "workbook sheets": Shape({}, "workbook sheet"),
    "workbook sheet": Shape(
        {_SECTIONS: Word("sections", "texts"), _BESIDE: Word("beside", "texts")},
        patterns={"": Pattern((_SECTIONS,), (_BESIDE,))},
    ),
    "titled lists": Shape({}, "text"),
}
WORKBOOK = Language(SHAPES, lists={}, choices={}, values={})
WORDS = frozenset(word for shape in SHAPES.values() for word in shape.words)


def read(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What a workbook.yaml says, in the engine's terms."""
    return dict(translate(raw, "workbook", WORKBOOK))
