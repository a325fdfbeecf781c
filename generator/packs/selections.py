"""Whether what is taken from lists of entries is there: the list, its dimensions, their values."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.diagnostics import did_you_mean
from generator.filing.values import Rules
from generator.filing.yaml_tree import Path_
from generator.packs.classification import Classification
from generator.packs.definitions import Definitions, Record
from generator.packs.grammar import MAX_SHOWN, Flaw
from generator.vocabulary import CODE_DIMENSION

FROM = "from"


class Surroundings(NamedTuple):
    """What rules may refer to: the definitions, the input rules, the tables of accounts."""

    definitions: Definitions
    rules: Rules
    accounts: Mapping[str, Classification]
    year: int

    @property
    def root(self) -> Record:
        """The tree of fields."""
        return self.definitions.root

    def dimensions(self, name: str) -> tuple[str, ...]:
        """The dimensions of a list."""
        return self.definitions.lists[name].dimensions

    def values(self, name: str, dimension: str) -> tuple[str, ...] | None:
        """The values that a dimension of a list has; None for words and codes."""
        spec = self.definitions.lists[name]
        if dimension == spec.spread:
            return spec.values
        field = self.rules[name]["schema"]["schema"].get(dimension, {})
        allowed = field.get("allowed")
        return None if allowed is None else tuple(allowed)

    def has_value(self, dimension: str, value: str) -> bool:
        """Whether a dimension of any list has a value."""
        about = (name for name in self.definitions.lists if dimension in self.dimensions(name))
        return any(value in (self.values(name, dimension) or ()) for name in about)

    def knows_code(self, name: str, code: str) -> bool:
        """Whether a list's table of accounts has a code, on whatever level."""
        table = self.accounts[self.definitions.lists[name].classification]
        return table.name_of(code, self.year) is not None


def find_in_selection(
    raw: Rules, lists: set[str], known: Surroundings, path: Path_
) -> Iterator[Flaw]:
    """The list that a rule names, and for every list that it is about its conditions."""
    named = raw.get(FROM)
    if named is not None and named not in known.definitions.lists:
        help_ = did_you_mean(named, known.definitions.lists)
        offered = f"现有：{'、'.join(known.definitions.lists)}"
        yield Flaw((*path, FROM), f"没有“{named}”这张清单", help_ or offered)
        return
    for name in sorted(lists if named is None else {named}):
        for dimension, value in raw.items():
            if dimension != FROM:
                yield from _find_in_condition(name, dimension, value, known, (*path, dimension))


def _find_in_condition(
    name: str, dimension: str, value: Any, known: Surroundings, path: Path_
) -> Iterator[Flaw]:
    dimensions = known.dimensions(name)
    if dimension not in dimensions:
        help_ = did_you_mean(dimension, dimensions) or f"它的维有：{'、'.join(dimensions)}"
        yield Flaw(path, f"清单“{name}”没有“{dimension}”这一维", help_, True)
        return
    values = value if isinstance(value, list) else [value]
    for index, item in enumerate(values):
        at = (*path, index) if isinstance(value, list) else path
        yield from find_in_value(name, dimension, item, known, at)


def find_in_value(
    name: str, dimension: str, item: str, known: Surroundings, path: Path_
) -> Iterator[Flaw]:
    """A value is one that the dimension of a list can have."""
    if dimension == CODE_DIMENSION:
        if not known.knows_code(name, item):
            yield Flaw(path, f"科目表里没有 {item}", "检查编码；新科目先写进科目表")
        return
    allowed = known.values(name, dimension)
    if allowed is not None and item not in allowed:
        help_ = did_you_mean(item, allowed) or f"可以写：{'、'.join(allowed[:MAX_SHOWN])}"
        yield Flaw(path, f"清单“{name}”的“{dimension}”没有“{item}”", help_)


def find_misnamed(source: str, own: str, known: Surroundings) -> Iterator[Flaw]:
    """What a list that stands for another tells apart as that does, but under another name.

    Nothing that is taken from the other would then be found in it.
    """
    ours = {it: known.values(own, it) or () for it in known.dimensions(own)}
    for dimension in known.dimensions(source):
        values = known.values(source, dimension)
        same = [it for it, of in ours.items() if values and set(values) <= set(of)]
        if same and dimension not in same:
            message = f"“{own}”的这一维叫“{same[0]}”，不叫“{dimension}”"
            yield Flaw(("lists", source, "spread"), message, "两张清单写成一样的名称")
