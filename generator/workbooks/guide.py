"""What a workbook has besides the filing: how it is filled, and what may be chosen."""

from collections.abc import Mapping

from generator.filing.sheet_map import GUIDE_ENDS
from generator.filing.yaml_tree import Node
from generator.packs.classification import Classification
from generator.packs.pack import Pack
from generator.vocabulary import CODE_DIMENSION

_DRAWN = "八、“取数·”开头的灰色的表是导出文件里的数，不用填；要改的写到同名的表里。"


def explain(pack: Pack, *, drawn: bool) -> list[str]:
    """How to fill the workbook, in the officer's words; the first line is a title.

    Of sheets that show what is `drawn` it is said that they are not filled.
    """
    kind, year, region = pack.key
    return [
        f"{year} 年度{kind}（{region}）{GUIDE_ENDS}",
        "一、白色、浅黄色的格填写，灰色的格不用填：合计、比较、百分比和文字说明由系统生成。",
        "二、金额写到分，单位看“金额单位”一项（元）；没有的写 0，不写“—”“/”。",
        "三、科目从下拉列表里选，也可以只写编码，写到最细的一层。",
        "四、浅黄色的格必填，填了变白；别的有才填。某项写着“（待填）”的，换成内容，或清除这一格。",
        "五、可以插入、删除、排序行，调列宽，改工作表的名称和次序；标题行和各表第一格的名称不要改，不要删栏。",
        "六、填完保存，用 gongkai check 检查（有错时指出是哪一格），用 gongkai build 生成文档。",
        "七、备注写在“备注”表里，不会印进文档。隐藏的工作表是给程序看的，不要改。",
        *([_DRAWN] if drawn else []),
    ]


def list_accounts(pack: Pack) -> dict[str, list[str]]:
    """The accounts that may be chosen of each table, as `2010350 名称`."""
    year = int(pack.key[1])
    return {name: _list_of(table, year) for name, table in pack.classifications.items()}


def name_accounts(pack: Pack, drawn: Mapping[str, Node]) -> dict[str, Node]:
    """A tree of what is drawn, with the names of accounts of which an export has only the codes."""
    return {name: _name_entries(pack, name, node) for name, node in drawn.items()}


def _name_entries(pack: Pack, name: str, node: Node) -> Node:
    fields = pack.rules[name]["schema"]["schema"] if isinstance(node, list) else {}
    if CODE_DIMENSION not in fields or not isinstance(node, list):
        return node
    table = pack.classifications[fields[CODE_DIMENSION]["code"]]
    return [_name_entry(it, table, int(pack.key[1])) for it in node]


def _name_entry(entry: Node, table: Classification, year: int) -> Node:
    if not isinstance(entry, dict):
        return entry
    code = entry.get(CODE_DIMENSION)
    named = table.name_of(code, year) if isinstance(code, str) else None
    return {**entry, CODE_DIMENSION: f"{code} {named}"} if named else entry


def _list_of(table: Classification, year: int) -> list[str]:
    codes = (code for code in table.terms if len(code) == table.leaf_size)
    named = ((code, table.name_of(code, year)) for code in codes)
    return [f"{code} {name}" for code, name in named if name]
