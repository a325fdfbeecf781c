"""Harmless edits that show: sentences elsewhere, another notation of a figure, other words."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import pairwise
from typing import Any

from support.edits import elements
from support.edits.draft import Draft, Edit, Origin
from support.edits.elements import W
from support.edits.figures import WIDE, always, replace, spots

# Prose with a figure or with a word that says how much, or whether.
_SAYS_MORE = re.compile("[0-9无未不没]|增|减|升|降|持平")
_PLAIN_WORDS = ("围绕", "推进", "完善", "加强", "服务", "工作", "建设", "管理", "保障")

Notation = Callable[[str], str]
# The same figure written in another way.
NOTATIONS: dict[str, tuple[str, Notation]] = {
    "数写成全角": (r"[0-9]+\.[0-9]+(?=万元|$)", lambda text: text.translate(WIDE)),
    "数加千分位": (r"(?<![0-9.])[0-9]{4,6}(?=\.[0-9]{2}(?:万元|$))", lambda t: f"{int(t):,}"),
    "百分号写成全角": (r"(?<=[0-9])%", lambda _: "％"),
    "数和单位之间空一格": (r"(?<=[0-9])(?=万元)", lambda _: " "),
    "数和单位之间不间断空格": (r"(?<=[0-9])(?=万元)", lambda _: "\u00a0"),
    "格里数后有空格": (r"(?<=^[0-9])\.[0-9]{2}$", lambda text: f"{text} "),
    "括号写成半角": (r"（(?=上年)", lambda _: "("),
}


def notations(origin: Origin) -> Iterator[Edit]:
    """Figures written in another way."""
    for kind, (pattern, write) in NOTATIONS.items():
        for text, match in spots(origin, re.compile(pattern)):
            other = write(match[0])
            yield replace(origin, kind, text, match, always(other))


def moves(origin: Origin) -> Iterator[Edit]:
    """Sentences that stand elsewhere, whole."""
    spoken = [p for p in origin.sentences if elements.words(p).endswith("。")]
    for number, paragraph in enumerate(spoken):
        near, path = origin.near[paragraph], origin.path(paragraph)
        words = elements.words(paragraph)
        yield Edit("整段移到上一处", path, _moving(origin, spoken, number - 1), near, words)
        yield Edit("整段移到远处", path, _moving(origin, spoken, number - 9), near, words)
        if "。" in words[:-1]:
            yield Edit("一段拆成两段", path, _split, near, words)
    for one, other in pairwise(spoken):
        if one.getnext() is other:
            yield Edit(
                "两段并成一段", origin.path(one), _join, origin.near[one], elements.words(other)
            )


def _moving(origin: Origin, spoken: list[Any], number: int) -> Callable[[Draft, Any], None]:
    target = origin.path(spoken[number])
    return lambda copy, paragraph: copy.find(target).addprevious(paragraph)


def _split(copy: Draft, paragraph: Any) -> None:
    """The first sentence in a paragraph of its own."""
    text = next(paragraph.iter(f"{W}t"))
    rest, at = deepcopy(paragraph), text.text.index("。") + 1
    elements.put(next(rest.iter(f"{W}t")), text.text[at:])
    elements.put(text, text.text[:at])
    paragraph.addnext(rest)


def _join(copy: Draft, paragraph: Any) -> None:
    """The paragraph and the next one as one."""
    following = paragraph.getnext()
    for run in elements.runs(following):
        paragraph.append(run)
    following.getparent().remove(following)


# -- words -------------------------------------------------------------------------------------


def wordings(origin: Origin) -> Iterator[Edit]:
    """Prose without a figure, in other words."""
    for paragraph in origin.sentences:
        words, near = elements.words(paragraph), origin.near[paragraph]
        path = origin.path(paragraph)
        if not _SAYS_MORE.search(words):
            for kind, change in WORDINGS.items():
                yield Edit(kind, path, change, near, words)
        yield Edit("加一段没有数的话", path, _add, near, words)


def _reword(copy: Draft, paragraph: Any) -> None:
    text = next(paragraph.iter(f"{W}t"))
    known = [word for word in _PLAIN_WORDS if word in text.text]
    word = copy.chance.choice(known) if known else text.text[-1]
    elements.put(text, text.text.replace(word, f"扎实{word}", 1))


def _insert(copy: Draft, paragraph: Any) -> None:
    text = next(paragraph.iter(f"{W}t"))
    elements.put(text, f"{text.text}有关情况另行说明。")


def _shorten(copy: Draft, paragraph: Any) -> None:
    text = next(paragraph.iter(f"{W}t"))
    elements.put(text, text.text[: max(4, len(text.text) - 6)] + "。")


def _add(copy: Draft, paragraph: Any) -> None:
    paragraph.addnext(elements.xml(f"<w:p>{elements.run('以下说明有关情况。')}</w:p>"))


WORDINGS = {
    "没有数的话换几个字": _reword,
    "没有数的话后面加一句": _insert,
    "没有数的话短几个字": _shorten,
}
