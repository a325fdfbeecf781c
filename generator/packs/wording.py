"""All that a pack says about words: its number styles, and its phrases with every case worded."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from generator import vocabulary as term
from generator.addresses import Steps, parse
from generator.diagnostics import did_you_mean
from generator.money import Style

# The figures of a wording, with the part of a phrase whose number style they print in.
STYLED_AS = {
    **{it: term.DIFFERENCE for it in (term.DIFFERENCE, term.OTHER_DIFFERENCE, term.BASE_VALUE)},
    **{it: term.RATE for it in (term.RATE, term.OTHER_RATE)},
    term.RATIO: term.RATIO,
}


class PhraseError(ValueError):
    """Something that cannot be printed as a form asks: what is wrong (`args[0]`)."""


class Phrase(NamedTuple):
    """One comparison: its family, its base, and its wording for every case of the family.

    One that tells of two figures knows the `other`, and the phrase of `each` where they differ.
    """

    name: str
    family: str
    base: str
    cases: Mapping[str, str]
    other: Steps = ()
    each: str = ""


class Wording(NamedTuple):
    """All that a pack says about words: number styles, phrases, and the phrases' own styles."""

    styles: Mapping[str, Style]
    phrases: Mapping[str, Phrase]
    phrase_styles: Mapping[str, str]

    def style_of(self, part: str) -> Style:
        """The number style of a wording's figure."""
        return self.styles[self.phrase_styles[STYLED_AS[part]]]


def read_style(name: str, entry: Mapping[str, Any]) -> Style:
    """A number style of a pack."""
    return Style(
        name,
        scale=Decimal(entry.get("scale", 1)),
        decimals=int(entry["decimals"]),
        zero=entry.get("zero"),
        suffix=entry.get("suffix", ""),
        trim=entry.get("trim", False),
        void=entry.get("void"),
        grouped=entry.get("grouped", False),
        unstated=entry.get("unstated"),
    )


def read_phrases(raw: Mapping[str, Mapping[str, str]]) -> dict[str, Phrase]:
    """The phrases of a pack, each with the wording of every case of its family."""
    phrases = {}
    for name, entry in raw.items():
        family = entry[term.PHRASE_FAMILY]
        cases = {case: entry[case] for case in term.FAMILIES[family]}
        other, each = entry.get(term.OTHER_FIGURE, ""), entry.get(term.PHRASE_OF_EACH, "")
        base = entry.get(term.PHRASE_BASE, "")
        phrases[name] = Phrase(name, family, base, cases, parse(other), each)
    return phrases


# A wording's own fields; the pieces between them are plain text.
_FIELD = re.compile(r"\{\{(.*?)\}\}")
_PARTS = frozenset((term.DIFFERENCE, term.RATE, term.RATIO, term.DIRECTION, *term.YEARS))


# Fields that stand once where a phrase is made for them, and nowhere else.
_NEEDED = {
    (term.REASONED, term.UP): (term.FILTER_REASON,),
    (term.REASONED, term.DOWN): (term.FILTER_REASON,),
    (term.PAIRED, term.UNLIKE): (term.THIS_PHRASE, term.OTHER_PHRASE),
}
_OF_OTHER = (term.OTHER_DIFFERENCE, term.OTHER_RATE)
_RARE = (
    *(term.FILTER_REASON, term.THIS_PHRASE, term.OTHER_PHRASE, term.BASE_VALUE),
    *_OF_OTHER,
)


def find_wrong(text: str, family: str = "", case: str = "") -> str:
    """What is wrong with a wording of a case, or nothing."""
    if set("{}") & set(_FIELD.sub("", text)):
        return "花括号里的写法不对"
    needed, fields = _NEEDED.get((family, case), ()), [it.strip() for it in _FIELD.findall(text)]
    allowed = _list_rare(family, case)
    for field in _RARE:
        if field in needed and fields.count(field) != 1:
            return f"应写一次 {{{{ {field} }}}}"
        if field in fields and field not in allowed:
            return f"这里不写 {{{{ {field} }}}}"
    if not text and family != term.REASONED:
        return "没有内容"
    return next(filter(None, map(_find_wrong, fields)), "")


def offer_field(text: str, family: str, case: str) -> str:
    """What to write for a field of a wording that is none; nothing where all are fields."""
    known = (*sorted(_PARTS), *_list_rare(family, case))
    strange = [it.strip() for it in _FIELD.findall(text) if it.strip() not in (*_PARTS, *_RARE)]
    if not strange:
        return ""
    return did_you_mean(strange[0], known) or f"可以写：{'、'.join(known)}"


def _list_rare(family: str, case: str) -> tuple[str, ...]:
    """The fields that a case may have besides those that every one may."""
    of_other = _OF_OTHER if (family, case) in _ABOUT_TWO else ()
    base = (term.BASE_VALUE,) * _has_base(family, case)
    return (*_NEEDED.get((family, case), ()), *of_other, *base)


def _has_base(family: str, case: str) -> bool:
    """Whether there is a figure of the base wherever a case is worded."""
    return family != term.PROPORTION and case not in (term.NO_BASE, term.UNLIKE)


_ABOUT_TWO = ((term.PAIRED, term.UP), (term.PAIRED, term.DOWN))


def _find_wrong(field: str) -> str:
    """What is wrong with a field of a wording, or nothing."""
    if field in _PARTS or field in _RARE:
        return ""
    if field.isidentifier():
        return f"没有“{field}”这个名称"
    _, bar, style = field.partition("|")
    if bar:
        return f"没有“{style.strip()}”这种数式或短语"
    return f"只能写 {'、'.join(sorted(_PARTS))}"


def cut(text: str) -> Sequence[str]:
    """A wording in pieces: text, field, text, field, … text."""
    pieces = _FIELD.split(text)
    return [piece.strip() if odd % 2 else piece for odd, piece in enumerate(pieces)]
