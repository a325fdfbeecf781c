"""Whether phrases refer to what there is: bases, reasons, other figures, other phrases."""

from collections.abc import Iterator, Mapping

from generator import vocabulary as term
from generator.addresses import parse
from generator.diagnostics import did_you_mean
from generator.filing.values import Rules
from generator.filing.yaml_tree import Path_
from generator.money import Style, name_unit, read_unit
from generator.packs import figure_rules, touching
from generator.packs.addressing import AddressError
from generator.packs.demanding import find_in_base
from generator.packs.grammar import Flaw
from generator.packs.reasons import list_reasons, say_unreasoned
from generator.packs.selections import Surroundings
from generator.packs.unit_words import say_no_part, say_other_part, say_other_suffix, say_wordy
from generator.packs.wording import STYLED_AS, cut, find_wrong, offer_field, read_style

_Phrase = Mapping[str, str]


def find_in_phrases(phrases: Rules, pack: Rules, known: Surroundings) -> Iterator[Flaw]:
    """What phrases compare with, the fields in their wordings, and the units behind these."""
    styles = _read_styles(pack)
    for name, phrase in phrases.items():
        family = phrase[term.PHRASE_FAMILY]
        if term.PHRASE_BASE in phrase:
            base = {"base": phrase[term.PHRASE_BASE]}
            for flaw in find_in_base(base, known, ()):
                yield flaw._replace(path=(name, term.PHRASE_BASE))
        if family == term.REASONED and phrase[term.PHRASE_BASE] not in list_reasons(known.rules):
            yield Flaw((name, term.PHRASE_BASE), *say_unreasoned(phrase[term.PHRASE_BASE]))
        if family == term.PAIRED:
            yield from _find_in_pair(name, phrase, phrases, known)
        for case in term.FAMILIES[family]:
            wrong = find_wrong(phrase[case], family, case)
            if wrong:
                help_ = offer_field(phrase[case], family, case)
                yield Flaw((name, case), f"短语“{name}”的“{case}”：{wrong}", help_)
            yield from _find_in_units(phrase[case], styles, (name, case))
            yield from _find_touching(phrase[case], styles, (name, case))


def _read_styles(pack: Rules) -> Mapping[str, Style]:
    """The number styles of the figures of wordings, as far as there are any."""
    named = {field: pack["phrase_styles"][part] for field, part in STYLED_AS.items()}
    styles = pack["styles"]
    return {it: read_style(name, styles[name]) for it, name in named.items() if name in styles}


def _find_in_units(text: str, styles: Mapping[str, Style], path: Path_) -> Iterator[Flaw]:
    """The units around figures are those that their styles print."""
    pieces = cut(text)
    for before, field, behind in zip(pieces[::2], pieces[1::2], pieces[2::2], strict=False):
        style = styles.get(field)
        wrong = _say_other_unit(field, style, before, behind) if style else ""
        if wrong:
            yield Flaw(path, f"“{field}”{wrong}", "改正单位，或者 pack.yaml 的“短语数式”")


def _say_other_unit(field: str, style: Style, before: str, behind: str) -> str:
    """Why a figure's style does not go with the unit around it; nothing where it does.

    Of a style that does not go with its own suffix, pack.yaml is told.
    """
    if say_other_suffix(style):
        return ""
    wordy = say_wordy(style, behind)
    if STYLED_AS[field] != term.DIFFERENCE:
        plain = field == term.RATIO and style.scale == 1  # a share as a number between 0 and 1
        missing = "" if plain else say_no_part(style, before, behind)
        return say_other_part(style, before, behind) or missing or wordy
    unit = read_unit(f"{style.suffix}{behind}")
    if unit and unit[1] != style.scale:
        return f"印的是{name_unit(style.scale)}，后面却是“{unit[0]}”"
    return wordy


def _find_touching(text: str, styles: Mapping[str, Style], path: Path_) -> Iterator[Flaw]:
    """No figure of a wording touches a digit, a sign or another figure."""
    signs = touching.read_wording(text, str(path[-1]), styles, touching.Numeral(""))
    tail: tuple[touching.Sign, ...] = ()
    for sign in signs:
        wrong = touching.find_wrong(tail, sign)
        if wrong:
            yield Flaw(path, wrong, touching.HELP)
        tail = (*tail, sign)[-2:]


def _find_in_pair(
    name: str, phrase: _Phrase, phrases: Rules, known: Surroundings
) -> Iterator[Flaw]:
    """The other figure is money, and each has a phrase of its own against the same base."""
    try:
        other = figure_rules.resolve(known.root, (), parse(phrase[term.OTHER_FIGURE]))
        if figure_rules.kind_of(known.root, other) != term.KIND_YUAN:
            message = f"“{phrase[term.OTHER_FIGURE]}”不是金额，不能比较"
            yield Flaw((name, term.OTHER_FIGURE), message)
    except AddressError as error:
        yield Flaw((name, term.OTHER_FIGURE), error.message, error.help)
    each, base = phrase[term.PHRASE_OF_EACH], phrase[term.PHRASE_BASE]
    fitting = [it for it, own in phrases.items() if own[term.PHRASE_FAMILY] == term.CHANGE]
    if each not in fitting:
        help_ = did_you_mean(each, fitting) or f"可以写：{'、'.join(fitting)}"
        yield Flaw((name, term.PHRASE_OF_EACH), f"没有“{each}”这个{term.CHANGE}类短语", help_)
    elif phrases[each][term.PHRASE_BASE] != base:
        message = f"“{each}”对的是“{phrases[each][term.PHRASE_BASE]}”，不是“{base}”"
        yield Flaw((name, term.PHRASE_OF_EACH), message, "写对同一个基数的短语")
