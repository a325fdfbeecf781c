"""What must hold between the figures of any document of a pack, derived from its definitions once.

Whatever a ledger guarantees by construction nobody writes down as a check; in a document that
others made it need not hold: what is one quantity, what parts make a whole, what is a share.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from generator.addresses import Steps, parse
from generator.packs import law
from generator.packs.addressing import complete, locate
from generator.packs.definitions import Count, Share, Sum, Table
from generator.packs.pack import Pack
from generator.published.atoms import Atom, Atoms, Composer
from generator.vocabulary import TOTAL_ROW


class Addition(NamedTuple):
    """A whole is what is added less what is taken away, and the field `items` of every record.

    `items` is a list's address and a field's name, empty where there is none.
    """

    whole: Steps
    plus: tuple[Steps, ...] = ()
    minus: tuple[Steps, ...] = ()
    items: tuple[Steps, str] = ((), "")


class Division(NamedTuple):
    """A share is a part of a whole."""

    share: Steps
    part: Steps
    whole: Steps


class Counting(NamedTuple):
    """A figure is how many records a list holds."""

    figure: Steps
    list: Steps


class Limit(NamedTuple):
    """Figures are together at most another, of which they are parts; `usual`: hardly ever more."""

    parts: tuple[Steps, ...]
    whole: Steps
    usual: bool


class Twin(NamedTuple):
    """A figure is nothing or equal to another, in a document of which `when` holds.

    Which of the two depends on what no document says (of what type a unit is).
    """

    figure: Steps
    other: Steps
    when: tuple[tuple[Steps, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Identities:
    """What holds in any document of a pack: addresses of one quantity, sums, shares, counts,
    limits, figures that are nothing or another's.

    `rows` are the columns of views, whose rows add up level by level. The first record of a list
    stands for any, and a code of zeros for any row.
    """

    alike: tuple[tuple[Steps, ...], ...]
    additions: tuple[Addition, ...]
    divisions: tuple[Division, ...]
    countings: tuple[Counting, ...]
    rows: tuple[Steps, ...]
    limits: tuple[Limit, ...] = ()
    twins: tuple[Twin, ...] = ()


@cache
def derive(pack: Pack) -> Identities:
    """The identities of a pack."""
    composer = Composer(pack.definitions)
    figures = list(composer.list_figures())
    atoms = {steps: composer.compose(steps) for steps, _ in figures}
    rules = [it for steps, _ in figures for it in _list_rules(composer, steps)]
    additions = [it for it in rules if isinstance(it, Addition)]
    additions += _list_partitions(atoms)
    additions += _list_prefixed(pack, atoms)
    additions += _list_demanded(pack)
    views = (steps for steps, _ in figures if steps[-2:-1] == (TOTAL_ROW,) and atoms[steps])
    return Identities(
        tuple(_list_alike(atoms)),
        tuple(dict.fromkeys(additions)),
        tuple(it for it in rules if isinstance(it, Division)),
        tuple(it for it in rules if isinstance(it, Counting)),
        tuple(steps for steps in views if _is_view(pack, steps)),
        tuple(_list_limits(pack)),
        tuple(_list_twins(pack)),
    )


def _is_view(pack: Pack, steps: Steps) -> bool:
    field, _ = locate(pack.definitions.root, steps)
    return isinstance(field, Table) and field.classification is not None


def _list_alike(atoms: Mapping[Steps, Atoms]) -> Iterator[tuple[Steps, ...]]:
    groups: dict[frozenset[tuple[Atom, int]], list[Steps]] = defaultdict(list)
    for steps, of in atoms.items():
        if of:
            groups[frozenset(of.items())].append(steps)
    return (tuple(group) for group in groups.values() if len(group) > 1)


def _list_rules(composer: Composer, steps: Steps) -> Iterator[Addition | Division | Counting]:
    """What the pack itself says that the figure at an address is."""
    found, owner = locate(composer.definitions.root, steps)
    home, rule = steps[:-1], found
    if isinstance(found, Table):
        row, column = found.rows.get(steps[-2]), found.columns[steps[-1]]
        rule = column
        if isinstance(row, Sum) and not isinstance(column, Sum | Share):
            yield Addition(
                steps,
                tuple((*owner, name, steps[-1]) for name in row.plus),
                tuple((*owner, name, steps[-1]) for name in row.minus),
            )
            return
    if isinstance(rule, Sum):
        plus, minus = (
            tuple(composer.find(home, it) for it in names) for names in (rule.plus, rule.minus)
        )
        table, _, column_name = (rule.items or "").partition(".")
        items = (composer.find(home, table), column_name) if rule.items else ((), "")
        yield Addition(steps, plus, minus, items)
    elif isinstance(rule, Share):
        yield Division(steps, composer.find(home, rule.part), composer.find(home, rule.whole))
    elif isinstance(rule, Count):
        yield Counting(steps, composer.find(home, rule.list))


def _list_partitions(atoms: Mapping[Steps, Atoms]) -> Iterator[Addition]:
    """Wholes whose atoms are those of some others: columns, fields of a record, rows elsewhere."""
    beside: dict[Steps, list[Steps]] = defaultdict(list)
    seen: set[frozenset[Atom]] = set()
    for steps, of in atoms.items():
        if of and all(times == 1 for times in of.values()):
            beside[steps[:-1]].append(steps)
            if _is_of_view(steps) and frozenset(of) not in seen:
                seen.add(frozenset(of))
                beside["", steps[-2]].append(steps)  # the same row of all views
    for neighbours in beside.values():
        for whole in neighbours:
            parts = _find_parts(whole, neighbours, atoms)
            if parts:
                yield Addition(whole, tuple(parts))


def _is_of_view(steps: Steps) -> bool:
    """Whether an address is that of any row of a view, or of its total."""
    return len(steps) > 2 and (steps[-2] == TOTAL_ROW or not steps[-2].strip("0"))


def _find_parts(
    whole: Steps, neighbours: Iterable[Steps], atoms: Mapping[Steps, Atoms]
) -> Sequence[Steps]:
    """The fewest neighbours that make up a whole without overlapping, none if they do not."""
    left = {*atoms[whole]}
    parts: list[Steps] = []
    smaller = (it for it in neighbours if len(atoms[it]) < len(atoms[whole]))
    for part in sorted(smaller, key=lambda it: -len(atoms[it])):
        if {*atoms[part]} <= left:
            parts.append(part)
            left -= {*atoms[part]}
    return parts if len(parts) > 1 and not left else ()


def _list_prefixed(pack: Pack, atoms: Mapping[Steps, Atoms]) -> Iterator[Addition]:
    """Sums of some accounts of a view, where a figure takes these alone."""
    views = {
        frozenset(of): steps
        for steps, of in atoms.items()
        if steps[-2:-1] == (TOTAL_ROW,) and of and _is_view(pack, steps)
    }
    for steps, of in atoms.items():
        codes = {atom[-1] for atom in of}
        single = steps[-2:-1] and not (steps[-2].isdecimal() or steps[-2] == TOTAL_ROW)
        whole = views.get(frozenset((*atom[:-1], "") for atom in of))
        if single and whole and "" not in codes and len(of) % len(codes) == 0:
            yield Addition(steps, tuple((*whole[:-2], it, whole[-1]) for it in sorted(codes)))


# What a demand must not have: it holds of some units only, item by item, or is but told.
_SOME = ("when", "stated", "each", "told")


def _list_demanded(pack: Pack) -> Iterator[Addition]:
    """What the pack's checks say is the same for every unit."""
    for check in pack.checks:
        if check["kind"] == "same" and not any(check.get(it) for it in _SOME):
            left, right = (_complete_all(pack, check[side]) for side in ("left", "right"))
            yield Addition(left[0], right, left[1:])


