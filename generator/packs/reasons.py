"""Which section of a filing gives the reasons of movements from which base (增减原因: 上年数)."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator import vocabulary as term
from generator.diagnostics import did_you_mean
from generator.filing.values import Rules
from generator.packs.grammar import Flaw

# Under what a section of words says which base it gives the reasons against.
AGAINST = "against"


def list_reasons(rules: Mapping[str, Any]) -> dict[str, str]:
    """For each base the section of a filing that says in words why figures differ from it."""
    words = {name: it for name, it in rules.items() if it.get("addresses") == term.KIND_TEXT}
    found = {str(it[AGAINST]): name for name, it in words.items() if AGAINST in it}
    return {term.PRIOR_YEAR: term.REASONS, **found} if term.REASONS in words else found


def find_in_sections(rules: Rules) -> Iterator[Flaw]:
    """Only words for addresses give reasons; those against one base stand in one section."""
    first: dict[str, str] = {term.PRIOR_YEAR: term.REASONS} if term.REASONS in rules else {}
    bases = [it for it, rule in rules.items() if rule.get("addresses") == term.KIND_YUAN]
    bases = [it for it in bases if it != term.CONTROL_TOTALS]
    for name, rule in rules.items():
        path, base = (name, term.PHRASE_BASE), rule.get(AGAINST)
        if base is None:
            continue
        if rule.get("addresses") != term.KIND_TEXT:
            yield Flaw(path, f"只有按地址填文字的一节才写“{term.PHRASE_BASE}”", "删去", True)
        elif base not in bases:
            help_ = did_you_mean(base, bases) or f"可以写：{'、'.join(bases)}"
            yield Flaw(path, f"没有“{base}”这样的基数", help_)
        elif first.setdefault(base, name) != name:
            yield Flaw(path, f"“{first[base]}”已经是对“{base}”的原因", "合成一节")


def say_unreasoned(base: str) -> tuple[str, str]:
    """That a filing has no section for the reasons against a base, and how it gets one."""
    if base == term.PRIOR_YEAR:
        return f"input.yaml 里没有“{term.REASONS}”", ""
    section = f"{base}差异{term.FILTER_REASON}: {{按地址: 文字, {term.PHRASE_BASE}: {base}}}"
    return f"input.yaml 里没有写对“{base}”的原因的一节", f"加一节，如 {section}"
