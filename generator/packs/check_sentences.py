"""A check as a sentence: what it holds, for whom, and what becomes of a filing that breaks it.

Sentences are made of the kind of a check and of the pack's own names alone; `schemas/说明.md` shows
the same sentences with the words in place of the names.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator import vocabulary as term
from generator.diagnostics import Place
from generator.filing.values import Rules
from generator.filing.yaml_tree import Node
from generator.packs import demands
from generator.packs.demands import CHECK, KIND
from generator.packs.language import ITEMS, NO, PARTS, YES
from generator.packs.law import list_names
from generator.packs.pack_tree import PackTree
from generator.packs.sheets import LayeredTree, Sheets

_WRONG, _TOLD = "不符的是错误", "不符的只提示"
_SLOT = "{([^}＋?元]+)([＋?元]?)}"
# Words of conditions; kinds that mean the year before where they name no base.
_WHEN, _STATED, _ALONE, _EACH, _HINT = "限于", "写了", "汇总不查", "逐条", "提示"
_OF_REASONS = ("写明原因", "原因方向")


class Saying(NamedTuple):
    """What a kind of check says: `{词}` is what stands under a word, `{词＋}` the sum of it.

    A number `{词元}` is in the unit of the figure that is held to it. A piece between 〔 and 〕 is
    said only of a check that has its words; of one that is written `{词?}` it matters only that it
    is there.
    """

    text: str
    outcome: str = _WRONG


SENTENCES: Mapping[str, Saying] = {
    "分栏合计": Saying("{表}的每一行，{合计栏}等于{分栏＋}"),
    "科目合计": Saying("{表}的{栏}，合计行等于各科目之和"),
    "相等": Saying("{左＋}等于{右＋}"),
    "一般相等": Saying("{左＋}一般等于{右＋}", _TOLD),
    "等于定值": Saying("{左＋}等于 {定值元}"),
    "不大于": Saying("{左＋}不大于〔{右＋}〕〔 {上限元}〕"),
    "不小于零": Saying("{左＋}不小于零"),
    "上年衔接": Saying("{左＋}等于{对}里的{右＋}", _TOLD),
    "不大于基数": Saying("{左＋}不大于它的{对}", _TOLD),
    "印全": Saying("表样印全{表}有数的每个{级次}级科目〔，只看{栏}〕"),
    "写明原因": Saying("表样要印原因的数，与{对}相比有增减的，都写了原因"),
    "原因方向": Saying(
        "与{对}相比增加的，写的原因不说{减少}；减少的，不说{增加}〔；说{两可}的不看〕", _TOLD
    ),
    term.WITHHELD: Saying(
        f"填了{{写了}}的，表样不印{{{term.PACK_DROPPED}}}，印不公开的依据", "还印着的，不生成文档"
    ),
    "同有同无": Saying("{左＋}和{右＋}都有数，或者都没有", _TOLD),
    "应有": Saying("〔{左＋}有数的，〕{右＋}应有数", _TOLD),
    "一般不大于": Saying(
        "〔{对}里，〕〔{清单}各条相加的〕{左＋}一般不大于〔{右＋}〕〔 {上限元}〕", _TOLD
    ),
    "比例失常": Saying(
        "{左＋}与它的{对}相比，一个不超过另一个的 {上限} 倍（相差不到 {下限元} 的不看）", _TOLD
    ),
    "差十倍": Saying(
        "{左＋}与〔{右＋}〕〔它的{对}〕相比，不是十倍、百倍……"
        "（上下 {幅度}% 都算，相差不到 {下限元} 的不看）",
        _TOLD,
    ),
    "逐行差十倍": Saying(
        "{表}各科目的数〔（{栏}）〕与〔{与表}的同一科目〕〔它的{对}〕相比，不是十倍、百倍……"
        "（上下 {幅度}% 都算，相差不到 {下限元} 的不看）",
        _TOLD,
    ),
    "逐行对调": Saying("{表}两个科目的数〔（{栏}）〕，与它们在{与表}的不是正好对调", _TOLD),
    "逐行一般相等": Saying("{表}各科目的数〔（{栏}）〕，一般等于{与表}的同一科目", _TOLD),
    "照抄": Saying("{左}和{表}各科目的数，不全与它的{对}一分不差", _TOLD),
    "清单列全": Saying("{表}里有数的科目，{节}里都有一条（没有的写 0）", _TOLD),
    "人均": Saying("{左＋}按{清单}各条的{项}相加的人数平均，在 {下限元} 和 {上限元} 之间", _TOLD),
    "评分与比率": Saying(
        "{左＋}按满分〔{满分＋}〕〔 {定值} 〕折成百分数，与{右＋}相差不超过 {上限} 个百分点",
        _TOLD,
    ),
    "一般不为负": Saying("{各节}里填的金额一般不小于零〔，{除外}不看〕", _TOLD),
    "汇总相符": Saying("汇总时，自己在{各节}里写的等于各单位之和", _TOLD),
    "不重复": Saying("{清单}各条的{项}各不相同", _TOLD),
    "用途不同": Saying("{节}里，编码前 {位数} 位不同的科目，写的文字也不同", _TOLD),
    "与清单条数": Saying("{左＋}加 {另加} 等于{清单}的条数；汇总时，条数等于汇总的单位数", _TOLD),
    "上年列全": Saying("{表}里本年有数的科目，{对}里都列了（没有的写 0）", _TOLD),
    term.BUDGETS: Saying("{表}只列{属于}的科目，未经核对的科目不看", _TOLD),
    "用词": Saying(
        "填的文字里没有这些毛病：〔{待填?}没有填的空、〕〔{提示语?}没有删的提示语、〕"
        "〔{未选定?}只能留一个的词、〕"
        "〔{重复?}连写两遍的词、〕〔{成对?}不成对的引号括号、〕〔{年份?}不对的年份、〕"
        "〔{名称年份?}名称里的年份、〕〔{停用名称?}科目以前的名称、〕〔{自称?}用错的自称、〕"
        "〔{单位名称?}写错的单位名称、〕〔{表样已印?}表样在前面已经印了的字、〕"
        "〔{句末?}表样在后面已经印了的标点、〕",
        "没有填的空、只能留一个的词是错误，别的只提示",
    ),
    "引数": Saying("{各处}里写的数，和别处写在{词}后面的数，都等于本单位的数", _TOLD),
}


class ToldCheck(NamedTuple):
    """A check of a pack as it is told; the first place is its name's, others supplement it."""

    name: str
    places: tuple[Place, ...]
    sentence: str
    basis: str


