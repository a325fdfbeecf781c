"""The words of 取数.yaml: what a sheet of an export holds, found by how it is labelled."""

from collections.abc import Mapping

from generator import vocabulary as term
from generator.packs.shapes import Pattern, Shape, Word

UNTAKEN = "不取"
LIST, PARTS = "清单", "分为"
FILLS = "填入"

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
# A table that is filled in for one record of a list, or for a section: told by its labels.
_OF_RECORD = {
    "标题": Word("titles", "values"),
    FILLS: Word("into"),
    "区分": Word("key"),
    "题前": Word("before"),
    "右格": Word("beside", "labelled fields"),
    "下格": Word("below", "labelled fields"),
    "小表": Word("grid", "record grid"),
    "逐行": Word("lines", "record lines"),
    "合计": Word("sums", "labelled texts"),
    "本单位": Word("owner", "labelled fields"),
    "属于": Word("whose", "texts"),
    term.AMOUNT_UNIT: Word("unit", "money unit"),
    UNTAKEN: Word("aside", "texts"),
    "未经真实文件核对": Word("unseen", "yes"),
}
_SAYS = ("表号", "标题", "公开表")
_MAY = tuple(word for word in _OF_SHEET if word not in _SAYS)

SHAPES: Mapping[str, Shape] = {
    "exports": Shape({}, "export sheet"),
    "export sheet": Shape(
        _OF_SHEET | _OF_RECORD,
        patterns={
            FILLS: Pattern(
                (FILLS, "标题"), tuple(it for it in _OF_RECORD if it not in (FILLS, "标题"))
            ),
            "": Pattern(may=(*_SAYS, *_MAY)),
        },
    ),
    "labelled fields": Shape({}, "text"),
    "labelled texts": Shape({}, "texts"),
    "record grid": Shape(
        {
            "行": Word("rows", "labelled fields"),
            "栏": Word("columns", "labelled fields"),
            "格": Word("cells", "labelled fields"),
            "合计": Word("sums", "labelled texts"),
        },
        patterns={"": Pattern(("行", "栏"), ("格", "合计"))},
    ),
    "record lines": Shape(
        {
            FILLS: Word("into"),
            "栏": Word("columns", "labelled fields"),
            "承上": Word("carried", "texts"),
        },
        patterns={FILLS: Pattern((FILLS, "栏"), ("承上",))},
    ),
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
