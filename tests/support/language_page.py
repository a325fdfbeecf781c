"""The page for form keepers, `schemas/说明.md`: what of it is listed from the language itself.

`make golden` writes it anew; what stands between a block's first line and its last is nobody's.
"""

import re
from collections.abc import Iterator

from generator.packs import (
    chart_words,
    check_sentences,
    demands,
    grammar,
    inspection_words,
    language,
    layout_words,
    pack_words,
    workbook_words,
)
from generator.packs.shapes import Language, Pattern, Shape
from support.examples import ROOT

PAGE = ROOT / "schemas" / "说明.md"
_BLOCK = re.compile(r"(<!-- 由程序列出：(\S+) -->\n).*?(<!-- 列完 -->\n)", re.DOTALL)
# What the shapes of each file are called on the page, in the order in which they are listed.
PLACES: dict[str, tuple[Language, dict[str, str]]] = {
    "input.yaml": (language.LAW, {"said": "一项"}),
    "tables.yaml": (
        language.LAW,
        {
            "law": "文件",
            "list": "`清单`的一张",
            "table": "`表`的一张",
            "row rule": "`行`的一行",
            "column rule": "`栏`的一栏",
            "figure rule": "`数`的一个",
            "base": "`基数`的一个",
            "borrowed list": "`基数`的一张清单",
            "members": "`汇总`",
            "transfer": "`抵销`的一条",
            "selection": "`付款`、`收款`",
        },
    ),
    "checks.yaml": (
        language.LAW,
        {"blanks": "`待填`", "doubled": "`重复`", "years": "`年份`"},
    ),
    "取数.yaml": (
        language.LAW,
        {
            "export sheet": "文件的一张表",
            "target values": "`行`、`栏`的一项",
            "record grid": "`小表`",
            "record lines": "`逐行`",
        },
    ),
    "layout.yaml": (
        layout_words.LAYOUT,
        {
            "layout": "文件",
            "title": "`标题`的一个",
            "item": "`下面`的一条",
            "laid table": "`表`的一张",
            "block": "`并列`的一块",
        },
    ),
    "workbook.yaml": (
        workbook_words.WORKBOOK,
        {"workbook": "文件", "workbook sheet": "`分表`的一张"},
    ),
    "检查清单.yaml": (
        inspection_words.INSPECTION,
        {"inspection": "文件", "inspected item": "`检查项`的一项"},
    ),
    "pack.yaml": (
        pack_words.PACK,
        {
            "pack": "文件",
            "style": "`数式`的一种",
            "phrase styles": "`短语数式`",
            "overview": "`总览`",
            "open data": "`开放数据`",
            "licence": "`许可`",
            "source": "`来源`",
        },
    ),
    "phrases.yaml": (pack_words.PACK, {"phrase": "一个短语"}),
    "图.yaml": (
        chart_words.CHARTS,
        {
            "chart": "一幅图",
            "figures of item": "`各项`的一项",
            "one series": "`系列`的一个",
        },
    ),
    "科目表和名词解释": (
        pack_words.PACK,
        {
            "accounts": "科目表",
            "dated name": "科目的一个名称",
            "explained term": "一个名词",
        },
    ),
}
_NAMES = "自己起的名称"
# What may stand behind a word, where it is no kind of value, and its choices are not few.
_INNER = {
    "values": "一个，或清单 [甲, 乙]",
    "rows": "科目表的名称，或逐行写",
    "export rows": "科目表的名称，或逐行写",
    "export columns": "科目表的名称，或逐栏写",
    "columns": "清单展开的维，或逐栏写",
    "heads": "逐栏写，或清单",
    "folders": "一个文件夹，或清单",
    "renamed or fixed": "改名，或一个值",
    "choices": "几组，每组两个词",
    "shifts": "几个整数",
}


def blocks() -> dict[str, str]:
    """What stands in each block of the page."""
    listed = {file: "".join(_list_places(*of)) for file, of in PLACES.items()}
    return {**listed, "勾稽的种类": "".join(_list_kinds())}


def renewed(page: str) -> str:
    """The page with its blocks as they are now."""
    now = blocks()
    return _BLOCK.sub(lambda it: f"{it[1]}\n{now[it[2]]}\n{it[3]}", page)


def _list_kinds() -> Iterator[str]:
    yield "| 种类 | 要写 | 还可以写 | 说的是 |\n|---|---|---|---|\n"
    always, common = {demands.KIND, "依据"}, {"限于", "写了", "汇总不查"}
    for kind in demands.KINDS:
        pattern = demands.CHECK.patterns[kind]
        needs = _quote(it for it in pattern.needs if it not in always)
        one_of = "，和 " + " ".join(["、".join(f"`{it}`" for it in pattern.one_of), "之一"])
        may = _quote(it for it in pattern.may if it not in common)
        said = check_sentences.say_kind(kind)
        yield f"| `{kind}` | {needs}{one_of if pattern.one_of else ''} | {may} | {said} |\n"


def _list_places(of: Language, titles: dict[str, str]) -> Iterator[str]:
    yield "| 在哪里 | 要写 | 可以写 |\n|---|---|---|\n"
    for holds, title in titles.items():
        shape = of.shapes[holds]
        for told, pattern in _patterns(shape):
            where = f"{title}，`{shape.told_by}: {told}`" if shape.told_by else title
            needs = "；".join(_say(it, shape, of) for it in pattern.needs)
            choice = "、".join(_say(it, shape, of) for it in pattern.one_of)
            written = "；".join(filter(None, (needs, f"只写一个：{choice}" if choice else "")))
            may = [_say(it, shape, of) for it in pattern.may if it not in pattern.needs]
            may += [_NAMES] if pattern.names else []
            yield f"| {where} | {written or '—'} | {'；'.join(may) or '—'} |\n"


def _patterns(shape: Shape) -> list[tuple[str, Pattern]]:
    """The ways to fill a mapping, each once."""
    every = shape.patterns or {"": Pattern(may=tuple(shape.words))}
    return list({pattern: (told, pattern) for told, pattern in every.items()}.values())


def _say(word: str, shape: Shape, of: Language) -> str:
    holds = shape.words[word].holds
    if holds == "text" or word == shape.told_by:
        return f"`{word}`"
    if holds in of.values:
        said = "、".join(of.values[holds])
    elif holds in _INNER:
        said = _INNER[holds]
    elif holds in grammar.KINDS:
        said = grammar.KINDS[holds].said
    else:
        said = "下面分项写"
    return f"`{word}`（{said}）"


def _quote(words: Iterator[str]) -> str:
    return "、".join(f"`{word}`" for word in words) or "—"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), "utf-8")
