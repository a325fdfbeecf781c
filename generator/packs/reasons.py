"""Which section of a filing gives the reasons of movements from which base (增减原因: 上年数)."""

from collections.abc import Mapping
from typing import Any

from generator import vocabulary as term

# Under what a section of words says which base it gives the reasons against.
AGAINST = "against"


def list_reasons(rules: Mapping[str, Any]) -> dict[str, str]:
    """For each base the section of a filing that says in words why figures differ from it."""
    words = {name: it for name, it in rules.items() if it.get("addresses") == term.KIND_TEXT}
    found = {str(it[AGAINST]): name for name, it in words.items() if AGAINST in it}
    return {term.PRIOR_YEAR: term.REASONS, **found} if term.REASONS in words else found


def say_unreasoned(base: str) -> tuple[str, str]:
    """That a filing has no section for the reasons against a base, and how it gets one."""
    if base == term.PRIOR_YEAR:
        return f"input.yaml 里没有“{term.REASONS}”", ""
    section = f"{base}差异{term.FILTER_REASON}: {{按地址: 文字, {term.PHRASE_BASE}: {base}}}"
    return f"input.yaml 里没有写对“{base}”的原因的一节", f"加一节，如 {section}"
