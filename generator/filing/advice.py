"""Advice on a value as one types it where it stands: in a text file, or in a workbook's cell."""

from collections.abc import Mapping
from functools import cache

from generator.diagnostics import Place
from generator.vocabulary import NOTHING_TO_COMPARE

ONE_VALUE = "内容写在冒号后面，同一行里"
NO_ADDRESSES = f"下面每行写一个：地址: 金额；没有可比的，写“{NOTHING_TO_COMPARE}”"
NO_ITEMS = "每条另起一行，开头写“- ”"
NO_FIELDS = "另起一行，缩进两格，每行写一项：项目: 内容"
NO_PARAGRAPHS = "每段前写“- ”，段中不要留空项"
NO_NAME = "冒号前写编码，冒号后写名称"
FILL_ITEMS = "在下面填上各条，每条以“- ”开头"
FILL_FIELDS = "在下面填上各项"
NAME_EACH = "检查文件名；有几个的，每行写一个，以“- ”开头"
TAKE_OUT = "删去这一行"
PLAIN_SIGNS = "划去的，删去；上标、下标的，改成普通的字再看一遍"


@cache
def _in_cells() -> Mapping[str, str]:
    """For each piece of advice, what a workbook has instead."""
    from generator.filing.sheet_map import CONTENT, PATH, WHOLE  # most filings are no workbooks

    return {
        ONE_VALUE: "只写在一格里，别的格清除",
        NO_ADDRESSES: (
            f"一个数一行；没有可比的，只写一行，“{PATH}”写 {WHOLE}，这一栏写 {NOTHING_TO_COMPARE}"
        ),
        NO_ITEMS: "写到这份清单的表里，一条一行；这一格清除",
        NO_FIELDS: "各项写到各自的格里；这一格清除",
        NO_PARAGRAPHS: f"一段一行，写在“{CONTENT}”一栏；中间不要留空",
        NO_NAME: "“编码”一栏只写编码，名称写在“名称”一栏",
        NAME_EACH: "检查文件名；有几个的，一行写一个，左边两格照上一行写",
        FILL_ITEMS: "写到这份清单的表里，一条一行",
        FILL_FIELDS: "在各项的格里填",
    }


def at(place: Place, help_: str) -> str:
    """Some advice as it is followed where a value stands."""
    if not place.sheet:
        return help_
    for said, instead in _in_cells().items():
        help_ = help_.replace(said, instead)
    return help_.replace(TAKE_OUT, "清除这一格")
