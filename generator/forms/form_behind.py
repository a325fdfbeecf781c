"""What stands right behind a tag and does not go with what the tag prints: a unit, a mark.

D541 the unit of an amount is another than its style's, or a phrase and the form both end a sentence
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator import vocabulary as term
from generator.diagnostics import Fault
from generator.figures.book import Figure
from generator.filling.program import Print
from generator.forms import form_before
from generator.forms.form_styles import CALLED
from generator.forms.form_text import FormText, Tag
from generator.money import Style, name_unit, read_unit
from generator.packs.pack import Pack
from generator.packs.unit_words import say_no_part, say_other_part, say_wordy
from generator.packs.wording import Phrase
from generator.word.ooxml import W

_MARKS = "。；，、：！？"
_PERCENT = "%％"


class Around(NamedTuple):
    """What stands before a tag in its paragraph, and behind it up to the next one."""

    before: str
    behind: str


def read_around(text: FormText) -> Mapping[Tag, Around]:
    """What stands around each tag of a part."""
    around: dict[Tag, Around] = {}
    at: dict[int, int] = {}  # how far each paragraph has been read
    for tag in text.tags:
        key = id(tag.paragraph)
        begin = tag.paragraph.text.find(tag.written, at.get(key, 0))
        at[key] = begin + len(tag.written)
        behind = tag.paragraph.text[at[key] :].partition("{")[0]
        around[tag] = Around(tag.paragraph.text[: max(begin, 0)], behind)
    return around


def check(
    text: FormText, tag: Tag, it: Print, figure: Figure, pack: Pack, around: Around
) -> Iterator[Fault]:
    """What is wrong with the text around the print of a figure."""
    yield from form_before.check(text, tag, figure, pack.definitions.root, around.before)
    wording, behind = pack.wording, around.behind
    style, phrase = wording.styles.get(it.filter), wording.phrases.get(it.filter)
    message = help_ = ""
    if style is not None:
        message, help_ = _hold_unit(style, figure, behind, wording.styles)
        if not message and figure.kind == term.KIND_RATIO and style.scale < 1:
            message = _hold_rate(style, tag)
        message = message or say_wordy(style, behind)
    elif phrase is not None:
        message, help_ = _hold_mark(phrase, behind)
    if message:
        yield text.fault("D541", tag.paragraph, f"“{tag.written}”{message}", help_)


def _hold_unit(
    style: Style, figure: Figure, behind: str, styles: Mapping[str, Style]
) -> tuple[str, str]:
    """What is wrong with the unit behind a figure in a style, and what to write; or nothing."""
    shown = f"{style.suffix}{behind}".lstrip()
    unit = read_unit(shown)
    if unit is None:
        if figure.kind == term.KIND_RATIO:
            return say_other_part(style, "", behind), _OTHER_PART
        wrong = shown[:1] in _PERCENT and shown and figure.kind != term.KIND_SCORE
        return (f"印的是{CALLED[figure.kind]}，后面却是“{shown[0]}”", "") if wrong else ("", "")
    name, scale = unit
    if figure.kind != term.KIND_YUAN:
        return f"印的是{CALLED[figure.kind]}，后面却是“{name}”", f"删去“{name}”，或改正前面的名称"
    if scale == style.scale:
        return "", ""
    fitting = (it.name for it in styles.values() if it.scale == scale and not it.suffix)
    found = next(fitting, "")
    help_ = f"“{name}”前面用数式“{found}”，或改正后面的单位" if found else "改正后面的单位"
    return f"印的是{name_unit(style.scale)}，后面却是“{name}”", help_


def _hold_rate(style: Style, tag: Tag) -> str:
    """That a percentage in a sentence has no “%” anywhere in it; in a table its head may."""
    paragraph = tag.paragraph
    in_table = next(paragraph.element.iterancestors(f"{W}tc"), None) is not None
    words = paragraph.untagged.strip()
    told = in_table or not words or _A_RATE.search(f"{style.suffix}{words}")
    return "" if told else say_no_part(style, "", "")


_A_RATE = re.compile("[%％‰]|百分|千分")
_OTHER_PART = "换一种数式，或改正后面的字"


def _hold_mark(phrase: Phrase, behind: str) -> tuple[str, str]:
    """What is wrong with the mark behind a phrase, and what to write; or nothing."""
    if behind[:1] not in _MARKS or not behind:
        return "", ""
    ended = [case for case, said in phrase.cases.items() if said[-1:] in _MARKS and said]
    if not ended:
        return "", ""
    message = f"后面是“{behind[0]}”，短语的“{'、'.join(ended)}”末尾已经有标点，会印成两个"
    return message, "删去 phrases.yaml 里句末的标点，或者表样里的"