def tell_checks(sheets: Sheets) -> Iterator[ToldCheck]:
    """Every check that the folders of a pack's law make together, in their order."""
    tree = sheets.checks.tree
    listed = list_lists(sheets)
    for name, check in tree.root.items():
        yield ToldCheck(name, _list_places(tree, name), say(check, listed), check[term.BASIS])


def list_lists(sheets: Sheets) -> tuple[str, ...]:
    """The address of every list of records that a filing may have."""
    return tuple(name for name, it in _list_items(sheets.input.tree.root))


def _list_items(node: Node, path: str = "") -> Iterator[tuple[str, Node]]:
    for name, said in node.items() if isinstance(node, dict) else ():
        address = f"{path}.{name}" if path else name
        for word in (ITEMS, PARTS) if isinstance(said, dict) else ():
            if word in said:
                yield from [(address, said)] if word == ITEMS else ()
                yield from _list_items(said[word], address)


def _list_places(tree: PackTree | LayeredTree, name: str) -> tuple[Place, ...]:
    own = tree.place((name,), True)
    if not isinstance(tree, LayeredTree):
        return (own,)
    supplements = [it for it in tree.laid.writers if it[:1] == (name,) and len(it) > 1]
    first: dict[str, Place] = {own.file: own}
    for path in supplements:
        place = tree.place(path, True)
        first.setdefault(place.file, place)  # one line of each folder that says more
    return tuple(first.values())


