"""How a department's filing is the sum of its units' filings: what adds up, and what does not.

`members` in tables.yaml says it for each pack. Lists of entries always add up, the department's
own among them. The figures of a section in `add` are summed unless the department states one of
them itself; a list in `join` is strung together unless the department states one. Everything
else, and every text in a section that is added up, is the department's own.
"""

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from generator.filing.kinds import Amount, Code
from generator.filing.values import Data, Rules
from generator.filing.yaml_tree import Node
from generator.frozen import replace
from generator.money import ZERO
from generator.packs.adding import is_figure, states_figures
from generator.packs.pack import Pack
from generator.vocabulary import ACCOUNT_NAMES

NOTHING = Amount(ZERO)


class Party(NamedTuple):
    """One filing of the sum, a member or the department: its unit's name and code, its data."""

    name: str
    code: str
    data: Data


def add(own: Data, members: Sequence[Data], typed: Node, pack: Pack) -> dict[str, Any]:
    """What a department states together with its members; `typed` is its filing as it was typed."""
    adding, joining = _from_members(typed, pack)
    sums = {
        name: _sum_section(own[name], [data[name] for data in members], pack.rules[name])
        for name in adding
    }
    lists = {name: _string((own, *members), name) for name in pack.definitions.lists}
    joined = {name: _string(members, name) for name in joining}
    names = ChainMap(*(data.get(ACCOUNT_NAMES, {}) for data in (own, *members)))
    return {**own, **lists, **sums, **joined, ACCOUNT_NAMES: dict(names)}


def _from_members(typed: Node, pack: Pack) -> tuple[list[str], list[str]]:
    """The sections that are summed, and those that are strung together: the members' alone."""
    spec = pack.consolidation
    adding = [n for n in spec.add if not states_figures(typed.get(n), pack.rules[n])]
    return adding, [name for name in spec.join if name not in typed]


def _string(filings: Iterable[Data], name: str) -> tuple[Any, ...]:
    return tuple(item for data in filings for item in data[name])


def _sum_section(own: Data, others: Sequence[Data], rule: Rules) -> dict[str, Any]:
    """A section with its members' figures added up, and the department's own texts."""
    return {
        name: _sum([other[name] for other in others]) if is_figure(inner) else own[name]
        for name, inner in rule["schema"].items()
    }


def _sum(amounts: Sequence[Amount]) -> Amount:
    value = sum((amount.value for amount in amounts), ZERO)
    paths = tuple(path for amount in amounts for path in amount.paths)
    wan = any(amount.wan for amount in amounts)
    return Amount(value, paths[0] if paths else (), wan, paths[1:])


def find_unstated(members: Sequence[Data], typed: Node, pack: Pack) -> list[str]:
    """The sections that some member fills and the department does not state."""
    adding, joining = _from_members(typed, pack)
    return [
        *(name for name in adding if any(_has_money(data[name]) for data in members)),
        *(name for name in joining if any(data[name] for data in members)),
    ]


def _has_money(section: Data) -> bool:
    values = (value for value in section.values() if isinstance(value, Amount))
    return any(value.missing or not value.value.is_zero() for value in values)


def move(node: Any, member: int) -> Any:
    """A member's data with the member's number before every path, as the department sees it."""
    if isinstance(node, Amount):
        paths = tuple((member, *path) for path in node.paths)
        return replace(node, path=paths[0], more=paths[1:]) if paths else node
    if isinstance(node, Code):
        return replace(node, path=(member, *node.path))
    if isinstance(node, Mapping):
        return {key: move(value, member) for key, value in node.items()}
    if isinstance(node, tuple):
        return tuple(move(item, member) for item in node)
    return node
