"""The words of 图.yaml: the charts that a form may place, each a figure of figures by address."""

from collections.abc import Mapping
from typing import Any

from generator.packs.shapes import Language, Pattern, Shape, Word, translate
from generator.vocabulary import PROPORTION

COLUMNS, BARS, PIE, RING, LINE = "柱", "条", "饼", "环", "折线"
ROUND = (PIE, RING)
# What stands for something in the wordings of a chart, besides the years.
TITLE, POINTS, NAME, VALUE = "标题", "各项", "名称", "数"
SHARE = PROPORTION
_NEEDED = ("类型", TITLE, "数式", "为零", "替代文字", "每项")

SHAPES: Mapping[str, Shape] = {
    "charts": Shape({}, "chart"),
    "chart": Shape(
        {
            "类型": Word("kind", "kind of chart"),
            TITLE: Word("title"),
            "数式": Word("style"),
            "为零": Word("nothing"),
            "替代文字": Word("alt"),
            "每项": Word("each"),
            POINTS: Word("items", "chart items"),
            "各行": Word("rows"),
            "系列": Word("series", "chart series"),
            SHARE: Word("share"),
        },
        patterns={"": Pattern(_NEEDED, ("系列", SHARE), (POINTS, "各行"))},
    ),
    "chart items": Shape({}, "chart item"),
    "figures of item": Shape(
        {VALUE: Word("figure"), "各数": Word("figures", "figure of series"), SHARE: Word("share")},
        patterns={"": Pattern((), (SHARE,), (VALUE, "各数"))},
    ),
    "figure of series": Shape({}, "text"),
    "chart series": Shape({}, "one series"),
    "one series": Shape(
        {"栏": Word("column"), "基数": Word("base"), NAME: Word("shown")}, may_be_empty=True
    ),
}
CHARTS = Language(
    SHAPES,
    lists={},
    choices={"chart item": ("text", "figures of item")},
    values={"kind of chart": {it: it for it in (COLUMNS, BARS, PIE, RING, LINE)}},
)
WORDS = frozenset(
    {
        *(word for shape in SHAPES.values() for word in shape.words),
        *(word for values in CHARTS.values.values() for word in values),
    }
)


def read(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What a 图.yaml says, in the engine's terms."""
    return dict(translate(raw, "charts", CHARTS))
