"""What a pack says of adding units' filings up to their department's.

tables.yaml names the sections whose figures are summed (`add`), the lists that are strung
together (`join`), and what of payer and payee is one transfer.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from generator.filing.values import Rules
from generator.filing.yaml_tree import Node
from generator.packs.defining import selection_of
from generator.packs.definitions import Selection
from generator.vocabulary import BASIS, FIGURE_KINDS


class Transfer(NamedTuple):
    """Money that one member pays to another: what it is with the payer, and with the payee."""

    paid: Selection
    received: Selection
    basis: str


class Consolidation(NamedTuple):
    """What a pack says of adding filings up; `add` and `join` name sections of a filing."""

    add: tuple[str, ...] = ()
    join: tuple[str, ...] = ()
    transfers: tuple[Transfer, ...] = ()


def read(raw: Mapping[str, Any]) -> Consolidation:
    """What tables.yaml says of a department's members."""
    transfers = tuple(
        Transfer(selection_of(item["paid"]), selection_of(item["received"]), item[BASIS])
        for item in raw.get("transfers", ())
    )
    return Consolidation(tuple(raw.get("add", ())), tuple(raw.get("join", ())), transfers)


# -- what a department may leave out ------------------------------------------------------------


def relax(rules: Rules, spec: Consolidation, lists: Iterable[str], data: Node) -> Rules:
    """The rules of a department's own filing: what its members supply, it need not state."""
    freed: dict[str, Rules] = {
        name: {**rules[name], "required": False} for name in (*lists, *spec.join)
    }
    for name in spec.add:
        if not states_figures(data.get(name), rules[name]):
            freed[name] = _without_figures(rules[name])
    return {**rules, **freed}


def states_figures(node: Node, rule: Rules) -> bool:
    """Whether a section as it was typed states any of its figures."""
    return isinstance(node, dict) and any(is_figure(rule["schema"].get(key, {})) for key in node)


def is_figure(rule: Rules) -> bool:
    """Whether a field's rule is that of a figure."""
    return rule.get("kind") in FIGURE_KINDS


def _without_figures(rule: Rules) -> Rules:
    """A section's rule without the demand for figures."""
    schema = {
        name: {**inner, "required": False} if is_figure(inner) else inner
        for name, inner in rule["schema"].items()
    }
    words = any(inner.get("required") for inner in schema.values())
    return {**rule, "required": words and bool(rule.get("required")), "schema": schema}
