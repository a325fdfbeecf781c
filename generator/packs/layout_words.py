"""The words of layout.yaml: how a first form is laid out from the law. Nothing else reads it."""

from collections.abc import Mapping
from typing import Any

from generator.packs.language import NO, YES
from generator.packs.shapes import Language, Pattern, Shape, Word, translate

# What a column may hold beside a column of the table: the account's code or name, the row's own
# words, its number, its figure.
ROW_LABEL, ROW_NUMBER, ROW_FIGURE = "行名", "行次", "数"
# The headings of a plain table of what no layout says how to print.
PROSE_HEADS = ("内容", "填报数")

TITLE_LEVELS = {"1": 1, "2": 2, "3": 3}
_WIDE, _TALL = "横向", "纵向"
_OF_TABLE = {
    "表号": Word("number"),
    "版面": Word("wide", "page"),
    "数式": Word("style"),
    "合计数式": Word("total_style"),
    "注": Word("note"),
    "无数": Word("nothing"),
    "空行": Word("blank", "yes"),
}
_OF_BLOCK = {
    "表头": Word("title"),
    "栏": Word("heads", "heads"),
    "取自": Word("source"),
    "行": Word("rows", "labelled"),
    "科目": Word("codes", "texts"),
    "级次": Word("level"),
    "编号": Word("numbered", "yes"),
    "分列": Word("spread", "places"),
    "末行": Word("feet", "labelled"),
    "缩进": Word("indents", "indents"),
    "合计行": Word("total", "written"),
    "合计自": Word("total_of"),
    "栏次": Word("numbers", "texts"),
}
_OF_ITEM = {
    "文字": Word("text"),
    "印": Word("shows", "texts"),
    "编号": Word("numbered", "yes"),
    "比较": Word("compares", "labelled"),
    "逐科目": Word("by_account"),
    "对": Word("bases", "texts"),
    "原因": Word("reasoned", "yes"),
    "附言": Word("note"),
}

SHAPES: Mapping[str, Shape] = {
    "layout": Shape(
        {
            "封面": Word("cover", "texts"),
            "单位行": Word("unit", "written"),
            "数式": Word("style"),
            "尾差": Word("remainder"),
            "标题": Word("titles", "titles"),
            "表": Word("tables", "laid tables"),
        }
    ),
    "titles": Shape({}, "title"),
    "title": Shape(
        {
            "级": Word("level", "title level"),
            "写作": Word("wording"),
            "下面": Word("below", "items"),
        }
    ),
    "item": Shape(
        _OF_ITEM,
        patterns={
            "印": Pattern(("印",), ("编号",)),
            "比较": Pattern(("比较", "对"), ("原因",)),
            "逐科目": Pattern(("逐科目",), ("对", "原因", "附言")),
            "": Pattern(("文字",)),
        },
    ),
    "laid tables": Shape({}, "laid table"),
    "laid table": Shape(
        {**_OF_TABLE, **_OF_BLOCK, "并列": Word("blocks", "blocks")},
        patterns={
            "并列": Pattern(("并列",), tuple(_OF_TABLE)),
            "": Pattern(("栏",), (*_OF_TABLE, *_OF_BLOCK)),
        },
    ),
    "block": Shape(_OF_BLOCK, patterns={"": Pattern(("栏",), tuple(_OF_BLOCK))}),
    "head tree": Shape({}, "head"),
    "labelled": Shape({}, "text"),
    "indents": Shape({}, "places"),
}

LAYOUT = Language(
    SHAPES,
    lists={"items": "item", "blocks": "block"},
    choices={
        "heads": ("head tree", "texts"),
        "head": ("text", "texts", "head tree"),
    },
    values={
        "yes": {YES: True, NO: False},
        "page": {_WIDE: True, _TALL: False},
        "title level": TITLE_LEVELS,
    },
)
WORDS = frozenset(
    {
        *(word for shape in SHAPES.values() for word in shape.words),
        *(word for values in LAYOUT.values.values() for word in values),
        ROW_LABEL,
        ROW_NUMBER,
        ROW_FIGURE,
    }
)


def read_layout(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What a layout.yaml says, in the engine's terms."""
    return dict(translate(raw, "layout", LAYOUT))
