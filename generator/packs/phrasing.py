"""Whether phrases refer to what there is: bases, reasons, other figures, other phrases."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator import vocabulary as term
from generator.addresses import parse
from generator.diagnostics import did_you_mean
from generator.filing.values import Rules
from generator.filing.yaml_tree import Path_
from generator.money import name_unit, read_unit
from generator.packs import figure_rules
from generator.packs.addressing import AddressError
from generator.packs.demanding import find_in_base
from generator.packs.grammar import Flaw
from generator.packs.reasons import list_reasons, say_unreasoned
from generator.packs.selections import Surroundings
from generator.packs.wording import cut, find_wrong, offer_field

_Phrase = Mapping[str, str]


def find_in_phrases(phrases: Rules, pack: Rules, known: Surroundings) -> Iterator[Flaw]:
    """What phrases compare with, the fields in their wordings, and the units behind these."""
    style = pack["styles"].get(pack["phrase_styles"][term.DIFFERENCE], {})
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
            yield from _find_in_units(phrase[case], style, (name, case))


_AMOUNTS = (term.DIFFERENCE, term.OTHER_DIFFERENCE, term.BASE_VALUE)


def _find_in_units(text: str, style: Rules, path: Path_) -> Iterator[Flaw]:
    """The units behind amounts are those that their style prints."""
    scale, pieces = Decimal(style.get("scale", 1)), cut(text)
    for field, behind in zip(pieces[1::2], pieces[2::2], strict=True):
        unit = read_unit(f"{style.get('suffix', '')}{behind}") if field in _AMOUNTS else None
        if unit and unit[1] != scale:
            message = f"“{field}”印的是{name_unit(scale)}，后面却是“{unit[0]}”"
            yield Flaw(path, message, "改正单位，或者 pack.yaml 的“短语数式”")


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
