"""The words of 检查清单.yaml: what inspectors tick off. Nothing but an audit reads it."""

from collections.abc import Mapping
from typing import Any

from generator.packs.shapes import Language, Pattern, Shape, Word, translate

COVER, CONTENTS, TABLES, REST, UNSEEN = "cover", "contents", "tables", "rest", "unseen"
_TITLES, _PART = "标题", "部分"
SHAPES: Mapping[str, Shape] = {
    "inspection": Shape(
        {"检查项": Word("items", "inspected items")}, patterns={"": Pattern(("检查项",))}
    ),
    "inspected items": Shape({}, "inspected item"),
    "inspected item": Shape(
        {_TITLES: Word("titles", "texts"), _PART: Word("part", "part")},
        patterns={_TITLES: Pattern((_TITLES,), (_PART,)), "": Pattern((_PART,))},
    ),
}
PARTS = {"封面": COVER, "目录": CONTENTS, "各表": TABLES, "其余": REST, "不看": UNSEEN}
INSPECTION = Language(SHAPES, lists={}, choices={}, values={"part": PARTS})
WORDS = frozenset((*(word for shape in SHAPES.values() for word in shape.words), *PARTS))


def read(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What a 检查清单.yaml says, in the engine's terms."""
    return dict(translate(raw, "inspection", INSPECTION))
