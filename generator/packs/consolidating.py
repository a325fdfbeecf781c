"""Whether what a pack says of adding filings up refers to what there is, and forgets nothing."""

from collections.abc import Iterator

from generator import vocabulary as term
from generator.diagnostics import did_you_mean
from generator.filing.values import Rules
from generator.filing.yaml_tree import Path_
from generator.packs.adding import is_figure
from generator.packs.grammar import Flaw
from generator.packs.selections import FROM, Surroundings, find_in_selection


def find_in_members(members: Rules, known: Surroundings) -> Iterator[Flaw]:
    """The sections that are added up, strung together, and the money between members."""
    for word, kind, said in (("add", "dict", "分项的一节"), ("join", "list", "的清单")):
        for index, name in enumerate(members.get(word, ())):
            rule = known.rules.get(name, {})
            if rule.get("type") != kind or name in known.definitions.lists:
                fitting = [it for it, other in known.rules.items() if other.get("type") == kind]
                help_ = did_you_mean(name, fitting)
                yield Flaw(("members", word, index), f"input.yaml 里没有“{name}”这样{said}", help_)
    for index, name in enumerate(members.get("own", ())):
        if name not in known.rules:
            help_ = did_you_mean(name, known.rules)
            yield Flaw(("members", "own", index), f"input.yaml 里没有“{name}”这一节", help_)
    for index, transfer in enumerate(members.get("transfers", ())):
        for side in ("paid", "received"):
            at: Path_ = ("members", "transfers", index, side)
            flaws = list(find_in_selection(transfer[side], set(), known, at))
            yield from flaws or _find_no_counterparty(transfer[side][FROM], known, at)


def _find_no_counterparty(name: str, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    field = known.rules[name]["schema"]["schema"].get(term.COUNTERPARTY, {})
    if field.get("kind") != term.KIND_TEXT:
        message = f"清单“{name}”没有“{term.COUNTERPARTY}”，看不出这笔钱是哪个单位的"
        yield Flaw((*path, FROM), message, f"在 input.yaml 里加上“{term.COUNTERPARTY}”")


def find_unadded(members: Rules, known: Surroundings) -> Iterator[Flaw]:
    """Sections with figures of which nothing says where a department gets them (of input.yaml).

    Where no filing can be the sum of others, nothing needs to be said.
    """
    if term.CONSOLIDATES not in known.rules:
        return
    said = {name for word in ("add", "join", "own") for name in members.get(word, ())}
    for name, rule in known.rules.items():
        if _has_figures(rule) and name not in said and name not in known.definitions.lists:
            message = f"tables.yaml 的“{term.CONSOLIDATES}”没有写“{name}”：汇总时不会有各单位的数"
            help_ = "分项的一节写进“相加”，逐条的清单写进“接续”；汇总的单位自己填的，写进“自填”"
            yield Flaw((name,), message, help_, True)


def _has_figures(rule: Rules) -> bool:
    inner = rule.get("schema", {})
    fields = inner.get("schema", {}) if rule.get("type") == "list" else inner
    return is_figure(rule) or any(map(_has_figures, fields.values()))