# What makes a demand one of other figures than the year's, or of no other figure.
_ELSEWHERE = ("alone", "base", "list")


def _list_limits(pack: Pack) -> Iterator[Limit]:
    """Parts of another figure, as checks say that hold for every unit and every department."""
    for check in pack.checks:
        some = any(check.get(it) for it in (*_SOME, *_ELSEWHERE))
        if check["kind"] in ("within", "bounded") and "right" in check and not some:
            parts, wholes = (_complete_all(pack, check[side]) for side in ("left", "right"))
            if len(wholes) == 1:
                yield Limit(parts, wholes[0], check["kind"] == "bounded")


def _list_twins(pack: Pack) -> Iterator[Twin]:
    """Figures of which a check says that units of one type have another's, the next that units of
    another type have none.
    """
    nothing = [it for it in pack.checks if it["kind"] == "equals" and it.get("value") == "0"]
    equal = [it for it in pack.checks if it["kind"] in ("same", "usually")]
    for one, other in ((one, other) for one in equal for other in nothing):
        first, second = one.get("when", {}), other.get("when", {})
        typed = [name for name in first if first[name] != second.get(name)]
        alike = one["left"] == other["left"] and first.keys() == second.keys()
        others = _complete_all(pack, one["right"]) if alike and len(typed) == 1 else ()
        if len(others) == 1 and isinstance(one["left"], str):
            when = ((parse(name), tuple(first[name])) for name in first if name not in typed)
            yield Twin(_complete(pack, one["left"]), others[0], tuple(when))


def _complete_all(pack: Pack, said: str | Sequence[str]) -> tuple[Steps, ...]:
    return tuple([_complete(pack, name) for name in law.list_names(said)])


def _complete(pack: Pack, name: str) -> Steps:
    steps = parse(name)
    found, owner = locate(pack.definitions.root, steps)
    return complete(found, owner, steps)
