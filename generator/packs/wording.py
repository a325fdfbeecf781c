"""All that a pack says about words: its number styles, and its phrases with every case worded."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from generator import vocabulary as term
from generator.money import Style


class PhraseError(ValueError):
    """Something that cannot be printed as a form asks: what is wrong (`args[0]`)."""


class Phrase(NamedTuple):
    """One comparison: its family, its base, and its wording for every case of the family."""

    name: str
    family: str
    base: str
    cases: Mapping[str, str]


class Wording(NamedTuple):
    """All that a pack says about words: number styles, phrases, and the phrases' own styles."""

    styles: Mapping[str, Style]
    phrases: Mapping[str, Phrase]
    phrase_styles: Mapping[str, str]

    def style_of(self, part: str) -> Style:
        """The number style of a phrase's 差额, 幅度 or 比率."""
        return self.styles[self.phrase_styles[part]]


def read_phrases(raw: Mapping[str, Any]) -> dict[str, Phrase]:
    """The phrases of a pack; each must word every case of its family and no other."""
    phrases = {}
    for name, entry in raw.items():
        cases = {
            k: str(v) for k, v in entry.items() if k not in (term.PHRASE_BASE, term.PHRASE_FAMILY)
        }
        family = str(entry.get(term.PHRASE_FAMILY, ""))
        if family not in term.FAMILIES:
            raise PhraseError(f"短语“{name}”的类只能是 {'、'.join(term.FAMILIES)}")
        wrong = set(term.FAMILIES[family]) ^ set(cases)
        if wrong:
            raise PhraseError(f"短语“{name}”的情形不全或多余：{'、'.join(sorted(wrong))}")
        for case, text in cases.items():
            _check_wording(name, case, text)
        phrases[name] = Phrase(name, family, str(entry.get(term.PHRASE_BASE, "")), cases)
    return phrases


# A wording's own fields; the pieces between them are plain text.
_FIELD = re.compile(r"\{\{(.*?)\}\}")
_PARTS = frozenset((term.DIFFERENCE, term.RATE, term.RATIO, term.DIRECTION))


def _check_wording(name: str, case: str, text: str) -> None:
    fields = [field.strip() for field in _FIELD.findall(text)]
    wrong = next(filter(None, map(_find_wrong, fields)), "")
    if set("{}") & set(_FIELD.sub("", text)):
        wrong = "花括号里的写法不对"
    if wrong:
        raise PhraseError(f"短语“{name}”的“{case}”：{wrong}")


def _find_wrong(field: str) -> str:
    """What is wrong with a field of a wording, or nothing."""
    if field in _PARTS:
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
