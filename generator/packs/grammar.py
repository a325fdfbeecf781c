"""Whether a file of a pack is written in the language: its words, where they stand, its values.

What the names in it refer to is looked at afterwards, by `coherence` and `demanding`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from generator.diagnostics import did_you_mean, nearest, offer_near
from generator.filing.legible import fold
from generator.filing.yaml_tree import Node, Path_
from generator.packs.shapes import Kind, Language, Pattern, Shape

_NUMBER, _WHOLE = re.compile(r"-?[0-9]+(\.[0-9]+)?"), re.compile(r"-?[0-9]{1,4}")
MAX_SHOWN = 12


class Flaw(NamedTuple):
    """Something wrong at a path: at the value there, or at its key."""

    path: Path_
    message: str
    help: str = ""
    at_key: bool = False


def _is_text(node: Node) -> bool:
    return isinstance(node, str) and node != ""


def _is_listed(node: Node) -> bool:
    return isinstance(node, list) and bool(node) and all(map(_is_text, node))


def _is_spelled_list(node: Node) -> bool:
    return isinstance(node, list) and bool(node) and all(isinstance(it, str) for it in node)


def _is_number(node: Node) -> bool:
    return isinstance(node, str) and _NUMBER.fullmatch(node) is not None


KINDS: Mapping[str, Kind] = {
    "text": Kind("一行文字", _is_text),
    "spelled": Kind('文字，没有的写 ""', lambda node: isinstance(node, str)),
    "nought": Kind(
        '没有 1 到 9 的文字，没有的写 ""',
        lambda node: isinstance(node, str) and not re.search("[1-9１-９]", node),
    ),
    "ending": Kind(
        '没有数字的文字，没有的写 ""',
        lambda node: isinstance(node, str) and not re.search("[0-9０-９]", node),
    ),
    "text or nothing": Kind("一行文字，或者空着", lambda node: node is None or _is_text(node)),
    "nothing": Kind("清单，如 [甲, 乙]，或者空着", lambda node: node is None),
    "texts": Kind("清单，如 [甲, 乙]", _is_listed),
    "written": Kind('清单，如 [甲, 乙]；没有写的是 ""', _is_spelled_list),
    "pair": Kind("两个名称，如 [部分, 整体]", lambda node: _is_listed(node) and len(node) == 2),
    "number": Kind("数字", _is_number),
    "positive number": Kind("大于零的数字", lambda it: _is_number(it) and Decimal(it) > 0),
    "whole": Kind("整数", lambda it: isinstance(it, str) and bool(_WHOLE.fullmatch(it))),
    "places": Kind(
        "0 到 9 的整数", lambda it: isinstance(it, str) and bool(re.fullmatch("[0-9]", it))
    ),
    "web address": Kind(
        "网址，以 http:// 或 https:// 开头",
        lambda it: isinstance(it, str) and bool(re.fullmatch(r"https?://[!-~]+", it)),
    ),
    "year": Kind(
        "四位数字的年度", lambda it: isinstance(it, str) and bool(re.fullmatch("[0-9]{4}", it))
    ),
}


def find_flaws(node: Node, holds: str, language: Language, path: Path_ = ()) -> Iterator[Flaw]:
    """Everything in a file that is not written in the language."""
    holds = language.settle(holds, node)
    name = _name(path)
    if holds in language.values:
        yield from _find_unknown(node, language.values[holds], path)
    elif holds in KINDS:
        yield from _find_unfit(node, KINDS[holds], path)
    elif not node and not (holds in language.shapes and language.shapes[holds].may_be_empty):
        yield Flaw(path, f"{name}没有内容", "写上内容，或者删去这一项", at_key=True)
    elif holds in language.lists:
        yield from _find_in_list(node, language.lists[holds], language, path)
    elif isinstance(node, dict):
        yield from _find_in_mapping(node, language.shapes[holds], language, path)
    else:
        yield Flaw(path, f"{name}下面应分项写“名称: 内容”")


def _name(path: Path_) -> str:
    """What stands at a path, as it is called."""
    if not path:
        return "这个文件"
    return f"第 {path[-1] + 1} 条" if isinstance(path[-1], int) else f"“{path[-1]}”"


def _find_unknown(node: Node, words: Iterable[str], path: Path_) -> Iterator[Flaw]:
    known = list(words)
    if node not in known:
        help_ = offer_near(str(node), known) if node else ""
        written = f"不能是“{node}”" if isinstance(node, str) else "应是一个词"
        yield Flaw(path, f"{_name(path)}{written}", help_ or f"可以写：{'、'.join(known)}")


def _find_unfit(node: Node, kind: Kind, path: Path_) -> Iterator[Flaw]:
    if not kind.fits(node):
        shown = f"，不是“{node}”" if isinstance(node, str) and node else ""
        yield Flaw(path, f"{_name(path)}应是{kind.said}{shown}")
    elif isinstance(node, list):
        for index, item in enumerate(node):
            if item in node[:index]:
                yield Flaw((*path, index), f"“{item}”写了两次", "删去一处")


def _find_in_list(node: Node, holds: str, language: Language, path: Path_) -> Iterator[Flaw]:
    if not isinstance(node, list):
        yield Flaw(path, f"{_name(path)}应写清单，每条以“- ”开头")
        return
    for index, item in enumerate(node):
        yield from find_flaws(item, holds, language, (*path, index))


def _find_in_mapping(
    node: Mapping[str, Node], shape: Shape, language: Language, path: Path_
) -> Iterator[Flaw]:
    pattern = shape.pattern_of(node)
    needed = pattern.needs if pattern else (shape.told_by,)
    missing = {it for it in needed if it and it not in node}
    one_of = pattern.one_of if pattern and not any(it in node for it in pattern.one_of) else ()
    outside = _find_outside(node, shape, language)
    yield from _tell_outside(outside, path)
    for key, value in node.items():
        if key in outside or key in outside.values():
            continue
        meant = _find_meant(key, [*missing, *one_of], shape, pattern)
        if meant in shape.patterns:  # what else a rule may be: then it needs nothing more
            missing.clear()
        missing.discard(meant or "")
        one_of = () if meant in one_of else one_of
        yield from _judge_key(key, node, shape, pattern, meant, path)
        holds = shape.words[key].holds if key in shape.words else shape.names
        if holds and not (meant and pattern and pattern.names):
            yield from find_flaws(value, holds, language, (*path, key))
    yield from _find_alike(node, path)
    for word in sorted(missing):
        yield Flaw(path, f"{_name(path)}缺少“{word}”", f"补上“{word}”", True)
    if one_of:
        yield Flaw(path, f"{_name(path)}应写 {'、'.join(one_of)} 之一", "", True)


def _find_outside(node: Mapping[str, Node], shape: Shape, language: Language) -> dict[str, str]:
    """Words that stand beside the name which they belong under, each with that name.

    They are not told to be any where what stands there is right as it is.
    """
    names, found, before = shape.names, dict[str, str](), ""
    inner = language.shapes.get(language.settle(names, {})) if names else None
    for key in node if inner else ():
        if before and inner and key in inner.words and key not in shape.words:
            left = before in found or _is_wrong(node[before], names, language)
            if left and _is_wrong(node[key], names, language):
                found[key] = found.get(before, before)
        before = key
    return found


def _tell_outside(outside: Mapping[str, str], path: Path_) -> Iterator[Flaw]:
    """The first of the words that stand outside each name."""
    owners = list(outside.values())
    for number, (word, owner) in enumerate(outside.items()):
        if owner not in owners[:number]:
            message = f"“{word}”没有往里缩，读不成“{owner}”的一项"
            yield Flaw((*path, word), message, "这一行和属于它的各行往里缩两格", True)


def _is_wrong(node: Node, holds: str, language: Language) -> bool:
    return any(find_flaws(node, holds, language))


def _find_alike(node: Mapping[str, Node], path: Path_) -> Iterator[Flaw]:
    """Names that a reader takes for one, of which the later would be another all the same."""
    first: dict[str, str] = {}
    for key in node:
        other = first.setdefault(fold(key), key)
        if other != key:
            message = f"“{key}”和“{other}”只差空格、括号或全角半角"
            yield Flaw((*path, key), message, "写成一样的，或者另起名称", True)


def _find_meant(key: str, missing: list[str], shape: Shape, pattern: Pattern | None) -> str | None:
    """The word that a key stands for which is none, nor a name of the pack's own.

    Where names may stand, a key is one unless a word is missing that it looks like.
    """
    if key in shape.words:
        return None
    if pattern and pattern.names:
        return nearest(key, shape.words) if missing else None
    return nearest(key, missing)


def _judge_key(
    key: str,
    node: Mapping[str, Node],
    shape: Shape,
    pattern: Pattern | None,
    meant: str | None,
    path: Path_,
) -> Iterator[Flaw]:
    at = (*path, key)
    allowed = pattern.words if pattern else tuple(shape.words)
    if key in shape.words:
        rivals = [it for it in pattern.one_of if it in node and it != key] if pattern else []
        if pattern and key in pattern.one_of and rivals and key != _first(node, pattern.one_of):
            yield Flaw(at, f"“{key}”和“{rivals[0]}”只能写一个", "删去一个", True)
        elif key not in allowed:
            yield Flaw(at, f"这里不写“{key}”", _offer(allowed), True)
    elif pattern and pattern.names and not meant:
        return
    else:
        help_ = f"是否应为“{meant}”？" if meant else did_you_mean(key, allowed)
        yield Flaw(at, f"没有“{key}”这个词", help_ or _offer(allowed), True)


def _first(node: Mapping[str, Node], words: Iterable[str]) -> str:
    return next(key for key in node if key in words)


def _offer(words: tuple[str, ...]) -> str:
    return f"可以写：{'、'.join(words[:MAX_SHOWN])}" if words else ""
