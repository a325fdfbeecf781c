"""Whether the fields, lists and sections that demands and reasons name are there, and fit them."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator import vocabulary as term
from generator.addresses import Steps, parse
from generator.diagnostics import did_you_mean
from generator.filing.values import Rules
from generator.filing.yaml_tree import Path_
from generator.packs.grammar import Flaw
from generator.packs.reasons import AGAINST

# What is typed there is the unit's own; a demand can only ask whether anything is.
_FREE = (term.KIND_TEXT, term.KIND_PARAGRAPHS)
# Words of a demand under which fields or sections of a filing stand, as a list or as names.
_NAMING = ("section", "sections", "fields", "leads", "ends")


def find_in_cases(demand: Rules, rules: Rules, path: Path_) -> Iterator[Flaw]:
    """The fields that say of whom a demand is made, and the values that they can have."""
    stated = demand.get("stated")
    if stated is not None and _rule_of(parse(stated), rules) is None:
        yield Flaw((*path, "stated"), *_no_field(stated))
    for name, values in demand.get("when", {}).items():
        here = (*path, "when", name)
        rule = _rule_of(parse(name), rules)
        if rule is None:
            yield Flaw(here, *_no_field(name), True)
            continue
        for index, value in enumerate(values):
            yield from _find_in_case(name, value, rule, (*here, index))


def _no_field(name: str) -> tuple[str, str]:
    return f"input.yaml 里没有“{name}”这一项", "写 节.项"


def _find_in_case(name: str, value: str, rule: Rules, path: Path_) -> Iterator[Flaw]:
    """A value is one that the field can have; of a list it is how many there are."""
    if rule.get("type") == "list":
        if not value.isdecimal():
            yield Flaw(path, f"“{name}”是清单，限于几条", '写条数，如 "1"')
        return
    allowed = rule.get("allowed", [""] if rule.get("kind") in _FREE else None)
    left_out = value == "" and not rule.get("required")
    if allowed is not None and value not in allowed and not left_out:
        offered = "、".join(it or '""（没有写）' for it in allowed)
        help_ = did_you_mean(value, allowed) or f"可以写：{offered}"
        yield Flaw(path, f"“{name}”不能限于“{value}”", help_)


def _rule_of(steps: Steps, rules: Rules) -> Mapping[str, Any] | None:
    """The input rule of a value or a list at the steps of a path, outside lists."""
    rule = _at(steps, rules)
    if rule is None:
        return None
    single = rule.get("type") == "list" or bool({"allowed", "kind"} & set(rule))
    return rule if single else None


# -- what a demand reads ---------------------------------------------------------------------------


def find_in_names(demand: Rules, rules: Rules, path: Path_) -> Iterator[Flaw]:
    """The sections and fields that a demand reads, the fields of its list, the words for units."""
    for word in (word for word in _NAMING if word in demand):
        for name, step in _list_named(demand[word]):
            at_key = isinstance(demand[word], dict)
            yield from _find_named(name, rules, (*path, word, *step), at_key)
    yield from _find_excepted(demand, rules, path)
    if "field" in demand:
        yield from _find_field(demand, rules, path)
    own = rules[term.UNIT]["schema"][term.UNIT_WORD]["allowed"]
    for name in demand.get("own word", ()):
        if name not in own:
            help_ = did_you_mean(name, own) or f"可以写：{'、'.join(own)}"
            yield Flaw((*path, "own word", name), f"没有“{name}”这种{term.UNIT_WORD}", help_, True)


def _list_named(said: str | list[str] | Rules) -> list[tuple[str, Path_]]:
    """One name, several, or those of a mapping, each with the step to it."""
    if isinstance(said, str):
        return [(said, ())]
    steps = said if isinstance(said, dict) else range(len(said))
    return [(name, (step,)) for name, step in zip(said, steps, strict=True)]


def _find_excepted(demand: Rules, rules: Rules, path: Path_) -> Iterator[Flaw]:
    """The fields of its sections that a demand does not look at."""
    sections = {name: rules.get(name, {}) for name in demand.get("sections", ())}
    known = dict.fromkeys(_list_fields(sections))
    for index, name in enumerate(demand.get("except", ())):
        if name not in known:
            help_ = did_you_mean(name, known)
            yield Flaw((*path, "except", index), f"这些节里没有“{name}”", help_)


def _find_named(
    name: str, rules: Mapping[str, Any], path: Path_, at_key: bool = False
) -> Iterator[Flaw]:
    if _at(parse(name), rules) is None:
        help_ = did_you_mean(name, rules) or "写 节 或 节.项"
        yield Flaw(path, f"input.yaml 里没有“{name}”", help_, at_key)


def _find_field(demand: Rules, rules: Rules, path: Path_) -> Iterator[Flaw]:
    """A field that each record of the list has; where there is no such list, that is told."""
    list_ = _at(parse(demand["list"]), rules) or {}
    fields = list_.get("schema", {}).get("schema", {}) if list_.get("type") == "list" else {}
    if fields and demand["field"] not in fields:
        help_ = did_you_mean(demand["field"], fields) or f"可以写：{'、'.join(fields)}"
        message = f"“{demand['list']}”的各条没有“{demand['field']}”"
        yield Flaw((*path, "field"), message, help_)


def _list_fields(rules: Rules) -> Iterator[str]:
    """The names of every field below some, in lists too."""
    for name, rule in rules.items():
        yield name
        inner = rule.get("schema", {})
        yield from _list_fields(inner.get("schema", {}) if rule.get("type") == "list" else inner)


def _at(steps: Steps, rules: Rules) -> Mapping[str, Any] | None:
    """The input rule at the steps of a path, outside lists; None where there is none."""
    rule: Mapping[str, Any] = {"type": "dict", "schema": rules}
    for step in steps:
        inner = rule.get("schema", {}) if rule.get("type") == "dict" else {}
        if step not in inner:
            return None
        rule = inner[step]
    return rule


# -- what gives reasons ----------------------------------------------------------------------------


def find_in_reasons(rules: Rules) -> Iterator[Flaw]:
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
