"""The words of 取数.yaml: what a sheet of an export holds, found by how it is labelled."""

from collections.abc import Mapping

from generator import vocabulary as term
from generator.packs.shapes import Pattern, Shape, Word

UNTAKEN = "不取"
LIST, PARTS = "清单", "分为"

_OF_SHEET = {
    "表号": Word("numbers", "values"),
    "标题": Word("titles", "values"),
    "公开表": Word("table"),
    "套": Word("set"),
    LIST: Word("list"),
    "条件": Word("where", "where"),
    "行": Word("rows", "export rows"),
    "栏": Word("columns", "export columns"),
    "取栏": Word("heads", "values"),
    "减去": Word("minus", "values"),
    "核对表": Word("held"),
    term.AMOUNT_UNIT: Word("unit", "money unit"),
    "未经真实文件核对": Word("unseen", "yes"),
}
_SAYS = ("表号", "标题", "公开表")
_MAY = tuple(word for word in _OF_SHEET if word not in _SAYS)

SHAPES: Mapping[str, Shape] = {
    "exports": Shape({}, "export sheet"),
    "export sheet": Shape(_OF_SHEET, patterns={"": Pattern(may=(*_SAYS, *_MAY))}),
    "labelled targets": Shape({}, "export target"),
    "target values": Shape(
        {LIST: Word("list"), PARTS: Word("parts", "texts")},
        "text",
        {"": Pattern(may=(LIST, PARTS), names=True)},
    ),
}
CHOICES = {
    "export rows": ("text", "labelled targets"),
    "export columns": ("text", "labelled targets"),
    "export target": ("text", "target values"),
}
VALUES = {
    "money unit": {term.YUAN: term.YUAN, term.WAN_YUAN: term.WAN_YUAN},
    "untaken": {UNTAKEN: UNTAKEN},
}
