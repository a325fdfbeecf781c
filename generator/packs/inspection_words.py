"""The words of 检查清单.yaml: what inspectors tick off. Nothing but an audit reads it."""

from collections.abc import Mapping
from typing import Any

from generator.packs.shapes import Language, Pattern, Shape, Word, translate

COVER, CONTENTS, TABLES, REST, UNSEEN = "cover", "contents", "tables", "rest", "unseen"
_TITLES, _PART, _APPROVED = "标题", "部分", "批复"
SHAPES: Mapping[str, Shape] = {
    "inspection": Shape(
        {"检查项": Word("items", "inspected items")}, patterns={"": Pattern(("检查项",))}
    ),
    "inspected items": Shape({}, "inspected item"),
    "inspected item": Shape(
        {
            _TITLES: Word("titles", "texts"),
            _PART: Word("part", "part"),
            _APPROVED: Word("approved", "approval"),
        },
        patterns={_TITLES: Pattern((_TITLES,), (_PART,)), "": Pattern((_PART,), (_APPROVED,))},
    ),
}
PARTS = {"封面": COVER, "目录": CONTENTS, "各表": TABLES, "其余": REST, "不看": UNSEEN}
# Between which months what is published is approved: years are counted from the document's own.
EARLY, AFTERWARDS = "early", "afterwards"
MONTHS = {EARLY: ((-1, 12), (0, 6)), AFTERWARDS: ((1, 1), (1, 12))}
APPROVALS = {"年初": EARLY, "次年": AFTERWARDS}
INSPECTION = Language(SHAPES, {}, {}, values={"part": PARTS, "approval": APPROVALS})
WORDS = frozenset(
    (*(word for shape in SHAPES.values() for word in shape.words), *PARTS, *APPROVALS)
)


def read(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What a 检查清单.yaml says, in the engine's terms."""
    return dict(translate(raw, "inspection", INSPECTION))
