"""Figures quoted in typed words, against those of the unit: told where they agree with none."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from generator.checks import numerals
from generator.checks.case import Case
from generator.checks.prose import Prose, Slip
from generator.checks.residue import find_words
from generator.compare import tokens
from generator.filing.kinds import Amount
from generator.filing.yaml_tree import Path_
from generator.filling.marks import Aspect
from generator.money import as_text
from generator.vocabulary import KIND_RATIO, KIND_YUAN

_NUMBER = rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|{numerals.WORDS}"
_QUOTED = (
    rf"(?P<about>[约近超逾]过?)?(?<![\d.A-Za-z])(?P<share>百分之)?(?P<number>{_NUMBER})"
    rf"(?(share)(?![点{numerals.SIGNS}])|( ?(?P<more>[余多])?"
    r"(?P<unit>亿元|百万元|万元|千元|元|[亿万](?=[，。；、）\n]|$)|%|％|辆|台|批次|人次)))"
)
_MONEY = {"亿": 8, "亿元": 8, "百万元": 6, "万": 4, "万元": 4, "千元": 3, "元": 0}
_PERCENT = ("%", "％", None)
_HUNDRED = Decimal(100)
# A passage without any of these quotes nothing.
_SOME = re.compile(rf"[0-9{''.join(numerals.DIGITS)}十拾]")
_CLAUSE = "[，。；：！？\n]"
_NEAR = 24


class Ranked(NamedTuple):
    """The figures of a unit in order of their size, each with how it is called."""

    values: list[Decimal]
    labels: list[str]

    def has(self, value: Decimal, slack: Decimal) -> bool:
        """Whether a figure is so near to a value."""
        at = bisect_left(self.values, value - slack)
        return at < len(self.values) and self.values[at] <= value + slack

    def nearest(self, value: Decimal) -> tuple[str, Decimal] | None:
        """The figure next to a value; None where there are no figures at all."""
        at = bisect_left(self.values, value)
        near = range(max(at - 1, 0), min(at + 1, len(self.values)))
        best = min(near, key=lambda i: abs(self.values[i] - value), default=None)
        return None if best is None else (self.labels[best], self.values[best])


def find_strange(said: Mapping[str, Any], prose: Prose, case: Case) -> Iterator[Slip]:
    """Amounts, rates and numbers of things in words that are no figure of the unit."""
    known: dict[str, Ranked] = {}
    for start, end in sorted(_list_passages(said, prose)):
        passage = numerals.narrow(prose.text[start:end])
        for match in re.finditer(_QUOTED, passage) if _SOME.search(passage) else ():
            known = known or collect(case)
            kind = _kind_of(match["unit"]) or _find_section(prose.at(start)[0], known)
            value, slack = _measure(match)
            figures = known.get(kind, Ranked([], []))
            if kind and not figures.has(value, slack):
                shown = prose.text[start + match.start() : start + match.end()]
                near = figures.nearest(value)
                said_near = f"，最接近的是 {near[0]} {_show(near[1], kind)}" if near else ""
                message = f"“{shown}”与本单位的数都不同{said_near}"
                yield Slip(
                    start + match.start(),
                    start + match.end(),
                    message,
                    "核对这个数；确是其中一部分的，不用改",
                )


def _list_passages(said: Mapping[str, Any], prose: Prose) -> set[tuple[int, int]]:
    """Where numbers stand beside the unit's own figures: certain fields, and behind their names."""
    passages = {
        (start, start + len(text)) for name in said["fields"] for start, text in prose.under(name)
    }
    own = [*passages]
    for _, end, _ in find_words(prose.text, said["words"]):
        if not any(first <= end <= last for first, last in own):
            clause = re.search(_CLAUSE, prose.text[end : end + _NEAR])
            passages.add((end, end + (clause.start() if clause else _NEAR)))
    return passages


def _kind_of(unit: str | None) -> str:
    """Money or a rate; nothing for the number of some things, which is one of its own section."""
    return KIND_YUAN if unit in _MONEY else KIND_RATIO if unit in _PERCENT else ""


def _find_section(path: Path_, known: Mapping[str, Ranked]) -> str:
    """The section whose numbers of things a text speaks of; nothing if there are none."""
    steps = re.split(r"[.\[\]]", ".".join(map(str, path)))
    return next((it for it in steps if it in known and it not in (KIND_YUAN, KIND_RATIO)), "")


def _measure(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """The value that is quoted, in 元 or as a fraction or a number, and what rounding may hide."""
    scale = -2 if match["unit"] in _PERCENT else _MONEY.get(match["unit"], 0)
    last = Decimal(1).scaleb(scale - numerals.count_decimals(match["number"]))
    value = numerals.read(match["number"]).scaleb(scale)
    about = match["about"] or match["more"]
    return value, value / 10 + last if about else last / 2


def _show(value: Decimal, kind: str) -> str:
    if kind == KIND_RATIO:
        return f"{value * _HUNDRED:.2f}%"
    return as_text(value, kind)


# -- what the unit's figures are ------------------------------------------------------------------


def collect(case: Case) -> dict[str, Ranked]:
    """Every figure that is typed, computed or printed as a change.

    Money and rates are together by their kind, numbers of things by their section.
    """
    found: dict[str, dict[Decimal, str]] = {}
    for label, kind, value in _list_all(case):
        if not value.is_nan():
            found.setdefault(kind, {}).setdefault(abs(value), label)
    made = {}
    for kind, labels in found.items():
        values = sorted(labels)
        made[kind] = Ranked(values, [labels[value] for value in values])
    return made


def _list_all(case: Case) -> Iterator[tuple[str, str, Decimal]]:
    for name, book in (("", case.book), *case.books.bases.items()):
        for figure in book.known.values() if book is not None else ():
            kind = figure.kind if figure.kind in (KIND_YUAN, KIND_RATIO) else figure.steps[0]
            yield f"{name}{case.label(figure.steps)}", kind, figure.value
    for path, amount in _amounts(case.filing.data):
        yield ".".join(str(step) for step in path), KIND_YUAN, amount.value
    yield from _changes(case)


def _amounts(node: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Amount]]:
    if isinstance(node, Amount):
        yield path, node
    elif isinstance(node, Mapping):
        for name, inner in node.items():
            yield from _amounts(inner, (*path, name))
    elif isinstance(node, tuple):
        for number, inner in enumerate(node, 1):
            yield from _amounts(inner, (*path, number))


def _changes(case: Case) -> Iterator[tuple[str, str, Decimal]]:
    """The differences and rates that the form prints."""
    for mark, text, *_ in case.printed:
        base = case.books.bases.get(mark.base) if mark.base else None
        label = case.label(mark.steps)
        if mark.aspect is Aspect.RATE and text.endswith("%"):
            yield f"{label}的幅度", KIND_RATIO, tokens.value(text) / _HUNDRED
        elif mark.aspect is Aspect.DIFFERENCE and base is not None:
            change = case.book.figure(mark.steps).value - base.figure(mark.steps).value
            yield f"{label}的增减", KIND_YUAN, change