def is_error(check: Rules) -> bool:
    """Whether a filing that breaks a check has an error, and is not only told of it."""
    return check.get(_HINT) != YES and SENTENCES[check[KIND]].outcome != _TOLD


def say(check: Rules, lists: Sequence[str] = (), unit: str = "") -> str:
    """What a check says, of the words of checks.yaml; `lists` are the addresses of lists.

    `unit` is that of the figure which is held to a limit.
    """
    kind = check[KIND]
    sentence = SENTENCES[kind]
    written = {term.PHRASE_BASE: term.PRIOR_YEAR} if kind in _OF_REASONS else {}
    body = _fill(sentence.text, {**written, **check}, unit)
    outcome = _TOLD if check.get(_HINT) == YES else sentence.outcome
    return "".join((_say_when(check, lists), body, "。", outcome, "。"))


def _say_when(check: Rules, lists: Sequence[str]) -> str:
    """For whom a check is, and of what each."""
    cases, said = check.get(_WHEN, {}).items(), list[str]()
    if cases:
        told = (_say_case(address, values, address in lists) for address, values in cases)
        said.append(f"{'，'.join(told)}的才查")
    if _STATED in check and _STATED not in demands.CHECK.patterns[check[KIND]].needs:
        said.append(f"填了“{check[_STATED]}”的才查")
    if check.get(_ALONE) == YES:
        said.append("只查各单位自己的，汇总时不查")
    each = f"“{check[_EACH]}”的每一条，" if _EACH in check else ""
    return f"{'，'.join(said)}：{each}" if said else each


def _say_case(address: str, values: Sequence[str], is_list: bool) -> str:
    if is_list:
        return f"“{address}”有 {' 或 '.join(values)} 条"
    said = [f"是{_quote([it for it in values if it], '或')}"] if any(values) else []
    return f"“{address}”{'或者'.join([*(['没有填'] if '' in values else []), *said])}"


def _fill(text: str, check: Rules, unit: str) -> str:
    """A sentence with what a check writes under its words."""
    kept = re.sub("〔([^〕]*)〕", lambda it: it[1] if _has_all(it[1], check) else "", text)
    filled = re.sub(_SLOT, lambda it: _write(it[1], it[2], check, unit), kept).rstrip("、")
    return re.sub("(?<=[万亿元]) (?=[一-鿿])", "", filled)


def _has_all(piece: str, check: Rules) -> bool:
    return all(check.get(word, NO) != NO for word, _ in re.findall(_SLOT, piece))


def _write(word: str, way: str, check: Rules, unit: str) -> str:
    if way == "?":
        return ""
    value, holds = check[word], CHECK.words[word].holds
    if holds in ("number", "whole", "places"):
        number = _shorten(value)
        between = "" if number[-1:] in "万亿" else " "
        return f"{number}{between}{unit}" if unit and way == term.YUAN else number
    return _quote(list_names(value), way or "、")


def _quote(names: Sequence[str], between: str) -> str:
    """Names between marks; the marks within one are those for within."""
    inner = str.maketrans("“”", "‘’")
    return between.join(f"“{name.translate(inner)}”" for name in names)


def _shorten(number: str) -> str:
    """A number as people say it: whole 万 and 亿."""
    for zeros, unit in ((8, "亿"), (4, "万")):
        if number.endswith("0" * zeros) and number.strip("0"):
            return f"{number[:-zeros]} {unit}"
    return number


def say_kind(kind: str) -> str:
    """What a kind of check says, with its words in place of what is written under them."""
    sentence = SENTENCES[kind]
    text = re.sub(_SLOT, lambda it: _name_word(it[1], it[2]), sentence.text)
    return f"{text}。{sentence.outcome}"


def _name_word(word: str, way: str) -> str:
    summed = way == "＋" and CHECK.words[word].holds == "texts"
    return f"`{word}`{'：' if way == '?' else '之和' if summed else ''}"
